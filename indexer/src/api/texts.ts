/**
 * Rules of tasks and manifests of datasets, for search. They are fetched from the operator's gateways by their id on the chain and from nowhere else
 * [attack 147] [attack 148]: public addresses only, no redirects, a bound for bytes, and what comes must have the hash the chain holds.
 */
import { parseJson, readManifest } from '@tagger/client/manifest';
import { idText, reader, TaggerClientError, type Reader, type Transport } from '@tagger/client/storage';
import { publicFetch, type Lookup } from '@tagger/client/storage/node';
import type { Queries } from '../db/db.ts';

export interface TextOptions {
  db: Queries;
  /** Gateways of the operator. */
  gateways: readonly string[];
  /** Gateways with their port that may be private: a local chain's. */
  allow?: readonly string[];
  /** Default: the system's resolver. */
  lookup?: Lookup;
  /** Default: the machine's clock, milliseconds. */
  clock?: () => number;
}

const RULES_BYTES = 256 * 1024;
const CARD_BYTES = 4 * 1024 * 1024;
/** Characters of a text that are kept; what is longer is not found by its end. */
const TITLE = 200;
const BODY = 20_000;
const DEPTH = 24;
/** Milliseconds until what was refused is tried again, the first and the longest time. */
const RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 24 * 3_600_000;
const MOST_KNOWN = 100_000;

/** An id as it is written: base64url without its filling. */
const TEXT_OF = (column: string): string => `translate(encode(${column}, 'base64'), '+/=', '-_')`;

interface Wanted {
  kind: 'rules' | 'card';
  owner: string;
  id: Uint8Array;
  hash: Uint8Array;
}

export class Texts {
  private readonly reader: Reader;
  private readonly failed = new Map<string, { times: number; until: number }>();

  constructor(private readonly options: TextOptions) {
    const { gateways, allow, lookup } = options;
    this.reader = reader({ gateways, transport: straight(publicFetch({ allow, lookup })) });
  }

  /** Fetches at most `limit` texts that are missing; returns how many were written. One that fails is left for later. */
  async fill(limit = 20): Promise<number> {
    const { db, clock = Date.now } = this.options;
    const missing = await db.query<Wanted>(
      `select 'rules' as kind, t.address as owner, t.rules_id as id, t.rules_hash as hash from task t
       where not exists (select 1 from document d where d.kind = 'rules' and d.owner = t.address and d.id = ${TEXT_OF('t.rules_id')})
       union all
       select 'card', d.address, d.contents_manifest_id, d.contents_manifest_hash from dataset d
       where not exists (select 1 from document x where x.kind = 'card' and x.owner = d.address and x.id = ${TEXT_OF('d.contents_manifest_id')})
       order by owner limit $1`,
      [limit + this.failed.size],
    );
    let written = 0;
    let tried = 0;
    for (const wanted of missing) {
      const key = `${wanted.kind} ${wanted.owner}`;
      const before = this.failed.get(key);
      if (before !== undefined && before.until > clock()) continue;
      if (tried === limit) break;
      tried += 1;
      try {
        await this.take(wanted);
        this.failed.delete(key);
        written += 1;
      } catch (error) {
        if (!(error instanceof TaggerClientError) && !(error instanceof RangeError)) throw error;
        const times = (before?.times ?? 0) + 1;
        if (this.failed.size >= MOST_KNOWN) this.failed.clear();
        this.failed.set(key, { times, until: clock() + Math.min(RETRY_MS * 2 ** times, LONGEST_RETRY_MS) });
      }
    }
    return written;
  }

  private async take({ kind, owner, id, hash }: Wanted): Promise<void> {
    const item = idText(id);
    const { bytes } = await this.reader.get(item, {
      sha256: hash,
      maxBytes: kind === 'rules' ? RULES_BYTES : CARD_BYTES,
      contentType: 'application/json',
    });
    const { title, body } = kind === 'rules' ? rulesText(bytes) : cardText(bytes);
    await this.options.db.query(
      `insert into document (kind, owner, id, title, body) values ($1, $2, $3, $4, $5)
       on conflict (kind, owner) do update set id = excluded.id, title = excluded.title, body = excluded.body`,
      [kind, owner, item, plain(title, TITLE), plain(body, BODY)],
    );
  }
}

function rulesText(bytes: Uint8Array): { title: string; body: string } {
  const rules = parseJson(bytes, { bytes: RULES_BYTES, depth: DEPTH });
  const field = (name: string): string => {
    const value: unknown = isRecord(rules) && Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (typeof value === 'string') return value;
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string').join('\n') : '';
  };
  return { title: field('title'), body: `${field('instructions')}\n${field('classes')}` };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function cardText(bytes: Uint8Array): { title: string; body: string } {
  const { name, description } = readManifest(bytes).manifest;
  return { title: name, body: description };
}

/** No control characters but line ends; whole characters. */
// eslint-disable-next-line no-control-regex -- these are the ones to be left out
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
const plain = (text: string, most: number): string =>
  Buffer.from(text.replace(CONTROL, ' ').slice(0, most), 'utf8').toString('utf8');

/** [attack 148] A gateway that sends us elsewhere is not followed, not even on its own host. */
const straight =
  (transport: Transport): Transport =>
  async (url, init) => {
    const response = await transport(url, init);
    if (response.status < 300 || response.status >= 400) return response;
    await response.body?.cancel();
    throw new TaggerClientError('GatewayRedirect', `${new URL(url).host} redirects: name a gateway that serves items`);
  };
