/**
 * Where webhooks go: https on the public internet. Addresses are checked after the name was resolved, and the very address that was checked is
 * connected to; redirects are not followed [attack 147] [attack 148].
 */
import { isIP } from 'node:net';
import { isPublicAddress, publicFetch, type Lookup } from '@tagger/client/storage/node';
import type { Transport } from '@tagger/client/storage';
import { Refusal } from '../api/refusal.ts';

export interface TargetOptions {
  /** Hosts with their port that may be private and without TLS, `127.0.0.1:8080`: what the operator himself runs. */
  allow?: readonly string[];
  /** Default: the system's resolver. */
  lookup?: Lookup;
  /** Milliseconds a target may take. */
  patienceMs?: number;
}

const MOST_URL = 2_000;
const PATIENCE_MS = 10_000;

/** Throws `BadRequest` for what no webhook is sent to. Names are resolved when something is sent, each time. */
export function checkTarget(text: string, { allow = [] }: TargetOptions = {}): URL {
  const url = text.length <= MOST_URL && URL.canParse(text) ? new URL(text) : undefined;
  const bad = (why: string): Refusal => new Refusal('BadRequest', `webhooks are not sent there: ${why}`);
  if (url === undefined) throw bad('use an https address');
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    throw bad('leave user, password and #fragment out, a webhook is signed with its secret');
  if (allow.includes(url.host) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:') throw bad('use an https address');
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) throw bad('its address is not public');
  return url;
}

export type Post = (url: string, headers: Record<string, string>, body: string) => Promise<number>;

/** Sends and returns the status; the answer's body is not read. Throws what went wrong on the way. */
export function poster(options: TargetOptions = {}): Post {
  const { allow = [], lookup, patienceMs = PATIENCE_MS } = options;
  const transport: Transport = publicFetch({ allow, lookup });
  return async (url, headers, body) => {
    checkTarget(url, options);
    const response = await transport(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      body,
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    return response.status;
  };
}
