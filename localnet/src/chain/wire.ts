/** Parses legacy, v0 and v1 transactions from their wire bytes. Shapes: the Solana transaction format specification. */
import bs58 from 'bs58';
import { ChainError } from './errors.ts';
import { bytesOf, keyOf, LOOKUP_TABLE_PROGRAM, type Key } from './keys.ts';

/** Largest wire size of a legacy or v0 transaction. LiteSVM takes any size, a cluster drops the packet. */
export const PACKET_DATA_SIZE = 1232;
/** Largest wire size of a v1 transaction. */
export const V1_TRANSACTION_SIZE = 4096;

export interface CompiledInstruction {
  programIdIndex: number;
  accounts: number[];
  data: Buffer;
}

export interface TableLookup {
  table: Key;
  writable: number[];
  readonly: number[];
}

export interface WireMessage {
  version: 'legacy' | 0 | 1;
  numRequiredSignatures: number;
  numReadonlySigned: number;
  numReadonlyUnsigned: number;
  staticKeys: Key[];
  /** Where the 32 bytes of the recent blockhash start in the message. */
  blockhashOffset: number;
  blockhash: string;
  instructions: CompiledInstruction[];
  lookups: TableLookup[];
  /** v1 only: fee in lamports and compute limit from the message header. */
  v1Config: { priorityFee?: bigint; computeUnitLimit?: number };
}

export interface WireTransaction extends WireMessage {
  raw: Buffer;
  signatures: Buffer[];
  /** First signature, base58: the identity of the transaction. */
  signature: string;
  messageOffset: number;
}

export interface ResolvedKeys {
  keys: Key[];
  writable: boolean[];
  loadedWritable: Key[];
  loadedReadonly: Key[];
}

class Reader {
  offset: number;
  private readonly bytes: Buffer;
  constructor(bytes: Buffer, offset = 0) {
    this.bytes = bytes;
    this.offset = offset;
  }
  take(length: number): Buffer {
    const end = this.offset + length;
    if (end > this.bytes.length) throw malformed('io error: unexpected end of file');
    const slice = this.bytes.subarray(this.offset, end);
    this.offset = end;
    return slice;
  }
  u8(): number {
    return this.take(1)[0] as number;
  }
  /** Compact-u16: seven bits a byte, at most three bytes. */
  short(): number {
    let value = 0;
    for (let shift = 0; shift < 21; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value;
    }
    throw malformed('invalid short vector length');
  }
  key(): Key {
    return this.take(32).toString('latin1');
  }
}

function malformed(reason: string): ChainError {
  return new ChainError('MalformedTransaction', reason);
}

/** @throws ChainError `MalformedTransaction` when the bytes are not a whole transaction and nothing else. */
export function parseTransaction(raw: Buffer): WireTransaction {
  const reader = new Reader(raw);
  if ((raw[0] ?? 0) === 0x81) {
    const message = parseMessage(raw, reader);
    const signatures: Buffer[] = [];
    for (let i = 0; i < message.numRequiredSignatures; i++) signatures.push(reader.take(64));
    return finish(raw, reader, message, signatures, 0);
  }
  const count = reader.short();
  const signatures: Buffer[] = [];
  for (let i = 0; i < count; i++) signatures.push(reader.take(64));
  const messageOffset = reader.offset;
  const message = parseMessage(raw, reader);
  if (message.version === 1) throw malformed('a v1 message carries its signatures at the end');
  if (count !== message.numRequiredSignatures)
    throw malformed('Transaction failed to sanitize accounts offsets correctly');
  return finish(raw, reader, message, signatures, messageOffset);
}

function finish(
  raw: Buffer,
  reader: Reader,
  message: WireMessage,
  signatures: Buffer[],
  messageOffset: number,
): WireTransaction {
  const first = signatures[0];
  if (first === undefined) throw malformed('Transaction failed to sanitize accounts offsets correctly');
  if (reader.offset !== raw.length) throw malformed('trailing bytes after the transaction');
  return { ...message, raw, signatures, signature: bs58.encode(first), messageOffset };
}

export function parseMessageBytes(bytes: Buffer): WireMessage {
  return parseMessage(bytes, new Reader(bytes));
}

