/** Reviews of 64 items: what a drawn seat, a vote and a verdict cost. A world of its own: the pool stays. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import {
  appealItems,
  candidatesOf,
  collectVotes,
  commitment,
  commitVotes,
  concludeCase,
  contestItems,
  decodePage,
  decodePool,
  DRAW,
  drawSeats,
  growPool,
  itemMask,
  joinPool,
  METHOD,
  openPool,
  packLabels,
  poolPda,
  revealVotes,
  reviewPageBytes,
  REVIEWS,
  roundOf,
  roundsBefore,
  settle,
  settleCase,
  type Bits,
  type Candidate,
  type CourtView,
  type PageView,
} from '@tagger/client';
import { BOND, Job, truthOf, type Shape } from './job.ts';
import { table, type Cell } from './markdown.ts';
import { groups } from './ours.ts';
import { createWorld, members, seedOf, type Person, type World } from './world.ts';

const VALIDATORS = 24;
const VALIDATOR_BOND = 1_000_000_000n;
const ITEMS = 64;
const JUDGES = 5;
const WIDTHS: readonly Bits[] = [1, 2, 8];
const TERMS = { ...REVIEWS, reviewSeats: JUDGES, method: METHOD.majority };

/** Highest figure of each kind over all runs, and all figures of drawn candidates. */
interface Figures {
  dearest: Map<string, number>;
  candidates: number[];
  seats: number[];
}

const hashOf = (slot: bigint): Uint8Array => seedOf(`block:${slot}`);

/** Everything `reviews.ts` prints. */
export function reviewReport(): string {
  const world = createWorld();
  const people = openPoolWith(world);
  const crew = members(world, 'annotator', 3, 1_000_000_000n);
  const figures: Figures = { dearest: new Map(), candidates: [], seats: [] };
  for (const bits of WIDTHS) measure(world, bits, crew, people, figures);
  const of = (name: string): number => figures.dearest.get(name) ?? Number.NaN;
  const mean = (all: number[]): number => Math.round(all.reduce((sum, value) => sum + value, 0) / all.length);
  const goals: [string, number, number][] = [
    ['a drawn seat, mean', 6_000, mean(figures.seats)],
    ['a drawn seat, dearest', 6_000, Math.max(...figures.seats)],
    ['commit_votes, one round', 2_000, of('commit_votes')],
    [`reveal_votes, one round of ${ITEMS} items`, 2_000, of('reveal_votes')],
    [`settle_case, ${ITEMS} items, ${JUDGES} validators`, 40_000, of('settle_case')],
    [
      `settle_case and conclude_case, ${ITEMS} items, ${JUDGES} validators`,
      40_000,
      of('settle_case') + of('conclude_case'),
    ],
  ];
  return [
    '### Goals of reviews',
    table(
      ['goal', 'at most', 'measured', 'unit', 'result'],
      goals.map(([what, limit, figure]): Cell[] => [what, limit, figure, 'CU', figure <= limit ? 'met' : 'MISSED']),
    ),
    `${figures.seats.length} seats drawn from ${figures.candidates.length} candidates (${mean(figures.candidates)} CU each, those passed over included), labels of ${WIDTHS.join(', ')} bits; of each instruction the dearest run.`,
    '### Compute units of reviews',
    table(
      ['instruction', 'compute units'],
      [...figures.dearest].map(([name, units]): Cell[] => [name, units]),
    ),
  ].join('\n\n');
}

function openPoolWith(world: World): Map<string, Person> {
  const { chain, deployer } = world;
  const payer = deployer.publicKey;
  chain.run([deployer], openPool({ caller: payer, index: 0 }));
  while (poolOf(world).missingParts > 0) chain.run([deployer], growPool({ payer, index: 0 }));
  const people = members(world, 'validator', VALIDATORS, VALIDATOR_BOND);
  for (const { wallet, key } of people) chain.run([wallet], joinPool({ wallet: key, bond: VALIDATOR_BOND }));
  const epoch = BigInt(DRAW.epochSlots);
  chain.jump((chain.slot / epoch + 1n) * epoch + 600n, hashOf);
  return new Map(people.map((person) => [person.key.toBase58(), person]));
}

function poolOf(world: World) {
  const info = world.chain.account(poolPda(0));
  if (info === null) throw new Error('the pool is not there');
  return decodePool(info);
}

