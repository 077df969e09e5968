/** Runs every instruction bench in one process and turns the figures into tables, goals first. */
import { checkEmpty, conserve, leaveAll } from './books.ts';
import { ACCOUNT_OVERHEAD, RENT_PER_BYTE } from './chain.ts';
import { answersIn, named, type Shape } from './job.ts';
import { shown, table, times, type Cell } from './markdown.ts';
import { measureNaive, type NaiveResult } from './naive.ts';
import { measureGold, measureShape, type Measured, type ShapeResult } from './ours.ts';
import { measurePayouts, measureTokens, type Payouts } from './tokens.ts';
import { measureTickets, MEMBERS, type TicketFigures } from './tickets.ts';
import { createWorld, members } from './world.ts';

const SIZES: Omit<Shape, 'method'>[] = [
  { seats: 5, items: 1_000, bits: 1 },
  { seats: 5, items: 1_024, bits: 1 },
  { seats: 5, items: 512, bits: 4 },
  { seats: 3, items: 10, bits: 1 },
];
const METHODS = ['majority', 'weighted'] as const;
const HEAD = ['instruction', 'compute units', 'transaction, bytes', 'fee, lamports', 'rent, lamports'];

interface Goal {
  what: string;
  limit: number;
  figure: number;
  unit: string;
}

/** Everything `instructions.ts` prints. */
export function instructionReport(): string {
  const world = createWorld();
  const crew = members(world, 'member', 16, 1_000_000_000n);
  const shapes = METHODS.flatMap((method) => SIZES.map((size) => measureShape(world, { ...size, method }, crew)));
  const gold = METHODS.map((method) => {
    const shape: Shape = { seats: 5, items: 1_024, bits: 1, method };
    return { title: `${named(shape)}, ${method}`, measured: measureGold(world, shape, crew) };
  });
  const tickets = measureTickets(METHODS.flatMap((method) => SIZES.map((size) => ({ ...size, method }))));
  const payouts = measurePayouts(world, crew);
  const tokens = measureTokens(world);
  const naive = measureNaive(world);
  leaveAll(world, world.people);
  const left = conserve(world);
  checkEmpty(world, left);

  const parts = [
    '### Goals',
    goalTable(goalsOf(shapes, tickets, payouts, world.programBytes)),
    `Rent: ${shapes.length} pages, their seats and tasks were closed; ${shapes.reduce((sum, s) => sum + s.rentLost, 0n)} lamports did not come back (asserted).`,
    '### Against the naive twin, per annotation',
    'Ours is batched by page. Ratios are against the first row.',
    againstNaive(shapes, naive),
    '### Against the naive twin and SPL Token, per instruction',
    perInstruction(shapes, naive, tokens, payouts),
    '### Fees and rent per annotation',
    feesAndRent(shapes),
    '### Compute units by instruction',
    'Of several runs the dearest. Batches: units a panel, and how many panels shared the instruction.',
    byShape(shapes, ({ units, panels }) => (panels === 1 ? units : `${shown(units / panels)} (${panels})`)),
    '### Bytes of the signed v0 transaction with that instruction alone',
    byShape(shapes, ({ bytes }) => bytes),
    '### Rent by instruction, lamports',
    byShape(
      shapes,
      ({ rent }) => rent,
      ({ rent }) => rent !== 0n,
    ),
    'The fee is 5,000 lamports for each of these transactions: one signature.',
    '### Gold',
    ...gold.flatMap(({ title, measured }) => [`${title}:`, rows(measured)]),
    '### Tickets',
    `${MEMBERS} members on a full page: a ticket for one panel each, then for seven places each, so that the page fills up; then one for which nothing is left, and one that lapses. Of several runs the dearest.`,
    ticketTable(tickets),
    '### Payouts',
    rows(payouts.measured),
    `Each payee after the first adds ${shown(payouts.unitsMore)} compute units; with the fixed part that is ${shown(payouts.unitsEach)} each.`,
    '### SPL Token',
    rows(tokens),
    `### Naive twin (${naive.programBytes.toLocaleString('en')} bytes)`,
    rows(naive.measured),
    `Of these, ${naive.locksTask.join(' and ')} lock the one task account for writing; none of our hot instructions does (see throughput).`,
    `All lamports (${left.lamportsOut.toLocaleString('en')} + ${left.fees.toLocaleString('en')} of fees) and all TAG (${left.tagHeld.toLocaleString('en')} base units) of the run are accounted for; both vaults ended empty.`,
  ];
  return parts.join('\n\n');
}

const rows = (measured: readonly Measured[]): string =>
  table(
    HEAD,
    measured.map(({ name, units, bytes, fee, rent }): Cell[] => [name, units, bytes, fee, rent]),
  );

