/** Things tests start from: members, tasks, pages and panels, with defaults that can be overridden. */
import { createHash } from 'node:crypto';
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import {
  claim,
  CLAIM_MODE,
  collect,
  commit,
  commitment,
  createMember,
  fetchPage,
  fundTask,
  GoldTree,
  joinTask,
  METHOD,
  newSalt,
  openPage,
  openPanels,
  openTask,
  packLabels,
  pagePda,
  reveal,
  stake,
  taskPda,
  type Bits,
  type GoldPanel,
  type OpenTask,
  type PageView,
  type PanelSpec,
  type PanelView,
  type TaskTerms,
} from '@tagger/client';
import { team } from './people.ts';
import { together } from './together.ts';
import { act, anActor, chainTime, type Actor, type World } from './world.ts';

export const sha256 = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());

/** One-bit labels at 10,000 base units (0.01 TAG) an item, three seats, generous windows. */
export const TERMS: TaskTerms = {
  price: 10_000n,
  bond: 1_000_000n,
  itemCount: 1_000,
  holdSecs: 600,
  commitSecs: 3_600,
  revealSecs: 1_800,
  goldSecs: 900,
  classes: 2,
  tauBps: 9_500,
  bits: 1,
  method: METHOD.weighted,
  claimMode: CLAIM_MODE.selfChosen,
  seatsLimit: 16,
};

export const RULES = sha256('label what you see');

/** A member with `amount` base units staked (default 100 TAG). */
export async function aMember(world: World, name: string, amount = 100_000_000n): Promise<Actor> {
  const actor = await anActor(world, name);
  const steps = [createMember({ wallet: actor.key })];
  if (amount > 0n) steps.push(stake({ wallet: actor.key, from: actor.tokens, tagMint: world.tagMint, amount }));
  await act(world, actor, ...steps);
  return actor;
}

export interface TaskSetup {
  requester: Actor;
  task: PublicKey;
  terms: TaskTerms;
  gold: GoldTree | undefined;
}

let nonce = 0n;

/** An open, funded task (default 100 TAG). */
export async function aTask(
  world: World,
  options: {
    terms?: Partial<TaskTerms>;
    gold?: GoldPanel[];
    escrow?: bigint;
    lifeSecs?: bigint;
    requester?: Actor;
    operator?: PublicKey;
    suggestions?: { hash: Uint8Array; id: Uint8Array };
    shares?: OpenTask['shares'];
    /** Of a private task. */
    itemsKey?: Uint8Array;
    itemsId?: Uint8Array;
  } = {},
): Promise<TaskSetup> {
  const requester = options.requester ?? (await aMember(world, 'Rita the requester', 0n));
  const terms = { ...TERMS, ...options.terms };
  const gold =
    options.gold === undefined ? undefined : new GoldTree(options.gold, terms.itemCount, (terms.lureBps ?? 0) > 0);
  const task = taskPda(requester.key, (nonce += 1n));
  const endsAt = (await chainTime(world)) + (options.lifeSecs ?? 86_400n);
  const escrow = options.escrow ?? 100_000_000n;
  await act(
    world,
    requester,
    openTask({
      requester: requester.key,
      nonce,
      rulesHash: RULES,
      rulesId: sha256('rules'),
      itemsId: options.itemsId ?? sha256('items'),
      ...(options.itemsKey && { itemsKey: options.itemsKey }),
      endsAt,
      terms,
      ...(gold && { goldRoot: gold.root }),
      ...(options.suggestions && { suggestions: options.suggestions }),
      ...(options.shares && { shares: options.shares }),
      ...(options.operator && { operator: options.operator }),
    }),
    ...(escrow > 0n
      ? [fundTask({ payer: requester.key, task, from: requester.tokens, tagMint: world.tagMint, amount: escrow })]
      : []),
  );
  return { requester, task, terms, gold };
}

export interface PanelSetup extends TaskSetup {
  page: PublicKey;
  pageIndex: number;
}

/** A task with one page and panels on it. */
export async function panels(
  world: World,
  specs: Partial<PanelSpec>[],
  options: Parameters<typeof aTask>[1] & { pageBytes?: number; pageFunds?: bigint } = {},
): Promise<PanelSetup> {
  const setup = await aTask(world, options);
  const page = pagePda(setup.task, 0);
  const operator = setup.requester.key;
  await act(
    world,
    setup.requester,
    openPage({
      operator,
      task: setup.task,
      page,
      bytes: options.pageBytes ?? 10_240,
      amount: options.pageFunds ?? 50_000_000n,
    }),
    openPanels({ operator, task: setup.task, page, specs: specs.map(aPanel) }),
  );
  return { ...setup, page, pageIndex: 0 };
}

/** Ten items, three seats, no later waves. */
export function aPanel(spec: Partial<PanelSpec> = {}): PanelSpec {
  const seats = spec.seatsMax ?? spec.seatsFirst ?? 3;
  return { firstItem: 0, items: 10, difficultyBps: 10_000, seatsFirst: seats, seatsStep: 1, seatsMax: seats, ...spec };
}

