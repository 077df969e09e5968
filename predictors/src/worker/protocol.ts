/** Messages between a predictor and its worker. */
import type { Finding, Item } from '../predictor.ts';

export type ToWorker = { type: 'predict'; id: number; item: Item };

export type FromWorker =
  | { type: 'ready'; sha256: string }
  | { type: 'found'; id: number; findings: Finding[] }
  /** Without an id the model could not be loaded. */
  | { type: 'failed'; id?: number; name: string; message: string };
