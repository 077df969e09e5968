/**
 * Arweave's chunks of a transaction's data and the Merkle tree over them (arweave-js `lib/merkle`, `ar_merkle.erl`), made
 * while the data passes by. Chunks have 256 KiB; where less than 32 KiB would remain, the last two share what is left.
 */
import { sha256 } from '@noble/hashes/sha2';
import { concatBytes } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import { chunksOf, type Source } from './source.ts';

const MAX_CHUNK = 256 * 1024;
const MIN_CHUNK = 32 * 1024;

/** Sizes of the chunks of `size` bytes; a multiple of 256 KiB ends with an empty leaf, which is hashed but not sent. */
export function chunkSizes(size: number): number[] {
  const sizes: number[] = [];
  let left = size;
  while (left >= MAX_CHUNK) {
    const next = left - MAX_CHUNK;
    const chunk = next > 0 && next < MIN_CHUNK ? Math.ceil(left / 2) : MAX_CHUNK;
    sizes.push(chunk);
    left -= chunk;
  }
  return [...sizes, left];
}

/** Cuts a source into its chunks. Throws `SourceChanged` when it does not have the size it claims. */
export async function* cut(source: Source): AsyncGenerator<Uint8Array, void, undefined> {
  const sizes = chunkSizes(source.size);
  let chunk = new Uint8Array(sizes.shift() as number);
  let filled = 0;
  let total = 0;
  for await (let piece of chunksOf(source.open())) {
    total += piece.length;
    if (total > source.size) break;
    while (piece.length > 0) {
      const taken = piece.subarray(0, chunk.length - filled);
      chunk.set(taken, filled);
      filled += taken.length;
      piece = piece.subarray(taken.length);
      if (filled < chunk.length) continue;
      yield chunk;
      filled = 0;
      chunk = new Uint8Array(sizes[0] ?? 0);
      // Only the empty leaf stays in the list: no piece will ever fill it.
      if (chunk.length > 0) sizes.shift();
    }
  }
  if (total !== source.size)
    throw new TaggerClientError(
      'SourceChanged',
      `the source does not have the ${source.size} bytes it claims: try again`,
    );
  if (sizes.length > 0 || source.size === 0) yield chunk;
}

interface Node {
  id: Uint8Array;
  /** Where its data ends. */
  end: number;
  /** A leaf's hash of its data; absent in branches. */
  dataHash?: Uint8Array;
  children?: [Node, Node];
}

export interface ChunkTree {
  root: Uint8Array;
  /** Of the whole data. */
  sha256: Uint8Array;
  /** What is sent with chunk number `at`: where its last byte lies, and its path from the root. */
  chunks: { offset: number; path: Uint8Array }[];
}

const number32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setBigUint64(24, BigInt(value));
  return bytes;
};
const hashOf = (...parts: Uint8Array[]): Uint8Array => sha256(concatBytes(...parts));

/** Reads the source once. */
export async function chunkTree(source: Source): Promise<ChunkTree> {
  const whole = sha256.create();
  let nodes: Node[] = [];
  let end = 0;
  for await (const chunk of cut(source)) {
    whole.update(chunk);
    end += chunk.length;
    const dataHash = sha256(chunk);
    nodes.push({ id: hashOf(sha256(dataHash), sha256(number32(end))), end, dataHash });
  }
  const sent = chunkSizes(source.size).filter((size) => size > 0).length;
  while (nodes.length > 1) nodes = pairs(nodes);
  const root = nodes[0] as Node;
  return { root: root.id, sha256: whole.digest(), chunks: paths(root, new Uint8Array()).slice(0, sent) };
}

function pairs(nodes: readonly Node[]): Node[] {
  const above: Node[] = [];
  for (let at = 0; at < nodes.length; at += 2) {
    const [left, right] = [nodes[at] as Node, nodes[at + 1]];
    if (right === undefined) above.push(left);
    else
      above.push({
        id: hashOf(sha256(left.id), sha256(right.id), sha256(number32(left.end))),
        end: right.end,
        children: [left, right],
      });
  }
  return above;
}

function paths(node: Node, above: Uint8Array): { offset: number; path: Uint8Array }[] {
  if (node.children === undefined) {
    const path = concatBytes(above, node.dataHash as Uint8Array, number32(node.end));
    return [{ offset: node.end - 1, path }];
  }
  const [left, right] = node.children;
  const path = concatBytes(above, left.id, right.id, number32(left.end));
  return [...paths(left, path), ...paths(right, path)];
}
