/** Keys that sign data items, in any runtime. */
import { ed25519 } from '@noble/curves/ed25519';
import { base64urlnopad } from '@scure/base';
import { TaggerClientError } from '../clientError.ts';
import type { Owner } from './ans104.ts';

/** Who signs items. The classes of `@dha-team/arbundles` fit. */
export interface ItemSigner extends Owner {
  sign(message: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

/** Signs with the 64 bytes of a Solana key pair (signature type 2, Ed25519). */
export function solanaSigner(secretKey: Uint8Array): Promise<ItemSigner> {
  const seed = secretKey.slice(0, 32);
  return Promise.resolve({
    signatureType: 2,
    signatureLength: 64,
    ownerLength: 32,
    publicKey: ed25519.getPublicKey(seed),
    sign: (message: Uint8Array) => ed25519.sign(message, seed),
  });
}

/** An Arweave wallet file: a JSON Web Key of RSA with its private part. */
export interface ArweaveKey {
  kty: string;
  e: string;
  n: string;
  d?: string;
  p?: string;
  q?: string;
  dp?: string;
  dq?: string;
  qi?: string;
}

/** Signs with an Arweave key of 4,096 bits (signature type 1, RSA-PSS, a salt of 32 bytes). Throws `NoArweaveKey` for anything else. */
export async function arweaveSigner(key: ArweaveKey): Promise<ItemSigner> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' };
  const { subtle } = globalThis.crypto;
  const secret = await subtle.importKey('jwk', { ...key, ext: true }, algorithm, false, ['sign']).catch(noKey);
  const publicKey = base64urlnopad.decode(key.n);
  if (publicKey.length !== 512) noKey();
  return {
    signatureType: 1,
    signatureLength: 512,
    ownerLength: 512,
    publicKey,
    sign: async (message) =>
      new Uint8Array(await subtle.sign({ name: 'RSA-PSS', saltLength: 32 }, secret, Uint8Array.from(message))),
  };
}

function noKey(cause?: unknown): never {
  const message = 'an Arweave wallet file is a JSON Web Key of RSA with 4,096 bits and its private part';
  throw new TaggerClientError('NoArweaveKey', message, { cause });
}
