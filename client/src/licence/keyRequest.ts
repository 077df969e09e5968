/** How a holder asks a publisher's key service for a dataset's key: the signed text, and what is sent. */
import { PublicKey } from '@solana/web3.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import { PROGRAM_ID } from '../pda.ts';
import { readSignIn, writeSignIn, type SignIn } from './siws.ts';
import { verifyStrict } from './strict.ts';

/** What the wallet shows its owner. */
export const KEY_STATEMENT =
  'Send me the key of the dataset that I have a licence of. It moves no money and is no transaction.';
/** A request is good for so long, seconds. */
export const KEY_REQUEST_SECS = 300n;
/** Where it is sent. */
export const KEY_PATH = '/v1/key';
export const NONCE_PATH = '/v1/nonce';
export const CERTIFICATE_PATH = '/v1/certificate';

export interface KeyRequest {
  domain: string;
  wallet: PublicKey;
  /** Mint of the licence. The dataset is read from it, never from a request. */
  mint: PublicKey;
  /** 32 bytes, a point of ristretto255: whom the key is wrapped for. */
  recipient: Uint8Array;
  genesisHash: string;
  nonce: string;
  /** Unix seconds. */
  issuedAt: bigint;
}

const URI = (domain: string): string => `tagger-keys://${domain}`;
const PREFIXES = ['tagger:program:', 'tagger:licence:', 'tagger:recipient:'] as const;

/** The text to sign. */
export const writeKeyRequest = (a: KeyRequest): string =>
  writeSignIn({
    domain: a.domain,
    address: a.wallet.toBase58(),
    statement: KEY_STATEMENT,
    uri: URI(a.domain),
    genesisHash: a.genesisHash,
    nonce: a.nonce,
    issuedAt: a.issuedAt,
    expiresAt: a.issuedAt + KEY_REQUEST_SECS,
    resources: [PROGRAM_ID.toBase58(), a.mint.toBase58(), bytesToHex(a.recipient)].map(
      (value, at) => `${PREFIXES[at]}${value}`,
    ),
  });

/**
 * Reads a signed request as a service of this domain and cluster: every field, then the signature. Throws what `readSignIn`
 * throws, `OtherProgram`, `BadText`, `BadSignature`. The nonce is left to the caller.
 */
export function readKeyRequest(
  signed: { text: string; signature: Uint8Array },
  here: { domain: string; genesisHash: string; now: bigint },
): KeyRequest & { expiresAt: bigint } {
  const { domain, genesisHash } = here;
  const found = readSignIn(signed.text, {
    ...here,
    uri: URI(domain),
    statement: KEY_STATEMENT,
    maxSecs: KEY_REQUEST_SECS,
  });
  const [program, mint, recipient] = resourcesOf(found);
  if (program !== PROGRAM_ID.toBase58())
    throw new TaggerClientError('OtherProgram', 'this was signed for another program');
  const wallet = key(found.address);
  if (!verifyStrict(signed.signature, new TextEncoder().encode(signed.text), wallet.toBytes()))
    throw new TaggerClientError(
      'BadSignature',
      'the signature does not fit the text: sign it with the wallet it names',
    );
  const { nonce, issuedAt, expiresAt } = found;
  return { domain, genesisHash, wallet, mint: key(mint), recipient: hexToBytes(recipient), nonce, issuedAt, expiresAt };
}

function resourcesOf({ resources }: Pick<SignIn, 'resources'>): [string, string, string] {
  const values = resources.map((line, at) => {
    const prefix = PREFIXES[at];
    return prefix !== undefined && line.startsWith(prefix) ? line.slice(prefix.length) : undefined;
  });
  const [program, mint, recipient] = values;
  const whole =
    values.length === PREFIXES.length && program !== undefined && mint !== undefined && recipient !== undefined;
  if (!whole || !/^[0-9a-f]{64}$/.test(recipient))
    throw new TaggerClientError('BadText', 'a request names a program, a licence and a recipient, in this order');
  return [program, mint, recipient];
}

function key(text: string): PublicKey {
  try {
    return new PublicKey(text);
  } catch (cause) {
    throw new TaggerClientError('BadText', `"${text}" is no address`, { cause });
  }
}

/** What a service hands out before a request. */
export interface NonceReply {
  nonce: string;
  domain: string;
  genesisHash: string;
  /** Unix seconds of the service, so that a clock that is wrong does not matter. */
  now: number;
}

/** What a service answers to a request; base64. */
export interface KeyReply {
  wrap: string;
  proof: string;
}
