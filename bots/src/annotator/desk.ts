/** The work on one task: what is due for seats that are held, and new claims. Each call reads the chain and goes on from there. */
import type { TransactionInstruction } from '@solana/web3.js';
import {
  addBond,
  bondsFor,
  claim,
  CLAIM_MODE,
  collect,
  commit,
  commitBatches,
  commitsDue,
  createMember,
  fetchMember,
  fetchSeat,
  joinTask,
  listPages,
  lostReveals,
  MOST_CLAIMS,
  ownSlot,
  returnClaim,
  returnCost,
  reveal,
  revealBatches,
  revealsDue,
  stake,
  stakeNeeded,
  TaggerClientError,
  takeTicket,
  TICKET,
  ticketDueOf,
  translate,
  vacancy,
  type Answerer,
  type ChainClock,
  type Keyed,
  type PageView,
  type PanelView,
  type SeatAccount,
  type TaskAccount,
} from '@tagger/client';
import type { Storage } from '@tagger/client/storage';
import { keyMissing, type Kit } from '../kit/index.ts';
import type { Answering, PanelAnswers } from './answering.ts';
import type { AnswerBook } from './book.ts';
import { bondToLock, obstacle } from './plan.ts';
import type { Payloads } from './payloads.ts';
import type { TaskItems } from './read.ts';
import type { AnnotatorSettings } from './settings.ts';
import type { Sidecars } from './sidecars.ts';

export interface Counts {
  done: { inc(labels: { step: string }, by?: number): void };
  passed: { inc(labels: { why: string }, by?: number): void };
  trouble: { inc(labels: { what: string }, by?: number): void };
}

/** What all desks share. */
export interface Office {
  kit: Kit;
  settings: AnnotatorSettings;
  book: AnswerBook;
  sidecars: Sidecars | undefined;
  /** Where payloads go. */
  storage: Storage | undefined;
  /** Base units the wallet can still stake: what its own account holds. */
  spare(): Promise<bigint>;
  saltSecret: Uint8Array;
  counts: Counts;
  minStake: bigint;
}

/** Entries of one `collect`. */
const COLLECT = 16;
/** Lamports a transaction costs without priority, and transactions a panel takes at most until it is paid. */
const FEE = 5_000n;
const TRANSACTIONS = 3n;
/** Compute of such a transaction at most, for what priority would cost. */
const COMPUTE = 1_400_000n;
/** Seconds after its window until answers nobody claimed for are forgotten. */
const FORGET_SECS = 3_600n;
/** What gateways and requesters do wrong with items. */
const UNREADABLE = /^(Payload|Gateway|PrivateAddress|BadItems|NoSuchItem|WrongKey)/;

/** A key that was named by somebody else's hand is theirs to replace. */
function otherKeyIsNone(error: unknown): undefined {
  if (error instanceof TaggerClientError && error.name === 'OtherKey') return undefined;
  throw error;
}

/** What a desk works with besides its office. */
export interface DeskParts {
  /** Items, as soon as they can be read: `undefined` while the key of a private task has not come. */
  open(): Promise<TaskItems | undefined>;
  answering: Answering;
  /** Seals answers and serves those who judge them. */
  payloads?: Payloads | undefined;
}

export class Desk {
  readonly task: Keyed<TaskAccount>;
  private readonly office: Office;
  private readonly parts: DeskParts;
  private items: TaskItems | undefined;
  private readonly name: string;
  /** Panels that can't be answered, so that nobody asks the model again. */
  private readonly refused = new Set<string>();
  /** Panels whose items could not be fetched, and when to try again. */
  private readonly later = new Map<string, number>();
  /** Answers made again after the book was lost, for panels whose commitment they must match. */
  private readonly again = new Map<string, PanelAnswers | undefined>();
  private readonly told = new Set<string>();

  constructor(office: Office, task: Keyed<TaskAccount>, parts: DeskParts) {
    this.office = office;
    this.task = task;
    this.parts = parts;
    this.name = task.address.toBase58();
  }

