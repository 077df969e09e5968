/** TAG, the program's config and people, all from seeded keys: the same addresses and so the same compute units each run. */
import {
  createAssociatedTokenAccountInstruction,
  createInitializeMint2Instruction,
  createMintToInstruction,
  getAssociatedTokenAddressSync,
  MINT_SIZE,
  TOKEN_PROGRAM_ID,
} from '@solana/spl-token';
import { Keypair, SystemProgram, type PublicKey } from '@solana/web3.js';
import { createMember, initializeConfig, initializeDomains, PROGRAM_ID, stake, TAG_DECIMALS } from '@tagger/client';
import { readParameters } from '@tagger/migrations';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ACCOUNT_OVERHEAD, Chain, RENT_PER_BYTE } from './chain.ts';

/** Bytes derived from a purpose; the only source of keys, salts and randomness here. */
export const seedOf = (purpose: string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`tagger:bench:v1:${purpose}`).digest());
export const keyFor = (role: string): Keypair => Keypair.fromSeed(seedOf(`key:${role}`));
export const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The program measured. */
export const PROGRAM = process.env['TAGGER_PROGRAM'] ?? fileOf('../../programs/tagger/artifacts/tagger.so');
/** All lamports there are. */
export const ENDOWMENT = 1_000_000_000_000_000n;
const SOL = 1_000_000_000n;

export interface World {
  chain: Chain;
  deployer: Keypair;
  tagMint: PublicKey;
  treasury: PublicKey;
  /** Bytes of the program's ELF. */
  programBytes: number;
  unbondingSecs: bigint;
  people: Person[];
  /** Base units of TAG ever minted. */
  minted: bigint;
}

export interface Person {
  wallet: Keypair;
  key: PublicKey;
  tokens: PublicKey;
}

export function createWorld(): World {
  const chain = new Chain();
  const deployer = keyFor('deployer');
  const programBytes = chain.loadFile(PROGRAM_ID, PROGRAM, deployer.publicKey);
  chain.endow(deployer.publicKey, ENDOWMENT);
  const mint = keyFor('TAG');
  const treasuryOwner = keyFor('treasury').publicKey;
  const treasury = getAssociatedTokenAddressSync(mint.publicKey, treasuryOwner);
  const params = readParameters('localnet').params;
  chain.run(
    [deployer, mint],
    SystemProgram.createAccount({
      fromPubkey: deployer.publicKey,
      newAccountPubkey: mint.publicKey,
      lamports: Number((ACCOUNT_OVERHEAD + BigInt(MINT_SIZE)) * RENT_PER_BYTE),
      space: MINT_SIZE,
      programId: TOKEN_PROGRAM_ID,
    }),
    createInitializeMint2Instruction(mint.publicKey, TAG_DECIMALS, deployer.publicKey, null),
    createAssociatedTokenAccountInstruction(deployer.publicKey, treasury, treasuryOwner, mint.publicKey),
  );
  chain.run(
    [deployer],
    initializeConfig({
      upgradeAuthority: deployer.publicKey,
      tagMint: mint.publicKey,
      treasury,
      admin: keyFor('admin').publicKey,
      guardian: keyFor('guardian').publicKey,
      cluster: seedOf('cluster'),
      params,
    }),
    initializeDomains({ payer: deployer.publicKey }),
  );
  const { unbondingSecs } = params;
  return { chain, deployer, tagMint: mint.publicKey, treasury, programBytes, unbondingSecs, people: [], minted: 0n };
}

/** A wallet with 100 SOL and `tag` base units. */
export function aPerson(world: World, role: string, tag: bigint): Person {
  const wallet = keyFor(role);
  const { chain, deployer, tagMint } = world;
  const person = { wallet, key: wallet.publicKey, tokens: getAssociatedTokenAddressSync(tagMint, wallet.publicKey) };
  chain.run(
    [deployer],
    SystemProgram.transfer({ fromPubkey: deployer.publicKey, toPubkey: person.key, lamports: 100n * SOL }),
    createAssociatedTokenAccountInstruction(deployer.publicKey, person.tokens, person.key, tagMint),
    createMintToInstruction(tagMint, person.tokens, deployer.publicKey, tag),
  );
  world.minted += tag;
  world.people.push(person);
  return person;
}

/** People with member accounts and stake. */
export function members(world: World, role: string, count: number, staked: bigint): Person[] {
  return Array.from({ length: count }, (_, at) => {
    const person = aPerson(world, `${role}${at}`, staked);
    world.chain.run(
      [person.wallet],
      createMember({ wallet: person.key }),
      stake({ wallet: person.key, from: person.tokens, tagMint: world.tagMint, amount: staked }),
    );
    return person;
  });
}
