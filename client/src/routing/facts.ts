/** What the ranking looks at: public accounts and the task's published rules. Anybody has the same. */
import type { PublicKey } from '@solana/web3.js';
import type { Modality } from '../modality.ts';
import type { Address } from './address.ts';
import type { TaskAccount } from '../types.ts';
import { NO_RECORD, type DomainRecord } from './reputation.ts';

/** Fields of a task's rules document the ranking reads; what is missing is not asked for. */
export interface RoutingRules {
  /** BCP 47 tags, e.g. `en`, `pt-BR`; one is enough. */
  languages?: readonly string[];
  /** What the requester measured or expects, seconds an item. */
  secondsPerItem?: number;
  /** What the items are; absent: texts. */
  modality?: Modality;
}

export interface TaskFacts<A extends Address = PublicKey> {
  task: A;
  domain: number;
  requiredLevel: number;
  classes: number;
  /** Base units an item of full quality pays. */
  price: bigint;
  rules: RoutingRules;
}

export interface AnnotatorFacts<A extends Address = PublicKey> {
  wallet: A;
  /** Stake that is neither locked nor leaving, and locked stake: both count for levels. */
  stake: bigint;
  records: readonly DomainRecord[];
  panels: number;
  missedReveals: number;
  expiredClaims: number;
  /** What he says he reads; his own word. */
  languages: readonly string[];
  /** What he works on, e.g. no sound where he can't listen; absent: everything. His own word too. */
  modalities?: readonly Modality[];
  /** Counters of his seat in a task, by the task's address in base58. */
  counters: ReadonlyMap<string, readonly number[]>;
}

export const taskFacts = (address: PublicKey, { terms }: TaskAccount, rules: RoutingRules = {}): TaskFacts => ({
  task: address,
  domain: terms.domain,
  requiredLevel: terms.requiredLevel,
  classes: terms.classes,
  price: terms.price,
  rules,
});

/** Somebody the program does not know yet. */
export const stranger = <A extends Address>(wallet: A, languages: readonly string[] = []): AnnotatorFacts<A> => ({
  wallet,
  stake: 0n,
  records: [],
  panels: 0,
  missedReveals: 0,
  expiredClaims: 0,
  languages,
  counters: new Map(),
});

export const recordIn = ({ records }: Pick<AnnotatorFacts, 'records'>, domain: number): DomainRecord =>
  records[domain] ?? NO_RECORD;
