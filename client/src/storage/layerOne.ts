/** Arweave transactions of their own, paid in AR, posted chunk by chunk; an upload that broke off goes on where it was. */
import { base64urlnopad } from '@scure/base';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { transport as platform } from '#transport';
import { TaggerClientError } from '../clientError.ts';
import { chunkTree, cut, type ChunkTree } from './chunks.ts';
import { tagsOf } from './dataItem.ts';
import { ask, DEFAULT_PERSISTENCE, post, type Persistence } from './post.ts';
import { reader, type ReaderOptions } from './reader.ts';
import type { ArweaveKey } from './signers.ts';
import type { Source } from './source.ts';
import type { PutOptions, Storage, Stored } from './storage.ts';

export interface LayerOneOptions extends ReaderOptions {
  /** Node or gateway that takes `/tx` and `/chunk`, `https://arweave.net`. */
  node: string;
  /** Pays in AR. */
  key: ArweaveKey;
  /** Default: `DEFAULT_PERSISTENCE`. */
  persistence?: Persistence;
}

/** Where an upload stands; JSON, a few bytes for each chunk that is missing. Keep the newest one. */
export interface UploadState {
  version: 1;
  /** The signed transaction without its data. */
  transaction: Record<string, unknown> & { id: string; data_root: string };
  /** Hexadecimal. */
  sha256: string;
  size: number;
  /** The node has taken the transaction. */
  accepted: boolean;
  /** Numbers of the chunks that no node has confirmed. */
  missing: number[];
}

export interface LayerOnePut extends PutOptions {
  /** Goes on with this upload instead of beginning (and paying for) another one. */
  state?: UploadState;
  /** Called after each step with what to keep; awaited. */
  onState?: (state: UploadState) => void | Promise<void>;
}

export interface LayerOne extends Storage {
  put(source: Source, options: LayerOnePut): Promise<Stored>;
}

/** Refusals of `/chunk` that pass: the node has not seen the transaction yet, or is busy. */
const PASSING = /data_root_not_found|exceeds_disk_pool_size_limit|not_joined|timeout/;

/**
 * Storage over layer-1 transactions. Reads the source twice. Whoever crashes calls `put` again with the last state: the
 * transaction is not signed or paid again and only missing chunks are posted.
 * `put` throws what `post` throws, and `OtherSource` when a state belongs to other data.
 */
export function layerOne(options: LayerOneOptions): LayerOne {
  const { transport = platform, persistence = DEFAULT_PERSISTENCE } = options;
  const node = options.node.replace(/\/+$/, '');
  const send = (path: string, json: unknown, passing?: (text: string) => boolean): Promise<string> => {
    const body = new TextEncoder().encode(JSON.stringify(json));
    const request = { size: body.length, contentType: 'application/json', body: () => body, passing };
    return post({ transport, persistence, url: `${node}/${path}`, ...request });
  };

  async function begin(source: Source, tree: ChunkTree, put: PutOptions): Promise<UploadState> {
    const [anchor, price] = [
      await ask(transport, `${node}/tx_anchor`, persistence.graceMs),
      await ask(transport, `${node}/price/${source.size}`, persistence.graceMs),
    ];
    if (!/^[\w-]{43,}$/.test(anchor) || !/^\d+$/.test(price))
      throw new TaggerClientError('GatewayFailed', 'the node tells no anchor or price: use another node');
    const transaction = await signed({ source, tree, put, anchor, price, key: options.key });
    return {
      version: 1,
      transaction,
      sha256: bytesToHex(tree.sha256),
      size: source.size,
      accepted: false,
      missing: tree.chunks.map((_, at) => at),
    };
  }

  return {
    ...reader(options),
    async put(source, put) {
      const tree = await chunkTree(source);
      let state = put.state ?? (await begin(source, tree, put));
      if (state.transaction.data_root !== base64urlnopad.encode(tree.root) || state.size !== source.size)
        throw new TaggerClientError('OtherSource', 'the kept state belongs to other data: start without it');
      const keep = async (next: UploadState): Promise<void> => {
        state = next;
        await put.onState?.(next);
      };
      if (put.state === undefined) await keep(state);
      if (!state.accepted) {
        await send('tx', state.transaction);
        await keep({ ...state, accepted: true });
      }
      const missing = new Set(state.missing);
      let at = 0;
      for await (const chunk of cut(source)) {
        const place = tree.chunks[at];
        if (place !== undefined && missing.has(at)) {
          await send('chunk', chunkBody(tree, source.size, place, chunk), (text) => PASSING.test(text));
          missing.delete(at);
          await keep({ ...state, missing: [...missing] });
        }
        at += 1;
      }
      return { id: state.transaction.id, sha256: hexToBytes(state.sha256), size: state.size };
    },
  };
}

function chunkBody(tree: ChunkTree, size: number, place: ChunkTree['chunks'][number], chunk: Uint8Array): unknown {
  return {
    data_root: base64urlnopad.encode(tree.root),
    data_size: String(size),
    data_path: base64urlnopad.encode(place.path),
    offset: String(place.offset),
    chunk: base64urlnopad.encode(chunk),
  };
}

interface ToSign {
  source: Source;
  tree: ChunkTree;
  put: PutOptions;
  anchor: string;
  /** Winston. */
  price: string;
  key: ArweaveKey;
}

async function signed({ source, tree, put, anchor, price, key }: ToSign): Promise<UploadState['transaction']> {
  // Loaded by those who pay in AR: it takes as long as the rest of a short command.
  const { default: Arweave } = await import('arweave');
  const arweave = Arweave.init({});
  const transaction = arweave.transactions.fromRaw({
    format: 2,
    last_tx: anchor,
    reward: price,
    quantity: '0',
    target: '',
    tags: [],
    data_size: String(source.size),
    data_root: base64urlnopad.encode(tree.root),
  });
  for (const { name, value } of tagsOf(put)) transaction.addTag(name, value);
  await arweave.transactions.sign(transaction, key);
  return transaction.toJSON();
}