  private get isPrivate(): boolean {
    return this.task.terms.private !== 0;
  }

  /** Items, tried again until they can be read. */
  private async opened(): Promise<TaskItems | undefined> {
    this.items ??= await this.parts.open();
    return this.items;
  }

  /** A seat without items: the key of a private task has not come. */
  async waits(): Promise<boolean> {
    return this.isPrivate && (await this.opened()) === undefined && (await this.seat()) !== undefined;
  }

  /** Reveals, commits, collects, redeems and posts whatever is due for the wallet. Returns how many things were done. */
  async finish(clock: ChainClock): Promise<number> {
    const seat = await this.seat();
    if (seat === undefined) return 0;
    let done = 0;
    const pages = await this.pages();
    done += (await this.parts.payloads?.serve(seat, pages)) ?? 0;
    for (const page of pages) {
      // Reveals first: nothing costs more than one that is missed.
      done += await this.reveal(page, seat, clock);
      done += await this.commit(page, seat, clock);
      done += await this.collect(page, seat, clock);
      await this.clear(page, seat, clock);
    }
    return done + (await this.redeem(seat, clock));
  }

  /** Panels held without a commitment; open tickets count as what they asked for. */
  async held(): Promise<number> {
    const seat = await this.seat();
    if (seat === undefined) return 0;
    const pages = await this.pages();
    const claimed = pages
      .flatMap(({ panels }) => panels)
      .filter((panel) => ownSlot(panel, seat.index)?.state === 'claimed');
    return claimed.length + (seat.ticket.target === 0n ? 0 : seat.ticket.count);
  }

  /**
   * Claims at most `room` panels whose answers are made and on disk. `locked` are the base units behind all seats of the
   * wallet. Returns how many panels were claimed or asked for.
   */
  async claim(room: number, locked: bigint, clock: ChainClock, mayWait = true): Promise<number> {
    if (room <= 0 || this.office.book.full) return 0;
    const known = await this.seat();
    if (known !== undefined && known.ticket.target !== 0n) return 0;
    const pages = await this.pages();
    const open = pages.map((page) => ({ page, panels: this.fitting(page, known?.index ?? -1, clock) }));
    const wanted = open.reduce((sum, { panels }) => sum + panels.length, 0);
    if (wanted === 0) return 0;
    if ((await this.opened()) === undefined) {
      // Only who has a seat gets the key: nothing is claimed before it is there.
      if (known === undefined && mayWait) await this.join(1, locked, clock);
      return 0;
    }
    let left = room;
    let got = 0;
    let seat = known;
    for (const { page, panels } of open) {
      if (left <= 0 || panels.length === 0 || this.office.kit.stopping.aborted) break;
      const assigned = this.task.terms.claimMode === CLAIM_MODE.assigned;
      // A ticket may get any panel of the page that is open.
      const asked = assigned ? this.vacant(page, known?.index ?? -1, clock) : panels.slice(0, left);
      const ready = await this.prepare(page, asked, clock);
      if (ready.length === 0) continue;
      if (assigned && ready.length < asked.length) {
        this.pass('unanswerable');
        continue;
      }
      // Making the answers took time: a pace is known now, and windows went on.
      const now = await this.office.kit.chain.clock();
      const still = ready.filter((panel) => obstacle(panel, page, now, this.pace()) === undefined);
      if (still.length === 0 || (assigned && still.length < asked.length)) continue;
      this.office.kit.wallet.checkRoom({ lamports: this.cost(Math.min(left, still.length)), tag: 0n }, now);
      if (seat === undefined) {
        if (!(await this.join(Math.min(left, wanted), locked, now))) return got;
        seat = await this.seat();
        // A dry run has no seat to claim with.
        if (seat === undefined) return got;
      } else if (bondsFor(seat, this.task.terms.bond) < Math.min(left, still.length)) {
        seat = (await this.topUp(seat, Math.min(left, wanted), locked, now)) ?? seat;
      }
      left = Math.min(left, bondsFor(seat, this.task.terms.bond));
      if (left <= 0) {
        this.pass('bond');
        break;
      }
      const taken = assigned
        ? await this.takeTicket(page, Math.min(left, still.length, TICKET.panels), now)
        : await this.takePanels(page, still.slice(0, left), now);
      got += taken;
      left -= taken;
      // One ticket at a time.
      if (assigned && taken > 0) break;
    }
    return got;
  }

