/**
 * The small door: what can be seen of the market before a wallet is there, from an index, without what knows accounts and signs. A fifth of
 * the weight of `door.ts`; there is nothing here anybody could act with.
 */
import { indexerReader, readBoard, type Board } from '@tagger/client/indexer';
import { addressOf, dayOf, rankTasks, stranger } from '@tagger/client/routing';
import type { Network } from '../network/network.ts';
import { publishedOn, type Published } from './rules.ts';

export interface Lobby extends Pick<Published, 'rulesOf'> {
  /** `undefined` where there is no index, or it is away or behind. Throws `ConnectionLost` where the node is. */
  board(): Promise<Board | undefined>;
  routing: {
    addressOf: typeof addressOf;
    dayOf: typeof dayOf;
    rankTasks: typeof rankTasks;
    stranger: typeof stranger;
  };
}

export function openLobby({ indexer, rpc, gateways }: Network): Lobby {
  const index = indexer === undefined ? undefined : indexerReader({ url: indexer });
  return {
    rulesOf: publishedOn(gateways).rulesOf,
    board: () => (index === undefined ? Promise.resolve(undefined) : readBoard({ index, rpc })),
    routing: { addressOf, dayOf, rankTasks, stranger },
  };
}
