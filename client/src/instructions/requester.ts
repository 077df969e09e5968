/** Instructions of a requester. Amounts in base units of TAG. Each returns one instruction and sends nothing. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import { MAX_PRIOR_COST, MAX_WEIGHTED_CLASSES } from '../constants.ts';
import type { GoldOpening } from '../gold.ts';
import { deliveryOf } from '../delivery.ts';
import { configPda, domainsPda, escrowTokensPda, escrowVaultPda, memberPda, seatPda, taskPda } from '../pda.ts';
import type { PanelSpec, Terms } from '../types.ts';

/** Fields of the terms that the program fills in from the config. */
type Snapshot =
  | 'restartGraceSecs'
  | 'feeBps'
  | 'slashHoldBps'
  | 'slashMissBps'
  | 'slashGoldBps'
  | 'slashBurnBps'
  | 'goldFailBps'
  | 'hasGold'
  | 'slashReversedBps'
  | 'reviewBond'
  | 'reviewCommitSecs'
  | 'reviewRevealSecs'
  | 'challengeSecs'
  | 'appealSecs'
  | 'private';
/** What a requester decides about reviews; left out, the task has none. */
export type ReviewTerms = Pick<
  Terms,
  'reviewSeats' | 'reviewFee' | 'appealRounds' | 'auditBps' | 'auditItems' | 'fixBps'
>;
/** Who may join, and how much disagreement and wrong suggestions there may be; left out: anybody, none. */
export type AudienceTerms = Pick<Terms, 'domain' | 'requiredLevel' | 'spreadBps' | 'lureBps' | 'overBps'>;
/** What a requester decides about a task. `prior`: see `priorCosts`; default none. */
export type TaskTerms = Omit<Terms, Snapshot | 'prior' | keyof ReviewTerms | keyof AudienceTerms> &
  Partial<ReviewTerms> &
  Partial<AudienceTerms> & { prior?: number[] };

/** Places of the first domains in the list; votes may append others. */
export const DOMAIN = {
  image: 0,
  text: 1,
  audio: 2,
  video: 3,
  medical: 4,
  driving: 5,
  industrial: 6,
  other: 7,
} as const;

/** Open to every member, at a fixed difficulty, without suggestions. */
export const EVERYBODY: AudienceTerms = {
  domain: DOMAIN.other,
  requiredLevel: 0,
  spreadBps: 0,
  lureBps: 0,
  overBps: 10_000,
};

/** A task whose labels are paid as soon as they are there. */
export const NO_REVIEWS: ReviewTerms = {
  reviewSeats: 0,
  reviewFee: 0n,
  appealRounds: 0,
  auditBps: 0,
  auditItems: 0,
  fixBps: 0,
};
/** Three validators a review at 0.002 TAG a vote, one appeal to seven; no audits. */
export const REVIEWS: ReviewTerms = { ...NO_REVIEWS, reviewSeats: 3, reviewFee: 2_000n, appealRounds: 1 };

/** How common each class is, from counts of gold labels, as the program wants it: 32 times the log of how much rarer than the most common. */
export function priorCosts(counts: readonly number[]): number[] {
  const most = Math.max(...counts) + 1;
  return counts.map((count) => Math.min(MAX_PRIOR_COST, Math.round(32 * Math.log(most / (count + 1)))));
}

/** How labels are decided. */
export const METHOD = { majority: 0, weighted: 1, payload: 2 } as const;
/** What validators say about one item of a payload. */
export const VERDICT = { accept: 0, minorFix: 1, reject: 2, invalidItem: 3 } as const;

/** Terms every payload task has: labels are verdicts of two bits, one annotator a panel; all of at most `auditItems` is judged. */
export const PAYLOAD = {
  method: METHOD.payload,
  bits: 2,
  classes: 4,
  seatsLimit: 1,
  ...REVIEWS,
  auditItems: 64,
  fixBps: 5_000,
} as const;
/** How seats are taken: by choice, for closed teams, training and replays; or by tickets, for everybody else. */
export const CLAIM_MODE = { selfChosen: 0, assigned: 1 } as const;

export interface OpenTask {
  requester: PublicKey;
  payer?: PublicKey;
  /** Chosen by the requester; together they make the task's address. */
  nonce: bigint;
  /** May open pages, panels and gold; default the requester. */
  operator?: PublicKey;
  rulesHash: Uint8Array;
  /** Arweave ids, 32 bytes each. */
  rulesId: Uint8Array;
  itemsId: Uint8Array;
  /** SHA-256 and Arweave id of the suggestions annotators are shown, 32 bytes each; default none. */
  suggestions?: { hash: Uint8Array; id: Uint8Array };
  /** Root of the gold tree; default none. */
  goldRoot?: Uint8Array;
  /** Of a private task: what its items' key is committed to, 32 bytes (`itemsCommitment` of `@tagger/client/private`). */
  itemsKey?: Uint8Array;
  /** Unix seconds. */
  endsAt: bigint;
  /** Parts of what licences of the dataset will earn, basis points; default none. The rest is the publisher's. */
  shares?: { contributorBps: number; validatorBps: number };
  terms: TaskTerms;
}

const NO_BYTES = new Uint8Array(32);
const pad = (prior: readonly number[]): number[] =>
  Array.from({ length: MAX_WEIGHTED_CLASSES }, (_, at) => prior[at] ?? 0);

