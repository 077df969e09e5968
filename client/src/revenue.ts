/** What a dataset owes those who made it, as the program computes it (rules/revenue.rs). Base units of TAG. */
import type { DatasetAccount, SeatAccount } from './types.ts';

/** What a seat may take now: its part of both funds, each rounded down, less what it took. */
export function shareDue(
  dataset: Pick<DatasetAccount, 'contributed' | 'shares' | 'validated' | 'votes' | 'givenUp'>,
  seat: Pick<SeatAccount, 'accepted' | 'judged' | 'revenue'>,
): bigint {
  if (dataset.givenUp !== 0) return 0n;
  const part = (fund: bigint, own: bigint, all: bigint): bigint => (all === 0n ? 0n : (fund * own) / all);
  const labels = part(dataset.contributed, seat.accepted, dataset.shares);
  return labels + part(dataset.validated, BigInt(seat.judged), dataset.votes) - seat.revenue;
}
