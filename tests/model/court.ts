/**
 * A small reviewed task as a state machine: one panel whose answers are in, annotators, a requester, a few validators. Nobody
 * knows who is drawn, so every outcome of a draw is tried that differs in more than names.
 */
import { createHash } from 'node:crypto';
import { Keypair, type PublicKey, type TransactionInstruction } from '@solana/web3.js';
import {
  appealItems,
  appealScore,
  auditPanel,
  cancelTask,
  candidatesOf,
  closePage,
  closeTask,
  collect,
  collectVotes,
  commitment,
  commitVotes,
  concludeCase,
  contestItems,
  contestScore,
  DRAW,
  drawSeats,
  epochOf,
  expireVotes,
  foldPage,
  fundersOf,
  itemMask,
  leavePool,
  leaveTask,
  METHOD,
  packLabels,
  PAYLOAD,
  pagePda,
  removeValidator,
  retargetDraw,
  revealVotes,
  reviewPageBytes,
  settle,
  settleCase,
  sweepTask,
  weightsIn,
  type Bits,
  type CourtView,
  type PageView,
  type SlotView,
} from '@tagger/client';
import { parametersUpdate } from '../support/admin.ts';
import { answer, panels, join, thePage, type PanelSetup } from '../support/build.ts';
import { people, team } from '../support/people.ts';
import { enrich, joinValidators, nextEpoch, ownPool, submit, VOTE_FEE } from '../support/reviews.ts';
import { now } from '../support/time.ts';
import { act, createWorld, type Actor, type World } from '../support/world.ts';
import { nextDeadline, type Wait } from './explorer.ts';
import { blockOf, likeness } from './likeness.ts';
import { stateOf, type Block, type Machine, type Move, type Party, type State } from './machine.ts';
import { nameOf, reviewsOf, roundsOf, subjectOf, viewOf, type Placed, type View } from './view.ts';

/** Every window of the example, seconds: with one length there are few moments to tell apart. */
export const WINDOW = 600;

export interface Plan {
  name: string;
  /** What each annotator says about each item; of a payload task only how many items there are. */
  labels: number[][];
  /** Whether the answer is a payload, judged item by item and in every case. */
  payload: boolean;
  /** Which items may be contested together. */
  contests: number[][];
  validators: number;
  reviewSeats: number;
  appealRounds: number;
  audited: boolean;
  /** Whether seats are also drawn one by one, and blocks forgotten before they are used. */
  slowDraws: boolean;
  /** Whether the requester may end the task early. */
  cancels: boolean;
  /** Whether one of the validators, Vera, may leave the pool. */
  leaves: boolean;
  /** Whether what is owed is collected in every order, or in one as soon as nothing depends on the order any more. */
  everyOrder: boolean;
}

export interface Court {
  world: World;
  plan: Plan;
  setup: PanelSetup;
  crew: Actor[];
  validators: Actor[];
  /** A stranger with lamports: who opens an audit pays the rent of its page, and gets it back. */
  keeper: Actor;
  start: State;
}

const NAMES = ['ann', 'ben'] as const;
const VOTES = [0, 1];

/** The task of a plan with all answers in, ten minutes before its end. */
export async function openCourt(plan: Plan): Promise<Court> {
  const world = ownPool(await createWorld());
  const windows = { reviewCommitSecs: WINDOW, reviewRevealSecs: WINDOW, challengeSecs: WINDOW, appealSecs: WINDOW };
  await act(world, world.admin, await parametersUpdate(world, windows));
  const validators = await joinValidators(world, plan.validators, 20_000_000n);
  await nextEpoch(world);
  const items = plan.labels[0]?.length ?? 0;
  const terms = {
    ...(plan.payload ? PAYLOAD : { method: METHOD.majority }),
    itemCount: items,
    holdSecs: WINDOW,
    commitSecs: WINDOW,
    revealSecs: WINDOW,
    goldSecs: WINDOW,
    reviewSeats: plan.reviewSeats,
    reviewFee: VOTE_FEE,
    appealRounds: plan.appealRounds,
    ...(plan.payload && { auditItems: items }),
    ...(plan.audited && !plan.payload && { auditBps: 10_000, auditItems: items }),
  };
  const seats = plan.labels.length;
  const setup = await panels(world, [{ items, seatsFirst: seats }], { terms, lifeSecs: 3_600n });
  const crew = await team(world, seats);
  const [keeper] = (await people(world, 1, 0n)) as [Actor];
  // Enough balance to contest every item and to appeal once.
  for (const member of crew) await enrich(world, member, VOTE_FEE * BigInt(items * (3 * plan.reviewSeats + 1)));
  await join(world, setup, crew, setup.terms.bond);
  if (plan.payload) await submit(world, setup, crew[0] as Actor);
  else await answer(world, setup, crew, plan.labels);
  const { endsAt } = await thePage(world, setup);
  const start = stateOf(world, endsAt - BigInt(WINDOW), BigInt((await now(world)).slot));
  return { world, plan, setup, crew, validators, keeper, start };
}