  private readonly seat = async (): Promise<Keyed<SeatAccount> | undefined> => {
    const { chain, wallet } = this.office.kit;
    return (await fetchSeat(chain.connection, this.task.address, wallet.publicKey)) ?? undefined;
  };

  private readonly pages = async (): Promise<Keyed<PageView>[]> =>
    (await listPages(this.office.kit.chain.connection, { task: this.task.address })).filter(
      ({ review }) => review === 0,
    );

  private vacant(page: PageView, seat: number, clock: ChainClock): PanelView[] {
    if (clock.seconds >= page.endsAt) return [];
    return page.panels.filter((panel) => vacancy(panel, seat, page.terms.restartGraceSecs, clock) !== undefined);
  }

  /** Open panels whose windows leave enough time. */
  private fitting(page: PageView, seat: number, clock: ChainClock): PanelView[] {
    const open = this.vacant(page, seat, clock).filter((panel) => !this.refused.has(this.key(page, panel)));
    return open.filter((panel) => {
      const why = obstacle(panel, page, clock, this.pace());
      if (why !== undefined) this.pass(why);
      return why === undefined;
    });
  }

  private pace() {
    const { margin, leastHoldSecs, leastRevealSecs } = this.office.settings;
    return { secondsPerItem: this.parts.answering.secondsPerItem, margin, leastHoldSecs, leastRevealSecs };
  }

  /** Makes answers and writes them down; panels that can't be answered are left out. */
  private async prepare(page: PageView, panels: readonly PanelView[], clock: ChainClock): Promise<PanelView[]> {
    const { book, kit } = this.office;
    const fresh: { panel: PanelView; answers: PanelAnswers }[] = [];
    const ready: PanelView[] = [];
    for (const panel of panels) {
      if (kit.stopping.aborted) return [];
      const answers = book.get(this.name, page.index, panel) ?? (await this.readable(page, panel));
      if (answers === 'later') continue;
      if (answers === undefined) {
        this.refused.add(this.key(page, panel));
        this.pass('unanswerable');
        continue;
      }
      if (book.get(this.name, page.index, panel) === undefined) fresh.push({ panel, answers });
      ready.push(panel);
    }
    if (!kit.dryRun) book.put(this.name, page.index, clock.seconds, fresh);
    return ready;
  }

  /** The same as `answer`; `later` where items can't be fetched now. That concerns this panel alone, and nobody is asked all the time. */
  private async readable(page: PageView, panel: PanelView): Promise<PanelAnswers | undefined | 'later'> {
    const key = this.key(page, panel);
    if ((this.later.get(key) ?? -Infinity) > performance.now()) return 'later';
    try {
      return await this.answer(panel);
    } catch (thrown) {
      const error = translate(thrown);
      if (!UNREADABLE.test(error.name) || this.office.kit.stopping.aborted) throw error;
      this.later.set(key, performance.now() + this.office.settings.lookSecs * 1_000);
      this.pass(error.name);
      return 'later';
    }
  }

  /** What the model says to a panel's items; `undefined` where that is no answer. */
  private async answer(panel: PanelView): Promise<PanelAnswers | undefined> {
    const items = await this.opened();
    const loads = (await items?.loads(panel.firstItem, panel.items)) ?? [];
    if (loads.length < panel.items) return undefined;
    return this.parts.answering.answer(loads, panel.firstItem, this.office.kit.stopping);
  }

  /** Lamports until so many panels are paid, as dear as it can get. */
  private cost(panels: number): bigint {
    const priority = (BigInt(this.office.settings.priorityFee) * COMPUTE) / 1_000_000n;
    return BigInt(panels) * TRANSACTIONS * (FEE + priority);
  }

