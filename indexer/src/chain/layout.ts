/**
 * Reads the program's bytes by the interface: instructions, events and accounts. Anchor's coder makes big-number and key objects for every
 * field, which costs more than the rest of the indexer together (indexer/README.md has the figures); the tests compare
 * both on every transaction and account of a whole market.
 */
import { CAMEL_IDL } from '@tagger/client';
import { IndexerError } from '../error.ts';
import { keyAt } from './keys.ts';

/** Numbers of 64 bits are `bigint`, addresses base58 text, byte arrays `Uint8Array`. */
export type Field = boolean | number | bigint | string | Uint8Array | Field[] | Fields;
export interface Fields {
  [name: string]: Field;
}

interface Cursor {
  bytes: Buffer;
  at: number;
}
type Read = (from: Cursor) => Field;
type IdlType = string | { array: [IdlType, number] } | { vec: IdlType } | { defined: { name: string } };

const step = (from: Cursor, bytes: number): number => {
  const at = from.at;
  from.at += bytes;
  if (from.at > from.bytes.length) throw new RangeError('the data ends too early');
  return at;
};

const PLAIN: Record<string, Read> = {
  bool: (from) => from.bytes[step(from, 1)] !== 0,
  u8: (from) => from.bytes[step(from, 1)] as number,
  u16: (from) => from.bytes.readUInt16LE(step(from, 2)),
  u32: (from) => from.bytes.readUInt32LE(step(from, 4)),
  i32: (from) => from.bytes.readInt32LE(step(from, 4)),
  u64: (from) => from.bytes.readBigUInt64LE(step(from, 8)),
  pubkey: (from) => keyAt(from.bytes, step(from, 32)),
  bytes: (from) => readBytes(from, from.bytes.readUInt32LE(step(from, 4))),
  string: (from) => Buffer.from(readBytes(from, from.bytes.readUInt32LE(step(from, 4)))).toString('utf8'),
};

const readBytes = (from: Cursor, length: number): Uint8Array => {
  const at = step(from, length);
  return from.bytes.subarray(at, at + length);
};

const structs = new Map<string, Read>();

function structOf(name: string): Read {
  const found = structs.get(name);
  if (found !== undefined) return found;
  const definition = CAMEL_IDL.types?.find((type) => type.name === name);
  if (definition?.type.kind !== 'struct') throw new Error(`the interface has no struct ${name}`);
  const read = fieldsOf((definition.type.fields ?? []) as { name: string; type: IdlType }[]);
  structs.set(name, read);
  return read;
}

function fieldsOf(fields: readonly { name: string; type: IdlType }[]): Read {
  const readers = fields.map(({ name, type }) => [name, readerOf(type)] as const);
  return (from) => {
    const out: Fields = {};
    for (const [name, read] of readers) out[name] = read(from);
    return out;
  };
}

function readerOf(type: IdlType): Read {
  if (typeof type === 'string') {
    const read = PLAIN[type];
    if (read === undefined) throw new Error(`the interface has a type ${type} this reader does not know`);
    return read;
  }
  if ('defined' in type) return structOf(type.defined.name);
  if ('array' in type) {
    const [of, length] = type.array;
    if (of === 'u8') return (from) => readBytes(from, length);
    const read = readerOf(of);
    return (from) => Array.from({ length }, () => read(from));
  }
  if (type.vec === 'u8') return PLAIN['bytes'] as Read;
  const read = readerOf(type.vec);
  return (from) => {
    const length = from.bytes.readUInt32LE(step(from, 4));
    const out: Field[] = [];
    for (let at = 0; at < length; at += 1) out.push(read(from));
    return out;
  };
}

export interface InstructionLayout {
  name: string;
  /** Names of its accounts in order. */
  accounts: string[];
  /** Of them those the program may write. */
  writable: ReadonlySet<string>;
  read: Read;
}

const instructions = new Map<number, InstructionLayout>(
  CAMEL_IDL.instructions.map(({ name, discriminator, accounts, args }) => {
    if (discriminator.length !== 1) throw new Error(`${name} has a discriminator of ${discriminator.length} bytes`);
    const layout = {
      name,
      accounts: accounts.map((account) => account.name),
      writable: new Set(
        accounts.flatMap((account) => ('writable' in account && account.writable === true ? [account.name] : [])),
      ),
      read: fieldsOf(args as { name: string; type: IdlType }[]),
    };
    return [discriminator[0] as number, layout];
  }),
);

const key = (discriminator: Uint8Array): string => Buffer.from(discriminator).toString('latin1', 0, 8);

const events = new Map(
  (CAMEL_IDL.events ?? []).map(({ name, discriminator }) => [
    key(Uint8Array.from(discriminator)),
    { name, read: structOf(name) },
  ]),
);
const accounts = new Map(
  (CAMEL_IDL.accounts ?? []).map(({ name, discriminator }) => [
    key(Uint8Array.from(discriminator)),
    { name, read: structOf(name) },
  ]),
);

const buffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * [attack 136] A transaction that succeeded was understood by the program: what we can't read was written for a newer one, and rows
 * made without it would be wrong.
 */
const newer = (what: string): IndexerError =>
  new IndexerError(
    'ProgramNewer',
    `${what} is not in the interface this indexer was built with: update it, then start again`,
  );

/** Reads an instruction that succeeded. Throws `ProgramNewer`. */
export function readInstruction(data: Uint8Array): { layout: InstructionLayout; args: Fields } {
  const layout = instructions.get(data[0] ?? -1);
  if (layout === undefined) throw newer(`instruction ${data[0] ?? 'without a number'}`);
  try {
    return { layout, args: layout.read({ bytes: buffer(data), at: 1 }) as Fields };
  } catch {
    throw newer(`this form of the instruction ${layout.name}`);
  }
}

/** Reads an event from what the program logged. Throws `ProgramNewer`. */
export function readEvent(data: Uint8Array): { name: string; data: Fields } {
  const found = events.get(key(data));
  if (found === undefined) throw newer('an event');
  try {
    return { name: found.name, data: found.read({ bytes: buffer(data), at: 8 }) as Fields };
  } catch {
    throw newer(`this form of the event ${found.name}`);
  }
}

/** Reads the fixed part of an account; `undefined` when it is of no kind of ours. What follows in pages, seats and pools stays bytes. */
export function readAccount(data: Uint8Array): { kind: string; fields: Fields } | undefined {
  const found = data.length < 8 ? undefined : accounts.get(key(data));
  if (found === undefined) return undefined;
  return { kind: found.name, fields: found.read({ bytes: buffer(data), at: 8 }) as Fields };
}

/** Fields as JSON: 64-bit numbers as text, bytes in hexadecimal. */
export const toJson = (fields: Field): string =>
  JSON.stringify(fields, function (this: Record<string, unknown>, name: string, value: unknown) {
    // A Buffer has a form of its own, given before the replacer sees it.
    const own = this[name];
    if (own instanceof Uint8Array) return Buffer.from(own).toString('hex');
    return typeof value === 'bigint' ? value.toString() : value;
  });
