/** Streams of annotations as tables. */
import { table, type Cell } from './markdown.ts';
import { HOT } from './locks.ts';
import { runStream, type StreamResult } from './stream.ts';

const GOAL_SECONDS = 30;
/** Annotations and items a panel. */
const RUNS: readonly (readonly [number, number])[] = [
  [1_000, 200],
  [1_000_000, 1_000],
  [1_000_000, 2_000],
  [10_000_000, 2_000],
];

/** Everything `throughput.ts` prints. */
export function throughputReport(runs = RUNS): string {
  const results = runs.map(([annotations, items]) => runStream(annotations, items));
  const parts = [
    '### Claim to paid',
    table(
      [
        'annotations',
        'panels',
        'pages',
        'members',
        'transactions',
        'build + sign, s',
        'run, s',
        'total, s',
        'annotations a second',
      ],
      results.map(speed),
    ),
    ...results.filter(({ annotations }) => annotations === 1_000_000).map(goal),
    '### What it cost, per annotation',
    table(
      [
        'annotations',
        'compute units',
        'transaction bytes',
        'fees, lamports',
        'fees in all, lamports',
        'TAG paid, base units',
      ],
      results.map(cost),
    ),
    '### Write locks of the hot path',
    locks(results),
    '### Conservation',
    ...results.map(conserved),
  ];
  return parts.join('\n\n');
}

const title = ({ annotations, shape }: StreamResult): string =>
  `${annotations.toLocaleString('en')} (${shape.seats} x ${shape.items.toLocaleString('en')})`;

function speed(r: StreamResult): Cell[] {
  const total = r.signing + r.running;
  return [
    title(r),
    r.panels,
    r.pages,
    r.members,
    r.transactions,
    r.signing,
    r.running,
    total,
    Math.round(r.annotations / total),
  ];
}

function goal(r: StreamResult): string {
  const total = r.signing + r.running;
  const verdict = total <= GOAL_SECONDS ? 'met' : '**MISSED**';
  return `Goal, ${title(r)} in at most ${GOAL_SECONDS} s: ${total.toFixed(1)} s, ${verdict}. Opening the task, its pages, panels and seats took another ${r.opening.toFixed(1)} s, closing everything ${r.closing.toFixed(1)} s.`;
}

function cost(r: StreamResult): Cell[] {
  return [title(r), r.units / r.annotations, r.bytes / r.annotations, Number(r.fees) / r.annotations, r.fees, r.paid];
}

function locks(results: readonly StreamResult[]): string {
  const largest = results.reduce((a, b) => (b.transactions > a.transactions ? b : a));
  const body = largest.locks.map(({ name, transactions, instructions, task, vault, config }): Cell[] => {
    const hot = (HOT as readonly string[]).includes(name) ? 'hot' : 'payout';
    return [name, hot, transactions, instructions, task, vault, config];
  });
  const head = [
    'instruction',
    'path',
    'transactions',
    'instructions',
    'lock the task',
    'lock a vault',
    'lock the config',
  ];
  return `Transactions of the run of ${title(largest)} whose message asks for a write lock; the bench fails if a hot one does.\n\n${table(head, body)}`;
}

function conserved(r: StreamResult): string {
  const { lamportsIn, lamportsOut, fees, tagMinted, tagHeld } = r.conservation;
  const show = (value: bigint): string => value.toLocaleString('en');
  return `${title(r)}: ${show(lamportsIn)} lamports at the start = ${show(lamportsOut)} at the end + ${show(fees)} of fees; ${show(tagMinted)} base units of TAG minted = ${show(tagHeld)} in token accounts; both vaults empty, every page, seat, task and member closed.`;
}
