/**
 * What somebody without a wallet looks at to choose work: open tasks, domains and the least stake from an indexer, the time from a node.
 * It needs nothing that knows accounts or signs, so a page shows it before it loads that. Whoever acts on it reads the chain.
 */
import { clockOf } from '../clockBytes.ts';
import { TaggerClientError } from '../clientError.ts';
import { MOST_LAG, once, present } from './present.ts';
import type { IndexerReader } from './reader.ts';
import type { TaskRow } from './rows.ts';

export interface BoardOptions {
  index: IndexerReader;
  /** JSON-RPC address of a node. */
  rpc: string;
  /** Slots the indexer may be behind the node. Default 150, about a minute. */
  mostLag?: number;
  /** Default: the platform's. */
  fetch?: typeof fetch;
}

export interface Board {
  /** At most 200, the newest first. */
  tasks: TaskRow[];
  domains: { place: number; name: string; retired: boolean }[];
  /** Base units (`Params.minStake`). */
  minStake: bigint;
  /** The chain's clock, unix seconds. */
  seconds: bigint;
}

const CLOCK = 'SysvarC1ock11111111111111111111111111111111';
const CLOCK_BYTES = 40;
const PATIENCE_MS = 10_000;

/** `undefined` where the indexer is away, empty or behind. Throws `ConnectionLost` when the node does not tell the time. */
export async function readBoard({
  index,
  rpc,
  mostLag = MOST_LAG,
  fetch: ask = fetch,
}: BoardOptions): Promise<Board | undefined> {
  const [clock, tasks, program] = await Promise.all([
    readClock(rpc, ask),
    present(index.get('listTasks', { query: { limit: 200 } })),
    present(index.get('getProgram', {})),
  ]);
  if (tasks === undefined || program === undefined) return undefined;
  if (clock.slot - BigInt(Math.min(tasks.slot, program.slot)) > BigInt(mostLag)) return undefined;
  const { minStake, domains } = program.data;
  return { tasks: once(tasks.data.items), domains, minStake: BigInt(minStake), seconds: clock.seconds };
}

async function readClock(rpc: string, ask: typeof fetch): Promise<{ slot: bigint; seconds: bigint }> {
  try {
    const response = await ask(rpc, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'getAccountInfo',
        params: [CLOCK, { commitment: 'confirmed', encoding: 'base64' }],
      }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { result } = (await response.json()) as { result: { value: { data: [string, string] } } };
    const bytes = Uint8Array.from(atob(result.value.data[0]), (one) => one.charCodeAt(0));
    if (bytes.length < CLOCK_BYTES) throw new Error(`a clock of ${bytes.length} bytes`);
    return clockOf(bytes);
  } catch (cause) {
    throw new TaggerClientError('ConnectionLost', 'the node does not tell the time: try another', { cause });
  }
}
