/** What somebody published, who licensed it, what it earned, and which keys he owes; and what he earned with others' datasets. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { DatasetAccount, Keyed, OfferAccount, SeatAccount } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import { accountsOf } from './accounts.ts';
import { offersOf } from './dataset.ts';
import { STATE, type Licence } from './licences.ts';
import { cardOf, type Card } from './manifests.ts';

export interface Owned {
  dataset: Keyed<DatasetAccount>;
  card: Card;
  offers: Keyed<OfferAccount>[];
  /** The newest first. */
  licences: Licence[];
  /** Those whose holder waits for a key, or needs it for another key of his. */
  waiting: Licence[];
}

export interface Share {
  seat: Keyed<SeatAccount>;
  dataset: Keyed<DatasetAccount>;
  card: Card;
  /** Base units that can be taken now. */
  due: bigint;
}

export interface Shop {
  owned: Owned[];
  shares: Share[];
  /** Chain time, unix seconds. */
  seconds: bigint;
}

export async function readShop(chain: Chain, wallet: PublicKey): Promise<Shop> {
  const { client, connection } = chain;
  const [datasets, clock, shares] = await Promise.all([
    client.listDatasets(connection, { publisher: wallet }),
    client.fetchClock(connection),
    sharesOf(chain, wallet),
  ]);
  const owned = await Promise.all(datasets.reverse().map((dataset) => ownedOf(chain, dataset)));
  return { owned, shares, seconds: clock.seconds };
}

async function ownedOf(chain: Chain, dataset: Keyed<DatasetAccount>): Promise<Owned> {
  const { client, connection } = chain;
  const [card, offers, licences] = await Promise.all([
    cardOf(chain, chain.datasetRow(dataset, 0)),
    offersOf(chain, dataset),
    client.listLicenses(connection, { dataset: dataset.address }),
  ]);
  const members = await accountsOf(
    chain,
    'member',
    licences.map(({ holder }) => client.memberPda(holder)),
  );
  const waiting = licences.filter((licence) => {
    if (licence.state === STATE.pending) return true;
    const key = members.get(client.memberPda(licence.holder).toBase58())?.key;
    const named = key !== undefined && key.some((byte) => byte !== 0);
    return licence.state === STATE.active && named && key.some((byte, at) => byte !== licence.recipient[at]);
  });
  return { dataset, card, offers, licences: licences.reverse(), waiting };
}

/** Seats with accepted labels or votes whose task became a dataset. */
async function sharesOf(chain: Chain, wallet: PublicKey): Promise<Share[]> {
  const { client, connection, PublicKey } = chain;
  const seats = (await client.listSeats(connection, { wallet })).filter(
    ({ accepted, judged }) => accepted > 0n || judged > 0,
  );
  const tasks = await accountsOf(
    chain,
    'task',
    seats.map(({ task }) => task),
  );
  const made = [...tasks.values()].map(({ dataset }) => dataset).filter((at) => !at.equals(PublicKey.default));
  const datasets = await accountsOf(chain, 'dataset', made);
  const found = seats.map(async (seat): Promise<Share[]> => {
    const dataset = datasets.get(tasks.get(seat.task.toBase58())?.dataset.toBase58() ?? '');
    if (dataset === undefined) return [];
    const card = await cardOf(chain, chain.datasetRow(dataset, 0));
    return [{ seat, dataset, card, due: client.shareDue(dataset, seat) }];
  });
  return (await Promise.all(found)).flat();
}

/** Shared revenue that nobody has taken yet, base units. */
export const sharedDue = ({ contributed, validated, sharedTaken }: DatasetAccount): bigint =>
  contributed + validated - sharedTaken;

/**
 * The key of a dataset for whoever waits for it, with its proof: for a purchase, or wrapped anew for the key its holder has now. Throws `OtherDataset` when
 * the secret is not this dataset's.
 */
export async function deliver(
  { client, connection }: Chain,
  secret: Uint8Array,
  { address, contents }: Keyed<DatasetAccount>,
  licence: Licence,
): Promise<TransactionInstruction> {
  const { wrapKey } = await import('@tagger/client/keys');
  const { mint, holder } = licence;
  const pending = licence.state === STATE.pending;
  const recipient = pending ? licence.recipient : (await client.fetchMember(connection, holder))?.key;
  const made = wrapKey(secret, {
    programId: client.PROGRAM_ID.toBytes(),
    account: client.licensePda(mint).toBytes(),
    commitment: Uint8Array.from(contents.commitment),
    recipient: Uint8Array.from(recipient ?? []),
  });
  const where = { dataset: address, mint, holder, ...made };
  return pending ? client.deliverKey(where) : client.rewrapLicense({ ...where, byPublisher: true });
}

/** The publisher's part to his balance, the fee to the treasury. */
export async function takeRevenue(
  chain: Chain,
  { address, publisher }: Keyed<DatasetAccount>,
): Promise<TransactionInstruction> {
  const { treasury, tagMint } = await chain.config();
  return chain.client.takeRevenue({ dataset: address, publisher, treasury, tagMint });
}
