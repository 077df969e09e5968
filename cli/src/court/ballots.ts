/**
 * Ballots a validator hid and has to show: kept in a file of his until the reveal, because without them half of a seat's
 * bond is lost. Written before anything is sent; nobody else may read it.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PublicKey } from '@solana/web3.js';
import { TaggerClientError } from '@tagger/client';

export interface HiddenBallot {
  votes: number[];
  /** Hexadecimal. */
  salt: string;
}

const nameOf = (review: PublicKey, panel: bigint, slot: number): string => `${review.toBase58()}:${panel}:${slot}`;

export const defaultNotes = (wallet: PublicKey): string =>
  `${process.env['HOME'] ?? '.'}/.tagger/votes-${wallet.toBase58()}.json`;

/** Every ballot that was ever sent for a seat: the chain took one of them. */
type Book = Record<string, HiddenBallot[]>;

function read(file: string): Book {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Book;
  } catch {
    throw new TaggerClientError('NotesUnreadable', `${file} is damaged: put it aside and pass --votes as you voted`);
  }
}

export const keptBallots = (file: string, review: PublicKey, panel: bigint, slot: number): HiddenBallot[] =>
  read(file)[nameOf(review, panel, slot)] ?? [];

export function keepBallot(file: string, review: PublicKey, panel: bigint, slot: number, ballot: HiddenBallot): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const kept = keptBallots(file, review, panel, slot);
  write(file, { ...read(file), [nameOf(review, panel, slot)]: [...kept, ballot] });
}

/** What was shown is no secret any more. */
export function dropBallots(file: string, review: PublicKey, panel: bigint, slot: number): void {
  const { [nameOf(review, panel, slot)]: _, ...rest } = read(file);
  if (existsSync(file)) write(file, rest);
}

/** In one step: a command that is killed leaves the old file or the new one. */
function write(file: string, book: Book): void {
  writeFileSync(`${file}.new`, JSON.stringify(book), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
