/** A task with pages, panels and people who answer, all through the client's instruction builders. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import {
  cancelTask,
  claim,
  CLAIM_MODE,
  closePage,
  closeTask,
  collect,
  commit,
  commitment,
  createMember,
  decodeAccount,
  decodePage,
  fundTask,
  joinTask,
  leaveTask,
  MAX_LIVE_PANELS,
  MAX_PAGE_BYTES,
  METHOD,
  openPage,
  openPanels,
  openTask,
  packLabels,
  PAGE_HEADER_BYTES,
  pagePda,
  panelWords,
  reveal,
  sweepTask,
  taskPda,
  type Bits,
  type GoldTree,
  type PageView,
  type PanelSpec,
  type TaskTerms,
} from '@tagger/client';
import { aPerson, seedOf, type Person, type World } from './world.ts';

/** A panel's shape. */
export interface Shape {
  seats: number;
  items: number;
  bits: Bits;
  method: keyof typeof METHOD;
}

export const classesOf = (shape: Shape): number => 1 << shape.bits;
export const answersIn = (shape: Shape): number => shape.seats * shape.items;
export const named = ({ seats, items, bits }: Shape): string => `${seats} x ${items.toLocaleString('en')}, ${bits} bit`;

export const PRICE = 10_000n;
export const BOND = 1_000_000n;
const SHA = seedOf('rules');
/** Money set aside for each answer, in prices: more than price and fee. */
const MARGIN = 2n;
const DAY = 86_400n;

export function termsOf(shape: Shape, itemCount: number): TaskTerms {
  return {
    price: PRICE,
    bond: BOND,
    itemCount,
    holdSecs: 600,
    commitSecs: 3_600,
    revealSecs: 1_800,
    goldSecs: 900,
    classes: classesOf(shape),
    tauBps: 9_500,
    bits: shape.bits,
    method: METHOD[shape.method],
    claimMode: CLAIM_MODE.selfChosen,
    seatsLimit: 16,
  };
}

/** Panels that fit a page of the largest size. */
export function panelsPerPage(shape: Shape): number {
  const words = panelWords(specOf(shape, 0), termsOf(shape, shape.items));
  return Math.min(MAX_LIVE_PANELS, Math.floor((MAX_PAGE_BYTES - PAGE_HEADER_BYTES) / 8 / words));
}

/** Bytes of the smallest page that holds `panels` of them. */
export const pageBytes = (shape: Shape, panels: number): number =>
  PAGE_HEADER_BYTES + 8 * panels * panelWords(specOf(shape, 0), termsOf(shape, shape.items));

export function specOf(shape: Shape, firstItem: number): PanelSpec {
  const { seats, items } = shape;
  return { firstItem, items, difficultyBps: 10_000, seatsFirst: seats, seatsStep: 0, seatsMax: seats };
}

