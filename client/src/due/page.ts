/** What anyone may push on a page of panels, from the page's bytes alone and what its task says about its end. */
import type { PublicKey } from '@solana/web3.js';
import type { ChainClock } from '../clock.ts';
import { DRAW } from '../constants.ts';
import { TaggerClientError } from '../errors.ts';
import { expireClaim, expireCommit, expireReveal, foldPage } from '../instructions/crank.ts';
import { collect, settle } from '../instructions/hot.ts';
import { closePage, releasePanel } from '../instructions/requester.ts';
import type { TaskAccount } from '../types.ts';
import { deadline, Findings, keeperFor, type Due, type Moment } from './moment.ts';
import type { PageTimes, PanelTimes, SlotTimes } from './pageBytes.ts';
import { endOf } from './task.ts';

/** Entries of one `collect`: their room in a transaction, with its three accounts. */
const COLLECT_AT_ONCE = 16;

/** What else is known when a page is asked. */
export interface PageFacts {
  task: Pick<TaskAccount, 'cancelled' | 'endsAt'>;
  /** Whose seat has this number in the page's task; asked only when an instruction is built. */
  walletOf: (seat: number) => PublicKey | undefined;
}

/** A panel that the lot may send to an audit, until its window is over; see `prepareAudit`. */
export interface Lot {
  panel: bigint;
  phaseSlot: bigint;
}

export interface PageDue extends Due {
  /** Panels somebody may open an audit of now, if the lot fell on them. */
  lots: Lot[];
  /** The page holds a review that may be due: `dueOnReview` says with what. */
  review: boolean;
}

/** What is due on a page. Pure: all it needs is given, and it reads no labels. */
export function dueOnPage(address: PublicKey, page: PageTimes, facts: PageFacts, clock: ChainClock): PageDue {
  const found = new PageFindings(address, page, facts, clock);
  const panels = page.panels();
  const over = page.isReview || clock.seconds >= endOf(facts.task);
  if (panels.every(({ phase }) => phase === 'done')) {
    if (over) found.close();
    else found.ask({ seconds: endOf(facts.task) });
    return found;
  }
  if (page.isReview) {
    found.reviewed(panels);
    return found;
  }
  panels.forEach((panel) => found.panel(panel));
  // A cancelled task's pages still say when it would have ended: folding tells them, and returns what they have free.
  if (over && (page.free > 0n || page.endsAt > clock.seconds)) found.fold();
  if (!over) found.ask({ seconds: endOf(facts.task) });
  return found;
}

/** One `collect` in the making. */
interface Collecting {
  entries: { panel: bigint; slot: number }[];
  missed: boolean;
}

class PageFindings extends Findings implements PageDue {
  readonly lots: Lot[] = [];
  review = false;
  private readonly address: PublicKey;
  private readonly page: PageTimes;
  private readonly facts: PageFacts;
  private readonly at: ChainClock;

  constructor(address: PublicKey, page: PageTimes, facts: PageFacts, clock: ChainClock) {
    super(clock);
    this.address = address;
    this.page = page;
    this.facts = facts;
    this.at = clock;
  }

  panel(panel: PanelTimes): void {
    const { number } = panel;
    const page = this.address;
    switch (panel.phase) {
      case 'commit':
        return this.commit(panel);
      case 'reveal':
        return this.from(this.end(panel), {
          what: 'expireReveal',
          key: this.key('expireReveal', number),
          build: () => expireReveal({ page, panel: number }),
        });
      case 'revealed':
        return this.settle(panel, 0n);
      case 'gold':
        return this.settle(panel, this.end(panel));
      case 'challenge':
        // The last review that is concluded opens the way: its page says when.
        if (panel.openCases === 0) this.settle(panel, this.end(panel));
        return this.lot(panel);
      case 'settled':
        return this.collect(panel);
      default:
        return;
    }
  }

  close(): void {
    const { page, task } = { page: this.address, task: this.page.task };
    this.steps.push({
      what: 'closePage',
      key: this.key('closePage'),
      build: (caller) => closePage({ caller, task, page, rentPayer: this.page.rentPayer }),
    });
  }

  fold(): void {
    this.steps.push({
      what: 'foldPage',
      key: this.key('foldPage'),
      build: () => foldPage({ task: this.page.task, page: this.address }),
    });
  }

