/**
 * What only the requester knows of his task: which places hold known items, and what he calls each item. It is encrypted with a key his
 * wallet makes again on any device and lies beside the task on Arweave, so that nothing he needs can be lost with a browser.
 */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { decryptBytes, encryptBytes, Identity } from '@tagger/client/keys';
import { bytesSource, type Reader, type Storage } from '@tagger/client/storage';
import { createStore, get, set } from 'idb-keyval';
import type { SealedTask } from './data.ts';

/** Tags: whose notes, and what they hash to. A stranger's are told from ours by the key they open with. */
const TASK_TAG = 'Tagger-Task-Notes';
const HASH_TAG = 'Tagger-Sha256';
const CANDIDATES = 20;
const MOST = 64 * 1024 * 1024;
/** Sizes are whole blocks, so that they say little of what is inside. */
const BLOCK = 4_096;

export interface Notes {
  /** The requester's name of each place. */
  names: string[];
  /** Places with known items, and the code of the label of each. */
  known: [place: number, label: number][];
  /** First item and number of items of every panel, opened or not: the gold was committed to over all of them. */
  panels: [firstItem: number, items: number][];
  /** Of a private task. */
  sealed?: SealedTask;
}

const store = createStore('tagger-notes', 'tasks');

/** Purposes of the vault's secrets. */
export const purposes = (task: string) => ({
  gold: `gold ${task}`,
  notes: `notes ${task}`,
  /** Of a private task: what opens its items. */
  items: `items ${task}`,
});

export async function putNotes(storage: Storage, task: string, secret: Uint8Array, notes: Notes): Promise<void> {
  const json = new TextEncoder().encode(JSON.stringify(notes));
  const padded = new Uint8Array(Math.ceil((json.length + 1) / BLOCK) * BLOCK).fill(0x20);
  padded.set(json);
  const sealed = await encryptBytes(padded, [new Identity(secret).recipient]);
  await storage.put(bytesSource(sealed), {
    contentType: 'application/octet-stream',
    tags: [
      { name: 'App-Name', value: 'Tagger' },
      { name: TASK_TAG, value: task },
      { name: HASH_TAG, value: bytesToHex(sha256(sealed)) },
    ],
  });
  await keep(task, notes);
}

/** What this browser has of them, without asking anybody. */
export const keptNotes = (task: string): Promise<Notes | undefined> => get<Notes>(task, store).catch(() => undefined);

const keep = (task: string, notes: Notes): Promise<void> => set(task, notes, store).catch(() => undefined);

/** From this browser, or from Arweave; undefined where nobody has any that open. Throws where no gateway answers. */
export async function findNotes(from: Reader, task: string, secret: Uint8Array): Promise<Notes | undefined> {
  const kept = await keptNotes(task);
  if (kept !== undefined) return kept;
  const identity = new Identity(secret);
  for await (const { id, tags } of from.query({ tags: { [TASK_TAG]: task } }, CANDIDATES)) {
    const hash = tags.find(({ name }) => name === HASH_TAG)?.value ?? '';
    if (!/^[0-9a-f]{64}$/.test(hash)) continue;
    try {
      const { bytes } = await from.get(id, { sha256: hexToBytes(hash), maxBytes: MOST });
      const notes = JSON.parse(new TextDecoder().decode(await decryptBytes(bytes, identity))) as Notes;
      await keep(task, notes);
      return notes;
    } catch {
      // Somebody else's, under the same tag.
    }
  }
  return undefined;
}
