/** An Arweave node as far as uploads go: it checks signatures and chunk paths with arweave-js, and can fail on demand. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import Arweave from 'arweave';
import { validatePath } from 'arweave/node/lib/merkle.js';
import { serve } from './hostile.ts';

interface Chunk {
  data_root: string;
  data_size: string;
  data_path: string;
  offset: string;
  chunk: string;
}

export interface FakeNode {
  url: string;
  /** Requests taken, `tx` and the end of each chunk, in order. */
  log: string[];
  /** What the node answers instead of taking the next requests; a status, or `drop` for a lost connection. */
  trouble: ((path: string) => number | 'drop' | undefined) & { text?: string };
  /** The data as far as its chunks came. */
  data(id: string): Buffer;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

export async function fakeNode(): Promise<FakeNode> {
  const arweave = Arweave.init({});
  const transactions = new Map<string, { data_root: string; data_size: string }>();
  const chunks = new Map<string, Map<number, Buffer>>();

  async function take(path: string, request: IncomingMessage): Promise<[number, string]> {
    const json = JSON.parse((await buffer(request)).toString()) as Chunk & { id: string };
    if (path === 'tx') {
      if (!(await arweave.transactions.verify(arweave.transactions.fromRaw(json)))) return [400, 'invalid signature'];
      if (transactions.has(json.id)) return [208, 'Transaction already processed.'];
      transactions.set(json.id, json);
      return [200, 'OK'];
    }
    if (![...transactions.values()].some(({ data_root }) => data_root === json.data_root))
      return [400, '{"error":"data_root_not_found"}'];
    const [size, offset, piece] = [Number(json.data_size), Number(json.offset), bytes(json.chunk)];
    const place = await validatePath(bytes(json.data_root), offset, 0, size, bytes(json.data_path));
    const leaf = bytes(json.data_path).subarray(-64, -32);
    const hash = createHash('sha256').update(piece).digest();
    if (place === false || place.chunkSize !== piece.length || Buffer.compare(hash, leaf) !== 0)
      return [400, '{"error":"invalid_proof"}'];
    const known = chunks.get(json.data_root) ?? new Map<number, Buffer>();
    chunks.set(json.data_root, known.set(offset, piece));
    return [200, 'OK'];
  }

  const node: FakeNode = {
    url: '',
    log: [],
    trouble: () => undefined,
    data(id) {
      const known = chunks.get(transactions.get(id)?.data_root ?? '') ?? new Map<number, Buffer>();
      return Buffer.concat([...known].sort(([a], [b]) => a - b).map(([, piece]) => piece));
    },
  };
  node.url = await serve((request, response) => {
    const path = (request.url ?? '').slice(1);
    if (path === 'tx_anchor') return void response.end('a'.repeat(64));
    if (path.startsWith('price/')) return void response.end('1000');
    if (path.startsWith('raw/')) return void response.end(node.data(path.slice(4)));
    const trouble = node.trouble(path);
    if (trouble === 'drop') return void request.socket.destroy();
    if (trouble !== undefined)
      return void request.resume().on('end', () => response.writeHead(trouble).end(node.trouble.text));
    take(path, request).then(
      ([status, text]) => {
        if (status < 300) node.log.push(path);
        response.writeHead(status).end(text);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  return node;
}
