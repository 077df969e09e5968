/** Parameters of a cluster, from `clusters/NAME.json`. Amounts are decimal strings of base units; no keys live here. */
import { readdirSync, readFileSync } from 'node:fs';
import { FULL_BPS, MAX_KEEPER_TIP_BPS, TaggerClientError, type GovernanceParams, type Params } from '@tagger/client';

export interface ClusterParameters {
  /** Lamports the deployer must hold before anything is sent. */
  feePayerNeedsLamports: bigint;
  params: Params;
  /** Rules of voting. */
  governance: GovernanceParams;
}

type Name = keyof Params;
type RuleName = Exclude<keyof GovernanceParams, 'reserved'>;
/** A number, or the value of another parameter. */
type Limit<N extends string = Name> = number | bigint | N;
type Bounds<N extends string> = Readonly<Record<N, readonly [least: Limit<N>, greatest: Limit<N>]>>;

const HOUR = 3_600;
const DAY = 24 * HOUR;
const MILLION_TAG = 10n ** 12n;

/**
 * Least and greatest value of each parameter: what `Params::check` of the program accepts, known before anything is
 * sent. A test tries both ends of every row on the program.
 */
export const BOUNDS: Bounds<Name> = {
  minStake: ['minBond', MILLION_TAG],
  minBond: [1, 'minStake'],
  unbondingSecs: [HOUR, 60 * DAY],
  minWindowSecs: [60, DAY],
  maxWindowSecs: ['minWindowSecs', 30 * DAY],
  maxTaskSecs: ['maxWindowSecs', 730 * DAY],
  restartGraceSecs: [0, 7 * DAY],
  maxPauseSecs: [60, 7 * DAY],
  maxSessionSecs: [HOUR, 90 * DAY],
  feeBps: [0, 500],
  slashHoldBps: [0, 'slashMissBps'],
  slashMissBps: ['slashGoldBps', FULL_BPS],
  slashGoldBps: [0, FULL_BPS],
  slashBurnBps: [0, FULL_BPS],
  goldFailBps: [0, FULL_BPS],
  slashReversedBps: [0, 'slashMissBps'],
  keeperTipBps: [0, MAX_KEEPER_TIP_BPS],
  reviewBond: [20_000, 'weightCap'],
  minReviewFee: [1, 1_000_000_000n],
  weightCap: ['reviewBond', MILLION_TAG],
  reviewCommitSecs: [60, 7 * DAY],
  reviewRevealSecs: [60, 7 * DAY],
  challengeSecs: [60, 7 * DAY],
  appealSecs: [60, 7 * DAY],
};
/** The same for the rules of voting: what `GovernanceParams::check` of the program accepts. */
export const RULE_BOUNDS: Bounds<RuleName> = {
  deposit: [1, MILLION_TAG],
  minQuorum: [1, 1_000n * MILLION_TAG],
  votingSecs: [DAY, 14 * DAY],
  timelockSecs: [HOUR, 30 * DAY],
  extensionSecs: [HOUR, 2 * DAY],
  executionSecs: [DAY, 30 * DAY],
  quorumBps: [100, FULL_BPS / 2],
  maxExtensions: [1, 3],
};
/** Of 64 bits, so written as decimal strings. */
const AMOUNTS: ReadonlySet<string> = new Set<Name | RuleName>([
  'minStake',
  'minBond',
  'unbondingSecs',
  'reviewBond',
  'minReviewFee',
  'weightCap',
  'deposit',
  'minQuorum',
]);

const CLUSTERS = new URL('../clusters/', import.meta.url);

