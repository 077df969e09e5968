/**
 * One level of a Merkle tree from the one below: SHA-256 (FIPS 180-4) of a prefix byte and each pair of nodes, 65 bytes at a time. A general
 * SHA-256 spends more time on its buffers than on these two blocks; a million records are a million such hashes. Its test compares it
 * with `@noble/hashes` byte for byte.
 */

const primes: number[] = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
/** The first 32 bits of the fractions of roots: cube roots of 64 primes, square roots of the first eight. */
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
const ROUNDS = Int32Array.from(primes.map((prime) => fraction(Math.cbrt(prime))));
const START = Int32Array.from(primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime))));

const NODE = 32;
/** Bits of a message: the prefix and two nodes. */
const BITS = 8 * (1 + 2 * NODE);
const WORDS = 64;
const schedule = new Int32Array(WORDS);
const state = new Int32Array(8);

/** Expands the block in the first 16 words from `from` on, with the constants of the rounds added. */
function expand(words: Int32Array, from: number): void {
  for (let at = from + 16; at < from + WORDS; at += 1) {
    const early = words[at - 15]!;
    const late = words[at - 2]!;
    const low = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const high = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    words[at] = (words[at - 16]! + low + words[at - 7]! + high) | 0;
  }
  for (let at = 0; at < WORDS; at += 1) words[from + at]! += ROUNDS[at]!;
}

/** The second block holds the last byte of the pair and padding: there are only 256 of them, expanded once. */
const endings = (() => {
  const all = new Int32Array(256 * WORDS);
  for (let last = 0; last < 256; last += 1) {
    all[last * WORDS] = (last << 24) | (0x80 << 16);
    all[last * WORDS + 15] = BITS;
    expand(all, last * WORDS);
  }
  return all;
})();

/** Takes an expanded block into the state. */
function compress(words: Int32Array, from: number): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let at = from; at < from + WORDS; at += 1) {
    const sigma1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + sigma1 + (g ^ (e & (f ^ g))) + words[at]!) | 0;
    const sigma0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (sigma0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

/** The level above: `level` is an even number of nodes of 32 bytes, one behind the other. */
export function pairUp(level: Uint8Array, prefix: number): Uint8Array {
  const above = new Uint8Array(level.length / 2);
  for (let from = 0, to = 0; from < level.length; from += 2 * NODE, to += NODE) {
    state.set(START);
    // The prefix shifts everything by a byte.
    let before = prefix;
    for (let word = 0, at = from; word < 16; word += 1, at += 4) {
      schedule[word] = (before << 24) | (level[at]! << 16) | (level[at + 1]! << 8) | level[at + 2]!;
      before = level[at + 3]!;
    }
    expand(schedule, 0);
    compress(schedule, 0);
    compress(endings, before * WORDS);
    for (let word = 0, at = to; word < 8; word += 1, at += 4) {
      const value = state[word]!;
      above[at] = value >>> 24;
      above[at + 1] = value >>> 16;
      above[at + 2] = value >>> 8;
      above[at + 3] = value;
    }
  }
  return above;
}
