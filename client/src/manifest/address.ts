/**
 * Addresses in a manifest. Only Arweave items are named: what is fetched is always a gateway of the reader's choice and an
 * id, so a manifest can't make anybody ask for another host, a file or a script.
 */
import { PublicKey } from '@solana/web3.js';
import { TaggerClientError } from '../clientError.ts';
import { checkId, idBytes } from '../storage/id.ts';

/** Written into manifests, so that tools which know no Arweave can read what is public. */
export const GATEWAY = 'https://arweave.net';
const EXPLORER = 'https://explorer.solana.com/address/';

/** `https://arweave.net/ID`. Throws `InvalidId`. */
export const itemAddress = (id: string, gateway = GATEWAY): string => `${gateway}/${checkId(id)}`;

/**
 * The id in `ar://ID` or in the address of a gateway the reader trusts; nothing is parsed as a URL, so no other scheme, host,
 * user, port or path can pass. Throws `ForbiddenAddress`.
 */
export function itemOf(address: string, gateways: readonly string[] = [GATEWAY]): string {
  const start = ['ar://', ...gateways.map((gateway) => `${gateway}/`)].find((prefix) => address.startsWith(prefix));
  try {
    if (start !== undefined) {
      const id = address.slice(start.length);
      idBytes(id);
      return id;
    }
  } catch {
    // Falls through to the one refusal.
  }
  throw new TaggerClientError(
    'ForbiddenAddress',
    `${JSON.stringify(address.slice(0, 80))} is no Arweave item: use ar:// or ${gateways.join(' or ')} and an id`,
  );
}

/** Where people look at a dataset without our application. */
export const explorerAddress = (account: string): string => EXPLORER + account;

/** The account in such an address. Throws `ForbiddenAddress`. */
export function accountOf(address: string): string {
  const account = address.startsWith(EXPLORER) ? address.slice(EXPLORER.length) : '';
  try {
    return walletText(account);
  } catch {
    const shown = JSON.stringify(address.slice(0, 80));
    throw new TaggerClientError('ForbiddenAddress', `${shown} is not the page of an account: use ${EXPLORER}`);
  }
}

/** A Solana address in its one spelling. Throws `InvalidAddress`. */
export function walletText(text: string): string {
  try {
    if (/^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(text) && new PublicKey(text).toBase58() === text) return text;
  } catch {
    // Falls through to the one refusal.
  }
  throw new TaggerClientError(
    'InvalidAddress',
    `${JSON.stringify(text.slice(0, 60))} is no Solana address: use base58`,
  );
}

/** `did:pkh` of an account (CAIP-10): the first 32 characters of the genesis hash say which chain. */
export const didOf = (cluster: string, account: string): string => `did:pkh:solana:${cluster}:${account}`;
