/** Settings of the validator. */
import { z } from 'zod';
import { PREDICTOR, READING } from '../annotator/settings.ts';
import { amount, type SettingsOf } from '../kit/index.ts';

export const SETTINGS = {
  ...READING,
  /** Without one it judges by answers alone. */
  predictor: PREDICTOR.optional(),
  /** Base units behind seats in the pool; left out, it does not join and judges only where the wallet is drawn already. */
  bond: amount.optional(),
  /** Wallets of the same owner: their work is not judged. */
  ownWallets: z.array(z.string()).default([]),
  modelSure: z.number().min(0).max(1).default(0.8),
  /** Voices against a sure model, for each that is with it and one at least, from which on nothing is sure. */
  overrule: z.number().positive().default(3),
  leastLead: z.number().min(0).max(1).default(0.34),
  /** Where nothing is sure: `keep` the panel's label, or `abstain` where labels have a code for that. */
  unsure: z.enum(['keep', 'abstain']).default('keep'),
  /** Items two members must share before their agreement is looked at, and the chance of naming an honest pair. */
  leastShared: z.number().int().min(5).default(20),
  alpha: z.number().positive().max(0.5).default(0.01),
  /** Read the judged page's history for the pace of its members. */
  pace: z.boolean().default(true),
  /** A median below it, together with failed gold, takes a member's voice away. */
  leastSecondsPerItem: z.number().nonnegative().default(0.5),
  /** Seconds before a vote's window ends by which it votes although the key of a payload has not come. */
  voteBeforeSecs: z.number().int().positive().default(1_800),
  /** Part of a dataset's revenue a task must promise its validators for a seat to be opened there; left out: no seats. */
  leastShareBps: z.number().int().min(1).max(10_000).optional(),
  /** Balance from which on it is withdrawn, base units. */
  withdrawFrom: amount.default(1_000_000n),
};

export type ValidatorSettings = SettingsOf<typeof SETTINGS>;
