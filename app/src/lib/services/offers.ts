/** Tasks that are open, with what their requesters published, in the order that fits somebody, and why. */
import type { PublicKey } from '@solana/web3.js';
import type { Domain } from '@tagger/client';
import type { Rules } from '@tagger/client/published';
import type { Address, AnnotatorFacts, RankedTask } from '@tagger/client/routing';
import type { Board, TaskRow } from '@tagger/client/indexer';
import type { Chain } from '../chain/door.ts';
import type { Lobby } from '../chain/lobby.ts';

export interface Offer {
  row: TaskRow;
  /** Undefined where they could not be read; `trouble` says why. Nobody should work for a task without rules. */
  rules?: Rules;
  trouble?: string;
  ranked: RankedTask<Address>;
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
  const { client, connection, routing, PublicKey: Key } = chain;
  const [{ items, from }, { seconds }, named, { params }, me] = await Promise.all([
    chain.market.tasks({ limit: 200 }),
    client.fetchClock(connection),
    client.fetchDomains(connection),
    chain.config(),
    wallet === undefined ? null : client.fetchMember(connection, wallet),
  ]);
  const board = {
    tasks: items,
    domains: named === null ? [] : client.domainsOf(named),
    minStake: params.minStake,
    seconds,
  };
  const { languages } = wishes;
  const someone =
    me === null ? routing.stranger(wallet ?? Key.default, languages) : routing.annotatorFacts(me, [], languages);
  return { ...(await ranked(chain, board, someone)), from };
}

/** System program: an address nobody has. */
const NOBODY = '11111111111111111111111111111111';

/** The same for somebody without a wallet, from an index alone; `undefined` where it has none to offer and the chain must be asked. */
export async function strangersOffers(lobby: Lobby, { languages }: Wishes): Promise<Offers | undefined> {
  const board = await lobby.board();
  if (board === undefined) return undefined;
  const someone = lobby.routing.stranger(lobby.routing.addressOf(NOBODY), languages);
  return { ...(await ranked(lobby, board, someone)), from: 'indexer' };
}

async function ranked(
  reading: Pick<Lobby, 'routing' | 'rulesOf'>,
  { tasks, domains, minStake, seconds }: Board,
  someone: AnnotatorFacts<Address>,
): Promise<Omit<Offers, 'from'>> {
  const { routing } = reading;
  const rows = tasks.filter(({ cancelled, endsAt }) => !cancelled && BigInt(endsAt) > seconds);
  const read = await inTurn(rows, AT_ONCE, (row) => published(reading, row));
  const facts = rows.map((row, at) => ({
    task: routing.addressOf(row.address),
    domain: row.domain,
    requiredLevel: row.level,
    classes: row.classes,
    price: BigInt(row.price),
    rules: read[at]?.rules ?? {},
  }));
  const place = new Map(rows.map((row, at) => [row.address, at]));
  const offers = routing
    .rankTasks(someone, facts, { today: routing.dayOf(seconds), leastStake: minStake })
    .map((one): Offer => {
      const at = place.get(one.task.task.toBase58()) ?? 0;
      return { row: rows[at]!, ...read[at], ranked: one };
    });
  return { offers, domains, seconds };
}

async function published(
  { rulesOf }: Pick<Lobby, 'rulesOf'>,
  row: TaskRow,
): Promise<{ rules?: Rules; trouble?: string }> {
  try {
    return { rules: await rulesOf(row) };
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
