/** Does something to each entry, a few at a time, in order of the list. Fails with the first that fails. */
export async function inTurn<T, R>(list: readonly T[], width: number, work: (entry: T) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) out[at] = await work(list[at]!);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return out;
}