function parseMessage(raw: Buffer, reader: Reader): WireMessage {
  const start = reader.offset;
  const first = raw[start] ?? 0;
  if (first === 0x81) return parseV1(reader);
  const versioned = (first & 0x80) !== 0;
  if (versioned && first !== 0x80) throw malformed(`transaction version ${first & 0x7f} is not supported`);
  if (versioned) reader.u8();
  const [numRequiredSignatures, numReadonlySigned, numReadonlyUnsigned] = [reader.u8(), reader.u8(), reader.u8()];
  const staticKeys: Key[] = [];
  for (let n = reader.short(); n > 0; n--) staticKeys.push(reader.key());
  const blockhashOffset = reader.offset;
  const blockhash = bs58.encode(reader.take(32));
  const instructions: CompiledInstruction[] = [];
  for (let n = reader.short(); n > 0; n--) {
    const programIdIndex = reader.u8();
    const accounts = [...reader.take(reader.short())];
    instructions.push({ programIdIndex, accounts, data: reader.take(reader.short()) });
  }
  const lookups: TableLookup[] = [];
  if (versioned) {
    for (let n = reader.short(); n > 0; n--) {
      const table = reader.key();
      const writable = [...reader.take(reader.short())];
      lookups.push({ table, writable, readonly: [...reader.take(reader.short())] });
    }
  }
  return {
    version: versioned ? 0 : 'legacy',
    numRequiredSignatures,
    numReadonlySigned,
    numReadonlyUnsigned,
    staticKeys,
    blockhashOffset,
    blockhash,
    instructions,
    lookups,
    v1Config: {},
  };
}

function parseV1(reader: Reader): WireMessage {
  reader.u8();
  const [numRequiredSignatures, numReadonlySigned, numReadonlyUnsigned] = [reader.u8(), reader.u8(), reader.u8()];
  const mask = reader.take(4).readUInt32LE();
  const blockhashOffset = reader.offset;
  const blockhash = bs58.encode(reader.take(32));
  const instructionCount = reader.u8();
  const staticKeys: Key[] = [];
  for (let n = reader.u8(); n > 0; n--) staticKeys.push(reader.key());
  const v1Config: WireMessage['v1Config'] = {};
  if ((mask & 3) !== 0) v1Config.priorityFee = reader.take(8).readBigUInt64LE();
  if ((mask & 4) !== 0) v1Config.computeUnitLimit = reader.take(4).readUInt32LE();
  if ((mask & 8) !== 0) reader.take(4);
  if ((mask & 16) !== 0) reader.take(4);
  const headers: { programIdIndex: number; accounts: number; bytes: number }[] = [];
  for (let i = 0; i < instructionCount; i++) {
    headers.push({ programIdIndex: reader.u8(), accounts: reader.u8(), bytes: reader.take(2).readUInt16LE() });
  }
  const instructions = headers.map((h) => ({
    programIdIndex: h.programIdIndex,
    accounts: [...reader.take(h.accounts)],
    data: reader.take(h.bytes),
  }));
  return {
    version: 1,
    numRequiredSignatures,
    numReadonlySigned,
    numReadonlyUnsigned,
    staticKeys,
    blockhashOffset,
    blockhash,
    instructions,
    lookups: [],
    v1Config,
  };
}

/** All account keys of a message in the order instructions index them, with lookup tables resolved. */
export function resolveKeys(
  message: WireMessage,
  account: (table: Key) => { data: Uint8Array; owner: Key } | undefined,
): ResolvedKeys {
  const { staticKeys, numRequiredSignatures: signers } = message;
  const writable = staticKeys.map((_, i) =>
    i < signers ? i < signers - message.numReadonlySigned : i < staticKeys.length - message.numReadonlyUnsigned,
  );
  if (message.lookups.length === 0) return { keys: staticKeys, writable, loadedWritable: [], loadedReadonly: [] };
  const loadedWritable: Key[] = [];
  const loadedReadonly: Key[] = [];
  for (const { table, writable: w, readonly: r } of message.lookups) {
    const found = account(table);
    if (found === undefined) throw new ChainError('AddressLookupTableNotFound', 'the lookup table does not exist');
    if (found.owner !== LOOKUP_TABLE_PROGRAM) {
      throw new ChainError('InvalidAddressLookupTableOwner', 'the account is not owned by the lookup table program');
    }
    const pick = (index: number): Key => {
      const at = 56 + index * 32;
      if (at + 32 > found.data.length) {
        throw new ChainError('InvalidAddressLookupTableIndex', 'the lookup table has no such entry');
      }
      return keyOf(found.data.subarray(at, at + 32));
    };
    loadedWritable.push(...w.map(pick));
    loadedReadonly.push(...r.map(pick));
  }
  return {
    keys: [...staticKeys, ...loadedWritable, ...loadedReadonly],
    writable: [...writable, ...loadedWritable.map(() => true), ...loadedReadonly.map(() => false)],
    loadedWritable,
    loadedReadonly,
  };
}

/** The same wire bytes with another recent blockhash (signatures are then no longer valid). */
export function withBlockhash(tx: WireTransaction, blockhash: Key): WireTransaction {
  const raw = Buffer.from(tx.raw);
  bytesOf(blockhash).copy(raw, tx.blockhashOffset);
  return parseTransaction(raw);
}
