/** Numbers for benchmarks: the same seeds give the same tables everywhere. */

/** SplitMix64 (Steele, Lea and Flood 2014): 64 bits a call, from a state of 64 bits. */
export function splitMix(from: bigint): () => bigint {
  const mask = (1n << 64n) - 1n;
  let state = from & mask;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  };
}

/** Numbers from 0 to below 1, of 53 bits. Neighbouring seeds have nothing in common. */
export function fractions(seed: number): () => number {
  const next = splitMix(BigInt(seed) * 0x9e3779b97f4a7c15n);
  return () => Number(next() >> 11n) / 2 ** 53;
}
