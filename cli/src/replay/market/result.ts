/** What the market came to, read off the chain before everything is closed. Amounts in base units as decimal text. */
import { fetchDataset, listSeats, shareDue } from '@tagger/client';
import type { Refusals } from './expire.ts';
import type { Opened } from './open.ts';
import { PRICE } from './publish.ts';
import { BID } from './resale.ts';
import { datasetOf, licenceOf, type Market } from './run.ts';

export interface MarketResult {
  dataset: string;
  licence: string;
  /** Panels under the root of the dataset's records, and accepted labels, the shares. */
  panels: number;
  shares: number;
  price: string;
  resale: string;
  /** Of price and royalty: what went where. */
  earned: { all: string; fees: string; contributors: string; publisher: string };
  /** Contributors who have taken something, and how much altogether. */
  claimed: { people: number; amount: string };
  /** What the rounding leaves to nobody: the treasury's when the dataset closes. */
  unclaimed: string;
  opened: Opened[];
  expired: Refusals;
}

export async function readResult(m: Market, expired: Refusals): Promise<MarketResult> {
  const dataset = await fetchDataset(m.connection, datasetOf(m));
  if (dataset === null) throw new Error('the dataset is gone before its result was read');
  const seats = await listSeats(m.connection, { task: m.task });
  const owed = seats.reduce((sum, seat) => sum + seat.revenue + shareDue(dataset, seat), 0n);
  const taken = seats.filter(({ revenue }) => revenue > 0n);
  return {
    dataset: dataset.address.toBase58(),
    licence: licenceOf(m).toBase58(),
    panels: Number(dataset.panels),
    shares: Number(dataset.shares),
    price: PRICE.toString(),
    resale: BID.toString(),
    earned: {
      all: dataset.earned.toString(),
      fees: dataset.feesDue.toString(),
      contributors: dataset.contributed.toString(),
      publisher: dataset.publisherDue.toString(),
    },
    claimed: { people: taken.length, amount: taken.reduce((sum, { revenue }) => sum + revenue, 0n).toString() },
    unclaimed: (dataset.contributed - owed).toString(),
    opened: m.opened,
    expired,
  };
}
