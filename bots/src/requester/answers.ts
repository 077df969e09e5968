/** What was answered, kept on disk as soon as it is decided: a panel's place is used again, and its page closes. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { TaggerClientError } from '@tagger/client';
import { z } from 'zod';

const LINE = z.strictObject({
  nonce: z.string(),
  page: z.number().int(),
  panel: z.string(),
  /** Of each member: his labels, by number of the item in the source. */
  answers: z.array(z.strictObject({ member: z.string(), labels: z.array(z.tuple([z.number(), z.number()])) })),
});
export type PanelAnswers = z.output<typeof LINE>;

const keyOf = ({ nonce, page, panel }: Pick<PanelAnswers, 'nonce' | 'page' | 'panel'>): string =>
  `${nonce} ${page} ${panel}`;

export class AnswerFile {
  private readonly panels = new Map<string, PanelAnswers>();

  /** Errors: `BadState`. */
  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [''];
    // A crash may have cut the last line off: its panel is read again.
    const whole = lines.slice(0, -1);
    for (const [at, line] of whole.entries()) {
      try {
        const parsed = LINE.parse(JSON.parse(line));
        this.panels.set(keyOf(parsed), parsed);
      } catch (cause) {
        throw new TaggerClientError(
          'BadState',
          `${path}, line ${at + 1} holds no answers of a panel: mend or remove it`,
          { cause },
        );
      }
    }
    if (lines.at(-1) !== '') writeWhole(path, whole.map((line) => `${line}\n`).join(''));
  }

  has(place: Pick<PanelAnswers, 'nonce' | 'page' | 'panel'>): boolean {
    return this.panels.has(keyOf(place));
  }

  add(panel: PanelAnswers): void {
    if (this.has(panel)) return;
    appendFileSync(this.path, `${JSON.stringify(panel)}\n`);
    this.panels.set(keyOf(panel), panel);
  }

  /** Every answer to an item. */
  all(): { item: number; member: string; label: number }[] {
    return [...this.panels.values()].flatMap(({ answers }) =>
      answers.flatMap(({ member, labels }) => labels.map(([item, label]) => ({ item, member, label }))),
    );
  }
}

/** Takes the place of an older file at once. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
