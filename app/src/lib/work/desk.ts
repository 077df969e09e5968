/** Where somebody stands in the tasks he joined: his seats, the panels he sits on, and what is next for each. Read from the chain. */
import type { PublicKey } from '@solana/web3.js';
import type { ChainClock, Keyed, PageView, PanelView, SeatAccount, SlotView, TaskAccount } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import type { Place } from './kept.ts';

/** One task with the wallet's seat in it. */
export interface Desk {
  task: Keyed<TaskAccount>;
  seat: Keyed<SeatAccount>;
  /** Pages of annotators' panels. */
  pages: Keyed<PageView>[];
}

/** What is next for a panel that is held. */
export type Standing =
  /** Answers are to be given and committed to. */
  | 'label'
  /** Nobody committed in time: the claim is lost as soon as somebody says so. */
  | 'lapsed'
  /** Committed; the others have not. */
  | 'waiting'
  /** Committed, and reveals are open. */
  | 'reveal'
  /** Revealed; it is being decided. */
  | 'deciding'
  /** Decided; labels may be contested. */
  | 'contestable'
  /** Validators look at labels of it. */
  | 'judged'
  /** Decided; pay waits to be collected. */
  | 'owed'
  | 'paid'
  /** Committed and not revealed in time. */
  | 'missed';

export interface HeldPanel {
  desk: Desk;
  page: Keyed<PageView>;
  panel: PanelView;
  slot: SlotView;
  standing: Standing;
  /** Unix seconds of the chain until which something is to be done, or may be. */
  until: bigint | undefined;
}

const isOwn = (task: PublicKey) => (page: PageView) => page.review === 0 && page.task.equals(task);

/** The wallet's place in one task; `undefined` where it has no seat, or the task is gone. */
export async function deskAt(chain: Chain, task: PublicKey, wallet: PublicKey): Promise<Desk | undefined> {
  const { client, connection } = chain;
  const [found, seat, pages] = await Promise.all([
    client.fetchTask(connection, task),
    client.fetchSeat(connection, task, wallet),
    client.listPages(connection, { task }),
  ]);
  if (found === null || seat === null || seat.validator !== 0) return undefined;
  return { task: found, seat, pages: pages.filter(isOwn(task)) };
}

/** All tasks the wallet has a seat in. */
export async function desksOf(chain: Chain, wallet: PublicKey): Promise<Desk[]> {
  const { client, connection } = chain;
  const seats = await client.listSeats(connection, { wallet });
  const desks = await Promise.all(seats.map(({ task }) => deskAt(chain, task, wallet)));
  return desks.filter((desk) => desk !== undefined);
}

/** All panels of a desk the wallet has a slot on, the most urgent first. */
export function heldPanels({ client }: Chain, desk: Desk, { seconds }: ChainClock): HeldPanel[] {
  const held = desk.pages.flatMap((page) =>
    page.panels.flatMap((panel): HeldPanel[] => {
      const slot = panel.kind === 0 ? client.ownSlot(panel, desk.seat.index) : undefined;
      if (slot === undefined) return [];
      const standing = standingOf(panel, slot, seconds);
      return [{ desk, page, panel, slot, standing, until: untilOf(panel, slot, standing) }];
    }),
  );
  const far = 1n << 62n;
  return held.sort((a, b) => ((a.until ?? far) < (b.until ?? far) ? -1 : 1));
}

function standingOf(panel: PanelView, slot: SlotView, seconds: bigint): Standing {
  if (slot.state === 'collected') return 'paid';
  if (slot.state === 'missed') return 'missed';
  if (slot.state === 'claimed') return panel.phase === 'commit' && slot.heldUntil > seconds ? 'label' : 'lapsed';
  if (slot.state === 'committed') {
    if (panel.phase === 'commit') return 'waiting';
    return panel.phase === 'reveal' ? 'reveal' : 'missed';
  }
  if (panel.phase === 'challenge') return panel.openCases > 0 ? 'judged' : 'contestable';
  return panel.phase === 'settled' || panel.phase === 'done' ? 'owed' : 'deciding';
}

function untilOf(panel: PanelView, slot: SlotView, standing: Standing): bigint | undefined {
  if (standing === 'label') return slot.heldUntil;
  const timed = standing === 'reveal' || standing === 'waiting' || standing === 'contestable';
  return timed && panel.until > 0n ? panel.until : undefined;
}

/** Panels of a page the seat may claim now. Their windows have begun where somebody else has claimed already. */
export function openPanels(chain: Chain, desk: Pick<Desk, 'pages'>, seat: number, clock: ChainClock) {
  return desk.pages.flatMap((page) => {
    if (clock.seconds >= page.endsAt) return [];
    const free = page.panels.filter(
      (panel) => chain.client.vacancy(panel, seat, page.terms.restartGraceSecs, clock) !== undefined,
    );
    return free.map((panel) => ({ page, panel }));
  });
}

/** Whether an item is asked: waves after the first ask only what is not decided yet. */
export const isAsked = ({ wave, sure }: Pick<PanelView, 'wave' | 'sure'>, item: number): boolean =>
  wave === 0 || sure[item] !== true;

export const placeOf = (chain: Chain, { desk, page, panel }: HeldPanel): Place => ({
  cluster: chain.network.cluster,
  wallet: desk.seat.wallet.toBase58(),
  task: desk.task.address.toBase58(),
  page: page.index,
  panel: panel.number,
});
