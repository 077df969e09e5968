/** Licences from one holder to the next. Amounts in base units of TAG. Each returns one instruction and sends nothing. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { ASSOCIATED_TOKEN_PROGRAM_ID, TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import { buildInstruction } from '../build.ts';
import { deliveryOf } from '../delivery.ts';
import { bidPda, configPda, escrowTokensPda, escrowVaultPda, licensePda, memberPda } from '../pda.ts';
import type { LicenceTerms } from '../types.ts';
import { licenceTermsHash, licenceTokens } from './dataset.ts';

/** Names what the holder asks for a licence; zero takes it off the market. */
export function askLicense(a: { holder: PublicKey; mint: PublicKey; price: bigint }): TransactionInstruction {
  const { holder, mint, price } = a;
  return buildInstruction('askLicense', { holder, license: licensePda(mint) }, { price });
}

export interface BidLicense {
  bidder: PublicKey;
  payer?: PublicKey;
  mint: PublicKey;
  price: bigint;
  /** Unix seconds until which the bid stands. */
  until: bigint;
  /** The terms he bids for. */
  terms: LicenceTerms;
  from: PublicKey;
  tagMint: PublicKey;
}

/** Bids for a licence; the money waits until the holder takes the bid or it comes back. */
export function bidLicense(a: BidLicense): TransactionInstruction {
  const { bidder, payer = bidder, mint, price, until, terms, from, tagMint } = a;
  const license = licensePda(mint);
  return buildInstruction(
    'bidLicense',
    {
      payer,
      bidder,
      config: configPda(),
      member: memberPda(bidder),
      license,
      bid: bidPda(license, bidder),
      escrowVault: escrowVaultPda(),
      escrowTokens: escrowTokensPda(),
      from,
      tagMint,
    },
    { args: { price, until, termsHash: [...licenceTermsHash(terms)] } },
  );
}

/** Gives a bid back: the bidder at any time, anyone when its time is over. */
export function withdrawBid(a: {
  caller: PublicKey;
  mint: PublicKey;
  bidder: PublicKey;
  rentPayer?: PublicKey;
}): TransactionInstruction {
  const { caller, mint, bidder, rentPayer = bidder } = a;
  const bid = bidPda(licensePda(mint), bidder);
  return buildInstruction('withdrawBid', { caller, bid, member: memberPda(bidder), rentPayer }, {});
}

/** Takes a bid. `wrap` and `proof` are what `passOnKey` of `@tagger/client/keys` makes for the key in the bid. */
export function acceptBid(a: {
  holder: PublicKey;
  dataset: PublicKey;
  mint: PublicKey;
  bidder: PublicKey;
  /** The least he takes: the bidder may bid anew at any time. */
  least: bigint;
  rentPayer?: PublicKey;
  wrap: Uint8Array;
  proof: Uint8Array;
}): TransactionInstruction {
  const { holder, dataset, mint, bidder, least, rentPayer = bidder } = a;
  const license = licensePda(mint);
  return buildInstruction(
    'acceptBid',
    {
      holder,
      dataset,
      license,
      bid: bidPda(license, bidder),
      rentPayer,
      seller: memberPda(holder),
      member: memberPda(bidder),
      bidder,
      mint,
      tokens: licenceTokens(mint, holder),
      bidderTokens: licenceTokens(mint, bidder),
      token2022: TOKEN_2022_PROGRAM_ID,
      associatedToken: ASSOCIATED_TOKEN_PROGRAM_ID,
    },
    { delivery: deliveryOf(a.wrap, a.proof), least },
  );
}

/** Closes the account a licence has left, of a buyer who let the licence do so; `to` is whoever paid for the licence. */
export function closeTokens(a: { mint: PublicKey; holder: PublicKey; to: PublicKey }): TransactionInstruction {
  const { mint, holder, to } = a;
  const accounts = { mint, license: licensePda(mint), tokens: licenceTokens(mint, holder), to };
  return buildInstruction('closeTokens', { ...accounts, token2022: TOKEN_2022_PROGRAM_ID }, {});
}
