/** Many annotations from claim to paid, in process: real signatures, real transactions, every unit of money counted. */
import type { Keypair, TransactionInstruction } from '@solana/web3.js';
import { decodeAccount, memberPda, pushPayouts, setPayout, settle, unpackLabels, type Bits } from '@tagger/client';
import { checkEmpty, conserve, equal, leaveAll, tagOf, type Conservation } from './books.ts';
import { MAX_TRANSACTION, type Signed } from './chain.ts';
import { answersIn, BOND, Job, panelsPerPage, type Shape, type Sitting } from './job.ts';
import { checkHot, locksOf, type Locks } from './locks.ts';
import { groups } from './ours.ts';
import { createWorld, members, type Person, type World } from './world.ts';

export interface StreamResult {
  annotations: number;
  shape: Shape;
  panels: number;
  pages: number;
  members: number;
  /** Claim to paid. */
  transactions: number;
  fees: bigint;
  units: number;
  bytes: number;
  /** Seconds of building and signing, and of running, from the first claim to the last payout. */
  signing: number;
  running: number;
  /** Seconds for task, pages, panels and seats before, and for closing everything afterwards. */
  opening: number;
  closing: number;
  /** Base units earned by the members. */
  paid: bigint;
  locks: Locks[];
  conservation: Conservation;
}

const CREWS = 5;
/** Panels a settle or open_panels instruction takes here; payees, seats and slots a transaction holds. */
const SETTLE_AT_ONCE = 8;
const COLLECTS_AT_ONCE = 4;
const PAYEES_AT_ONCE = 13;
const SECOND = 1_000;

interface Clocked {
  signing: number;
  running: number;
}

/** `annotations` must be a multiple of a panel's answers. */
export function runStream(annotations: number, items: number): StreamResult {
  const shape: Shape = { seats: 5, items, bits: 1 satisfies Bits, method: 'majority' };
  const panels = annotations / answersIn(shape);
  if (!Number.isInteger(panels)) throw new RangeError(`${annotations} annotations are no whole number of such panels`);
  const full = Math.min(panels, panelsPerPage(shape));
  const sizes = groups(
    Array.from({ length: panels }, (_, at) => at),
    full,
  );
  const crewCount = Math.min(CREWS, sizes.length);

  const world = createWorld();
  const { chain } = world;
  const opened = performance.now();
  const bond = BOND * BigInt(full * Math.ceil(sizes.length / crewCount));
  const crews = Array.from({ length: crewCount }, (_, at) =>
    members(world, `crew${at}:`, shape.seats, 10n * BOND + bond),
  );
  const everybody = crews.flat();
  const job = open(world, shape, everybody, panels, bond);
  sizes.forEach((numbers, page) => {
    const me = [job.requester.wallet];
    chain.run(me, job.openPage(page, numbers.length), job.openPanels(page, numbers.length));
  });
  const opening = performance.now() - opened;
  // What the members think: not part of what is timed.
  const sittings = sizes.map((numbers, page) => numbers.map((global, at) => job.sit(page, BigInt(at), global)));

  const sent: Signed[] = [];
  chain.observe = (signed) => sent.push(signed);
  const before = { transactions: chain.transactions, fees: chain.fees, units: chain.units, bytes: chain.bytes };
  const before_tag = held(world, everybody);
  const clocked = work(job, crews, sittings);
  const cost = {
    transactions: chain.transactions - before.transactions,
    fees: chain.fees - before.fees,
    units: chain.units - before.units,
    bytes: chain.bytes - before.bytes,
  };
  chain.observe = () => undefined;
  const paid = held(world, everybody) - before_tag;
  // Nobody failed gold, so everybody is paid in full.
  equal(paid, BigInt(annotations) * job.terms.price, 'TAG paid to members');
  sittings[0]?.forEach((sitting) => checkLabels(job, sitting));
  const locks = locksOf(sent, [job.task]);
  checkHot(locks);

  const closed = performance.now();
  job.windUp(sizes.length, everybody);
  leaveAll(world, world.people);
  const conservation = conserve(world);
  checkEmpty(world, conservation);
  const closing = performance.now() - closed;
  return {
    annotations,
    shape,
    panels,
    pages: sizes.length,
    members: everybody.length,
    ...cost,
    signing: clocked.signing / SECOND,
    running: clocked.running / SECOND,
    opening: opening / SECOND,
    closing: closing / SECOND,
    paid,
    locks,
    conservation,
  };
}

