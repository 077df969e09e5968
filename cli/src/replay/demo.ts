/**
 * The whole market on real answers: a local chain and a local Arweave, a task with every item of a file, its real
 * annotators who stake, claim, commit, reveal and are paid, one batch that goes through review and appeal, and everything
 * taken out again at the end.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@noble/hashes/sha2';
import { getAccount, getMint } from '@solana/spl-token';
import { Connection, type PublicKey } from '@solana/web3.js';
import {
  CLAIM_MODE,
  escrowTokensPda,
  fetchSeat,
  fetchTask,
  GoldTree,
  MAX_LIVE_PANELS,
  METHOD,
  priorCosts,
  PROGRAM_ID,
  REVIEWS,
  stakeTokensPda,
  taskPda,
  type GoldPanel,
  type PanelView,
  type TaskTerms,
  reserveOf,
} from '@tagger/client';
import { identityFromWallet, seedWallet } from '@tagger/client/keys';
import { startLocalnet, tokenMetadataProgram } from '@tagger/localnet';
import { migrate, readParameters, STEPS, treasuryAddress, type MigrationContext } from '@tagger/migrations';
import type { AnswersFile } from '../answersFile.ts';
import { keep } from '../house/kept.ts';
import { pool } from '../pool.ts';
import { nativePath } from '../native.ts';
import { progress } from '../progress.ts';
import { publish, readPublished } from '../publish.ts';
import { readAccounting } from './accounting.ts';
import { lamports, leftAccounts, walletTag } from './books.ts';
import { VALIDATORS, worstBatch } from './dispute/plan.ts';
import { readResult } from './dispute/result.ts';
import { runDispute, type Dispute } from './dispute/run.ts';
import { planIndex, roundsOf, runReplay, specOf, PAGES } from './engine.ts';
import { keyFrom, secretFrom } from './keys.ts';
import { endMarket } from './market/end.ts';
import { datasetOf, runMarket, secretOf, type Buyer, type Market } from './market/run.ts';
import { notePanel, openNotes, type Notes } from './notes.ts';
import { annotator, equip, joinAs, person, type Person } from './people.ts';
import { answersTo, makePlan, type Plan } from './plan.ts';
import { referenceLabels } from './reference.ts';
import { finalLabels, makeReport, type DemoReport } from './report.ts';
import { windUp } from './windUp.ts';

export interface DemoOptions {
  file: AnswersFile;
  fileName: string;
  gold: number;
  seed: number;
  /** Directory for chain and progress; the same directory continues a stopped run. */
  dataDir: string;
  /** Where the market is kept as it was at its fullest, for visitors. */
  keepIn?: string;
  quiet: boolean;
}

const PRICE = 10_000n;
const BOND = 100_000n;
const STAKE = 100_000_000n;
const HANDOUT = 200_000_000n;
const NONCE = 1n;
/** The task of the disputed batch. */
const DISPUTE_NONCE = 2n;
/** Of what the labels earn: three tenths belong to those who labelled. */
const SHARES = { contributorBps: 3_000, validatorBps: 0 };
const PROGRAM = fileURLToPath(new URL('../../../programs/tagger/artifacts/tagger.so', import.meta.url));