/** Everything anybody may try. Instructions are built once and kept. */
export class Docket {
  private readonly machine: Machine;
  private readonly court: Court;
  private readonly built = new Map<string, Move>();
  private readonly hidden = new Map<string, string>();
  private readonly stranger = Keypair.generate().publicKey;
  private readonly wallets: Map<string, Actor>;
  private readonly pages: PublicKey[];
  private readonly context: Uint8Array;
  private moves: Move[] = [];

  constructor(machine: Machine, court: Court) {
    this.machine = machine;
    this.court = court;
    this.wallets = new Map(court.validators.map((actor) => [nameOf(actor.key), actor]));
    this.pages = Array.from({ length: 8 }, (_, index) => pagePda(court.setup.task, index));
    const subject = subjectOf(viewOf(court.start)) as Placed<PageView>;
    this.context = Uint8Array.from(subject.view.context);
  }

  readonly key = (state: State): string => likeness(state, this.told, (hash) => this.voted(hash));

  /** The validator who may leave, and who is told from the others. */
  get vera(): Actor {
    return this.court.validators[0] as Actor;
  }

  /** Where nobody leaves, she is one of the bench. */
  private get told(): string {
    return this.court.plan.leaves ? nameOf(this.vera.key) : '';
  }

  private voted(hash: Uint8Array): string {
    return this.hidden.get(Buffer.from(hash).toString('hex')) ?? '';
  }

  readonly movesOf = (state: State): Move[] => {
    const view = viewOf(state);
    this.moves = [];
    if (this.settling(state, view)) return this.moves;
    this.task(view);
    for (const page of reviewsOf(view)) {
      for (const round of roundsOf(page.view)) {
        this.round(page, round);
        this.seated(view, page, round);
        for (const at of this.draws(state, view, page, round)) this.drawing(page, round, at);
      }
    }
    return this.moves;
  };

  /** How the clock may go on: seconds to the next deadline, slots to the next block that matters. */
  readonly waitsOf = (state: State): Wait[] => {
    const { slot } = state;
    const view = viewOf(state);
    this.moves = [];
    if (this.settling(state, view)) return [];
    const waits: Wait[] = [];
    const deadline = nextDeadline(state);
    if (deadline !== undefined) waits.push({ name: 'the next deadline', now: deadline });
    const subject = subjectOf(view)?.view;
    const audits = (subject?.panels ?? [])
      .filter(({ phase }) => phase === 'challenge' && (subject?.terms.auditItems ?? 0) > 0)
      .map(({ phaseSlot }) => phaseSlot + BigInt(DRAW.delay));
    const draws = reviewsOf(view)
      .flatMap(({ view: page }) => roundsOf(page))
      .filter(({ phase }) => phase === 'draw')
      .map((round) => round.case.target);
    const coming = [...audits, ...draws].filter((target) => blockOf(target, slot) === 'to come');
    if (coming.length > 0) waits.push({ name: 'a block', slot: coming.reduce((a, b) => (a < b ? a : b)) + 1n });
    const there = draws.filter((target) => blockOf(target, slot) === 'there');
    const next = (epochOf(slot) + 1n) * BigInt(DRAW.epochSlots);
    const forgotten = (there[0] ?? 0n) + BigInt(DRAW.remembered);
    if (this.court.plan.slowDraws && there.length > 0 && forgotten < next)
      waits.push({ name: 'a block is forgotten', slot: forgotten });
    const leaving = view.pool.some(({ view: pool }) =>
      pool.validators.some((found) => found.state === 'leaving' && found.since > epochOf(slot)),
    );
    if (leaving || there.length > 0) waits.push({ name: 'the next epoch', slot: next });
    return waits;
  };

