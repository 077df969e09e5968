/** Times as commands print them. */

/** A unix second. */
export const when = (seconds: bigint): string => new Date(Number(seconds) * 1000).toISOString();

/** A length of time, rounded up. */
export function lasting(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  if (seconds < 7_200) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.ceil(seconds / 3_600)} h`;
}

/** A slot takes about this long on a cluster. */
export const SLOT_SECS = 0.4;
