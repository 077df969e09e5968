/** Instructions of who holds a licence. Amounts in base units of TAG. Each returns one instruction and sends nothing. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import { buildInstruction } from '../build.ts';
import { deliveryOf } from '../delivery.ts';
import { configPda, escrowTokensPda, escrowVaultPda, extraMetasPda, licensePda, memberPda, offerPda } from '../pda.ts';
import type { LicenceTerms } from '../types.ts';
import { licenceTermsHash, licenceTokens } from './dataset.ts';

const vault = () => ({ escrowVault: escrowVaultPda(), escrowTokens: escrowTokensPda() });

/**
 * Pays what passing a licence on costs and names the receiver, who may then get it within the hour by a transfer of any
 * wallet. `price` is what the receiver pays for it, zero for a present.
 */
export function transferLicense(a: {
  holder: PublicKey;
  dataset: PublicKey;
  mint: PublicKey;
  to: PublicKey;
  price: bigint;
  from: PublicKey;
  tagMint: PublicKey;
}): TransactionInstruction {
  const { holder, dataset, mint, to, price, from, tagMint } = a;
  const accounts = { holder, config: configPda(), dataset, license: licensePda(mint), ...vault(), from, tagMint };
  return buildInstruction('transferLicense', accounts, { to, price });
}

/** Pays for another term, at the price of an open offer with the same terms. */
export function renewLicense(a: {
  payer: PublicKey;
  dataset: PublicKey;
  /** The offer. */
  index: number;
  mint: PublicKey;
  /** The most that is paid. */
  most: bigint;
  from: PublicKey;
  tagMint: PublicKey;
}): TransactionInstruction {
  const { payer, dataset, index, mint, most, from, tagMint } = a;
  return buildInstruction(
    'renewLicense',
    {
      payer,
      config: configPda(),
      dataset,
      offer: offerPda(dataset, index),
      license: licensePda(mint),
      mint,
      token2022: TOKEN_2022_PROGRAM_ID,
      ...vault(),
      from,
      tagMint,
    },
    { most },
  );
}

/**
 * Puts the key of a licence on chain, wrapped for the key its holder has now. `wrap` and `proof` are what `wrapKey` makes for
 * the publisher, or `passOnKey` for whoever the present wrap is for.
 */
export function rewrapLicense(a: {
  dataset: PublicKey;
  mint: PublicKey;
  holder: PublicKey;
  byPublisher: boolean;
  wrap: Uint8Array;
  proof: Uint8Array;
}): TransactionInstruction {
  const { dataset, mint, holder, byPublisher } = a;
  return buildInstruction(
    'rewrapLicense',
    { dataset, member: memberPda(holder), license: licensePda(mint) },
    { delivery: deliveryOf(a.wrap, a.proof), byPublisher },
  );
}

/** Moves a licence to another offer of its dataset; what is left of the present term is taken off the price. */
export function upgradeLicense(a: {
  holder: PublicKey;
  dataset: PublicKey;
  /** The offer. */
  index: number;
  mint: PublicKey;
  /** The most he pays, and the terms he agrees to. */
  most: bigint;
  terms: LicenceTerms;
  /** Of an offer for named buyers. */
  path?: readonly Uint8Array[];
  from: PublicKey;
  tagMint: PublicKey;
}): TransactionInstruction {
  const { holder, dataset, index, mint, most, terms, path = [], from, tagMint } = a;
  return buildInstruction(
    'upgradeLicense',
    {
      holder,
      config: configPda(),
      dataset,
      offer: offerPda(dataset, index),
      license: licensePda(mint),
      mint,
      token2022: TOKEN_2022_PROGRAM_ID,
      ...vault(),
      from,
      tagMint,
    },
    { args: { most, termsHash: [...licenceTermsHash(terms)], path: path.map((node) => [...node]) } },
  );
}

/** Ends a licence for good; the rent of all its accounts goes back to whoever paid it. */
export function burnLicense(a: {
  caller: PublicKey;
  mint: PublicKey;
  holder: PublicKey;
  rentPayer: PublicKey;
}): TransactionInstruction {
  const { caller, mint, holder, rentPayer } = a;
  return buildInstruction(
    'burnLicense',
    {
      caller,
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
