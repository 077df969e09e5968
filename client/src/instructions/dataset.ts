/** Instructions around datasets and licences. Amounts in base units of TAG. Each returns one instruction and sends nothing. */
import { PublicKey, type TransactionInstruction } from '@solana/web3.js';
import { ASSOCIATED_TOKEN_PROGRAM_ID, getAssociatedTokenAddressSync, TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import { sha256 } from '@noble/hashes/sha2';
import { concatBytes } from '@noble/hashes/utils';
import { buildInstruction } from '../build.ts';
import { deliveryOf } from '../delivery.ts';
import {
  configPda,
  datasetPda,
  escrowTokensPda,
  escrowVaultPda,
  extraMetasPda,
  licenceMintPda,
  licensePda,
  memberPda,
  offerPda,
  seatPda,
  titlePda,
} from '../pda.ts';
import { CODER } from '../program.ts';
import { toAnchor } from '../plain.ts';
import type { Contents, LicenceTerms } from '../types.ts';

/** What a licence allows, bit by bit. */
export const USES = { train: 1, evaluate: 2, embed: 4, redistribute: 8, derive: 16, commercial: 32 } as const;
/** What a licence asks in return, bit by bit. */
export const DUTIES = { attribution: 1, shareAlike: 2 } as const;
/** Classes of licences after the Data Provenance Initiative. */
export const USE_CLASS = { commercial: 1, unspecified: 2, nonCommercial: 3, academic: 4 } as const;
/** States of a licence, by number as stored. */
export const LICENCE_STATES = ['pending', 'active', 'revoked'] as const;

const NO_BYTES = new Uint8Array(32);
/** Metaplex Token Metadata. */
export const TOKEN_METADATA_PROGRAM_ID = new PublicKey('metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s');
const metadataPda = (mint: PublicKey, ...rest: string[]): PublicKey =>
  PublicKey.findProgramAddressSync(
    [
      Buffer.from('metadata'),
      TOKEN_METADATA_PROGRAM_ID.toBytes(),
      mint.toBytes(),
      ...rest.map((seed) => Buffer.from(seed)),
    ],
    TOKEN_METADATA_PROGRAM_ID,
  )[0];
/** Where a holder keeps a licence. */
export const licenceTokens = (mint: PublicKey, holder: PublicKey): PublicKey =>
  getAssociatedTokenAddressSync(mint, holder, true, TOKEN_2022_PROGRAM_ID);
const vault = () => ({ escrowVault: escrowVaultPda(), escrowTokens: escrowTokensPda() });

export interface PublishDataset {
  publisher: PublicKey;
  payer?: PublicKey;
  /** Chosen by the publisher; together they make the dataset's address. */
  nonce: bigint;
  /** A finished task of the publisher's with the root of its records; default own data. */
  made?: { task: PublicKey; recordsRoot: Uint8Array };
  bond: bigint;
  contents: Omit<Contents, 'reserved'>;
  /** Of the title: at most 32 bytes, and the address of its metadata, at most 200. */
  name: string;
  uri: string;
}

export function publishDataset(a: PublishDataset): TransactionInstruction {
  const { publisher, payer = publisher, nonce, bond } = a;
  const mint = titlePda(publisher, nonce);
  return buildInstruction(
    'publishDataset',
    {
      payer,
      publisher,
      config: configPda(),
      member: memberPda(publisher),
      task: a.made?.task ?? null,
      mint,
      dataset: datasetPda(mint),
      metadata: metadataPda(mint),
      edition: metadataPda(mint, 'edition'),
      tokens: getAssociatedTokenAddressSync(mint, publisher, true),
      tokenMetadata: TOKEN_METADATA_PROGRAM_ID,
      associatedToken: ASSOCIATED_TOKEN_PROGRAM_ID,
    },
    {
      args: {
        name: a.name,
        uri: a.uri,
        nonce,
        bond,
        recordsRoot: [...(a.made?.recordsRoot ?? NO_BYTES)],
        contents: { ...a.contents, reserved: [0, 0, 0, 0, 0] },
      },
    },
  );
}

export interface OpenOffer {
  publisher: PublicKey;
  payer?: PublicKey;
  dataset: PublicKey;
  /** `Dataset.offersMade`. */
  index: number;
  terms: LicenceTerms;
  price: bigint;
  /** Root over the wallets that may buy (`buyersTree`); default everybody. */
  allowed?: Uint8Array;
  /** Default any number. */
  supply?: number;
  /** Seconds to deliver the key. */
  keySecs: number;
}

export function openOffer(a: OpenOffer): TransactionInstruction {
  const { publisher, payer = publisher, dataset, index, terms, price, allowed = NO_BYTES, supply = 0, keySecs } = a;
  const offer = offerPda(dataset, index);
  return buildInstruction(
    'openOffer',
    { payer, publisher, config: configPda(), dataset, offer },
    { args: { terms, price, allowed: [...allowed], supply, keySecs } },
  );
}

export function closeOffer(a: {
  caller: PublicKey;
  dataset: PublicKey;
  index: number;
  rentPayer: PublicKey;
}): TransactionInstruction {
  const { caller, dataset, index, rentPayer } = a;
  return buildInstruction('closeOffer', { caller, dataset, offer: offerPda(dataset, index), rentPayer }, {});
}

/** SHA-256 of an offer's terms as they lie on chain: what a buyer agrees to. */
export const licenceTermsHash = (terms: LicenceTerms): Uint8Array =>
  sha256(CODER.types.encode('licenceTerms', toAnchor(terms)));

export interface BuyLicense {
  buyer: PublicKey;
  payer?: PublicKey;
  dataset: PublicKey;
  /** The offer. */
  index: number;
  /** Chosen by the buyer: the same purchase sent twice is refused. */
  nonce: bigint;
  /** The most he is ready to pay, and the terms he agrees to. */
  most: bigint;
  terms: LicenceTerms;
  /** Of an offer for named buyers. */
  path?: readonly Uint8Array[];
  from: PublicKey;
  tagMint: PublicKey;
}

export function buyLicense(a: BuyLicense): TransactionInstruction {
  const { buyer, payer = buyer, dataset, index, nonce, most, terms, path = [], from, tagMint } = a;
  const mint = licenceMintPda(dataset, buyer, nonce);
  return buildInstruction(
    'buyLicense',
    {
      payer,
      buyer,
      config: configPda(),
      member: memberPda(buyer),
      dataset,
      offer: offerPda(dataset, index),
      mint,
      license: licensePda(mint),
      metas: extraMetasPda(mint),
      tokens: licenceTokens(mint, buyer),
      token2022: TOKEN_2022_PROGRAM_ID,
      associatedToken: ASSOCIATED_TOKEN_PROGRAM_ID,
      ...vault(),
      from,
      tagMint,
    },
    { args: { nonce, most, termsHash: [...licenceTermsHash(terms)], path: path.map((node) => [...node]) } },
  );
}

/** `wrap` (64 bytes) and `proof` (80 bytes) are what `wrapKey` of `@tagger/client/keys` makes. */
export function deliverKey(a: {
  dataset: PublicKey;
  mint: PublicKey;
  holder: PublicKey;
  wrap: Uint8Array;
  proof: Uint8Array;
}): TransactionInstruction {
  const { dataset, mint, holder } = a;
  return buildInstruction(
    'deliverKey',
    { dataset, member: memberPda(holder), license: licensePda(mint), mint, token2022: TOKEN_2022_PROGRAM_ID },
    { delivery: deliveryOf(a.wrap, a.proof) },
  );
}

export function refundPurchase(a: {
  dataset: PublicKey;
  publisher: PublicKey;
  holder: PublicKey;
  mint: PublicKey;
  rentPayer: PublicKey;
}): TransactionInstruction {
  const { dataset, publisher, holder, mint, rentPayer } = a;
  const members = { publisher: memberPda(publisher), member: memberPda(holder) };
  return buildInstruction(
    'refundPurchase',
    {
      dataset,
      ...members,
      license: licensePda(mint),
      mint,
      metas: extraMetasPda(mint),
      tokens: licenceTokens(mint, holder),
      holder,
      rentPayer,
      token2022: TOKEN_2022_PROGRAM_ID,
    },
    {},
  );
}

export function claimShare(a: { dataset: PublicKey; task: PublicKey; wallet: PublicKey }): TransactionInstruction {
  const { dataset, task, wallet } = a;
  return buildInstruction('claimShare', { dataset, seat: seatPda(task, wallet), member: memberPda(wallet) }, {});
}

export function leaveDataset(a: {
  wallet: PublicKey;
  dataset: PublicKey;
  task: PublicKey;
  rentPayer?: PublicKey;
}): TransactionInstruction {
  const { wallet, dataset, task, rentPayer = wallet } = a;
  const seat = seatPda(task, wallet);
  return buildInstruction('leaveDataset', { wallet, dataset, task, member: memberPda(wallet), seat, rentPayer }, {});
}

export function takeRevenue(a: {
  dataset: PublicKey;
  publisher: PublicKey;
  treasury: PublicKey;
  tagMint: PublicKey;
}): TransactionInstruction {
  const { dataset, publisher, treasury, tagMint } = a;
  const accounts = { config: configPda(), dataset, member: memberPda(publisher), ...vault(), treasury, tagMint };
  return buildInstruction('takeRevenue', accounts, {});
}

export function withdrawDataset(a: { publisher: PublicKey; dataset: PublicKey }): TransactionInstruction {
  return buildInstruction('withdrawDataset', a, {});
}

export function closeDataset(a: {
  dataset: PublicKey;
  publisher: PublicKey;
  /** Of a dataset made of a task. */
  task?: PublicKey;
  rentPayer: PublicKey;
}): TransactionInstruction {
  const { dataset, publisher, task = null, rentPayer } = a;
  return buildInstruction('closeDataset', { dataset, member: memberPda(publisher), task, rentPayer }, {});
}

/** Leaf and inner nodes of an offer's list of buyers: see `Offer.allowed`. */
export const buyerLeaf = (wallet: PublicKey): Uint8Array => sha256(concatBytes(Uint8Array.of(0), wallet.toBytes()));
export const buyerNode = (a: Uint8Array, b: Uint8Array): Uint8Array =>
  Buffer.compare(a, b) < 0 ? sha256(concatBytes(Uint8Array.of(1), a, b)) : sha256(concatBytes(Uint8Array.of(1), b, a));
