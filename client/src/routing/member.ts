/** What the ranking looks at, out of the bytes of accounts. Apart from the facts themselves: these few lines need all that decodes accounts. */
import { sizeOf } from '../decode.ts';
import type { Modality } from '../modality.ts';
import type { MemberAccount, SeatAccount } from '../types.ts';
import type { AnnotatorFacts } from './facts.ts';

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

const DISCRIMINATOR = 8;

/** `classes * classes` counters behind a seat's fixed part, all 0 for a task without (majority, or over 16 classes). */
export function seatCounters(data: Uint8Array, classes: number): number[] {
  const cells = classes * classes;
  const from = DISCRIMINATOR + sizeOf('seat');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const there = classes <= 16 && data.length >= from + 2 * cells;
  return Array.from({ length: cells }, (_, cell) => (there ? view.getUint16(from + 2 * cell, true) : 0));
}
