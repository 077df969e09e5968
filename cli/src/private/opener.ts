/** What opens the items of a private task for the wallet that asks: its seat's key, its own secret, or what was posted for it. */
import { existsSync } from 'node:fs';
import type { PublicKey } from '@solana/web3.js';
import {
  awaitsKey,
  fetchSeatKey,
  listSeats,
  TaggerClientError,
  type Keyed,
  type PageView,
  type PanelView,
  type SeatKeyView,
  type TaskAccount,
} from '@tagger/client';
import { deliveryKey, type Identity } from '@tagger/client/keys';
import { itemsIdentity, readTaskKey, seatIdentity } from '@tagger/client/private';
import { gatewayOf } from '../arweave.ts';
import type { Context } from '../context.ts';
import { identityOf, isKey, otherKey, readingAs } from '../identity.ts';
import { itemsOf } from '../publish.ts';
import type { Rules } from '@tagger/client/published';
import { itemsSecretIn, keptOf } from './kept.ts';
import { readSecret } from './secretFile.ts';

type Acting = Pick<Context, 'connection' | 'wallet'>;
/** Where keys for the validators of a panel were posted. */
export type Posted = { page: PublicKey; panel: bigint; posters: readonly PublicKey[] };

/** The place of a panel, with those who are likely to have posted keys for it. */
export async function placeOfPanel(
  { connection }: Pick<Acting, 'connection'>,
  { address: task, requester, operator }: Keyed<TaskAccount>,
  page: Keyed<PageView>,
  panel: PanelView,
): Promise<Posted> {
  const on = new Set(panel.slots.filter(({ state }) => state !== 'empty').map(({ seat }) => seat));
  const answered = (await listSeats(connection, { task })).filter(({ index }) => on.has(index));
  return {
    page: page.address,
    panel: panel.number,
    posters: [...answered.map(({ wallet }) => wallet), requester, operator],
  };
}

/** What a delivered key opens. Throws `KeyNotDelivered`, and `OtherKey` where it was delivered for another identity. */
export async function openerOfSeat(context: Acting, task: TaskAccount, key: SeatKeyView): Promise<Identity> {
  const identity = await identityOf(context);
  if (!isKey(key.recipient, deliveryKey(identity))) throw otherKey();
  return seatIdentity(key, identity, task.itemsKey);
}

/**
 * Tries a seat of the wallet's, then the requester's own secret where TAGGER_PASSPHRASE opens it, then what was posted for
 * the validators of a panel. Throws `PrivateItems` when there is nothing to try, `NoKeys` and `NoKey` for validators.
 */
export async function openerOf(
  context: Acting,
  arweave: string,
  task: Keyed<TaskAccount>,
  rules: Rules,
  posted?: Posted,
): Promise<Identity> {
  const { wallet, connection } = context;
  const seat = await fetchSeatKey(connection, task.address, wallet.publicKey);
  if (seat !== null && seat.deliveredAt > 0n) return openerOfSeat(context, task, seat);
  const own = itemsSecretIn(keptOf(task.address));
  if (wallet.publicKey.equals(task.requester) && existsSync(own)) return itemsIdentity(await readSecret(own));
  if (posted !== undefined) {
    const list = itemsOf(task, rules);
    return readTaskKey(gatewayOf(arweave), posted, { itemsKey: task.itemsKey, list }, await readingAs(context));
  }
  throw seat !== null && awaitsKey(seat)
    ? new TaggerClientError('KeyNotDelivered', 'the key of the items has not reached your seat yet: try again later')
    : new TaggerClientError(
        'PrivateItems',
        'the items of this task are encrypted: whoever joins it with `tagger work` gets their key',
      );
}
