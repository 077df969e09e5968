/** Posts to an upload endpoint or a node, again where trying again can help. */
import { TaggerClientError } from '../clientError.ts';
import { LONGEST_TIMER, request, type Transport } from './gateway.ts';

export interface Persistence {
  /** Attempts in all. */
  attempts: number;
  /** Pause before the second attempt, milliseconds; it doubles, with up to half of it at random on top. */
  pauseMs: number;
  /** No pause is longer, also not one the endpoint asks for. */
  maxPauseMs: number;
  /** Slowest upload that is waited for, bytes a second, after `graceMs`. */
  bytesPerSecond: number;
  graceMs: number;
}

export const DEFAULT_PERSISTENCE: Persistence = {
  attempts: 6,
  pauseMs: 500,
  maxPauseMs: 60_000,
  bytesPerSecond: 32 * 1024,
  graceMs: 30_000,
};

export interface Post {
  transport: Transport;
  persistence: Persistence;
  url: string;
  /** Bytes of the body. */
  size: number;
  contentType: string;
  /** Makes the body anew for each attempt. */
  body: () => RequestInit['body'];
  /** Refusals besides 429 and 5xx that may pass by themselves. */
  passing?: (text: string) => boolean;
}

const MAX_ANSWER = 64 * 1024;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Returns the text of the answer once one is 2xx or 208. 429, 5xx and lost connections are tried again, after the pause
 * that `Retry-After` asks for or a growing one.
 * @throws TaggerClientError `UploadUnpaid` (402), `UploadRefused` (any other refusal), `UploadFailed` (attempts used up).
 */
export async function post(what: Post): Promise<string> {
  const { host } = new URL(what.url);
  const { attempts, pauseMs, maxPauseMs } = what.persistence;
  let last: unknown;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    let wait = pauseMs * 2 ** attempt * (1 + Math.random() / 2);
    try {
      const { status, text, retryAfterMs } = await once(what);
      if (status >= 200 && status < 300) return text;
      if (status === 402)
        throw new TaggerClientError('UploadUnpaid', `${host} wants to be paid: add credit for this wallet there`);
      if (status !== 429 && status < 500 && what.passing?.(text) !== true)
        throw new TaggerClientError('UploadRefused', `${host} refuses the upload (${status}): ${text.slice(0, 300)}`);
      last = new Error(`it answers ${status}`);
      wait = retryAfterMs ?? wait;
    } catch (error) {
      if (error instanceof TaggerClientError) throw error;
      last = error;
    }
    if (attempt + 1 < attempts) await sleep(Math.min(wait, maxPauseMs));
  }
  const reason = last instanceof Error ? last.message : String(last);
  throw new TaggerClientError('UploadFailed', `${host} did not take the upload, ${reason}: try again later`, {
    cause: last,
  });
}

async function once(what: Post): Promise<{ status: number; text: string; retryAfterMs?: number }> {
  const { bytesPerSecond, graceMs } = what.persistence;
  const body = what.body();
  const timeMs = graceMs + Math.ceil((what.size / bytesPerSecond) * 1_000);
  const response = await what.transport(what.url, {
    method: 'POST',
    // A stream carries no length of its own, and endpoints price an upload before they take it.
    headers: { 'content-type': what.contentType, 'content-length': String(what.size) },
    body,
    redirect: 'manual',
    credentials: 'omit',
    signal: AbortSignal.timeout(Math.min(timeMs, LONGEST_TIMER)),
  });
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    status: response.status,
    // Who refuses a long upload early may hang up before the reason is read; the status is reason enough.
    text: await shortText(response).catch(() => ''),
    ...(Number.isFinite(seconds) && seconds >= 0 && { retryAfterMs: seconds * 1_000 }),
  };
}

/** The start of an answer; nobody needs to send us more. */
async function shortText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  let text = '';
  for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader?.read()) {
    text += decoder.decode(next.value, { stream: true });
    if (text.length >= MAX_ANSWER) break;
  }
  await reader?.cancel().catch(() => undefined);
  return text;
}

/** A short text a node offers, such as a price. Throws what `request` throws. */
export async function ask(transport: Transport, url: string, graceMs: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const patience = { graceMs, bytesPerSecond: MAX_ANSWER };
  for await (const chunk of request({ transport, patience, url, maxBytes: MAX_ANSWER }))
    text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
