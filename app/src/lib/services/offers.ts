/** Tasks that are open, with what their requesters published, in the order that fits somebody, and why. */
import type { PublicKey } from '@solana/web3.js';
import type { Domain } from '@tagger/client';
import type { Rules } from '@tagger/client/published';
import type { RankedTask } from '@tagger/client/routing';
import type { TaskRow } from '@tagger/client/indexer';
import type { Chain } from '../chain/door.ts';

export interface Offer {
  row: TaskRow;
  /** Undefined where they could not be read; `trouble` says why. Nobody should work for a task without rules. */
  rules?: Rules;
  trouble?: string;
  ranked: RankedTask;
}

/** What somebody says of himself; his own word, kept on his device. */
export interface Wishes {
  languages: readonly string[];
}

export interface Offers {
  offers: Offer[];
  domains: Domain[];
  from: 'indexer' | 'chain';
  /** Chain time at which it was asked, unix seconds. */
  seconds: bigint;
}

/** Most tasks whose rules are read at once. */
const AT_ONCE = 6;

/** All open tasks, the fitting ones first; of a stranger's view where `wallet` is no member. */
export async function openOffers(chain: Chain, wallet: PublicKey | undefined, wishes: Wishes): Promise<Offers> {
  const { client, connection, routing } = chain;
  const [{ items, from }, clock, named, { params }, me] = await Promise.all([
    chain.market.tasks({ limit: 200 }),
    client.fetchClock(connection),
    client.fetchDomains(connection),
    chain.config(),
    wallet === undefined ? null : client.fetchMember(connection, wallet),
  ]);
  const rows = items.filter(({ cancelled, endsAt }) => !cancelled && BigInt(endsAt) > clock.seconds);
  const read = await inTurn(rows, AT_ONCE, (row) => published(chain, row));
  const facts = rows.map((row, at) => ({
    task: new chain.PublicKey(row.address),
    domain: row.domain,
    requiredLevel: row.level,
    classes: row.classes,
    price: BigInt(row.price),
    rules: read[at]?.rules ?? {},
  }));
  const { languages } = wishes;
  const someone =
    me === null
      ? routing.stranger(wallet ?? chain.PublicKey.default, languages)
      : routing.annotatorFacts(me, [], languages);
  const today = routing.dayOf(clock.seconds);
  const ranked = routing.rankTasks(someone, facts, { today, leastStake: params.minStake });
  const place = new Map(rows.map((row, at) => [row.address, at]));
  const offers = ranked.map((one): Offer => {
    const at = place.get(one.task.task.toBase58()) ?? 0;
    return { row: rows[at]!, ...read[at], ranked: one };
  });
  return {
    offers,
    domains: named === null ? [] : client.domainsOf(named),
    from,
    seconds: clock.seconds,
  };
}

async function published(chain: Chain, row: TaskRow): Promise<{ rules?: Rules; trouble?: string }> {
  try {
    return { rules: await chain.rulesOf(row) };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}

async function inTurn<T, R>(list: readonly T[], width: number, work: (entry: T) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) out[at] = await work(list[at]!);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return out;
}
