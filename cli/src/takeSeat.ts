/** A seat in a task, with everything it needs: membership, stake, and in a private task a key and what is sent to it. */
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import {
  awaitsKey,
  createMember,
  fetchMember,
  fetchSeat,
  fetchSeatKey,
  joinTask,
  send,
  stake,
  TaggerClientError,
  type Keyed,
  type TaskAccount,
} from '@tagger/client';
import type { Identity } from '@tagger/client/keys';
import { needConfig, type Context } from './context.ts';
import { keyMissing } from './identity.ts';
import { openerOfSeat } from './private/opener.ts';

const POLL_MS = 500;

/** Joins if need be; `stake` and `bond` in base units. Returns the seat's index. Throws `OtherKey` and what the program refuses. */
export async function takeSeat(
  context: Context,
  task: Keyed<TaskAccount>,
  { stake: amount, bond }: { stake: bigint; bond: bigint },
): Promise<number> {
  const { connection, wallet } = context;
  const key = wallet.publicKey;
  const { tagMint } = await needConfig(connection);
  const member = await fetchMember(connection, key);
  if (member === null) {
    const from = getAssociatedTokenAddressSync(tagMint, key);
    await send(connection, [createMember({ wallet: key }), stake({ wallet: key, from, tagMint, amount })], [wallet]);
  }
  if ((await fetchSeat(connection, task.address, key)) === null) {
    // The items' key is wrapped for the key the member has when he joins.
    const named = task.terms.private === 0 ? [] : await keyMissing(context, member);
    const rulesHash = Uint8Array.from(task.rulesHash);
    await send(connection, [...named, joinTask({ wallet: key, task: task.address, rulesHash, bond })], [wallet]);
  }
  const seat = await fetchSeat(connection, task.address, key);
  if (seat === null) throw new TaggerClientError('NoSeat', 'the seat did not appear: run the command again');
  return seat.index;
}

/**
 * What opens the items for the wallet's seat, waiting for its delivery as long as `patience` seconds. Throws
 * `KeyNotDelivered` when it did not come, and `OtherKey`.
 */
export async function itemsKeyOf(context: Context, task: Keyed<TaskAccount>, patience: bigint): Promise<Identity> {
  const { connection, wallet } = context;
  const until = Date.now() + Number(patience) * 1_000;
  for (let told = false; ; told = true) {
    const key = await fetchSeatKey(connection, task.address, wallet.publicKey);
    if (key !== null && key.deliveredAt > 0n) return openerOfSeat(context, task, key);
    if (key !== null && !awaitsKey(key)) throw judge(wallet.publicKey);
    if (Date.now() >= until)
      throw new TaggerClientError(
        'KeyNotDelivered',
        "you have a seat, but the key of the items has not reached it: the requester's service delivers it, run the command again; nothing is claimed before",
      );
    if (!told) process.stderr.write(`waiting up to ${patience} s for the key of the items\n`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const judge = (wallet: PublicKey): TaggerClientError =>
  new TaggerClientError(
    'ValidatorSeat',
    `the seat of ${wallet.toBase58()} in this task is a validator's: he answers nothing there`,
  );
