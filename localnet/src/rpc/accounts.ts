/** JSON-RPC methods that read accounts. */
import type { AccountState } from '../chain/accounts.ts';
import type { Chain } from '../chain/chain.ts';
import { toBase58, TOKEN_2022_PROGRAM, TOKEN_PROGRAM, type Key } from '../chain/keys.ts';
import { readMint, readTokenAccount, uiAmount } from '../chain/tokens.ts';
import { accountJson, compileFilters, dataView, type DataView } from './accountJson.ts';
import { contextOf } from './cluster.ts';
import { invalidParams, u64, type Config, type Handlers } from './json.ts';
import { address, config, integer, list } from './params.ts';

/** Most accounts one getMultipleAccounts may name, as on public clusters. */
export const MAX_MULTIPLE_ACCOUNTS = 100;

export function accountMethods(chain: Chain): Handlers {
  const lookup = (key: Key): AccountState | undefined => chain.account(key);
  const show = (key: Key, view: DataView): unknown => {
    const state = chain.account(key);
    return state === undefined ? null : accountJson(state, view, lookup);
  };
  const keyed = (key: Key, state: AccountState, view: DataView): unknown => ({
    account: accountJson(state, view, lookup),
    pubkey: toBase58(key),
  });
  const withContext = (value: unknown): unknown => ({ context: contextOf(chain), value });
  const minSlot = (options: Config): void => {
    const wanted = integer(options['minContextSlot'], 'minContextSlot', 0, Number.MAX_SAFE_INTEGER, 0);
    if (wanted > chain.slot) throw invalidParams('Minimum context slot has not been reached');
  };

  function tokenAccounts(filter: unknown, options: unknown, field: 'owner' | 'delegate', wanted: Key): unknown {
    const view = dataView(config(options), 'base64');
    const { mint, programId } = config(filter);
    const mintKey = mint === undefined ? undefined : address(mint);
    const programs = programId === undefined ? [TOKEN_PROGRAM, TOKEN_2022_PROGRAM] : [address(programId)];
    if (mintKey === undefined && programId === undefined) throw invalidParams('give either mint or programId.');
    const found: unknown[] = [];
    for (const program of programs) {
      for (const [key, state] of chain.accounts.ownedBy(program)) {
        const token = readTokenAccount(state);
        if (token?.[field] !== wanted || (mintKey !== undefined && token.mint !== mintKey)) continue;
        found.push(keyed(key, state, view));
      }
    }
    return withContext(found);
  }

  return {
    getBalance: ([key, options]) => {
      minSlot(config(options));
      return withContext(u64(chain.account(address(key))?.lamports ?? 0n));
    },
    getAccountInfo: ([key, options]) => {
      minSlot(config(options));
      return withContext(show(address(key), dataView(config(options))));
    },
    getMultipleAccounts: ([keys, options]) => {
      minSlot(config(options));
      const view = dataView(config(options), 'base64');
      return withContext(list(keys, 'pubkeys', MAX_MULTIPLE_ACCOUNTS).map((key) => show(address(key), view)));
    },
    getProgramAccounts: ([program, options]) => {
      const settings = config(options);
      const view = dataView(settings);
      const passes = compileFilters(settings['filters']);
      const found: unknown[] = [];
      for (const [key, state] of chain.accounts.ownedBy(address(program))) {
        if (passes(state)) found.push(keyed(key, state, view));
      }
      return settings['withContext'] === true ? withContext(found) : found;
    },
    getTokenAccountBalance: ([key]) => {
      const state = chain.account(address(key));
      const token = state === undefined ? undefined : readTokenAccount(state);
      if (token === undefined) throw invalidParams('could not find account');
      const mint = chain.account(token.mint);
      return withContext(uiAmount(token.amount, (mint === undefined ? undefined : readMint(mint)?.decimals) ?? 0));
    },
    getTokenSupply: ([key]) => {
      const state = chain.account(address(key));
      const mint = state === undefined ? undefined : readMint(state);
      if (mint === undefined) throw invalidParams('could not find mint');
      return withContext(uiAmount(mint.supply, mint.decimals));
    },
    getTokenAccountsByOwner: ([owner, filter, options]) => tokenAccounts(filter, options, 'owner', address(owner)),
    getTokenAccountsByDelegate: ([delegate, filter, options]) =>
      tokenAccounts(filter, options, 'delegate', address(delegate)),
    getTokenLargestAccounts: ([key]) => {
      const wanted = address(key);
      const state = chain.account(wanted);
      const mint = state === undefined ? undefined : readMint(state);
      if (state === undefined || mint === undefined) throw invalidParams('could not find mint');
      const holders: { key: Key; amount: bigint }[] = [];
      for (const [holder, account] of chain.accounts.ownedBy(state.owner)) {
        const token = readTokenAccount(account);
        if (token?.mint === wanted) holders.push({ key: holder, amount: token.amount });
      }
      holders.sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0));
      const largest = holders.slice(0, 20);
      return withContext(largest.map((h) => ({ address: toBase58(h.key), ...uiAmount(h.amount, mint.decimals) })));
    },
    getMinimumBalanceForRentExemption: ([bytes]) =>
      u64(chain.svm.minimumBalance(integer(bytes, 'data length', 0, 10 * 1024 * 1024))),
  };
}
