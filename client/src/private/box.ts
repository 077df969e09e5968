/** Bytes into an age file for one identity, stored without a word about them, and back. */
import { decryptBytes, encryptBytes, type Identity } from '../keys/index.ts';
import { bytesSource, type Reader, type Storage, type Stored } from '../storage/index.ts';

/** age adds a header and 16 bytes to each chunk of 64 KiB: far less than this. */
const OVERHEAD = (bytes: number): number => 4_096 + Math.ceil(bytes / 1_024);

/** Encrypts and stores. No tags: what they say stays public for ever. */
export async function putSealed(storage: Storage, plain: Uint8Array, identity: Identity): Promise<Stored> {
  const sealed = await encryptBytes(plain, [identity.recipient]);
  return storage.put(bytesSource(sealed), { contentType: 'application/octet-stream', tags: [] });
}

/** Reads back at most `maxBytes` of plain text. Throws what `Reader.get` throws, `WrongKey` and `PayloadDamaged`. */
export async function getSealed(
  reader: Reader,
  { id, sha256 }: Pick<Stored, 'id' | 'sha256'>,
  identity: Identity,
  maxBytes: number,
): Promise<Uint8Array> {
  const { bytes } = await reader.get(id, { sha256, maxBytes: maxBytes + OVERHEAD(maxBytes) });
  return decryptBytes(bytes, identity);
}
