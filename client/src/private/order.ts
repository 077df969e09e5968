/** The secret order of a private task's items. */

/** Below `limit`, each number equally likely: words that would make the first ones likelier are thrown away. */
function below(limit: number): number {
  const words = new Uint32Array(1);
  const fair = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const [word] = globalThis.crypto.getRandomValues(words);
    if ((word as number) < fair) return (word as number) % limit;
  }
}

/**
 * A random order of `count` items: place `i` of the task gets item `order[i]`. Durstenfeld's form (1964) of the shuffle of
 * Fisher and Yates, with the platform's random numbers for secrets.
 */
export function secretOrder(count: number): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}

/** Each of the numbers below `count` once. */
export const isOrder = (order: readonly number[], count: number): boolean =>
  order.length === count && new Set(order).size === count && order.every((at) => at >= 0 && at < count && at % 1 === 0);
