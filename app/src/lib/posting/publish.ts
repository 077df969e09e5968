/** Stores what is published of a task: files, the list of items, rules, and the requester's own notes. */
import { sha256 } from '@noble/hashes/sha2';
import {
  encodeItems,
  encodeRules,
  hashOfItems,
  makeRules,
  putFileItem,
  type PublishedItem,
} from '@tagger/client/published';
import { deliveryKey } from '@tagger/client/keys';
import { bytesSource, idBytes, type Storage } from '@tagger/client/storage';
import type { Layout, OpenTask, TaskAccount } from '@tagger/client';
import type { PublicKey } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import { uploads } from '../services/upload.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import type { Progress } from './data.ts';
import type { Draft } from './draft.svelte.ts';
import { purposes, putNotes } from './notes.ts';
import type { Item } from './item.ts';
import { isPayload, seatsOf, type Plan } from './plan.ts';

/** Files that are stored between two notes of it. */
const TOGETHER = 8;

export interface Published {
  layout: Layout;
  /** Whether a task on the chain is the one these rules are of. */
  isOf(task: Pick<TaskAccount, 'rulesHash'>): boolean;
  opening(requester: PublicKey, nonce: bigint, endsAt: bigint): OpenTask;
}

/** Stores what is not stored yet; the same bytes have the same ids. Throws what `Storage.put` throws. */
export async function publish(
  chain: Chain,
  vault: VaultState,
  draft: Draft,
  plan: Plan,
  progress: Progress,
  task: string,
  step: (done: number, of: number) => void,
): Promise<Published> {
  const purpose = purposes(task);
  const secret = await vault.secret(purpose.gold);
  const asked = { nonce: progress.nonce, ask: plan.ask, seats: seatsOf(draft.data) };
  const layout = chain.client.layOut(asked, plan.known.labels, plan.cut, secret);
  const storage = uploads(chain, vault);
  const items = await itemsIn(storage, draft, layout, progress, step);
  const readerKey = isPayload(draft.data) ? deliveryKey(await vault.identity()) : undefined;
  const rules = rulesOf(draft, items, progress, readerKey);
  const hash = sha256(rules);
  // Rules come last but one: whoever sees them finds the items.
  const itemsId = await put(storage, encodeItems(items));
  const rulesId = await put(storage, rules);
  const names = layout.order.map((item) => draft.items[item]!.name);
  const panels = layout.panels.map(({ firstItem, items }): [number, number] => [firstItem, items]);
  await putNotes(storage, task, await vault.secret(purpose.notes), { names, known: [...layout.known], panels });
  const { contributors, validators } = draft.data;
  return {
    layout,
    isOf: ({ rulesHash }) => hash.every((byte, at) => byte === rulesHash[at]),
    opening: (requester, nonce, endsAt) => ({
      ...{ requester, nonce, endsAt, rulesHash: hash, rulesId, itemsId, terms: plan.terms },
      ...(layout.gold && { goldRoot: layout.gold.root }),
      shares: { contributorBps: contributors * 100, validatorBps: validators * 100 },
    }),
  };
}

/** By place in the task. A file that stands in several places is stored once. */
async function itemsIn(
  storage: Storage,
  draft: Draft,
  { order }: Layout,
  progress: Progress,
  step: (done: number, of: number) => void,
): Promise<PublishedItem[]> {
  const files = new Set(draft.items.flatMap(({ file }) => (file === undefined ? [] : [file.sha256])));
  // The list, the rules and the notes are three more.
  const of = files.size + 3;
  step(Object.keys(progress.posted).length, of);
  for (const { file } of draft.items) {
    if (file === undefined || progress.posted[file.sha256] !== undefined) continue;
    const { width, height, seconds } = file;
    const about = { ...(width && height && { width, height }), ...(seconds && { seconds }) };
    progress.posted[file.sha256] = await putFileItem(storage, new Uint8Array(await file.blob.arrayBuffer()), about);
    const done = Object.keys(progress.posted).length;
    if (done % TOGETHER === 0) await draft.remember(progress);
    step(done, of);
  }
  await draft.remember(progress);
  return order.map((item) => publishedItem(draft.items[item]!, progress));
}

/** As it is published: a text, or the file that is stored. */
function publishedItem({ text, file }: Item, { posted }: Progress): PublishedItem {
  return file === undefined ? (text ?? '') : posted[file.sha256]!;
}

/** Plain values: what the page holds are proxies. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function rulesOf(
  { data, source, items: all }: Draft,
  items: readonly PublishedItem[],
  progress: Progress,
  readerKey: Uint8Array | undefined,
): Uint8Array {
  const languages = data.languages
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
  const kind = source?.files?.[0]?.type.split('/')[0];
  return encodeRules(
    makeRules({
      title: data.title.trim(),
      instructions: data.instructions.trim(),
      classes: data.labels.map(({ name }) => name.trim()),
      colours: data.labels.map(({ colour }) => colour),
      examples: data.examples.map(({ text, good, why }) => ({ text, good, why })),
      ...(languages.length > 0 && { languages }),
      secondsPerItem: data.seconds,
      modality: kind === 'image' || kind === 'audio' ? kind : 'text',
      itemsHash: hashOfItems(items),
      ...(readerKey && { readerKey }),
      ...(isPayload(data) && { answer: plain(data.tools) }),
      ...(data.suggestions === 'none' && { suggestions: 'none' as const }),
      practice: data.practice.map(({ at, answer, why }) => ({
        item: publishedItem(all[at]!, progress),
        answer: plain(answer),
        why: why.trim(),
      })),
    }),
  );
}

async function put(storage: Storage, json: Uint8Array): Promise<Uint8Array> {
  const tags = [{ name: 'App-Name', value: 'Tagger' }];
  return idBytes((await storage.put(bytesSource(json), { contentType: 'application/json', tags })).id);
}
