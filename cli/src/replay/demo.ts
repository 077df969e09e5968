/**
 * The whole market on real answers: a local chain and a local Arweave, a task with every item of a file, its real
 * annotators who stake, claim, commit, reveal and are paid, and everything taken out again at the end.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getAccount, getMint } from '@solana/spl-token';
import { Connection, type PublicKey } from '@solana/web3.js';
import {
  CLAIM_MODE,
  configPda,
  domainsPda,
  escrowVaultPda,
  fetchConfig,
  fetchSeat,
  fetchTask,
  GoldTree,
  governancePda,
  MAX_LIVE_PANELS,
  METHOD,
  packLabels,
  poolPda,
  priorCosts,
  PROGRAM_ID,
  stakeTokensPda,
  stakeVaultPda,
  escrowTokensPda,
  taskPda,
  type GoldPanel,
  type PanelView,
  type TaskTerms,
} from '@tagger/client';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { migrate, readParameters, STEPS, treasuryAddress, type MigrationContext } from '@tagger/migrations';
import type { AnswersFile } from '../answersFile.ts';
import { contentHash } from '../arweave.ts';
import { reserveOf } from '../panels.ts';
import { pool } from '../pool.ts';
import { nativePath } from '../native.ts';
import { progress } from '../progress.ts';
import { publish, readPublished } from '../publish.ts';
import { readAccounting } from './accounting.ts';
import { planIndex, roundsOf, runReplay, specOf, PAGES } from './engine.ts';
import { keyFrom, secretFrom } from './keys.ts';
import { annotator, equip, joinAs, person, type Person } from './people.ts';
import { answersTo, makePlan, type Plan } from './plan.ts';
import { referenceLabels } from './reference.ts';
import { makeReport, type DemoReport } from './report.ts';
import { windUp } from './windUp.ts';

export interface DemoOptions {
  file: AnswersFile;
  fileName: string;
  gold: number;
  seed: number;
  /** Directory for chain and progress; the same directory continues a stopped run. */
  dataDir: string;
  quiet: boolean;
}

const PRICE = 10_000n;
const BOND = 100_000n;
const STAKE = 100_000_000n;
const HANDOUT = 200_000_000n;
const NONCE = 1n;
const PROGRAM = fileURLToPath(new URL('../../../programs/tagger/artifacts/tagger.so', import.meta.url));

/** Figures that can't be read back from the chain once it is wound up. */
interface Notes {
  startedAt: number;
  lamportsAtStart: string;
  supplyAtStart: string;
  flightLamports: number;
  flightAnswers: number;
  /** Hexadecimal labels by plan index. */
  labels: Record<string, string>;
  paid: Record<string, string>;
  fees: string;
  replayMs: number;
}

