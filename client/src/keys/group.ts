/**
 * ristretto255 (RFC 9496) as the delivery of keys needs it. The chain has syscalls for this group and none for X25519,
 * so keys of people on chain are points of it.
 */
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519';
import { bytesToNumberLE } from '@noble/curves/utils';
import { hkdf } from '@noble/hashes/hkdf';
import { sha256, sha512 } from '@noble/hashes/sha2';
import { concatBytes } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';

export const { Point } = ristretto255;
export type Point = InstanceType<typeof Point>;

const { Fn } = Point;

/** Base point of RFC 9496. */
export const G = Point.BASE;
/** A second generator whose logarithm to `G` nobody knows: RFC 9380 `hash_to_ristretto255` of a fixed text. */
export const H = ristretto255_hasher.hashToCurve(new TextEncoder().encode('H'), { DST: 'tagger:delivery:v1' }) as Point;

/** A secret number for one use, from 32 secret bytes; 64 bytes are reduced, so that no number is likelier. */
export const secretScalar = (secret: Uint8Array, use: string): bigint =>
  Fn.create(bytesToNumberLE(hkdf(sha256, secret, use, undefined, 64)));

/** A number for once. The secret goes in as well, so that a broken random generator alone gives nothing away. */
export function freshScalar(secret: Uint8Array, ...about: Uint8Array[]): bigint {
  const random = globalThis.crypto.getRandomValues(new Uint8Array(64));
  return Fn.create(bytesToNumberLE(sha512(concatBytes(secret, random, ...about))));
}

export const scalarBytes = (scalar: bigint): Uint8Array => Fn.toBytes(scalar);

/** `undefined` for a number that is not below the group's order: the chain refuses it as well. */
export function readScalar(bytes: Uint8Array): bigint | undefined {
  const value = bytesToNumberLE(bytes);
  return value < Point.Fn.ORDER ? value : undefined;
}

/** `left - right * by` modulo the order. */
export const minusProduct = (left: bigint, right: bigint, by: bigint): bigint => Fn.sub(left, Fn.mul(right, by));

/** Throws `InvalidKey` for what encodes no point, and for the neutral one: what is wrapped for it anybody can read. */
export function readPoint(bytes: Uint8Array): Point {
  try {
    const point = Point.fromBytes(bytes);
    if (!point.equals(Point.ZERO)) return point;
  } catch {
    // Not an encoding.
  }
  throw new TaggerClientError('InvalidKey', 'this is no key for deliveries: ask its owner to register a new one');
}
