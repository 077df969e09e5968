/** What the chain says of a licence at one slot, checked as far as one node can be checked. */
import {
  SYSVAR_CLOCK_PUBKEY,
  type AccountInfo,
  type Commitment,
  type Connection,
  type PublicKey,
} from '@solana/web3.js';
import {
  getPermanentDelegate,
  getTransferHook,
  TOKEN_2022_PROGRAM_ID,
  unpackAccount,
  unpackMint,
  type Account,
  type Mint,
} from '@solana/spl-token';
import { TaggerClientError } from '../clientError.ts';
import { ACCOUNT_VERSION } from '../constants.ts';
import { decodeAccount, discriminatorOf, type AccountTypes } from '../decode.ts';
import { licenceTokens } from '../instructions/dataset.ts';
import { datasetPda, licensePda, PROGRAM_ID } from '../pda.ts';
import type { DatasetAccount, LicenseAccount } from '../types.ts';

/** Why a licence does not allow what was asked. */
export const REFUSALS = {
  NoLicence: 'there is no such licence on this cluster: it was burnt or refunded, or the address is wrong',
  WrongProgram: 'the account belongs to another program: a look-alike, or the wrong cluster',
  WrongAccount: 'the account is of another kind: a look-alike, or the wrong address',
  WrongVersion: 'the account has a version this client does not know: update the client',
  OtherMint: 'the licence names another mint: the node answers wrongly',
  WrongMint: 'the mint is not one the program issues: one token, no one to make more, our hook and delegate',
  NotWithHolder: 'the token is not in the wallet the licence names: the node answers wrongly, or it is on its way',
  OtherHolder: 'another wallet holds this licence',
  OtherDataset: 'the licence is of another dataset, or of another version of it',
  Pending: 'the key has not been delivered yet: the licence begins with it',
  Revoked: 'the licence was revoked',
  NotBought: 'the licence was bought later than that',
  Expired: 'the licence has expired: renew it',
  UseNotGranted: 'the terms of the licence do not grant this use',
} as const;
export type Refusal = keyof typeof REFUSALS;

export const refused = (reason: Refusal, cause?: unknown): TaggerClientError =>
  new TaggerClientError(reason, REFUSALS[reason], { cause });

export interface LicenceFacts {
  /** Slot of the one snapshot everything comes from. */
  slot: number;
  /** The chain's time there, unix seconds. */
  time: bigint;
  mint: PublicKey;
  license: LicenseAccount;
  /** The token account that holds it, of `license.holder`. */
  tokens: PublicKey;
  /** `null` when the dataset was closed: licences stay. */
  dataset: DatasetAccount | null;
}

export interface ReadOptions {
  /** Default `finalized`: what is only confirmed can still be rolled back. */
  commitment?: Commitment;
  /** The node must have seen this slot; default none. */
  minContextSlot?: number;
}

type Info = AccountInfo<Buffer> | null | undefined;

/** Decodes with a reason for each way of being the wrong account. */
function decode<N extends keyof AccountTypes>(name: N, info: AccountInfo<Buffer>): AccountTypes[N] {
  if (!info.owner.equals(PROGRAM_ID)) throw refused('WrongProgram');
  if (!discriminatorOf(name).every((byte, at) => info.data[at] === byte)) throw refused('WrongAccount');
  if (info.data[8] !== ACCOUNT_VERSION) throw refused('WrongVersion');
  return decodeAccount(name, info);
}

/** The mint is what the program makes: one token and nobody who could make another, take it or skip the hook. */
function checkMint(mint: PublicKey, info: Info): void {
  if (info == null) throw refused('NoLicence');
  if (!info.owner.equals(TOKEN_2022_PROGRAM_ID)) throw refused('WrongProgram');
  let found: Mint;
  try {
    found = unpackMint(mint, info, TOKEN_2022_PROGRAM_ID);
  } catch (cause) {
    throw refused('WrongAccount', cause);
  }
  const license = licensePda(mint);
  const single = found.supply === 1n && found.decimals === 0 && found.isInitialized;
  const closed = found.mintAuthority === null && found.freezeAuthority === null;
  const delegate = getPermanentDelegate(found)?.delegate.equals(license) === true;
  const hooked = getTransferHook(found)?.programId.equals(PROGRAM_ID) === true;
  if (!single || !closed || !delegate || !hooked) throw refused('WrongMint');
}

