/** Parsers for options; each refuses with a sentence commander prints. */
import { InvalidArgumentError } from 'commander';
import { PublicKey } from '@solana/web3.js';
import { parseTag } from '@tagger/client';

export function shareOption(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('Write a share between 0 and 1.');
  return value;
}

/** Percent with at most two decimals, as basis points. */
export function percentOption(text: string): number {
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text) || Number(text) > 100)
    throw new InvalidArgumentError('Write percent between 0 and 100, with at most two decimals.');
  return Math.round(Number(text) * 100);
}

export function seedOption(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number of at most nine digits.');
  return Number(text);
}

export function wholeOption(text: string): bigint {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return BigInt(text);
}

export function keyOption(text: string): PublicKey {
  try {
    return new PublicKey(text);
  } catch {
    throw new InvalidArgumentError('Write an address in base58.');
  }
}

export function tagOption(text: string): bigint {
  try {
    return parseTag(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

/** Numbers and ranges of them, like `0,3,7-9`: sorted, each once. */
export function itemsOption(text: string): number[] {
  const items = text.split(',').flatMap((part) => {
    const match = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part);
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (match === null || to < from) throw new InvalidArgumentError('Write numbers and ranges, like 0,3,7-9.');
    return Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });
  return [...new Set(items)].sort((a, b) => a - b);
}