/** Small, fast, seeded: Marsaglia's xorshift of 32 bits. Returns numbers in 0..1. */
export function randomOf(purpose: string): () => number {
  let state = Buffer.from(seedOf(purpose)).readUInt32LE(0) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** The true labels of a panel. */
export function truthOf(shape: Shape, name: string, panel: number): number[] {
  const random = randomOf(`truth:${name}:${panel}`);
  return Array.from({ length: shape.items }, () => Math.floor(random() * classesOf(shape)));
}

/** What member `at` says: right in 75 to 95 of 100 cases, otherwise any other class. */
function opinion(shape: Shape, name: string, panel: number, at: number, truth: readonly number[]): number[] {
  const random = randomOf(`answers:${name}:${panel}:${at}`);
  const accuracy = 0.75 + 0.05 * (at % 5);
  const classes = classesOf(shape);
  return truth.map((label) => {
    if (random() < accuracy) return label;
    return (label + 1 + Math.floor(random() * (classes - 1))) % classes;
  });
}

/** A panel on its page, and who sits where. */
export interface Sitting {
  page: number;
  number: bigint;
  answers: Uint8Array[];
  salts: Uint8Array[];
}

export class Job {
  readonly requester: Person;
  readonly task: PublicKey;
  readonly terms: TaskTerms;
  private readonly contexts = new Map<number, Uint8Array>();
  private made = 0;

  constructor(
    readonly world: World,
    readonly name: string,
    readonly shape: Shape,
    readonly crew: readonly Person[],
    readonly panels: number,
    readonly gold?: GoldTree,
    change: Partial<TaskTerms> = {},
  ) {
    this.terms = { ...termsOf(shape, shape.items * panels), ...change };
    // Price and the highest fee for every answer.
    this.requester = aPerson(world, `requester of ${name}`, this.liability);
    this.task = taskPda(this.requester.key, 1n);
  }

  /** Base units that surely suffice for all panels. */
  get liability(): bigint {
    return MARGIN * PRICE * BigInt(answersIn(this.shape) * this.panels);
  }

  page(index: number): PublicKey {
    return pagePda(this.task, index);
  }

  openTask(): TransactionInstruction[] {
    const requester = this.requester.key;
    return [
      openTask({
        requester,
        nonce: 1n,
        rulesHash: SHA,
        rulesId: SHA,
        itemsId: SHA,
        endsAt: this.world.chain.now + DAY,
        terms: this.terms,
        ...(this.gold && { goldRoot: this.gold.root }),
      }),
    ];
  }

  createRequester = (): TransactionInstruction => createMember({ wallet: this.requester.key });

  fund(): TransactionInstruction {
    const { key, tokens } = this.requester;
    return fundTask({ payer: key, task: this.task, from: tokens, tagMint: this.world.tagMint, amount: this.liability });
  }

  join(person: Person, bond: bigint): TransactionInstruction {
    return joinTask({ wallet: person.key, task: this.task, rulesHash: SHA, bond });
  }

  openPage(index: number, panels: number, bytes = MAX_PAGE_BYTES): TransactionInstruction {
    const amount = MARGIN * PRICE * BigInt(answersIn(this.shape) * panels);
    return openPage({ operator: this.requester.key, task: this.task, page: this.page(index), bytes, amount });
  }

  /** Opens the next `count` panels of the task on a page, as numbers `from..`. */
  openPanels(index: number, count: number): TransactionInstruction {
    const specs = Array.from({ length: count }, () => specOf(this.shape, this.shape.items * this.made++));
    return openPanels({ operator: this.requester.key, task: this.task, page: this.page(index), specs });
  }

  view(index: number): PageView {
    const info = this.world.chain.account(this.page(index));
    if (info === null) throw new Error(`page ${index} of ${this.name} is closed`);
    return decodePage(info);
  }

  /** Answers of everybody for the panel that got this number; `global` is its place in the task. */
  sit(page: number, number: bigint, global: number): Sitting {
    const truth = truthOf(this.shape, this.name, global);
    const answers = Array.from({ length: this.shape.seats }, (_, at) =>
      packLabels(opinion(this.shape, this.name, global, at, truth), this.shape.bits),
    );
    const salts = answers.map((_, at) => seedOf(`salt:${this.name}:${global}:${at}`));
    return { page, number, answers, salts };
  }

  private acting(person: Person, page: number) {
    return { wallet: person.key, task: this.task, page: this.page(page) };
  }

  claim(person: Person, sittings: readonly Sitting[]): TransactionInstruction {
    return claim({ ...this.acting(person, pageOf(sittings)), panels: sittings.map(({ number }) => number) });
  }

  /** `at` is the member's slot: everybody claims in the order of the crew. */
  commit(person: Person, at: number, sittings: readonly Sitting[]): TransactionInstruction {
    const page = pageOf(sittings);
    let context = this.contexts.get(page);
    if (context === undefined) this.contexts.set(page, (context = Uint8Array.from(this.view(page).context)));
    const place = { context, page, wallet: person.key };
    const entries = sittings.map(({ number, answers, salts }) => ({
      panel: number,
      slot: at,
      commitment: commitment({ ...place, panel: number }, own(answers, at), own(salts, at)),
    }));
    return commit({ ...this.acting(person, page), entries });
  }

  reveal(person: Person, at: number, sittings: readonly Sitting[]): TransactionInstruction {
    const entries = sittings.map(({ number, answers, salts }) => ({
      panel: number,
      slot: at,
      salt: own(salts, at),
      answers: own(answers, at),
    }));
    return reveal({ ...this.acting(person, pageOf(sittings)), entries });
  }

  collect(person: Person, at: number, sittings: readonly Sitting[]): TransactionInstruction {
    const entries = sittings.map(({ number }) => ({ panel: number, slot: at }));
    return collect({ ...this.acting(person, pageOf(sittings)), entries });
  }

  /** Ends the task and closes pages, seats and task; every rent payer gets his lamports back. */
  windUp(pages: number, crew: readonly Person[] = this.crew): void {
    const { world, task, requester } = this;
    const { chain } = world;
    const me = requester.wallet;
    for (let index = 0; index < pages; index += 1) {
      const ends = { caller: me.publicKey, task, page: this.page(index), rentPayer: me.publicKey };
      chain.run([me], closePage(ends));
    }
    chain.run([me], cancelTask({ requester: me.publicKey, task }));
    for (const { key } of crew) chain.run([me], leaveTask({ caller: me.publicKey, wallet: key, task, rentPayer: key }));
    const info = chain.account(task);
    if (info === null) throw new Error(`the task of ${this.name} is gone`);
    const { feesDue, slashesDue } = decodeAccount('task', info);
    if (feesDue + slashesDue > 0n) {
      chain.run([me], sweepTask({ task, treasury: world.treasury, tagMint: world.tagMint }));
    }
    chain.run([me], closeTask({ requester: me.publicKey, task }));
  }
}

const pageOf = (sittings: readonly Sitting[]): number => {
  const page = sittings[0]?.page;
  if (page === undefined || sittings.some((sitting) => sitting.page !== page))
    throw new RangeError('panels of one instruction lie on one page');
  return page;
};

const own = (all: readonly Uint8Array[], at: number): Uint8Array => {
  const found = all[at];
  if (found === undefined) throw new RangeError(`nobody sits in slot ${at}`);
  return found;
};
