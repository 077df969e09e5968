/** A validator's seat in a task that promised validators a part of its dataset's revenue. */
import { PublicKey, type Connection, type TransactionInstruction } from '@solana/web3.js';
import { fetchSeat, openValidatorSeat, type Keyed, type TaskAccount } from '@tagger/client';

/** Whether a seat would still count: validators were promised a part, and the dataset is not published. */
export const seatCounts = ({ validatorBps, dataset }: TaskAccount): boolean =>
  validatorBps > 0 && dataset.equals(PublicKey.default);

/** Opens the seat where it counts and there is none. */
export async function seatMissing(
  connection: Connection,
  task: Keyed<TaskAccount>,
  wallet: PublicKey,
): Promise<TransactionInstruction[]> {
  if (!seatCounts(task) || (await fetchSeat(connection, task.address, wallet)) !== null) return [];
  return [openValidatorSeat({ wallet, task: task.address })];
}
