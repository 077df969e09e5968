/** Titles and licences against the real NFT programs: a chain of its own where the harness (crates/nft-harness) stands in
 * Tagger's place, and what a test says to it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  ASSOCIATED_TOKEN_PROGRAM_ID,
  getAssociatedTokenAddressSync,
  TOKEN_2022_PROGRAM_ID,
  TOKEN_PROGRAM_ID,
} from '@solana/spl-token';
import {
  Connection,
  Keypair,
  PublicKey,
  SystemProgram,
  TransactionInstruction,
  type AccountMeta,
  type Signer,
} from '@solana/web3.js';
import { extraMetasPda, licensePda, PROGRAM_ID, send, type Sent } from '@tagger/client';
import { TOKEN_METADATA, type LocalChain } from '@tagger/localnet';
import { airdrop, startChain } from './world.ts';

export const HARNESS =
  process.env['TAGGER_HARNESS'] ?? fileURLToPath(new URL('../../target/deploy/nft_harness.so', import.meta.url));
/** The harness is built by `toolchain/harness.sh`, which needs the compiler of `toolchain/setup.sh`. */
export const hasHarness = (): boolean => existsSync(HARNESS);

export const METADATA_PROGRAM = new PublicKey(TOKEN_METADATA);

export interface Workshop {
  chain: LocalChain;
  connection: Connection;
}

export async function aWorkshop(): Promise<Workshop> {
  const chain = await startChain(Keypair.generate().publicKey, HARNESS);
  return { chain, connection: new Connection(chain.rpcUrl, { commitment: 'confirmed', wsEndpoint: chain.wsUrl }) };
}

/** A wallet with ten SOL. */
export async function aWallet({ connection }: Workshop): Promise<Keypair> {
  const wallet = Keypair.generate();
  await airdrop(connection, wallet.publicKey, 10_000_000_000);
  return wallet;
}

/** Lamports of an account, 0 without one. */
export const lamportsOf = ({ connection }: Workshop, key: PublicKey): Promise<number> => connection.getBalance(key);

const find = (program: PublicKey, ...seeds: (string | PublicKey | Uint8Array)[]): [PublicKey, number] =>
  PublicKey.findProgramAddressSync(
    seeds.map((seed) =>
      typeof seed === 'string' ? Buffer.from(seed) : seed instanceof PublicKey ? seed.toBytes() : seed,
    ),
    program,
  );

const text = (value: string): Buffer => Buffer.concat([Buffer.from([Buffer.byteLength(value)]), Buffer.from(value)]);
const word = (value: bigint): Buffer => {
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(value);
  return out;
};

const reads = (pubkey: PublicKey): AccountMeta => ({ pubkey, isSigner: false, isWritable: false });
const writes = (pubkey: PublicKey): AccountMeta => ({ pubkey, isSigner: false, isWritable: true });
const pays = (pubkey: PublicKey): AccountMeta => ({ pubkey, isSigner: true, isWritable: true });
const signs = (pubkey: PublicKey, isSigner = true): AccountMeta => ({ pubkey, isSigner, isWritable: false });

const order = (keys: AccountMeta[], ...data: (number | Buffer)[]): TransactionInstruction =>
  new TransactionInstruction({
    programId: PROGRAM_ID,
    keys,
    data: Buffer.concat(data.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part))),
  });

export const act = (
  { connection }: Workshop,
  signers: [Signer, ...Signer[]],
  ...instructions: TransactionInstruction[]
): Promise<Sent> => send(connection, instructions, signers);

// ---- titles -------------------------------------------------------------------------------------------------------------

export interface TitlePlaces {
  mint: PublicKey;
  dataset: PublicKey;
  metadata: PublicKey;
  edition: PublicKey;
  tokens: PublicKey;
}

export function titlePlaces(publisher: PublicKey, salt = 0): TitlePlaces {
  const [mint] = find(PROGRAM_ID, 'title', publisher, Uint8Array.of(salt));
  return {
    mint,
    dataset: find(PROGRAM_ID, 'dataset', mint)[0],
    metadata: find(METADATA_PROGRAM, 'metadata', METADATA_PROGRAM, mint)[0],
    edition: find(METADATA_PROGRAM, 'metadata', METADATA_PROGRAM, mint, 'edition')[0],
    tokens: getAssociatedTokenAddressSync(mint, publisher, true),
  };
}

