/** A state, decoded. Accounts a step left alone are not decoded again. */
import { AccountLayout } from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import {
  decodeAccount,
  decodePage,
  decodePool,
  discriminatorOf,
  isCourt,
  PROGRAM_ID,
  type AccountTypes,
  type CourtView,
  type PageView,
  type PoolView,
} from '@tagger/client';
import type { Account, State } from './machine.ts';

export interface Placed<T> {
  address: string;
  account: Account;
  view: T;
}

export interface View {
  task: Placed<AccountTypes['task']>[];
  member: Placed<AccountTypes['member']>[];
  seat: Placed<AccountTypes['seat']>[];
  page: Placed<PageView>[];
  pool: Placed<PoolView>[];
  voter: Placed<AccountTypes['voter']>[];
  proposal: Placed<AccountTypes['proposal']>[];
  ballot: Placed<AccountTypes['ballot']>[];
  /** Neither of these: vaults, config, token accounts, wallets. */
  other: { address: string; account: Account }[];
}

const KINDS = ['task', 'member', 'seat', 'page', 'pool', 'voter', 'proposal', 'ballot'] as const;
type Kind = (typeof KINDS)[number];
const PREFIXES = KINDS.map((kind) => ({ kind, bytes: Buffer.from(discriminatorOf(kind)) }));
const seen = new WeakMap<Account, { kind: Kind; view: unknown } | null>();

function look(account: Account): { kind: Kind; view: unknown } | null {
  const known = seen.get(account);
  if (known !== undefined) return known;
  const found = decode(account);
  seen.set(account, found);
  return found;
}

function decode(account: Account): { kind: Kind; view: unknown } | null {
  if (!account.owner.equals(PROGRAM_ID)) return null;
  const kind = PREFIXES.find(({ bytes }) => account.data.subarray(0, 8).equals(bytes))?.kind;
  if (kind === undefined) return null;
  if (kind === 'page') return { kind, view: decodePage(account) };
  if (kind === 'pool') return { kind, view: decodePool(account) };
  return { kind, view: decodeAccount(kind, account) };
}

const views = new WeakMap<State['accounts'], View>();

/** Everything in a state. */
export function viewOf({ accounts }: State): View {
  const known = views.get(accounts) ?? viewed(accounts);
  views.set(accounts, known);
  return known;
}

function viewed(accounts: State['accounts']): View {
  const found: View = {
    task: [],
    member: [],
    seat: [],
    page: [],
    pool: [],
    voter: [],
    proposal: [],
    ballot: [],
    other: [],
  };
  for (const [address, account] of accounts) {
    const known = look(account);
    if (known === null) found.other.push({ address, account });
    else (found[known.kind] as Placed<unknown>[]).push({ address, account, view: known.view });
  }
  return found;
}

const names = new WeakMap<PublicKey, string>();

/** Base58 is slow; decoded views are kept, and so are the names of their keys. */
export function nameOf(key: PublicKey): string {
  const known = names.get(key) ?? key.toBase58();
  names.set(key, known);
  return known;
}

const amounts = new WeakMap<Account, bigint>();

/** What a token account holds; nothing when there is none. */
export function tokensAt(state: State, key: PublicKey): bigint {
  const account = state.accounts.get(nameOf(key));
  if (account === undefined) return 0n;
  const amount = amounts.get(account) ?? AccountLayout.decode(account.data).amount;
  amounts.set(account, amount);
  return amount;
}

/** The page of the annotators' panel, while it is there. */
export const subjectOf = (view: View): Placed<PageView> | undefined => view.page.find((page) => page.view.review === 0);

export const reviewsOf = (view: View): Placed<PageView>[] =>
  view.page.filter((page) => page.view.review === 1).sort((a, b) => a.view.index - b.view.index);

export const roundsOf = (page: PageView): CourtView[] => page.panels.filter(isCourt);