  /**
   * Collecting commutes with everything else once no draw can come any more (a draw asks for free bonds): then it is enough to
   * look at one order, and nothing else is tried until it is done (a persistent set of one step, Godefroid 1996). Adds that step;
   * false when there is none.
   */
  private settling(state: State, view: View): boolean {
    if (this.court.plan.everyOrder) return false;
    const subject = subjectOf(view)?.view.panels[0];
    const contestable = subject !== undefined && subject.phase === 'challenge' && subject.contested.includes(false);
    const reviews = reviewsOf(view);
    const over = ['settled', 'done'];
    const open = reviews.some(({ view: page }) => roundsOf(page).some(({ phase }) => !over.includes(phase)));
    const unsettled = subject !== undefined && ['commit', 'reveal', 'revealed', 'gold'].includes(subject.phase);
    if (contestable || open || unsettled) return false;
    for (const page of reviews) {
      for (const round of roundsOf(page.view)) {
        const slot = round.slots.find(({ state }) => state === 'revealed' || state === 'missed');
        if (round.phase !== 'settled' || slot === undefined) continue;
        const actor = this.sitter(view, slot.seat);
        if (actor === undefined) continue;
        this.collecting(page, round, slot, actor.key);
        return true;
      }
    }
    const slot = subject?.slots.find(({ state }) => state === 'revealed' || state === 'missed');
    if (subject?.phase === 'settled' && slot !== undefined) {
      this.collectingFor(slot.index);
      return true;
    }
    return this.winding(view, state.now);
  }

  /** When nothing is open any more and the task is over: pages, seats, fees, task, in this order. */
  private winding(view: View, now: bigint): boolean {
    const task = view.task[0]?.view;
    const busy = view.page.some(({ view: page }) => page.panels.some(({ phase }) => phase !== 'done'));
    if (task === undefined || busy || now < task.endsAt) return false;
    const [page, seat] = [view.page[0], view.seat[0]];
    const owed = task.feesDue + task.slashesDue > 0n;
    if (page !== undefined) this.closing(page);
    else if (seat !== undefined) this.leaving(this.court.crew.findIndex(({ key }) => key.equals(seat.view.wallet)));
    else this.ending(owed);
    return true;
  }

  /** Adds a move; `instruction` is called once for each `id`. */
  private add(party: Party, name: string, id: string, instruction: () => TransactionInstruction, block?: Block): void {
    const key = `${party}:${name}:${id}`;
    let move = this.built.get(key);
    if (move === undefined) {
      move = this.machine.move(party, name, instruction(), block);
      this.built.set(key, move);
    }
    this.moves.push(move);
  }

  /** Steps of the task, its panel and its members. */
  private task(view: View): void {
    const { setup, crew, keeper } = this.court;
    const { task, page, requester } = setup;
    const operator = requester.key;
    const add = this.add.bind(this);
    crew.forEach(({ key: wallet }, at) => {
      const party = NAMES[at] as Party;
      add(party, 'leave', party, () => leaveTask({ caller: wallet, wallet, task, rentPayer: wallet }));
      this.leaving(at);
      this.collectingFor(at);
    });
    if (this.court.plan.cancels) add('requester', 'cancel', '', () => cancelTask({ requester: operator, task }));
    add('keeper', 'settle', '', () => settle({ page, panels: [0n] }));
    if (this.court.plan.everyOrder) add('keeper', 'fold', '', () => foldPage({ task, page }));
    this.ending(true);
    this.ending(false);
    if (this.court.plan.leaves) add('vera', 'leave the pool', '', () => leavePool({ wallet: this.vera.key }));
    add('keeper', 'remove', '', () => removeValidator({ wallet: this.vera.key }));
    view.page.forEach((placed) => this.closing(placed));
    const early = { task, page, rentPayer: operator, caller: operator };
    add('requester', 'close page early', '', () => closePage(early));
    const made = view.task[0]?.view.pagesMade ?? 0;
    const subject = subjectOf(view)?.view.panels[0];
    if (subject === undefined) return;
    const review = (items: number[]) => ({
      task,
      subject: page,
      panel: 0n,
      page: this.pages[made] as PublicKey,
      bytes: reviewPageBytes({ ...(subjectOf(view) as Placed<PageView>).view.terms }, subject.items, items.length),
      items: itemMask(items, subject.items),
    });
    for (const items of this.court.plan.contests) {
      const id = `${made}:${items.join()}`;
      add('requester', 'contest items', id, () => contestItems({ ...review(items), operator }));
      crew.forEach(({ key: wallet }, at) =>
        add(NAMES[at] as Party, 'contest score', id, () => contestScore({ ...review(items), wallet })),
      );
    }
    if (this.court.plan.audited && subject.phase === 'challenge') {
      const left = subject.contested.flatMap((contested, item) => (contested ? [] : [item]));
      const block = { slot: subject.phaseSlot + BigInt(DRAW.delay), hash: seedOf(0) };
      const id = `${made}:${left.join()}:${block.slot}`;
      add('keeper', 'audit', id, () => auditPanel({ ...review(left), payer: keeper.key }), block);
    }
  }

