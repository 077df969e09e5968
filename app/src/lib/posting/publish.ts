/** Stores what is published of a task: files, the list of items, rules, and the requester's own notes. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import {
  encodeItems,
  encodeRules,
  hashOfItems,
  makeRules,
  putFileItem,
  type PublishedItem,
} from '@tagger/client/published';
import { bytesSource, idBytes, type Storage, type Stored } from '@tagger/client/storage';
import type { Layout, OpenTask, TaskAccount } from '@tagger/client';
import type { PublicKey } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import { secretPurpose } from '../services/datasetSecret.ts';
import { uploads } from '../services/upload.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { datasetOf } from '../requester/datasetAt.ts';
import type { DraftData, Progress, SealedFile } from './data.ts';
import type { Draft } from './draft.svelte.ts';
import { purposes, putNotes } from './notes.ts';
import { seatsOf, type Plan } from './plan.ts';

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
  address: PublicKey,
  step: (done: number, of: number) => void,
): Promise<Published> {
  const task = address.toBase58();
  const purpose = purposes(task);
  const secret = await vault.secret(purpose.gold);
  const asked = { nonce: progress.nonce, ask: plan.ask, seats: seatsOf(draft.data) };
  const layout = chain.client.layOut(asked, plan.known.labels, plan.cut, secret);
  const storage = uploads(chain, vault);
  const about = { chain, vault, storage, draft, layout, progress, step };
  const listed = draft.data.private ? await sealed(about, address) : await open(about);
  const rules = rulesOf(draft.data, listed.hash, draft);
  const hash = sha256(rules);
  // Rules come last but one: whoever sees them finds the items.
  const rulesId = await put(storage, rules);
  const names = layout.order.map((item) => draft.items[item]!.name);
  const panels = layout.panels.map(({ firstItem, items }): [number, number] => [firstItem, items]);
  await putNotes(storage, task, await vault.secret(purpose.notes), {
    ...{ names, known: [...layout.known], panels },
    ...(progress.sealed && { sealed: progress.sealed }),
  });
  const { contributors, validators } = draft.data;
  return {
    layout,
    isOf: ({ rulesHash }) => hash.every((byte, at) => byte === rulesHash[at]),
    opening: (requester, nonce, endsAt) => ({
      ...{ requester, nonce, endsAt, rulesHash: hash, rulesId, itemsId: listed.id, terms: plan.terms },
      ...(listed.key && { itemsKey: listed.key }),
      ...(layout.gold && { goldRoot: layout.gold.root }),
      shares: { contributorBps: contributors * 100, validatorBps: validators * 100 },
    }),
  };
}

interface About {
  chain: Chain;
  vault: VaultState;
  storage: Storage;
  draft: Draft;
  layout: Layout;
  progress: Progress;
  step: (done: number, of: number) => void;
}

/** What the task and its rules say of the items: where their list lies, what it hashes to, and what their key is committed to. */
interface Listed {
  id: Uint8Array;
  hash: Uint8Array;
  key?: Uint8Array;
}

async function open({ storage, draft, layout, progress, step }: About): Promise<Listed> {
  const items = await itemsIn(storage, draft, layout, progress, step);
  return { id: await put(storage, encodeItems(items)), hash: hashOfItems(items) };
}

/** Encrypted, in the order of the layout, which is secret as it is. */
async function sealed(
  { chain, vault, storage, draft, layout, progress, step }: About,
  task: PublicKey,
): Promise<Listed> {
  const { itemsCommitment, sealItems } = await import('@tagger/client/private');
  const address = task.toBase58();
  const secret = await vault.secret(purposes(address).items);
  if (progress.sealed === undefined) {
    step(0, 3);
    const placed = await Promise.all(
      layout.order.map(async (item) => {
        const { name, text, file } = draft.items[item]!;
        const bytes = file === undefined ? utf8.encode(text ?? '') : new Uint8Array(await file.blob.arrayBuffer());
        return { name, bytes };
      }),
    );
    const publisher = new chain.PublicKey(progress.wallet);
    const manifestSecret = await vault.secret(secretPurpose(datasetOf(chain, publisher, task).toBase58()));
    const order = placed.map((_, at) => at);
    const { list, manifest } = await sealItems(storage, placed, { secret, manifestSecret, order });
    progress.sealed = { list: fileOf(list), manifest: fileOf(manifest) };
    await draft.remember(progress);
  }
  step(1, 3);
  const { id, sha256: hash } = progress.sealed.list;
  return { id: idBytes(id), hash: hexToBytes(hash), key: itemsCommitment(secret) };
}

const utf8 = new TextEncoder();
const fileOf = ({ id, sha256: hash, size }: Stored): SealedFile => ({ id, sha256: bytesToHex(hash), size });

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
  return order.map((item) => {
    const { text, file } = draft.items[item]!;
    return file === undefined ? (text ?? '') : progress.posted[file.sha256]!;
  });
}

function rulesOf(data: DraftData, itemsHash: Uint8Array, { source }: Draft): Uint8Array {
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
      itemsHash,
    }),
  );
}

async function put(storage: Storage, json: Uint8Array): Promise<Uint8Array> {
  const tags = [{ name: 'App-Name', value: 'Tagger' }];
  return idBytes((await storage.put(bytesSource(json), { contentType: 'application/json', tags })).id);
}
