/**
 * Settings: a JSON file, and over it the environment. A key nobody knows is refused by name, so that a typing error in a cap
 * is not a bot without a cap.
 */
import { readFileSync } from 'node:fs';
import { TaggerClientError } from '@tagger/client';
import { z } from 'zod';
import { amount } from './amount.ts';

const endpoint = z.union([
  z.url().transform((http) => ({ http, ws: undefined })),
  z.strictObject({ http: z.url(), ws: z.url().optional() }),
]);

/** Settings every bot has. */
export const COMMON = {
  /** RPC endpoints, the preferred one first: an address, or `{ "http", "ws" }` where the socket is elsewhere. */
  endpoints: z.array(endpoint).min(1),
  /** Genesis hash of the cluster, base58. Default: that of the cluster the program was set up for. */
  genesis: z.string().optional(),
  /** Key file, or `-` for standard input. */
  keypair: z.string().optional(),
  /** Where the bot remembers what it spent. */
  state: z.string(),
  /** Loopback port of metrics and health; 0 takes a free one. */
  port: z.number().int().min(0).max(65_535).default(0),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  caps: z
    .strictObject({
      lamportsADay: amount.default(100_000_000n),
      lamportsInAll: amount.default(1_000_000_000n),
      tagADay: amount.default(0n),
      tagInAll: amount.default(0n),
    })
    .prefault({}),
  /** Lamports per million compute units. */
  priorityFee: z.number().int().nonnegative().default(0),
  /** Seconds between rounds that found nothing to do. */
  intervalSecs: z.number().positive().default(5),
  /** Milliseconds an endpoint has for an answer. */
  timeoutMs: z.number().int().positive().default(10_000),
  /** Slots an endpoint may be behind the others. */
  maxLagSlots: z.number().int().positive().default(50),
  /** Seconds without a good round until `/healthz` says so. */
  unhealthySecs: z.number().positive().default(60),
};

export type Common = z.output<z.ZodObject<typeof COMMON>>;
/** What a bot with these settings of its own is given. */
export type SettingsOf<S extends z.ZodRawShape> = Common & z.output<z.ZodObject<S>>;

const PREFIX = 'TAGGER_BOT_';
const REFUSED = 'BadSettings';

/** `TAGGER_BOT_CAPS__LAMPORTS_A_DAY` names `caps.lamportsADay`. */
function nameOf(variable: string): string[] {
  return variable
    .slice(PREFIX.length)
    .split('__')
    .map((part) => part.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
}

/** JSON where it is JSON, text otherwise. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function overlay(settings: Record<string, unknown>, path: readonly string[], value: unknown): Record<string, unknown> {
  const [name, ...rest] = path;
  if (name === undefined) return settings;
  const inner = settings[name];
  const nested = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  const below = nested ? (inner as Record<string, unknown>) : {};
  return { ...settings, [name]: rest.length === 0 ? value : overlay(below, rest, value) };
}

/**
 * Reads settings: `given` (the command line) over the environment over the file.
 * Errors: `BadSettings` with the name of each setting that is wrong, missing or unknown.
 */
export function readSettings<S extends z.ZodRawShape>(
  own: S,
  from: { file?: string | undefined; environment?: NodeJS.ProcessEnv; given?: Record<string, unknown> },
): SettingsOf<S> {
  let settings: Record<string, unknown> = {};
  if (from.file !== undefined) settings = fileSettings(from.file);
  for (const [variable, text] of Object.entries(from.environment ?? {}))
    if (variable.startsWith(PREFIX) && text !== undefined)
      settings = overlay(settings, nameOf(variable), valueOf(text));
  for (const [name, value] of Object.entries(from.given ?? {})) if (value !== undefined) settings[name] = value;
  const parsed = z.strictObject({ ...COMMON, ...own }).safeParse(settings);
  if (parsed.success) return parsed.data as SettingsOf<S>;
  throw new TaggerClientError(REFUSED, parsed.error.issues.map(sentence).join('; '));
}

function fileSettings(file: string): Record<string, unknown> {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TaggerClientError(REFUSED, `${file} can't be read as JSON: ${why}`);
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new TaggerClientError(REFUSED, `${file} must hold one JSON object`);
  return found as Record<string, unknown>;
}

function sentence(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return `${place === '' ? 'settings' : place}: ${issue.message}`;
  const names = issue.keys.map((key) => [...issue.path.map(String), key].join('.'));
  return names.map((name) => `there is no setting ${name}`).join('; ');
}
