/** Settings of the server: what the pages are told, and what they may talk to. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const http = z.url({ protocol: /^https?$/ });
const ws = z.url({ protocol: /^wss?$/ });

/** What every page reads first, at `/network.json`; it holds nothing secret, save the personas of a local chain. */
export const NETWORK = z.strictObject({
  cluster: z.enum(['localnet', 'devnet', 'mainnet-beta']),
  rpc: http,
  ws,
  /** Hash of the chain's first block, base58: pages refuse a node of another chain. Without it the one the cluster is known by. */
  genesis: z
    .string()
    .regex(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/)
    .optional(),
  /** Base address of the indexer's API; without one the pages ask the chain. */
  indexer: http.optional(),
  /** Arweave gateways, tried in order. */
  gateways: z.array(http).min(1),
  /** Where data items are uploaded; without it the first gateway. */
  upload: http.optional(),
  /** Pays fees for people without SOL. */
  sponsor: http.optional(),
  /** Key services pages may ask; others are named by datasets, and the page says so instead of asking. */
  keyServices: z.array(http).default([]),
  /** Wallets anybody may use, on a local chain only: name and secret key, 64 bytes in base64. */
  personas: z.array(z.strictObject({ name: z.string().min(1).max(32), secret: z.base64() })).default([]),
});
export type Network = z.output<typeof NETWORK>;

export const SETTINGS = z.strictObject({
  host: z.string().default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535).default(5_180),
  network: NETWORK.refine(({ cluster, personas }) => cluster === 'localnet' || personas.length === 0, {
    message: 'personas have keys everybody can read: they are for a local chain only',
  }),
});
export type Settings = z.output<typeof SETTINGS>;

/** Reads a settings file, JSON. Throws an error with one line for each mistake. */
export function readSettings(file: string): Settings {
  const parsed = SETTINGS.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${file} has mistakes:\n${lines.join('\n')}`);
}
