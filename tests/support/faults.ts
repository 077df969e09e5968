/**
 * A node that fails as nodes do: errors, too many requests, slow and lost answers, answers from before, another fork, lists and logs that are
 * not whole, a clock that is wrong, notifications that come twice or never. What happens is decided by a seed; how often, by the test,
 * at any moment.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connection, SYSVAR_CLOCK_PUBKEY } from '@solana/web3.js';
import WebSocket, { WebSocketServer } from 'ws';

/** How often each fault happens, 0 to 1; what is left out never does. */
export interface Faults {
  /** An error of the node's own instead of an answer; nothing was done. */
  error?: number;
  /** Status 429. */
  tooMany?: number;
  /** The answer comes `slowMs` late. */
  slow?: number;
  slowMs?: number;
  /** The call is carried out, its answer gets lost and the connection breaks. */
  lost?: number;
  /** Like `lost`, for `sendTransaction` alone. */
  lostSend?: number;
  /** An answer this node gave before to the same question, with the slot of then: the node is behind. */
  stale?: number;
  /** The same with the slot of now: another fork. */
  fork?: number;
  /** Slots taken off every answer. */
  behindSlots?: number;
  /**
   * Asked for its newest slot, the node goes over to another fork, and with the next question back: what is not final landed a slot earlier
   * there, from some slot on.
   */
  reorg?: number;
  /** Slots by which what is final is behind, as on a cluster that votes. */
  finalBehindSlots?: number;
  /** A signature is listed twice; or left out of a list of what is confirmed and not final. */
  listTwice?: number;
  listLess?: number;
  /** A log ends early, or the node keeps none. Decided by the signature: every time the same. */
  cutLog?: number;
  /** Seconds added to the Clock sysvar and to the time of transactions. */
  skewSecs?: number;
  /** A notification is left out, told twice, or the socket breaks instead. */
  mute?: number;
  echo?: number;
  drop?: number;
  /** Nobody is there. */
  down?: boolean;
}

export interface FaultyNode {
  url: string;
  wsUrl: string;
  /** May be changed at any time. */
  faults: Faults;
  /** Calls that came in, and faults that happened, by name. */
  counts: Map<string, number>;
  connection(): Connection;
  stop(): Promise<void>;
}

interface Call {
  id: unknown;
  method: string;
  params?: unknown[];
}
interface Reply {
  result?: unknown;
  error?: unknown;
}
/** What `getTransaction` answers, as far as it is spoilt here. */
interface Landed {
  slot: number;
  blockTime: number | null;
  meta: { logMessages: string[] | null };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Answers remembered for `stale` and `fork`, by question. */
const REMEMBERED = 2_000;
/** What is never answered from before: a test would only wait longer for its own transactions. */
const FRESH = new Set(['sendTransaction', 'requestAirdrop', 'getLatestBlockhash']);

/** A node in front of the one at `rpcUrl` and `wsUrl`. */
export async function faultyNode(
  rpcUrl: string,
  wsUrl: string,
  options: { seed?: number; faults?: Faults } = {},
): Promise<FaultyNode> {
  const random = seeded(options.seed ?? 1);
  const counts = new Map<string, number>();
  const earlier = new Map<string, Reply>();
  const count = (name: string): true => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return true;
  };
  const happens = (name: keyof Faults): boolean => {
    const chance = node.faults[name];
    return typeof chance === 'number' && random() < chance && count(name);
  };

  /** From which slot on this node is on another fork; the newest slot it ever called final. */
  let [forkFrom, final] = [Infinity, -1];

  /** What the node tells of its slots and of transactions. */
  const history = (method: string, params: unknown[], result: unknown): unknown => {
    const { finalBehindSlots = 0, skewSecs = 0 } = node.faults;
    const commitment = (params.at(-1) as { commitment?: string } | undefined)?.commitment;
    if (method === 'getSlot') {
      const slot = Number(result);
      if (commitment === 'finalized') return (final = Math.max(final, 0, slot - finalBehindSlots));
      const open = slot - Math.max(final, slot - finalBehindSlots);
      forkFrom = open > 2 && happens('reorg') ? slot - 1 - Math.floor(random() * (open - 2)) : Infinity;
      return slot;
    }
    const there = (slot: number): number => (slot >= forkFrom ? slot - 1 : slot);
    if (method === 'getSignaturesForAddress') {
      const listed = (result as { slot: number }[]).map((one) => ({ ...one, slot: there(one.slot) }));
      const open = commitment !== 'finalized';
      return listed.flatMap((one) =>
        open && one.slot > final && happens('listLess') ? [] : happens('listTwice') ? [one, one] : [one],
      );
    }
    if (method !== 'getTransaction' || result === null) return result;
    const found = structuredClone(result) as Landed;
    found.slot = there(found.slot);
    if (found.blockTime !== null) found.blockTime += skewSecs;
    cutLog(found, String(params[0]));
    return found;
  };

  /** Half of the logs that are cut are missing altogether. */
  const cutLog = ({ meta }: Landed, signature: string): void => {
    const chance = createHash('sha256').update(signature).digest().readUInt32BE() / 2 ** 32;
    const { cutLog: most = 0 } = node.faults;
    if (chance >= most || meta.logMessages === null) return;
    count('cutLog');
    const kept = meta.logMessages.slice(0, Math.floor(meta.logMessages.length / 2));
    meta.logMessages = chance < most / 2 ? null : [...kept, 'Log truncated'];
  };

