/** Small things several routes need. */

/** Whether a mirrored account was read at a slot that can't be undone. */
export const FINAL = (table: string): string => `${table}.read_slot <= (select finalized_slot from state)`;

/** A list's filters and order, without the place in it. */
export function withoutPlace(query: Record<string, unknown>): unknown {
  const { cursor: _cursor, limit: _limit, ...rest } = query;
  return Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
}
