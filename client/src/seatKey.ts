/** Where the key of a private task's items is: the last part of its seats. */
import type { AccountInfo, Connection, PublicKey } from '@solana/web3.js';
import { decodeAccount, sizeOf } from './decode.ts';
import { TaggerClientError } from './errors.ts';
import { listSeatInfos } from './fetch.ts';
import { seatPda } from './pda.ts';
import { toPlain } from './plain.ts';
import { CODER } from './program.ts';
import type { SeatKey } from './types.ts';

/** One seat's share in the key. */
export interface SeatKeyView extends SeatKey {
  seat: PublicKey;
  wallet: PublicKey;
}

/** Reads the last part of a seat of a private task; seats of public tasks have none. Throws `WrongAccount`. */
export function decodeSeatKey(seat: PublicKey, info: AccountInfo<Buffer>): SeatKeyView {
  const { wallet } = decodeAccount('seat', info);
  const start = info.data.length - sizeOf('seatKey');
  if (start < 8 + sizeOf('seat')) throw new TaggerClientError('NotPrivate', 'a seat of a public task holds no key');
  return { ...(toPlain(CODER.types.decode<unknown>('seatKey', info.data.subarray(start))) as SeatKey), seat, wallet };
}

/** The key of a member's seat in a private task; null where he has no seat. Throws `NotPrivate`. */
export async function fetchSeatKey(
  connection: Connection,
  task: PublicKey,
  wallet: PublicKey,
): Promise<SeatKeyView | null> {
  const seat = seatPda(task, wallet);
  const info = await connection.getAccountInfo(seat);
  return info === null ? null : decodeSeatKey(seat, info);
}

/** Keys of all seats of a private task, first opened first. Throws `NotPrivate`. */
export async function listSeatKeys(connection: Connection, task: PublicKey): Promise<SeatKeyView[]> {
  const found = (await listSeatInfos(connection, task)).map(({ pubkey, account }) => decodeSeatKey(pubkey, account));
  return found.sort((a, b) => Number(a.openedAt - b.openedAt));
}

/** The seat waits for the items' key. Seats validators open for their part of revenue name no recipient and wait for nothing. */
export const awaitsKey = ({ deliveredAt, recipient }: SeatKey): boolean =>
  deliveredAt === 0n && recipient.some((byte) => byte !== 0);

/** Unix second from which the key is too late for a claim held until `heldUntil`, as `SeatKey::fault` has it. */
export function keyDue(key: Pick<SeatKey, 'openedAt'>, heldUntil: bigint, holdSecs: number): bigint {
  const half = BigInt(Math.floor(holdSecs / 2));
  const [needed, fair] = [heldUntil - half, key.openedAt + half];
  return needed > fair ? needed : fair;
}