  /** One call; `undefined` breaks the connection. */
  const one = async ({ id, method, params = [] }: Call): Promise<unknown> => {
    count(method);
    if (happens('error')) return { jsonrpc: '2.0', id, error: { code: -32_005, message: 'Node is unhealthy' } };
    const question = JSON.stringify([method, params]);
    const before = FRESH.has(method) ? undefined : earlier.get(question);
    const old = before !== undefined && happens('stale');
    const forked = before !== undefined && !old && happens('fork');
    const reply = old && before !== undefined ? before : await passOn(rpcUrl, { id, method, params });
    if (!FRESH.has(method) && !old && earlier.size < REMEMBERED) earlier.set(question, structuredClone(reply));
    if (reply.error !== undefined) return { jsonrpc: '2.0', id, error: reply.error };
    const told = forked && before !== undefined ? withSlotOf(before, reply) : reply;
    const result = history(method, params, told.result);
    if (happens('lost') || (method === 'sendTransaction' && happens('lostSend'))) return undefined;
    return { jsonrpc: '2.0', id, result: spoilt(method, params, result, node.faults) };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (node.faults.down === true) return void request.socket.destroy();
    if (happens('tooMany')) return void response.writeHead(429).end();
    if (happens('slow')) await new Promise((resolve) => setTimeout(resolve, node.faults.slowMs ?? 200));
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Call | Call[];
    const reply = Array.isArray(body) ? await Promise.all(body.map(one)) : await one(body);
    const broken = Array.isArray(reply) ? reply.includes(undefined) : reply === undefined;
    if (broken) return void request.socket.destroy();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  };
  const server: Server = createServer((request, response) => {
    // The chain behind may be gone already, when a test ends.
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise<void>((resolve) => sockets.once('listening', resolve));
  sockets.on('connection', (client) => {
    if (node.faults.down === true) return client.terminate();
    const behind = new WebSocket(wsUrl);
    const waiting: string[] = [];
    client.on('message', (data: Buffer) => {
      if (behind.readyState === WebSocket.OPEN) behind.send(data.toString());
      else waiting.push(data.toString());
    });
    behind.on('open', () => waiting.splice(0).forEach((text) => behind.send(text)));
    behind.on('message', (data: Buffer) => {
      const text = data.toString();
      const notice = (JSON.parse(text) as { method?: string }).method !== undefined;
      if (notice && (node.faults.down === true || happens('mute'))) return;
      if (notice && happens('drop')) return client.terminate();
      client.send(text);
      if (notice && happens('echo')) client.send(text);
    });
    client.on('close', () => behind.terminate());
    behind.on('close', () => client.terminate());
    behind.on('error', () => client.terminate());
    client.on('error', () => behind.terminate());
  });

  const port = (of: { address(): unknown }): number => (of.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${port(server)}`;
  const node: FaultyNode = {
    url,
    wsUrl: `ws://127.0.0.1:${port(sockets)}`,
    faults: options.faults ?? {},
    counts,
    connection: () => new Connection(url, 'confirmed'),
    stop: async () => {
      sockets.clients.forEach((client) => client.terminate());
      server.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => sockets.close(() => resolve())),
        new Promise<void>((resolve) => server.close(() => resolve())),
      ]);
    },
  };
  return node;
}

async function passOn(rpcUrl: string, { id, method, params }: Call): Promise<Reply> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
  });
  return (await response.json()) as Reply;
}

type Context = { context?: { slot: number } } | null;

/** An answer from before under the slot of now. */
function withSlotOf(before: Reply, reply: Reply): Reply {
  const [old, fresh] = [structuredClone(before.result) as Context, reply.result as Context];
  if (old?.context !== undefined && fresh?.context !== undefined) old.context.slot = fresh.context.slot;
  return { result: old };
}

/** Slots a node is behind by, and a clock that is wrong. */
function spoilt(
  method: string,
  params: unknown[],
  result: unknown,
  { behindSlots = 0, skewSecs = 0 }: Faults,
): unknown {
  if (behindSlots === 0 && skewSecs === 0) return result;
  if (method === 'getSlot' || method === 'getBlockHeight') return Math.max(0, Number(result) - behindSlots);
  const copy = structuredClone(result) as { context?: { slot: number }; value?: unknown } | null;
  if (copy?.context === undefined) return copy;
  copy.context.slot = Math.max(0, copy.context.slot - behindSlots);
  const [asked] = params;
  const keys = Array.isArray(asked) ? (asked as string[]) : [asked as string];
  const values = Array.isArray(copy.value) ? (copy.value as unknown[]) : [copy.value];
  keys.forEach((key, at) => {
    const account = values[at] as { data: [string, string] } | null | undefined;
    if (key === SYSVAR_CLOCK_PUBKEY.toBase58() && account != null) account.data[0] = skewed(account.data[0], skewSecs);
  });
  return copy;
}

/** The Clock sysvar with other seconds, which lie at byte 32. */
function skewed(base64: string, seconds: number): string {
  const data = Buffer.from(base64, 'base64');
  data.writeBigInt64LE(data.readBigInt64LE(32) + BigInt(seconds), 32);
  return data.toString('base64');
}
