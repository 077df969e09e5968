/** JSON for JSON-RPC: 64-bit integers are written as plain numbers, and errors carry the codes of a validator. */
import { randomBytes } from 'node:crypto';

// JSON.stringify can't write a bigint. Large ones travel as marked strings whose quotes are removed afterwards; the mark
// is random so that no text from outside can imitate it.
const MARK = `int:${randomBytes(12).toString('hex')}:`;
const MARKED = new RegExp(`"${MARK}(\\d+)"`, 'g');
let marked = false;

/** A u64 for JSON: a number where it is exact, else a marked string that `encodeJson` writes as digits. */
export function u64(value: bigint): number | string {
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
  marked = true;
  return MARK + value.toString();
}

export function encodeJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!marked) return text;
  marked = false;
  return text.replace(MARKED, '$1');
}

/** JSON-RPC error codes used by Solana validators. */
export const RpcCode = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  preflightFailure: -32002,
  signatureVerification: -32003,
  slotSkipped: -32009,
  unsupportedVersion: -32015,
  minContextSlot: -32016,
} as const;

export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  readonly data?: unknown;
  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export function invalidParams(message: string): RpcError {
  return new RpcError(RpcCode.invalidParams, `Invalid params: ${message}`);
}

export type Config = Record<string, unknown>;
export type Handler = (params: unknown[]) => unknown;
export type Handlers = Record<string, Handler>;
