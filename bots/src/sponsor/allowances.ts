/**
 * What was spent on each wallet and each task, on disk before anything is signed: a file that only grows, a line a transaction, read
 * again at the start. What never landed is given back by another line.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { TaggerClientError } from '@tagger/client';
import { z } from 'zod';
import { amount } from '../kit/index.ts';

/** Lamports. */
export interface AllowanceCaps {
  walletADay: bigint;
  walletInAll: bigint;
  taskADay: bigint;
  taskInAll: bigint;
}

const LINE = z.strictObject({
  /** Base58; empty in a line that sums up older ones. */
  signature: z.string(),
  wallet: z.string(),
  /** Empty where it concerns no task. */
  task: z.string(),
  /** Unix day of the chain. */
  day: z.number().int(),
  lamports: amount,
  /** It never landed. */
  back: z.boolean().optional(),
});
export type Allowance = z.output<typeof LINE>;

const DAY = 86_400n;
export const dayOf = (seconds: bigint): number => Number(seconds / DAY);

class Sums {
  private readonly inAll = new Map<string, bigint>();
  private readonly today = new Map<string, { day: number; lamports: bigint }>();

  add(name: string, day: number, lamports: bigint): void {
    if (name === '') return;
    this.inAll.set(name, this.of(name).inAll + lamports);
    const known = this.today.get(name);
    if (known === undefined || known.day < day) this.today.set(name, { day, lamports });
    else if (known.day === day) known.lamports += lamports;
  }

  of(name: string, day = 0): { inAll: bigint; today: bigint } {
    const known = this.today.get(name);
    return { inAll: this.inAll.get(name) ?? 0n, today: known !== undefined && known.day >= day ? known.lamports : 0n };
  }
}

export class Allowances {
  private readonly descriptor: number;
  private readonly byWallet = new Sums();
  private readonly byTask = new Sums();
  private readonly open = new Map<string, Allowance>();

  /**
   * `today` is the chain's day, `unsettled` the signatures whose end is not known. Older lines are summed up. One process only: the
   * bot's state is locked by whoever runs it. Errors: `BadState`, `StateNotWritten`.
   */
  constructor(
    private readonly path: string,
    private readonly caps: AllowanceCaps,
    today: number,
    unsettled: ReadonlySet<string>,
  ) {
    const known = summedUp(this.read(), (line) => line.day >= today || unsettled.has(line.signature));
    this.rewrite(known);
    known.forEach((line) => this.apply(line));
    this.descriptor = this.guarded(() => openSync(path, 'a', 0o600));
  }

  /** Whether this very transaction was allowed before: signing it again costs nothing. */
  has(signature: string): boolean {
    return this.open.has(signature);
  }

  /** Throws `AllowanceSpent` when it would pass a cap of the wallet or the task. */
  check({ wallet, task, day, lamports }: Omit<Allowance, 'signature' | 'back'>): void {
    const { caps } = this;
    const refuse = (whose: string, cap: keyof AllowanceCaps): never => {
      throw new TaggerClientError('AllowanceSpent', `this ${whose} has used up ${cap} (${caps[cap]} lamports)`);
    };
    const mine = this.byWallet.of(wallet, day);
    if (mine.today + lamports > caps.walletADay) refuse('wallet', 'walletADay');
    if (mine.inAll + lamports > caps.walletInAll) refuse('wallet', 'walletInAll');
    if (task === '') return;
    const its = this.byTask.of(task, day);
    if (its.today + lamports > caps.taskADay) refuse('task', 'taskADay');
    if (its.inAll + lamports > caps.taskInAll) refuse('task', 'taskInAll');
  }

  /** Errors: `AllowanceSpent`, `StateNotWritten`; then nothing may be signed. */
  take(allowance: Allowance): void {
    this.check(allowance);
    this.append(allowance);
    this.apply(allowance);
  }

  /** A transaction has its end; what never landed is given back. */
  settle(signature: string, landed: boolean): void {
    const known = this.open.get(signature);
    if (known === undefined) return;
    if (!landed) {
      this.append({ ...known, back: true });
      this.apply({ ...known, signature: '', lamports: -known.lamports });
    }
    this.open.delete(signature);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private apply(allowance: Allowance): void {
    const { signature, wallet, task, day, lamports } = allowance;
    this.byWallet.add(wallet, day, lamports);
    this.byTask.add(task, day, lamports);
    if (signature !== '') this.open.set(signature, allowance);
  }

  /** Lines that count: without those that were given back. */
  private read(): Allowance[] {
    if (!existsSync(this.path)) return [];
    // The last line may have been cut off by a crash: what it said was not signed.
    const lines = readFileSync(this.path, 'utf8').split('\n').slice(0, -1);
    const taken = new Map<string, Allowance>();
    const sums: Allowance[] = [];
    lines.forEach((line, at) => {
      const parsed = this.parse(line, at);
      if (parsed.signature === '') sums.push(parsed);
      else if (parsed.back === true) taken.delete(parsed.signature);
      else taken.set(parsed.signature, parsed);
    });
    return [...sums, ...taken.values()];
  }

  private parse(line: string, at: number): Allowance {
    try {
      return LINE.parse(JSON.parse(line));
    } catch (cause) {
      const message = `${this.path}, line ${at + 1} can't be read: without it allowances would begin anew; mend or remove it`;
      throw new TaggerClientError('BadState', message, { cause });
    }
  }

  private rewrite(lines: Allowance[]): void {
    this.guarded(() => {
      const descriptor = openSync(`${this.path}.new`, 'w', 0o600);
      try {
        writeAll(descriptor, lines.map((line) => `${JSON.stringify(line, asText)}\n`).join(''));
      } finally {
        closeSync(descriptor);
      }
      renameSync(`${this.path}.new`, this.path);
    });
  }

  private append(allowance: Allowance): void {
    this.guarded(() => writeAll(this.descriptor, `${JSON.stringify(allowance, asText)}\n`));
  }

  private guarded<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? String(error);
      throw new TaggerClientError(
        'StateNotWritten',
        `${this.path} can't be written (${why}): nothing is signed until it can`,
        { cause: error },
      );
    }
  }
}

/** Lines that still matter one by one, and of the others one for each wallet and task. */
function summedUp(lines: Allowance[], matters: (line: Allowance) => boolean): Allowance[] {
  const sums = new Map<string, Allowance>();
  for (const line of lines.filter((each) => !matters(each))) {
    const key = `${line.wallet} ${line.task}`;
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { ...line, signature: '' });
    else known.lamports += line.lamports;
  }
  return [...sums.values(), ...lines.filter(matters)];
}

const asText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  fsyncSync(descriptor);
}