  /** Member, stake and seat, whatever is missing, in one transaction. */
  private async join(panels: number, locked: bigint, clock: ChainClock): Promise<boolean> {
    const { kit, settings } = this.office;
    const { wallet, log } = kit;
    const { terms, address: task } = this.task;
    const caps = { most: settings.mostBond, mostInAll: settings.mostBondInAll, locked };
    const bond = bondToLock(panels, terms.bond, caps);
    if (bond === undefined) {
      this.pass('bond');
      return false;
    }
    const rulesHash = Uint8Array.from(this.task.rulesHash);
    const needed = await this.stakeFor(bond, this.task.minStake).catch(otherKeyIsNone);
    if (needed === undefined) {
      this.pass('OtherKey');
      return false;
    }
    const { staked, instructions } = needed;
    if (!(await this.affords(staked))) return false;
    await wallet.push([...instructions, joinTask({ wallet: wallet.publicKey, task, rulesHash, bond })], clock);
    this.did('joined', { bond, staked });
    if (kit.dryRun) log.info({ task: this.name, panels }, 'would claim');
    return true;
  }

  /** Bonds for more panels behind a seat that has none left, as far as the caps allow. */
  private async topUp(
    seat: SeatAccount,
    panels: number,
    locked: bigint,
    clock: ChainClock,
  ): Promise<Keyed<SeatAccount> | undefined> {
    const { kit, settings } = this.office;
    const { bond } = this.task.terms;
    const here = seat.bondFree + seat.bondHeld;
    const caps = { most: settings.mostBond - here, mostInAll: settings.mostBondInAll, locked };
    const amount = bondToLock(panels - bondsFor(seat, bond), bond, caps);
    if (amount === undefined || amount === 0n) return undefined;
    const { staked, instructions } = await this.stakeFor(amount, 0n);
    if (!(await this.affords(staked))) return undefined;
    const own = { wallet: kit.wallet.publicKey, task: this.task.address };
    await kit.wallet.push([...instructions, addBond({ ...own, amount })], clock);
    this.did('bonded', { bond: amount, staked });
    return kit.dryRun ? undefined : this.seat();
  }

  /**
   * What makes so much stake free, and all of it as much as the program asks of everybody; in a private task the key its items
   * are delivered to comes before the seat.
   */
  private async stakeFor(
    bond: bigint,
    least: bigint,
  ): Promise<{ staked: bigint; instructions: TransactionInstruction[] }> {
    const { kit, minStake } = this.office;
    const { chain, wallet } = kit;
    const member = await fetchMember(chain.connection, wallet.publicKey);
    const { stakeActive: active = 0n, stakeLocked: locked = 0n } = member ?? {};
    const staked = stakeNeeded({ active, locked }, { bond, least, leastInAll: minStake });
    const own = { wallet: wallet.publicKey };
    const { tagMint } = await chain.config();
    const reads = this.isPrivate || this.parts.payloads !== undefined;
    return {
      staked,
      instructions: [
        ...(member === null ? [createMember(own)] : []),
        ...(reads ? await keyMissing(kit, member) : []),
        ...(staked > 0n ? [stake({ ...own, from: wallet.tokens, tagMint, amount: staked })] : []),
      ],
    };
  }

  /** Whether the wallet holds what is to be staked. */
  private async affords(staked: bigint): Promise<boolean> {
    if (staked === 0n || staked <= (await this.office.spare())) return true;
    this.pass('stake');
    return false;
  }

  private async takePanels(page: Keyed<PageView>, panels: readonly PanelView[], clock: ChainClock): Promise<number> {
    const numbers = panels.map(({ number }) => number).slice(0, MOST_CLAIMS);
    await this.office.kit.wallet.push([claim({ ...this.at(page), panels: numbers })], clock);
    this.did('claimed', { page: page.index, panels: numbers }, numbers.length);
    return numbers.length;
  }

  private async takeTicket(page: Keyed<PageView>, count: number, clock: ChainClock): Promise<number> {
    await this.office.kit.wallet.push([takeTicket({ ...this.at(page), count })], clock);
    this.did('asked', { page: page.index, count }, count);
    return count;
  }

