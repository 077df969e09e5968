/** Licences their holders sell, and bids for them. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { BidAccount, DatasetAccount, Keyed } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { accountsOf } from './accounts.ts';
import { readyForKeys } from './buying.ts';
import { bidsFor, datasetsOf } from './holding.ts';
import { STATE, type Licence } from './licences.ts';
import type { Card } from './manifests.ts';

export interface OnSale {
  licence: Licence;
  dataset?: Keyed<DatasetAccount>;
  card?: Card;
  /** The highest first. */
  bids: Keyed<BidAccount>[];
}

export interface ResaleMarket {
  /** The cheapest first. */
  onSale: OnSale[];
  /** Bids of the wallet that asks, for licences on sale or not. */
  mine: (OnSale & { bid: Keyed<BidAccount> })[];
  /** Chain time, unix seconds. */
  seconds: bigint;
}

const MOST = 200;

/** What is on sale, and what `wallet` bids. Throws what the node throws. */
export async function readResale(chain: Chain, wallet: PublicKey | undefined): Promise<ResaleMarket> {
  const { client, connection } = chain;
  const [asked, clock, own] = await Promise.all([
    askedFor(chain),
    client.fetchClock(connection),
    wallet === undefined ? [] : client.listBids(connection, { bidder: wallet }),
  ]);
  const bidFor = [
    ...(
      await accountsOf(
        chain,
        'license',
        own.map(({ license }) => license),
      )
    ).values(),
  ];
  const all = [...new Map([...asked, ...bidFor].map((licence) => [licence.address.toBase58(), licence])).values()];
  const datasets = await datasetsOf(
    chain,
    all.map(({ dataset }) => dataset),
  );
  const shown = new Map(
    await Promise.all(
      all.map(async (licence): Promise<[string, OnSale]> => {
        const found = datasets.get(licence.dataset.toBase58());
        return [licence.address.toBase58(), { licence, ...found, bids: await bidsFor(chain, licence) }];
      }),
    ),
  );
  const live = asked.filter(({ expiresAt }) => expiresAt === 0n || expiresAt > clock.seconds);
  return {
    onSale: live.map(({ address }) => shown.get(address.toBase58())!),
    mine: own.flatMap((bid) => {
      const found = shown.get(bid.license.toBase58());
      return found === undefined ? [] : [{ ...found, bid }];
    }),
    seconds: clock.seconds,
  };
}

/** Licences in force whose holders ask a price, the cheapest first; the indexer names them where there is one. */
async function askedFor(chain: Chain): Promise<Licence[]> {
  const { client, connection, index, PublicKey } = chain;
  const found =
    index === undefined ? undefined : await index.get('listResale', { query: { limit: MOST } }).catch(() => undefined);
  const licences =
    found === undefined
      ? await client.listLicenses(connection, { state: STATE.active })
      : [
          ...(
            await accountsOf(
              chain,
              'license',
              found.data.items.map(({ address }) => new PublicKey(address)),
            )
          ).values(),
        ];
  return licences
    .filter(({ asking, state }) => asking > 0n && state === STATE.active)
    .sort((a, b) => (a.asking < b.asking ? -1 : a.asking > b.asking ? 1 : 0))
    .slice(0, MOST);
}

/** Puts the bidder's money aside until the holder takes it, the bidder takes it back, or the time is over. */
export async function bid(
  chain: Chain,
  bidder: PublicKey,
  vault: VaultState,
  { mint, terms }: Licence,
  { price, days }: { price: bigint; days: number },
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const [ready, { tagMint }, from, clock] = await Promise.all([
    readyForKeys(chain, bidder, vault),
    chain.config(),
    chain.tokensOf(bidder),
    client.fetchClock(connection),
  ]);
  const until = clock.seconds + BigInt(days) * 86_400n;
  return [...ready, client.bidLicense({ bidder, mint, price, until, terms, from, tagMint })];
}
