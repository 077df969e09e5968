/** A review as commands print it: an object for `--json`, and the same as text. */
import { formatTag, type CourtView, type PoolView, type ReviewDue } from '@tagger/client';
import { when } from '../time.ts';
import type { Names } from './labels.ts';
import type { Located } from './locate.ts';

/** Who asked, in words. */
const ASKED = {
  audit: 'the lot',
  requester: 'the requester',
  annotator: 'an annotator',
  breach: 'the publisher',
  holder: 'the holder',
} as const;

/** What to do about items that can't be read. */
const HIDDEN: Record<string, string> = {
  NoKey: ': run `tagger key`, then ask for the keys to be shared again',
  OtherKey: ': `tagger key --replace` names the key of this wallet',
  NoKeys: ': nobody posted their key for you; ask requester and members, or vote that the label stands',
};

export function describeReview(located: Located, names: Names, pools: readonly PoolView[], due: ReviewDue) {
  const { page, rounds, last, task, subject } = located;
  const wallets = new Map(pools.flatMap((pool) => pool.validators).map(({ place, wallet }) => [place, wallet]));
  return {
    review: page.address.toBase58(),
    task: task.address.toBase58(),
    page: page.index,
    subject: { page: last.case.subjectPage.toBase58(), panel: last.case.subject, firstItem: last.firstItem },
    rounds: rounds.map((round) => ({
      round: Number(round.number),
      phase: round.phase,
      until: round.until,
      reason: round.case.reason,
      askedBy: round.case.funder.toBase58(),
      deposit: round.case.deposit,
      seats: round.slots.map((slot) => ({
        slot: slot.index,
        wallet: wallets.get(slot.seat)?.toBase58() ?? null,
        state: slot.state,
        votes: round.answers[slot.index]?.map((code) => names.label(code)) ?? null,
      })),
      wanted: round.case.wanted,
    })),
    items: last.case.items.map((item, vote) => ({
      item,
      text: names.items?.[last.firstItem + item] ?? null,
      label: subject === undefined ? null : names.label(subject.labels[item] ?? 0),
      verdicts: rounds.map((round) => verdictOf(round, vote, names)),
    })),
    labels: names.classes ?? null,
    hidden: names.hidden ?? null,
    due: due.steps.map(({ what }) => what),
    waitsFor: due.waits ?? null,
  };
}

type Described = ReturnType<typeof describeReview>;

/** What a round says about an item; `null` before its votes are counted and where it is undecided. */
function verdictOf(round: CourtView, vote: number, names: Names): string | null {
  const counted = ['challenge', 'appealed', 'settled', 'done'].includes(round.phase);
  return counted && round.sure[vote] === true ? names.label(round.labels[vote] ?? 0) : null;
}

export function reviewText(review: Described): string {
  const widest = Math.max(0, ...review.items.map(({ text }) => text?.length ?? 0));
  return [
    `review ${review.review} of panel ${review.subject.panel} of task ${review.task}`,
    ...review.rounds.flatMap(({ round, phase, until, reason, askedBy, deposit, seats, wanted }) => [
      `round ${round}  ${phase}${until > 0n ? ` until ${when(until)}` : ''}, asked for by ${ASKED[reason]} (${askedBy}), ${formatTag(deposit)} TAG paid in`,
      ...seats.map(({ slot, wallet, state }) => `  seat ${slot}  ${wallet ?? 'gone'}  ${state}`),
      ...(wanted > 0 && phase === 'draw' ? [`  ${wanted} seats to be drawn`] : []),
    ]),
    `labels  ${review.labels?.join(', ') ?? 'codes only: the rules were not found on Arweave'}`,
    ...(review.hidden === null ? [] : [`items   encrypted (${review.hidden})${HIDDEN[review.hidden] ?? ''}`]),
    ...review.items.map(({ item, text, label, verdicts }) =>
      [
        `item ${`${item}`.padEnd(4)} ${(text ?? '').padEnd(widest)}  label ${label ?? 'gone'}`,
        ...verdicts.map((verdict, round) => `round ${round}: ${verdict ?? '-'}`),
      ].join('  '),
    ),
    `next    ${nextOf(review)}`,
  ].join('\n');
}

export function nextOf({ due, waitsFor }: Pick<Described, 'due' | 'waitsFor'>): string {
  if (due.length > 0) return `due now: ${[...new Set(due)].join(', ')} (\`tagger review conclude\`)`;
  switch (waitsFor?.for) {
    case 'block':
      return `slot ${waitsFor.slot} decides who is drawn`;
    case 'votes':
      return `votes until ${when(waitsFor.until)}`;
    case 'appeal':
      return `may be appealed until ${when(waitsFor.until)}`;
    default:
      return 'over';
  }
}