/** One contested panel with its appeal. */
function measure(
  world: World,
  bits: Bits,
  crew: readonly Person[],
  people: Map<string, Person>,
  figures: Figures,
): void {
  const { chain } = world;
  const shape: Shape = { seats: crew.length, items: ITEMS, bits, method: 'majority' };
  const name = `review of ${bits} bits`;
  const job = new Job(world, name, shape, crew, 10, undefined, TERMS);
  const me = job.requester.wallet;
  chain.run([me], job.createRequester());
  chain.run([me], ...job.openTask(), job.fund());
  for (const person of crew) chain.run([person.wallet], job.join(person, BOND));
  chain.run([me], job.openPage(0, 1), job.openPanels(0, 1));
  const sitting = job.sit(0, 0n, 0);
  for (const person of crew) chain.run([person.wallet], job.claim(person, [sitting]));
  crew.forEach((person, at) => chain.run([person.wallet], job.commit(person, at, [sitting])));
  crew.forEach((person, at) => chain.run([person.wallet], job.reveal(person, at, [sitting])));
  chain.run([me], settle({ page: job.page(0), panels: [0n] }));

  const note = (what: string, ran: { units: number[] }): number => {
    const units = ran.units.reduce((sum, value) => sum + value, 0);
    figures.dearest.set(what, Math.max(units, figures.dearest.get(what) ?? 0));
    return units;
  };
  const all = Array.from({ length: ITEMS }, (_, item) => item);
  const [page, task, subject] = [job.page(1), job.task, job.page(0)];
  const bytes = reviewPageBytes({ bits, reviewSeats: JUDGES, appealRounds: 1 }, ITEMS, ITEMS);
  const operator = me.publicKey;
  note(
    `contest_items, ${ITEMS} items`,
    chain.run([me], contestItems({ operator, task, subject, page, bytes, panel: 0n, items: itemMask(all, ITEMS) })),
  );
  const truth = truthOf(shape, name, 0);
  for (const panel of [0n, 1n]) {
    chain.jump(chain.slot + 20n, hashOf);
    drawAll(world, { page, task, operator }, panel, figures, note);
    const { slots } = round(world, page, panel);
    const { validators } = poolOf(world);
    const voters = slots.map(({ seat }) => {
      const wallet = validators.find(({ place }) => place === seat)?.wallet.toBase58() ?? '';
      const found = people.get(wallet);
      if (found === undefined) throw new Error(`nobody of this bench has the wallet ${wallet}`);
      return found;
    });
    const context = Uint8Array.from(view(world, page).context);
    // Each differs from the others on one item in twelve, so that verdicts are close enough to need every vote.
    const ballots = voters.map((voter, slot) => {
      const votes = truth.map((label, item) => ((item + slot) % 12 === 0 ? (label + 1) % (1 << bits) : label));
      const [answers, salt] = [packLabels(votes, bits), seedOf(`vote:${name}:${panel}:${slot}`)];
      const bound = commitment({ context, page: 1, panel, wallet: voter.key }, answers, salt);
      const at = { panel, slot };
      return { voter, commit: { ...at, commitment: bound }, reveal: { ...at, salt, answers } };
    });
    for (const { voter, commit } of ballots)
      note('commit_votes', chain.run([voter.wallet], commitVotes({ wallet: voter.key, page, entries: [commit] })));
    for (const { voter, reveal } of ballots)
      note('reveal_votes', chain.run([voter.wallet], revealVotes({ wallet: voter.key, page, entries: [reveal] })));
    note(
      panel === 0n ? 'settle_case' : 'settle_case of an appeal, 11 validators',
      chain.run([me], settleCase({ page, panel })),
    );
    if (panel === 0n && bits !== 8) {
      // Two widths end after one round; the widest is appealed against.
      chain.advance(1_800n);
      chain.jump(chain.slot, hashOf);
      note('conclude_case', chain.run([me], concludeCase({ task, subject, page, panel, funders: [] })));
      collectAll(world, { task, page, panel }, voters, note);
      return;
    }
    if (panel === 0n) note('appeal_items', chain.run([me], appealItems({ operator, task, page, panel })));
    else {
      note(
        'conclude_case, two rounds of 5 and 11',
        chain.run([me], concludeCase({ task, subject, page, panel, funders: [] })),
      );
      collectAll(world, { task, page, panel }, voters, note);
    }
  }
}

type Note = (what: string, ran: { units: number[] }) => number;

function collectAll(
  world: World,
  { task, page, panel }: { task: PublicKey; page: PublicKey; panel: bigint },
  voters: readonly Person[],
  note: Note,
): void {
  for (const [slot, { key }] of voters.entries())
    note(
      'collect_votes',
      world.chain.run([world.deployer], collectVotes({ wallet: key, task, page, entries: [{ panel, slot }] })),
    );
}

function view(world: World, page: PublicKey): PageView {
  const info = world.chain.account(page);
  if (info === null) throw new Error('the page of the review is closed');
  return decodePage(info);
}

const round = (world: World, page: PublicKey, panel: bigint): CourtView => roundOf(view(world, page), panel);

/** Draws one candidate a transaction, so that each one's own cost is known: what it adds to a call that draws nobody. */
function drawAll(
  world: World,
  where: { page: PublicKey; task: PublicKey; operator: PublicKey },
  panel: bigint,
  figures: Figures,
  note: Note,
): void {
  const { chain, deployer } = world;
  const { page, task, operator } = where;
  const drawing = (candidates: Candidate[]): TransactionInstruction =>
    drawSeats({ task, page, panel, pools: 1, candidates: candidates.map(({ validator }) => validator.wallet) });
  note('draw_seats, seed fetched, nobody drawn', chain.run([deployer], drawing([])));
  const empty = note('draw_seats, nobody drawn', chain.run([deployer], drawing([])));
  const state = round(world, page, panel);
  const { seed } = state.case;
  if (seed === undefined) throw new Error('the draw has no seed');
  const place = {
    page,
    round: state,
    earlier: roundsBefore(view(world, page), panel),
    pools: [poolOf(world)],
    seed,
    slot: chain.slot,
    parties: [operator],
    bond: view(world, page).terms.reviewBond,
    hasSeat: () => false,
  };
  const candidates = candidatesOf(place, 200);
  for (const group of groups(candidates, 1)) {
    const units = note('draw_seats, one candidate', chain.run([deployer], drawing(group))) - empty;
    figures.candidates.push(units);
    if (group.some(({ passed }) => passed === undefined)) figures.seats.push(units);
  }
}
