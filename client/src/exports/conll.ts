/** CoNLL: a token and its tag in a line, B- for the first token of a span, I- for the others, O outside (Ramshaw and Marcus 1995). */
import { TaggerClientError } from '../clientError.ts';
import { checkSet, type LabelSet, type LabelledItem, type Span } from './labels.ts';

export interface Token {
  text: string;
  /** Characters (code points). */
  start: number;
  end: number;
}

/** Runs of letters, digits, marks and `_`; every other character that is no white space is a token of its own. */
const TOKEN = /[\p{L}\p{M}\p{N}_]+|\S/gu;

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let [units, characters] = [0, 0];
  for (const match of text.matchAll(TOKEN)) {
    characters += [...text.slice(units, match.index)].length;
    const start = characters;
    characters += [...match[0]].length;
    units = match.index + match[0].length;
    found.push({ text: match[0], start, end: characters });
  }
  return found;
}

/**
 * Items one after the other with an empty line between them. White space in names of classes becomes `_`. Throws what
 * `checkSet` throws, `NoText`, `SpanCutsToken`, `SpansOverlap` (a token has one tag), `BadClassName` for two classes that
 * become one tag.
 */
export function toConll(set: LabelSet): string {
  checkSet(set, 'CoNLL', ['spans']);
  const names = set.classes.map((name) => name.trim().replace(/\s+/gu, '_'));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new TaggerClientError('BadClassName', `two classes become the tag ${twice}: name them apart`);
  return set.items.map((item) => `${linesOf(item, names).join('\n')}\n`).join('\n');
}

function linesOf(item: LabelledItem, names: readonly string[]): string[] {
  if (item.text === undefined)
    throw new TaggerClientError('NoText', `${item.id.slice(0, 60)} has no text: CoNLL is made of its tokens`);
  const all = tokens(item.text);
  const spans = [...(item.spans ?? [])].sort((a, b) => a.start - b.start);
  for (const [at, span] of spans.entries()) {
    const next = spans[at + 1];
    if (next !== undefined && next.start < span.end) throw spanError('SpansOverlap', item, span, 'overlaps another');
    if (!all.some(({ start }) => start === span.start) || !all.some(({ end }) => end === span.end))
      throw spanError('SpanCutsToken', item, span, 'begins or ends inside a token');
  }
  let at = 0;
  return all.map(({ text, start, end }) => {
    while (spans[at] !== undefined && spans[at]!.end <= start) at += 1;
    const span = spans[at];
    if (span === undefined || span.start >= end) return `${text}\tO`;
    return `${text}\t${span.start === start ? 'B' : 'I'}-${names[span.label]!}`;
  });
}

const spanError = (name: string, { id }: LabelledItem, { start, end }: Span, reason: string): TaggerClientError =>
  new TaggerClientError(name, `the span ${start} to ${end} of ${id.slice(0, 60)} ${reason}: use Label Studio's format`);
