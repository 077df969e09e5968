/** The bot's wallet. Its secret is read once, stays in here and in no log, error or dump. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { inspect } from 'node:util';
import { Keypair, VersionedTransaction, type PublicKey, type Transaction } from '@solana/web3.js';
import { TaggerClientError, type WalletSigner } from '@tagger/client';
import { seedWallet, type KeyWallet } from '@tagger/client/keys';
import { solanaSigner, type ItemSigner } from '@tagger/client/storage';
import bs58 from 'bs58';

/** Bits of a file's mode that let others read or write it. */
const OTHERS = 0o077;

/** Signs for the bot; shows its address and nothing else, however it is printed. */
export class BotKey implements WalletSigner {
  readonly publicKey: PublicKey;
  readonly #keypair: Keypair;

  constructor(keypair: Keypair) {
    this.#keypair = keypair;
    this.publicKey = keypair.publicKey;
  }

  signTransaction<T extends Transaction | VersionedTransaction>(transaction: T): Promise<T> {
    if (transaction instanceof VersionedTransaction) transaction.sign([this.#keypair]);
    else transaction.partialSign(this.#keypair);
    return Promise.resolve(transaction);
  }

  /** 32 bytes for one use, the same after every restart: whoever has the key file has them, and nobody else. */
  secretFor(use: string): Uint8Array {
    return createHash('sha256').update(`tagger:bots:${use}`).update(this.#keypair.secretKey).digest();
  }

  /** Signs the text its identity is made of. */
  keyWallet(): KeyWallet {
    return seedWallet(this.#keypair.secretKey);
  }

  /** Signs what the bot posts to Arweave. */
  dataSigner(): Promise<ItemSigner> {
    return solanaSigner(this.#keypair.secretKey);
  }

  /** Every way the secret is commonly written, for the log to strike out. */
  spellings(): string[] {
    const { secretKey } = this.#keypair;
    return [secretKey, secretKey.subarray(0, 32)].flatMap((bytes) => {
      const buffer = Buffer.from(bytes);
      const list = [...bytes];
      return [
        bs58.encode(bytes),
        buffer.toString('hex'),
        buffer.toString('base64'),
        buffer.toString('base64url'),
        list.join(','),
        list.join(', '),
        // As JSON writes bytes, and as it writes that text again.
        list.map((byte, at) => `"${at}":${byte}`).join(','),
        list.map((byte, at) => `\\"${at}\\":${byte}`).join(','),
      ];
    });
  }

  toJSON(): string {
    return this.publicKey.toBase58();
  }

  toString(): string {
    return this.publicKey.toBase58();
  }

  [inspect.custom](): string {
    return `BotKey(${this.publicKey.toBase58()})`;
  }
}

/**
 * Reads a key: the JSON list of 64 numbers that Solana's tools write, from a file only its owner can read, or `-` for standard
 * input. Errors: `NoKey`, `KeyFileOpen`, `BadKey`; none shows what was read.
 */
export function readKey(path: string | undefined): BotKey {
  if (path === undefined)
    throw new TaggerClientError('NoKey', 'name a key file with --keypair or in the settings, or - for standard input');
  let text: string;
  if (path === '-') text = readFileSync(0, 'utf8');
  else {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode;
    if (mode === undefined) throw new TaggerClientError('NoKey', `there is no key file ${path}`);
    if ((mode & OTHERS) !== 0)
      throw new TaggerClientError('KeyFileOpen', `others may read or write ${path}: run chmod 600 on it first`);
    text = readFileSync(path, 'utf8');
  }
  let bytes: unknown;
  try {
    bytes = JSON.parse(text);
    if (!Array.isArray(bytes) || bytes.length !== 64) throw new Error();
    return new BotKey(Keypair.fromSecretKey(Uint8Array.from(bytes as number[])));
  } catch {
    // The cause would quote the text.
    throw new TaggerClientError('BadKey', `${path === '-' ? 'standard input' : path} holds no list of 64 key bytes`);
  }
}
