/** Reads SPL Token and Token-2022 account bytes. Layout: the SPL Token program's `Mint` (82 bytes) and `Account` (165). */
import type { AccountState } from './accounts.ts';
import { keyOf, TOKEN_2022_PROGRAM, TOKEN_PROGRAM, type Key } from './keys.ts';

const MINT_LENGTH = 82;
const ACCOUNT_LENGTH = 165;
/** Byte after the base account that tells a Token-2022 mint (1) from a token account (2). */
const ACCOUNT_TYPE_OFFSET = 165;

export interface TokenAccount {
  mint: Key;
  owner: Key;
  amount: bigint;
  delegate?: Key;
  delegatedAmount: bigint;
  state: 'uninitialized' | 'initialized' | 'frozen';
  isNative?: bigint;
  closeAuthority?: Key;
}

export interface Mint {
  mintAuthority?: Key;
  supply: bigint;
  decimals: number;
  isInitialized: boolean;
  freezeAuthority?: Key;
}

export function isTokenProgram(owner: Key): boolean {
  return owner === TOKEN_PROGRAM || owner === TOKEN_2022_PROGRAM;
}

export function readTokenAccount(state: AccountState): TokenAccount | undefined {
  const { data, owner } = state;
  if (!isTokenProgram(owner) || data.length < ACCOUNT_LENGTH) return undefined;
  if (data.length > ACCOUNT_LENGTH && data[ACCOUNT_TYPE_OFFSET] !== 2) return undefined;
  const view = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const stateByte = data[108];
  if (stateByte === 0) return undefined;
  return {
    mint: keyOf(data.subarray(0, 32)),
    owner: keyOf(data.subarray(32, 64)),
    amount: view.readBigUInt64LE(64),
    delegate: optionalKey(view, 72),
    state: stateByte === 2 ? 'frozen' : 'initialized',
    isNative: view.readUInt32LE(109) === 1 ? view.readBigUInt64LE(113) : undefined,
    delegatedAmount: view.readBigUInt64LE(121),
    closeAuthority: optionalKey(view, 129),
  };
}

export function readMint(state: AccountState): Mint | undefined {
  const { data, owner } = state;
  if (!isTokenProgram(owner) || data.length < MINT_LENGTH) return undefined;
  if (data.length !== MINT_LENGTH && data[ACCOUNT_TYPE_OFFSET] !== 1) return undefined;
  const view = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (data[45] !== 1) return undefined;
  return {
    mintAuthority: optionalKey(view, 0),
    supply: view.readBigUInt64LE(36),
    decimals: view.readUInt8(44),
    isInitialized: true,
    freezeAuthority: optionalKey(view, 46),
  };
}

function optionalKey(view: Buffer, offset: number): Key | undefined {
  return view.readUInt32LE(offset) === 1 ? keyOf(view.subarray(offset + 4, offset + 36)) : undefined;
}

/** The `UiTokenAmount` of the JSON-RPC: raw amount, decimals, and the decimal text without trailing zeros. */
export function uiAmount(amount: bigint, decimals: number): Record<string, unknown> {
  const digits = amount.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  const text = decimals > 0 && fraction.length > 0 ? `${whole}.${fraction}` : whole;
  return { amount: amount.toString(), decimals, uiAmount: Number(text), uiAmountString: text };
}
