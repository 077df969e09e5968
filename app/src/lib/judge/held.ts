/** Seats a validator holds on reviews, and what is next for each. Read from the chain. */
import type { ChainClock, CourtView, Keyed, PageView, PanelView, SlotView } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import type { SeatAt } from './kept.ts';

/** What is next for a seat. */
export type Standing =
  /** Others are still drawn. */
  | 'drawing'
  /** Votes are to be given and committed to. */
  | 'vote'
  /** Nothing was committed in time. */
  | 'lapsed'
  /** Committed; others have not. */
  | 'waiting'
  /** Committed, and reveals are open. */
  | 'reveal'
  /** Shown; votes are not counted yet. */
  | 'counting'
  /** Counted; the verdict may be appealed, or was. */
  | 'counted'
  | 'appealed'
  /** Over; what the seat earned or lost waits to be collected. */
  | 'owed'
  | 'missed';

export interface Held {
  page: Keyed<PageView>;
  round: CourtView;
  slot: SlotView;
  standing: Standing;
  /** Unix seconds of the chain until which something is to be done, or may be. */
  until: bigint | undefined;
}

/** All seats a place of the pool holds on these reviews and that are not collected, the most urgent first. */
export function heldSeats(
  { client }: Chain,
  reviews: readonly Keyed<PageView>[],
  place: number,
  clock: ChainClock,
): Held[] {
  const held = reviews.flatMap((page) =>
    client.dutiesOf(page, place).map(({ round, slot }): Held => {
      const over = client.isOver(round, page.terms.restartGraceSecs, clock);
      const standing = standingOf(round, slot, over);
      const timed = ['vote', 'waiting', 'reveal', 'counted'].includes(standing) && round.until > 0n;
      return { page, round, slot, standing, until: timed ? round.until : undefined };
    }),
  );
  const far = 1n << 62n;
  return held.sort((a, b) => ((a.until ?? far) < (b.until ?? far) ? -1 : 1));
}

function standingOf({ phase }: CourtView, { state }: SlotView, over: boolean): Standing {
  if (state === 'claimed') {
    if (phase === 'draw') return 'drawing';
    return phase === 'commit' && !over ? 'vote' : 'lapsed';
  }
  if (state === 'committed') {
    if (phase === 'draw' || phase === 'commit') return 'waiting';
    return phase === 'reveal' && !over ? 'reveal' : 'missed';
  }
  if (phase === 'settled') return 'owed';
  if (state === 'missed') return 'missed';
  if (phase === 'challenge') return 'counted';
  return phase === 'appealed' ? 'appealed' : 'counting';
}

export const seatAt = ({ network }: Chain, wallet: string, { page, round }: Pick<Held, 'page' | 'round'>): SeatAt => ({
  cluster: network.cluster,
  wallet,
  review: page.address.toBase58(),
  round: round.number,
});

/** Whether the votes of a round are counted. */
export const isCounted = ({ phase }: Pick<CourtView, 'phase'>): boolean =>
  ['challenge', 'appealed', 'settled', 'done'].includes(phase);

export const isBreach = ({ case: { reason } }: CourtView): boolean => reason === 'breach' || reason === 'holder';

/** The rounds among a page's panels. */
export const courtsOf = (panels: readonly PanelView[]): CourtView[] =>
  panels.filter((panel): panel is CourtView => panel.case !== undefined);