export function openTask(a: OpenTask): TransactionInstruction {
  const { requester, payer = requester, operator = requester, nonce, endsAt } = a;
  const snapshot = {
    restartGraceSecs: 0,
    feeBps: 0,
    slashHoldBps: 0,
    slashMissBps: 0,
    slashGoldBps: 0,
    slashBurnBps: 0,
    goldFailBps: 0,
    hasGold: 0,
    slashReversedBps: 0,
    reviewBond: 0n,
    reviewCommitSecs: 0,
    reviewRevealSecs: 0,
    challengeSecs: 0,
    appealSecs: 0,
    private: 0,
  };
  return buildInstruction(
    'openTask',
    {
      payer,
      requester,
      config: configPda(),
      domains: domainsPda(),
      member: memberPda(requester),
      task: taskPda(requester, nonce),
    },
    {
      args: {
        nonce,
        operator,
        rulesHash: [...a.rulesHash],
        rulesId: [...a.rulesId],
        itemsId: [...a.itemsId],
        suggestionsHash: [...(a.suggestions?.hash ?? NO_BYTES)],
        suggestionsId: [...(a.suggestions?.id ?? NO_BYTES)],
        goldRoot: [...(a.goldRoot ?? NO_BYTES)],
        endsAt,
        contributorBps: a.shares?.contributorBps ?? 0,
        validatorBps: a.shares?.validatorBps ?? 0,
        itemsKey: [...(a.itemsKey ?? NO_BYTES)],
        terms: { ...NO_REVIEWS, ...EVERYBODY, ...a.terms, ...snapshot, prior: pad(a.terms.prior ?? []) },
      },
    },
  );
}

/** Anyone may fund; the money is the requester's. */
export function fundTask(a: {
  payer: PublicKey;
  task: PublicKey;
  from: PublicKey;
  tagMint: PublicKey;
  amount: bigint;
}): TransactionInstruction {
  const { payer, task, from, tagMint, amount } = a;
  const vault = { escrowVault: escrowVaultPda(), escrowTokens: escrowTokensPda() };
  return buildInstruction('fundTask', { payer, config: configPda(), task, ...vault, from, tagMint }, { amount });
}

/** Free escrow to the requester's balance. */
export function refundTask(a: { requester: PublicKey; task: PublicKey; amount: bigint }): TransactionInstruction {
  const { requester, task, amount } = a;
  return buildInstruction('refundTask', { requester, task, member: memberPda(requester) }, { amount });
}

export function cancelTask(a: { requester: PublicKey; task: PublicKey }): TransactionInstruction {
  return buildInstruction('cancelTask', { requester: a.requester, task: a.task }, {});
}

export function closeTask(a: { requester: PublicKey; task: PublicKey; rentPayer?: PublicKey }): TransactionInstruction {
  const { requester, task, rentPayer = requester } = a;
  return buildInstruction('closeTask', { task, member: memberPda(requester), rentPayer }, {});
}

/** Opens the task's next page of `bytes` bytes with `amount` of the task's escrow. */
export function openPage(a: {
  operator: PublicKey;
  payer?: PublicKey;
  task: PublicKey;
  page: PublicKey;
  bytes: number;
  amount: bigint;
}): TransactionInstruction {
  const { operator, payer = operator, task, page, bytes, amount } = a;
  return buildInstruction('openPage', { payer, operator, config: configPda(), task, page }, { bytes, amount });
}

export function fundPage(a: {
  operator: PublicKey;
  task: PublicKey;
  page: PublicKey;
  amount: bigint;
}): TransactionInstruction {
  const { operator, task, page, amount } = a;
  return buildInstruction('fundPage', { operator, task, page }, { amount });
}

export function unfundPage(a: {
  operator: PublicKey;
  task: PublicKey;
  page: PublicKey;
  amount: bigint;
}): TransactionInstruction {
  const { operator, task, page, amount } = a;
  return buildInstruction('unfundPage', { operator, task, page }, { amount });
}

export function openPanels(a: {
  operator: PublicKey;
  task: PublicKey;
  page: PublicKey;
  specs: PanelSpec[];
}): TransactionInstruction {
  const { operator, task, page, specs } = a;
  return buildInstruction('openPanels', { operator, config: configPda(), task, page }, { specs });
}

export function releasePanel(a: {
  caller: PublicKey;
  task: PublicKey;
  page: PublicKey;
  panel: bigint;
}): TransactionInstruction {
  const { caller, task, page, panel } = a;
  return buildInstruction('releasePanel', { caller, task, page }, { number: panel });
}

/** The key of a private task's items for the seat of `wallet`; `wrap` and `proof` as `wrapKey` makes them. */
export function deliverTaskKey(a: {
  task: PublicKey;
  wallet: PublicKey;
  wrap: Uint8Array;
  proof: Uint8Array;
}): TransactionInstruction {
  const { task, wallet, wrap, proof } = a;
  return buildInstruction(
    'deliverTaskKey',
    { task, seat: seatPda(task, wallet) },
    { delivery: deliveryOf(wrap, proof) },
  );
}

const NO_GOLD: GoldOpening = { salt: NO_BYTES, proof: [], entries: new Uint8Array() };

/** Opens a panel's gold; without an opening the requester waives it and the panel is settled at once. */
export function openGold(a: {
  operator: PublicKey;
  task: PublicKey;
  page: PublicKey;
  panel: bigint;
  opening?: GoldOpening;
}): TransactionInstruction {
  const { operator, task, page, panel, opening = NO_GOLD } = a;
  const proof = opening.proof.map((node) => [...node]);
  return buildInstruction(
    'openGold',
    { operator, task, page },
    { args: { panel, salt: [...opening.salt], proof, entries: [...opening.entries] } },
  );
}

export function closePage(a: {
  caller: PublicKey;
  task: PublicKey;
  page: PublicKey;
  rentPayer: PublicKey;
}): TransactionInstruction {
  const { caller, task, page, rentPayer } = a;
  return buildInstruction('closePage', { caller, task, page, rentPayer }, {});
}
