/**
 * A member's record and level as the program counts them (`crates/consensus/src/reputation.rs`), number for number: records fade
 * by half in ninety days, a level needs a record and a stake.
 */

/** Good and seen are in 1/256 observations, the day in days since 1970. */
export interface DomainRecord {
  good: number;
  seen: number;
  day: number;
  streak: number;
}

const ONE = 256n;
const HALF_LIFE_DAYS = 90;
const PRIOR_WEIGHT = 4n;
const PRIOR_QUALITY_BPS = 2_000n;
const MOST_OBSERVATIONS = 32;
const STREAK = 10;
const STREAK_LEVEL = 3;
/** Least observations and least quality in basis points for levels 1 to 5. */
export const LEVELS = [
  [20, 2_000],
  [100, 3_500],
  [400, 4_500],
  [1_500, 5_500],
  [5_000, 6_500],
] as const;

export const NO_RECORD: DomainRecord = { good: 0, seen: 0, day: 0, streak: 0 };

/** `round(65536 * 2^(-d / 90))`, made with whole numbers as the program makes it. */
const FADE = ((): bigint[] => {
  // round(2^(-1/90) * 2^60)
  const step = 1_144_076_228_868_895_191n;
  const table: bigint[] = [];
  for (let value = 1n << 60n; table.length < HALF_LIFE_DAYS; value = (value * step) >> 60n)
    table.push((value + (1n << 43n)) >> 44n);
  return table;
})();

/** Days since 1970 of a time in Unix seconds. */
export const dayOf = (seconds: bigint): number => Number(seconds / 86_400n);

export function faded(record: DomainRecord, today: number): DomainRecord {
  const days = Math.max(0, today - record.day);
  const [halvings, rest] = [Math.floor(days / HALF_LIFE_DAYS), days % HALF_LIFE_DAYS];
  const fade = (value: number): number =>
    halvings > 31 ? 0 : Number(((BigInt(value) * FADE[rest]!) >> 16n) >> BigInt(halvings));
  return { good: fade(record.good), seen: fade(record.seen), day: Math.max(record.day, today), streak: record.streak };
}

/** After one more panel: so many observations (32 count) of that quality. */
export function kept(record: DomainRecord, observations: number, qualityBps: number, today: number): DomainRecord {
  const seen = Math.min(observations, MOST_OBSERVATIONS) * Number(ONE);
  const now = faded(record, today);
  return {
    good: now.good + Math.floor((seen * Math.min(qualityBps, 10_000)) / 10_000),
    seen: now.seen + seen,
    day: now.day,
    streak: Math.min(now.streak + 1, 65_535),
  };
}

/** Observations that still count. */
export const volumeOf = ({ seen }: DomainRecord): number => Math.floor(seen / Number(ONE));

/** Mean quality drawn towards a stranger's 20 %, basis points. */
export const qualityBps = ({ good, seen }: DomainRecord): number =>
  Number((BigInt(good) * 10_000n + PRIOR_WEIGHT * PRIOR_QUALITY_BPS * ONE) / (BigInt(seen) + PRIOR_WEIGHT * ONE));

/** What the record alone opens, as of its day. */
export function recordLevel(record: DomainRecord): number {
  const [volume, quality] = [volumeOf(record), qualityBps(record)];
  const missing = LEVELS.findIndex(([least, good]) => volume < least || quality < good);
  const reached = missing < 0 ? LEVELS.length : missing;
  return record.streak < STREAK ? Math.min(reached, STREAK_LEVEL - 1) : reached;
}

/** What the stake alone opens: each level twice the one below, the first for `least`, base units. */
export function stakeLevel(stake: bigint, least: bigint): number {
  let needed = least < 1n ? 1n : least;
  let level = 0;
  for (; level < LEVELS.length && stake >= needed; level += 1) needed *= 2n;
  return level;
}

/** The smaller of both: neither money nor a record alone opens a level. */
export const levelOf = (record: DomainRecord, stake: bigint, least: bigint, today: number): number =>
  Math.min(recordLevel(faded(record, today)), stakeLevel(stake, least));
