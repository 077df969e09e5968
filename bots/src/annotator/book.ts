/**
 * Answers, written down before a seat is claimed for them and kept until they are shown: a bot that is killed at any moment
 * finds them again, whatever its model would say the second time.
 */
import type { PanelView } from '@tagger/client';
import { z } from 'zod';
import type { AssistRecord } from '@tagger/client/suggestions';
import type { Ledger } from '../kit/index.ts';
import type { PanelAnswers } from './answering.ts';

const ENTRY = z.strictObject({
  firstItem: z.number().int(),
  items: z.number().int(),
  /** What is committed to, base64; not there before a payload is sealed. */
  answer: z.string().optional(),
  /** A payload before it is sealed, base64. */
  plain: z.string().optional(),
  record: z.custom<AssistRecord>((value) => typeof value === 'object' && value !== null),
  /** Unix seconds of the chain. */
  at: z.number().int(),
});
type Entry = z.output<typeof ENTRY>;

const NAME = 'answers';
/** Answers kept at most; whoever has so many claims no more. */
const MOST = 5_000;

export class AnswerBook {
  private readonly entries: Map<string, Entry>;
  private readonly ledger: Ledger;

  /** Throws what zod throws where the state file was tampered with. */
  constructor(ledger: Ledger) {
    this.ledger = ledger;
    const found = z.record(z.string(), ENTRY).parse(ledger.recall(NAME) ?? {});
    this.entries = new Map(Object.entries(found));
  }

  get full(): boolean {
    return this.entries.size >= MOST;
  }

  /** Names of a task's entries with the panel they belong to. */
  of(task: string): { page: number; panel: bigint; at: bigint }[] {
    return [...this.entries]
      .filter(([name]) => name.startsWith(`${task}/`))
      .map(([name, { at }]) => {
        const [, page, panel] = name.split('/');
        return { page: Number(page), panel: BigInt(panel ?? 0), at: BigInt(at) };
      });
  }

  /** Tasks it has answers for. */
  get tasks(): Set<string> {
    return new Set([...this.entries.keys()].map((name) => name.split('/')[0] ?? ''));
  }

  get(task: string, page: number, panel: Pick<PanelView, 'number' | 'firstItem' | 'items'>): PanelAnswers | undefined {
    const entry = this.entries.get(nameOf(task, page, panel.number));
    if (entry === undefined || entry.firstItem !== panel.firstItem || entry.items !== panel.items) return undefined;
    const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));
    const { answer, plain, record } = entry;
    return {
      answer: answer === undefined ? undefined : bytes(answer),
      ...(plain !== undefined && { plain: bytes(plain) }),
      record,
    };
  }

  /** Writes answers down, on disk before it returns. Errors: `StateNotWritten`. */
  put(
    task: string,
    page: number,
    seconds: bigint,
    answered: readonly { panel: PanelView; answers: PanelAnswers }[],
  ): void {
    if (answered.length === 0) return;
    for (const { panel, answers } of answered)
      this.entries.set(nameOf(task, page, panel.number), {
        firstItem: panel.firstItem,
        items: panel.items,
        ...(answers.answer && { answer: base64(answers.answer) }),
        ...(answers.plain && { plain: base64(answers.plain) }),
        record: answers.record,
        at: Number(seconds),
      });
    this.write();
  }

  drop(task: string, gone: readonly { page: number; panel: bigint }[]): void {
    const before = this.entries.size;
    for (const { page, panel } of gone) this.entries.delete(nameOf(task, page, panel));
    if (this.entries.size < before) this.write();
  }

  private write(): void {
    this.ledger.remember(NAME, Object.fromEntries(this.entries));
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const nameOf = (task: string, page: number, panel: bigint): string => `${task}/${page}/${panel}`;
