/**
 * The bytes of an ANS-104 data item, made in any runtime: `@dha-team/arbundles`, which the tests compare this with, brings 760 KB and
 * wants Node's `crypto` and `stream` (docs/decisions/0030-data-items.md).
 */
import { sha384 } from '@noble/hashes/sha2';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils';
import type { Tag } from './storage.ts';

/** Who signs, as the format knows him. */
export interface Owner {
  readonly publicKey: Uint8Array;
  /** ANS-104 number of the signature scheme. */
  readonly signatureType: number;
  readonly signatureLength: number;
  /** Bytes of a public key. */
  readonly ownerLength: number;
}

const SIGNATURE_AT = 2;

/** An item up to its data, its signature still empty: no target, no anchor. Throws `RangeError` for a key of another length. */
export function headerOf({ publicKey, ...scheme }: Owner, tags: readonly Tag[]): Uint8Array {
  if (publicKey.length !== scheme.ownerLength) throw new RangeError(`keys have ${scheme.ownerLength} bytes here`);
  const packed = avroTags(tags);
  const numbers = new DataView(new ArrayBuffer(18));
  // One zero byte each: neither target nor anchor.
  numbers.setBigUint64(2, BigInt(tags.length), true);
  numbers.setBigUint64(10, BigInt(packed.length), true);
  const type = Uint8Array.of(scheme.signatureType & 0xff, scheme.signatureType >> 8);
  return concatBytes(type, new Uint8Array(scheme.signatureLength), publicKey, new Uint8Array(numbers.buffer), packed);
}

/** What the owner signs: the deep hash of the fields and the data, which pass by and are not kept. */
export function digestOf(owner: Owner, tags: readonly Tag[], data: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const [target, anchor] = [new Uint8Array(0), new Uint8Array(0)];
  const type = String(owner.signatureType);
  const fields = [...['dataitem', '1', type].map(utf8ToBytes), owner.publicKey, target, anchor, avroTags(tags)];
  return deepHash(fields, data);
}

export function withSignature(header: Uint8Array, signature: Uint8Array): Uint8Array {
  const signed = header.slice();
  signed.set(signature, SIGNATURE_AT);
  return signed;
}

/** Tags as an Avro array of records of two strings (ANS-104, 1.1.1); nothing where there are none. */
function avroTags(tags: readonly Tag[]): Uint8Array {
  if (tags.length === 0) return new Uint8Array(0);
  const strings = tags.flatMap(({ name, value }) => [name, value]).map(utf8ToBytes);
  return concatBytes(zigzag(tags.length), ...strings.flatMap((bytes) => [zigzag(bytes.length), bytes]), zigzag(0));
}

/** Avro's `long` for a number that is not negative: its double, seven bits a byte, the least first. */
function zigzag(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value * 2;
  for (; left > 0x7f; left = Math.floor(left / 128)) bytes.push((left % 128) | 0x80);
  return Uint8Array.from([...bytes, left]);
}

/** Arweave's deep hash (SHA-384) of a list, whose last part comes in chunks. */
async function deepHash(parts: readonly Uint8Array[], last: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const list = sha384(utf8ToBytes(`list${parts.length + 1}`));
  const begun = parts.reduce((sum, part) => pair(sum, blob(sha384(part), part.length)), list);
  const hash = sha384.create();
  let length = 0;
  for await (const chunk of last) {
    hash.update(chunk);
    length += chunk.length;
  }
  return pair(begun, blob(hash.digest(), length));
}

const pair = (one: Uint8Array, other: Uint8Array): Uint8Array => sha384(concatBytes(one, other));
const blob = (hash: Uint8Array, length: number): Uint8Array => pair(sha384(utf8ToBytes(`blob${length}`)), hash);
