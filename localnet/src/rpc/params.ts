/** Reads and checks JSON-RPC parameters. Every function throws `RpcError` -32602 with a sentence naming the parameter. */
import bs58 from 'bs58';
import { fromBase58, type Key } from '../chain/keys.ts';
import { invalidParams, type Config } from './json.ts';

export function config(value: unknown): Config {
  if (value === undefined || value === null) return {};
  if (typeof value === 'string') return { encoding: value };
  if (typeof value !== 'object' || Array.isArray(value)) throw invalidParams('the configuration must be an object.');
  return value as Config;
}

export function address(value: unknown): Key {
  const key = typeof value === 'string' ? fromBase58(value) : undefined;
  if (key === undefined) throw invalidParams('WrongSize: an address is the base58 text of 32 bytes.');
  return key;
}

export function signature(value: unknown): string {
  if (typeof value !== 'string' || bs58.decodeUnsafe(value)?.length !== 64) {
    throw invalidParams('WrongSize: a signature is the base58 text of 64 bytes.');
  }
  return value;
}

export function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalidParams(`${name} must be a string.`);
  return value;
}

export function list(value: unknown, name: string, max: number): unknown[] {
  if (!Array.isArray(value)) throw invalidParams(`${name} must be a list.`);
  if (value.length > max) throw invalidParams(`Too many inputs provided; max ${max}`);
  return value as unknown[];
}

/** A whole number in [min, max]; `fallback` when the value is absent. */
export function integer(value: unknown, name: string, min: number, max: number, fallback?: number): number {
  if ((value === undefined || value === null) && fallback !== undefined) return fallback;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max) {
    throw invalidParams(`${name} must be a whole number between ${min} and ${max}.`);
  }
  return value;
}

/** A u64 given as a number or as decimal text (exact above 2^53). */
export function u64Param(value: unknown, name: string): bigint {
  const digits = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof digits !== 'string' || !/^\d{1,20}$/.test(digits) || BigInt(digits) >= 1n << 64n) {
    throw invalidParams(`${name} must be an unsigned 64-bit integer, as a number or as decimal text.`);
  }
  return BigInt(digits);
}

export function base64(value: unknown, name: string): Buffer {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value))
    throw invalidParams(`${name} must be base64.`);
  return Buffer.from(value, 'base64');
}

export type DataEncoding = 'base58' | 'base64' | 'jsonParsed';
const DATA_ENCODINGS = ['base58', 'base64', 'jsonParsed', 'binary'];

export function dataEncoding(value: unknown, fallback: DataEncoding): DataEncoding {
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'string' || !DATA_ENCODINGS.includes(value)) {
    throw invalidParams(`encoding must be one of ${DATA_ENCODINGS.join(', ')}.`);
  }
  return value === 'binary' ? 'base58' : (value as DataEncoding);
}

export function encodeData(data: Uint8Array, encoding: Exclude<DataEncoding, 'jsonParsed'>): [string, string] {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (encoding === 'base58') {
    if (bytes.length > 128) {
      throw invalidParams('Encoded binary (base 58) data should be less than 128 bytes, please use Base64 encoding.');
    }
    return [bs58.encode(bytes), encoding];
  }
  return [bytes.toString('base64'), encoding];
}
