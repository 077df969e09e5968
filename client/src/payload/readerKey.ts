/** The reader's key of a payload task. */
import { hexToBytes } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import { datasetCommitment, newDatasetSecret, wrapKey } from '../keys/index.ts';
import type { Rules } from '../published/rules.ts';

/**
 * The requester's key of a payload task, 32 bytes. Throws `BadReaderKey` for none and for one nothing can be encrypted for:
 * whoever answered such a task could never show the requester a payload, and would not be paid.
 */
export function readerKeyOf({ readerKey }: Pick<Rules, 'readerKey'>): Uint8Array {
  const key = readerKey !== undefined && /^[0-9a-f]{64}$/.test(readerKey) ? hexToBytes(readerKey) : undefined;
  if (key !== undefined && takesWraps(key)) return key;
  throw new TaggerClientError(
    'BadReaderKey',
    'the rules of this task name no key its requester could read payloads with: do not work for it',
  );
}

/** Tried on a secret made up for it: keys are points, and not every 32 bytes are one. */
function takesWraps(recipient: Uint8Array): boolean {
  const [secret, nobody] = [newDatasetSecret(), new Uint8Array(32)];
  const delivery = { programId: nobody, account: nobody, commitment: datasetCommitment(secret), recipient };
  try {
    wrapKey(secret, delivery);
    return true;
  } catch {
    return false;
  }
}