  private async redeem(seat: SeatAccount, clock: ChainClock): Promise<number> {
    const due = ticketDueOf(seat, clock.slot);
    if (due?.instruction === undefined) return 0;
    await this.office.kit.wallet.push([due.instruction], clock);
    this.did(due.what === 'redeem' ? 'redeemed' : 'dropped', { page: seat.ticket.page });
    return 1;
  }

  private async commit(page: Keyed<PageView>, seat: SeatAccount, clock: ChainClock): Promise<number> {
    const held = page.panels.filter(
      (panel) => panel.phase === 'commit' && ownSlot(panel, seat.index)?.state === 'claimed',
    );
    if (held.length === 0) return 0;
    const live = held.filter((panel) => (ownSlot(panel, seat.index)?.heldUntil ?? 0n) > clock.seconds);
    // Of a ticket, or of a bot that lost its state: answers are written down before their commitment is sent.
    const prepared = await this.prepare(page, live, clock);
    const ready = new Set(prepared.map(({ number }) => number));
    await this.seal(page, prepared, clock);
    for (const panel of held)
      if (!ready.has(panel.number) && !this.later.has(this.key(page, panel)))
        await this.giveBack(page, panel, seat, clock);
    const due = commitsDue(page, this.answerer(seat)).filter(({ panel }) => ready.has(panel));
    for (const entries of commitBatches(due)) {
      await this.office.kit.wallet.push([commit({ ...this.at(page), entries })], clock);
      this.did('committed', { page: page.index, panels: entries.map(({ panel }) => panel) }, entries.length);
    }
    return due.length;
  }

  /** A claim nobody has answers for: given back where that costs less than letting it lapse. */
  private async giveBack(page: Keyed<PageView>, panel: PanelView, seat: SeatAccount, clock: ChainClock): Promise<void> {
    this.trouble('unfinishable', page, panel.number, 'a claim can not be finished');
    const slot = ownSlot(panel, seat.index);
    if (slot === undefined || slot.heldUntil <= clock.seconds) return;
    const { slash, asLapse } = returnCost(page.terms, slot.heldUntil, clock.seconds);
    if (asLapse) return;
    await this.office.kit.wallet.push(
      [returnClaim({ ...this.at(page), panel: panel.number, slot: slot.index })],
      clock,
    );
    this.did('returned', { page: page.index, panel: panel.number, slash });
  }

  /** Seals and posts the payloads of panels that are held, once each: another sealing would be another answer. */
  private async seal(page: Keyed<PageView>, panels: readonly PanelView[], clock: ChainClock): Promise<void> {
    const { book, kit } = this.office;
    const { payloads } = this.parts;
    if (payloads === undefined || kit.dryRun) return;
    for (const panel of panels) {
      const kept = book.get(this.name, page.index, panel);
      if (kept?.plain === undefined) continue;
      const answer = await payloads.seal(page.index, panel.number, kept.plain);
      book.put(this.name, page.index, clock.seconds, [{ panel, answers: { answer, record: kept.record } }]);
    }
  }

  private async reveal(page: Keyed<PageView>, seat: SeatAccount, clock: ChainClock): Promise<number> {
    await this.remake(page, seat);
    const who = this.answerer(seat);
    const due = revealsDue(page, who);
    for (const entries of revealBatches(due)) {
      await this.office.kit.wallet.push([reveal({ ...this.at(page), entries })], clock);
      this.did('revealed', { page: page.index, panels: entries.map(({ panel }) => panel) }, entries.length);
    }
    for (const panel of lostReveals(page, who))
      this.trouble('lost', page, panel, 'the answers of a commitment are gone, and the model gives others now');
    return due.length;
  }

  /** Asks the model again where a reveal is due and the book has nothing: a model that is always the same gives the same. */
  private async remake(page: PageView, seat: SeatAccount): Promise<void> {
    // No second sealing gives the same payload.
    if (this.parts.payloads !== undefined) return;
    for (const panel of page.panels) {
      if (panel.phase !== 'reveal' || ownSlot(panel, seat.index)?.state !== 'committed') continue;
      const key = this.key(page, panel);
      if (this.again.has(key) || this.office.book.get(this.name, page.index, panel) !== undefined) continue;
      this.again.set(key, await this.answer(panel));
    }
  }

