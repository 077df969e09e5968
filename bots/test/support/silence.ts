/** A market in which everybody fell silent at some stage, and time that passes from one deadline to the next. */
import {
  cancelTask,
  CHOICE,
  domainAppendChange,
  fetchClock,
  leavePool,
  newSalt,
  withdrawDataset,
} from '@tagger/client';
import { chainSource } from '../../src/keeper/source.ts';
import { Scout } from '../../src/keeper/scout.ts';
import { accused } from '../../../tests/support/breaches.ts';
import { answer, commitWork, revealWork, sit, staffed, TRUTH } from '../../../tests/support/build.ts';
import { aBuyer, bidding, heldLicence, purchase, soldOnce } from '../../../tests/support/datasets.ts';
import { electorate, opened, vote } from '../../../tests/support/govern.ts';
import { secretStaffed } from '../../../tests/support/private.ts';
import {
  appealedByRequester,
  ballots,
  bench,
  commitBallots,
  contest,
  contestable,
  draw,
  EXACT_SLOTS,
  joinValidators,
  judge,
  LEAP,
  revealBallots,
  submitted,
} from '../../../tests/support/reviews.ts';
import { assigned, ticketed } from '../../../tests/support/tickets.ts';
import { now } from '../../../tests/support/time.ts';
import { act, theConfig, type Actor, type World } from '../../../tests/support/world.ts';

const ONE = { seatsFirst: 1 };
/** Small purses: what is left of them must come back. */
const PURSE = { escrow: 2_000_000n, pageFunds: 1_500_000n };

/** Nobody came: two panels without a claim. */
const untouched = async (world: World): Promise<unknown> => staffed(world, [{}, {}], 1, PURSE);

/** The requester cancelled; one seat is held. */
async function cancelled(world: World): Promise<void> {
  const { setup, crew } = await staffed(world, [{}, {}], 1, PURSE);
  await sit(world, setup, crew, [TRUTH]);
  await act(world, setup.requester, cancelTask({ requester: setup.requester.key, task: setup.task }));
}

