/** Starts everything: the chain, its slot clock, the RPC and WebSocket servers and the Arweave endpoint. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ItemStore } from './arweave/itemStore.ts';
import { createArweaveServer } from './arweave/server.ts';
import { Chain } from './chain/chain.ts';
import { NOMINAL_SLOT_MS } from './chain/clock.ts';
import { ChainError } from './chain/errors.ts';
import { fromBase58, type Key } from './chain/keys.ts';
import { loadProgram } from './chain/programs.ts';
import { close, listen, listenPair } from './ports.ts';
import { accountMethods } from './rpc/accounts.ts';
import { clusterMethods } from './rpc/cluster.ts';
import { dispatch } from './rpc/dispatch.ts';
import { Faucet } from './rpc/faucet.ts';
import { createRpcServer } from './rpc/http.ts';
import type { Handlers } from './rpc/json.ts';
import { Subscriptions } from './rpc/subscriptions.ts';
import { taggerMethods } from './rpc/tagger.ts';
import { transactionMethods } from './rpc/transactions.ts';
import { attachWebSocket, closeSockets } from './rpc/websocket.ts';
import { ChainStore } from './store/chainStore.ts';
import { lockDirectory } from './store/lock.ts';

/** Mainnet's rent since 2026: the exempt minimum is (128 + bytes) x 5,080 lamports. */
export const DEFAULT_RENT_PER_BYTE = 5_080;

const DEFAULT_MAX_ITEM_BYTES = 256 * 1024 * 1024;

export interface ProgramToLoad {
  /** Program address, base58. */
  address: string;
  /** Path of the .so file. */
  path: string;
  /** Who may upgrade it, base58; absent = nobody. */
  upgradeAuthority?: string;
}

export interface LocalnetOptions {
  /** RPC port; the WebSocket is on the next one. 0 or absent = any free pair. */
  port?: number;
  /** Port of the Arweave endpoint; 0 or absent = any free one. */
  arweavePort?: number;
  /** Wall milliseconds a slot; 0 = slots advance only with transactions and `tagger_advance`. Default 400. */
  slotMs?: number;
  /** Lamports a byte. Default 5,080. */
  rentPerByte?: number;
  programs?: ProgramToLoad[];
  /** Directory for state that survives restarts; absent = everything is forgotten. */
  dataDir?: string;
  /** false = ignore `dataDir`. Default true. */
  persist?: boolean;
  /** Same seed, same genesis hash and blockhashes. Default: random. */
  seed?: string;
  /** Chain time at genesis, Unix seconds. Default: now. */
  startTime?: number;
  /** Transactions kept for getTransaction and friends. Default 100,000. */
  historyLimit?: number;
  /** Largest Arweave item in bytes. Default 256 MiB. */
  maxItemBytes?: number;
}

export interface TimeAdvance {
  slots?: number;
  seconds?: number;
}

/** The chain's clock. */
export interface ChainTime {
  slot: number;
  unixTimestamp: number;
}

/** What is written of an account; what is absent stays as it was. Addresses in base58. */
export interface AccountWrite {
  lamports?: bigint;
  data?: Uint8Array;
  owner?: string;
}

/** What the integration tests need, behind the same names for every kind of local chain. */
export interface LocalChain {
  rpcUrl: string;
  wsUrl: string;
  /** Moves slots and time forward. */
  advance(by: TimeAdvance): Promise<ChainTime>;
  /** Moves time forward to a unix second, wherever the clock stands when the call arrives. Never moves it back. */
  advanceTo(unixSeconds: number): Promise<ChainTime>;
  /** Writes an account past every program; null takes it off the chain. */
  setAccount(address: string, account: AccountWrite | null): Promise<void>;
  /** Marks the cluster as restarted at this slot; 0 = never. */
  setLastRestartSlot(slot: number): Promise<void>;
  /** Sets rent: lamports a byte. */
  setRent(lamportsPerByte: number): Promise<void>;
  stop(): Promise<void>;
}

export interface Localnet extends LocalChain {
  arweaveUrl: string;
  /** The chain itself, for tests in the same process. */
  chain: Chain;
}

