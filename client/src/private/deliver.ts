/**
 * The requester's key service as a function: look for seats without the key, deliver it, again and again. It remembers
 * nothing: the chain says which seats wait, and takes each delivery once.
 */
import type { Connection, PublicKey, Signer } from '@solana/web3.js';
import { TaggerClientError } from '../clientError.ts';
import { fetchTask } from '../fetch.ts';
import { deliverTaskKey } from '../instructions/requester.ts';
import { wrapKey, type Wrap } from '../keys/index.ts';
import { PROGRAM_ID } from '../pda.ts';
import { awaitsKey, listSeatKeys, type SeatKeyView } from '../seatKey.ts';
import { send, type SendOptions } from '../send.ts';
import { itemsCommitment } from './identity.ts';

export interface KeyService {
  task: PublicKey;
  /** What `sealItems` was given. */
  secret: Uint8Array;
  /** Pays the fees; needs no other right. */
  payer: Signer;
  send?: SendOptions;
}

export interface KeyRound {
  /** Wallets whose seats got the key. */
  delivered: PublicKey[];
  /** Those it could not be sent to this time, with the reason; they are tried again in the next round. */
  failed: { wallet: PublicKey; error: Error }[];
}

/** The key for one seat, with its proof. Throws `OtherDataset` where the secret is not this task's. */
export const keyFor = (secret: Uint8Array, { seat, recipient }: SeatKeyView): Wrap =>
  wrapKey(secret, {
    programId: PROGRAM_ID.toBytes(),
    account: seat.toBytes(),
    commitment: itemsCommitment(secret),
    recipient: Uint8Array.from(recipient),
  });

/**
 * One round: every seat that waits gets the key, one transaction each, so that none stops another. Two services, or one that
 * was started twice, do no harm. Throws `NoTask`, `NotPrivate` and `OtherSecret`.
 */
export async function deliverTaskKeys(connection: Connection, service: KeyService): Promise<KeyRound> {
  const { task, secret, payer, send: options = {} } = service;
  const account = await fetchTask(connection, task);
  if (account === null) throw new TaggerClientError('NoTask', `there is no task ${task.toBase58()}: it may be over`);
  if (account.terms.private === 0) throw new TaggerClientError('NotPrivate', 'the items of this task are public');
  if (!itemsCommitment(secret).every((byte, at) => byte === account.itemsKey[at]))
    throw new TaggerClientError(
      'OtherSecret',
      "this secret does not belong to the task's items: use the one of sealItems",
    );
  const round: KeyRound = { delivered: [], failed: [] };
  for (const key of (await listSeatKeys(connection, task)).filter(awaitsKey)) {
    const { wallet } = key;
    try {
      await send(connection, [deliverTaskKey({ task, wallet, ...keyFor(secret, key) })], [payer], options);
      round.delivered.push(wallet);
    } catch (error) {
      // Another service was faster: what counts is that the key is there.
      if (error instanceof Error && error.name === 'KeyDelivered') continue;
      round.failed.push({ wallet, error: error as Error });
    }
  }
  return round;
}
