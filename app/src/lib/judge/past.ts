/** What came of a round for one validator. */
import type { ChainClock, Terms } from '@tagger/client';
import { isBreach, isCounted, type Held } from './held.ts';
import type { Past } from './kept.ts';

const FULL_BPS = 10_000n;
/** `METHOD.payload` of the program. */
const PAYLOAD = 2;

/** `undefined` before the votes are counted. */
export function pastRound(
  { page, round, slot }: Pick<Held, 'page' | 'round' | 'slot'>,
  { seconds }: Pick<ChainClock, 'seconds'>,
): Past | undefined {
  const row = round.answers[slot.index];
  // Nothing was ever written there: who shows "no vote" on every item leaves its code.
  const empty = slot.state === 'collected' && slot.answered === 0 && row?.every((code) => code === 0) === true;
  const silent = slot.state === 'missed' || empty;
  if (!isCounted(round) && !silent) return undefined;
  const mine = silent ? null : (row ?? null);
  const verdict = round.labels.map((label, at) => (round.sure[at] === true ? label : null));
  const over = round.phase === 'settled' || round.phase === 'done';
  return {
    task: page.task.toBase58(),
    items: round.case.items,
    firstItem: round.firstItem,
    payload: page.terms.method === PAYLOAD,
    breach: isBreach(round),
    mine,
    verdict,
    coherent: over ? slot.agreed : verdict.filter((label, at) => label !== null && label === mine?.[at]).length,
    reward: slot.reward,
    missed: silent ? (slot.commitment.every((byte) => byte === 0) ? 'commit' : 'reveal') : undefined,
    reversed: slot.goldTotal,
    final: over,
    seen: seconds,
  };
}

/** What a validator can lose, base units of his bond. */
export interface Stakes {
  bound: bigint;
  notCommitted: bigint;
  notRevealed: bigint;
  /** At most, for votes an appeal clearly reversed and nothing forgives. */
  reversed: bigint;
  /** For each vote that becomes the verdict. */
  fee: bigint;
}

const share = (base: bigint, bps: number): bigint => (base * BigInt(bps)) / FULL_BPS;

export const stakesOf = ({
  reviewBond,
  reviewFee,
  slashHoldBps,
  slashMissBps,
  slashReversedBps,
}: Pick<Terms, 'reviewBond' | 'reviewFee' | 'slashHoldBps' | 'slashMissBps' | 'slashReversedBps'>): Stakes => ({
  bound: reviewBond,
  notCommitted: share(reviewBond, slashHoldBps),
  notRevealed: share(reviewBond, slashMissBps),
  reversed: share(reviewBond, slashReversedBps),
  fee: reviewFee,
});
