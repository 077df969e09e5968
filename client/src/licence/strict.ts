/**
 * Ed25519 as strictly as the chain checks it, and a little more. Under RFC 8032 alone a signature may be changed into
 * another valid one, and keys of small order accept almost anything: see Chalkias, Garillot and Nikolaenko (2020),
 * "Taming the many EdDSAs". Here key and commitment must lie in the group of prime order, encoded as the standard says.
 */
import { ed25519 } from '@noble/curves/ed25519';

/** Whether `signature` (64 bytes) is the one signature of exactly this message by this key (32 bytes) that anybody accepts. */
export function verifyStrict(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  try {
    const inside = [publicKey, signature.subarray(0, 32)].every((bytes) => {
      const point = ed25519.Point.fromBytes(bytes, false);
      return point.isTorsionFree() && !point.is0();
    });
    return inside && ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
