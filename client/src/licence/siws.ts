/**
 * The text by which a wallet signs in to a key service: "Sign In With Solana", the layout of EIP-4361. Wallets that know the
 * layout compare its first line with the page they are on. The service compares every field.
 */
import { TaggerClientError } from '../clientError.ts';
import { bad, isoOf, MAX_TEXT, oneLine, secondsOf } from './document.ts';

export interface SignIn {
  /** Host, with the port where it is not the usual one. */
  domain: string;
  /** Wallet, base58. */
  address: string;
  statement: string;
  uri: string;
  /** Hash of the cluster's first block, base58. */
  genesisHash: string;
  nonce: string;
  /** Unix seconds. */
  issuedAt: bigint;
  expiresAt: bigint;
  /** One line each. */
  resources: readonly string[];
}

const INVITES = ' wants you to sign in with your Solana account:';
/** CAIP-2 names a Solana cluster by the first 32 characters of its genesis hash. */
const chainOf = (genesisHash: string): string => `solana:${genesisHash.slice(0, 32)}`;

/** Throws `BadText` for values that do not fit a line, and for what could be taken for a transaction. */
export function writeSignIn(a: Omit<SignIn, 'genesisHash'> & { genesisHash: string }): string {
  return lay({ ...a, chain: chainOf(a.genesisHash) });
}

interface Laid extends Omit<SignIn, 'genesisHash'> {
  chain: string;
}

function lay(a: Laid): string {
  // The fourth byte of a transaction's message is its number of keys: with a letter, a digit, a dot or a hyphen there, 45 at least.
  // Those 1,440 bytes are more than a text here has.
  if (!/^[a-z0-9.-]{4}/.test(a.domain)) throw bad('the domain must begin with four of a-z, 0-9, "." and "-"');
  if (!/^[a-z0-9.-]+(:\d{1,5})?$/.test(a.domain))
    throw bad('the domain is a host name, with a port where it needs one');
  const text = [
    `${a.domain}${INVITES}`,
    oneLine('the address', a.address),
    '',
    oneLine('the statement', a.statement),
    '',
    `URI: ${oneLine('the URI', a.uri)}`,
    'Version: 1',
    `Chain ID: ${oneLine('the chain', a.chain)}`,
    `Nonce: ${oneLine('the nonce', a.nonce)}`,
    `Issued At: ${isoOf(a.issuedAt)}`,
    `Expiration Time: ${isoOf(a.expiresAt)}`,
    'Resources:',
    ...a.resources.map((resource) => `- ${oneLine('a resource', resource)}`),
  ].join('\n');
  if (text.length > MAX_TEXT) throw bad(`it has more than ${MAX_TEXT} bytes`);
  return text;
}

/** Fields of a text; throws `BadText` for anything `writeSignIn` does not make. */
function parse(text: string): Laid {
  if (text.length > MAX_TEXT) throw bad(`it has more than ${MAX_TEXT} bytes`);
  const lines = text.split('\n');
  const after = (at: number, prefix: string): string => {
    const line = lines[at] ?? '';
    if (!line.startsWith(prefix)) throw bad(`"${prefix.trim()}" is missing`);
    return line.slice(prefix.length);
  };
  if (!(lines[0] ?? '').endsWith(INVITES)) throw bad('it is no sign-in');
  const laid: Laid = {
    domain: (lines[0] as string).slice(0, -INVITES.length),
    address: lines[1] ?? '',
    statement: lines[3] ?? '',
    uri: after(5, 'URI: '),
    chain: after(7, 'Chain ID: '),
    nonce: after(8, 'Nonce: '),
    issuedAt: secondsOf(after(9, 'Issued At: ')),
    expiresAt: secondsOf(after(10, 'Expiration Time: ')),
    resources: lines.slice(12).map((line) => (line.startsWith('- ') ? line.slice(2) : '')),
  };
  if (lay(laid) !== text) throw bad('it is not written as this client writes it');
  return laid;
}

/** What a service expects of a text it is shown. */
export interface ExpectedSignIn {
  domain: string;
  uri: string;
  statement: string;
  genesisHash: string;
  /** Unix seconds. */
  now: bigint;
  /** The longest a text may be good for, seconds. */
  maxSecs: bigint;
}

/** Clocks of two machines may differ by so much, seconds. */
const SKEW = 30n;

/**
 * Reads a text and compares it field by field with what is expected. Throws `BadText`, `OtherDomain`, `OtherStatement`,
 * `OtherCluster`, `SignInExpired`. Signature, nonce and resources are left to the caller.
 */
export function readSignIn(text: string, expected: ExpectedSignIn): Omit<SignIn, 'genesisHash'> {
  const { chain, ...found } = parse(text);
  const refuse = (name: string, message: string): never => {
    throw new TaggerClientError(name, message);
  };
  if (found.domain !== expected.domain || found.uri !== expected.uri)
    refuse('OtherDomain', `this was signed for ${found.domain}: sign in to ${expected.domain}`);
  if (found.statement !== expected.statement)
    refuse('OtherStatement', 'this was signed for another purpose: sign the text the service asks for');
  if (chain !== chainOf(expected.genesisHash)) refuse('OtherCluster', 'this was signed for another cluster');
  const life = found.expiresAt - found.issuedAt;
  const live = found.issuedAt <= expected.now + SKEW && expected.now < found.expiresAt;
  if (life <= 0n || life > expected.maxSecs || !live)
    refuse('SignInExpired', `a sign-in is good for ${expected.maxSecs} seconds: sign a new one, and check the clock`);
  return found;
}
