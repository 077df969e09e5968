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
import { bytesSource, dataItems, idBytes, idText, reader, solanaSigner } from '@tagger/client/storage';
import { decodeItems, decodeRules, encodeItems, encodeRules, makeRules, type Rules } from './rules.ts';

/** Most that is read of a task, in bytes. */
const RULES = { maxBytes: 1024 * 1024 };
const ITEMS = { maxBytes: 64 * 1024 * 1024 };

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
  /** Parts of what its dataset will earn; default none. */
  shares?: OpenTask['shares'];
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
  const itemsId = await upload(p, encodeItems(p.items));
  const member = (await fetchMember(connection, wallet)) === null ? [createMember({ wallet })] : [];
  const endsAt = BigInt(Math.floor(Date.now() / 1000)) + p.lifeSecs;
  const rulesHash = sha256(rules);
  const { shares } = p;
  const task = openTask({ requester: wallet, nonce, rulesHash, rulesId, itemsId, goldRoot, endsAt, terms, shares });
  await send(connection, [...member, task], [requester]);
}

/** Posts JSON under the requester's signature; returns its 32-byte id. */
async function upload({ arweave, requester }: Publication, json: Uint8Array): Promise<Uint8Array> {
  const signer = () => solanaSigner(requester.secretKey);
  const storage = dataItems({ gateways: [arweave], upload: `${arweave}/tx`, signer });
  const options = { contentType: 'application/json', tags: [{ name: 'App-Name', value: 'Tagger' }] };
  return idBytes((await storage.put(bytesSource(json), options)).id);
}

/** Rules and items of a public task as they lie on Arweave, checked against the task. Throws `PrivateItems` and what `Reader.get` throws. */
export async function readPublished(arweave: string, task: TaskAccount): Promise<{ rules: Rules; items: string[] }> {
  if (task.terms.private !== 0)
    throw new TaggerClientError(
      'PrivateItems',
      'the items of this task are encrypted, and the command line does not read them: use openItems of @tagger/client/private',
    );
  const storage = reader({ gateways: [arweave] });
  const rulesHash = Uint8Array.from(task.rulesHash);
  const rules = decodeRules(
    (await storage.get(idText(Uint8Array.from(task.rulesId)), { sha256: rulesHash, ...RULES })).bytes,
  );
  const itemsHash = Buffer.from(rules.itemsHash, 'hex');
  const items = decodeItems(
    (await storage.get(idText(Uint8Array.from(task.itemsId)), { sha256: itemsHash, ...ITEMS })).bytes,
  );
  return { rules, items };
}