export async function runDemo(options: DemoOptions): Promise<DemoReport> {
  const began = Date.now();
  // Needed at the very end; better missed at the beginning.
  nativePath('tagger-panel-reference');
  mkdirSync(options.dataDir, { recursive: true });
  const bar = progress(options.quiet);
  const seed = secretFrom(contentHash(Buffer.from(`${options.fileName}:${options.seed}`)), 'demo');
  const deployer = keyFrom(seed, 'deployer');
  const tagMintKey = keyFrom(seed, 'tag mint');
  const tagMint = tagMintKey.publicKey;
  const plan = makePlan(options.file, options);
  const programs = [{ address: PROGRAM_ID.toBase58(), path: PROGRAM, upgradeAuthority: deployer.publicKey.toBase58() }];
  const chain = await startLocalnet({ dataDir: options.dataDir, slotMs: 400, programs });
  try {
    const connection = new Connection(chain.rpcUrl, { commitment: 'confirmed', wsEndpoint: chain.wsUrl });
    if ((await connection.getBalance(deployer.publicKey)) === 0) {
      await connection.requestAirdrop(deployer.publicKey, 1_000 * 1_000_000_000);
      await untilFunded(connection, deployer.publicKey);
    }
    const migration: MigrationContext = {
      connection,
      deployer,
      tagMint: tagMintKey,
      admin: keyFrom(seed, 'admin').publicKey,
      guardian: keyFrom(seed, 'guardian').publicKey,
      treasuryOwner: keyFrom(seed, 'treasury').publicKey,
      parameters: readParameters('localnet'),
    };
    await migrate(STEPS, migration);
    const requester = person(seed, 'requester', tagMint);
    const annotators = plan.workers.map((worker) => person(seed, worker, tagMint));
    bar.phase('hand out SOL and TAG', annotators.length + 1);
    await equip(connection, deployer, tagMint, [requester], { sol: 2, tag: 10_000_000_000n }, () => bar.step());
    await equip(connection, deployer, tagMint, annotators, { sol: 0.1, tag: HANDOUT }, () => bar.step());

    const notes = await openNotes(options.dataDir, async () => ({
      startedAt: began,
      lamportsAtStart: (await lamports(chain)).toString(),
      supplyAtStart: (await getMint(connection, tagMint)).supply.toString(),
      flightLamports: 0,
      flightAnswers: 0,
      labels: {},
      paid: {},
      fees: '0',
      replayMs: 0,
    }));
    const gold = goldTree(plan, seed);
    const terms = termsOf(plan);
    const task = taskPda(requester.wallet.publicKey, NONCE);
    const funds = pageFunds(plan, terms, migration.parameters.params.feeBps);
    // A task that was replayed and is gone was wound up: it is not opened again.
    const woundUp = notes.value.replayMs > 0 && (await fetchTask(connection, task)) === null;
    const opened = woundUp
      ? undefined
      : await publish(connection, {
          requester: requester.wallet,
          nonce: NONCE,
          title: 'Replay of real answers',
          instructions: 'Choose the label that fits the item.',
          classes: plan.classes,
          items: plan.items,
          terms,
          goldRoot: gold?.root,
          lifeSecs: 30n * 86_400n,
          tagMint,
          funds: funds.reduce((sum, amount) => sum + amount, 0n),
          arweave: chain.arweaveUrl,
        });

    // A run stopped while it wound up finds its task cancelled or gone: all that is left is to go on winding up.
    if (opened?.cancelled === 0) {
      // Annotators agree to what is published, so they read it first.
      await readPublished(chain.arweaveUrl, opened);
      const replayBegan = Date.now();
      bar.phase('stake and take seats', annotators.length);
      const sessionUntil = BigInt(Math.floor(Date.now() / 1000) + 86_400);
      await pool(annotators, 12, async (who) => {
        // Bonds come back when a panel is collected: no more are needed than panels can be alive.
        const mine = plan.panels.filter((panel) => panel.workers.includes(who.name)).length;
        const bond = BOND * BigInt(1 + Math.min(mine, PAGES * MAX_LIVE_PANELS));
        await joinAs(connection, who, {
          task,
          tagMint,
          rulesHash: Uint8Array.from(opened.rulesHash),
          stakeAmount: STAKE > bond ? STAKE : bond,
          bond,
          sessionUntil,
        });
        bar.step();
      });
      const seats = await seatNumbers(connection, task, annotators);
      await runReplay(
        {
          connection,
          plan,
          task,
          terms,
          gold,
          operator: requester.wallet,
          pageFunds: funds,
          annotators: new Map(
            annotators.map((who) => [who.name, annotator(who, seats.get(who.name) ?? -1, wanted(plan, who))]),
          ),
          progress: bar,
          onFlight: (held, answers) => {
            if (answers <= notes.value.flightAnswers) return;
            notes.value.flightLamports = held;
            notes.value.flightAnswers = answers;
          },
        },
        (panels) => {
          for (const [page, panel] of panels) notePanel(notes.value, plan, page, panel, seats);
          notes.save();
        },
      );
      notes.value.fees = ((await fetchTask(connection, task))?.fees ?? 0n).toString();
      notes.value.replayMs += Date.now() - replayBegan;
      notes.save();
    }
    const accounting = await readAccounting(connection);
    await windUp({
      connection,
      requester,
      annotators,
      task,
      tagMint,
      treasury: treasuryAddress(migration),
      progress: bar,
      advance: async (seconds) => {
        await chain.advance({ seconds });
      },
      unbondingSecs: Number(migration.parameters.params.unbondingSecs),
    });
    const rounds = Array.from({ length: PAGES }, (_, page) => roundsOf(plan, terms, page));
    const after = await readAccounting(connection);
    const treasury = (await getAccount(connection, treasuryAddress(migration))).amount;
    return makeReport({
      ...options,
      plan,
      labels: new Map(Object.entries(notes.value.labels).map(([index, hex]) => [Number(index), hex])),
      reference: referenceLabels(plan, terms, rounds, true),
      accounting: { ...after, workFeeLamports: accounting.workFeeLamports },
      paid: new Map(Object.entries(notes.value.paid).map(([worker, amount]) => [worker, BigInt(amount)])),
      treasury,
      flight: { lamports: notes.value.flightLamports, answers: notes.value.flightAnswers },
      replayMs: notes.value.replayMs,
      totalMs: Date.now() - began,
      tag: {
        supplyAtStart: BigInt(notes.value.supplyAtStart),
        supply: (await getMint(connection, tagMint)).supply,
        inVaults:
          (await getAccount(connection, stakeTokensPda())).amount +
          (await getAccount(connection, escrowTokensPda())).amount,
        inWallets: await walletTag(connection, [requester, ...annotators]),
        treasury,
      },
      lamports: { atStart: BigInt(notes.value.lamportsAtStart), now: await lamports(chain) },
      leftAccounts: await leftAccounts(connection),
    });
  } finally {
    bar.stop();
    await chain.stop();
  }
}

