/** Every instruction of the work on one shape of panel, measured one by one and then batched as clients do. */
import type { Keypair, TransactionInstruction } from '@solana/web3.js';
import { GoldTree, openGold, settle, type GoldPanel } from '@tagger/client';
import { type Ran } from './chain.ts';
import { equal } from './books.ts';
import { answersIn, BOND, Job, named, pageBytes, panelsPerPage, truthOf, type Shape, type Sitting } from './job.ts';
import { seedOf, type Person, type World } from './world.ts';

/** One kind of instruction: the dearest of several runs. */
export interface Measured {
  name: string;
  /** Panels of the instruction; above one for batches. */
  panels: number;
  /** Compute units of the instruction alone. */
  units: number;
  bytes: number;
  /** Lamports. */
  fee: bigint;
  /** Lamports of rent locked (negative: returned). */
  rent: bigint;
}

export interface ShapeResult {
  shape: Shape;
  title: string;
  measured: Measured[];
  /** Bytes of answers in one reveal. */
  revealBytes: number;
  /** Lamports of fees an annotation, when each panel has its own claim, commit, settle and collect. */
  feeSingle: number;
  /** The same when only reveals are one a transaction and the rest is batched by page. */
  feeBatched: number;
  /** Compute units and transaction bytes an annotation, batched in that way. */
  unitsBatched: number;
  bytesBatched: number;
  /** Lamports of a full page's rent for each annotation on it. */
  rentInFlight: number;
  panelsOnPage: number;
  /** Lamports that did not come back when page, seats and task were closed. */
  rentLost: bigint;
}

/** Runs instructions one a transaction and keeps the dearest of each name. */
export class Meter {
  readonly all = new Map<string, Measured>();

  constructor(private readonly world: World) {}

  run(name: string, signers: readonly Keypair[], ...instructions: TransactionInstruction[]): Ran {
    return this.batch(name, 1, signers, ...instructions);
  }

  batch(name: string, panels: number, signers: readonly Keypair[], ...instructions: TransactionInstruction[]): Ran {
    const { chain } = this.world;
    const payer = signers[0];
    const before = payer === undefined ? 0n : chain.lamports(payer.publicKey);
    const ran = chain.run(signers, ...instructions);
    const rent = payer === undefined ? 0n : before - chain.lamports(payer.publicKey) - ran.fee;
    const units = ran.units.reduce((sum, value) => sum + value, 0);
    const old = this.all.get(name);
    const better = old === undefined || units > old.units;
    this.all.set(name, {
      name,
      panels: better ? panels : old.panels,
      units: better ? units : old.units,
      bytes: Math.max(old?.bytes ?? 0, ran.bytes),
      fee: ran.fee,
      rent: better ? rent : old.rent,
    });
    return ran;
  }
}

/** The whole life of two pages: one panel after the other on the first, a full page at once on the second. */
export function measureShape(world: World, shape: Shape, crew: readonly Person[]): ShapeResult {
  const title = `${named(shape)}, ${shape.method}`;
  const people = crew.slice(0, shape.seats);
  const full = panelsPerPage(shape);
  const { chain } = world;
  const job = new Job(world, title, shape, people, ALONE + full);
  const me = job.requester.wallet;
  const wallets = [...people.map(({ wallet }) => wallet), me];
  chain.run([me], job.createRequester());
  const lamports = (): bigint => wallets.reduce((sum, { publicKey }) => sum + chain.lamports(publicKey), 0n);
  const start = { lamports: lamports(), fees: chain.fees };

  const meter = new Meter(world);
  meter.run('open_task', [me], ...job.openTask());
  meter.run('fund_task', [me], job.fund());
  for (const person of people) meter.run('join_task', [person.wallet], job.join(person, BOND * BigInt(full)));
  meter.run('open_page', [me], job.openPage(0, ALONE, pageBytes(shape, ALONE)));
  const alone = Array.from({ length: ALONE }, (_, at) => job.sit(0, BigInt(at), at));
  for (const _ of alone) meter.run('open_panels', [me], job.openPanels(0, 1));
  const beforeAlone = chain.fees;
  alone.forEach((sitting, round) => workAlone(meter, job, sitting, round > 0));
  const feeSingle = Number(chain.fees - beforeAlone) / (ALONE * answersIn(shape));

  meter.run('open_page, full', [me], job.openPage(1, full, pageBytes(shape, full)));
  const pageRent = chain.lamports(job.page(1));
  const together = Array.from({ length: full }, (_, at) => job.sit(1, BigInt(at), ALONE + at));
  for (const { length } of groups(together, OPEN_AT_ONCE)) {
    meter.batch('open_panels, batch', length, [me], job.openPanels(1, length));
  }
  const before = { fees: chain.fees, units: chain.units, bytes: chain.bytes };
  workTogether(meter, job, together);
  const answers = full * answersIn(shape);
  const feeBatched = Number(chain.fees - before.fees) / answers;
  const unitsBatched = (chain.units - before.units) / answers;
  const bytesBatched = (chain.bytes - before.bytes) / answers;

  job.windUp(2);
  const rentLost = start.lamports - lamports() - (chain.fees - start.fees);
  equal(rentLost, 0n, `rent that did not come back from ${title}`);
  return {
    shape,
    title,
    measured: [...meter.all.values()],
    revealBytes: alone[0]?.answers[0]?.length ?? 0,
    feeSingle,
    feeBatched,
    unitsBatched,
    bytesBatched,
    rentInFlight: Number(pageRent) / answers,
    panelsOnPage: full,
    rentLost,
  };
}

