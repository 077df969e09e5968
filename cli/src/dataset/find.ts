/** Looks things of the dataset market up, and says so when they are not there. */
import type { Connection, PublicKey } from '@solana/web3.js';
import {
  fetchDataset,
  fetchLicense,
  fetchOffer,
  TaggerClientError,
  type DatasetAccount,
  type Keyed,
  type LicenseAccount,
  type OfferAccount,
} from '@tagger/client';

const missing = (name: string, what: string): TaggerClientError =>
  new TaggerClientError(name, `there is no ${what} on this cluster`);

export async function needDataset(connection: Connection, address: PublicKey): Promise<Keyed<DatasetAccount>> {
  const found = await fetchDataset(connection, address);
  if (found === null) throw missing('NoDataset', `dataset ${address.toBase58()}`);
  return found;
}

export async function needOffer(
  connection: Connection,
  dataset: PublicKey,
  index: bigint,
): Promise<Keyed<OfferAccount>> {
  const found = await fetchOffer(connection, dataset, Number(index));
  if (found === null) throw missing('NoOffer', `offer ${index} of ${dataset.toBase58()}`);
  return found;
}

export async function needLicence(connection: Connection, mint: PublicKey): Promise<Keyed<LicenseAccount>> {
  const found = await fetchLicense(connection, mint);
  if (found === null) throw missing('NoLicence', `licence ${mint.toBase58()}`);
  return found;
}
