/** Labels whose settlement is missing in the logs [attack 130]: decided again from what was revealed. The record root says whether rightly. */
import { packedLength, type Bits } from '../answers.ts';
import type { GoldEntry } from '../gold.ts';
import { METHOD } from '../instructions/requester.ts';
import type { PanelSpec, Terms } from '../types.ts';

/** What the instructions tell of a panel, whoever filled up which log. */
export interface LostPanel {
  /** Index of its page, its number there. */
  page: number;
  panel: bigint;
  spec: Pick<PanelSpec, 'items'>;
  terms: Pick<Terms, 'method' | 'bits' | 'classes' | 'tauBps' | 'prior'>;
  /** Packed answers of each seat in order; `undefined` where nothing was revealed. */
  answers: readonly (Uint8Array | undefined)[];
  /** Gold the requester opened. */
  gold: readonly GoldEntry[];
}

/**
 * Guesses at the packed labels of a panel, the likeliest first; none where nothing is known. Whoever has an index can tell what it saw on the
 * page. A guess is believed only where the record root holds it.
 */
export type LostLabels = (lost: LostPanel) => Promise<readonly Uint8Array[]>;

/**
 * What the program decided, by its own arithmetic: a majority, or weights of members without a record, which is what all of a task's
 * first panels have. Opened gold stands. Labels that validators changed, and weights of members with a record, are written in no instruction.
 */
export const recomputeLabels: LostLabels = async ({ spec, terms, answers, gold }) => {
  const { method, bits, classes, tauBps, prior } = terms;
  if (method === METHOD.payload || answers.length === 0)
    return [new Uint8Array(packedLength(spec.items, bits as Bits))];
  // Most histories are whole and need no module.
  const { loadReport } = await import('../report/index.ts');
  const report = await loadReport();
  const panel = { items: spec.items, bits: bits as Bits, classes, answers, gold };
  if (method === METHOD.majority) return [report.panelConsensus({ ...panel, method: 'majority' }).packed];
  const fresh = report.weightsFromCounters(
    classes,
    Array.from({ length: classes ** 2 }, () => 0),
  );
  const weights = answers.map(() => fresh);
  const costs = [...prior].slice(0, classes);
  return [report.panelConsensus({ ...panel, method: 'weighted', weights, prior: costs, tauBps }).packed];
};
