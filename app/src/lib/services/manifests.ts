/** Cards of datasets: fetched by the hash on chain, read strictly, once. */
import type { ReadManifest } from '@tagger/client/manifest';
import type { DatasetRow } from '@tagger/client/indexer';
import type { Chain } from '../chain/door.ts';
import { sentence } from '../format/error.ts';

export type Card = { read: ReadManifest; trouble?: undefined } | { read?: undefined; trouble: string };

const known = new WeakMap<Chain, Map<string, Promise<ReadManifest>>>();

/** Addresses a card may name files by, besides Arweave's own gateway: those of this network that need no pattern. */
const gatewaysOf = ({ network }: Chain): string[] => network.gateways.filter((gateway) => !gateway.includes('{'));

/** Throws what `Reader.get` and `readManifest` throw. */
export function manifestOf(
  chain: Chain,
  { manifestId, manifestHash }: Pick<DatasetRow, 'manifestId' | 'manifestHash'>,
): Promise<ReadManifest> {
  const cards = known.get(chain) ?? new Map<string, Promise<ReadManifest>>();
  known.set(chain, cards);
  const found = cards.get(manifestHash);
  if (found !== undefined) return found;
  const reading = fetchManifest(chain, manifestId, manifestHash);
  cards.set(manifestHash, reading);
  // What failed is tried again by the next who asks.
  reading.catch(() => cards.delete(manifestHash));
  return reading;
}

async function fetchManifest(chain: Chain, id: string, hash: string): Promise<ReadManifest> {
  const [{ readManifest, JSON_LIMITS }, { hexToBytes }] = await Promise.all([
    import('@tagger/client/manifest'),
    import('@noble/hashes/utils'),
  ]);
  const { bytes } = await chain.storage.get(id, { sha256: hexToBytes(hash), maxBytes: JSON_LIMITS.bytes });
  return readManifest(bytes, { gateways: gatewaysOf(chain) });
}

/** The card, or why there is none: whoever shows a list shows what else there is. */
export async function cardOf(chain: Chain, row: Parameters<typeof manifestOf>[1]): Promise<Card> {
  try {
    return { read: await manifestOf(chain, row) };
  } catch (error) {
    return { trouble: sentence(error) };
  }
}
