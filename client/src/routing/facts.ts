/** What the ranking looks at: public accounts and the task's published rules. Anybody has the same. */
import type { PublicKey } from '@solana/web3.js';
import { sizeOf } from '../decode.ts';
import type { Modality } from '../modality.ts';
import type { MemberAccount, SeatAccount, TaskAccount } from '../types.ts';
import { NO_RECORD, type DomainRecord } from './reputation.ts';

/** Fields of a task's rules document the ranking reads; what is missing is not asked for. */
export interface RoutingRules {
  /** BCP 47 tags, e.g. `en`, `pt-BR`; one is enough. */
  languages?: readonly string[];
  /** What the requester measured or expects, seconds an item. */
  secondsPerItem?: number;
  /** What the items are; absent: texts. */
  modality?: Modality;
}

export interface TaskFacts {
  task: PublicKey;
  domain: number;
  requiredLevel: number;
  classes: number;
  /** Base units an item of full quality pays. */
  price: bigint;
  rules: RoutingRules;
}

export interface AnnotatorFacts {
  wallet: PublicKey;
  /** Stake that is neither locked nor leaving, and locked stake: both count for levels. */
  stake: bigint;
  records: readonly DomainRecord[];
  panels: number;
  missedReveals: number;
  expiredClaims: number;
  /** What he says he reads; his own word. */
  languages: readonly string[];
  /** What he works on, e.g. no sound where he can't listen; absent: everything. His own word too. */
  modalities?: readonly Modality[];
  /** Counters of his seat in a task, by the task's address in base58. */
  counters: ReadonlyMap<string, readonly number[]>;
}

export const taskFacts = (address: PublicKey, { terms }: TaskAccount, rules: RoutingRules = {}): TaskFacts => ({
  task: address,
  domain: terms.domain,
  requiredLevel: terms.requiredLevel,
  classes: terms.classes,
  price: terms.price,
  rules,
});

/** `seats` with their raw account bytes, because counters follow the fixed part. */
export function annotatorFacts(
  member: MemberAccount,
  seats: readonly { seat: SeatAccount; data: Uint8Array; classes: number }[] = [],
  languages: readonly string[] = [],
  modalities?: readonly Modality[],
): AnnotatorFacts {
  return {
    wallet: member.wallet,
    stake: member.stakeActive + member.stakeLocked,
    records: member.records,
    panels: member.panels,
    missedReveals: member.missedReveals,
    expiredClaims: member.expiredClaims,
    languages,
    ...(modalities && { modalities }),
    counters: new Map(seats.map(({ seat, data, classes }) => [seat.task.toBase58(), seatCounters(data, classes)])),
  };
}

/** Somebody the program does not know yet. */
export const stranger = (wallet: PublicKey, languages: readonly string[] = []): AnnotatorFacts => ({
  wallet,
  stake: 0n,
  records: [],
  panels: 0,
  missedReveals: 0,
  expiredClaims: 0,
  languages,
  counters: new Map(),
});

const DISCRIMINATOR = 8;

/** `classes * classes` counters behind a seat's fixed part, all 0 for a task without (majority, or over 16 classes). */
export function seatCounters(data: Uint8Array, classes: number): number[] {
  const cells = classes * classes;
  const from = DISCRIMINATOR + sizeOf('seat');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const there = classes <= 16 && data.length >= from + 2 * cells;
  return Array.from({ length: cells }, (_, cell) => (there ? view.getUint16(from + 2 * cell, true) : 0));
}

export const recordIn = ({ records }: AnnotatorFacts, domain: number): DomainRecord => records[domain] ?? NO_RECORD;
