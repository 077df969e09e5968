/** Whether a licence allows a use: one call for anybody who is shown one. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { TaggerClientError, translate } from '../errors.ts';
import { LICENCE_STATES, USES } from '../instructions/dataset.ts';
import type { LicenseAccount } from '../types.ts';
import { readLicence, refused, REFUSALS, type LicenceFacts, type ReadOptions, type Refusal } from './facts.ts';

export type Use = keyof typeof USES;

export interface LicenceQuestion extends ReadOptions {
  mint: PublicKey;
  /** What is to be done with the data. */
  use: Use;
  /** Unix seconds; default the chain's time. Give your own clock's to be safe from a node that has stopped. */
  at?: bigint;
  /** Who should hold it, and of what it should be; default anybody and anything: look at the answer. */
  holder?: PublicKey;
  dataset?: PublicKey;
}

export type LicenceVerdict =
  ({ valid: true; holder: PublicKey } & LicenceFacts) | { valid: false; reason: Refusal; message: string };

/** Uses a licence's terms grant, by name. */
export const usesOf = (uses: number): Use[] => (Object.keys(USES) as Use[]).filter((use) => (uses & USES[use]) !== 0);

/** Throws the `Refusal` for a licence that is not in force at a time, from facts already read. */
export function checkInForce(license: LicenseAccount, at: bigint): void {
  const state = LICENCE_STATES[license.state];
  if (state === 'pending') throw refused('Pending');
  if (state !== 'active') throw refused('Revoked');
  if (at < license.boughtAt) throw refused('NotBought');
  if (license.expiresAt !== 0n && at >= license.expiresAt) throw refused('Expired');
}

/** The same for a use. */
export function checkUse(license: LicenseAccount, use: Use, at: bigint): void {
  checkInForce(license, at);
  if ((license.terms.uses & USES[use]) === 0) throw refused('UseNotGranted');
}

/**
 * Whether the present holder of a licence may use the data so, at that time. Everything comes from one snapshot of one node,
 * `finalized` unless said otherwise. Territory, seats, field of use and duties are in `license.terms` of the answer: they are
 * for people to judge.
 *
 * Throws `NoSuchUse`, and when the node does not answer; never because of the licence.
 */
export async function verifyLicense(connection: Connection, question: LicenceQuestion): Promise<LicenceVerdict> {
  const { mint, use, at, holder, dataset } = question;
  if (USES[use] === undefined)
    throw new TaggerClientError('NoSuchUse', `there is no use "${String(use)}": ${Object.keys(USES).join(', ')}`);
  try {
    const facts = await readLicence(connection, mint, question);
    const { license, time } = facts;
    if (dataset !== undefined && !license.dataset.equals(dataset)) throw refused('OtherDataset');
    if (holder !== undefined && !license.holder.equals(holder)) throw refused('OtherHolder');
    checkUse(license, use, at ?? time);
    return { valid: true, holder: license.holder, ...facts };
  } catch (error) {
    const { name, message } = translate(error);
    if (name in REFUSALS) return { valid: false, reason: name as Refusal, message };
    throw error;
  }
}
