/** Asks a publisher's key service. What it answers is checked: a service that lies is caught before its key is used. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { PublicKey as Key } from '@solana/web3.js';
import { TaggerClientError } from '../clientError.ts';
import { fetchDataset, fetchLicense } from '../fetch.ts';
import { deliveryKey, unwrapKey, verifyWrap } from '../keys/delivery.ts';
import type { Identity } from '../keys/identity.ts';
import type { KeyWallet } from '../keys/wallet.ts';
import { licensePda, PROGRAM_ID } from '../pda.ts';
import type { LicenceCertificate } from './certificate.ts';
import { parseCertificate } from './certificate.ts';
import {
  CERTIFICATE_PATH,
  KEY_PATH,
  NONCE_PATH,
  writeKeyRequest,
  type KeyReply,
  type NonceReply,
} from './keyRequest.ts';

export interface KeyService {
  /** Of the publisher's service, `https://...`; `http` is taken for this machine only. */
  url: string;
  /** Default `fetch` of the platform. */
  fetch?: typeof globalThis.fetch;
}

const MAX_REPLY = 16_384;
const TIMEOUT_MS = 20_000;

/**
 * The identity that opens a dataset, from the publisher's service, for the present holder of a licence: after a transfer, or with a
 * new key. `identity` is the holder's own; the service wraps the key for it and never sees it.
 *
 * Throws the service's refusals by name, `ServiceFailed`, `ServiceLied` (another domain, another cluster, or a wrap that is not the
 * committed key for this holder), `NoLicence`, `NoDataset`.
 */
export async function requestKey(
  connection: Connection,
  service: KeyService,
  holder: { wallet: KeyWallet; identity: Identity },
  mint: PublicKey,
): Promise<{ wrap: Uint8Array; proof: Uint8Array; opened: Identity }> {
  const license = await fetchLicense(connection, mint);
  if (license === null) throw new TaggerClientError('NoLicence', 'there is no such licence on this cluster');
  const dataset = await fetchDataset(connection, license.dataset);
  if (dataset === null)
    throw new TaggerClientError(
      'NoDataset',
      'the dataset was closed, so its key can no longer be checked: ask the publisher',
    );
  const recipient = deliveryKey(holder.identity);
  const { domain, genesisHash, nonce, now } = await nonceOf(connection, service);
  const wallet = new Key(holder.wallet.publicKey);
  const text = writeKeyRequest({ domain, wallet, mint, recipient, genesisHash, nonce, issuedAt: BigInt(now) });
  const signature = await holder.wallet.signMessage(new TextEncoder().encode(text));
  const body = { text, signature: Buffer.from(signature).toString('base64') };
  const reply = JSON.parse(await ask(service, KEY_PATH, JSON.stringify(body))) as Partial<KeyReply>;
  const [wrap, proof] = [bytes(reply.wrap), bytes(reply.proof)];
  const commitment = Uint8Array.from(dataset.contents.commitment);
  const place = { programId: PROGRAM_ID.toBytes(), account: licensePda(mint).toBytes(), commitment, recipient };
  if (!verifyWrap(place, { wrap, proof })) throw lied('the key it sent is not the key of this dataset, or not for you');
  return { wrap, proof, opened: unwrapKey(holder.identity, commitment, wrap) };
}

/** The service's attestation on a certificate the holder has signed. Check the result as its audience would. */
export async function requestAttestation(
  service: KeyService,
  certificate: LicenceCertificate,
): Promise<LicenceCertificate> {
  return parseCertificate(await ask(service, CERTIFICATE_PATH, JSON.stringify(certificate)));
}

/** A nonce, and what the service says of itself, compared with what is known from elsewhere. */
async function nonceOf(connection: Connection, service: KeyService): Promise<NonceReply> {
  const found = JSON.parse(await ask(service, NONCE_PATH)) as Partial<NonceReply>;
  const { nonce, domain, genesisHash, now } = found;
  const whole =
    typeof nonce === 'string' && typeof domain === 'string' && typeof now === 'number' && Number.isSafeInteger(now);
  if (!whole || typeof genesisHash !== 'string') throw lied('its answer is no nonce');
  // Whoever relays another service's texts would have his own name in the address.
  if (domain !== new URL(service.url).host) throw lied(`it calls itself ${domain}`);
  if (genesisHash !== (await connection.getGenesisHash())) throw lied('it serves another cluster');
  return { nonce, domain, genesisHash, now };
}

const bytes = (text: unknown): Uint8Array =>
  Uint8Array.from(Buffer.from(typeof text === 'string' ? text : '', 'base64'));
const lied = (how: string): TaggerClientError =>
  new TaggerClientError('ServiceLied', `the key service is not to be trusted: ${how}`);
const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])$/;

async function ask({ url, fetch = globalThis.fetch }: KeyService, path: string, body?: string): Promise<string> {
  const to = new URL(path, url);
  if (to.protocol !== 'https:' && !(to.protocol === 'http:' && LOCAL.test(to.hostname)))
    throw new TaggerClientError('InsecureService', 'use an https address: others could read and change what is sent');
  let response: Response;
  let text: string;
  try {
    response = await fetch(to, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
    });
    text = await response.text();
  } catch (cause) {
    throw new TaggerClientError('ServiceFailed', 'the key service does not answer: try again later', { cause });
  }
  if (text.length > MAX_REPLY) throw lied('its answer is too long');
  if (response.ok) return text;
  throw refusalOf(response.status, text);
}

/** The service's own name and sentence for a refusal, if it gave them. */
function refusalOf(status: number, text: string): TaggerClientError {
  try {
    const { error, message } = JSON.parse(text) as { error?: unknown; message?: unknown };
    if (typeof error === 'string' && /^[A-Z]\w{1,40}$/.test(error) && typeof message === 'string')
      return new TaggerClientError(error, message.slice(0, 300));
  } catch {
    // No JSON: some proxy's page.
  }
  return new TaggerClientError('ServiceFailed', `the key service answers with status ${status}: try again later`);
}
