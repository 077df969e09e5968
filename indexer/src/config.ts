/** Settings: a JSON file, then the environment above it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { IndexerError } from './error.ts';

const positive = z.number().int().positive();

const schema = z.strictObject({
  /** A directory for the embedded database, or `postgres://...` of a server. */
  database: z.string().min(1).default('.tagger/indexer'),
  /** JSON-RPC nodes, the preferred one first. */
  rpc: z.array(z.url({ protocol: /^https?$/ })).min(1),
  /** WebSocket of a node, to be woken by; without it the nodes are asked every `pollMs`. */
  wake: z.url({ protocol: /^wss?$/ }).optional(),
  /** Yellowstone gRPC, to be told of transactions as they are confirmed; the RPC nodes still serve history and accounts. */
  grpc: z.url({ protocol: /^https?$/ }).optional(),
  /** Access token of the gRPC service. */
  grpcToken: z.string().min(1).optional(),
  /** Milliseconds between looks. */
  pollMs: positive.default(1_000),
  /** Transactions asked for in one request, and requests at the same time. */
  batch: positive.max(1_000).default(100),
  atOnce: positive.max(64).default(4),
  /** Transactions written in one go while catching up. */
  step: positive.max(100_000).default(2_000),
  /** What to do where the node has not the whole history, see `IndexerOptions`. */
  history: z.enum(['whole', 'any', 'accounts']).default('any'),
  /** Port of health and metrics on 127.0.0.1 while `run` runs; none without it. */
  healthPort: z.number().int().min(0).max(65_535).optional(),
  /** Slots the index may be behind the node and still be called healthy. */
  healthLag: positive.default(150),
  /** Milliseconds between comparisons with the chain while `run` runs; none without it. */
  verifyMs: positive.optional(),
  /** Milliseconds an answer of a node may take. */
  timeoutMs: positive.default(30_000),
  /** Where the HTTP interface listens: this machine only, unless it is said. */
  host: z.string().min(1).default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535).default(8787),
  /** Origins whose pages may read, `*` for all. */
  origins: z.array(z.string().min(1)).default([]),
  /** Requests a minute from one address; 0 for any number. */
  perMinute: z.number().int().min(0).default(1_200),
  /** File with the token webhooks are managed with over HTTP; without it they are managed by the command only. */
  adminTokenFile: z.string().min(1).optional(),
  /** Arweave gateways rules and dataset cards are read from for search; none: nothing is read. */
  gateways: z.array(z.url({ protocol: /^https?$/ })).default([]),
  /** Hosts with their port that may be private: gateways and receivers of webhooks the operator runs himself. */
  allowPrivate: z.array(z.string().min(1)).default([]),
  logLevel: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
});

export type Config = z.infer<typeof schema>;

/** Environment variable of each setting that has one. */
const ENVIRONMENT: Readonly<Record<string, keyof Config>> = {
  TAGGER_INDEXER_DATABASE: 'database',
  TAGGER_INDEXER_RPC: 'rpc',
  TAGGER_INDEXER_WAKE: 'wake',
  TAGGER_INDEXER_GRPC: 'grpc',
  TAGGER_INDEXER_GRPC_TOKEN: 'grpcToken',
  TAGGER_INDEXER_POLL_MS: 'pollMs',
  TAGGER_INDEXER_BATCH: 'batch',
  TAGGER_INDEXER_AT_ONCE: 'atOnce',
  TAGGER_INDEXER_STEP: 'step',
  TAGGER_INDEXER_TIMEOUT_MS: 'timeoutMs',
  TAGGER_INDEXER_HISTORY: 'history',
  TAGGER_INDEXER_HEALTH_PORT: 'healthPort',
  TAGGER_INDEXER_HEALTH_LAG: 'healthLag',
  TAGGER_INDEXER_VERIFY_MS: 'verifyMs',
  TAGGER_INDEXER_HOST: 'host',
  TAGGER_INDEXER_PORT: 'port',
  TAGGER_INDEXER_ORIGINS: 'origins',
  TAGGER_INDEXER_PER_MINUTE: 'perMinute',
  TAGGER_INDEXER_ADMIN_TOKEN_FILE: 'adminTokenFile',
  TAGGER_INDEXER_GATEWAYS: 'gateways',
  TAGGER_INDEXER_ALLOW_PRIVATE: 'allowPrivate',
  TAGGER_INDEXER_LOG: 'logLevel',
};
const NUMBERS = new Set<keyof Config>([
  'pollMs',
  'batch',
  'atOnce',
  'step',
  'timeoutMs',
  'port',
  'perMinute',
  'healthPort',
  'healthLag',
  'verifyMs',
]);
const LISTS = new Set<keyof Config>(['rpc', 'origins', 'gateways', 'allowPrivate']);

/** Reads the settings. Throws `BadConfig` with what is wrong, and never with a value: addresses may carry passwords. */
export function readConfig(file: string | undefined, environment: NodeJS.ProcessEnv = process.env): Config {
  const settings: Record<string, unknown> = file === undefined ? {} : fromFile(file);
  for (const [name, setting] of Object.entries(ENVIRONMENT)) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    settings[setting] = LISTS.has(setting) ? text.split(',') : NUMBERS.has(setting) ? Number(text) : text;
  }
  const read = schema.safeParse(settings);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.') || 'settings'}: ${message}`);
  throw new IndexerError('BadConfig', `${wrong.join('; ')}: see indexer/README.md`);
}

function fromFile(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw new IndexerError('BadConfig', `${file} can't be read as JSON: ${String(error)}`);
  }
}
