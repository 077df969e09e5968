/** A private task as its requester has it: items opened with his own key, and the key for members who wait for it. */
import type { TaskAccount, Keyed } from '@tagger/client';
import {
  itemsCommitment,
  itemsIdentity,
  keyFor,
  openedItem,
  openItems,
  taskKeySharer,
  type OpenedFile,
} from '@tagger/client/private';
import { itemsOf, modalityIn, type Rules } from '@tagger/client/published';
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import { purposes } from '../posting/notes.ts';
import { uploads } from '../services/upload.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';

type Task = Pick<Keyed<TaskAccount>, 'address' | 'itemsKey' | 'itemsId' | 'terms'>;

/** Opened once a visit: they are many, and don't change. */
const opened = new Map<string, Promise<(string | OpenedFile)[]>>();

/** What opens the items and is delivered. Throws where the wallet's secret is not the one this task named. */
async function secretOf(vault: VaultState, { address, itemsKey }: Task): Promise<Uint8Array> {
  const secret = await vault.secret(purposes(address.toBase58()).items);
  if (!itemsCommitment(secret).every((byte, at) => byte === itemsKey[at]))
    throw new Error(text.myTasks.sealed.otherKey);
  return secret;
}

/** Items by their place. Throws what `openItems` and `openedItem` throw, and where the task was sealed elsewhere. */
export function sealedItems(
  chain: Chain,
  vault: VaultState,
  task: TaskAccount & Task,
  rules: Rules,
): Promise<(string | OpenedFile)[]> {
  const key = task.address.toBase58();
  const known = opened.get(key);
  if (known !== undefined) return known;
  const opening = secretOf(vault, task)
    .then((secret) => openItems(chain.storage, itemsOf(task, rules), itemsIdentity(secret)))
    .then((items) => items.map((bytes) => openedItem(bytes, modalityIn(rules))));
  opened.set(key, opening);
  opening.catch(() => opened.delete(key));
  return opening;
}

/** Wallets whose seats wait for the key. */
export async function waitForKey({ client, connection }: Chain, task: PublicKey): Promise<number> {
  return (await client.listSeatKeys(connection, task)).filter(client.awaitsKey).length;
}

/** Instructions that deliver it, each with its proof. Throws where the task was sealed elsewhere. */
export async function deliverKeys(
  { client, connection }: Chain,
  vault: VaultState,
  task: Task,
): Promise<TransactionInstruction[]> {
  const secret = await secretOf(vault, task);
  const waiting = (await client.listSeatKeys(connection, task.address)).filter(client.awaitsKey);
  return waiting.map((seat) =>
    client.deliverTaskKey({ task: task.address, wallet: seat.wallet, ...keyFor(secret, seat) }),
  );
}

/** Posts the key for drawn judges who have none yet: nobody signs anything. Returns how many rounds were served. */
export async function serveJudges(
  chain: Chain,
  vault: VaultState,
  task: Task & { requester: PublicKey },
): Promise<number> {
  const [secret, { shareKeys }] = await Promise.all([secretOf(vault, task), import('@tagger/client/payload')]);
  const options = { storage: uploads(chain, vault), poster: task.requester };
  return (await shareKeys(chain.connection, task.address, taskKeySharer(secret), options)).length;
}