  private async collect(page: Keyed<PageView>, seat: SeatAccount, clock: ChainClock): Promise<number> {
    const due = page.panels.flatMap((panel) => {
      const slot = panel.phase === 'settled' ? ownSlot(panel, seat.index) : undefined;
      const owed = slot?.state === 'revealed' || slot?.state === 'missed';
      return slot !== undefined && owed ? [{ panel: panel.number, slot: slot.index }] : [];
    });
    for (let from = 0; from < due.length; from += COLLECT) {
      const entries = due.slice(from, from + COLLECT);
      const { wallet } = this.office.kit;
      const where = { wallet: wallet.publicKey, task: this.task.address, page: page.address };
      await wallet.push([collect({ ...where, entries })], clock);
      this.did('collected', { page: page.index, panels: entries.map(({ panel }) => panel) }, entries.length);
    }
    return due.length;
  }

  /** Posts the record of what was shown, and forgets answers that are shown or that nobody will ever ask for. */
  private async clear(page: Keyed<PageView>, seat: SeatAccount, clock: ChainClock): Promise<void> {
    const { book, sidecars, kit } = this.office;
    if (kit.dryRun) return;
    const gone: { page: number; panel: bigint }[] = [];
    for (const entry of book.of(this.name)) {
      if (entry.page !== page.index) continue;
      const panel = page.panels.find(({ number }) => number === entry.panel);
      const state = panel === undefined ? undefined : ownSlot(panel, seat.index)?.state;
      const shown = state === 'revealed' || state === 'collected';
      const answers = panel === undefined ? undefined : book.get(this.name, page.index, panel);
      // A payload holds its record itself.
      const record = this.parts.payloads === undefined ? sidecars : undefined;
      if (shown && panel !== undefined && answers?.answer !== undefined && record !== undefined)
        if (!(await record.post(page.address, panel.number, answers.answer, answers.record))) continue;
      // A node that is behind may not show a claim: what has no seat is kept until nobody can have one.
      const window = BigInt(page.terms.commitSecs + page.terms.holdSecs) + FORGET_SECS;
      const forgotten = state === undefined && clock.seconds > entry.at + window;
      if (shown || state === 'missed' || entry.panel < page.firstPanel || forgotten) gone.push(entry);
    }
    book.drop(this.name, gone);
  }

  private answerer(seat: SeatAccount): Answerer {
    const { book, kit, saltSecret } = this.office;
    return {
      wallet: kit.wallet.publicKey,
      seat: seat.index,
      saltSecret,
      answersTo: (panel, page) => {
        const found = book.get(this.name, page, panel) ?? this.again.get(`${page}/${panel.number}`);
        return found?.answer;
      },
    };
  }

  private at(page: Keyed<PageView>) {
    return { wallet: this.office.kit.wallet.publicKey, task: this.task.address, page: page.address };
  }

  private key(page: PageView, panel: PanelView): string {
    return `${page.index}/${panel.number}`;
  }

  private did(step: string, what: Record<string, unknown>, count = 1): void {
    const { kit, counts } = this.office;
    if (!kit.dryRun) counts.done.inc({ step }, count);
    kit.log.info({ task: this.name, ...what }, kit.dryRun ? `would have ${step}` : step);
  }

  /** Left to others. */
  private pass(why: string): void {
    this.office.counts.passed.inc({ why });
    if (this.told.has(why)) return;
    this.told.add(why);
    this.office.kit.log.info({ task: this.name, why }, 'left to others');
  }

  private trouble(what: string, page: PageView, panel: bigint, message: string): void {
    const key = `${what} ${page.index} ${panel}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.office.counts.trouble.inc({ what });
    this.office.kit.log.error({ task: this.name, page: page.index, panel }, message);
  }
}