/** One row an instruction, one column a shape. */
function byShape(
  shapes: readonly ShapeResult[],
  cell: (measured: Measured) => Cell,
  wanted: (measured: Measured) => boolean = () => true,
): string {
  // Weighted shapes come last and have the most instructions: their order is the order of a panel's life.
  const all = [...shapes].reverse().flatMap(({ measured }) => measured.filter(wanted));
  const names = [...new Set(all.map(({ name }) => name))];
  const body = names.map((name): Cell[] => {
    const found = shapes.map(({ measured }) => measured.find((entry) => entry.name === name));
    return [name, ...found.map((entry) => (entry === undefined ? '' : cell(entry)))];
  });
  return table(['instruction', ...shapes.map(({ title }) => title)], body);
}

/** One row an instruction, one column a shape. */
function ticketTable(tickets: readonly TicketFigures[]): string {
  const names = tickets[0]?.measured.map(({ name }) => name) ?? [];
  const body = names.map((name): Cell[] => [name, ...tickets.map(({ measured }) => unitsOf(measured, name))]);
  body.push(['redeem_ticket, one panel, mean', ...tickets.map(({ redeemMean }) => redeemMean)]);
  return table(['compute units', ...tickets.map(({ title }) => title)], body);
}

const unitsOf = (measured: readonly Measured[], name: string): number => {
  const found = measured.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`nothing was measured under the name ${name}`);
  return found.units;
};
const worst = (result: ShapeResult, prefix: string): number =>
  Math.max(
    ...result.measured
      .filter(({ name }) => name === prefix || name === `${prefix}, learnt weights`)
      .map(({ units }) => units),
  );

function find(shapes: readonly ShapeResult[], items: number, method: Shape['method']): ShapeResult {
  const found = shapes.find(({ shape }) => shape.items === items && shape.method === method);
  if (found === undefined) throw new Error(`no shape of ${items} items was measured with ${method}`);
  return found;
}

function goalsOf(
  shapes: readonly ShapeResult[],
  tickets: readonly TicketFigures[],
  payouts: Payouts,
  programBytes: number,
): Goal[] {
  const ticket = (name: string): number => Math.max(...tickets.map(({ measured }) => unitsOf(measured, name)));
  const most = (name: string): number => Math.max(...shapes.map(({ measured }) => unitsOf(measured, name)));
  const goals: Goal[] = [
    { what: 'claim, one panel, dearest of all shapes', limit: 1_500, figure: most('claim'), unit: 'CU' },
    {
      what: 'take_ticket, one panel, dearest of all shapes',
      limit: 1_500,
      figure: ticket('take_ticket, 1'),
      unit: 'CU',
    },
    {
      what: 'redeem_ticket, one panel, mean of the dearest shape',
      limit: 3_000,
      figure: Math.max(...tickets.map(({ redeemMean }) => redeemMean)),
      unit: 'CU',
    },
    {
      what: 'redeem_ticket, one panel, dearest of all shapes',
      limit: 3_000,
      figure: ticket('redeem_ticket, one panel'),
      unit: 'CU',
    },
    { what: 'commit, one panel, dearest of all shapes', limit: 1_500, figure: most('commit'), unit: 'CU' },
  ];
  for (const result of shapes) {
    const limit = 2_500 + 0.6 * result.revealBytes;
    const what = `reveal, ${result.title} (${result.revealBytes} bytes)`;
    goals.push({ what, limit, figure: unitsOf(result.measured, 'reveal'), unit: 'CU' });
  }
  const majority = find(shapes, 1_024, 'majority');
  const settled = worst(majority, 'settle');
  goals.push({
    what: `settle, ${majority.title}`,
    limit: 1_500 + 1_000 * majority.shape.seats,
    figure: settled,
    unit: 'CU',
  });
  for (const result of shapes.filter(({ shape }) => shape.method === 'weighted' && shape.items >= 512)) {
    const figure = worst(result, 'settle') / answersIn(result.shape);
    goals.push({ what: `settle, ${result.title}`, limit: 8, figure, unit: 'CU an annotation' });
  }
  const thousand = find(shapes, 1_000, 'majority');
  goals.push(
    {
      what: `push_payouts, ${payouts.payees} payees in a v0 transaction`,
      limit: 400,
      figure: payouts.unitsEach,
      unit: 'CU a payee',
    },
    { what: 'program', limit: 150_000, figure: programBytes, unit: 'bytes' },
    {
      what: 'fees, 1,000 answers a reveal, the rest batched by page',
      limit: 15,
      figure: thousand.feeBatched,
      unit: 'lamports an annotation',
    },
    {
      what: 'fees, 1,000 answers a reveal, one panel in every transaction',
      limit: 15,
      figure: thousand.feeSingle,
      unit: 'lamports an annotation',
    },
    {
      what: `rent of a full page in flight, ${thousand.title}`,
      limit: 600,
      figure: thousand.rentInFlight,
      unit: 'lamports an annotation',
    },
    {
      what: 'rent that does not come back at close',
      limit: 0,
      figure: Number(shapes.reduce((sum, s) => sum + s.rentLost, 0n)),
      unit: 'lamports',
    },
  );
  return goals;
}

