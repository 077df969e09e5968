/** Votes on reviews whose pages are closed, as an index tells them. */
import type { Operations } from '@tagger/client/indexer';
import type { Chain } from '../chain/door.ts';
import type { Past, SeatAt } from './kept.ts';

export interface IndexedPast {
  /** Whether the index told all, only the newest, was not asked because there is none, or did not answer. */
  from: 'all' | 'some' | 'none' | 'failed';
  rows: { at: Pick<SeatAt, 'review' | 'round'>; past: Past }[];
}

type Vote = Operations['listVotesOfWallet']['answer']['items'][number];

/** As many as an index tells at once; the rules of their tasks are read as well. */
const MOST = 200;

/** Votes that are paid. An index is believed about the past only: whatever the chain still shows is read there. Throws nothing. */
export async function indexedPast({ index }: Pick<Chain, 'index'>, wallet: string): Promise<IndexedPast> {
  if (index === undefined) return { from: 'none', rows: [] };
  try {
    const { data } = await index.get('listVotesOfWallet', { path: { wallet }, query: { limit: MOST } });
    return { from: data.next === null ? 'all' : 'some', rows: data.items.slice(0, MOST).flatMap(rowOf) };
  } catch {
    return { from: 'failed', rows: [] };
  }
}

function rowOf(vote: Vote): IndexedPast['rows'] {
  // Until then the page lives, and tells it itself.
  if (vote.collectedAt === null) return [];
  const { committedAt, revealedAt, reward, slashed } = vote;
  const past: Past = {
    task: vote.task,
    items: [],
    firstItem: 0,
    payload: vote.payload,
    breach: vote.breach,
    mine: vote.votes,
    verdict: vote.verdict,
    coherent: vote.coherent,
    reward: reward === null ? null : BigInt(reward),
    ...(slashed !== null && { slashed: BigInt(slashed) }),
    missed: committedAt === null ? 'commit' : revealedAt === null ? 'reveal' : undefined,
    reversed: 0,
    final: true,
    seen: BigInt(vote.collectedAt),
  };
  return [{ at: { review: vote.review, round: BigInt(vote.round) }, past }];
}
