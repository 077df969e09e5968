/** What the pages know of the chain they show, from `/network.json`: one build serves every cluster. */
export interface Persona {
  name: string;
  /** Secret key, 64 bytes, base64; of a local chain only. */
  secret: string;
}

export type Cluster = 'localnet' | 'devnet' | 'mainnet-beta';

export interface Network {
  cluster: Cluster;
  rpc: string;
  ws: string;
  indexer?: string;
  /** Hash of the chain's first block, base58; without it the one the cluster is known by. */
  genesis?: string;
  gateways: string[];
  upload?: string;
  sponsor?: string;
  keyServices: string[];
  personas: Persona[];
}

/** Throws `TypeError` when the server is away and `Error` when it answers nonsense. */
export async function readNetwork(fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Network> {
  const response = await fetch('/network.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`/network.json: status ${response.status}`);
  return (await response.json()) as Network;
}
