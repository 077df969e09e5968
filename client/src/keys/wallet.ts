/**
 * An identity from a wallet's signature: nothing to keep, the wallet makes it again. Ed25519 signatures are deterministic
 * (RFC 8032, 5.1.6) where the wallet follows the standard; wallets that share a key among machines may not.
 */
import { ed25519 } from '@noble/curves/ed25519';
import { hkdf } from '@noble/hashes/hkdf';
import { sha256 } from '@noble/hashes/sha2';
import { concatBytes } from '@noble/hashes/utils';
import { base58 } from '@scure/base';
import { TaggerClientError } from '../clientError.ts';
import { Identity } from './identity.ts';

export interface KeyDomain {
  /** Hash of the cluster's first block, base58: keys of devnet open nothing of mainnet. */
  genesisHash: string;
  /** Program id, base58. */
  programId: string;
}

export interface KeyWallet {
  /** 32 bytes. */
  publicKey: Uint8Array;
  /** The wallet standard's `signMessage`: signs the bytes as they are; 64 bytes. */
  signMessage(message: Uint8Array): Promise<Uint8Array>;
}

/** A wallet that signs with a key at hand: the first 32 bytes of a Solana key file, or any 32 secret bytes. */
export function seedWallet(seed: Uint8Array): KeyWallet {
  const secret = seed.slice(0, 32);
  return {
    publicKey: ed25519.getPublicKey(secret),
    signMessage: (message) => Promise.resolve(ed25519.sign(message, secret)),
  };
}

const VERSION = 1;

/**
 * What the wallet signs. It cannot be a transaction: the first byte of a transaction's message is its number of signatures,
 * or above 127 where it has a version; "T" would be 84 signatures, and so many keys are longer than this text.
 */
export function keyMessage(domain: KeyDomain, publicKey: Uint8Array): Uint8Array {
  const lines = [
    `Tagger key, version ${VERSION}`,
    '',
    'Whoever has this signature can read what is encrypted for you: sign only where you trust the page.',
    'It moves no money and is no transaction.',
    '',
    `Chain: ${domain.genesisHash}`,
    `Program: ${domain.programId}`,
    `Wallet: ${base58.encode(publicKey)}`,
  ];
  return new TextEncoder().encode(lines.join('\n'));
}

/**
 * HKDF-SHA256 (RFC 5869) of the signature; salt names the use and its version, info the chain and the program.
 * Signs twice. Throws `WalletNotDeterministic` when the signatures differ, and `WalletSignsOther` when one is not an
 * Ed25519 signature of exactly this text: both wallets need `generateIdentity` and a file.
 */
export async function identityFromWallet(wallet: KeyWallet, domain: KeyDomain): Promise<Identity> {
  const message = keyMessage(domain, wallet.publicKey);
  const [first, second] = [await wallet.signMessage(message), await wallet.signMessage(message)];
  // Strict: a signature that passes only by the looser rules could be one of several.
  const genuine = first.length === 64 && ed25519.verify(first, message, wallet.publicKey, { zip215: false });
  if (!genuine)
    throw new TaggerClientError(
      'WalletSignsOther',
      'this wallet signs something else than the text it is given: generate an identity and keep its file',
    );
  if (second.length !== 64 || !first.every((byte, at) => byte === second[at]))
    throw new TaggerClientError(
      'WalletNotDeterministic',
      'this wallet signs the same text differently each time: generate an identity and keep its file',
    );
  const info = concatBytes(base58.decode(domain.genesisHash), base58.decode(domain.programId));
  return new Identity(hkdf(sha256, first, `tagger:identity:v${VERSION}`, info, 32));
}
