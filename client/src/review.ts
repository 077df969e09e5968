/** Reviews on the chain: their rounds, and the instruction that draws the next validators. */
import {
  SYSVAR_SLOT_HASHES_PUBKEY,
  type AccountInfo,
  type Connection,
  type PublicKey,
  type TransactionInstruction,
} from '@solana/web3.js';
import { fetchClock } from './clock.ts';
import { DRAW } from './constants.ts';
import { decodeAccount } from './decode.ts';
import { candidatesOf, epochOf, parseSlotHashes, seedAt, type Candidate, type SlotHash } from './draw.ts';
import { TaggerClientError } from './errors.ts';
import { fetchConfig, fetchPage, fetchPool, fetchTask } from './fetch.ts';
import { drawSeats } from './instructions/review.ts';
import type { CourtView, PageView, PanelView, SlotView } from './panel.ts';
import { seatPda } from './pda.ts';
import type { PoolView } from './pool.ts';

/** Whether a panel is one of validators. */
export const isCourt = (panel: PanelView): panel is CourtView => panel.case !== undefined;

/** A live round of a review's page. Throws `NoSuchPanel`. */
export function roundOf(page: PageView, number: bigint): CourtView {
  const found = page.panels.find((panel) => panel.number === number);
  if (found === undefined || !isCourt(found))
    throw new TaggerClientError('NoSuchPanel', `the page has no live review with the number ${number}: read it again`);
  return found;
}

/** The rounds before `number`, latest first. */
export function roundsBefore(page: PageView, number: bigint): CourtView[] {
  const { parent } = roundOf(page, number).case;
  return parent === undefined ? [] : [roundOf(page, parent), ...roundsBefore(page, parent)];
}

/** The annotators who paid for rounds up to `number`, in the order `concludeCase` wants them. */
export const fundersOf = (page: PageView, number: bigint): PublicKey[] =>
  [...roundsBefore(page, number).reverse(), roundOf(page, number)]
    .filter((round) => round.case.reason === 'annotator')
    .map((round) => round.case.funder);

/** Who holds the slots of a round. Nobody leaves the pool while he holds one. Throws `NoSuchValidator`. */
export function sittersOf(pools: readonly PoolView[], round: CourtView): { slot: SlotView; wallet: PublicKey }[] {
  const wallets = new Map(pools.flatMap((pool) => pool.validators).map(({ place, wallet }) => [place, wallet]));
  return round.slots
    .filter(({ state }) => state !== 'empty' && state !== 'collected')
    .map((slot) => {
      const wallet = wallets.get(slot.seat);
      if (wallet === undefined)
        throw new TaggerClientError('NoSuchValidator', `nobody is at place ${slot.seat} of the pool: read it again`);
      return { slot, wallet };
    });
}

/** The hashes of the last 512 blocks, newest first. */
export async function fetchSlotHashes(connection: Connection): Promise<SlotHash[]> {
  const info = await connection.getAccountInfo(SYSVAR_SLOT_HASHES_PUBKEY);
  return info === null ? [] : parseSlotHashes(info.data);
}

/** The slot programs see. */
export const fetchSlot = async (connection: Connection): Promise<bigint> => (await fetchClock(connection)).slot;

/** All shards of the validators' pool, in order. */
export async function fetchPools(connection: Connection): Promise<PoolView[]> {
  const shards = (await fetchConfig(connection))?.pools ?? 0;
  const found = await Promise.all(Array.from({ length: shards }, (_, index) => fetchPool(connection, index)));
  return found.map((pool, index) => {
    if (pool === null) throw new TaggerClientError('PoolNotReady', `shard ${index} of the pool is missing: try again`);
    return pool;
  });
}

/** The next step of a draw. */
export interface DrawStep {
  instruction: TransactionInstruction;
  candidates: Candidate[];
}

/** Candidates of one `draw_seats`: a v0 transaction has room for their addresses. */
const AT_ONCE = 16;

/**
 * Computes who is drawn next for a round and builds the instruction, at most `limit` candidates (default 16); repeat it
 * until the phase is no longer `draw`. Errors: `SeedNotReady` while the block that decides does not exist, `SeedGone`
 * once it is forgotten or its epoch over (`retargetDraw`), `NoSuchPanel`.
 */
export async function nextDraw(
  connection: Connection,
  page: PublicKey,
  number: bigint,
  limit = AT_ONCE,
): Promise<DrawStep> {
  const view = await fetchPage(connection, page);
  if (view === null) throw new TaggerClientError('NoSuchPanel', 'the page of this review is closed');
  const round = roundOf(view, number);
  const [task, pools, hashes, slot] = await Promise.all([
    fetchTask(connection, view.task),
    fetchPools(connection),
    fetchSlotHashes(connection),
    fetchSlot(connection),
  ]);
  if (task === null) throw new TaggerClientError('NoSuchPanel', 'the task of this review is closed');
  const { target } = round.case;
  const forgotten = round.case.seed === undefined && slot - target >= BigInt(DRAW.remembered);
  if (forgotten || (slot > target && epochOf(target) !== epochOf(slot)))
    throw new TaggerClientError('SeedGone', 'the block that decides this draw is over: set a new one (retargetDraw)');
  const seed = round.case.seed ?? seedAt(target, hashes, slot);
  // A node may show the slot before its hash.
  if (seed === undefined)
    throw new TaggerClientError('SeedNotReady', `slot ${target} decides this draw, it is ${slot} now: wait`);
  const place = {
    page,
    round,
    earlier: roundsBefore(view, number),
    pools,
    seed,
    slot,
    parties: [task.requester, task.operator, task.accused],
    bond: view.terms.reviewBond,
  };
  // Who has a seat is known only to the chain: the first pass asks as if nobody had, and the longest list is enough.
  const possible = candidatesOf(
    { ...place, round: { ...round, case: { ...round.case, wanted: limit } }, hasSeat: () => false },
    limit,
  );
  const wallets = [
    ...new Map(possible.map(({ validator }) => [validator.wallet.toBase58(), validator.wallet])).values(),
  ];
  const infos = await connection.getMultipleAccountsInfo(wallets.map((wallet) => seatPda(view.task, wallet)));
  const answers = (info: AccountInfo<Buffer> | null | undefined): boolean =>
    info != null && decodeAccount('seat', info).validator === 0;
  const seated = new Set(wallets.filter((_, at) => answers(infos[at])).map((wallet) => wallet.toBase58()));
  const candidates = candidatesOf({ ...place, hasSeat: (wallet) => seated.has(wallet.toBase58()) }, limit);
  const instruction = drawSeats({
    task: view.task,
    page,
    panel: number,
    pools: pools.length,
    candidates: candidates.map(({ validator }) => validator.wallet),
  });
  return { instruction, candidates };
}
