/** One chain for the whole run, with TAG, config and vaults. Files isolate themselves by fresh keys. */
import {
  createAssociatedTokenAccountIdempotentInstruction,
  createMintToInstruction,
  getAssociatedTokenAddressSync,
} from '@solana/spl-token';
import { Connection, Keypair, SystemProgram, type PublicKey, type TransactionInstruction } from '@solana/web3.js';
import { fetchConfig, PROGRAM_ID, send, type ConfigAccount, type Sent } from '@tagger/client';
import { startLocalnet, tokenMetadataProgram, type LocalChain } from '@tagger/localnet';
import { migrate, readParameters, STEPS, treasuryAddress, type MigrationContext, type Step } from '@tagger/migrations';
import { fileURLToPath } from 'node:url';

export interface World {
  chain: LocalChain;
  connection: Connection;
  /** Pays for set-up, owns the program and mints TAG. */
  deployer: Keypair;
  admin: Keypair;
  guardian: Keypair;
  tagMint: PublicKey;
  treasury: PublicKey;
  migration: MigrationContext;
}

export const PROGRAM =
  process.env['TAGGER_PROGRAM'] ?? fileURLToPath(new URL('../../programs/tagger/artifacts/tagger.so', import.meta.url));
const SOL = 1_000_000_000;

let started: Promise<World> | undefined;

/** The world of this run; started on first use. */
export function theWorld(): Promise<World> {
  started ??= createWorld();
  return started;
}

/** Stops the chain, if it was started. */
export async function stopWorld(): Promise<void> {
  if (started !== undefined) await (await started).chain.stop();
}

export async function startChain(deployer: PublicKey, program = PROGRAM): Promise<LocalChain> {
  const programs = [
    { address: PROGRAM_ID.toBase58(), path: program, upgradeAuthority: deployer.toBase58() },
    tokenMetadataProgram(),
  ];
  if (process.env['TAGGER_CHAIN'] === 'surfpool') {
    const { startSurfpool } = await import('@tagger/localnet/surfpool');
    // As on the other chain time comes with transactions, so that a test can stand still at a second. Surfpool makes 31
    // slots for each, until it is final, some of them after it has answered: 62 milliseconds here, 400 there.
    return startSurfpool({ programs, blocksByTransaction: true, slotMs: 2 });
  }
  return startLocalnet({ slotMs: 0, programs });
}

/** A chain of its own; `steps` says how far it is deployed. */
export async function createWorld(steps: readonly Step[] = STEPS): Promise<World> {
  const deployer = Keypair.generate();
  const chain = await startChain(deployer.publicKey);
  const connection = new Connection(chain.rpcUrl, { commitment: 'confirmed', wsEndpoint: chain.wsUrl });
  await airdrop(connection, deployer.publicKey, 100_000 * SOL);
  const [admin, guardian, tagMint] = [Keypair.generate(), Keypair.generate(), Keypair.generate()];
  const migration: MigrationContext = {
    connection,
    deployer,
    tagMint,
    admin: admin.publicKey,
    guardian: guardian.publicKey,
    treasuryOwner: Keypair.generate().publicKey,
    parameters: readParameters('localnet'),
  };
  await migrate(steps, migration);
  await fund(connection, deployer, [admin.publicKey, guardian.publicKey]);
  return {
    chain,
    connection,
    deployer,
    admin,
    guardian,
    tagMint: tagMint.publicKey,
    treasury: treasuryAddress(migration),
    migration,
  };
}

export async function airdrop(connection: Connection, to: PublicKey, lamports: number): Promise<void> {
  const signature = await connection.requestAirdrop(to, lamports);
  await connection.confirmTransaction(signature, 'confirmed');
}

/** Ten SOL for each key. */
async function fund(connection: Connection, from: Keypair, keys: PublicKey[]): Promise<void> {
  const transfers = keys.map((to) =>
    SystemProgram.transfer({ fromPubkey: from.publicKey, toPubkey: to, lamports: 10 * SOL }),
  );
  await send(connection, transfers, [from]);
}

/** A person with a wallet, SOL, a TAG account and some TAG. */
export interface Actor {
  name: string;
  wallet: Keypair;
  key: PublicKey;
  tokens: PublicKey;
}

/** Ten SOL and `tag` base units (default 1,000 TAG). */
export async function anActor(world: World, name: string, tag = 1_000_000_000n): Promise<Actor> {
  const wallet = Keypair.generate();
  const key = wallet.publicKey;
  const tokens = getAssociatedTokenAddressSync(world.tagMint, key);
  const { deployer, tagMint } = world;
  const instructions: TransactionInstruction[] = [
    SystemProgram.transfer({ fromPubkey: deployer.publicKey, toPubkey: key, lamports: 10 * SOL }),
    createAssociatedTokenAccountIdempotentInstruction(deployer.publicKey, tokens, key, tagMint),
  ];
  if (tag > 0n) instructions.push(createMintToInstruction(tagMint, tokens, deployer.publicKey, tag));
  await send(world.connection, instructions, [deployer]);
  return { name, wallet, key, tokens };
}

/** Sends as one actor. */
export function act(world: World, actor: Actor | Keypair, ...instructions: TransactionInstruction[]): Promise<Sent> {
  const wallet = 'wallet' in actor ? actor.wallet : actor;
  return send(world.connection, instructions, [wallet]);
}

/** Tries instructions without sending them: throws as `act` would, changes nothing. */
export function rehearse(
  world: World,
  actor: Actor | Keypair,
  ...instructions: TransactionInstruction[]
): Promise<Sent> {
  const wallet = 'wallet' in actor ? actor.wallet : actor;
  return send(world.connection, instructions, [wallet], { dryRun: true });
}

export async function theConfig(world: World): Promise<ConfigAccount> {
  const config = await fetchConfig(world.connection);
  if (config === null) throw new Error('the world has no config');
  return config;
}

/** Chain time in unix seconds. */
export async function chainTime(world: World): Promise<bigint> {
  const slot = await world.connection.getSlot('confirmed');
  const time = await world.connection.getBlockTime(slot);
  if (time === null) throw new Error(`slot ${slot} has no time`);
  return BigInt(time);
}

/** Lets time pass. */
export async function wait(world: World, seconds: number): Promise<void> {
  await world.chain.advance({ seconds });
}

/** Base units tests sent to vaults without an instruction; they belong to nobody and stay there. */
export const donations = { stake: 0n, escrow: 0n };

/** Opens the TAG account of a wallet and puts `amount` base units into it. Returns the account. */
export async function giveTag(
  { connection, deployer, tagMint }: World,
  to: PublicKey,
  amount: bigint,
): Promise<PublicKey> {
  const tokens = getAssociatedTokenAddressSync(tagMint, to);
  const payer = deployer.publicKey;
  await send(
    connection,
    [
      createAssociatedTokenAccountIdempotentInstruction(payer, tokens, to, tagMint),
      createMintToInstruction(tagMint, tokens, payer, amount),
    ],
    [deployer],
  );
  return tokens;
}
