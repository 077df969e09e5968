/** X25519 identities as age knows them: who holds one reads what was encrypted for it, here or with `age` itself. */
import { x25519 } from '@noble/curves/ed25519';
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter } from 'age-encryption';
import { TaggerClientError } from '../clientError.ts';

const SECRET_PREFIX = 'age-secret-key-';
const PUBLIC_PREFIX = 'age';

/** 32 secret bytes; everything a member decrypts with comes from them. */
export class Identity {
  readonly secret: Uint8Array;

  /** Throws `InvalidIdentity` for anything but 32 bytes. */
  constructor(secret: Uint8Array) {
    if (secret.length !== 32) throw invalid('an identity has 32 secret bytes');
    this.secret = secret;
  }

  /** Public key as age writes it, `age1...`. */
  get recipient(): string {
    return bech32.encodeFromBytes(PUBLIC_PREFIX, x25519.getPublicKey(this.secret));
  }

  /** The secret as age writes it, `AGE-SECRET-KEY-1...`. */
  toAge(): string {
    return bech32.encodeFromBytes(SECRET_PREFIX, this.secret).toUpperCase();
  }

  /** Printing an identity by mistake tells nothing. */
  toJSON(): string {
    return this.recipient;
  }
}

/** A fresh identity, for wallets that cannot derive one. Export it: nothing brings it back. */
export const generateIdentity = (): Identity => new Identity(globalThis.crypto.getRandomValues(new Uint8Array(32)));

/** Reads `AGE-SECRET-KEY-1...`. Throws `InvalidIdentity`. */
export function identityFromAge(text: string): Identity {
  try {
    const { prefix, bytes } = bech32.decodeToBytes(text.trim());
    if (prefix === SECRET_PREFIX) return new Identity(bytes);
  } catch {
    // Its message would quote the text, which is a secret with a typing mistake.
  }
  throw invalid('an identity begins with AGE-SECRET-KEY-1 and has a checksum: copy the whole line');
}

/**
 * An identity file under a passphrase, as `age -p` makes one; `age -d -i FILE` takes it as it is.
 * `workFactor` is the base-2 logarithm of scrypt's cost; 18 takes about a second, and age reads up to 22.
 */
export async function exportIdentity(identity: Identity, passphrase: string, workFactor = 18): Promise<Uint8Array> {
  if (passphrase.length < 8) throw new TaggerClientError('WeakPassphrase', 'use a passphrase of 8 characters at least');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(`# public key: ${identity.recipient}\n${identity.toAge()}\n`);
}

/** Reads what `exportIdentity` or `age -p` wrote. Throws `WrongPassphrase` or `InvalidIdentity`. */
export async function importIdentity(file: Uint8Array, passphrase: string): Promise<Identity> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const text = await decrypter.decrypt(file, 'text').catch((cause: unknown) => {
    throw new TaggerClientError('WrongPassphrase', 'the passphrase does not open this identity file', { cause });
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (lines.length !== 1) throw invalid('an identity file has one identity');
  return identityFromAge(lines[0] as string);
}

const invalid = (message: string): TaggerClientError => new TaggerClientError('InvalidIdentity', message);