async function untilFunded(connection: Connection, key: PublicKey): Promise<void> {
  while ((await connection.getBalance(key)) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

function termsOf(plan: Plan): TaskTerms {
  return {
    price: PRICE,
    bond: BOND,
    itemCount: plan.items.length,
    holdSecs: 3_600,
    commitSecs: 7_200,
    revealSecs: 3_600,
    goldSecs: 3_600,
    classes: plan.classes.length,
    tauBps: 9_500,
    bits: plan.bits,
    method: METHOD.weighted,
    claimMode: CLAIM_MODE.selfChosen,
    seatsLimit: 16,
    prior: priorCosts(goldCounts(plan)),
  };
}

/** How often each class is the gold label among the items the requester knows. */
function goldCounts(plan: Plan): number[] {
  const items = new Set(
    plan.panels.flatMap(({ firstItem, goldOffsets }) => goldOffsets.map((offset) => firstItem + offset)),
  );
  return plan.classes.map((_, code) => [...items].filter((item) => plan.gold[item] === code).length);
}

function goldTree(plan: Plan, seed: Uint8Array): GoldTree | undefined {
  const panels = new Map<number, GoldPanel>();
  for (const { firstItem, goldOffsets } of plan.panels) {
    if (goldOffsets.length === 0) continue;
    const entries = goldOffsets.map((offset) => ({ offset, label: plan.gold[firstItem + offset] ?? 0 }));
    panels.set(firstItem, { firstItem, entries, salt: secretFrom(seed, `gold:${firstItem}`) });
  }
  return panels.size === 0 ? undefined : new GoldTree([...panels.values()], plan.items.length);
}

/** The most each page's panels can cost, fee included. */
function pageFunds(plan: Plan, terms: TaskTerms, feeBps: number): bigint[] {
  const funds = Array.from({ length: PAGES }, () => 0n);
  plan.panels.forEach((panel, index) => {
    funds[index % PAGES] = (funds[index % PAGES] ?? 0n) + reserveOf(specOf(panel), terms.price, feeBps);
  });
  return funds;
}

async function seatNumbers(
  connection: Connection,
  task: PublicKey,
  annotators: Person[],
): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  await pool(annotators, 12, async (who) => {
    const seat = await fetchSeat(connection, task, who.wallet.publicKey);
    if (seat !== null) numbers.set(who.name, seat.index);
  });
  return numbers;
}

/** A worker wants the panels the plan gives him. */
function wanted(plan: Plan, who: Person) {
  return (panel: PanelView, page: number): number[] | undefined => {
    const planned = plan.panels[planIndex(page, panel.number)];
    return planned?.workers.includes(who.name) === true ? answersTo(plan, planned, who.name) : undefined;
  };
}

function notePanel(notes: Notes, plan: Plan, page: number, panel: PanelView, seats: Map<string, number>): void {
  if (panel.phase !== 'settled') return;
  const index = planIndex(page, panel.number);
  if (notes.labels[index] !== undefined) return;
  notes.labels[index] = Buffer.from(packLabels(panel.labels, plan.bits)).toString('hex');
  const names = new Map([...seats].map(([name, seat]) => [seat, name]));
  for (const slot of panel.slots) {
    const name = slot.state === 'empty' ? undefined : names.get(slot.seat);
    if (name !== undefined) notes.paid[name] = (BigInt(notes.paid[name] ?? '0') + slot.reward).toString();
  }
}

async function openNotes(dir: string, make: () => Promise<Notes>): Promise<{ value: Notes; save(): void }> {
  const file = `${dir}/notes.json`;
  const value = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Notes) : await make();
  const save = (): void => writeFileSync(file, JSON.stringify(value));
  save();
  return { value, save };
}

/** Lamports of all accounts plus all fees ever taken: constant on a chain that loses nothing. */
async function lamports(chain: Localnet): Promise<bigint> {
  const response = await fetch(chain.rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tagger_getLamportsTotal', params: [] }),
  });
  return BigInt(((await response.json()) as { result: { sum: string } }).result.sum);
}

async function walletTag(connection: Connection, people: Person[]): Promise<bigint> {
  let sum = 0n;
  await pool(people, 12, async ({ tokens }) => {
    const { amount } = await getAccount(connection, tokens);
    sum += amount;
  });
  return sum;
}

/** Accounts of the program that are still there, those aside that the deployment makes once and for all. */
async function leftAccounts(connection: Connection): Promise<number> {
  const all = await connection.getProgramAccounts(PROGRAM_ID, { dataSlice: { offset: 0, length: 0 } });
  const shards = Array.from({ length: (await fetchConfig(connection))?.pools ?? 0 }, (_, index) => poolPda(index));
  const lasting = [configPda(), stakeVaultPda(), escrowVaultPda(), governancePda(), domainsPda(), ...shards];
  return all.filter(({ pubkey }) => !lasting.some((address) => address.equals(pubkey))).length;
}
