/**
 * The only door to what knows the chain. It is heavy, so pages load it when they need it: `await useChain().open()`. What can be seen without
 * it is in `lobby.ts`.
 */
import './buffer.ts';
import * as client from '@tagger/client';
import { datasetRow, indexerReader, marketReader, type IndexerReader, type MarketReader } from '@tagger/client/indexer';
import * as routing from '@tagger/client/routing';
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import { Connection, PublicKey } from '@solana/web3.js';
import { isChainOf } from '../network/genesis.ts';
import type { Network } from '../network/network.ts';
import { text } from '../text/index.ts';
import { publishedOn, type Published } from './rules.ts';

export interface Chain extends Published {
  network: Network;
  connection: Connection;
  /** Everything of `@tagger/client`. */
  client: typeof client;
  PublicKey: typeof PublicKey;
  /** Everything of `@tagger/client/routing`. */
  routing: typeof routing;
  /** Lists, from the indexer or the chain. */
  market: MarketReader;
  /** A dataset as lists have it. */
  datasetRow: typeof datasetRow;
  /** Undefined where the network names none. */
  index: IndexerReader | undefined;
  /** The program's configuration, read once. Throws `NotDeployed` where there is none. */
  config(): Promise<client.ConfigAccount>;
  /** That the node is of the network's chain, asked once. Throws `WrongChain`, and what the node throws: nothing is signed before. */
  sure(): Promise<void>;
  /** A wallet's own account for TAG, whether it is open or not. */
  tokensOf(wallet: PublicKey): Promise<PublicKey>;
}

export function openChain(network: Network): Chain {
  const connection = new Connection(network.rpc, { commitment: 'confirmed', wsEndpoint: network.ws });
  const index = network.indexer === undefined ? undefined : indexerReader({ url: network.indexer });
  let configured: Promise<client.ConfigAccount> | undefined;
  const config = (): Promise<client.ConfigAccount> =>
    (configured ??= client.fetchConfig(connection).then((found) => {
      if (found !== null) return found;
      configured = undefined;
      throw new client.TaggerClientError('NotDeployed', 'this network has no Tagger: choose another');
    }));
  let asked: Promise<void> | undefined;
  const sure = (): Promise<void> =>
    (asked ??= connection
      .getGenesisHash()
      .then((hash) => {
        if (!isChainOf(network, hash)) throw new client.TaggerClientError('WrongChain', text.shell.wrong);
      })
      .catch((error: unknown) => {
        asked = undefined;
        throw error;
      }));
  return {
    network,
    PublicKey,
    routing,
    ...publishedOn(network.gateways),
    config,
    sure,
    tokensOf: async (wallet) => getAssociatedTokenAddressSync((await config()).tagMint, wallet),
    connection,
    client,
    datasetRow,
    index,
    market: marketReader({ connection, ...(index && { indexer: index }) }),
  };
}
