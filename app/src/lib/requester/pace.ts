/** How fast answers come in, from the history of the pages. Asks the node for every transaction, so it is read when somebody wants it. */
import { pacesOf, secondsPerItem } from '@tagger/client/evidence';
import { indexedHistory, Ledger, type Landed } from '@tagger/client/provenance';
import type { Chain } from '../chain/door.ts';
import type { Watched } from './watch.ts';

export interface PaceOf {
  /** Median seconds an item, by wallet. */
  perItem: Map<string, number>;
  /** Seconds until the rest is answered at the pace so far; undefined where too little was answered to tell. */
  left: number | undefined;
}

const REVEALED = 2;

export async function paceOf(chain: Chain, watched: Watched): Promise<PaceOf> {
  const { task, pages, panels, seats } = watched;
  const known = chain.index && (await indexedHistory(chain.index, task.address).catch(() => undefined));
  const of = known === undefined ? new Ledger(chain.connection) : { of: known.landedOf };
  const wallets = new Map(seats.map(({ index, wallet }) => [index, wallet.toBase58()]));
  const perItem = new Map<string, number>();
  const times: number[] = [];
  for (const page of pages) {
    const history: Landed[] = await of.of(page.address);
    const items = (panel: bigint): number =>
      panels.find((one) => one.page === page.index && one.number === panel)?.items ?? 0;
    for (const [seat, seconds] of secondsPerItem(pacesOf(history), items)) {
      const wallet = wallets.get(seat);
      if (wallet !== undefined) perItem.set(wallet, seconds);
    }
    for (const { time, events } of history)
      for (const event of events)
        if (time !== null && event.name === 'seatActed' && event.data.act === REVEALED)
          for (const _ of event.data.panels) times.push(time);
  }
  return { perItem, left: leftOf(times, panels) };
}

/** Reveals that miss, at the rate at which reveals came between the first and the last. */
function leftOf(times: readonly number[], panels: Watched['panels']): number | undefined {
  const missing = panels
    .filter(({ phase }) => phase === 'commit' || phase === 'reveal')
    .reduce((sum, { seats }) => sum + seats.filter(({ answers }) => answers === undefined).length, 0);
  if (missing === 0) return 0;
  if (times.length < 3) return undefined;
  const span = Math.max(...times) - Math.min(...times);
  return span === 0 ? undefined : Math.ceil((missing * span) / (times.length - 1));
}