/** Seats members in a task, each with `bond` base units (default 10 TAG). */
export async function join(world: World, setup: TaskSetup, members: Actor[], bond = 10_000_000n): Promise<void> {
  const steps = members.map((member) => ({
    signers: [member],
    instructions: [joinTask({ wallet: member.key, task: setup.task, rulesHash: RULES, bond })],
  }));
  await together(world, steps);
}

/** A task with panels and `count` members seated in it. */
export async function staffed(
  world: World,
  specs: Partial<PanelSpec>[],
  count: number,
  options: Parameters<typeof panels>[2] = {},
): Promise<{ setup: PanelSetup; crew: Actor[] }> {
  const [setup, crew] = await Promise.all([panels(world, specs, options), team(world, count)]);
  await join(world, setup, crew);
  return { setup, crew };
}

/** Ten one-bit labels. */
export const TRUTH = [0, 1, 0, 1, 1, 0, 0, 1, 1, 1];

/** One member's work on one panel. */
export interface Work {
  member: Actor;
  labels: number[];
  salt: Uint8Array;
  slot: number;
}

export async function thePage(world: World, setup: PanelSetup): Promise<PageView> {
  const page = await fetchPage(world.connection, setup.page);
  if (page === null) throw new Error('the page is closed');
  return page;
}

export async function thePanel(world: World, setup: PanelSetup, number = 0n): Promise<PanelView> {
  const panel = (await thePage(world, setup)).panels.find((candidate) => candidate.number === number);
  if (panel === undefined) throw new Error(`panel ${number} is not alive`);
  return panel;
}

/** Members claim a panel one after the other and so get slots in that order from `firstSlot`. */
export async function claimPanel(world: World, setup: PanelSetup, members: Actor[], number = 0n): Promise<void> {
  const steps = members.map((member) => ({
    signers: [member],
    instructions: [claim({ wallet: member.key, task: setup.task, page: setup.page, panels: [number] })],
  }));
  await together(world, steps);
}

/** The 32 bytes that bind this work to its place. */
export function commitmentOf(
  page: PageView,
  setup: PanelSetup,
  { member, labels, salt }: Work,
  number = 0n,
): Uint8Array {
  const place = { context: Uint8Array.from(page.context), page: setup.pageIndex, panel: number, wallet: member.key };
  return commitment(place, packLabels(labels, setup.terms.bits as Bits), salt);
}

/** Commits prepared work. */
export async function commitWork(world: World, setup: PanelSetup, work: Work[], number = 0n): Promise<void> {
  const page = await thePage(world, setup);
  const steps = work.map((item) => {
    const entries = [{ panel: number, slot: item.slot, commitment: commitmentOf(page, setup, item, number) }];
    return {
      signers: [item.member],
      instructions: [commit({ wallet: item.member.key, task: setup.task, page: setup.page, entries })],
    };
  });
  await together(world, steps);
}

/** The reveal of one piece of work. */
export function revealOf(setup: PanelSetup, { member, labels, salt, slot }: Work, number = 0n): TransactionInstruction {
  const answers = packLabels(labels, setup.terms.bits as Bits);
  return reveal({
    wallet: member.key,
    task: setup.task,
    page: setup.page,
    entries: [{ panel: number, slot, salt, answers }],
  });
}

/** Reveals committed work. */
export async function revealWork(world: World, setup: PanelSetup, work: Work[], number = 0n): Promise<void> {
  await together(
    world,
    work.map((item) => ({ signers: [item.member], instructions: [revealOf(setup, item, number)] })),
  );
}

/** Claims for everybody and prepares their work; nothing is committed yet. */
export async function sit(
  world: World,
  setup: PanelSetup,
  members: Actor[],
  labels: number[][],
  number = 0n,
): Promise<Work[]> {
  const first = (await thePanel(world, setup, number)).waveStart;
  await claimPanel(world, setup, members, number);
  return members.map((member, at): Work => ({ member, labels: labels[at] ?? [], salt: newSalt(), slot: first + at }));
}

/** Claim, commit and reveal by everybody; `labels` by member. Returns the work for later checks. */
export async function answer(
  world: World,
  setup: PanelSetup,
  members: Actor[],
  labels: number[][],
  number = 0n,
): Promise<Work[]> {
  const work = await sit(world, setup, members, labels, number);
  await commitWork(world, setup, work, number);
  await revealWork(world, setup, work, number);
  return work;
}

/** Collects for everybody. */
export async function collectAll(world: World, setup: PanelSetup, work: Work[], number = 0n): Promise<void> {
  const steps = work.map(({ member, slot }) => {
    const entries = [{ panel: number, slot }];
    return {
      signers: [],
      instructions: [collect({ wallet: member.key, task: setup.task, page: setup.page, entries })],
    };
  });
  await together(world, steps);
}
