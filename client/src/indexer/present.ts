/** Whether an indexer is there and keeps up. */
import { TaggerClientError } from '../clientError.ts';

/** Slots an indexer may be behind the node, about a minute. */
export const MOST_LAG = 150;
/** After these the chain is asked: the indexer is not there. What it refuses by name is the caller's mistake. */
const ABSENT = new Set(['IndexerFailed', 'IndexerTimeout', 'IndexerAnswer', 'NotReady', 'Failed', 'TooManyRequests']);

/** The answer; `undefined` where nobody is there to give one. */
export async function present<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TaggerClientError && ABSENT.has(error.name)) return undefined;
    throw error;
  }
}

/** Rows with every address once: whoever shows a list tells its rows apart by it. */
export const once = <T extends { address: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.address, row])).values(),
];
