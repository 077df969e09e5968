/**
 * What the bot spent, remembered on disk before it is spent. The file is written whole beside the old one and then takes its
 * place, so that it is always one of the two. Where it can't be written nothing is spent.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { TaggerClientError } from '@tagger/client';
import { lockFile } from '@tagger/client/storage/node';
import { z } from 'zod';
import { amount } from './amount.ts';

/** Most that may leave the wallet. */
export interface Caps {
  lamportsADay: bigint;
  lamportsInAll: bigint;
  /** Base units. */
  tagADay: bigint;
  tagInAll: bigint;
}

export interface Spending {
  lamports: bigint;
  /** Base units. */
  tag: bigint;
}

/** A transaction whose end is not known yet. */
export interface OpenSpending extends Spending {
  signature: string;
  lastValidBlockHeight: number;
}

const spending = z.strictObject({ lamports: amount, tag: amount });
const FILE = z.strictObject({
  version: z.literal(1),
  bot: z.string(),
  wallet: z.string(),
  /** Unix day of the chain's clock. */
  day: z.number().int(),
  today: spending,
  inAll: spending,
  open: z.array(
    z.strictObject({ signature: z.string(), lastValidBlockHeight: z.number(), lamports: amount, tag: amount }),
  ),
  memory: z.record(z.string(), z.unknown()),
});
type File = z.output<typeof FILE>;

const DAY = 86_400n;
const text = (value: unknown): string =>
  JSON.stringify(value, (_, entry: unknown) => (typeof entry === 'bigint' ? entry.toString() : entry), 2);

export class Ledger {
  private readonly path: string;
  private readonly caps: Caps;
  private readonly unlock: () => void;
  private file: File;
  private readonly listeners: ((signature: string, landed: boolean) => void)[] = [];

  private constructor(path: string, caps: Caps, file: File, unlock: () => void) {
    this.path = path;
    this.caps = caps;
    this.file = file;
    this.unlock = unlock;
  }

  /**
   * Takes the state file, which only one process may have, or begins one.
   * Errors: `StateInUse`, `BadState`, `StateNotWritten`.
   */
  static open(path: string, who: { bot: string; wallet: string }, caps: Caps): Ledger {
    const unlock = lock(`${path}.lock`);
    try {
      const file = read(path) ?? {
        version: 1 as const,
        ...who,
        day: 0,
        today: { lamports: 0n, tag: 0n },
        inAll: { lamports: 0n, tag: 0n },
        open: [],
        memory: {},
      };
      if (file.bot !== who.bot || file.wallet !== who.wallet)
        throw new TaggerClientError(
          'BadState',
          `${path} is the state of ${file.bot} with wallet ${file.wallet}: give every bot a file of its own`,
        );
      const ledger = new Ledger(path, caps, file, unlock);
      ledger.write(file);
      return ledger;
    } catch (error) {
      unlock();
      throw error;
    }
  }

  /** Calls `listener` when a transaction has its end. */
  onSettle(listener: (signature: string, landed: boolean) => void): void {
    this.listeners.push(listener);
  }

  /** Transactions whose end is not known. */
  get open(): readonly OpenSpending[] {
    return this.file.open;
  }

  get inAll(): Spending {
    return this.file.inAll;
  }

  get today(): Spending {
    return this.file.today;
  }

  /** What the bot itself keeps over restarts, by name; plain JSON. */
  recall(name: string): unknown {
    return this.file.memory[name];
  }

  /** Errors: `StateNotWritten`. */
  remember(name: string, value: unknown): void {
    this.write({ ...this.file, memory: { ...this.file.memory, [name]: value } });
  }

  /** Throws `CapReached` when the spending would pass a cap. `seconds` is the chain's time. */
  check(spent: Spending, seconds: bigint): void {
    const { today, inAll } = this.dated(seconds);
    const refuse = (what: string, cap: bigint): never => {
      throw new TaggerClientError(
        'CapReached',
        `this would spend more than ${what} (${cap}): raise caps.${what} or wait`,
      );
    };
    const { caps } = this;
    if (today.lamports + spent.lamports > caps.lamportsADay) refuse('lamportsADay', caps.lamportsADay);
    if (inAll.lamports + spent.lamports > caps.lamportsInAll) refuse('lamportsInAll', caps.lamportsInAll);
    if (today.tag + spent.tag > caps.tagADay && spent.tag > 0n) refuse('tagADay', caps.tagADay);
    if (inAll.tag + spent.tag > caps.tagInAll && spent.tag > 0n) refuse('tagInAll', caps.tagInAll);
  }

  /** Writes down what is about to be spent. Errors: `CapReached`, `StateNotWritten`; then nothing may be sent. */
  reserve(spent: OpenSpending, seconds: bigint): void {
    this.check(spent, seconds);
    const file = this.dated(seconds);
    const more = (a: Spending): Spending => ({ lamports: a.lamports + spent.lamports, tag: a.tag + spent.tag });
    this.write({ ...file, today: more(file.today), inAll: more(file.inAll), open: [...file.open, spent] });
  }

  /** A transaction has its end. One that never landed gives back what was written down for it. */
  settle(signature: string, landed: boolean): void {
    const found = this.file.open.find((entry) => entry.signature === signature);
    if (found === undefined) return;
    const least = (a: bigint, b: bigint): bigint => (a < b ? 0n : a - b);
    const back = (a: Spending): Spending =>
      landed ? a : { lamports: least(a.lamports, found.lamports), tag: least(a.tag, found.tag) };
    const { today, inAll, open } = this.file;
    const rest = open.filter((entry) => entry !== found);
    this.write({ ...this.file, today: back(today), inAll: back(inAll), open: rest });
    for (const listener of this.listeners) listener(signature, landed);
  }

  close(): void {
    this.unlock();
  }

  /** The file as of this day of the chain: a new day has spent nothing. A clock that went back changes nothing. */
  private dated(seconds: bigint): File {
    const day = Number(seconds / DAY);
    return day <= this.file.day ? this.file : { ...this.file, day, today: { lamports: 0n, tag: 0n } };
  }

  private write(file: File): void {
    const fresh = `${this.path}.new`;
    try {
      const descriptor = openSync(fresh, 'w', 0o600);
      try {
        const bytes = Buffer.from(text(file));
        let written = 0;
        while (written < bytes.length) written += writeSync(descriptor, bytes, written);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(fresh, this.path);
      syncDirectory(dirname(this.path));
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? String(error);
      throw new TaggerClientError(
        'StateNotWritten',
        `${this.path} can't be written (${why}): nothing is spent until it can; free some room or choose another place`,
        { cause: error },
      );
    }
    this.file = file;
  }
}

/** A rename counts once the directory is on disk. */
function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function read(path: string): File | undefined {
  let found: string;
  try {
    found = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new TaggerClientError('BadState', `${path} can't be read: ${String(error)}`);
  }
  try {
    return FILE.parse(JSON.parse(found));
  } catch (error) {
    throw new TaggerClientError(
      'BadState',
      `${path} holds no state of a bot: without it caps would begin anew; mend it, or remove it if that is what you want`,
      { cause: error },
    );
  }
}

/** Errors: `StateInUse`, `StateNotWritten`. */
function lock(path: string): () => void {
  const inUse = (holder: number): TaggerClientError =>
    new TaggerClientError('StateInUse', `process ${holder} uses this state: give every bot a file of its own`);
  try {
    return lockFile(path, inUse);
  } catch (error) {
    if (error instanceof TaggerClientError) throw error;
    const message = `${path} can't be written: choose another place for the state`;
    throw new TaggerClientError('StateNotWritten', message, { cause: error });
  }
}
