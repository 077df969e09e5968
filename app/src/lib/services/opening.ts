/** What a licence opens: its key from the chain or from the publisher's service, and the files behind it. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { DatasetAccount } from '@tagger/client';
import type { Identity, KeyWallet } from '@tagger/client/keys';
import type { Manifest, ManifestFile } from '@tagger/client/manifest';
import type { Chain } from '../chain/door.ts';
import { text } from '../text/index.ts';
import { STATE, type Licence } from './licences.ts';

/** Files that were encrypted for whoever has a licence. */
export const encryptedFiles = ({ files }: Manifest): ManifestFile[] => files.filter(({ plain }) => plain !== undefined);

/** The wrap on chain is for this identity. */
export async function isWrappedFor(licence: Licence, identity: Identity): Promise<boolean> {
  const { deliveryKey } = await import('@tagger/client/keys');
  const own = deliveryKey(identity);
  return licence.state === STATE.active && licence.recipient.every((byte, at) => byte === own[at]);
}

/** The dataset's identity from the wrap on chain. Ask `isWrappedFor` first. */
export async function keyOf(licence: Licence, dataset: DatasetAccount, identity: Identity): Promise<Identity> {
  const { unwrapKey } = await import('@tagger/client/keys');
  return unwrapKey(identity, Uint8Array.from(dataset.contents.commitment), Uint8Array.from(licence.wrap.flat()));
}

/**
 * What puts the key on chain, wrapped anew for the present holder's key, by a key service of this network; they are asked in turn.
 * Throws what the last of them says, see `requestKey`.
 */
export async function askForKey(
  chain: Chain,
  licence: Licence,
  holder: { wallet: KeyWallet; identity: Identity },
): Promise<TransactionInstruction> {
  const { requestKey } = await import('@tagger/client/licence');
  let last = new Error(text.buying.noService);
  for (const url of chain.network.keyServices) {
    try {
      const { wrap, proof } = await requestKey(chain.connection, { url }, holder, licence.mint);
      const { dataset, mint, holder: owner } = licence;
      return chain.client.rewrapLicense({ dataset, mint, holder: owner, byPublisher: true, wrap, proof });
    } catch (error) {
      last = error as Error;
    }
  }
  throw last;
}

/** Counts what passes. */
const counting = (seen: (bytes: number) => void): TransformStream<Uint8Array, Uint8Array> => {
  let done = 0;
  return new TransformStream({
    transform(chunk, controller) {
      done += chunk.length;
      seen(done);
      controller.enqueue(chunk);
    },
  });
};

/**
 * Fetches a file, compares it with its hash, decrypts it, and writes it: as a stream, each part authenticated before it is written. On any failure the
 * sink is aborted. Throws what `Reader.stream` and `decryptStream` throw.
 */
export async function fetchDecrypted(
  chain: Chain,
  { id, sha256, size }: Pick<ManifestFile, 'id' | 'sha256' | 'size'>,
  identity: Identity,
  sink: WritableStream<Uint8Array>,
  seen: (bytes: number) => void,
): Promise<void> {
  const [{ decryptStream }, { hexToBytes }] = await Promise.all([
    import('@tagger/client/keys'),
    import('@noble/hashes/utils'),
  ]);
  try {
    const sealed = await chain.storage.stream(id, { sha256: hexToBytes(sha256), maxBytes: size, size });
    await (await decryptStream(sealed.pipeThrough(counting(seen)), identity)).pipeTo(sink);
  } catch (error) {
    await sink.abort(error).catch(() => undefined);
    throw error;
  }
}

/** The licence with what it is of, read again. Undefined when it is gone. */
export async function licenceNow({ client, connection }: Chain, mint: PublicKey): Promise<Licence | undefined> {
  return (await client.fetchLicense(connection, mint)) ?? undefined;
}