  private closing({ address, view: { index, rentPayer } }: Placed<PageView>): void {
    const { task } = this.court.setup;
    const parts = { task, page: this.pages[index] as PublicKey, rentPayer, caller: this.stranger };
    // The same address may hold the review of somebody else in another state.
    this.add('keeper', 'close page', `${address}:${nameOf(rentPayer)}`, () => closePage(parts));
  }

  private leaving(at: number): void {
    const { task } = this.court.setup;
    const { key: wallet } = this.court.crew[at] as Actor;
    const parts = { caller: this.stranger, wallet, task, rentPayer: wallet };
    this.add('keeper', 'leave for him', `${at}`, () => leaveTask(parts));
  }

  private ending(owed: boolean): void {
    const { setup, world } = this.court;
    const { task, requester } = setup;
    const { treasury, tagMint } = world;
    if (owed) this.add('keeper', 'sweep', '', () => sweepTask({ task, treasury, tagMint }));
    else this.add('keeper', 'close task', '', () => closeTask({ requester: requester.key, task }));
  }

  private collectingFor(at: number): void {
    const { task, page } = this.court.setup;
    const { key: wallet } = this.court.crew[at] as Actor;
    this.add('keeper', 'collect', `${at}`, () => collect({ wallet, task, page, entries: [{ panel: 0n, slot: at }] }));
  }

  private collecting({ address, view }: Placed<PageView>, round: CourtView, slot: SlotView, wallet: PublicKey): void {
    const [page, panel] = [this.pages[view.index] as PublicKey, round.number];
    const entries = [{ panel, slot: slot.index }];
    const id = `${address}:${panel}:${slot.index}:${slot.seat}`;
    const { task } = this.court.setup;
    this.add('keeper', 'collect votes', id, () => collectVotes({ wallet, task, page, entries }));
  }

  /** Who holds a place of the pool. */
  private sitter(view: View, place: number): Actor | undefined {
    const found = view.pool.flatMap(({ view: pool }) => pool.validators).find((validator) => validator.place === place);
    return found === undefined ? undefined : this.wallets.get(nameOf(found.wallet));
  }

  /** Steps that move a round on. */
  private round({ address, view: page }: Placed<PageView>, { number: panel, case: about }: CourtView): void {
    const { setup, crew } = this.court;
    const { task } = setup;
    const id = `${address}:${panel}`;
    const at = { page: this.pages[page.index] as PublicKey, panel };
    const subject = about.subjectPage;
    this.add('keeper', 'retarget', id, () => retargetDraw(at));
    this.add('keeper', 'expire votes', id, () => expireVotes(at));
    this.add('keeper', 'count', id, () => settleCase(at));
    this.add('requester', 'appeal items', id, () => appealItems({ ...at, operator: setup.requester.key, task }));
    crew.forEach(({ key: wallet }, who) =>
      this.add(NAMES[who] as Party, 'appeal score', id, () => appealScore({ ...at, wallet, task, subject })),
    );
    const funders = fundersOf(page, panel);
    const names = funders.map(nameOf).join();
    this.add('keeper', 'conclude', `${id}:${names}`, () => concludeCase({ ...at, task, subject, funders }));
  }

  /** Steps of those who sit on a round, and their collection. Of several who did the same, only one acts. */
  private seated(view: View, placed: Placed<PageView>, round: CourtView): void {
    const { address, view: page } = placed;
    const done = new Set<string>();
    const at = this.pages[page.index] as PublicKey;
    for (const found of round.slots) {
      const { index: slot, seat, state, commitment: hash } = found;
      const actor = this.sitter(view, seat);
      if (actor === undefined || state === 'empty') continue;
      const party = nameOf(actor.key) === this.told ? 'vera' : 'bench';
      const like = `${party}:${state}:${this.voted(Uint8Array.from(hash))}`;
      if (done.has(like)) continue;
      done.add(like);
      const panel = round.number;
      const id = `${address}:${panel}:${slot}:${seat}`;
      const wallet = actor.key;
      for (const vote of VOTES) {
        const salt = new Uint8Array(32).fill(vote + 1);
        const votes = Array.from({ length: round.items }, () => vote);
        const answers = packLabels(votes, page.terms.bits as Bits);
        const hidden = commitment({ context: this.context, page: page.index, panel, wallet }, answers, salt);
        this.hidden.set(Buffer.from(hidden).toString('hex'), `${vote}`);
        const commits = [{ panel, slot, commitment: hidden }];
        const reveals = [{ panel, slot, salt, answers }];
        this.add(party, `vote ${vote}`, id, () => commitVotes({ wallet, page: at, entries: commits }));
        this.add(party, `reveal ${vote}`, id, () => revealVotes({ wallet, page: at, entries: reveals }));
      }
      this.collecting(placed, round, found, wallet);
    }
  }

