/** Settings of the requester. */
import { DOMAIN } from '@tagger/client';
import { z } from 'zod';
import { amount, type SettingsOf } from '../kit/index.ts';

export const SETTINGS = {
  /** CSV file with a column `item` or `file` (and `text`, `id`, `label` where it is known), text file with an item a line, or folder of files. */
  items: z.string(),
  /** Labels in the order of their codes. */
  classes: z.array(z.string().min(1)).min(2).max(255),
  title: z.string().min(1),
  instructions: z.string().min(1),
  languages: z.array(z.string()).optional(),
  secondsPerItem: z.number().positive().optional(),
  /** Where answers and labels are written. */
  out: z.string(),
  /** Gateways items are posted to and read from; the first takes uploads. */
  gateways: z.array(z.url()).min(1),
  /** Share of labels that shall be right. */
  target: z.number().gt(0).lt(1).default(0.9),
  /** Base units that may be spent on all rounds. */
  budget: amount,
  /** Base units an item and annotator. */
  price: amount.default(10_000n),
  /** Base units of stake held back a panel. */
  bond: amount.default(1_000_000n),
  domain: z.enum(Object.keys(DOMAIN) as [keyof typeof DOMAIN, ...(keyof typeof DOMAIN)[]]).default('text'),
  /** Annotators an item in the first round, and in each further one. */
  seats: z.number().int().min(1).max(16).default(3),
  moreSeats: z.number().int().min(1).max(16).default(2),
  rounds: z.number().int().min(1).max(100).default(5),
  batch: z.number().int().min(1).max(1_000).default(40),
  goldPerBatch: z.number().int().min(0).max(200).default(5),
  selfChosen: z.boolean().default(false),
  /** Life of a round's task. */
  hours: z.number().positive().default(168),
  /** Number of the first round's task among the requester's. */
  nonce: amount.default(1n),
};

export type RequesterSettings = SettingsOf<typeof SETTINGS>;
