/**
 * Readable forms of the commonest instructions for `jsonParsed`. Everything else is shown as accounts and data, which
 * the JSON-RPC allows for any program.
 */
import {
  MEMO_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
  toBase58,
  keyOf,
  type Key,
} from '../chain/keys.ts';
import { uiAmount } from '../chain/tokens.ts';
import { u64 } from './json.ts';

export interface ParsedInstruction {
  parsed: unknown;
  program: string;
}

export function parseInstruction(program: Key, data: Buffer, accounts: string[]): ParsedInstruction | undefined {
  if (program === MEMO_PROGRAM) return { parsed: data.toString('utf8'), program: 'spl-memo' };
  if (program === SYSTEM_PROGRAM) return parseSystem(data, accounts);
  if (program === TOKEN_PROGRAM) return parseToken('spl-token', data, accounts);
  if (program === TOKEN_2022_PROGRAM) return parseToken('spl-token-2022', data, accounts);
  return undefined;
}

function parseSystem(data: Buffer, accounts: string[]): ParsedInstruction | undefined {
  const [a, b] = accounts;
  if (data.length === 52 && data.readUInt32LE(0) === 0) {
    const info = {
      lamports: u64(data.readBigUInt64LE(4)),
      newAccount: b,
      owner: toBase58(keyOf(data.subarray(20, 52))),
      source: a,
      space: u64(data.readBigUInt64LE(12)),
    };
    return { parsed: { info, type: 'createAccount' }, program: 'system' };
  }
  if (data.length === 12 && data.readUInt32LE(0) === 2) {
    const info = { destination: b, lamports: u64(data.readBigUInt64LE(4)), source: a };
    return { parsed: { info, type: 'transfer' }, program: 'system' };
  }
  return undefined;
}

function parseToken(program: string, data: Buffer, accounts: string[]): ParsedInstruction | undefined {
  const [a, b, c, d] = accounts;
  const amount = data.length >= 9 ? data.readBigUInt64LE(1) : 0n;
  const shaped = (type: string, info: Record<string, unknown>): ParsedInstruction => ({
    parsed: { info, type },
    program,
  });
  if (data.length === 9 && data[0] === 3) {
    return shaped('transfer', { amount: amount.toString(), authority: c, destination: b, source: a });
  }
  if (data.length === 9 && data[0] === 7) {
    return shaped('mintTo', { account: b, amount: amount.toString(), mint: a, mintAuthority: c });
  }
  if (data.length === 9 && data[0] === 8) {
    return shaped('burn', { account: a, amount: amount.toString(), authority: c, mint: b });
  }
  if (data.length === 10 && data[0] === 12) {
    const tokenAmount = uiAmount(amount, data.readUInt8(9));
    return shaped('transferChecked', { authority: d, destination: c, mint: b, source: a, tokenAmount });
  }
  if (data.length === 1 && data[0] === 9) return shaped('closeAccount', { account: a, destination: b, owner: c });
  return undefined;
}
