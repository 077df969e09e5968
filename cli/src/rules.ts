/** The rules of a task as published: what annotators agree to, and the hash of the list of items they refer to. */
import { sha256 } from '@noble/hashes/sha2';
import { TaggerClientError } from '@tagger/client';
import { datasetCommitment, newDatasetSecret, wrapKey } from '@tagger/client/keys';

export interface Rules {
  title: string;
  instructions: string;
  /** Labels in the order of their codes; of a payload task whatever its payloads may use. */
  classes: string[];
  /** SHA-256 of the items file, hexadecimal; of a private task, of the sealed list of its files. */
  itemsHash: string;
  /** Of a payload task: the key the requester reads with, 32 bytes, hexadecimal. Members agree to it by agreeing to the rules. */
  readerKey?: string;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const encodeItems = (items: readonly string[]): Uint8Array => new TextEncoder().encode(JSON.stringify(items));
export const decodeItems = (bytes: Uint8Array): string[] => JSON.parse(new TextDecoder().decode(bytes)) as string[];
export const encodeRules = (rules: Rules): Uint8Array => new TextEncoder().encode(JSON.stringify(rules));
export const decodeRules = (bytes: Uint8Array): Rules => JSON.parse(new TextDecoder().decode(bytes)) as Rules;

/** `itemsHash` and `readerKey` in bytes, as `Rules` says. */
export function makeRules(
  a: Pick<Rules, 'title' | 'instructions' | 'classes'> & { itemsHash: Uint8Array; readerKey?: Uint8Array },
): Rules {
  const { title, instructions, classes, itemsHash, readerKey } = a;
  return { title, instructions, classes, itemsHash: hex(itemsHash), ...(readerKey && { readerKey: hex(readerKey) }) };
}

export const hashOfItems = (items: readonly string[]): Uint8Array => sha256(encodeItems(items));

/**
 * The requester's key of a payload task, 32 bytes. Throws `BadReaderKey` for none and for one nothing can be encrypted for:
 * whoever answered such a task could never show the requester a payload, and would not be paid.
 */
export function readerKeyOf({ readerKey }: Rules): Uint8Array {
  const key = /^[0-9a-f]{64}$/.test(readerKey ?? '')
    ? Uint8Array.from(Buffer.from(readerKey as string, 'hex'))
    : undefined;
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
