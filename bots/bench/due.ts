/**
 * How fast a keeper finds due work: 10^5 panels on pages of ten, one in a hundred of them overdue at the moment of the question.
 * Beside it a naive twin, which decodes every page with the Anchor coder at each question. Both find the same panels.
 *
 *   node --conditions=tagger-source --import tsx bots/bench/due.ts [panels]
 */
import { Connection, Keypair, type PublicKey } from '@solana/web3.js';
import {
  ACCOUNT_VERSION,
  CODER,
  decodePage,
  fieldOffset,
  isOver,
  pagePda,
  PROGRAM_ID,
  sizeOf,
  type ChainClock,
  type ConfigAccount,
} from '@tagger/client';
import { startLocalnet } from '@tagger/localnet';
import { madePage, type MadePanel } from '../../client/test/due/support/pages.ts';
import type { Bytes } from '../src/keeper/facts.ts';
import { kindOf } from '../src/keeper/kinds.ts';
import { Scout } from '../src/keeper/scout.ts';
import { chainSource, type Source } from '../src/keeper/source.ts';

const PANELS = Number(process.argv[2] ?? 100_000);
const ON_A_PAGE = 10;
const TASKS = 100;
const NOW = 1_000_000n;
/** Overdue are those whose reveals ended before; the others end later, each at a second of its own. */
const OVERDUE_EACH = 100;
const RUNS = 5;
const FAR = 10_000_000n;

const seconds = (began: number): number => (performance.now() - began) / 1_000;
const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const shown = (value: number): string => value.toPrecision(3);

function taskBytes(): Bytes {
  const data = Buffer.alloc(8 + sizeOf('task'));
  CODER.accounts.accountDiscriminator('task').copy(data);
  data.writeUInt8(ACCOUNT_VERSION, 8);
  data.writeBigUInt64LE(FAR, 8 + fieldOffset('task', 'endsAt'));
  data.writeUInt32LE(1, 8 + fieldOffset('task', 'pages'));
  return { data, owner: PROGRAM_ID, executable: false, lamports: 1 };
}

/** Every account, by address. */
function market(): Map<string, { address: PublicKey; info: Bytes }> {
  const accounts = new Map<string, { address: PublicKey; info: Bytes }>();
  const tasks = Array.from({ length: TASKS }, () => Keypair.generate().publicKey);
  for (const address of tasks) accounts.set(address.toBase58(), { address, info: taskBytes() });
  for (let page = 0; page < PANELS / ON_A_PAGE; page += 1) {
    const task = tasks[page % TASKS] as PublicKey;
    const panels = Array.from({ length: ON_A_PAGE }, (_, place): MadePanel => {
      const number = page * ON_A_PAGE + place;
      // Spread by a stride, so that the overdue do not lie side by side.
      const overdue = (number * 7_919) % OVERDUE_EACH === 0;
      const until = overdue ? NOW - 1n : NOW + 1n + BigInt(number);
      const slots = [0, 1, 2].map((seat) => ({ state: 'committed', seat }) as const);
      return { phase: 'reveal', until, phaseSlot: 5n, slots };
    });
    const address = pagePda(task, page);
    const info = { ...madePage({ task, panels, endsAt: FAR }), executable: false, lamports: 1 };
    accounts.set(address.toBase58(), { address, info });
  }
  return accounts;
}

function memory(accounts: ReturnType<typeof market>): Source {
  const all = [...accounts.values()];
  return {
    all: (kind) => Promise.resolve(all.filter(({ info }) => kindOf(info.data) === kind)),
    some: (addresses) => Promise.resolve(addresses.map((key) => accounts.get(key.toBase58())?.info ?? null)),
  };
}

const clockAt = (at: bigint): ChainClock => ({ seconds: at, slot: 1_000n, lastRestart: 0n });
/** The keeper asks for 500 accounts at a time. */
async function question(scout: Scout, clock: ChainClock): Promise<number> {
  let steps = 0;
  for (;;) {
    const found = await scout.due(clock, 500);
    if (found.length === 0) return steps;
    for (const one of found) {
      steps += one.steps.length;
      // As after a push: until it changes, nothing more is expected of it.
      scout.index.set(one.address.toBase58(), undefined);
    }
  }
}

/** What a keeper without an index does at each question. */
function naive(pages: readonly Bytes[], clock: ChainClock): number {
  let steps = 0;
  for (const info of pages) {
    const page = decodePage(info);
    for (const panel of page.panels)
      if (panel.phase === 'reveal' && isOver(panel, page.terms.restartGraceSecs, clock)) steps += 1;
  }
  return steps;
}

async function measure(name: string, source: Source): Promise<{ cold: number; ask: number; steps: number }> {
  const [colds, asks]: [number[], number[]] = [[], []];
  let steps = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const scout = new Scout(source, {} as ConfigAccount, 0n);
    // Before anything is overdue: what the sweep finds due is part of the question.
    let began = performance.now();
    await scout.sweep(clockAt(NOW - 10n));
    colds.push(seconds(began));
    began = performance.now();
    steps = await question(scout, clockAt(NOW));
    asks.push(seconds(began));
  }
  const result = { cold: median(colds), ask: median(asks), steps };
  console.log(`${name}: cold ${shown(result.cold)} s, one question ${shown(result.ask)} s, ${steps} steps due`);
  return result;
}

const accounts = market();
const infos = [...accounts.values()];
const pages = infos.map(({ info }) => info).filter(({ data }) => kindOf(data) === 'page');
const bytes = pages.reduce((sum, { data }) => sum + data.length, 0);
console.log(
  `${PANELS} panels, ${pages.length} pages, ${(bytes / 2 ** 20).toFixed(1)} MiB; median of ${RUNS} runs, Node ${process.version}`,
);
const inMemory = await measure('index, accounts in memory', memory(accounts));

const twins: number[] = [];
let twinSteps = 0;
for (let run = 0; run < 3; run += 1) {
  const began = performance.now();
  twinSteps = naive(pages, clockAt(NOW));
  twins.push(seconds(began));
}
const twin = median(twins);
console.log(`naive twin, accounts in memory: one question ${shown(twin)} s, ${twinSteps} steps due`);
if (twinSteps !== inMemory.steps) throw new Error('the two do not agree on what is due');
console.log(`naive / index: cold start ${shown(twin / inMemory.cold)}, one question ${shown(twin / inMemory.ask)}`);

const chain = await startLocalnet({ slotMs: 0 });
for (const { address, info } of infos) {
  const { data, owner } = info;
  await chain.setAccount(address.toBase58(), { data, owner: owner.toBase58(), lamports: 1_000_000_000n });
}
await measure('index, over the RPC of the local chain', chainSource(new Connection(chain.rpcUrl, 'confirmed')));
await chain.stop();
process.exit(0);
