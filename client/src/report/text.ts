/** Spans of text and transcripts. */
import type { Engine } from './engine.ts';
import { u32 } from './numbers.ts';
import { scoreOf, type Score } from './score.ts';

/** A stretch of a text in characters or tokens; `end` is the first after it. */
export interface Span {
  label: number;
  start: number;
  end: number;
}

/** What is made equal before two texts are compared; white space always is. Both default to false. */
export interface Normalisation {
  /** Upper case becomes lower case. */
  case?: boolean;
  /** Punctuation disappears without leaving a space. */
  punctuation?: boolean;
}

/** The fewest edits from the reference to the answer. */
export interface EditRate {
  substitutions: number;
  deletions: number;
  insertions: number;
  /** Words or characters of the reference. */
  length: number;
  /** Edits per word or character of the reference; insertions can take it above 1. */
  rate: number;
}

const flat = (spans: readonly Span[]): Uint32Array =>
  u32(spans.flatMap(({ label, start, end }) => [label, start, end]));

export const text = (engine: Engine) => {
  const errorRate = (reference: string, answer: string, unit: number, how: Normalisation): EditRate => {
    const encoder = new TextEncoder();
    const out = engine.call(
      'error_rate',
      [encoder.encode(reference), encoder.encode(answer)],
      [unit, Number(how.case ?? false) + 2 * Number(how.punctuation ?? false)],
      Float64Array,
      5,
    );
    const [substitutions, deletions, insertions, length, rate] = out as unknown as [
      number,
      number,
      number,
      number,
      number,
    ];
    return { substitutions, deletions, insertions, length, rate };
  };
  return {
    /**
     * F1 of labelled spans: of spans that are exactly equal, or with `overlap` of the units both cover with the same label. Throws
     * `EmptySpan`, `TooManySpans` (65,536 a side).
     */
    spanF1(reference: readonly Span[], answer: readonly Span[], options: { overlap?: boolean } = {}): Score {
      const numbers = [Number(options.overlap ?? false)];
      return scoreOf(engine.call('span_f1', [flat(reference), flat(answer)], numbers, Float64Array, 6));
    },

    /** Words are what white space separates. Throws `TextTooLong`: the product of the lengths is at most 67,108,864, each at most 4,194,304. */
    wordErrorRate: (reference: string, answer: string, how: Normalisation = {}): EditRate =>
      errorRate(reference, answer, 0, how),

    /** The same by characters (code points). */
    characterErrorRate: (reference: string, answer: string, how: Normalisation = {}): EditRate =>
      errorRate(reference, answer, 1, how),
  };
};
