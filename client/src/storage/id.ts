/** Arweave ids: 32 bytes on the chain, 43 characters of base64url everywhere else. */
import { base64urlnopad } from '@scure/base';
import { TaggerClientError } from '../clientError.ts';

const ID = /^[A-Za-z0-9_-]{43}$/;

/** Throws `InvalidId`: an id becomes part of an address that is asked for, so nothing else may pass. */
export function checkId(id: string): string {
  if (!ID.test(id))
    throw new TaggerClientError('InvalidId', `"${id.slice(0, 60)}" is no Arweave id: use 43 characters`);
  return id;
}

/** Throws `InvalidId`. */
export function idBytes(id: string): Uint8Array {
  try {
    return base64urlnopad.decode(checkId(id));
  } catch (cause) {
    // The last character has two bits that must be zero.
    throw new TaggerClientError('InvalidId', `"${id.slice(0, 60)}" is no Arweave id: use 43 characters`, { cause });
  }
}

/** Throws `InvalidId`. */
export function idText(bytes: Uint8Array): string {
  if (bytes.length !== 32) throw new TaggerClientError('InvalidId', 'an Arweave id has 32 bytes');
  return base64urlnopad.encode(bytes);
}
