/** Somebody who pays fees and rent: a service that signs what it is willing to pay for. See docs/bots.md for its side. */
import { ed25519 } from '@noble/curves/ed25519';
import { PublicKey, VersionedTransaction, type Transaction } from '@solana/web3.js';
import bs58 from 'bs58';
import { TaggerClientError } from './clientError.ts';
import type { WalletSigner } from './send.ts';

/** Where a sponsor tells who he is, and where he signs. */
export const SPONSOR_PATH = '/v1/sponsor';
export const SIGN_PATH = '/v1/sign';

export interface SponsorFacts {
  /** Base58. */
  sponsor: string;
  /** Genesis hash of the cluster, base58. */
  genesis: string;
  /** Names of the instructions that are paid for. */
  instructions: string[];
}

/** First of the signers of `send`, and `payer` of whatever takes rent. */
export interface Sponsor extends WalletSigner {
  facts: SponsorFacts;
}

export interface SponsorOptions {
  fetch?: typeof fetch;
  /** Milliseconds for an answer. Default 10,000. */
  timeoutMs?: number;
}

const MOST_ANSWER = 16_384;

/**
 * Asks a service who it is. What it signs is checked against the transaction it was given: it can refuse, and nothing else.
 * Errors: `SponsorUnreachable`, `BadSponsor`; when signing also those the service answers with, by name.
 */
export async function sponsorAt(url: string, options: SponsorOptions = {}): Promise<Sponsor> {
  const facts = await ask<SponsorFacts>(url, SPONSOR_PATH, undefined, options);
  let publicKey: PublicKey;
  try {
    publicKey = new PublicKey(facts.sponsor);
    if (!Array.isArray(facts.instructions)) throw new Error('no list');
  } catch {
    throw new TaggerClientError('BadSponsor', `${url} does not answer as a sponsor does: check the address`);
  }
  return {
    publicKey,
    facts,
    async signTransaction<T extends Transaction | VersionedTransaction>(transaction: T): Promise<T> {
      if (!(transaction instanceof VersionedTransaction))
        throw new TaggerClientError('BadTransaction', 'a sponsor signs transactions of version 0 only');
      const body = { transaction: Buffer.from(transaction.serialize()).toString('base64') };
      const { signature } = await ask<{ signature: string }>(url, SIGN_PATH, body, options);
      const bytes = signatureOf(signature);
      if (!ed25519.verify(bytes, transaction.message.serialize(), publicKey.toBytes(), { zip215: false }))
        throw new TaggerClientError('BadSponsor', 'the sponsor signed something else: do not use him');
      transaction.addSignature(publicKey, bytes);
      return transaction;
    },
  };
}

function signatureOf(text: unknown): Uint8Array {
  try {
    const bytes = bs58.decode(String(text));
    if (bytes.length === 64) return bytes;
  } catch {
    // The same answer for all of it.
  }
  throw new TaggerClientError('BadSponsor', 'the sponsor answered with no signature: check the address');
}

async function ask<T>(url: string, path: string, body: unknown, options: SponsorOptions): Promise<T> {
  const { fetch: get = fetch, timeoutMs = 10_000 } = options;
  const answer = async (): Promise<{ ok: boolean; text: string }> => {
    const response = await get(new URL(path, url), {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { ok: response.ok, text: await limited(response) };
  };
  const { ok, text } = await answer().catch((cause: unknown) => {
    if (cause instanceof TaggerClientError) throw cause;
    throw new TaggerClientError(
      'SponsorUnreachable',
      `no answer from the sponsor at ${url}: try again or pay yourself`,
      {
        cause,
      },
    );
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null)
    throw new TaggerClientError('BadSponsor', `${url} does not answer as a sponsor does: check the address`);
  if (ok) return value as T;
  const { error, message } = value as { error?: unknown; message?: unknown };
  throw new TaggerClientError(
    typeof error === 'string' && /^[A-Z][A-Za-z]{2,40}$/.test(error) ? error : 'SponsorRefused',
    typeof message === 'string' ? message.slice(0, 300) : 'the sponsor refused',
  );
}

async function limited(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  // Not every browser can iterate over a body.
  const body = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let chunk = await body?.read(); chunk?.value !== undefined; chunk = await body?.read()) {
    text += decoder.decode(chunk.value, { stream: true });
    if (text.length > MOST_ANSWER)
      throw new TaggerClientError('BadSponsor', 'the answer is longer than a sponsor has to say');
  }
  return text;
}