export async function runDemo(options: DemoOptions): Promise<DemoReport> {
  const began = Date.now();
  // Needed at the very end; better missed at the beginning.
  nativePath('tagger-panel-reference');
  mkdirSync(options.dataDir, { recursive: true });
  const bar = progress(options.quiet);
  const seed = secretFrom(sha256(Buffer.from(`${options.fileName}:${options.seed}`)), 'demo');
  const deployer = keyFrom(seed, 'deployer');
  const tagMintKey = keyFrom(seed, 'tag mint');
  const tagMint = tagMintKey.publicKey;
  const plan = makePlan(options.file, options);
  const programs = [
    { address: PROGRAM_ID.toBase58(), path: PROGRAM, upgradeAuthority: deployer.publicKey.toBase58() },
    tokenMetadataProgram(),
  ];
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
    const validators = Array.from({ length: VALIDATORS }, (_, at) => person(seed, `validator ${at + 1}`, tagMint));
    bar.phase('hand out SOL and TAG', annotators.length + validators.length + 3);
    await equip(connection, deployer, tagMint, [requester], { sol: 2, tag: 10_000_000_000n }, () => bar.step());
    const genesis = await connection.getGenesisHash();
    const [first, second] = [person(seed, 'buyer', tagMint), person(seed, 'second buyer', tagMint)];
    const buyers = [await withIdentity(first, genesis), await withIdentity(second, genesis)] as const;
    const crowd = [...annotators, ...validators, ...buyers];
    await equip(connection, deployer, tagMint, crowd, { sol: 0.1, tag: HANDOUT }, () => bar.step());

    const notes = await openNotes(options.dataDir, async () => ({
      startedAt: began,
      lamportsAtStart: (await lamports(chain.rpcUrl)).toString(),
      supplyAtStart: (await getMint(connection, tagMint)).supply.toString(),
      flightLamports: 0,
      flightAnswers: 0,
      labels: {},
      paid: {},
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
          shares: SHARES,
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
      notes.value.replayMs += Date.now() - replayBegan;
      notes.save();
    }
    notes.value.workFeeLamports ??= (await readAccounting(connection)).workFeeLamports;
    notes.save();

    const advance: Dispute['advance'] = (by) => chain.advance(by);
    const batch = worstBatch(plan);
    const disputed = taskPda(requester.wallet.publicKey, DISPUTE_NONCE);
    if (notes.value.dispute === undefined && batch !== undefined) {
      const dispute: Dispute = {
        connection,
        plan,
        batch,
        seed,
        task: disputed,
        nonce: DISPUTE_NONCE,
        // Nobody has a record in this task yet, and it has no gold: every answer counts the same.
        terms: { ...terms, ...REVIEWS, method: METHOD.majority, prior: [], itemCount: batch.items.length },
        feeBps: migration.parameters.params.feeBps,
        requester,
        annotators: annotators.filter(({ name }) => batch.panel.workers.includes(name)),
        validators,
        validatorStake: STAKE,
        tagMint,
        arweave: chain.arweaveUrl,
        advance,
        progress: bar,
        keepLabels: (labels) => {
          notes.value.disputed = labels;
          notes.save();
        },
      };
      await runDispute(dispute);
      notes.value.dispute = await readResult(dispute, notes.value.disputed);
      notes.save();
    }
    const market: Market = {
      connection,
      plan,
      labels: finalLabels({ plan, labels: labelsOf(notes.value) }),
      name: `${options.fileName
        .replace(/[^A-Za-z0-9]+/g, ' ')
        .slice(0, 20)
        .trim()} labels`,
      seed,
      task,
      requester,
      contributors: annotators,
      buyers,
      tagMint,
      treasury: treasuryAddress(migration),
      arweave: chain.arweaveUrl,
      dir: join(options.dataDir, 'bought'),
      advance,
      progress: bar,
      opened: (notes.value.opened ??= []),
      keepOpened: (opened) => {
        market.opened.push(opened);
        notes.save();
      },
      fullest: () => {
        const [best] = [...annotators].sort((a, b) => Number(paidTo(notes.value, b) - paidTo(notes.value, a)));
        const [{ wallet: validator }, holder] = [validators[0]!, buyers[1]];
        const residents = { requester: requester.wallet, annotator: best!.wallet, validator, buyer: holder.wallet };
        const selling = { dataset: datasetOf(market), secret: secretOf(market) };
        if (options.keepIn !== undefined)
          keep(options.dataDir, options.keepIn, { seed, deployer, tagMint, residents, ...selling });
      },
    };
    if (notes.value.market === undefined && opened !== undefined) {
      notes.value.market = await runMarket(market);
      notes.save();
    }
    await endMarket(market);
    await windUp({
      connection,
      requester,
      annotators,
      validators,
      buyers,
      tasks: [task, disputed],
      tagMint,
      treasury: treasuryAddress(migration),
      progress: bar,
      advance,
      unbondingSecs: Number(migration.parameters.params.unbondingSecs),
    });
    const rounds = Array.from({ length: PAGES }, (_, page) => roundsOf(plan, terms, page));
    const after = await readAccounting(connection);
    const treasury = (await getAccount(connection, treasuryAddress(migration))).amount;
    return makeReport({
      ...options,
      plan,
      labels: labelsOf(notes.value),
      reference: referenceLabels(plan, terms, rounds, true),
      accounting: { ...after, workFeeLamports: notes.value.workFeeLamports },
      paid: new Map(Object.entries(notes.value.paid).map(([worker, amount]) => [worker, BigInt(amount)])),
      treasury,
      dispute: notes.value.dispute ?? null,
      market: notes.value.market ?? null,
      flight: { lamports: notes.value.flightLamports, answers: notes.value.flightAnswers },
      replayMs: notes.value.replayMs,
      totalMs: Date.now() - began,
      tag: {
        supplyAtStart: BigInt(notes.value.supplyAtStart),
        supply: (await getMint(connection, tagMint)).supply,
        inVaults:
          (await getAccount(connection, stakeTokensPda())).amount +
          (await getAccount(connection, escrowTokensPda())).amount,
        inWallets: await walletTag(connection, [requester, ...crowd]),
        treasury,
      },
      lamports: { atStart: BigInt(notes.value.lamportsAtStart), now: await lamports(chain.rpcUrl) },
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

const paidTo = ({ paid }: Notes, { name }: Person): bigint => BigInt(paid[name] ?? 0);
const labelsOf = ({ labels }: Notes): Map<number, string> =>
  new Map(Object.entries(labels).map(([index, hex]) => [Number(index), hex]));

/** With the key his wallet makes, which the web app makes again. */
const withIdentity = async (who: Person, genesisHash: string): Promise<Buyer> => {
  const domain = { genesisHash, programId: PROGRAM_ID.toBase58() };
  return { ...who, identity: await identityFromWallet(seedWallet(who.wallet.secretKey), domain) };
};

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
    funds[index % PAGES] = (funds[index % PAGES] ?? 0n) + reserveOf(specOf(panel), terms, feeBps);
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
