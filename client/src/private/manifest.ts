/**
 * The manifest of a private task: which place of the task is which of the requester's items, and what opens them. Members
 * do not get it; whoever buys a licence of the dataset does, and only then labels on the ledger are labels of something.
 */
import { base64urlnopad } from '@scure/base';
import { TaggerClientError } from '../clientError.ts';
import { identityFromAge, type Identity } from '../keys/index.ts';
import { idBytes, idText, type Reader, type Stored } from '../storage/index.ts';
import { getSealed } from './box.ts';
import { isOrder } from './order.ts';

/** What the requester calls an item, and its bytes. */
export interface NamedItem {
  name: string;
  bytes: Uint8Array;
}

export interface Manifest {
  /** Name of the item at each place of the task. */
  names: string[];
  /** At each place, the item's number among those the requester gave. */
  order: number[];
  /** The sealed list of the items' files, and what opens it and them. */
  items: Pick<Stored, 'id' | 'sha256'>;
  identity: Identity;
}

const KIND = 'tagger:private-manifest:v1';
const MAX_BYTES = 256 * 1024 * 1024;

export function encodeManifest({ names, order, items, identity }: Manifest): Uint8Array {
  const file = {
    kind: KIND,
    names,
    order,
    itemsId: items.id,
    itemsHash: base64urlnopad.encode(items.sha256),
    key: identity.toAge(),
  };
  return new TextEncoder().encode(JSON.stringify(file));
}

/** Throws `BadManifest` for anything else than what `encodeManifest` writes. */
export function decodeManifest(bytes: Uint8Array): Manifest {
  try {
    const file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Record<string, unknown>;
    const { names, order } = file as { names: string[]; order: number[] };
    const named = Array.isArray(names) && names.every((name) => typeof name === 'string');
    if (file['kind'] !== KIND || !named || !Array.isArray(order) || !isOrder(order, names.length))
      throw new Error('another file');
    const sha256 = base64urlnopad.decode(String(file['itemsHash']));
    if (sha256.length !== 32) throw new Error('no hash');
    const items = { id: idText(idBytes(String(file['itemsId']))), sha256 };
    return { names, order, items, identity: identityFromAge(String(file['key'])) };
  } catch {
    // The cause may quote the key.
    throw new TaggerClientError('BadManifest', 'this is no manifest of a private task: ask its publisher for it');
  }
}

/** Reads a manifest. `identity` is what the licence's key gives. Throws what `Reader.get` throws, `WrongKey`, `BadManifest`. */
export async function openManifest(
  reader: Reader,
  stored: Pick<Stored, 'id' | 'sha256'>,
  identity: Identity,
): Promise<Manifest> {
  return decodeManifest(await getSealed(reader, stored, identity, MAX_BYTES));
}
