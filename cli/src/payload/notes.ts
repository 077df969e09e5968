/**
 * Sealed payloads between their upload and their reveal: what is committed to is the hash and the address of an encrypted
 * file, and no second encryption gives the same ones. Written before a commitment is sent; nobody else may read it.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PublicKey } from '@solana/web3.js';
import { TaggerClientError, type PayloadAnswer } from '@tagger/client';

/** All hexadecimal. */
export interface SealedNote {
  hash: string;
  id: string;
  /** SHA-256 of the file before it was encrypted. */
  plain: string;
}

/** Every answer that was made for a panel: the chain took one of them. */
type Book = Record<string, SealedNote[]>;

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

export const answerIn = ({ hash, id }: SealedNote): PayloadAnswer => ({ hash: bytes(hash), id: bytes(id) });

export const defaultPayloadNotes = (wallet: PublicKey): string =>
  `${process.env['HOME'] ?? '.'}/.tagger/payloads-${wallet.toBase58()}.json`;

export class PayloadNotes {
  constructor(
    private readonly file: string,
    private readonly task: PublicKey,
  ) {}

  kept(page: number, panel: bigint): SealedNote[] {
    return this.read()[this.name(page, panel)] ?? [];
  }

  keep(page: number, panel: bigint, note: SealedNote): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    this.write({ ...this.read(), [this.name(page, panel)]: [...this.kept(page, panel), note] });
  }

  /** What was revealed stands on the chain. */
  drop(page: number, panel: bigint): void {
    const { [this.name(page, panel)]: known, ...rest } = this.read();
    if (known !== undefined) this.write(rest);
  }

  private name(page: number, panel: bigint): string {
    return `${this.task.toBase58()}:${page}:${panel}`;
  }

  private read(): Book {
    if (!existsSync(this.file)) return {};
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Book;
    } catch {
      throw new TaggerClientError(
        'NotesUnreadable',
        `${this.file} is damaged: bring it back from a copy, it holds the payloads you committed to`,
      );
    }
  }

  /** In one step: a command that is killed leaves the old file or the new one. */
  private write(book: Book): void {
    writeFileSync(`${this.file}.new`, JSON.stringify(book), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}
