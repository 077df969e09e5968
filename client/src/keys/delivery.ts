/**
 * Delivery of a dataset's key that the program can check (docs/decisions/0015-key-delivery.md).
 *
 * With G and H generators of ristretto255: the publisher keeps a number y and commits to Y = yG. The dataset's key is
 * derived from M = yH, which Y fixes and does not show (decisional Diffie-Hellman). For a recipient with X = xG the wrap
 * is E = rG, D = M + rX, as in ElGamal (1985); x gives M = D - xE. The proof says that one y stands in Y and in D and one
 * r in E and in D, and gives neither away: Chaum and Pedersen (1992), made non-interactive with Fiat and Shamir (1986).
 */
import { bytesToNumberLE } from '@noble/curves/utils';
import { sha256 } from '@noble/hashes/sha2';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import { freshScalar, G, H, minusProduct, Point, readPoint, readScalar, scalarBytes, secretScalar } from './group.ts';
import { Identity } from './identity.ts';

const KEY_DOMAIN = utf8ToBytes('tagger:dataset-key:v1');
const PROOF_DOMAIN = utf8ToBytes('tagger:delivery:v1');
/** A challenge of 128 bits is a number below the order as it stands: the program reduces nothing. */
const CHALLENGE = 16;

/** Length of a wrap: E and D. It lies on chain. */
export const WRAP_BYTES = 64;
/** Length of its proof: challenge and two responses. It is only sent. */
export const PROOF_BYTES = 80;

/** 32 random bytes behind one version of one dataset. The publisher keeps them: they open it and deliver its key. */
export const newDatasetSecret = (): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(32));

const datasetScalar = (secret: Uint8Array): bigint => secretScalar(secret, 'tagger:dataset:v1');
const deliveryScalar = (identity: Identity): bigint => secretScalar(identity.secret, 'tagger:delivery:v1');

/** Y, 32 bytes: what the chain holds of the dataset's key. */
export const datasetCommitment = (secret: Uint8Array): Uint8Array => G.multiply(datasetScalar(secret)).toBytes();

/** The identity the dataset's payload is encrypted for; whoever has a licence gets it. */
export const datasetIdentity = (secret: Uint8Array): Identity =>
  identityOf(datasetCommitment(secret), H.multiply(datasetScalar(secret)));

/** X, 32 bytes: what a member registers on chain so that keys can be delivered to him. */
export const deliveryKey = (identity: Identity): Uint8Array => G.multiply(deliveryScalar(identity)).toBytes();

/** Where a wrap belongs; all public, all in the proof. */
export interface Delivery {
  /** 32 bytes. */
  programId: Uint8Array;
  /** Address of the account the wrap goes into, 32 bytes: a licence, or the seat of a private task. */
  account: Uint8Array;
  /** Y, from the dataset. */
  commitment: Uint8Array;
  /** X of the recipient as of the purchase. */
  recipient: Uint8Array;
}

export interface Wrap {
  /** E and D. */
  wrap: Uint8Array;
  proof: Uint8Array;
}

/**
 * Wraps a dataset's key for one recipient, with its proof.
 * Throws `OtherDataset` when the secret is not the commitment's, `InvalidKey` when the recipient's key is none.
 */
export function wrapKey(secret: Uint8Array, delivery: Delivery): Wrap {
  const y = datasetScalar(secret);
  const commitment = G.multiply(y).toBytes();
  if (!same(commitment, delivery.commitment))
    throw new TaggerClientError('OtherDataset', 'this secret belongs to another dataset: use the one of this version');
  const X = readPoint(delivery.recipient);
  const about = contextOf(delivery);
  const r = freshScalar(secret, about);
  const wrap = concatBytes(G.multiply(r).toBytes(), H.multiply(y).add(X.multiply(r)).toBytes());
  const [j, k] = [freshScalar(secret, about, wrap), freshScalar(secret, about, wrap)];
  const challenge = challengeOf(about, wrap, [G.multiply(j), G.multiply(k), H.multiply(j).add(X.multiply(k))]);
  const c = bytesToNumberLE(challenge);
  const responses = [minusProduct(j, c, y), minusProduct(k, c, r)].map(scalarBytes);
  return { wrap, proof: concatBytes(challenge, ...responses) };
}