/** Whether an account holds the token for this wallet. */
function holds(address: PublicKey, info: Info, mint: PublicKey, holder: PublicKey): boolean {
  if (info == null || !info.owner.equals(TOKEN_2022_PROGRAM_ID)) return false;
  let found: Account;
  try {
    found = unpackAccount(address, info, TOKEN_2022_PROGRAM_ID);
  } catch {
    return false;
  }
  return (
    found.mint.equals(mint) &&
    found.owner.equals(holder) &&
    found.amount === 1n &&
    found.isInitialized &&
    !found.isFrozen
  );
}

const TRIES = 3;

/**
 * Reads licence, mint, token, dataset and clock at one slot. Address, owner, kind and version of each are checked; a node that
 * makes up whole accounts can't be told from an honest one, so ask one you trust, or several.
 *
 * Throws a `Refusal` by name, and `SnapshotMoved` when the licence changed hands during each of three readings.
 */
export async function readLicence(
  connection: Connection,
  mint: PublicKey,
  { commitment = 'finalized', minContextSlot }: ReadOptions = {},
): Promise<LicenceFacts> {
  const address = licensePda(mint);
  const first = await connection.getAccountInfoAndContext(address, { commitment, minContextSlot });
  if (first.value === null) throw refused('NoLicence');
  let { holder, dataset } = decode('license', first.value);
  let slot = Math.max(first.context.slot, minContextSlot ?? 0);
  let tokens = licenceTokens(mint, holder);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { context, value } = await connection.getMultipleAccountsInfoAndContext(
      [address, mint, tokens, dataset, SYSVAR_CLOCK_PUBKEY],
      { commitment, minContextSlot: slot },
    );
    // A node behind a balancer may be older than the one that answered before.
    if (context.slot < slot || value[4] == null) continue;
    slot = context.slot;
    const [own, mintInfo, tokensInfo, datasetInfo, clock] = value as [Info, Info, Info, Info, AccountInfo<Buffer>];
    if (own == null) throw refused('NoLicence');
    const license = decode('license', own);
    if (!license.mint.equals(mint)) throw refused('OtherMint');
    if (!license.holder.equals(holder) || !license.dataset.equals(dataset)) {
      ({ holder, dataset } = license);
      tokens = licenceTokens(mint, holder);
      continue;
    }
    checkMint(mint, mintInfo);
    if (!holds(tokens, tokensInfo, mint, holder)) {
      // A wallet may keep it in another account of its own. Where the token is, is a hint until it is read in a snapshot.
      const elsewhere = await whereItIs(connection, mint, commitment);
      if (elsewhere === undefined || elsewhere.equals(tokens)) throw refused('NotWithHolder');
      tokens = elsewhere;
      continue;
    }
    const sold = datasetInfo == null ? null : decode('dataset', datasetInfo);
    if (sold !== null && !datasetPda(sold.mint).equals(dataset)) throw refused('WrongAccount');
    return { slot, time: clock.data.readBigInt64LE(32), mint, license, tokens, dataset: sold };
  }
  throw new TaggerClientError('SnapshotMoved', 'the node answers from different slots: ask again, or another node');
}

async function whereItIs(
  connection: Connection,
  mint: PublicKey,
  commitment: Commitment,
): Promise<PublicKey | undefined> {
  const { value } = await connection.getTokenLargestAccounts(mint, commitment);
  return value.find(({ amount }) => amount === '1')?.address;
}
