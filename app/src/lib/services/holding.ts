/** What the holder of a licence does with it: renews, changes, sells, gives away, ends it. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { BidAccount, DatasetAccount, Keyed, OfferAccount } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { accountsOf } from './accounts.ts';
import { offersOf } from './dataset.ts';
import { licencesOf, type Licence } from './licences.ts';
import { cardOf, type Card } from './manifests.ts';

export interface Held {
  licence: Licence;
  /** Undefined where it was closed: licences stay. */
  dataset?: Keyed<DatasetAccount>;
  card?: Card;
  offers: Keyed<OfferAccount>[];
  bids: Keyed<BidAccount>[];
}

export interface Holdings {
  held: Held[];
  /** Chain time, unix seconds. */
  seconds: bigint;
  /** The key on chain is one this wallet's signature does not make; undefined until the vault was asked. */
  member: { key: readonly number[] } | null;
}

/** All licences of a wallet with what they are of. Throws what the node throws. */
export async function holdingsOf(chain: Chain, holder: PublicKey): Promise<Holdings> {
  const { client, connection } = chain;
  const [licences, clock, member] = await Promise.all([
    licencesOf(chain, { holder }),
    client.fetchClock(connection),
    client.fetchMember(connection, holder),
  ]);
  const datasets = await datasetsOf(
    chain,
    licences.map(({ dataset }) => dataset),
  );
  const held = await Promise.all(
    licences.map(async (licence): Promise<Held> => {
      const found = datasets.get(licence.dataset.toBase58());
      const bids = licence.terms.transferable === 1 ? bidsFor(chain, licence) : [];
      if (found === undefined) return { licence, offers: [], bids: await bids };
      const offers = found.dataset.withdrawn === 0 ? offersOf(chain, found.dataset) : [];
      return { licence, ...found, offers: await offers, bids: await bids };
    }),
  );
  return { held, seconds: clock.seconds, member };
}

/** Datasets with their cards, by address. */
export async function datasetsOf(
  chain: Chain,
  addresses: readonly PublicKey[],
): Promise<Map<string, { dataset: Keyed<DatasetAccount>; card: Card }>> {
  const distinct = [...new Map(addresses.map((address) => [address.toBase58(), address])).values()];
  const found = await accountsOf(chain, 'dataset', distinct);
  const read = [...found].map(
    async ([address, dataset]) =>
      [address, { dataset, card: await cardOf(chain, chain.datasetRow(dataset, 0)) }] as const,
  );
  return new Map(await Promise.all(read));
}

/** Bids that stand, the highest first. */
export const bidsFor = ({ client, connection }: Chain, { address }: Licence): Promise<Keyed<BidAccount>[]> =>
  client.listBids(connection, { license: address });

/** The offer that renews a licence: the one it was bought by, or one with the same terms. */
export function renewal({ client }: Chain, { licence, offers }: Held): Keyed<OfferAccount> | undefined {
  const hash = (terms: OfferAccount['terms']): string => client.licenceTermsHash(terms).join();
  const own = hash(licence.terms);
  const same = offers.filter(({ terms }) => hash(terms) === own);
  return same.find(({ index }) => index === licence.offer) ?? same[0];
}

export async function renew(
  chain: Chain,
  payer: PublicKey,
  { mint, dataset }: Licence,
  { index, price }: OfferAccount,
): Promise<TransactionInstruction> {
  const [{ tagMint }, from] = await Promise.all([chain.config(), chain.tokensOf(payer)]);
  return chain.client.renewLicense({ payer, dataset, index, mint, most: price, from, tagMint });
}

export async function upgrade(
  chain: Chain,
  holder: PublicKey,
  { mint, dataset }: Licence,
  { index, price, terms }: OfferAccount,
): Promise<TransactionInstruction> {
  const [{ tagMint }, from] = await Promise.all([chain.config(), chain.tokensOf(holder)]);
  return chain.client.upgradeLicense({ holder, dataset, index, mint, most: price, terms, from, tagMint });
}

/** Pays what passing it on costs, and sends it. */
export async function transfer(
  chain: Chain,
  holder: PublicKey,
  { mint, dataset }: Licence,
  { to, price }: { to: PublicKey; price: bigint },
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const [{ tagMint }, from, sending] = await Promise.all([
    chain.config(),
    chain.tokensOf(holder),
    client.sendLicence(connection, { mint, from: holder, to }),
  ]);
  return [client.transferLicense({ holder, dataset, mint, to, price, from, tagMint }), ...sending];
}

/** Takes a bid: the holder passes the key on with a proof, and gets the money in the same instruction. */
export async function accept(
  { client }: Chain,
  vault: VaultState,
  licence: Licence,
  bid: BidAccount,
): Promise<TransactionInstruction> {
  const { passOnKey } = await import('@tagger/client/keys');
  const { mint, dataset, holder } = licence;
  const made = passOnKey(await vault.identity(), {
    programId: client.PROGRAM_ID.toBytes(),
    account: client.licensePda(mint).toBytes(),
    giver: Uint8Array.from(licence.recipient),
    held: Uint8Array.from(licence.wrap.flat()),
    recipient: Uint8Array.from(bid.recipient),
  });
  const { bidder, price, rentPayer } = bid;
  return client.acceptBid({ holder, dataset, mint, bidder, least: price, rentPayer, ...made });
}
