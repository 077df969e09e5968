/** Runs a bot: settings, key, chain, state, metrics; then round after round until it is asked to stop. */
import { TaggerClientError, translate } from '@tagger/client';
import type { DestinationStream } from 'pino';
import type { z } from 'zod';
import { Chain } from './chain.ts';
import { readSettings, type SettingsOf } from './config.ts';
import { readKey } from './key.ts';
import { Ledger } from './ledger.ts';
import { createLog, type Logger } from './log.ts';
import { Metrics } from './metrics.ts';
import { Wallet } from './wallet.ts';

/** What a bot works with. */
export interface Kit {
  chain: Chain;
  wallet: Wallet;
  ledger: Ledger;
  log: Logger;
  metrics: Metrics;
  dryRun: boolean;
  /** Aborted when the bot is asked to stop: begin nothing new. */
  stopping: AbortSignal;
  /** Ends the pause between two rounds. */
  wake: () => void;
}

export interface Running {
  /** One round. Returns whether there is more to do at once. */
  round(): Promise<boolean>;
  /** Gives back what `start` took. */
  stop?(): Promise<void>;
}

/** One bot: a name, settings of its own, and what it does. */
export interface Bot<S extends z.ZodRawShape = z.ZodRawShape> {
  name: string;
  /** One sentence for the command line. */
  about: string;
  settings: S;
  start(kit: Kit, settings: SettingsOf<S>): Promise<Running> | Running;
}

/** Keeps the types of a bot's settings together. */
export const defineBot = <S extends z.ZodRawShape>(bot: Bot<S>): Bot<S> => bot;

export interface RunOptions {
  config?: string | undefined;
  keypair?: string | undefined;
  dryRun?: boolean;
  /** End when a round finds nothing more to do; several failures in a row end it with the last one's error. */
  once?: boolean;
  environment?: NodeJS.ProcessEnv;
  /** Aborted when the bot shall stop. */
  stopping: AbortSignal;
  /** Where the log goes; default standard output. */
  logTo?: DestinationStream;
}

/** Longest pause after errors, seconds. */
const MOST_PATIENCE = 60;
/** Rounds that fail one after the other until a bot that shall end gives up. */
const ONCE_FAILURES = 4;

/**
 * Runs a bot until it is stopped. An error of a round is logged by name and the next round comes later; errors of the start end
 * it. Whatever happens, a transaction under way is seen through first.
 */
export async function run<S extends z.ZodRawShape>(bot: Bot<S>, options: RunOptions): Promise<void> {
  const settings = readSettings(bot.settings, {
    file: options.config,
    environment: options.environment ?? {},
    given: { keypair: options.keypair },
  });
  const key = readKey(settings.keypair);
  const wallet = key.publicKey.toBase58();
  const log = createLog({ bot: bot.name, wallet }, settings, key.spellings(), options.logTo);
  const metrics = new Metrics(bot.name, settings.unhealthySecs);
  const ledger = Ledger.open(settings.state, { bot: bot.name, wallet }, settings.caps);
  const dryRun = options.dryRun ?? false;
  let chain: Chain | undefined;
  let running: Running | undefined;
  try {
    const port = await metrics.serve(settings.port);
    log.info({ port, dryRun }, 'serving metrics and health on the loopback');
    chain = await Chain.open(settings, log, metrics);
    const { tagMint } = await chain.config();
    const { priorityFee, maxLagSlots } = settings;
    const purse = new Wallet({ chain, key, ledger, log, metrics, tagMint, priorityFee, maxLagSlots, dryRun });
    const pause = new Pause(options.stopping);
    const kit = { chain, wallet: purse, ledger, log, metrics, dryRun, stopping: options.stopping };
    running = await bot.start({ ...kit, wake: () => pause.end() }, settings);
    log.info('running');
    let failures = 0;
    while (!options.stopping.aborted) {
      const outcome = await oneRound(running, purse, metrics, log);
      failures = outcome instanceof Error ? failures + 1 : 0;
      if (options.once === true && outcome === 'done') break;
      if (options.once === true && outcome instanceof Error && failures >= ONCE_FAILURES) throw outcome;
      if (outcome === 'more') continue;
      const seconds = Math.min(MOST_PATIENCE, settings.intervalSecs * 2 ** Math.min(failures, 6));
      // Jitter, so that many bots do not act at the same moment.
      await pause.wait(seconds * 1_000 * (0.75 + Math.random() / 2));
    }
    log.info('stopped');
  } finally {
    await running?.stop?.();
    await chain?.close();
    await metrics.close();
    ledger.close();
  }
}

async function oneRound(
  running: Running,
  wallet: Wallet,
  metrics: Metrics,
  log: Logger,
): Promise<'more' | 'done' | Error> {
  try {
    await wallet.resolve();
    const more = await running.round();
    metrics.good();
    return more ? 'more' : 'done';
  } catch (thrown) {
    const error = thrown instanceof TaggerClientError ? thrown : translate(thrown);
    metrics.bad(error.name);
    log.error({ err: error.name === 'Unexpected' ? thrown : error }, 'the round failed');
    return error;
  }
}

/** A wait that ends early when somebody wakes it or the bot stops. */
class Pause {
  private ended: () => void = () => undefined;
  private woken = false;
  private readonly stopping: AbortSignal;

  constructor(stopping: AbortSignal) {
    this.stopping = stopping;
    stopping.addEventListener('abort', () => this.end());
  }

  end(): void {
    this.woken = true;
    this.ended();
  }

  async wait(ms: number): Promise<void> {
    if (!this.woken && !this.stopping.aborted)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.ended = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.woken = false;
  }
}
