/** Publishes a task, and reads back what was published. */
import { sha256 } from '@noble/hashes/sha2';
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { Connection, Keypair, PublicKey } from '@solana/web3.js';
import {
  createMember,
  fetchMember,
  fetchTask,
  fundTask,
  openTask,
  send,
  TaggerClientError,
  taskPda,
  type Keyed,
  type OpenTask,
  type TaskAccount,
  type TaskTerms,
} from '@tagger/client';
import type { Identity } from '@tagger/client/keys';
import { openedItem, openItems, type OpenedFile } from '@tagger/client/private';
import { itemsOf, modalityIn, readPublicItems, readRules as rulesOf } from '@tagger/client/published';
import { bytesSource, idBytes } from '@tagger/client/storage';
import { gatewayOf, storageOf } from './arweave.ts';
import {
  encodeItems,
  encodeRules,
  hashOfItems,
  makeRules,
  type Modality,
  type PublishedItem,
  type Rules,
} from '@tagger/client/published';

export { itemsOf };

export interface Publication {
  /** Signs and pays; the money comes from his TAG account. */
  requester: Keypair;
  /** Number of the task among the requester's. */
  nonce: bigint;
  title: string;
  instructions: string;
  /** Labels in the order of their codes. */
  classes: string[];
  items: readonly PublishedItem[];
  /** Languages somebody must read, BCP 47; default any. */
  languages?: string[];
  /** What an item takes a person who knows the task. */
  secondsPerItem?: number;
  /** What all of them are; default texts. */
  modality?: Modality;
  terms: TaskTerms;
  /** Root of the gold tree; default no gold. */
  goldRoot?: Uint8Array;
  /** Parts of what its dataset will earn; default none. */
  shares?: OpenTask['shares'];
  /** Of a payload task: the key the requester reads with, see `Rules`. */
  readerKey?: Uint8Array;
  /** Of a private task: its items as they were sealed; `items` then are only counted. */
  sealed?: SealedTask;
  /** Life of the task from now, seconds. */
  lifeSecs: bigint;
  tagMint: PublicKey;
  /** Base units the task gets in all. */
  funds: bigint;
  /** Arweave endpoint. */
  arweave: string;
}

/** Sealed items: the key they are committed to, and the sealed list of their files. */
export interface SealedTask {
  itemsKey: Uint8Array;
  list: { id: string; sha256: Uint8Array };
}

/**
 * Rules and items to Arweave, member, task and money, each only if it is missing: called again, it goes on where it
 * stopped. Returns the task as the chain shows it. Throws `OtherTask` when the requester's task of this number was
 * opened for other rules or items.
 */
export async function publish(connection: Connection, p: Publication): Promise<Keyed<TaskAccount>> {
  const { requester, tagMint } = p;
  const payer = requester.publicKey;
  const address = taskPda(payer, p.nonce);
  const itemsHash = p.sealed?.list.sha256 ?? hashOfItems(p.items);
  const rules = encodeRules(makeRules({ ...p, itemsHash }));
  const known = await fetchTask(connection, address);
  if (known === null) await open(connection, p, rules);
  else if (Buffer.compare(sha256(rules), Uint8Array.from(known.rulesHash)) !== 0)
    throw new TaggerClientError(
      'OtherTask',
      `your task number ${p.nonce} has other rules or items: use another --nonce for this one`,
    );
  const missing = p.funds - (known?.funded ?? 0n);
  if (missing > 0n) {
    const from = getAssociatedTokenAddressSync(tagMint, payer);
    await send(connection, [fundTask({ payer, task: address, from, tagMint, amount: missing })], [requester]);
  }
  const task = await fetchTask(connection, address);
  if (task === null) throw new TaggerClientError('NoTask', 'the task did not appear: run the command again');
  return task;
}

async function open(connection: Connection, p: Publication, rules: Uint8Array): Promise<void> {
  const { requester, nonce, goldRoot, terms } = p;
  const wallet = requester.publicKey;
  const rulesId = await upload(p, rules);
  const itemsId = p.sealed === undefined ? await upload(p, encodeItems(p.items)) : idBytes(p.sealed.list.id);
  const member = (await fetchMember(connection, wallet)) === null ? [createMember({ wallet })] : [];
  const endsAt = BigInt(Math.floor(Date.now() / 1000)) + p.lifeSecs;
  const rulesHash = sha256(rules);
  const { shares } = p;
  const itemsKey = p.sealed?.itemsKey;
  const task = openTask({
    ...{ requester: wallet, nonce, rulesHash, rulesId, itemsId, goldRoot, endsAt, terms, shares },
    ...(itemsKey && { itemsKey }),
  });
  await send(connection, [...member, task], [requester]);
}

/** Posts JSON under the requester's signature; returns its 32-byte id. */
async function upload({ arweave, requester }: Publication, json: Uint8Array): Promise<Uint8Array> {
  const options = { contentType: 'application/json', tags: [{ name: 'App-Name', value: 'Tagger' }] };
  return idBytes((await storageOf(arweave, requester).put(bytesSource(json), options)).id);
}

/** Rules as they lie on Arweave, checked against the task. Throws what `Reader.get` and `decodeRules` throw. */
export const readRules = (arweave: string, task: TaskAccount): Promise<Rules> => rulesOf(gatewayOf(arweave), task);

/** A text, a file that lies on Arweave, or one that was opened. */
export type ReadItem = PublishedItem | OpenedFile;

/**
 * Items of a task in order, checked against its rules. Those of a private task need its key: without it they are refused
 * as `PrivateItems`. Throws what `readPublicItems`, `openItems` and `openedItem` throw.
 */
export async function readItems(
  arweave: string,
  task: TaskAccount,
  rules: Rules,
  identity?: Identity,
): Promise<ReadItem[]> {
  // Without a key it says of private ones that they are.
  if (task.terms.private === 0 || identity === undefined) return readPublicItems(gatewayOf(arweave), task, rules);
  const items = await openItems(gatewayOf(arweave), itemsOf(task, rules), identity);
  return items.map((bytes) => openedItem(bytes, modalityIn(rules)));
}

/** Rules and items of a task. */
export async function readPublished(
  arweave: string,
  task: TaskAccount,
  identity?: Identity,
): Promise<{ rules: Rules; items: ReadItem[] }> {
  const rules = await readRules(arweave, task);
  return { rules, items: await readItems(arweave, task, rules, identity) };
}