/**
 * Whether a wrap holds the committed key for this recipient. It is what the program computes: with responses u and v,
 * the challenge must be the hash over uG + cY, vG + cE and uH + vX + cD.
 */
export function verifyWrap(delivery: Delivery, { wrap, proof }: Wrap): boolean {
  if (wrap.length !== WRAP_BYTES || proof.length !== PROOF_BYTES) return false;
  const [u, v] = [readScalar(proof.subarray(16, 48)), readScalar(proof.subarray(48))];
  if (u === undefined || v === undefined) return false;
  const challenge = proof.subarray(0, CHALLENGE);
  const c = bytesToNumberLE(challenge);
  try {
    const [Y, X] = [readPoint(delivery.commitment), readPoint(delivery.recipient)];
    const [E, D] = [readPoint(wrap.subarray(0, 32)), readPoint(wrap.subarray(32))];
    const announced = [sum([G, u], [Y, c]), sum([G, v], [E, c]), sum([H, u], [X, v], [D, c])];
    return same(challenge, challengeOf(contextOf(delivery), wrap, announced));
  } catch {
    return false;
  }
}

/**
 * The dataset's identity from a wrap. There is nothing to check it by before the payload is opened, so it must come from
 * the chain, where the program has checked the proof. Throws `InvalidKey` for bytes that are no wrap.
 */
export function unwrapKey(identity: Identity, commitment: Uint8Array, wrap: Uint8Array): Identity {
  if (wrap.length !== WRAP_BYTES) throw new TaggerClientError('InvalidKey', `a wrap has ${WRAP_BYTES} bytes`);
  const [E, D] = [readPoint(wrap.subarray(0, 32)), readPoint(wrap.subarray(32))];
  return identityOf(commitment, D.subtract(E.multiply(deliveryScalar(identity))));
}

/**
 * A wrap for somebody else made from one's own, without a proof: only who knows y can prove. Whoever gets it tries it on
 * what the key opens. Throws `InvalidKey` for bytes that are no wrap and for what is no recipient.
 */
export function passKey(identity: Identity, wrap: Uint8Array, recipient: Uint8Array): Uint8Array {
  if (wrap.length !== WRAP_BYTES) throw new TaggerClientError('InvalidKey', `a wrap has ${WRAP_BYTES} bytes`);
  const [E, D] = [readPoint(wrap.subarray(0, 32)), readPoint(wrap.subarray(32))];
  const M = D.subtract(E.multiply(deliveryScalar(identity)));
  const r = freshScalar(identity.secret, wrap, recipient);
  return concatBytes(G.multiply(r).toBytes(), M.add(readPoint(recipient).multiply(r)).toBytes());
}

const identityOf = (commitment: Uint8Array, M: Point): Identity =>
  new Identity(sha256(concatBytes(KEY_DOMAIN, commitment, M.toBytes())));

function contextOf({ programId, account, commitment, recipient }: Delivery): Uint8Array {
  const parts = [programId, account, commitment, recipient];
  if (parts.some((part) => part.length !== 32)) throw new RangeError('addresses and keys have 32 bytes');
  return concatBytes(PROOF_DOMAIN, ...parts);
}

const challengeOf = (about: Uint8Array, wrap: Uint8Array, announced: readonly Point[]): Uint8Array =>
  sha256(concatBytes(about, wrap, ...announced.map((point) => point.toBytes()))).subarray(0, CHALLENGE);

const sum = (...terms: [Point, bigint][]): Point =>
  terms.reduce((total, [point, by]) => total.add(point.multiplyUnsafe(by)), Point.ZERO);

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
