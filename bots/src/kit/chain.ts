/** The chain as a bot sees it: several endpoints as one connection, its own clock, and proof that it is the right cluster. */
import { Connection, PublicKey, type AccountInfo } from '@solana/web3.js';
import {
  fetchClock,
  fetchConfig,
  PROGRAM_ID,
  TaggerClientError,
  type ChainClock,
  type ConfigAccount,
} from '@tagger/client';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { RpcPool, type RpcSettings } from './rpc.ts';

export interface ChainSettings extends RpcSettings {
  /** Genesis hash, base58; default the one in the program's config. */
  genesis?: string | undefined;
}

/** The part of web3.js's socket that ends it; web3.js 1.99 is pinned. */
interface Socket {
  setAutoReconnect(on: boolean): void;
  close(): void;
}

/** Milliseconds between comparisons of the endpoints' slots. */
const SURVEY_MS = 15_000;
const COMMITMENT = 'confirmed';

export class Chain {
  /** For every function of the client. Calls go to whichever endpoint answers. */
  readonly connection: Connection;
  /** The same at `finalized`: for what may not be taken back, as secrets that were given away. */
  readonly finalized: Connection;
  private readonly pool: RpcPool;
  private readonly settings: ChainSettings;
  private readonly log: Logger;
  private readonly metrics: Metrics;
  private seen: ChainClock | undefined;
  private surveyed = -Infinity;
  private readonly stops: (() => Promise<void>)[] = [];

  private constructor(settings: ChainSettings, log: Logger, metrics: Metrics) {
    this.settings = settings;
    this.log = log;
    this.metrics = metrics;
    this.pool = new RpcPool(settings, metrics);
    const first = settings.endpoints[0];
    if (first === undefined) throw new TaggerClientError('BadSettings', 'endpoints: name at least one');
    const at = (commitment: 'confirmed' | 'finalized'): Connection =>
      new Connection(first.http, {
        commitment,
        fetch: this.pool.fetch,
        disableRetryOnRateLimit: true,
      });
    this.connection = at(COMMITMENT);
    this.finalized = at('finalized');
  }

  /**
   * Opens the chain and checks it: every endpoint that answers must be of the same cluster, which must be the one the program
   * was set up for, with accounts of the version this client knows.
   * Errors: `ConnectionLost`, `WrongCluster`, `NoProgram`, `WrongVersion`.
   */
  static async open(settings: ChainSettings, log: Logger, metrics: Metrics): Promise<Chain> {
    const chain = new Chain(settings, log, metrics);
    await chain.check();
    return chain;
  }

  private async check(): Promise<void> {
    const config = await this.config();
    const expected = this.settings.genesis ?? new PublicKey(Uint8Array.from(config.cluster)).toBase58();
    const answers = await Promise.all(
      this.settings.endpoints.map((_, at) => this.pool.askOne<string>(at, 'getGenesisHash')),
    );
    answers.forEach((genesis, at) => {
      if (genesis === undefined) {
        this.log.warn({ endpoint: at + 1 }, 'endpoint does not answer');
        this.pool.rest(at, 'no answer at start');
      } else if (genesis !== expected) {
        throw new TaggerClientError(
          'WrongCluster',
          `endpoint ${at + 1} is of cluster ${genesis}, not of ${expected}: check endpoints and genesis`,
        );
      }
    });
    const program = await this.connection.getAccountInfo(PROGRAM_ID, { dataSlice: { offset: 0, length: 0 } });
    if (program?.executable !== true)
      throw new TaggerClientError('NoProgram', `${PROGRAM_ID.toBase58()} is no program on this cluster`);
  }

  /** The program's config. Errors: `NoProgram`, `WrongVersion`, `WrongAccount`. */
  async config(): Promise<ConfigAccount> {
    const config = await fetchConfig(this.connection);
    if (config === null) throw new TaggerClientError('NoProgram', 'the program is not set up on this cluster');
    return config;
  }

  /** The chain's time, which never goes back: an endpoint that is a little behind does not make what is due undue. */
  async clock(): Promise<ChainClock> {
    await this.survey();
    const now = await fetchClock(this.connection);
    if (this.seen === undefined || now.slot >= this.seen.slot) this.seen = now;
    this.metrics.slot.set(Number(this.seen.slot));
    return this.seen;
  }

  /** Compares the endpoints' slots now and then, so that one that lags is left before it misleads. */
  private async survey(): Promise<void> {
    const now = performance.now();
    if (this.pool.count < 2 || now - this.surveyed < SURVEY_MS) return;
    this.surveyed = now;
    const slots = await Promise.all(
      this.settings.endpoints.map((_, at) => this.pool.askOne<number>(at, 'getSlot', [{ commitment: COMMITMENT }])),
    );
    const best = Math.max(...slots.map((slot) => slot ?? 0));
    slots.forEach((slot, at) => {
      if (slot === undefined) this.pool.rest(at, 'no answer');
      else if (slot + this.settings.maxLagSlots < best) this.pool.rest(at, 'behind');
    });
  }

  /**
   * Calls `listener` for every account of the program that changes, as any endpoint tells it: late, twice or never. Closed
   * accounts are not told.
   */
  onChange(listener: (address: PublicKey, info: AccountInfo<Buffer>) => void): void {
    for (const { http, ws } of this.settings.endpoints) {
      const connection = new Connection(http, { commitment: COMMITMENT, ...(ws !== undefined && { wsEndpoint: ws }) });
      const id = connection.onProgramAccountChange(
        PROGRAM_ID,
        ({ accountId, accountInfo }) => listener(accountId, accountInfo),
        { commitment: COMMITMENT },
      );
      this.stops.push(async () => {
        // web3.js would try for ever to reach a node that is gone, and has no word for giving up.
        const { _rpcWebSocket: socket } = connection as unknown as { _rpcWebSocket: Socket };
        socket.setAutoReconnect(false);
        await connection.removeProgramAccountChangeListener(id);
        socket.close();
      });
    }
  }

  /** Stops listening. A socket that hangs is not waited for. */
  async close(): Promise<void> {
    const patience = new Promise<void>((resolve) => setTimeout(resolve, 500).unref());
    await Promise.race([Promise.allSettled(this.stops.splice(0).map((stop) => stop())), patience]);
  }
}
