/** Publishes a task, and reads back what was published. */
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
  type TaskAccount,
  type TaskTerms,
} from '@tagger/client';
import { contentHash, post, read } from './arweave.ts';
import { decodeItems, decodeRules, encodeItems, encodeRules, makeRules, type Rules } from './rules.ts';

export interface Publication {
  /** Signs and pays; the money comes from his TAG account. */
  requester: Keypair;
  /** Number of the task among the requester's. */
  nonce: bigint;
  title: string;
  instructions: string;
  /** Labels in the order of their codes. */
  classes: string[];
  items: readonly string[];
  terms: TaskTerms;
  /** Root of the gold tree; default no gold. */
  goldRoot?: Uint8Array;
  /** Life of the task from now, seconds. */
  lifeSecs: bigint;
  tagMint: PublicKey;
  /** Base units the task gets in all. */
  funds: bigint;
  /** Arweave endpoint. */
  arweave: string;
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
  const rules = encodeRules(makeRules(p.title, p.instructions, p.classes, p.items));
  const known = await fetchTask(connection, address);
  if (known === null) await open(connection, p, rules);
  else if (Buffer.compare(contentHash(rules), Uint8Array.from(known.rulesHash)) !== 0)
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
  const rulesId = await post(p.arweave, requester, rules, 'application/json');
  const itemsId = await post(p.arweave, requester, encodeItems(p.items), 'application/json');
  const member = (await fetchMember(connection, wallet)) === null ? [createMember({ wallet })] : [];
  const endsAt = BigInt(Math.floor(Date.now() / 1000)) + p.lifeSecs;
  const rulesHash = contentHash(rules);
  const task = openTask({ requester: wallet, nonce, rulesHash, rulesId, itemsId, goldRoot, endsAt, terms });
  await send(connection, [...member, task], [requester]);
}

/** Rules and items of a task as they lie on Arweave, checked against the task. Throws what `read` throws. */
export async function readPublished(arweave: string, task: TaskAccount): Promise<{ rules: Rules; items: string[] }> {
  const rules = decodeRules(await read(arweave, Uint8Array.from(task.rulesId), Uint8Array.from(task.rulesHash)));
  const items = decodeItems(await read(arweave, Uint8Array.from(task.itemsId), Buffer.from(rules.itemsHash, 'hex')));
  return { rules, items };
}
