/** One task as somebody sees it who may work for it. */
import type { PublicKey } from '@solana/web3.js';
import type { ChainClock, Domain, Keyed, MemberAccount, Params, TaskAccount } from '@tagger/client';
import type { Rules } from '@tagger/client/published';
import { bytesToHex } from '@noble/hashes/utils';
import type { Chain } from '../chain/door.ts';
import { deskAt, openPanels, type Desk } from '../work/desk.ts';
import { priceOf, type Price } from './joining.ts';

export interface TaskView {
  task: Keyed<TaskAccount>;
  rules: Rules | undefined;
  /** Why the rules can't be read. Nobody should work for a task without rules. */
  trouble: string | undefined;
  clock: ChainClock;
  params: Params;
  domain: Domain | undefined;
  /** Quality the wallet's record speaks for, basis points; a stranger's without one. */
  quality: number;
  /** Panels somebody may claim now, all pages together. */
  open: number;
  mine: Mine | undefined;
}

/** What concerns the connected wallet. */
export interface Mine {
  member: Keyed<MemberAccount> | null;
  desk: Desk | undefined;
  /** Base units in its own account. */
  tokens: bigint;
  lamports: bigint;
  /** In the task's domain, as the program counts it. */
  level: number;
  quality: number;
  /** It is the requester's or his operator's own task. */
  own: boolean;
  /** He has a seat in a private task and the key of its items has not come. */
  waitsForKey: boolean;
  /** What bonds for so many panels cost. */
  price(panels: number): Price;
}

/** The task of an address; `undefined` where there is none. Throws what reading throws. */
export async function taskPage(
  chain: Chain,
  address: string,
  wallet: string | undefined,
): Promise<TaskView | undefined> {
  const { client, connection } = chain;
  const key = keyOf(chain, address);
  if (key === undefined) return undefined;
  const [task, clock, named, pages, { params }] = await Promise.all([
    client.fetchTask(connection, key),
    client.fetchClock(connection),
    client.fetchDomains(connection),
    client.listPages(connection, { task: key }),
    chain.config(),
  ]);
  if (task === null) return undefined;
  const [read, mine] = await Promise.all([
    rulesOf(chain, task),
    wallet === undefined ? undefined : mineOf(chain, task, new chain.PublicKey(wallet), clock),
  ]);
  const own = pages.filter(({ review }) => review === 0);
  return {
    task,
    ...read,
    clock,
    params,
    quality: mine?.quality ?? chain.routing.qualityBps(chain.routing.NO_RECORD),
    domain: named === null ? undefined : client.domainsOf(named)[task.terms.domain],
    open: openPanels(chain, { pages: own }, mine?.desk?.seat.index ?? -1, clock).length,
    mine,
  };
}

function keyOf({ PublicKey }: Chain, address: string): PublicKey | undefined {
  try {
    return new PublicKey(address);
  } catch {
    return undefined;
  }
}

export async function rulesOf(
  chain: Chain,
  { rulesHash, rulesId }: Pick<TaskAccount, 'rulesHash' | 'rulesId'>,
): Promise<Pick<TaskView, 'rules' | 'trouble'>> {
  const { idText } = await import('@tagger/client/storage');
  const place = {
    rulesHash: bytesToHex(Uint8Array.from(rulesHash)),
    rulesId: idText(Uint8Array.from(rulesId)),
  };
  try {
    return { rules: await chain.rulesOf(place), trouble: undefined };
  } catch (error) {
    return { rules: undefined, trouble: error instanceof Error ? error.message : String(error) };
  }
}

async function mineOf(chain: Chain, task: Keyed<TaskAccount>, wallet: PublicKey, clock: ChainClock): Promise<Mine> {
  const { client, connection, routing } = chain;
  const [member, desk, tokens, lamports, { params }, key] = await Promise.all([
    client.fetchMember(connection, wallet),
    deskAt(chain, task.address, wallet),
    chain.tokensOf(wallet).then((account) => connection.getTokenAccountBalance(account).catch(() => undefined)),
    connection.getBalance(wallet),
    chain.config(),
    task.terms.private === 0 ? null : client.fetchSeatKey(connection, task.address, wallet),
  ]);
  const facts = member === null ? routing.stranger(wallet) : routing.annotatorFacts(member);
  const record = facts.records[task.terms.domain] ?? routing.NO_RECORD;
  const today = routing.dayOf(clock.seconds);
  return {
    member,
    desk,
    tokens: BigInt(tokens?.value.amount ?? 0),
    lamports: BigInt(lamports),
    level: routing.levelOf(record, facts.stake, params.minStake, today),
    quality: routing.qualityBps(routing.faded(record, today)),
    price: (panels) => priceOf(chain, task, { member, desk }, panels, params.minStake),
    waitsForKey: key?.deliveredAt === 0n,
    own: task.requester.equals(wallet) || task.operator.equals(wallet),
  };
}
