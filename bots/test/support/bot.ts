/** Bots in this process or in one of their own, with files of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Keypair, type PublicKey } from '@solana/web3.js';
import type { z } from 'zod';
import { run, type Bot } from '@tagger/bots';
import { airdrop, type World } from '../../../tests/support/world.ts';

const BIN = fileURLToPath(new URL('../../bin/tagger-bot', import.meta.url));
const SOL = 1_000_000_000;

/** A directory with the key, the settings and the state of one bot. */
export interface Home {
  dir: string;
  key: Keypair;
  wallet: PublicKey;
  keyFile: string;
  config: string;
  state: string;
  write(settings: Record<string, unknown>): void;
  remove(): void;
}

/** A bot with ten SOL. `settings` stand over those that let it run on this world without waiting. */
export async function aHome(world: World, settings: Record<string, unknown> = {}): Promise<Home> {
  const dir = mkdtempSync(join(tmpdir(), 'tagger-bot-'));
  const key = Keypair.generate();
  await airdrop(world.connection, key.publicKey, 10 * SOL);
  const [keyFile, config, state] = [join(dir, 'key.json'), join(dir, 'config.json'), join(dir, 'state.json')];
  writeFileSync(keyFile, JSON.stringify([...key.secretKey]));
  chmodSync(keyFile, 0o600);
  const { rpcUrl, wsUrl } = world.chain;
  const defaults = {
    endpoints: [{ http: rpcUrl, ws: wsUrl }],
    keypair: keyFile,
    state,
    intervalSecs: 0.05,
    timeoutMs: 5_000,
    caps: { lamportsADay: '5000000000', lamportsInAll: '5000000000' },
  };
  const write = (more: Record<string, unknown>): void =>
    writeFileSync(config, JSON.stringify({ ...defaults, ...settings, ...more }));
  write({});
  return {
    dir,
    key,
    wallet: key.publicKey,
    keyFile,
    config,
    state,
    write,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Runs a bot in this process until it finds nothing more to do; returns what it logged. */
export async function once<S extends z.ZodRawShape>(bot: Bot<S>, home: Home, dryRun = false): Promise<Line[]> {
  const stopping = new AbortController().signal;
  const lines: Line[] = [];
  const logTo = { write: (text: string) => void lines.push(JSON.parse(text) as Line) };
  await run(bot, { config: home.config, once: true, dryRun, stopping, environment: {}, logTo });
  return lines;
}

/** What went wrong, by a bot's own words. */
export const complaints = (lines: readonly Line[]): Line[] =>
  lines.filter(({ level }) => level === 'warn' || level === 'error');

export interface Line {
  level: string;
  msg: string;
  err?: { name: string; message: string };
  [name: string]: unknown;
}

/** A bot in a process of its own. */
export interface Started {
  child: ChildProcess;
  /** Everything it wrote so far, on both outputs. */
  written(): string;
  lines(): Line[];
  /** Waits for a line. */
  line(found: (line: Line) => boolean): Promise<Line>;
  ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

export function start(args: string[], options: { input?: string; environment?: NodeJS.ProcessEnv } = {}): Started {
  const child = spawn(BIN, args, { detached: true, env: { ...process.env, ...options.environment } });
  let text = '';
  let watchers: (() => void)[] = [];
  const heard = (chunk: Buffer): void => {
    text += chunk.toString();
    watchers.forEach((watch) => watch());
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  let over = false;
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (code) => {
      over = true;
      watchers.forEach((watch) => watch());
      resolve(code);
    }),
  );
  const lines = (): Line[] =>
    text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .flatMap((line) => {
        try {
          return [JSON.parse(line) as Line];
        } catch {
          return [];
        }
      });
  return {
    child,
    written: () => text,
    lines,
    line: (found) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = lines().find(found);
          if (line === undefined && !over) return;
          watchers = watchers.filter((watch) => watch !== look);
          if (line === undefined) reject(new Error(`the bot ended without that line:\n${text}`));
          else resolve(line);
        };
        watchers.push(look);
        look();
      }),
    ended,
    kill: (signal) => {
      if (child.pid !== undefined && !over) process.kill(-child.pid, signal);
    },
  };
}
