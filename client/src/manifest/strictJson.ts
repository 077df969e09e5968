/**
 * JSON from strangers. `JSON.parse` takes a key twice, builds whatever depth it is sent and rounds large numbers; this
 * reader refuses all of that, and what it returns has neither `__proto__` nor any other key an object is born with.
 */
import { TaggerClientError } from '../clientError.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface JsonLimits {
  /** Bytes of the whole text. Default 4 MiB. */
  bytes?: number;
  /** Arrays and objects inside each other. Default 24. */
  depth?: number;
  /** Values of any kind. Default 200,000. */
  values?: number;
  /** Characters (UTF-16) of one string. Default 65,536. */
  text?: number;
}

export const JSON_LIMITS: Required<JsonLimits> = { bytes: 4 * 1024 * 1024, depth: 24, values: 200_000, text: 65_536 };

/** Starts of files that grow when they are unpacked: gzip, zip, zstd, xz, bzip2. */
const PACKED = [
  [0x1f, 0x8b],
  [0x50, 0x4b],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0xfd, 0x37, 0x7a, 0x58],
  [0x42, 0x5a, 0x68],
];
/** Keys that reach an object's prototype. */
const INHERITED = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LONGEST_NUMBER = 32;
/** Half of a character outside the basic plane. */
const HALF = /\p{Cs}/u;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Parses UTF-8 without a byte order mark. Numbers are at most 2^53 - 1 either way, so that none is rounded.
 * @throws TaggerClientError `JsonTooLarge`, `JsonCompressed`, `JsonEncoding`, `JsonSyntax`, `JsonTooDeep`, `JsonTooMany`,
 * `JsonKey` (twice, or one an object inherits), `JsonNumber`, `JsonText` (too long, or half a character).
 */
export function parseJson(bytes: Uint8Array, limits: JsonLimits = {}): Json {
  const most = { ...JSON_LIMITS, ...limits };
  if (bytes.length > most.bytes)
    throw refusal(
      'JsonTooLarge',
      `it has ${bytes.length} bytes, ${most.bytes} are read: ask its author for a shorter one`,
    );
  if (PACKED.some((start) => start.every((byte, at) => bytes[at] === byte)))
    throw refusal('JsonCompressed', 'it is compressed; nothing is unpacked here: store it as plain JSON');
  return new Parser(decoded(bytes), most).document();
}

const refusal = (name: string, reason: string): TaggerClientError => new TaggerClientError(name, `refused: ${reason}`);

function decoded(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.startsWith('\ufeff')) return text;
  } catch (cause) {
    throw new TaggerClientError('JsonEncoding', 'refused: it is not UTF-8: store it again as UTF-8', { cause });
  }
  throw refusal('JsonEncoding', 'it begins with a byte order mark: store it without');
}

class Parser {
  private at = 0;
  private values = 0;

  constructor(
    private readonly text: string,
    private readonly most: Required<JsonLimits>,
  ) {}

  document(): Json {
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) throw this.syntax('nothing may follow the value');
    return value;
  }

  private value(depth: number): Json {
    this.values += 1;
    if (this.values > this.most.values)
      throw refusal('JsonTooMany', `it has more than ${this.most.values} values: split it`);
    this.space();
    const next = this.text[this.at];
    if (next === '{') return this.object(depth + 1);
    if (next === '[') return this.array(depth + 1);
    if (next === '"') return this.string();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return this.number();
  }

  private object(depth: number): Json {
    const found: { [key: string]: Json } = {};
    this.enter(depth);
    for (let begun = false; !this.ends('}', begun); begun = true) {
      if (this.text[this.at] !== '"') throw this.syntax('a key is a string');
      const key = this.string();
      if (INHERITED.has(key)) throw refusal('JsonKey', `the key ${JSON.stringify(key)} is not allowed: rename it`);
      if (Object.hasOwn(found, key)) throw refusal('JsonKey', `the key ${quoted(key)} is there twice: keep one`);
      this.space();
      if (this.text[this.at] !== ':') throw this.syntax('a colon follows a key');
      this.at += 1;
      found[key] = this.value(depth);
    }
    return found;
  }

  private array(depth: number): Json {
    const found: Json[] = [];
    this.enter(depth);
    while (!this.ends(']', found.length > 0)) found.push(this.value(depth));
    return found;
  }

  private enter(depth: number): void {
    if (depth > this.most.depth)
      throw refusal('JsonTooDeep', `it is nested deeper than ${this.most.depth}: flatten it`);
    this.at += 1;
  }

  /** Whether the container ends here; else stands at its next member, behind the comma that is needed after the first. */
  private ends(close: string, begun: boolean): boolean {
    this.space();
    if (this.text[this.at] === close) {
      this.at += 1;
      return true;
    }
    if (begun) {
      if (this.text[this.at] !== ',') throw this.syntax('a comma separates values');
      this.at += 1;
      this.space();
    }
    return false;
  }

  private string(): string {
    const parts: string[] = [];
    let length = 0;
    this.at += 1;
    for (;;) {
      const start = this.at;
      while (this.at < this.text.length && this.text.charCodeAt(this.at) >= 0x20 && !this.stops()) this.at += 1;
      parts.push(this.text.slice(start, this.at));
      length += this.at - start + 1;
      if (length > this.most.text + 1)
        throw refusal('JsonText', `a string has more than ${this.most.text} characters: shorten it`);
      const next = this.text[this.at];
      this.at += 1;
      if (next === '"') break;
      if (next !== '\\') throw this.syntax('a string has no end or a bare control character');
      parts.push(this.escape());
    }
    const text = parts.join('');
    if (HALF.test(text)) throw refusal('JsonText', 'a string holds half a character: write it whole');
    return text;
  }

  private stops(): boolean {
    const next = this.text[this.at];
    return next === '"' || next === '\\';
  }

  private escape(): string {
    const letter = this.text[this.at] ?? '';
    this.at += 1;
    if (letter !== 'u') {
      const meant = ESCAPES[letter];
      if (meant === undefined) throw this.syntax('an escape nobody knows');
      return meant;
    }
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.syntax('\\u needs four digits');
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const digits = NUMBER.exec(this.text)?.[0];
    if (digits === undefined) throw this.syntax('no value begins like this');
    const value = Number(digits);
    if (digits.length > LONGEST_NUMBER || !(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
      throw refusal('JsonNumber', `the number ${digits.slice(0, LONGEST_NUMBER)} is too large: write it as a string`);
    this.at += digits.length;
    return value;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private syntax(reason: string): TaggerClientError {
    return refusal('JsonSyntax', `${reason} (character ${this.at}): write valid JSON`);
  }
}

const quoted = (key: string): string => JSON.stringify(key.slice(0, 60));
