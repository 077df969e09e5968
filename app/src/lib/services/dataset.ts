/** One dataset: its account, card and offers. */
import type { PublicKey } from '@solana/web3.js';
import type { DatasetAccount, Keyed, OfferAccount } from '@tagger/client';
import type { DatasetRow } from '@tagger/client/indexer';
import type { CheckedManifest, ReadManifest } from '@tagger/client/manifest';
import type { AuditTrail } from '@tagger/client/provenance';
import type { Chain } from '../chain/door.ts';
import { cardOf, type Card } from './manifests.ts';

export interface DatasetView {
  account: Keyed<DatasetAccount>;
  row: DatasetRow;
  card: Card;
  /** By their number. */
  offers: Keyed<OfferAccount>[];
  /** Chain time, unix seconds. */
  seconds: bigint;
}

/** An address people typed; undefined for what is none. */
export function addressOf({ PublicKey }: Chain, text: string): PublicKey | undefined {
  try {
    return new PublicKey(text);
  } catch {
    return undefined;
  }
}

/** Undefined where there is no such dataset. Throws what the node throws. */
export async function readDataset(chain: Chain, text: string): Promise<DatasetView | undefined> {
  const { client, connection } = chain;
  const address = addressOf(chain, text);
  const info = address === undefined ? null : await connection.getAccountInfo(address);
  if (address === undefined || info === null || !client.isAccount('dataset', info)) return undefined;
  const account = { ...client.decodeAccount('dataset', info), address };
  const [slot, offers, clock] = await Promise.all([
    connection.getSlot(),
    offersOf(chain, account),
    client.fetchClock(connection),
  ]);
  const row = chain.datasetRow(account, slot);
  return { account, row, card: await cardOf(chain, row), offers, seconds: clock.seconds };
}

/** Offers of a dataset that are open, by their number. */
export async function offersOf(
  { client, connection }: Chain,
  { address, offersMade }: Keyed<DatasetAccount>,
): Promise<Keyed<OfferAccount>[]> {
  const found: Keyed<OfferAccount>[] = [];
  for (let first = 0; first < offersMade; first += 100) {
    const addresses = Array.from({ length: Math.min(100, offersMade - first) }, (_, at) =>
      client.offerPda(address, first + at),
    );
    const infos = await connection.getMultipleAccountsInfo(addresses);
    infos.forEach((info, at) => {
      if (info !== null) found.push({ ...client.decodeAccount('offer', info), address: addresses[at]! });
    });
  }
  return found;
}

/** What a card says and the chain does not, and what nobody can compare any more. */
export async function compare(chain: Chain, dataset: PublicKey, read: ReadManifest): Promise<CheckedManifest> {
  const { describeDataset, checkManifest } = await import('@tagger/client/manifest');
  return checkManifest(read, await describeDataset(chain.connection, dataset));
}

/** How it was made, sold and paid for. Throws what `auditTrail` throws. */
export async function historyOf(chain: Chain, dataset: PublicKey): Promise<AuditTrail> {
  const { auditTrail } = await import('@tagger/client/provenance');
  return auditTrail(chain.connection, dataset);
}

/** Other datasets of the publisher that are of the same task or carry the same name, the newest first; this one is among them. */
export async function versionsOf(
  chain: Chain,
  { account, row, card }: DatasetView,
): Promise<{ row: DatasetRow; version: string; day: string }[]> {
  const { items } = await chain.market.datasets({ publisher: account.publisher, limit: 50 });
  const none = chain.PublicKey.default.toBase58();
  const found = await Promise.all(
    items.map(async (one) => ({ one, other: (await cardOf(chain, one)).read?.manifest })),
  );
  return found
    .filter(
      ({ one, other }) =>
        one.address === row.address ||
        (one.task !== none && one.task === row.task) ||
        (other !== undefined && other.name === card.read?.manifest.name),
    )
    .map(({ one, other }) => ({ row: one, version: other?.version ?? '', day: other?.published ?? '' }));
}

/** A text on Arweave that belongs to a hash on chain. Throws what `Reader.get` throws, and `TypeError` for what is no UTF-8. */
export async function textOf(
  chain: Chain,
  { id, hash }: { id: readonly number[]; hash: readonly number[] },
): Promise<string> {
  const { idText } = await import('@tagger/client/storage');
  const expected = { sha256: Uint8Array.from(hash), maxBytes: 1_048_576 };
  const { bytes } = await chain.storage.get(idText(Uint8Array.from(id)), expected);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
