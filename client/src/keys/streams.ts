/**
 * Payloads as age v1 files (age-encryption.org/v1, C2SP `age.md`): ChaCha20-Poly1305 in chunks of 64 KiB, each
 * authenticated before it is handed on, so that a stream is as long in memory as a chunk. `age -d -i` opens them.
 */
import { Decrypter, Encrypter } from 'age-encryption';
import { TaggerClientError } from '../clientError.ts';
import { bytesSource } from '../storage/source.ts';
import type { Identity } from './identity.ts';

type Bytes = ReadableStream<Uint8Array>;

/** Encrypts a stream for recipients, `age1...`. Throws `InvalidRecipient`. */
export async function encryptStream(plain: Bytes, recipients: readonly string[]): Promise<Bytes> {
  const encrypter = new Encrypter();
  if (recipients.length === 0) throw new TaggerClientError('InvalidRecipient', 'name at least one recipient');
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch (cause) {
      throw new TaggerClientError('InvalidRecipient', `"${recipient}" is no recipient: use age1...`, { cause });
    }
  }
  return encrypter.encrypt(plain);
}

/**
 * Decrypts a stream. Throws `WrongKey` when the identity does not open the file or the header is damaged; the stream
 * fails with `PayloadDamaged` at the first chunk that is not as it was encrypted, and when the end is missing.
 */
export async function decryptStream(encrypted: Bytes, identity: Identity): Promise<Bytes> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.toAge());
  let plain: Bytes;
  try {
    plain = await decrypter.decrypt(encrypted);
  } catch (cause) {
    if (cause instanceof TaggerClientError) throw cause;
    throw new TaggerClientError('WrongKey', 'this key does not open the file, or it is no age file', { cause });
  }
  return named(plain);
}

/** The same for what is in memory. */
export const encryptBytes = async (plain: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> =>
  bytesOf(await encryptStream(streamOf(plain), recipients));

/** The same for what is in memory: throws `WrongKey` and `PayloadDamaged`. */
export const decryptBytes = async (encrypted: Uint8Array, identity: Identity): Promise<Uint8Array> =>
  bytesOf(await decryptStream(streamOf(encrypted), identity));

const streamOf = (bytes: Uint8Array): Bytes => bytesSource(bytes).open();
const bytesOf = async (stream: Bytes): Promise<Uint8Array> => new Uint8Array(await new Response(stream).arrayBuffer());

function named(plain: Bytes): Bytes {
  const reader = plain.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await reader.read();
          if (next.done) controller.close();
          else controller.enqueue(next.value);
        } catch (cause) {
          // What failed below, such as a gateway, keeps its own name.
          if (cause instanceof TaggerClientError) throw cause;
          throw new TaggerClientError('PayloadDamaged', 'the file is not as it was encrypted: fetch it again', {
            cause,
          });
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
