/** Settings of the annotator. */
import { MODALITIES } from '@tagger/client/published';
import { MODELS } from '@tagger/predictors';
import { z } from 'zod';
import { amount, type SettingsOf } from '../kit/index.ts';

/** A shipped model by its name, or a server that speaks Label Studio's ML-backend protocol. */
export const PREDICTOR = z.union([
  z.enum(MODELS),
  z.strictObject({
    backend: z.url(),
    modelId: z.string(),
    /** What its items are, and what it says to them. */
    modality: z.enum(MODALITIES).default('text'),
    kind: z.enum(['classLabel', 'box', 'span', 'transcript', 'region']).default('classLabel'),
    /** SHA-256 of the weights, where its operator tells it. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
]);

/** What any bot needs that answers or judges with a model and reads what was published. */
export const READING = {
  /** Arweave gateways, the preferred one first. */
  gateways: z.array(z.url()).min(1),
  /** Seconds a gateway has for a whole file. */
  gatewaySecs: z.number().positive().max(3_600).default(15),
  /** What a word of the model's is called among the task's classes, e.g. `{ "positive": "good" }`. */
  classes: z.record(z.string(), z.string()).default({}),
};

export const SETTINGS = {
  ...READING,
  predictor: PREDICTOR.optional(),
  /** Only these tasks; left out: all that fit. Payload tasks are answered only if they are named here. */
  tasks: z.array(z.string()).optional(),
  /** Only these domains. */
  domains: z.array(z.number().int().min(0)).optional(),
  /** Languages the predictor reads, BCP 47. */
  languages: z.array(z.string()).default([]),
  /** Least base units an item is expected to pay, at the quality the wallet has so far. */
  leastPay: amount.default(0n),
  /** Most base units locked behind one task's seat, and behind all of them. */
  mostBond: amount.default(20_000_000n),
  mostBondInAll: amount.default(100_000_000n),
  /** Most panels held without a commitment, of all tasks. */
  mostPanels: z.number().int().min(1).max(1_000).default(40),
  /** Join private tasks: their items are read only by who has a seat. */
  privateTasks: z.boolean().default(true),
  /** Most private tasks whose key has not come; in each a seat waits with the bond of one panel. */
  mostWaiting: z.number().int().min(0).max(100).default(2),
  /** Answers of a lower score are left out where the task's labels have a code for that. */
  abstainBelow: z.number().min(0).max(1).default(0.55),
  /** Most of a panel's items that may be left out, as a share; above it the panel is left to others. */
  mostAbstained: z.number().min(0).max(1).default(0.5),
  /** A hold must be so many times what making all answers again would take. */
  margin: z.number().min(1).default(3),
  /** Shortest hold and reveal window a claim is made under, seconds: longer than any outage the bot shall survive. */
  leastHoldSecs: z.number().int().positive().default(60),
  leastRevealSecs: z.number().int().positive().default(300),
  /** Seconds between looks at all tasks. */
  lookSecs: z.number().positive().default(60),
  /** Balance from which on it is withdrawn, base units. */
  withdrawFrom: amount.default(1_000_000n),
  /** Posts model and score of each answer after the reveal. */
  publishModels: z.boolean().default(false),
  /** Where data items are posted: payloads, keys of what is judged, and models; e.g. `https://upload.example/v1/tx/solana`. */
  upload: z.url().optional(),
};

export type AnnotatorSettings = SettingsOf<typeof SETTINGS>;