const goalTable = (goals: readonly Goal[]): string =>
  table(
    ['goal', 'at most', 'measured', 'unit', 'result'],
    goals.map(({ what, limit, figure, unit }): Cell[] => [
      what,
      limit,
      figure,
      unit,
      figure <= limit ? 'met' : '**MISSED**',
    ]),
  );

function againstNaive(shapes: readonly ShapeResult[], naive: NaiveResult): string {
  const head = [
    'per annotation',
    'compute units',
    'ratio',
    'transaction bytes',
    'ratio',
    'fees, lamports',
    'ratio',
    'rent, lamports',
    'ratio',
  ];
  const [units, bytes, fee, rent] = [naive.units, naive.bytes, Number(naive.fee), Number(naive.rent)];
  const body = shapes.map((result): Cell[] => {
    const own = [result.unitsBatched, result.bytesBatched, result.feeBatched, result.rentInFlight];
    return [
      result.title,
      ...own.flatMap((value, at): Cell[] => [value, times(([units, bytes, fee, rent][at] ?? 0) / value)]),
    ];
  });
  const first: Cell[] = [
    `naive twin, ${naive.transactions} transactions`,
    units,
    '1x',
    bytes,
    '1x',
    fee,
    '1x',
    rent,
    '1x',
  ];
  const bare = naive.measured.filter(({ name }) => !name.endsWith('_vote'));
  const sum = (pick: (entry: Measured) => number): number => bare.reduce((total, entry) => total + pick(entry), 0);
  const [few, less, cheap] = [sum((m) => m.units), sum((m) => m.bytes), sum((m) => Number(m.fee))];
  const submission = Number(naive.measured.find(({ name }) => name === 'claim')?.rent ?? 0n);
  const second: Cell[] = [
    'the same without its three votes',
    few,
    times(units / few),
    less,
    times(bytes / less),
    cheap,
    times(fee / cheap),
    submission,
    times(rent / submission),
  ];
  return table(head, [first, second, ...body]);
}

function perInstruction(
  shapes: readonly ShapeResult[],
  naive: NaiveResult,
  tokens: readonly Measured[],
  payouts: Payouts,
): string {
  const { shape, measured } = find(shapes, 1_024, 'majority');
  const checked = unitsOf(tokens, 'transferChecked');
  const pairs: [string, number, string, number][] = [
    ['claim', unitsOf(measured, 'claim'), 'claim', unitsOf(naive.measured, 'claim')],
    ['commit', unitsOf(measured, 'commit'), 'commit', unitsOf(naive.measured, 'commit')],
    ['reveal', unitsOf(measured, 'reveal'), 'reveal', unitsOf(naive.measured, 'reveal')],
    [
      'settle + collect, one member',
      unitsOf(measured, 'settle') / shape.seats + unitsOf(measured, 'collect'),
      'finalise + pay',
      unitsOf(naive.measured, 'finalise + pay'),
    ],
  ];
  const body = pairs.map(([name, units, other, twin]): Cell[] => {
    const rate = times((twin * shape.items) / units);
    return [name, units, units / shape.items, `${other}: ${twin.toLocaleString('en')}`, rate, times(units / checked)];
  });
  const each = payouts.unitsEach;
  const paid: Cell[] = [
    'push_payouts, one payee',
    each,
    each,
    `transferChecked: ${checked.toLocaleString('en')}`,
    times(checked / each),
    times(each / checked),
  ];
  const head = [
    `ours at ${named(shape)}`,
    'CU',
    'CU an annotation',
    'twin, CU for one annotation',
    'twin / ours, an annotation',
    'ours / transferChecked',
  ];
  return table(head, [...body, paid]);
}

function feesAndRent(shapes: readonly ShapeResult[]): string {
  const head = [
    'lamports an annotation',
    'fee, every panel alone',
    'fee, batched by page',
    'rent in flight',
    'panels on a page',
    'rent in flight at 696 a byte',
  ];
  const body = shapes.map(({ title, feeSingle, feeBatched, rentInFlight, panelsOnPage }): Cell[] => {
    return [title, feeSingle, feeBatched, rentInFlight, panelsOnPage, (rentInFlight * 696) / Number(RENT_PER_BYTE)];
  });
  const note = `Rent is (${ACCOUNT_OVERHEAD} + bytes) x ${RENT_PER_BYTE.toLocaleString('en')} lamports of a page filled with such panels.`;
  return `${table(head, body)}\n\n${note}`;
}
