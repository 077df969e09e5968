/**
 * Texts that people sign and machines read: a title, a sentence, then `Name: value` lines in a fixed order. There is one
 * way to write each, so what was signed is what is read.
 *
 * None can be a transaction. The first byte of a transaction's message is its number of signatures or, from 128 on, its version; the
 * fourth is its number of keys. Printable text has at least 32 there, so the keys alone would be 1,024 bytes, and with the
 * "Tagg" all ours begin with they are 103 keys, 3,296 bytes: longer than any text here and than any transaction.
 */
import { TaggerClientError } from '../clientError.ts';

/** Bytes of a text at most. */
export const MAX_TEXT = 1_400;
const MAX_VALUE = 200;

export type Values<N extends string> = Readonly<Record<N, string>>;

export interface DocumentKind<N extends string> {
  /** Throws `BadText` for a value that is not one printable line. */
  write(values: Values<N>): string;
  /** Throws `BadText` for anything `write` does not make. */
  read(text: string): Values<N>;
}

/** A kind of document: `title` begins with "Tagger". */
export function documentKind<N extends string>(
  title: string,
  sentences: readonly string[],
  names: readonly N[],
): DocumentKind<N> {
  const head = [title, '', ...sentences, ''];
  const write = (values: Values<N>): string => {
    const text = [...head, ...names.map((name) => `${name}: ${oneLine(name, values[name])}`)].join('\n');
    if (text.length > MAX_TEXT) throw bad(`it has more than ${MAX_TEXT} bytes`);
    return text;
  };
  const read = (text: string): Values<N> => {
    if (text.length > MAX_TEXT) throw bad(`it has more than ${MAX_TEXT} bytes`);
    const lines = text.split('\n');
    const found = Object.fromEntries(
      names.map((name, at) => {
        const line = lines[head.length + at] ?? '';
        if (!line.startsWith(`${name}: `)) throw bad(`${name} is missing`);
        return [name, line.slice(name.length + 2)];
      }),
    ) as Record<N, string>;
    if (write(found) !== text) throw bad('it is not written as this client writes it');
    return found;
  };
  return { write, read };
}

/** A value that fits a line: printable ASCII, so that nothing looks like something else and no line can be slipped in. */
export function oneLine(name: string, value: unknown): string {
  const fits = typeof value === 'string' && /^[!-~]([ -~]*[!-~])?$/.test(value) && value.length <= MAX_VALUE;
  if (!fits) throw bad(`${name} must be one line of at most ${MAX_VALUE} printable ASCII characters`);
  return value;
}

/** A moment as texts write it: seconds, UTC. */
export const isoOf = (seconds: bigint): string => new Date(Number(seconds) * 1_000).toISOString().replace('.000Z', 'Z');

/** Unix seconds of a moment. Throws `BadText` for any other way of writing it. */
export function secondsOf(iso: string): bigint {
  const milliseconds = Date.parse(iso);
  const seconds = Number.isFinite(milliseconds) ? BigInt(Math.floor(milliseconds / 1_000)) : undefined;
  if (seconds === undefined || isoOf(seconds) !== iso) throw bad(`"${iso}" is no time: write 2026-11-23T08:00:00Z`);
  return seconds;
}

export const bad = (why: string): TaggerClientError =>
  new TaggerClientError('BadText', `the signed text is refused: ${why}`);
