/** Secrets of private tasks in files under a passphrase. Neither secret nor passphrase is ever part of a message. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { TaggerClientError } from '@tagger/client';
import { exportIdentity, Identity, importIdentity } from '@tagger/client/keys';

/** A file under a passphrase is a few hundred bytes. */
const MAX_FILE_BYTES = 64 * 1024;

const passphrase = (): string => process.env['TAGGER_PASSPHRASE'] ?? '';

export function needPassphrase(): string {
  if (passphrase() === '')
    throw new TaggerClientError(
      'PassphraseMissing',
      'set TAGGER_PASSPHRASE: the secrets of a private task are kept in files under a passphrase',
    );
  return passphrase();
}

/** Throws `SecretMissing` and what `importIdentity` throws. */
export async function readSecret(file: string): Promise<Uint8Array> {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size > MAX_FILE_BYTES || passphrase() === '')
    throw new TaggerClientError(
      'SecretMissing',
      `there is no secret in ${file}, or TAGGER_PASSPHRASE is not set: both are needed`,
    );
  return (await importIdentity(readFileSync(file), passphrase())).secret;
}

/** Writes a new file, for its owner alone; one that is there stays as it is and `EEXIST` is thrown. */
export async function writeSecret(file: string, secret: Uint8Array): Promise<void> {
  const sealed = await exportIdentity(new Identity(secret), needPassphrase());
  writeFileSync(file, sealed, { flag: 'wx', mode: 0o600 });
}
