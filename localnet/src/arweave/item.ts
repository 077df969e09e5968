/**
 * ANS-104 data items: header layout, signature check over the deep hash, identifiers. Layout: signature type u16,
 * signature, owner, optional target and anchor (presence byte + 32), tag count u64, tag bytes u64, Avro tags, data.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import * as arbundles from '@dha-team/arbundles/node';
import { ChainError } from '../chain/errors.ts';

/** Longest possible header: multi-signature Aptos keys, target, anchor and 4,096 bytes of tags fit with room. */
const MAX_HEADER = 16 * 1024;
const MAX_TAGS = 128;
const MAX_TAG_BYTES = 4096;

export interface Tag {
  name: string;
  value: string;
}

export interface ItemHeader {
  /** base64url of the SHA-256 of the signature. */
  id: string;
  signatureType: number;
  signature: string;
  /** base64url public key. */
  owner: string;
  /** base64url of the SHA-256 of the public key. */
  ownerAddress: string;
  target: string;
  anchor: string;
  tags: Tag[];
  /** Where the data starts in the item, and its length in bytes. */
  dataStart: number;
  dataSize: number;
}

export function invalidItem(sentence: string): ChainError {
  return new ChainError('InvalidDataItem', sentence);
}

/**
 * Reads the header of the item in this file and checks its signature, streaming the data.
 * @throws ChainError `InvalidDataItem` (not an item, limits) or `InvalidSignature` (changed after signing).
 */
export async function verifyItem(path: string): Promise<ItemHeader> {
  const file = await open(path, 'r');
  let head: Buffer;
  let size: number;
  try {
    size = (await file.stat()).size;
    head = Buffer.alloc(Math.min(size, MAX_HEADER));
    await file.read(head, 0, head.length, 0);
  } finally {
    await file.close();
  }
  const parts = parseHeader(head, size);
  const signatureType = parts.header.signatureType;
  const signer = arbundles.indexToType[signatureType];
  if (signer === undefined) throw invalidItem(`Signature type ${signatureType} is not known.`);
  const hash = await arbundles.deepHash([
    Buffer.from('dataitem'),
    Buffer.from('1'),
    Buffer.from(String(signatureType)),
    parts.owner,
    parts.target,
    parts.anchor,
    parts.rawTags,
    createReadStream(path, { start: parts.header.dataStart }) as AsyncIterable<Buffer>,
  ]);
  let valid = false;
  try {
    valid = await signer.verify(parts.owner, hash, parts.signature);
  } catch {
    // A malformed key makes the verifier throw: the signature is as wrong as any other.
  }
  if (!valid) {
    throw new ChainError('InvalidSignature', 'The signature does not match the item; sign it again after any change.');
  }
  return parts.header;
}

interface HeaderParts {
  header: ItemHeader;
  signature: Buffer;
  owner: Buffer;
  target: Buffer;
  anchor: Buffer;
  rawTags: Buffer;
}

export function parseHeader(head: Buffer, size: number): HeaderParts {
  let offset = 0;
  const take = (length: number, what: string): Buffer => {
    if (offset + length > head.length) throw invalidItem(`The item ends inside its ${what}; send whole ANS-104 bytes.`);
    offset += length;
    return head.subarray(offset - length, offset);
  };
  const optional = (what: string): Buffer => {
    const present = take(1, what)[0];
    if (present === 0) return Buffer.alloc(0);
    if (present !== 1) throw invalidItem(`The presence byte of the ${what} is ${present}; it must be 0 or 1.`);
    return take(32, what);
  };
  const signatureType = take(2, 'signature type').readUInt16LE();
  const lengths = arbundles.SIG_CONFIG[signatureType as keyof typeof arbundles.SIG_CONFIG];
  if (lengths === undefined) throw invalidItem(`Signature type ${signatureType} is not known.`);
  const signature = take(lengths.sigLength, 'signature');
  const owner = take(lengths.pubLength, 'owner');
  const target = optional('target');
  const anchor = optional('anchor');
  const tagCount = take(8, 'tag count').readBigUInt64LE();
  const tagBytes = take(8, 'tag length').readBigUInt64LE();
  if (tagCount > MAX_TAGS || tagBytes > MAX_TAG_BYTES) {
    throw invalidItem(`An item has at most ${MAX_TAGS} tags in ${MAX_TAG_BYTES} bytes.`);
  }
  const rawTags = take(Number(tagBytes), 'tags');
  const tags = readTags(rawTags, Number(tagCount));
  const header: ItemHeader = {
    id: digest(signature),
    signatureType,
    signature: signature.toString('base64url'),
    owner: owner.toString('base64url'),
    ownerAddress: digest(owner),
    target: target.toString('base64url'),
    anchor: anchor.toString('base64url'),
    tags,
    dataStart: offset,
    dataSize: size - offset,
  };
  return { header, signature, owner, target, anchor, rawTags };
}

function readTags(bytes: Buffer, count: number): Tag[] {
  if (count === 0) return [];
  let tags: Tag[];
  try {
    tags = arbundles.deserializeTags(Buffer.from(bytes));
  } catch {
    throw invalidItem('The tags are not Avro-encoded as ANS-104 asks.');
  }
  if (tags.length !== count) throw invalidItem(`The item announces ${count} tags and holds ${tags.length}.`);
  return tags;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
