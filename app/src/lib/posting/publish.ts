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
import { deliveryKey } from '@tagger/client/keys';
import { bytesSource, idBytes, type Storage, type Stored } from '@tagger/client/storage';
import type { Layout, OpenTask, TaskAccount } from '@tagger/client';
import type { PublicKey } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import { secretPurpose } from '../services/datasetSecret.ts';
import { uploads } from '../services/upload.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { datasetOf } from '../requester/datasetAt.ts';
import type { Progress, SealedFile } from './data.ts';
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
  const readerKey = isPayload(draft.data) ? deliveryKey(await vault.identity()) : undefined;
  const rules = rulesOf(draft, listed.hash, progress, readerKey);
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

async function open(about: About): Promise<Listed> {
  const { storage, draft, layout, progress } = about;
  // The list, the rules and the notes are three more.
  await storeFiles(about, draft.items, 3);
  const items = layout.order.map((item) => publishedItem(draft.items[item]!, progress));
  return { id: await put(storage, encodeItems(items)), hash: hashOfItems(items) };
}

/** Encrypted, in the order of the layout, which is secret as it is. */
async function sealed(about: About, task: PublicKey): Promise<Listed> {
  const { chain, vault, storage, draft, layout, progress, step } = about;
  const { itemsCommitment, sealItems } = await import('@tagger/client/private');
  const address = task.toBase58();
  const secret = await vault.secret(purposes(address).items);
  // What people practise on is shown in the rules, which everybody reads.
  const shown = draft.data.practice.map(({ at }) => draft.items[at]!);
  const of = await storeFiles(about, shown, 4);
  if (progress.sealed === undefined) {
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
  step(of - 3, of);
  const { id, sha256: hash } = progress.sealed.list;
  return { id: idBytes(id), hash: hexToBytes(hash), key: itemsCommitment(secret) };
}

const utf8 = new TextEncoder();
const fileOf = ({ id, sha256: hash, size }: Stored): SealedFile => ({ id, sha256: bytesToHex(hash), size });

/** Stores the files of items, each once, and `more` steps follow. Returns of how many steps. */
async function storeFiles(
  { storage, draft, progress, step }: About,
  items: readonly Item[],
  more: number,
): Promise<number> {
  const files = new Map(items.flatMap(({ file }) => (file === undefined ? [] : [[file.sha256, file]])));
  const of = files.size + more;
  let done = [...files.keys()].filter((hash) => progress.posted[hash] !== undefined).length;
  step(done, of);
  for (const [hash, { blob, width, height, seconds }] of files) {
    if (progress.posted[hash] !== undefined) continue;
    const about = { ...(width && height && { width, height }), ...(seconds && { seconds }) };
    progress.posted[hash] = await putFileItem(storage, new Uint8Array(await blob.arrayBuffer()), about);
    done += 1;
    if (done % TOGETHER === 0) await draft.remember(progress);
    step(done, of);
  }
  await draft.remember(progress);
  return of;
}

/** As it is published: a text, or the file that is stored. */
function publishedItem({ text, file }: Item, { posted }: Progress): PublishedItem {
  return file === undefined ? (text ?? '') : posted[file.sha256]!;
}

/** Plain values: what the page holds are proxies. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function rulesOf(
  { data, source, items: all }: Draft,
  itemsHash: Uint8Array,
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
      itemsHash,
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
