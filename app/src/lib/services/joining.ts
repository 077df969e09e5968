/** Taking a seat, and panels with it: what is to be signed, and what the session key sends. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { Keyed, TaskAccount } from '@tagger/client';
import type { Identity } from '@tagger/client/keys';
import type { Chain } from '../chain/door.ts';
import { sendAs, type Session } from '../session/lend.ts';
import { openPanels, type Desk } from '../work/desk.ts';
import type { Mine } from './taskPage.ts';

/** Base units that are locked, and those of them that have to be staked first. */
export interface Price {
  bond: bigint;
  staked: bigint;
}

/** What bonds for so many panels cost somebody. A stranger needs as much stake as the program asks of everybody. */
export function priceOf(
  { client }: Chain,
  { terms, minStake }: Pick<TaskAccount, 'terms' | 'minStake'>,
  { member, desk }: Pick<Mine, 'member' | 'desk'>,
  panels: number,
  leastInAll: bigint,
): Price {
  const bond = terms.bond * BigInt(panels);
  const { stakeActive: active = 0n, stakeLocked: locked = 0n } = member ?? {};
  const least = desk === undefined ? minStake : 0n;
  return { bond, staked: client.stakeNeeded({ active, locked }, { bond, least, leastInAll }) };
}

/**
 * Member, stake, seat and bond, whatever is missing, for one transaction; with a seat already, more bonds behind it. Of a private task
 * also the key its items are delivered to. Throws where the member named another key before.
 */
export async function joinWith(
  chain: Chain,
  wallet: PublicKey,
  task: Keyed<TaskAccount>,
  panels: number,
  identity: () => Promise<Identity>,
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const [member, seat, from, { tagMint, params }] = await Promise.all([
    client.fetchMember(connection, wallet),
    client.fetchSeat(connection, task.address, wallet),
    chain.tokensOf(wallet),
    chain.config(),
  ]);
  const desk = seat === null ? undefined : { task, seat, pages: [] };
  const { bond, staked } = priceOf(chain, task, { member, desk }, panels, params.minStake);
  const rulesHash = Uint8Array.from(task.rulesHash);
  return [
    ...(member === null ? [client.createMember({ wallet })] : []),
    ...(task.terms.private === 0 ? [] : await keyMissing(chain, wallet, member?.key, await identity())),
    ...(staked > 0n ? [client.stake({ wallet, from, tagMint, amount: staked })] : []),
    seat === null
      ? client.joinTask({ wallet, task: task.address, rulesHash, bond })
      : client.addBond({ wallet, task: task.address, amount: bond }),
  ];
}

/** Names the key things are encrypted to for a member who has none. Throws `OtherKey` where he named another. */
export async function keyMissing(
  { client }: Chain,
  wallet: PublicKey,
  named: readonly number[] | undefined,
  identity: Identity,
): Promise<TransactionInstruction[]> {
  const { deliveryKey } = await import('@tagger/client/keys');
  const key = deliveryKey(identity);
  if (named === undefined || named.every((byte) => byte === 0)) return [client.setKey({ wallet, key })];
  if (key.every((byte, at) => byte === named[at])) return [];
  throw new client.TaggerClientError(
    'OtherKey',
    'You named another key for what is encrypted for you: replace it with `tagger key --replace`, or use the wallet it came from.',
  );
}

/**
 * Claims so many panels for a seat, or takes a ticket where the task assigns them. Returns how many; 0 when somebody else took the
 * last. Not everybody begins at the first, so that claims don't get in each other's way.
 */
export async function claimSome(
  chain: Chain,
  { task, seat, pages }: Desk,
  session: Session,
  wanted: number,
): Promise<number> {
  const { client, connection } = chain;
  const clock = await client.fetchClock(connection);
  const free = openPanels(chain, { pages }, seat.index, clock);
  const [some] = free;
  const most = Math.min(wanted, client.bondsFor(seat, task.terms.bond), free.length);
  if (some === undefined || most <= 0) return 0;
  const page = free[Math.floor(Math.random() * free.length)]?.page ?? some.page;
  const here = free.filter((one) => one.page === page).map(({ panel }) => panel.number);
  const who = { actor: session.key.publicKey, wallet: seat.wallet, task: task.address, page: page.address };
  if (task.terms.claimMode === client.CLAIM_MODE.assigned) {
    const count = Math.min(most, here.length, client.TICKET.panels);
    await sendAs(chain, session, [client.takeTicket({ ...who, count })], ['takeTicket']);
    return count;
  }
  const from = Math.floor(Math.random() * here.length);
  const turned = [...here.slice(from), ...here.slice(0, from)];
  const panels = turned.slice(0, Math.min(most, client.MOST_CLAIMS));
  await sendAs(chain, session, [client.claim({ ...who, panels })], ['claim']);
  return panels.length;
}
