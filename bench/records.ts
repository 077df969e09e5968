/**
 * The records of a dataset: how long the root over all of them, one proof and its check take. Leaves are what the program made, so they are
 * random here; a leaf of a panel of ten items is timed beside them.
 * Usage: records.ts [records, default 1,000,000]
 */
import { createHash } from 'node:crypto';
import { recordLeaf, RecordTree, verifyRecord, type PanelRecord } from '@tagger/client';

const count = Number(process.argv[2] ?? 1_000_000);
const GOAL = { rootMs: 1_000, proofMs: 5 };
const ROUNDS = 7;
const PROOFS = 2_000;

/** A counter, hashed: the same leaves every time. */
const leafAt = (at: number): Uint8Array => new Uint8Array(createHash('sha256').update(String(at)).digest());
const leaves = Array.from({ length: count }, (_, at) => leafAt(at));

/** Milliseconds by the clock and of processor time. */
function timed<T>(run: () => T): { result: T; ms: number; cpuMs: number } {
  const cpu = process.cpuUsage();
  const from = performance.now();
  const result = run();
  const ms = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  return { result, ms, cpuMs: (user + system) / 1_000 };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

let tree = new RecordTree([]);
let root = tree.root;
// Only the last tree is kept: seven of them would be half a gigabyte.
const rounds = Array.from({ length: ROUNDS }, () => {
  const { ms, cpuMs } = timed(() => {
    tree = new RecordTree(leaves);
    root = tree.root;
  });
  return { ms, cpuMs };
});
const places = Array.from({ length: PROOFS }, (_, at) => (at * 7_919) % count);
const proofs = places.map((at) => timed(() => tree.proof(at)));
const checks = places.map((at, index) => {
  const proof = (proofs[index] as (typeof proofs)[0]).result;
  const check = timed(() => verifyRecord(root, leaves[at] as Uint8Array, proof));
  if (!check.result) throw new Error(`the proof of record ${at} does not hold`);
  return check;
});
const panel = (at: number): PanelRecord => ({
  page: at >> 5,
  panel: BigInt(at & 31),
  firstItem: 10 * at,
  labels: [1, 0, 1, 1, 0, 0, 0, 1, 1, 0],
  bits: 1,
  members: [1, 2, 3].map((seat) => ({ commitment: leaves[(at + seat) % count] as Uint8Array, answered: 10 })),
});
const own = Array.from({ length: 20_000 }, (_, at) => timed(() => recordLeaf(panel(at % count))));

const row = (what: string, found: { ms: number; cpuMs: number }[], goal?: number): string => {
  const ms = median(found.map((one) => one.ms));
  const verdict = goal === undefined ? '' : ms <= goal ? 'met' : '**MISSED**';
  return `| ${what} | ${goal === undefined ? '' : goal.toLocaleString('en')} | ${ms.toLocaleString('en', { maximumFractionDigits: 3 })} | ${verdict} |`;
};
const cpu = median(rounds.map(({ cpuMs }) => cpuMs));
const best = Math.min(...rounds.map(({ ms }) => ms));
console.log(
  [
    `Medians over ${count.toLocaleString('en')} records; the root of ${ROUNDS} runs took ${Math.round(cpu).toLocaleString('en')} ms of processor time, the fastest ${Math.round(best).toLocaleString('en')} ms by the clock.`,
    '',
    '| what | goal, ms at most | measured, ms | result |',
    '| --- | --: | --: | --: |',
    row('root over all records', rounds, GOAL.rootMs),
    row('one proof', proofs, GOAL.proofMs),
    row('checking a proof', checks),
    row('leaf of a panel, 3 x 10', own),
  ].join('\n'),
);
