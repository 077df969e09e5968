/** What a dispute came to, read back from the pages, members and history of the chain before everything is closed. */
import type { PublicKey } from '@solana/web3.js';
import {
  DRAW,
  fetchMember,
  fetchPage,
  isCourt,
  parseEvents,
  PHASES,
  reviewCost,
  type CourtView,
  type PageView,
} from '@tagger/client';
import { chunks } from '../../packing.ts';
import { reviewPage, subjectView } from './chain.ts';
import { ERROR_RATE } from './plan.ts';
import type { Dispute } from './run.ts';

/** Amounts in base units as decimal text, as everywhere in JSON. */
export interface DisputeResult {
  items: number;
  annotators: number;
  validators: number;
  errorRate: number;
  /** Labels equal to the truth: as answered, after the first verdict, after the appeal. */
  right: { before: number; first: number; after: number };
  /** Items the requester contested; 0 when nothing was. */
  contested: number;
  first: { seats: number; substitutes: number; changed: number; kept: number } | null;
  /** The appeal compared with the first verdict. `toTruth` of the changed ones are right now. */
  appeal: { by: string; seats: number; confirmed: number; changed: number; toTruth: number } | null;
  fees: { contest: string; appeal: string; earned: string; returned: string };
  votes: { cast: number; coherent: number };
  /** Validators slashed because they were silent, because an appeal clearly reversed their votes, and how much in all. */
  slashes: { silent: number; reversed: number; amount: string };
  decision: DecisionTime | null;
  paid: { annotators: string; fee: string };
}

/** Seconds from the contest to the first decision. */
export interface DecisionTime {
  /** As it happened here, in chain time. */
  here: number;
  /** When everybody uses the windows to their end and the epoch was about to end, too. */
  most: number;
  /** The same when a seat had to be filled again. */
  mostWithSubstitutes: number;
}

/** A slot takes about this long on a cluster. */
const SLOT_SECS = 0.4;

/** `before` are the labels as answered, which the verdict overwrote; `undefined` when nothing was contested. */
export async function readResult(d: Dispute, before: number[] | undefined): Promise<DisputeResult> {
  const { panel, page } = await subjectView(d);
  const review = await fetchPage(d.connection, reviewPage(d.task));
  const rounds = review?.panels.filter(isCourt) ?? [];
  const [first, second] = rounds;
  const seats = rounds.flatMap(({ slots }) => slots);
  const asked = before ?? panel.labels;
  const middle = first === undefined ? asked : overlaid(asked, first);
  const right = (labels: readonly number[]): number =>
    labels.filter((label, item) => label === d.batch.truth[item]).length;
  const members = await Promise.all(d.validators.map((who) => fetchMember(d.connection, who.wallet.publicKey)));
  const sum = (of: (member: NonNullable<(typeof members)[number]>) => bigint): bigint =>
    members.reduce((total, member) => total + (member === null ? 0n : of(member)), 0n);
  const cost = (round: CourtView | undefined): bigint =>
    round === undefined ? 0n : reviewCost(page.terms, round.case.items.length, round.case.round);
  const earned = sum((member) => member.earned);
  return {
    items: panel.items,
    annotators: d.annotators.length,
    validators: d.validators.length,
    errorRate: ERROR_RATE,
    right: { before: right(asked), first: right(middle), after: right(panel.labels) },
    contested: first?.case.items.length ?? 0,
    first:
      first === undefined
        ? null
        : {
            seats: page.terms.reviewSeats,
            substitutes: first.slots.length - page.terms.reviewSeats,
            ...changes(first, asked, middle),
          },
    appeal: second === undefined ? null : appealOf(d, second, middle, panel.labels),
    fees: {
      contest: cost(first).toString(),
      appeal: cost(second).toString(),
      earned: earned.toString(),
      returned: (cost(first) + cost(second) - earned).toString(),
    },
    votes: { cast: Number(sum((member) => member.votes)), coherent: Number(sum((member) => member.coherent)) },
    slashes: {
      // Nothing is counted of who did not commit, or did not reveal.
      silent: seats.filter(({ answered }) => answered === 0).length,
      // In a validator's slot: the votes that were clearly reversed.
      reversed: seats.filter(({ goldTotal }) => goldTotal > 0).length,
      amount: sum((member) => member.slashed).toString(),
    },
    decision: review === null ? null : await decisionTime(d, review.address, page),
    paid: {
      annotators: panel.slots.reduce((total, slot) => total + slot.reward, 0n).toString(),
      fee: page.fees.toString(),
    },
  };
}

/** Labels with what a round decided written over them. */
function overlaid(labels: readonly number[], { case: { items }, labels: verdict, sure }: CourtView): number[] {
  const result = [...labels];
  items.forEach((item, vote) => {
    if (sure[vote] === true) result[item] = verdict[vote] ?? 0;
  });
  return result;
}

function changes({ case: { items } }: CourtView, before: readonly number[], after: readonly number[]) {
  const changed = items.filter((item) => before[item] !== after[item]).length;
  return { changed, kept: items.length - changed };
}

function appealOf(
  d: Dispute,
  round: CourtView,
  before: readonly number[],
  after: readonly number[],
): DisputeResult['appeal'] {
  const { items, funder } = round.case;
  const changed = items.filter((item) => before[item] !== after[item]);
  return {
    by: d.annotators.find((who) => who.wallet.publicKey.equals(funder))?.name ?? 'the requester',
    seats: round.slots.length,
    confirmed: items.length - changed.length,
    changed: changed.length,
    toTruth: changed.filter((item) => after[item] === d.batch.truth[item]).length,
  };
}

/** Times from the chain's own history, so that a run that was stopped tells the same as one that was not. */
async function decisionTime(d: Dispute, page: PublicKey, { terms }: PageView): Promise<DecisionTime | null> {
  const found = (await d.connection.getSignaturesForAddress(page, {}, 'confirmed')).reverse();
  for (const group of chunks(found, 100)) {
    const landed = await d.connection.getTransactions(
      group.map(({ signature }) => signature),
      { commitment: 'confirmed', maxSupportedTransactionVersion: 0 },
    );
    const counted = landed.find((transaction) =>
      parseEvents(transaction?.meta?.logMessages ?? []).some(
        ({ name, data }) => name === 'caseMoved' && data.round === 0 && PHASES[data.phase] === 'challenge',
      ),
    );
    if (counted?.blockTime == null || found[0]?.blockTime == null) continue;
    const draw = SLOT_SECS * (2 * DRAW.delay + DRAW.room);
    const most = draw + terms.reviewCommitSecs + terms.reviewRevealSecs;
    return {
      here: counted.blockTime - found[0].blockTime,
      most: Math.ceil(most),
      mostWithSubstitutes: Math.ceil(most + draw + terms.reviewCommitSecs),
    };
  }
  return null;
}