const claimed = async (world: World): Promise<void> => {
  const { setup, crew } = await staffed(world, [{}], 3, PURSE);
  await sit(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
};

/** One of a private task, without the key. */
const keyless = async (world: World): Promise<void> => {
  const { setup, crew } = await secretStaffed(world, [ONE], 1, PURSE);
  await sit(world, setup, crew, [TRUTH]);
};

const committed = async (world: World): Promise<void> => {
  const { setup, crew } = await staffed(world, [{}, {}], 3, PURSE);
  const work = await sit(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
  await commitWork(world, setup, work);
  const second = await sit(world, setup, crew.slice(0, 2), [TRUTH, TRUTH], 1n);
  await commitWork(world, setup, second.slice(0, 1), 1n);
};

/** Answers are in, one is missing, and nobody settles; later waves and majority too. */
const revealed = async (world: World): Promise<void> => {
  const { setup, crew } = await staffed(world, [{}, { seatsFirst: 1, seatsMax: 3 }], 3, PURSE);
  const work = await sit(world, setup, crew, [TRUTH, TRUTH.map((label) => 1 - label), TRUTH]);
  await commitWork(world, setup, work);
  await revealWork(world, setup, work.slice(0, 2));
  const second = await sit(world, setup, crew.slice(0, 1), [TRUTH], 1n);
  await commitWork(world, setup, second, 1n);
  await revealWork(world, setup, second, 1n);
};

/** The requester never opens his gold. */
const goldShut = async (world: World): Promise<void> => {
  const entries = [0, 1, 2].map((offset) => ({ offset, label: TRUTH[offset] as number }));
  const gold = [{ firstItem: 0, entries, salt: newSalt() }];
  const { setup, crew } = await staffed(world, [ONE], 1, { ...PURSE, gold });
  await answer(world, setup, crew, [TRUTH]);
};

const ticketWaits = async (world: World): Promise<void> => {
  const { setup, crew } = await assigned(world, [{}, {}], 2, PURSE);
  for (const member of crew) await ticketed(world, setup, member, 2);
};

const contested = async (world: World): Promise<void> => {
  const { setup } = await contestable(world, [TRUTH, TRUTH], PURSE);
  await contest(world, setup, [0, 1]);
};

/** Validators were drawn and said nothing. */
const drawn = async (world: World): Promise<void> => {
  const { setup } = await contestable(world, [TRUTH], PURSE);
  await draw(world, await contest(world, setup, [0]));
};

/** Two committed, one of them revealed. */
const voted = async (world: World): Promise<void> => {
  const { setup } = await contestable(world, [TRUTH], PURSE);
  const review = await contest(world, setup, [0, 1]);
  const sitting = await draw(world, review);
  const given = ballots(
    sitting,
    sitting.map(() => TRUTH.slice(0, 2)),
  );
  await commitBallots(world, review, given);
  await revealBallots(world, review, given.slice(0, 1));
};

/** The first round was appealed against, and nobody draws the second. */
const appealed = async (world: World): Promise<void> => {
  const { setup } = await contestable(world, [TRUTH], PURSE);
  const review = await contest(world, setup, [0]);
  await judge(
    world,
    review,
    [0, 0, 0].map(() => TRUTH.slice(0, 1)),
  );
  await appealedByRequester(world, review);
};

/** A payload waits for the audit every payload has. */
const handedIn = async (world: World): Promise<unknown> => submitted(world, PURSE);

/** Sold, shares unclaimed; a second purchase without its key; withdrawn. */
async function dataset(world: World): Promise<void> {
  const { sold, publisher } = await soldOnce(world, 2);
  const late = await aBuyer(world);
  await act(world, late, purchase(world, sold, late));
  await act(world, publisher, withdrawDataset({ publisher: publisher.key, dataset: sold.dataset }));
}

/** A licence with a bid, an accusation nobody judges, and a dataset withdrawn. */
async function licence(world: World): Promise<void> {
  const held = await heldLicence(world);
  const bob = await aBuyer(world);
  await act(world, bob, await bidding(world, held, bob));
  await accused(world, held);
  const { publisher, dataset: sold } = held.sold;
  await act(world, publisher, withdrawDataset({ publisher: publisher.key, dataset: sold }));
}

/** One proposal passes, one finds no quorum. */
async function proposals(world: World): Promise<void> {
  const { ann, ben } = await electorate(world);
  const motion = await opened(world, domainAppendChange('maps'));
  await vote(world, motion, [ann, CHOICE.for], [ben, CHOICE.for]);
  await opened(world, domainAppendChange('music'));
}

/** A validator wants out and is gone. */
async function leaving(world: World): Promise<void> {
  const [vera] = (await joinValidators(world, 1)) as [Actor];
  await act(world, vera, leavePool({ wallet: vera.key }));
}

const STAGES = [
  // Those whose set-up takes days first.
  proposals,
  dataset,
  licence,
  leaving,
  untouched,
  cancelled,
  keyless,
  claimed,
  committed,
  revealed,
  goldShut,
  contested,
  drawn,
  voted,
  appealed,
  handedIn,
  ticketWaits,
];

/** Those that need no more than minutes: for tests that go through them many times. */
const SHORT = [cancelled, claimed, committed, revealed, contested, handedIn, ticketWaits];

/** Brings a market to the moment at which nobody does anything any more. */
export async function silence(world: World, { short = false } = {}): Promise<void> {
  await bench(world);
  for (const stage of short ? SHORT : STAGES) await stage(world);
}

/** Lets time pass from one deadline to the next, seen by a scout of the test's own. */
export class Passing {
  private left = '';
  private again = 0;
  private readonly world: World;
  private readonly patience: number;

  /** `patience`: how often the same may be left undone, where nodes fail. */
  constructor(world: World, patience = 1) {
    this.world = world;
    this.patience = patience;
  }

  /** Moves time to the next deadline. Returns false when there is none; throws when something due is left undone. */
  async next(): Promise<boolean> {
    const { world } = this;
    const scout = new Scout(chainSource(world.connection), await theConfig(world), 1_000_000n);
    const clock = await fetchClock(world.connection);
    await scout.sweep(clock);
    const found = await scout.due(clock, 10_000);
    const undone = found
      .filter(({ steps, review }) => steps.length > 0 || review === true)
      .map(({ kind, address, steps }) => `${kind} ${address.toBase58()}: ${steps.map(({ key }) => key).join(', ')}`);
    // Where time moves on by itself, something may have become due since; not twice the same.
    const left = undone.join('; ');
    this.again = left === this.left ? this.again + 1 : 0;
    if (left !== '' && this.again >= this.patience) throw new Error(`left undone: ${left}`);
    this.left = left;
    if (left !== '') return true;
    // Panels the lot did not fall on wait for their window.
    for (const { address, next } of found) scout.later(address, next, clock);
    const next = scout.index.next();
    if (next.slot === Infinity && next.seconds === Infinity) return false;
    const bySlot = (next.slot - Number(clock.slot)) * 0.4;
    if (bySlot < next.seconds - Number(clock.seconds))
      await world.chain.advance({ slots: Math.max(EXACT_SLOTS ? 1 : LEAP, next.slot - (await now(world)).slot) });
    else await world.chain.advanceTo(next.seconds);
    return true;
  }
}
