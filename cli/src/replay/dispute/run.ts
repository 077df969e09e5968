/**
 * One batch goes to court: the requester contests its wrong labels, drawn validators judge them, the annotator who lost
 * most appeals, 2k + 1 others decide. Every step looks at the chain first: stopped anywhere, it goes on.
 */
import type { Connection, PublicKey } from '@solana/web3.js';
import type { TaskTerms } from '@tagger/client';
import type { TimeAdvance } from '@tagger/localnet';
import type { Progress } from '../../progress.ts';
import type { Person } from '../people.ts';
import type { Plan } from '../plan.ts';
import { answerBatch, openBatch, payAnnotators } from './batch.ts';
import { appeal, conclude, contest, judge } from './court.ts';
import type { Batch } from './plan.ts';
import { joinValidators } from './validators.ts';

export interface Dispute {
  connection: Connection;
  plan: Plan;
  batch: Batch;
  seed: Uint8Array;
  /** The requester's task number `nonce`, opened for this batch alone. */
  task: PublicKey;
  nonce: bigint;
  terms: TaskTerms;
  feeBps: number;
  requester: Person;
  /** Those who answered the batch. */
  annotators: Person[];
  validators: Person[];
  /** Base units each validator stakes; half of it stands behind his seats. */
  validatorStake: bigint;
  tagMint: PublicKey;
  /** Arweave endpoint. */
  arweave: string;
  /** Lets time pass; only a local chain can. */
  advance(by: TimeAdvance): Promise<unknown>;
  progress: Progress;
  /** Keeps the labels the annotators' answers gave: a verdict overwrites them. */
  keepLabels(labels: number[]): void;
}

export async function runDispute(d: Dispute): Promise<void> {
  await joinValidators(d);
  const opened = await openBatch(d);
  await answerBatch(d, opened);
  await contest(d);
  await judge(d, 0n, 'first verdict');
  await appeal(d);
  await judge(d, 1n, 'appeal');
  await conclude(d);
  await payAnnotators(d);
}