/** A funded task with a seat for everybody, who all ask for pushed payouts. */
function open(world: World, shape: Shape, everybody: readonly Person[], panels: number, bond: bigint): Job {
  const job = new Job(world, `stream of ${panels}`, shape, everybody, panels);
  const me = [job.requester.wallet];
  world.chain.run(me, job.createRequester());
  world.chain.run(me, ...job.openTask(), job.fund());
  for (const person of everybody) {
    const { wallet, key, tokens } = person;
    world.chain.run([wallet], job.join(person, bond), setPayout({ wallet: key, payout: tokens }));
  }
  return job;
}

/** Claims, commits and reveals by everybody, then settlements, collections and payouts, phase by phase. */
function work(job: Job, crews: readonly Person[][], sittings: readonly Sitting[][]): Clocked {
  const { chain } = job.world;
  const clocked: Clocked = { signing: 0, running: 0 };
  const send = (signer: Keypair, build: () => TransactionInstruction[]): void => {
    const started = performance.now();
    const instructions = build();
    const signed = chain.sign(instructions, [signer]);
    const ready = performance.now();
    chain.execute(signed, instructions);
    clocked.signing += ready - started;
    clocked.running += performance.now() - ready;
  };
  const keeper = job.requester.wallet;
  const each = (act: (person: Person, at: number, panels: Sitting[]) => void): void => {
    sittings.forEach((panels, page) => crews[page % crews.length]?.forEach((person, at) => act(person, at, panels)));
  };
  each((person, _, panels) => send(person.wallet, () => [job.claim(person, panels)]));
  each((person, at, panels) => send(person.wallet, () => [job.commit(person, at, panels)]));
  each((person, at, panels) => {
    for (const some of groups(panels, revealsAtOnce(job, person, at, panels))) {
      send(person.wallet, () => [job.reveal(person, at, some)]);
    }
  });
  sittings.forEach((panels, page) => {
    for (const some of groups(panels, SETTLE_AT_ONCE)) {
      send(keeper, () => [settle({ page: job.page(page), panels: some.map(({ number }) => number) })]);
    }
  });
  sittings.forEach((panels, page) => {
    const crew = (crews[page % crews.length] ?? []).map((person, at) => ({ person, at }));
    for (const some of groups(crew, COLLECTS_AT_ONCE)) {
      send(keeper, () => some.map(({ person, at }) => job.collect(person, at, panels)));
    }
  });
  for (const some of groups(crews.flat(), PAYEES_AT_ONCE)) {
    send(keeper, () => [pushPayouts({ payees: some.map(({ key, tokens }) => ({ wallet: key, payout: tokens })) })]);
  }
  return clocked;
}

/** The program's labels of a panel are what most of its members said. */
function checkLabels(job: Job, sitting: Sitting): void {
  const { items, seats, bits } = job.shape;
  const said = sitting.answers.map((answers) => unpackLabels(answers, items, bits));
  const found = job.view(sitting.page).panels.find(({ number }) => number === sitting.number)?.labels;
  for (let item = 0; item < items; item += 1) {
    const ones = said.reduce((sum, labels) => sum + (labels[item] ?? 0), 0);
    equal(BigInt(found?.[item] ?? -1), ones * 2 > seats ? 1n : 0n, `label of item ${item} of panel ${sitting.number}`);
  }
}

const perTransaction = new Map<number, number>();

/** Panels whose answers fit one v0 transaction. */
function revealsAtOnce(job: Job, person: Person, at: number, panels: Sitting[]): number {
  const known = perTransaction.get(job.shape.items);
  if (known !== undefined) return known;
  let count = panels.length;
  const fits = (): boolean => {
    try {
      const instructions = [job.reveal(person, at, panels.slice(0, count))];
      return job.world.chain.sign(instructions, [person.wallet]).raw.length <= MAX_TRANSACTION;
    } catch (error) {
      // The serializer of web3.js writes no more than a packet.
      if (error instanceof RangeError) return false;
      throw error;
    }
  };
  while (count > 1 && !fits()) count -= 1;
  perTransaction.set(job.shape.items, count);
  return count;
}

/** TAG of these people: in their token accounts and in their balances. */
function held(world: World, everybody: readonly Person[]): bigint {
  return everybody.reduce((sum, { key, tokens }) => {
    const info = world.chain.account(memberPda(key));
    const balance = info === null ? 0n : decodeAccount('member', info).balance;
    equal(balance, 0n, 'balance of a member before the work and after the payouts');
    return sum + tagOf(world, tokens);
  }, 0n);
}