/** Panels worked one by one: the first with the weights everybody starts with, the second with learnt ones. */
const ALONE = 2;
/** Specs of 11 bytes, commitments of 41: about as many as one v0 transaction holds. */
const OPEN_AT_ONCE = 40;
const CLAIM_AT_ONCE = 20;
/** Keeps the dearest settlement below the 1.4 million units of a transaction. */
const SETTLE_AT_ONCE = 4;

/** One panel, one panel an instruction. */
function workAlone(meter: Meter, job: Job, sitting: Sitting, learnt: boolean): void {
  const me = job.requester.wallet;
  for (const person of job.crew) meter.run('claim', [person.wallet], job.claim(person, [sitting]));
  job.crew.forEach((person, at) => meter.run('commit', [person.wallet], job.commit(person, at, [sitting])));
  job.crew.forEach((person, at) => meter.run('reveal', [person.wallet], job.reveal(person, at, [sitting])));
  const when = job.shape.method === 'weighted' && learnt ? 'settle, learnt weights' : 'settle';
  meter.run(when, [me], settle({ page: job.page(sitting.page), panels: [sitting.number] }));
  job.crew.forEach((person, at) => meter.run('collect', [me], job.collect(person, at, [sitting])));
}

/** Many panels: claims, commits, settlements and collections share instructions, reveals have a transaction each. */
function workTogether(meter: Meter, job: Job, sittings: readonly Sitting[]): void {
  const me = job.requester.wallet;
  for (const group of groups(sittings, CLAIM_AT_ONCE)) {
    const count = group.length;
    for (const person of job.crew) meter.batch('claim, batch', count, [person.wallet], job.claim(person, group));
    job.crew.forEach((person, at) => {
      meter.batch('commit, batch', count, [person.wallet], job.commit(person, at, group));
    });
  }
  for (const sitting of sittings) {
    job.crew.forEach((person, at) => meter.run('reveal', [person.wallet], job.reveal(person, at, [sitting])));
  }
  for (const group of groups(sittings, SETTLE_AT_ONCE)) {
    const panels = group.map(({ number }) => number);
    meter.batch('settle, batch', group.length, [me], settle({ page: job.page(1), panels }));
  }
  for (const group of groups(sittings, CLAIM_AT_ONCE)) {
    job.crew.forEach((person, at) => {
      meter.batch('collect, batch', group.length, [me], job.collect(person, at, group));
    });
  }
}

export const groups = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** Settling with a gold window and opening the gold of one panel: one item in twenty, one of `PANELS` leaves. */
export function measureGold(world: World, shape: Shape, crew: readonly Person[]): Measured[] {
  const PANELS = 8;
  const name = `${named(shape)}, ${shape.method}, gold`;
  const people = crew.slice(0, shape.seats);
  const gold = Array.from({ length: PANELS }, (_, panel): GoldPanel => {
    const truth = truthOf(shape, name, panel);
    const offsets = Array.from({ length: Math.floor(shape.items / 20) }, (_, at) => at * 20);
    const entries = offsets.map((offset) => ({ offset, label: truth[offset] ?? 0 }));
    return { firstItem: panel * shape.items, entries, salt: seedOf(`gold:${name}:${panel}`) };
  });
  const tree = new GoldTree(gold, PANELS * shape.items);
  const job = new Job(world, name, shape, people, PANELS, tree);
  const me = job.requester.wallet;
  world.chain.run([me], job.createRequester());
  world.chain.run([me], ...job.openTask(), job.fund());
  for (const person of people) world.chain.run([person.wallet], job.join(person, BOND));
  world.chain.run([me], job.openPage(0, 1, pageBytes(shape, 1)), job.openPanels(0, 1));
  const sitting = job.sit(0, 0n, 0);
  for (const person of people) world.chain.run([person.wallet], job.claim(person, [sitting]));
  people.forEach((person, at) => world.chain.run([person.wallet], job.commit(person, at, [sitting])));
  people.forEach((person, at) => world.chain.run([person.wallet], job.reveal(person, at, [sitting])));
  const meter = new Meter(world);
  const where = { operator: me.publicKey, task: job.task, page: job.page(0), panel: 0n };
  meter.run('settle into the gold window', [me], settle({ page: job.page(0), panels: [0n] }));
  meter.run(
    `open_gold, ${gold[0]?.entries.length} items, depth 3`,
    [me],
    openGold({ ...where, opening: tree.open(0) }),
  );
  people.forEach((person, at) => meter.run('collect with gold', [me], job.collect(person, at, [sitting])));
  job.windUp(1);
  return [...meter.all.values()];
}