  /** Rounds of a review, of which the last one moves. */
  reviewed(rounds: readonly PanelTimes[]): void {
    const last = rounds.at(-1);
    if (last === undefined) return;
    const paying = rounds.some(({ phase }) => phase === 'settled');
    if (paying || last.phase === 'revealed') this.review = true;
    else if (last.phase === 'draw') this.look({ slot: last.target + 1n });
    else if (last.until > 0n) this.look({ seconds: this.end(last) });
  }

  private look(at: Moment): void {
    const come = at.slot === undefined ? this.at.seconds >= (at.seconds ?? 0n) : this.at.slot >= at.slot;
    if (come) this.review = true;
    else this.ask(at);
  }

  private commit(panel: PanelTimes): void {
    const taken = panel.taken();
    const { number } = panel;
    const page = this.address;
    const claimed = taken.filter(({ state }) => state === 'claimed');
    for (const slot of claimed) {
      const until = deadline(slot.heldUntil, panel.phaseSlot, this.page.graceSecs, this.at);
      this.from(until, {
        what: 'expireClaim',
        key: this.key('expireClaim', number, slot.index),
        build: (_, keeper) => {
          const { task } = this.page;
          const wallet = this.wallet(slot.seat);
          const tipped = keeperFor(wallet, keeper);
          return expireClaim({ wallet, task, page, panel: number, slot: slot.index, keeper: tipped });
        },
      });
    }
    if (taken.length === 0 && panel.wave === 0) {
      this.from(endOf(this.facts.task), {
        what: 'releasePanel',
        key: this.key('releasePanel', number),
        build: (caller) => releasePanel({ caller, task: this.page.task, page, panel: number }),
      });
    } else if (claimed.length === 0 && panel.until > 0n) {
      this.from(this.end(panel), {
        what: 'expireCommit',
        key: this.key('expireCommit', number),
        build: () => expireCommit({ page, panel: number }),
      });
    }
  }

  private settle(panel: PanelTimes, from: bigint): void {
    this.from(from, {
      what: 'settle',
      key: this.key('settle', panel.number),
      build: () => settle({ page: this.address, panels: [panel.number] }),
    });
  }

  /** What one member is owed by one panel; a later panel's slot of the same member joins the same instruction. */
  private collect(panel: PanelTimes): void {
    for (const slot of panel.taken()) {
      if (slot.state !== 'revealed' && slot.state !== 'missed') continue;
      const entry = { panel: panel.number, slot: slot.index };
      const missed = slot.state === 'missed';
      const open = this.collecting.get(slot.seat);
      if (open !== undefined && open.entries.length < COLLECT_AT_ONCE) {
        open.entries.push(entry);
        open.missed ||= missed;
        continue;
      }
      this.collecting.set(slot.seat, this.startCollecting(slot, { entries: [entry], missed }));
    }
  }

  private readonly collecting = new Map<number, Collecting>();

  private startCollecting(slot: SlotTimes, open: Collecting): Collecting {
    this.steps.push({
      what: 'collect',
      key: this.key('collect', (open.entries[0] as { panel: bigint }).panel, slot.index),
      build: (_, keeper) => {
        const wallet = this.wallet(slot.seat);
        // Only who never revealed pays a tip.
        const tipped = open.missed ? keeperFor(wallet, keeper) : undefined;
        const { task } = this.page;
        return collect({ wallet, task, page: this.address, entries: [...open.entries], keeper: tipped });
      },
    });
    return open;
  }

  /** The block that decides about an audit comes a few slots after the labels; a payload's audits need none. */
  private lot(panel: PanelTimes): void {
    if (this.page.auditItems === 0 || this.at.seconds >= this.end(panel)) return;
    const { number, phaseSlot } = panel;
    const decided = phaseSlot + BigInt(DRAW.delay);
    if (this.at.slot > decided) this.lots.push({ panel: number, phaseSlot });
    else this.ask({ slot: decided + 1n });
  }

  private end(panel: PanelTimes): bigint {
    return deadline(panel.until, panel.phaseSlot, this.page.graceSecs, this.at);
  }

  private key(what: string, ...parts: (bigint | number)[]): string {
    return [what, this.address.toBase58(), ...parts].join(' ');
  }

  private wallet(seat: number): PublicKey {
    const found = this.facts.walletOf(seat);
    if (found === undefined)
      throw new TaggerClientError('NoSuchSeat', `nobody is known to have seat ${seat} of this task: read its seats`);
    return found;
  }
}
