/** Files under a passphrase: scrypt and ChaCha20-Poly1305 as age writes them; `age -d` opens them. */
import { Decrypter, Encrypter } from 'age-encryption';
import { TaggerClientError } from '../clientError.ts';

/** `workFactor` is the base-2 logarithm of scrypt's cost; 18 takes about a second. Throws `WeakPassphrase`. */
export async function sealBytes(plain: Uint8Array | string, passphrase: string, workFactor = 18): Promise<Uint8Array> {
  if (passphrase.length < 8) throw new TaggerClientError('WeakPassphrase', 'use a passphrase of 8 characters at least');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(plain);
}

/** The text of such a file. Throws `WrongPassphrase`, also for a file that was changed. */
export async function openText(file: Uint8Array, passphrase: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(file, 'text').catch((cause: unknown) => {
    throw new TaggerClientError('WrongPassphrase', 'the passphrase does not open this file, or it was changed', {
      cause,
    });
  });
}