  /** Draws with different outcomes: with Vera and without her, as far as both can happen. */
  private draws(state: State, view: View, page: Placed<PageView>, round: CourtView): Outcome[] {
    const { slot } = state;
    const { target, seed } = round.case;
    if (round.phase !== 'draw' || epochOf(target) !== epochOf(slot) || slot <= target) return [];
    if (seed === undefined && blockOf(target, slot) !== 'there') return [];
    const rounds = roundsOf(page.view);
    const pools = view.pool.map((pool) => pool.view);
    const { task, requester, crew } = { ...this.court.setup, crew: this.court.crew };
    const seated = new Set(crew.map(({ key }) => nameOf(key)));
    const earlier = rounds.slice(0, rounds.indexOf(round));
    const place = { page: this.pages[page.view.index] as PublicKey, round, earlier, pools, slot };
    const people = {
      parties: [requester.key],
      hasSeat: (key: PublicKey) => seated.has(nameOf(key)),
    };
    const drawn = (hash: Uint8Array): PublicKey[] =>
      candidatesOf({ ...place, ...people, seed: hash, bond: page.view.terms.reviewBond }, 1_000).map(
        ({ validator }) => validator.wallet,
      );
    const id = (hash: Uint8Array): Omit<Outcome, 'candidates'> => ({
      block: { slot: target, hash },
      task,
      shards: pools.length,
    });
    if (seed !== undefined) return [{ ...id(seed), candidates: drawn(seed) }];
    // Who can be drawn at all; with enough seats everybody is.
    const taken = new Set([...earlier, round].flatMap((r) => r.slots.map((s) => (s.state === 'empty' ? -1 : s.seat))));
    const free = pools.flatMap((pool) =>
      pool.validators.filter(
        (found) =>
          !taken.has(found.place) &&
          found.bond - found.held >= page.view.terms.reviewBond &&
          (weightsIn(pool, slot)[DRAW.poolPlaces + found.leaf] ?? 0) > 0,
      ),
    );
    const vera = free.some(({ wallet }) => nameOf(wallet) === this.told);
    const both = vera && round.case.wanted < free.length;
    const found = new Map<boolean, Outcome>();
    for (let n = 0; found.size < (both ? 2 : 1); n += 1) {
      const candidates = drawn(seedOf(n));
      found.set(
        candidates.some((key) => nameOf(key) === this.told),
        { ...id(seedOf(n)), candidates },
      );
    }
    // She first: whose keys come up must not decide what a table shows.
    return [true, false].flatMap((withHer) => found.get(withHer) ?? []);
  }

  private drawing({ address, view: page }: Placed<PageView>, { number: panel }: CourtView, at: Outcome): void {
    const { task, shards, block, candidates } = at;
    const place = { task, page: this.pages[page.index] as PublicKey, panel, pools: shards };
    const draw = (name: string, count: number): void => {
      const some = candidates.slice(0, count);
      const id = `${address}:${panel}:${block.slot}:${Buffer.from(block.hash).toString('hex')}:${some.map(nameOf).join()}`;
      this.add('keeper', name, id, () => drawSeats({ ...place, candidates: some }), block);
    };
    draw('draw', candidates.length);
    if (this.court.plan.slowDraws && candidates.length > 1) draw('draw one', 1);
  }
}

interface Outcome {
  block: Block;
  task: PublicKey;
  shards: number;
  candidates: PublicKey[];
}

const seeds: Uint8Array[] = [];

/** The `n`th hash a block may have. */
function seedOf(n: number): Uint8Array {
  seeds[n] ??= new Uint8Array(createHash('sha256').update(`block ${n}`).digest());
  return seeds[n];
}