export async function startLocalnet(options: LocalnetOptions = {}): Promise<Localnet> {
  // What to undo, in reverse order, when the localnet stops or fails to start.
  const undo: (() => void | Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    return { ...(await build(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(options: LocalnetOptions, undo: (() => void | Promise<void>)[]): Promise<Omit<Localnet, 'stop'>> {
  const directory = options.persist === false ? undefined : options.dataDir;
  if (directory !== undefined) undo.push(lockDirectory(directory));
  const chain = new Chain({
    rentPerByte: BigInt(options.rentPerByte ?? DEFAULT_RENT_PER_BYTE),
    seed: options.seed ?? randomUUID(),
    startMs: options.startTime === undefined ? Date.now() : options.startTime * 1000,
    historyLimit: options.historyLimit ?? 100_000,
  });
  const store = directory === undefined ? undefined : new ChainStore(chain, directory);
  if (store !== undefined) {
    undo.push(() => store.close());
    catchUp(chain, options);
  }
  const faucet = new Faucet(chain);
  for (const program of options.programs ?? []) {
    const authority = program.upgradeAuthority;
    const authorityKey = authority === undefined ? undefined : keyOption(authority, 'upgradeAuthority');
    loadProgram(chain, keyOption(program.address, 'address'), readFileSync(program.path), authorityKey);
  }

  const subscriptions = new Subscriptions(chain);
  chain.listen(subscriptions);
  const handlers: Handlers = {
    ...clusterMethods(chain),
    ...accountMethods(chain),
    ...transactionMethods(chain, faucet),
    ...taggerMethods(chain, () => store?.rewrite()),
  };
  const rpc = createRpcServer((body) => dispatch(handlers, body));
  const ws = createServer((_, response) => response.writeHead(426).end('This port speaks WebSocket.'));
  const port = await listenPair(rpc, ws, options.port ?? 0);
  undo.push(() => close(rpc));
  undo.push(() => close(ws));
  // Clients of web3.js 1.x look for the WebSocket on the next port, others on the same one.
  for (const sockets of [attachWebSocket(rpc, subscriptions), attachWebSocket(ws, subscriptions)]) {
    undo.push(() => closeSockets(sockets));
  }
  const arweavePort = await startArweave(options, directory, undo);
  undo.push(runClock(chain, options.slotMs ?? NOMINAL_SLOT_MS));

  return {
    rpcUrl: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port + 1}`,
    arweaveUrl: `http://127.0.0.1:${arweavePort}`,
    chain,
    ...controls(handlers),
  };
}

/* eslint-disable @typescript-eslint/require-await -- a bad argument must reject, not throw */
/** The chain's own methods, called without a socket between. */
function controls(
  handlers: Handlers,
): Pick<Localnet, 'advance' | 'advanceTo' | 'setAccount' | 'setLastRestartSlot' | 'setRent'> {
  return {
    advance: async (by) => handlers['tagger_advance']?.([by]) as ChainTime,
    advanceTo: async (unixSeconds) => {
      const { unixTimestamp } = handlers['tagger_getTime']?.([]) as ChainTime;
      return handlers['tagger_advance']?.([{ seconds: Math.max(0, unixSeconds - unixTimestamp) }]) as ChainTime;
    },
    setAccount: async (address, account) => {
      const { data, lamports, owner } = account ?? {};
      const written = {
        ...(owner !== undefined && { owner }),
        ...(lamports !== undefined && { lamports: lamports.toString() }),
        ...(data !== undefined && { data: Buffer.from(data).toString('base64') }),
      };
      handlers['tagger_setAccount']?.([address, account === null ? null : written]);
    },
    setLastRestartSlot: async (slot) => {
      handlers['tagger_setLastRestartSlot']?.([slot]);
    },
    setRent: async (lamportsPerByte) => {
      handlers['tagger_setRent']?.([lamportsPerByte]);
    },
  };
}
/* eslint-enable @typescript-eslint/require-await */

/** Without a data directory the items live in a temporary one. Returns the port. */
async function startArweave(
  options: LocalnetOptions,
  directory: string | undefined,
  undo: (() => void | Promise<void>)[],
): Promise<number> {
  const temporary = directory === undefined ? mkdtempSync(join(tmpdir(), 'tagger-arweave-')) : undefined;
  if (temporary !== undefined) undo.push(() => rmSync(temporary, { recursive: true, force: true }));
  const path = temporary ?? join(directory as string, 'arweave');
  const items = new ItemStore(path, options.maxItemBytes ?? DEFAULT_MAX_ITEM_BYTES);
  undo.push(() => items.close());
  const server = createArweaveServer(items);
  const port = await listen(server, options.arweavePort ?? 0);
  undo.push(() => close(server));
  return port;
}

function keyOption(text: string, name: string): Key {
  const key = fromBase58(text);
  if (key === undefined) throw new ChainError('InvalidAddress', `${name} "${text}" is not a base58 address.`);
  return key;
}

/** A chain that follows wall time was only asleep while the process was not running. Time travelled ahead is kept. */
function catchUp(chain: Chain, { slotMs = NOMINAL_SLOT_MS, startTime }: LocalnetOptions): void {
  const behind = Date.now() - chain.clock.unixMilliseconds;
  if (slotMs > 0 && startTime === undefined && behind >= slotMs) chain.advance(Math.floor(behind / slotMs), behind);
}

/** Drives slots: by wall time, or one slot after each transaction when `slotMs` is 0. Returns how to stop. */
function runClock(chain: Chain, slotMs: number): () => void {
  if (slotMs <= 0) return chain.listen({ transaction: () => chain.advance(1, NOMINAL_SLOT_MS) });
  let last = Date.now();
  const timer = setInterval(() => {
    const slots = Math.floor((Date.now() - last) / slotMs);
    if (slots <= 0) return;
    last += slots * slotMs;
    chain.advance(slots, slots * slotMs);
  }, slotMs);
  return () => clearInterval(timer);
}
