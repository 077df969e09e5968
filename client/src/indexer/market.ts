/** Lists of the market: from an indexer that keeps up, else from a node of the chain. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { TaggerClientError } from '../clientError.ts';
import { listDatasets, listMembers, listTasks } from '../fetch.ts';
import { MOST_LAG, once, present } from './present.ts';
import { indexerReader, type IndexerOptions, type IndexerReader } from './reader.ts';
import { datasetRow, memberRow, taskRow, type DatasetRow, type MemberRow, type TaskRow } from './rows.ts';

export interface MarketOptions {
  /** Without one everything is read from the chain. */
  indexer?: IndexerOptions | IndexerReader;
  connection: Connection;
  /** Slots the indexer may be behind the node. Default 150, about a minute. */
  mostLag?: number;
}

export interface Listed<T> {
  items: T[];
  /** Where the list goes on; `null` at its end. Of the chain it is always whole. */
  next: string | null;
  from: 'indexer' | 'chain';
}

interface Paging {
  cursor?: string;
  limit?: number;
}

export interface MarketReader {
  /** Newest first from an indexer; of the chain by the end. */
  tasks(wanted?: Paging & { requester?: PublicKey; domain?: number }): Promise<Listed<TaskRow>>;
  /** Those who earned most first. */
  members(wanted?: Paging): Promise<Listed<MemberRow>>;
  /** Newest first. */
  datasets(wanted?: Paging & { publisher?: PublicKey; task?: PublicKey }): Promise<Listed<DatasetRow>>;
}

const isReader = (given: IndexerOptions | IndexerReader): given is IndexerReader => 'get' in given;

export function marketReader({ indexer, connection, mostLag = MOST_LAG }: MarketOptions): MarketReader {
  const index = indexer === undefined || isReader(indexer) ? indexer : indexerReader(indexer);

  async function listed<T extends { address: string }>(
    ask: (index: IndexerReader) => Promise<{ data: { items: T[]; next: string | null }; slot: number }>,
    chain: (slot: number) => Promise<T[]>,
    cursor: string | undefined,
  ): Promise<Listed<T>> {
    const slot = await connection.getSlot();
    const found = index === undefined ? undefined : await present(ask(index));
    if (found !== undefined && slot - found.slot <= mostLag)
      return { items: once(found.data.items), next: found.data.next, from: 'indexer' };
    // A page in the middle can only come from where the pages before came from.
    if (cursor !== undefined)
      throw new TaggerClientError('IndexerFailed', 'the indexer has gone away while paging: begin the list anew');
    return { items: await chain(slot), next: null, from: 'chain' };
  }

  return {
    tasks: ({ requester, domain, ...paging } = {}) =>
      listed(
        (own) => own.get('listTasks', { query: { ...paging, domain, requester: requester?.toBase58() } }),
        async (slot) =>
          (await listTasks(connection, { requester }))
            .filter(({ terms }) => domain === undefined || terms.domain === domain)
            .sort((a, b) => (a.endsAt < b.endsAt ? 1 : a.endsAt > b.endsAt ? -1 : 0))
            .map((task) => taskRow(task, slot)),
        paging.cursor,
      ),
    members: (paging = {}) =>
      listed(
        (own) => own.get('listMembers', { query: paging }),
        async (slot) =>
          (await listMembers(connection))
            .sort((a, b) => (a.earned < b.earned ? 1 : a.earned > b.earned ? -1 : 0))
            .map((member) => memberRow(member, slot)),
        paging.cursor,
      ),
    datasets: ({ publisher, task, ...paging } = {}) =>
      listed(
        (own) =>
          own.get('listDatasets', {
            query: { ...paging, publisher: publisher?.toBase58(), task: task?.toBase58() },
          }),
        async (slot) =>
          (await listDatasets(connection, { publisher, task })).reverse().map((dataset) => datasetRow(dataset, slot)),
        paging.cursor,
      ),
  };
}
