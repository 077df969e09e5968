/** Views of LiteSVM's transaction metadata. */
import type { AccountStore } from './accounts.ts';
import type { TokenBalanceRecord, TransactionMeta } from './history.ts';
import { keyOf, type Key } from './keys.ts';
import type { TransactionMetadata } from './svm.ts';
import { isTokenProgram, readMint, readTokenAccount } from './tokens.ts';

/** Reads on demand: most transactions are never asked for, and each call copies out of native memory. */
export function lazyMeta(native: TransactionMetadata): TransactionMeta {
  let logs: string[] | undefined;
  return {
    logs: () => (logs ??= native.logs()),
    computeUnits: () => Number(native.computeUnitsConsumed()),
    innerInstructions: () =>
      native.innerInstructions().map((list) =>
        list.map((inner) => {
          const instruction = inner.instruction();
          return {
            programIdIndex: instruction.programIdIndex(),
            accounts: [...instruction.accounts()],
            data: Buffer.from(instruction.data()),
            stackHeight: inner.stackHeight(),
          };
        }),
      ),
    returnData: () => {
      const found = native.returnData();
      const data = found.data();
      return data.length === 0 ? undefined : { programId: keyOf(found.programId()), data };
    },
  };
}

export const EMPTY_META: TransactionMeta = {
  logs: () => [],
  computeUnits: () => 0,
  innerInstructions: () => [],
  returnData: () => undefined,
};

/** Token balances of the accounts a transaction names, for `preTokenBalances` and `postTokenBalances`. */
export function tokenBalances(keys: Key[], accounts: AccountStore): TokenBalanceRecord[] {
  const found: TokenBalanceRecord[] = [];
  keys.forEach((key, accountIndex) => {
    const state = accounts.get(key);
    if (state === undefined || !isTokenProgram(state.owner)) return;
    const token = readTokenAccount(state);
    if (token === undefined) return;
    const mint = accounts.get(token.mint);
    found.push({
      accountIndex,
      mint: token.mint,
      owner: token.owner,
      programId: state.owner,
      amount: token.amount,
      decimals: (mint === undefined ? undefined : readMint(mint)?.decimals) ?? 0,
    });
  });
  return found;
}
