/** Which chain a node is of: the hash of its first block says so, a name in a settings file does not. */
import type { Cluster, Network } from './network.ts';

/** Public clusters, by what their nodes answer to `getGenesisHash`. */
const KNOWN: Readonly<Record<Exclude<Cluster, 'localnet'>, string>> = {
  devnet: 'EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxkZBoqG',
  'mainnet-beta': '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d',
};

/** Whether a node with this first block is of the network. A local chain is new each time, and never a public one. */
export function isChainOf({ cluster, genesis }: Network, hash: unknown): boolean {
  if (typeof hash !== 'string') return false;
  const expected = genesis ?? (cluster === 'localnet' ? undefined : KNOWN[cluster]);
  return expected === undefined ? !Object.values(KNOWN).includes(hash) : hash === expected;
}
