/** Lengths of time for people. */
const STEPS: readonly [bigint, Intl.RelativeTimeFormatUnit][] = [
  [86_400n, 'day'],
  [3_600n, 'hour'],
  [60n, 'minute'],
  [1n, 'second'],
];
const format = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** "in 3 days", rounded down to the unit that fits; "4 minutes ago" for what is over. */
export function until(seconds: bigint): string {
  const size = seconds < 0n ? -seconds : seconds;
  const [step, unit] = STEPS.find(([length]) => size >= length) ?? STEPS[3]!;
  return format.format(Number(seconds / step), unit);
}

/** The last moment a calendar of JavaScript has, seconds. */
const LAST = 8_640_000_000_000n;
const dateOf = (seconds: bigint): Date =>
  new Date(Number(seconds > LAST ? LAST : seconds < -LAST ? -LAST : seconds) * 1_000);

/** A day of chain time, "23 Nov 2026", in UTC. */
export const day = (seconds: bigint): string =>
  dateOf(seconds).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });

/** The same for files and tables, "2026-11-23". */
export const isoDay = (seconds: bigint): string => dateOf(seconds).toISOString().slice(0, -14);

/** A moment of chain time, "23 Nov 2026, 17:05:04 UTC". */
export const moment = (seconds: bigint): string =>
  `${day(seconds)}, ${dateOf(seconds).toISOString().slice(-13, -5)} UTC`;
