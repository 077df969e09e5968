/**
 * The publisher's secrets, in one file under a passphrase: a secret for each version of a dataset, the key of the service that
 * attests, and the publishers' mandates for it. Nothing of it is ever on a disk in the clear.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { PublicKey } from '@solana/web3.js';
import { TaggerClientError } from '@tagger/client';
import { openText, sealBytes, seedWallet, type KeyWallet } from '@tagger/client/keys';
import type { Signed } from '@tagger/client/licence';

interface Written {
  version: 1;
  /** Seed of the service's key, hex. */
  service: string;
  /** By address of the dataset: another publisher can name the same commitment, but never has the same address. */
  datasets: Record<string, { secret: string; note: string }>;
  /** By publisher. */
  mandates: Record<string, Signed>;
}

export interface StoreKey {
  file: string;
  passphrase: string;
  /** Of scrypt, see `sealBytes`. */
  workFactor?: number;
}

const seed = (): string => bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(32)));

/** What lies in a store, in memory. */
export class Secrets {
  private readonly written: Written;

  constructor(written: Written = { version: 1, service: seed(), datasets: {}, mandates: {} }) {
    this.written = written;
  }

  /** Addresses of the datasets, with their notes. */
  get datasets(): { dataset: PublicKey; note: string }[] {
    return Object.entries(this.written.datasets).map(([address, { note }]) => ({
      dataset: new PublicKey(address),
      note,
    }));
  }

  secretOf(dataset: PublicKey): Uint8Array | undefined {
    const found = this.written.datasets[dataset.toBase58()];
    return found === undefined ? undefined : hexToBytes(found.secret);
  }

  mandateOf(publisher: PublicKey): Signed | undefined {
    return this.written.mandates[publisher.toBase58()];
  }

  /** Throws `OtherSecret` when the dataset has another one already: its buyers could not be served any more. */
  add(dataset: PublicKey, secret: Uint8Array, note: string): void {
    const known = this.secretOf(dataset);
    if (known !== undefined && bytesToHex(known) !== bytesToHex(secret))
      throw new TaggerClientError(
        'OtherSecret',
        `${dataset.toBase58()} has another secret here: export and remove it first`,
      );
    this.written.datasets[dataset.toBase58()] = { secret: bytesToHex(secret), note };
  }

  /** Throws `NoSecret`. */
  remove(dataset: PublicKey): void {
    if (this.secretOf(dataset) === undefined) throw noSecret(dataset);
    delete this.written.datasets[dataset.toBase58()];
  }

  mandate(publisher: PublicKey, mandate: Signed): void {
    this.written.mandates[publisher.toBase58()] = mandate;
  }

  /** A new key for the service: earlier mandates name the old one and go. */
  renewService(): void {
    this.written.service = seed();
    this.written.mandates = {};
  }

  /** Signs attestations. */
  get service(): KeyWallet {
    return seedWallet(hexToBytes(this.written.service));
  }

  /** The whole as text, to be sealed at once. */
  unsealed(): string {
    return JSON.stringify(this.written);
  }

  /** Printing it by mistake tells nothing. */
  toJSON(): string {
    return `${Object.keys(this.written.datasets).length} secrets`;
  }
}

export const noSecret = (dataset: PublicKey): TaggerClientError =>
  new TaggerClientError('NoSecret', `the store has no secret of ${dataset.toBase58()}: add or import it`);

/** Throws `NoStore`, `WrongPassphrase`, `BadStore`. */
export async function readStore({ file, passphrase }: StoreKey): Promise<Secrets> {
  if (!existsSync(file))
    throw new TaggerClientError('NoStore', `there is no store ${file}: make one with \`tagger keyserver init\``);
  const text = await openText(readFileSync(file), passphrase);
  const written = JSON.parse(text) as Written;
  if (written.version !== 1)
    throw new TaggerClientError('BadStore', 'a newer version of this program wrote the store: update it');
  return new Secrets(written);
}

/** Makes an empty store. Throws `StoreExists`, `WeakPassphrase`. */
export async function createStore(key: StoreKey): Promise<Secrets> {
  if (existsSync(key.file)) throw new TaggerClientError('StoreExists', `${key.file} is there already`);
  const secrets = new Secrets();
  await write(key, secrets);
  return secrets;
}

/** Changes a store, alone: throws `StoreInUse` while another does. `sealed` seals it under another passphrase. */
export async function changeStore<T>(
  key: StoreKey,
  change: (secrets: Secrets) => T,
  sealed: StoreKey = key,
): Promise<T> {
  const lock = `${key.file}.lock`;
  let held: number;
  try {
    held = openSync(lock, 'wx', 0o600);
  } catch {
    throw new TaggerClientError('StoreInUse', `another command changes the store; if none does, remove ${lock}`);
  }
  try {
    const secrets = await readStore(key);
    const result = change(secrets);
    await write(sealed, secrets);
    return result;
  } finally {
    closeSync(held);
    rmSync(lock, { force: true });
  }
}

/** Either the old file or the new one is there, whenever the power goes. */
async function write({ file, passphrase, workFactor }: StoreKey, secrets: Secrets): Promise<void> {
  writeDurably(file, await sealBytes(secrets.unsealed(), passphrase, workFactor));
}

export function writeDurably(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.new`;
  const handle = openSync(fresh, 'w', 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
}

/** A store that is read again when its file has changed, so that a new dataset is served without a restart. */
export class LiveStore {
  private stamp = '';
  private secrets: Secrets | undefined;

  constructor(private readonly key: StoreKey) {}

  async read(): Promise<Secrets> {
    const { mtimeMs, size, ino } = statSync(this.key.file);
    const stamp = `${mtimeMs} ${size} ${ino}`;
    if (this.secrets === undefined || stamp !== this.stamp) {
      this.secrets = await readStore(this.key);
      this.stamp = stamp;
    }
    return this.secrets;
  }
}