/** Reads and checks a cluster's file. Throws `UnknownCluster`, and what `parseParameters` throws. */
export function readParameters(cluster: string): ClusterParameters {
  const known = readdirSync(CLUSTERS).map((file) => file.replace(/\.json$/, ''));
  if (!known.includes(cluster))
    throw new TaggerClientError(
      'UnknownCluster',
      `there are no parameters for "${cluster}": use ${known.sort().join(', ')}, or add migrations/clusters/NAME.json`,
    );
  const text = readFileSync(new URL(`${cluster}.json`, CLUSTERS), 'utf8');
  return parseParameters(text, `migrations/clusters/${cluster}.json`);
}

/**
 * Checks the text of a cluster's file. Throws `BadParameters` for a file or field of another form and
 * `ParameterOutOfBounds` for a value the program would refuse; both name the file and the field.
 */
export function parseParameters(text: string, file: string): ClusterParameters {
  const bad = (what: string): TaggerClientError => new TaggerClientError('BadParameters', `${file}: ${what}`);
  const raw = parseObject(text);
  if (!isObject(raw) || !isObject(raw['params']) || !isObject(raw['governance']))
    throw bad('write a JSON object with "feePayerNeedsLamports", "params" and "governance"');

  const amount = (field: string, value: unknown): bigint => {
    if (typeof value === 'string' && /^\d+$/.test(value)) return BigInt(value);
    throw bad(`"${field}" is missing or wrong: write a whole number in quotes`);
  };
  const number = (field: string, value: unknown): number => {
    if (typeof value === 'number' && Number.isInteger(value)) return value;
    throw bad(`"${field}" is missing or wrong: write a whole number without quotes`);
  };
  /** One part of the file, every field within its bounds. */
  const part = <N extends string>(given: Record<string, unknown>, bounds: Bounds<N>): Record<N, number | bigint> => {
    const extra = Object.keys(given).find((field) => !Object.hasOwn(bounds, field));
    if (extra !== undefined) throw bad(`"${extra}" is no parameter: take it out`);
    const names = Object.keys(bounds) as N[];
    const values = Object.fromEntries(
      names.map((field) => [field, (AMOUNTS.has(field) ? amount : number)(field, given[field])]),
    ) as Record<N, number | bigint>;
    checkBounds(values, bounds, file);
    return values;
  };
  return {
    feePayerNeedsLamports: amount('feePayerNeedsLamports', raw['feePayerNeedsLamports']),
    params: silent(part(raw['params'], BOUNDS) as Params, file),
    governance: { ...part(raw['governance'], RULE_BOUNDS), reserved: [0, 0] } as GovernanceParams,
  };
}

/**
 * A keeper's tip is part of the slash, and who is silent may earn it himself: what is left of it must not be less than what an open
 * answer or vote can cost.
 */
function silent(params: Params, file: string): Params {
  const { keeperTipBps, slashMissBps, slashGoldBps, slashReversedBps } = params;
  const open = Math.max(slashGoldBps, slashReversedBps);
  if (slashMissBps * (FULL_BPS - keeperTipBps) >= open * FULL_BPS) return params;
  throw new TaggerClientError(
    'ParameterOutOfBounds',
    `${file}: "slashMissBps" (${slashMissBps}) less the share "keeperTipBps" (${keeperTipBps}) is below ${open}, ` +
      'the greater of "slashGoldBps" and "slashReversedBps": raise the first or lower the second',
  );
}

function checkBounds<N extends string>(values: Record<N, number | bigint>, bounds: Bounds<N>, file: string): void {
  for (const field of Object.keys(bounds) as N[]) {
    const [least, greatest] = bounds[field];
    const value = (limit: Limit<N>): number | bigint => (typeof limit === 'string' ? values[limit] : limit);
    if (values[field] >= value(least) && values[field] <= value(greatest)) continue;
    const named = (limit: Limit<N>): string =>
      typeof limit === 'string' ? `"${limit}" (${values[limit]})` : `${limit}`;
    throw new TaggerClientError(
      'ParameterOutOfBounds',
      `${file}: "${field}" is ${values[field]}: write ${named(least)} to ${named(greatest)}`,
    );
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined when the text is no JSON. */
function parseObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