export function mintTitle(a: {
  payer: PublicKey;
  publisher: PublicKey;
  salt?: number;
  name: string;
  uri: string;
  /** Accounts that differ from the right ones. */
  instead?: Partial<TitlePlaces>;
}): TransactionInstruction {
  const { payer, publisher, salt = 0, name, uri } = a;
  const at = { ...titlePlaces(publisher, salt), ...a.instead };
  const [, mintBump] = find(PROGRAM_ID, 'title', publisher, Uint8Array.of(salt));
  const [, datasetBump] = find(PROGRAM_ID, 'dataset', at.mint);
  const keys = [
    pays(payer),
    pays(publisher),
    ...[at.mint, at.metadata, at.edition, at.tokens].map(writes),
    ...[at.dataset, SystemProgram.programId, TOKEN_PROGRAM_ID, ASSOCIATED_TOKEN_PROGRAM_ID, METADATA_PROGRAM].map(
      reads,
    ),
  ];
  return order(keys, 200, salt, mintBump, datasetBump, text(name), text(uri));
}

// ---- licences -----------------------------------------------------------------------------------------------------------

export const licenceMint = (salt: number): PublicKey => find(PROGRAM_ID, 'issued', Uint8Array.of(salt))[0];
export const licenceTokens = (mint: PublicKey, owner: PublicKey): PublicKey =>
  getAssociatedTokenAddressSync(mint, owner, true, TOKEN_2022_PROGRAM_ID);

export const LICENCE_TEXT = {
  name: 'Training licence',
  uri: `https://arweave.net/${'a'.repeat(43)}`,
  dataset: PublicKey.default.toBase58().padEnd(44, '1'),
  terms: 'ab'.repeat(32),
  expires: '1800000000',
};

export function issue(a: {
  payer: PublicKey;
  holder: PublicKey;
  holderSigns?: boolean;
  salt: number;
  transferable?: boolean;
  expiresAt?: bigint;
  text?: Partial<typeof LICENCE_TEXT>;
}): TransactionInstruction {
  const { payer, holder, salt } = a;
  const [mint, mintBump] = find(PROGRAM_ID, 'issued', Uint8Array.of(salt));
  const [license, bump] = find(PROGRAM_ID, 'license', mint);
  const [metas, metasBump] = find(PROGRAM_ID, 'extra-account-metas', mint);
  const { name, uri, dataset, terms, expires } = { ...LICENCE_TEXT, ...a.text };
  const keys = [
    pays(payer),
    signs(holder, a.holderSigns ?? true),
    ...[mint, license, licenceTokens(mint, holder), metas].map(writes),
    ...[SystemProgram.programId, TOKEN_2022_PROGRAM_ID, ASSOCIATED_TOKEN_PROGRAM_ID].map(reads),
  ];
  const head = [201, salt, mintBump, bump, metasBump, Number(a.transferable ?? true), word(a.expiresAt ?? 0n)];
  return order(keys, ...head, ...[name, uri, dataset, terms, expires].map(text));
}

export const approve = (mint: PublicKey, to: PublicKey, until: bigint): TransactionInstruction =>
  order([writes(licensePda(mint)), reads(to)], 202, word(until));

const bumpOf = (mint: PublicKey): number => find(PROGRAM_ID, 'license', mint)[1];

/** Moves a licence by the program; the receiver signs. */
export function move(a: { payer: PublicKey; mint: PublicKey; from: PublicKey; to: PublicKey }): TransactionInstruction {
  const { payer, mint, from, to } = a;
  const keys = [
    pays(payer),
    reads(licensePda(mint)),
    writes(mint),
    writes(licenceTokens(mint, from)),
    writes(from),
    writes(licenceTokens(mint, to)),
    signs(to),
    ...[SystemProgram.programId, TOKEN_2022_PROGRAM_ID, ASSOCIATED_TOKEN_PROGRAM_ID].map(reads),
  ];
  return order(keys, 203, bumpOf(mint));
}

/** Burns a licence; with `closing` its token account goes too. */
export function burn(a: {
  mint: PublicKey;
  owner: PublicKey;
  rentPayer: PublicKey;
  closing?: boolean;
}): TransactionInstruction {
  const { mint, owner, rentPayer } = a;
  const keys = [licensePda(mint), mint, licenceTokens(mint, owner), owner, rentPayer, extraMetasPda(mint)].map(writes);
  return order([...keys, reads(TOKEN_2022_PROGRAM_ID)], 204, bumpOf(mint), Number(a.closing ?? true));
}

export const renew = (mint: PublicKey, expires: string): TransactionInstruction =>
  order([reads(licensePda(mint)), writes(mint), reads(TOKEN_2022_PROGRAM_ID)], 205, bumpOf(mint), text(expires));
