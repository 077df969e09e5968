/** What every storage of this client can do. Nothing here trusts a gateway: bytes count when their hash is right. */
import type { Source } from './source.ts';

export interface Tag {
  name: string;
  value: string;
}

export interface PutOptions {
  /** Recorded in the tag `Content-Type`, e.g. `application/json`. */
  contentType: string;
  /** Further tags, public for ever; at most 127 in 2,048 bytes together with the type. */
  tags?: readonly Tag[];
}

/** What was stored. The chain should hold `id` and `sha256`. */
export interface Stored {
  /** base64url, 43 characters; `idBytes` gives the 32 bytes. */
  id: string;
  /** 32 bytes, of the data alone. */
  sha256: Uint8Array;
  /** Bytes of data. */
  size: number;
}

/** What the reader knows of an item before he asks anybody for it. */
export interface Expected {
  /** 32 bytes, from the chain or from something whose hash is there. */
  sha256: Uint8Array;
  /** No more than this is read, whatever a gateway sends. */
  maxBytes: number;
  /** Exact size where it is known. */
  size?: number;
  /** Type as recorded with the hash; what is not on the list of harmless types becomes `application/octet-stream`. */
  contentType?: string;
}

export interface Payload {
  bytes: Uint8Array;
  /** Never what a gateway says and never guessed from the bytes. */
  contentType: string;
}

export interface Query {
  /** An item must have each of these names with one of its values. */
  tags?: Readonly<Record<string, string | readonly string[]>>;
  /** Addresses (base64url of the SHA-256 of the public key) that may have signed. */
  owners?: readonly string[];
}

/** An item as a gateway tells of it: a hint. Tags are what the signer says; nobody checked size or type. */
export interface Found {
  id: string;
  owner: string;
  tags: Tag[];
  size: number;
}

export interface Reader {
  /**
   * The item's bytes, checked, from the first gateway that has them.
   * @throws TaggerClientError `PayloadMissing`, `PayloadTampered`, `PayloadTooLarge`, `GatewayTimeout`,
   * `GatewayRedirect`, `GatewayFailed`: the worst that any gateway did.
   */
  get(id: string, expected: Expected): Promise<Payload>;
  /**
   * The same as a stream, never held in memory. It fails at its end when the hash is wrong: use nothing of it before,
   * unless it authenticates itself as an encrypted file does. Gateways take over from each other until the first byte.
   */
  stream(id: string, expected: Expected): Promise<ReadableStream<Uint8Array>>;
  /** Fills a sink that `open` makes anew for each gateway that is tried; only a right one is closed, others are aborted. */
  copy(id: string, expected: Expected, open: () => WritableStream<Uint8Array>): Promise<void>;
  /** Items by tags, newest first, at most `limit`. What it finds still has to be read and checked. */
  query(query: Query, limit: number): AsyncGenerator<Found>;
}

export interface Storage extends Reader {
  /** Stores a source under a content type and tags. */
  put(source: Source, options: PutOptions): Promise<Stored>;
}
