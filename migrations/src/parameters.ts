/** Parameters of a cluster, from `clusters/NAME.json`. Amounts are decimal strings of base units; no keys live here. */
import { readFileSync } from 'node:fs';
import type { Params } from '@tagger/client';

export interface ClusterParameters {
  /** Lamports the deployer must hold before anything is sent. */
  feePayerNeedsLamports: bigint;
  params: Params;
}

const AMOUNTS = ['minStake', 'minBond', 'unbondingSecs', 'reviewBond', 'minReviewFee', 'weightCap'] as const;
const NUMBERS = [
  'minWindowSecs',
  'maxWindowSecs',
  'maxTaskSecs',
  'restartGraceSecs',
  'maxPauseSecs',
  'maxSessionSecs',
  'feeBps',
  'slashHoldBps',
  'slashMissBps',
  'slashGoldBps',
  'slashBurnBps',
  'goldFailBps',
  'slashReversedBps',
  'reviewCommitSecs',
  'reviewRevealSecs',
  'challengeSecs',
  'appealSecs',
] as const;

/** Reads and checks a cluster's file. Throws a sentence that names the file and the field. */
export function readParameters(cluster: string): ClusterParameters {
  if (!/^[a-z0-9-]+$/.test(cluster)) throw new Error(`"${cluster}" is no name of a cluster`);
  const file = new URL(`../clusters/${cluster}.json`, import.meta.url);
  const raw = JSON.parse(readFileSync(file, 'utf8')) as {
    feePayerNeedsLamports: unknown;
    params: Record<string, unknown>;
  };
  const wrong = (field: string): never => {
    throw new Error(`migrations/clusters/${cluster}.json: "${field}" is missing or not a whole number`);
  };
  const amount = (field: string, value: unknown): bigint =>
    typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : wrong(field);
  const number = (field: string): number => {
    const value = raw.params[field];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : wrong(field);
  };
  const entries = [
    ...AMOUNTS.map((field) => [field, amount(field, raw.params[field])] as const),
    ...NUMBERS.map((field) => [field, number(field)] as const),
    ['reserved', [0]] as const,
  ];
  const params: unknown = Object.fromEntries(entries);
  return {
    feePayerNeedsLamports: amount('feePayerNeedsLamports', raw.feePayerNeedsLamports),
    params: params as Params,
  };
}
