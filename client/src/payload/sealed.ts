/** A payload as an age file that one key opens; its hash and id are the answer on chain. */
import { datasetIdentity, decryptBytes, encryptBytes, newDatasetSecret, type Identity } from '../keys/index.ts';
import type { PayloadAnswer } from '../panel.ts';
import { bytesSource, idBytes, idText, type Reader, type Storage } from '../storage/index.ts';

export interface SealedPayload {
  /** What is committed to and revealed. */
  answer: PayloadAnswer;
  /** 32 bytes: keep them until the panel is paid, they make the keys for validators and requester. */
  secret: Uint8Array;
}

/** Most a payload answer has, encrypted, bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Encrypts an answer with a key of its own and stores it; each call gives another answer. `secret`: 32 bytes for this panel
 * alone, where the caller can make them again; default fresh ones. Throws what `Storage.put` throws.
 */
export async function sealPayload(
  storage: Storage,
  plain: Uint8Array,
  secret: Uint8Array = newDatasetSecret(),
): Promise<SealedPayload> {
  const sealed = await encryptBytes(plain, [datasetIdentity(secret).recipient]);
  const stored = await storage.put(bytesSource(sealed), { contentType: 'application/octet-stream', tags: [] });
  return { answer: { hash: stored.sha256, id: idBytes(stored.id) }, secret };
}

/** Reads an answer back and decrypts it. Throws what `Reader.get` throws, `WrongKey` and `PayloadDamaged`. */
export const openPayload = async (reader: Reader, answer: PayloadAnswer, identity: Identity): Promise<Uint8Array> =>
  decryptBytes(await fetchPayload(reader, answer), identity);

/** The answer as it lies on Arweave, encrypted. Throws what `Reader.get` throws. */
export async function fetchPayload(reader: Reader, answer: PayloadAnswer): Promise<Uint8Array> {
  return (await reader.get(idText(answer.id), { sha256: answer.hash, maxBytes: MAX_BYTES })).bytes;
}
