/**
 * What a requester keeps of a private task, in a directory of its own: two secrets under a passphrase, and where the sealed
 * items lie. Nothing there is ever overwritten: whoever loses the secret of the items can deliver no key, and whoever loses
 * the manifest's does not know any more which item is which.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2';
import type { PublicKey } from '@solana/web3.js';
import { TaggerClientError } from '@tagger/client';
import { newDatasetSecret } from '@tagger/client/keys';
import { itemsCommitment, newItemsSecret, sealItems, type NamedItem } from '@tagger/client/private';
import type { Storage } from '@tagger/client/storage';
import type { SealedTask } from '../publish.ts';
import { hashOfItems, itemTypeOf } from '@tagger/client/published';
import { needPassphrase, readSecret, writeSecret } from './secretFile.ts';

interface Written {
  /** SHA-256 of the items as they were given: a second run must be about the same ones. */
  plain: string;
  itemsKey: string;
  list: { id: string; sha256: string };
  manifest: { id: string; sha256: string };
}

export const keptOf = (task: PublicKey): string => `${process.env['HOME'] ?? '.'}/.tagger/tasks/${task.toBase58()}`;

/** Delivers the key of the items, and opens them. */
export const itemsSecretIn = (dir: string): string => join(dir, 'items.age');
/** Opens the manifest: later the dataset's. */
export const manifestSecretIn = (dir: string): string => join(dir, 'manifest.age');
const sealedIn = (dir: string): string => join(dir, 'sealed.json');

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

/**
 * Seals the items, once: called again it finds what was sealed. Killed in between it seals them anew with the secrets that
 * lie there. Throws `OtherItems`, `PassphraseMissing`, what `readSecret` and `sealItems` throw.
 */
export async function sealOnce(storage: Storage, dir: string, items: readonly NamedItem[]): Promise<SealedTask> {
  const plain = hex(plainOf(items));
  const written = existsSync(sealedIn(dir)) ? read(dir) : await seal(storage, dir, items, plain);
  if (written.plain !== plain)
    throw new TaggerClientError(
      'OtherItems',
      `${dir} keeps other items: use another --nonce for these, or another --keep`,
    );
  return { itemsKey: bytes(written.itemsKey), list: { id: written.list.id, sha256: bytes(written.list.sha256) } };
}

/** Of texts the hash they would be published under, of files that of their hashes. */
const plainOf = (items: readonly NamedItem[]): Uint8Array =>
  hashOfItems(
    items.map(({ bytes: held }) =>
      itemTypeOf(held) === 'text/plain' ? new TextDecoder().decode(held) : hex(sha256(held)),
    ),
  );

function read(dir: string): Written {
  try {
    return JSON.parse(readFileSync(sealedIn(dir), 'utf8')) as Written;
  } catch {
    throw new TaggerClientError('KeptUnreadable', `${sealedIn(dir)} is damaged: bring it back from a copy`);
  }
}

async function seal(storage: Storage, dir: string, items: readonly NamedItem[], plain: string): Promise<Written> {
  needPassphrase();
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const secret = await secretIn(itemsSecretIn(dir), newItemsSecret);
  const manifestSecret = await secretIn(manifestSecretIn(dir), newDatasetSecret);
  const { list, manifest } = await sealItems(storage, items, { secret, manifestSecret });
  const written: Written = {
    plain,
    itemsKey: hex(itemsCommitment(secret)),
    list: { id: list.id, sha256: hex(list.sha256) },
    manifest: { id: manifest.id, sha256: hex(manifest.sha256) },
  };
  // In one step: a command that is killed leaves no half of it.
  writeFileSync(`${sealedIn(dir)}.new`, JSON.stringify(written), { mode: 0o600 });
  renameSync(`${sealedIn(dir)}.new`, sealedIn(dir));
  return written;
}

/** The secret of a file, which is made if it is not there. */
async function secretIn(file: string, fresh: () => Uint8Array): Promise<Uint8Array> {
  if (!existsSync(file)) await writeSecret(file, fresh());
  return readSecret(file);
}
