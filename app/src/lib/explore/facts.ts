/** Fields of an account, each as people read it: amounts in TAG, times as moments, addresses as links, bytes as text. */
import type { Chain } from '../chain/door.ts';
import { moment } from '../format/time.ts';
import { text } from '../text/index.ts';

export type Fact = { name: string; value: string; address?: boolean };

/** Base units of TAG, by the names accounts and events give them. */
const AMOUNTS = new Set(
  `stakeActive stakeLocked stakeCooling balance earned slashed price bond bondFree bondHeld escrow feesDue slashesDue funded paid
  fees minStake publisherDue contributed validated sharedTaken escrowed asking leastRoyalty reviewFee amount reward rewards revenue
  deposit funds free burnt returned toRequester compensation liabilities reservedFunds credited locked`.split(/\s+/),
);
const TIMES = /(At|Until|until|expiresAt|endsAt|coolingUntil|publishUntil|transferUntil)$/;
/** Bookkeeping nobody reads. */
const HIDDEN =
  /^(version|bump|.*Bump|reserved.*|rentPayer|address|panels|terms|contents|records|ticket|key|wrap|recipient|grace)$/;

/** In the order the program keeps them; terms and contents follow. */
export function factsOf(chain: Chain, account: object): Fact[] {
  const facts: Fact[] = [];
  const add = (name: string, value: unknown): void => {
    const shown = factOf(chain, name, value);
    if (shown !== undefined) facts.push({ name: text.explore.field(name), ...shown });
  };
  for (const [name, value] of Object.entries(account)) if (!HIDDEN.test(name)) add(name, value);
  for (const part of ['terms', 'contents'] as const) {
    const nested = (account as Record<string, unknown>)[part];
    if (typeof nested === 'object' && nested !== null)
      for (const [name, value] of Object.entries(nested)) if (!HIDDEN.test(name)) add(name, value);
  }
  return facts;
}

/** One value; undefined for what says nothing: empty addresses, zero bytes, long lists. */
export function factOf({ PublicKey }: Chain, name: string, value: unknown): Omit<Fact, 'name'> | undefined {
  const said = text.explore;
  if (value instanceof PublicKey)
    return value.equals(PublicKey.default) ? undefined : { value: value.toBase58(), address: true };
  if (typeof value === 'boolean') return { value: value ? said.yes : said.no };
  if (typeof value === 'bigint') {
    if (AMOUNTS.has(name)) return { value: said.tag(value) };
    if (TIMES.test(name)) return value === 0n || value > 99_999_999_999n ? undefined : { value: moment(value) };
    return { value: value.toLocaleString('en') };
  }
  if (typeof value === 'number') {
    if (said.isFlag(name) && value <= 1) return { value: value === 1 ? said.yes : said.no };
    const word = said.word(name, value);
    if (word !== undefined) return { value: word };
    if (name.endsWith('Bps')) return { value: `${value / 100} %` };
    return { value: value.toLocaleString('en') };
  }
  if (typeof value === 'string') return { value: value.slice(0, 200) };
  return bytesFact(name, value);
}

function bytesFact(name: string, value: unknown): Omit<Fact, 'name'> | undefined {
  const list = value instanceof Uint8Array ? [...value] : value;
  if (!Array.isArray(list) || list.length === 0 || list.length > 64) return undefined;
  if (!list.every((byte) => typeof byte === 'number')) return undefined;
  if (list.every((byte) => byte === 0)) return undefined;
  if (name === 'territory') return { value: String.fromCharCode(...list) };
  if (list.length !== 32) return { value: list.join(' ') };
  // As Arweave writes ids.
  if (name.endsWith('Id')) return { value: base64url(list) };
  return { value: list.map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}

const base64url = (bytes: readonly number[]): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
