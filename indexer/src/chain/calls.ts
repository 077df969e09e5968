/** Calls of the program in a transaction: accounts, arguments, what they logged and the TAG that moved below them. */
import { escrowTokensPda, PROGRAM_ID, readWholeLogs, stakeTokensPda } from '@tagger/client';
import { TOKEN_PROGRAM_ID } from '@solana/spl-token';
import { IndexerError } from '../error.ts';
import { readEvent, readInstruction, type Fields } from './layout.ts';
import type { InnerInstruction, RawInstruction, RawTransaction } from './transaction.ts';
import { alwaysLogs } from './logged.ts';

export const PROGRAM = PROGRAM_ID.toBase58();
const TOKENS = TOKEN_PROGRAM_ID.toBase58();
export const STAKE_TOKENS = stakeTokensPda().toBase58();
export const ESCROW_TOKENS = escrowTokensPda().toBase58();

export interface ChainEvent {
  name: string;
  data: Fields;
}

/** TAG that moved between token accounts; `to` is `undefined` where it was burnt. */
export interface TokenMove {
  from: string;
  to: string | undefined;
  /** Base units. */
  amount: bigint;
}

export interface Call {
  /** Number of the transaction's instruction, and of the inner one below it; -1 for the instruction itself. */
  ix: number;
  inner: number;
  name: string;
  args: Fields;
  data: Uint8Array;
  /** All addresses, then the same by name. */
  keys: string[];
  accounts: Readonly<Record<string, string>>;
  /** Those behind the named ones. */
  remaining: string[];
  /** Accounts of the program it may have changed, and some that are none. */
  touched: string[];
  events: ChainEvent[];
  moves: TokenMove[];
}

export interface Decoded {
  transaction: RawTransaction;
  calls: Call[];
  /** Events are missing: the log was cut, is not there, or lacks what an instruction always logs [attack 130]. */
  truncated: boolean;
}

/** Writable accounts that are wallets, mints or token accounts, never the program's. */
const FOREIGN = new Set([
  ...['payer', 'wallet', 'rentPayer', 'upgradeAuthority', 'holder', 'bidder', 'requester', 'caller'],
  ...['stakeTokens', 'escrowTokens', 'treasury', 'tagMint', 'from', 'to', 'payout', 'mint', 'metas', 'tokens'],
  ...['bidderTokens', 'metadata', 'edition'],
]);

/** Throws `ProgramNewer`. */
export function decode(transaction: RawTransaction): Decoded {
  const { keys, outer, inner, logs } = transaction;
  const calls: Call[] = [];
  outer.forEach((instruction, ix) => {
    const below = inner.get(ix) ?? [];
    if (keys[instruction.program] === PROGRAM) calls.push(callOf(instruction, keys, ix, -1, below));
    below.forEach((one, at) => {
      if (keys[one.program] === PROGRAM) calls.push(callOf(one, keys, ix, at, belowOf(below, at)));
    });
  });
  const log = logs === null ? undefined : readWholeLogs(logs);
  let truncated = log === undefined || log.cut !== undefined || log.calls !== calls.length;
  for (const { call, text } of log?.data ?? []) {
    const bytes = Buffer.from(text, 'base64');
    calls[call]?.events.push(readEvent(bytes));
  }
  truncated ||= calls.some((call) => !alwaysLogs(call));
  return { transaction, calls, truncated };
}

/** The calls made below the one at `at`. */
function belowOf(all: readonly InnerInstruction[], at: number): InnerInstruction[] {
  const height = all[at]?.height;
  const rest = all.slice(at + 1);
  if (height === undefined) return rest;
  const end = rest.findIndex((one) => (one.height ?? 0) <= height);
  return end === -1 ? rest : rest.slice(0, end);
}

function callOf(
  { accounts, data }: RawInstruction,
  keys: readonly string[],
  ix: number,
  inner: number,
  below: readonly InnerInstruction[],
): Call {
  const { layout, args } = readInstruction(data);
  const own = Array.from(accounts, (at) => {
    const key = keys[at];
    if (key === undefined) throw new IndexerError('BadTransaction', 'a node sent a transaction with accounts missing');
    return key;
  });
  const named: Record<string, string> = {};
  layout.accounts.forEach((name, at) => {
    const address = own[at];
    // The program's own address stands for an optional account that is left out.
    if (address !== undefined && address !== PROGRAM) named[name] = address;
  });
  const remaining = own.slice(layout.accounts.length);
  const touched = [...layout.writable].flatMap((name) => {
    const address = named[name];
    return address === undefined || FOREIGN.has(name) ? [] : [address];
  });
  return {
    ix,
    inner,
    name: layout.name,
    args,
    data,
    keys: own,
    accounts: named,
    remaining,
    touched: [...touched, ...remaining],
    events: [],
    moves: below.flatMap((one) => (keys[one.program] === TOKENS ? movesOf(one, keys) : [])),
  };
}

/** Instructions of the token program that move or burn: their number, and where in their accounts source and destination are. */
const MOVES: Record<number, { to: number | undefined; accounts: number }> = {
  3: { to: 1, accounts: 3 },
  12: { to: 2, accounts: 4 },
  8: { to: undefined, accounts: 3 },
  15: { to: undefined, accounts: 3 },
};
/** Several instructions in one: after the number, for each how many accounts and bytes it has, and its bytes. */
const BATCH = 255;

function movesOf({ accounts, data }: RawInstruction, keys: readonly string[]): TokenMove[] {
  const moves: TokenMove[] = [];
  const add = (bytes: Uint8Array, own: Uint8Array): void => {
    const move = MOVES[bytes[0] ?? -1];
    if (move === undefined || bytes.length < 9) return;
    const amount = Buffer.from(bytes.buffer, bytes.byteOffset + 1, 8).readBigUInt64LE();
    const to = move.to === undefined ? undefined : keys[own[move.to] as number];
    moves.push({ from: keys[own[0] as number] as string, to, amount });
  };
  if (data[0] !== BATCH) {
    add(data, accounts);
    return moves;
  }
  let [at, first] = [1, 0];
  while (at + 2 <= data.length) {
    const [count, length] = [data[at] as number, data[at + 1] as number];
    add(data.subarray(at + 2, at + 2 + length), accounts.subarray(first, first + count));
    at += 2 + length;
    first += count;
  }
  return moves;
}
