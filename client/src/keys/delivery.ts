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
const HANDOVER_DOMAIN = utf8ToBytes('tagger:handover:v1');
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
  const proof = prove(secret, [y, r], { about, wrap }, (j, k) => H.multiply(j).add(X.multiply(k)));
  return { wrap, proof };
}

/**
 * Whether a wrap holds the committed key for this recipient. It is what the program computes: with responses u and v,
 * the challenge must be the hash over uG + cY, vG + cE and uH + vX + cD.
 */
export const verifyWrap = (delivery: Delivery, made: Wrap): boolean =>
  holds(made, ({ u, v, c }, [E, D]) => {
    const [Y, X] = [readPoint(delivery.commitment), readPoint(delivery.recipient)];
    const announced = [sum([G, u], [Y, c]), sum([G, v], [E, c]), sum([H, u], [X, v], [D, c])];
    return { about: contextOf(delivery), announced };
  });

/** Where a key changes hands: all public, all in the proof. */
export interface Handover {
  programId: Uint8Array;
  /** Address of the account both wraps lie in, 32 bytes. */
  account: Uint8Array;
  /** X of whoever the wrap is for that is there, and that wrap. */
  giver: Uint8Array;
  held: Uint8Array;
  /** X of whoever gets the new one. */
  recipient: Uint8Array;
}

/**
 * Wraps the key of a wrap one holds for another, with a proof that it is the same key. The publisher is not needed for it.
 * Throws `WrongKey` when the wrap is not this identity's, `InvalidKey` for bytes that are no key or no wrap.
 */
export function passOnKey(identity: Identity, handover: Handover): Wrap {
  const x = deliveryScalar(identity);
  if (!same(G.multiply(x).toBytes(), handover.giver))
    throw new TaggerClientError('WrongKey', 'the wrap there is for another key: use the one it was delivered for');
  const [heldE] = pairOf(handover.held);
  const X = readPoint(handover.recipient);
  const about = handoverContext(handover);
  const { wrap, s } = wrappedAnew(identity, handover.held, handover.recipient);
  const proof = prove(identity.secret, [x, s], { about, wrap }, (j, k) => heldE.multiply(j).subtract(X.multiply(k)));
  return { wrap, proof };
}

/** Whether a wrap that was passed on holds the key of the one that was there. It is what the program computes. */
export const verifyHandover = (handover: Handover, made: Wrap): boolean =>
  holds(made, ({ u, v, c }, [E, D]) => {
    const [X, Z] = [readPoint(handover.giver), readPoint(handover.recipient)];
    const [heldE, heldD] = pairOf(handover.held);
    const held = sum([heldE, u], [heldD, c]);
    const announced = [sum([G, u], [X, c]), sum([G, v], [E, c]), held.subtract(sum([Z, v], [D, c]))];
    return { about: handoverContext(handover), announced };
  });

/**
 * The dataset's identity from a wrap. There is nothing to check it by before the payload is opened, so it must come from
 * the chain, where the program has checked the proof. Throws `InvalidKey` for bytes that are no wrap.
 */
export function unwrapKey(identity: Identity, commitment: Uint8Array, wrap: Uint8Array): Identity {
  const [E, D] = pairOf(wrap);
  return identityOf(commitment, D.subtract(E.multiply(deliveryScalar(identity))));
}

/**
 * A wrap for somebody else made from one's own, without the proof of `passOnKey`: for places where whoever gets it tries it on
 * what the key opens. Throws `InvalidKey` for bytes that are no wrap and for what is no recipient.
 */
export const passKey = (identity: Identity, wrap: Uint8Array, recipient: Uint8Array): Uint8Array =>
  wrappedAnew(identity, wrap, recipient).wrap;

/** The key of a wrap in another one, and the number s behind that. */
function wrappedAnew(identity: Identity, held: Uint8Array, recipient: Uint8Array): { wrap: Uint8Array; s: bigint } {
  const [E, D] = pairOf(held);
  const M = D.subtract(E.multiply(deliveryScalar(identity)));
  const s = freshScalar(identity.secret, held, recipient);
  return { wrap: concatBytes(G.multiply(s).toBytes(), M.add(readPoint(recipient).multiply(s)).toBytes()), s };
}

/**
 * Challenge and responses for two numbers: announced are jG, kG and `third` of them; the responses are j - ca and k - cb.
 * `secret` only makes the numbers j and k harder to guess where randomness is poor.
 */
function prove(
  secret: Uint8Array,
  [a, b]: [bigint, bigint],
  { about, wrap }: { about: Uint8Array; wrap: Uint8Array },
  third: (j: bigint, k: bigint) => Point,
): Uint8Array {
  const [j, k] = [freshScalar(secret, about, wrap), freshScalar(secret, about, wrap)];
  const challenge = challengeOf(about, wrap, [G.multiply(j), G.multiply(k), third(j, k)]);
  const c = bytesToNumberLE(challenge);
  return concatBytes(challenge, ...[minusProduct(j, c, a), minusProduct(k, c, b)].map(scalarBytes));
}

/** Whether the challenge of a proof is the hash over what its responses say was announced. Bytes that are no points don't hold. */
function holds(
  { wrap, proof }: Wrap,
  said: (
    responses: { u: bigint; v: bigint; c: bigint },
    pair: [Point, Point],
  ) => { about: Uint8Array; announced: Point[] },
): boolean {
  if (wrap.length !== WRAP_BYTES || proof.length !== PROOF_BYTES) return false;
  const [u, v] = [readScalar(proof.subarray(16, 48)), readScalar(proof.subarray(48))];
  if (u === undefined || v === undefined) return false;
  const challenge = proof.subarray(0, CHALLENGE);
  try {
    const { about, announced } = said({ u, v, c: bytesToNumberLE(challenge) }, pairOf(wrap));
    return same(challenge, challengeOf(about, wrap, announced));
  } catch {
    return false;
  }
}

const identityOf = (commitment: Uint8Array, M: Point): Identity =>
  new Identity(sha256(concatBytes(KEY_DOMAIN, commitment, M.toBytes())));

/** E and D of a wrap. */
function pairOf(wrap: Uint8Array): [Point, Point] {
  if (wrap.length !== WRAP_BYTES) throw new TaggerClientError('InvalidKey', `a wrap has ${WRAP_BYTES} bytes`);
  return [readPoint(wrap.subarray(0, 32)), readPoint(wrap.subarray(32))];
}

function handoverContext({ programId, account, giver, held, recipient }: Handover): Uint8Array {
  const parts = [programId, account, giver, held.subarray(0, 32), held.subarray(32), recipient];
  if (parts.some((part) => part.length !== 32)) throw new RangeError('addresses and keys have 32 bytes');
  return concatBytes(HANDOVER_DOMAIN, ...parts);
}

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
