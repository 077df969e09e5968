/** Accounts as JSON-RPC shows them, and the filters of getProgramAccounts. */
import bs58 from 'bs58';
import type { AccountState } from '../chain/accounts.ts';
import { toBase58, TOKEN_2022_PROGRAM, type Key } from '../chain/keys.ts';
import { readMint, readTokenAccount, uiAmount } from '../chain/tokens.ts';
import { invalidParams, u64, type Config } from './json.ts';
import { config, dataEncoding, encodeData, integer, list, type DataEncoding } from './params.ts';

type Lookup = (key: Key) => AccountState | undefined;

export interface DataView {
  encoding: DataEncoding;
  slice?: { offset: number; length: number };
}

export function dataView(options: Config, fallback: DataEncoding = 'base58'): DataView {
  const encoding = dataEncoding(options['encoding'], fallback);
  const raw = options['dataSlice'];
  if (raw === undefined || raw === null) return { encoding };
  const { offset, length } = config(raw);
  const max = Number.MAX_SAFE_INTEGER;
  return {
    encoding,
    slice: { offset: integer(offset, 'dataSlice.offset', 0, max), length: integer(length, 'dataSlice.length', 0, max) },
  };
}

export function accountJson(state: AccountState, view: DataView, lookup: Lookup): Record<string, unknown> {
  const { slice } = view;
  const parsed = view.encoding === 'jsonParsed' ? parsedData(state, lookup) : undefined;
  const data = slice === undefined ? state.data : state.data.subarray(slice.offset, slice.offset + slice.length);
  return {
    data: parsed ?? encodeData(data, view.encoding === 'jsonParsed' ? 'base64' : view.encoding),
    executable: state.executable,
    lamports: u64(state.lamports),
    owner: toBase58(state.owner),
    rentEpoch: u64(state.rentEpoch),
    space: state.data.length,
  };
}

function parsedData(state: AccountState, lookup: Lookup): Record<string, unknown> | undefined {
  const program = state.owner === TOKEN_2022_PROGRAM ? 'spl-token-2022' : 'spl-token';
  const token = readTokenAccount(state);
  if (token !== undefined) {
    const mint = lookup(token.mint);
    const decimals = (mint === undefined ? undefined : readMint(mint)?.decimals) ?? 0;
    const info: Record<string, unknown> = {
      isNative: token.isNative !== undefined,
      mint: toBase58(token.mint),
      owner: toBase58(token.owner),
      state: token.state,
      tokenAmount: uiAmount(token.amount, decimals),
    };
    if (token.delegate !== undefined) {
      info['delegate'] = toBase58(token.delegate);
      info['delegatedAmount'] = uiAmount(token.delegatedAmount, decimals);
    }
    if (token.isNative !== undefined) info['rentExemptReserve'] = uiAmount(token.isNative, 9);
    if (token.closeAuthority !== undefined) info['closeAuthority'] = toBase58(token.closeAuthority);
    return { parsed: { info, type: 'account' }, program, space: state.data.length };
  }
  const mint = readMint(state);
  if (mint === undefined) return undefined;
  const info = {
    decimals: mint.decimals,
    freezeAuthority: mint.freezeAuthority === undefined ? null : toBase58(mint.freezeAuthority),
    isInitialized: mint.isInitialized,
    mintAuthority: mint.mintAuthority === undefined ? null : toBase58(mint.mintAuthority),
    supply: mint.supply.toString(),
  };
  return { parsed: { info, type: 'mint' }, program, space: state.data.length };
}

export type Filter = (state: AccountState) => boolean;

/** Compiles `filters` (at most 4: dataSize, memcmp with base58 or base64 bytes, tokenAccountState) into one test. */
export function compileFilters(raw: unknown): Filter {
  if (raw === undefined || raw === null) return () => true;
  const tests = list(raw, 'filters', 4).map((entry): Filter => {
    if (entry === 'tokenAccountState') return (s) => readTokenAccount(s) !== undefined;
    const filter = config(entry);
    if (filter['dataSize'] !== undefined) {
      const size = integer(filter['dataSize'], 'dataSize', 0, Number.MAX_SAFE_INTEGER);
      return (s) => s.data.length === size;
    }
    if (filter['memcmp'] === undefined) throw invalidParams('a filter is dataSize, memcmp or tokenAccountState.');
    const { offset, bytes, encoding } = config(filter['memcmp']);
    const start = integer(offset, 'memcmp.offset', 0, Number.MAX_SAFE_INTEGER);
    const wanted = memcmpBytes(bytes, encoding);
    return (s) =>
      s.data.length >= start + wanted.length &&
      Buffer.compare(s.data.subarray(start, start + wanted.length), wanted) === 0;
  });
  return (state) => tests.every((test) => test(state));
}

function memcmpBytes(bytes: unknown, encoding: unknown): Uint8Array {
  const decoded =
    Array.isArray(bytes) && bytes.every((b) => Number.isInteger(b) && b >= 0 && b < 256)
      ? Uint8Array.from(bytes as number[])
      : typeof bytes !== 'string'
        ? undefined
        : encoding === 'base64'
          ? Buffer.from(bytes, 'base64')
          : bs58.decodeUnsafe(bytes);
  if (decoded === undefined) throw invalidParams('memcmp.bytes must be base58, or base64 with encoding "base64".');
  if (decoded.length > 128) throw invalidParams('memcmp.bytes is longer than 128 bytes.');
  return decoded;
}
