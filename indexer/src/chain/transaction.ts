/** A landed transaction, from the bytes a node gives. */
import bs58 from 'bs58';
import { IndexerError } from '../error.ts';
import { keyAt } from './keys.ts';

export interface RawInstruction {
  /** Index of the program among the keys. */
  program: number;
  /** Indexes of the accounts among the keys. */
  accounts: Uint8Array;
  data: Uint8Array;
}

export interface InnerInstruction extends RawInstruction {
  /** How deep it was called, 2 and more; `undefined` where the node does not say. */
  height: number | undefined;
}

/** One transaction that succeeded. */
export interface RawTransaction {
  signature: string;
  slot: number;
  /** Order among the program's transactions of its slot. */
  position: number;
  /** Unix seconds; `null` where the node has forgotten. */
  time: number | null;
  fee: number;
  /** Those in the transaction, then those looked up: writable, read-only. */
  keys: string[];
  outer: RawInstruction[];
  /** By the outer instruction that made the calls. */
  inner: Map<number, InnerInstruction[]>;
  /** `null` where the node keeps none. */
  logs: readonly string[] | null;
}

/** What `getTransaction` answers with `encoding: base64`, as far as it is read here. */
export interface TransactionAnswer {
  slot: number;
  blockTime?: number | null;
  transaction: [string, 'base64'];
  meta: {
    err: unknown;
    fee: number;
    logMessages?: string[] | null;
    loadedAddresses?: { writable: string[]; readonly: string[] };
    innerInstructions?:
      | {
          index: number;
          instructions: { programIdIndex: number; accounts: number[]; data: string; stackHeight?: number | null }[];
        }[]
      | null;
  } | null;
}

class Bytes {
  at = 0;
  constructor(private readonly bytes: Buffer) {}

  u8(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new RangeError('the transaction ends too early');
    return value;
  }

  /** Solana's compact length: seven bits a byte, at most three. */
  length(): number {
    let value = 0;
    for (let shift = 0; shift < 21; shift += 7) {
      const byte = this.u8();
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new RangeError('a length of the transaction is too long');
  }

  take(length: number): Buffer {
    const part = this.bytes.subarray(this.at, this.at + length);
    if (part.length < length) throw new RangeError('the transaction ends too early');
    this.at += length;
    return part;
  }
}

/** Keys and outer instructions of a transaction on the wire (legacy or version 0). Throws `BadTransaction`. */
export function readWire(wire: Buffer): { keys: string[]; outer: RawInstruction[] } {
  try {
    const from = new Bytes(wire);
    from.take(from.length() * 64);
    const version = wire[from.at] as number;
    if (version >= 128) {
      if (version !== 128) throw new RangeError(`a message of version ${version - 128}`);
      from.u8();
    }
    from.take(3);
    const keys = Array.from({ length: from.length() }, () => keyAt(from.take(32), 0));
    from.take(32);
    const outer = Array.from({ length: from.length() }, (): RawInstruction => {
      const program = from.u8();
      const accounts = from.take(from.length());
      return { program, accounts, data: from.take(from.length()) };
    });
    return { keys, outer };
  } catch (error) {
    throw new IndexerError('BadTransaction', `a node sent a transaction that can't be read: ${String(error)}`);
  }
}

/** From a node's answer; `undefined` for a transaction that failed. Throws `BadTransaction`. */
export function fromAnswer(signature: string, position: number, answer: TransactionAnswer): RawTransaction | undefined {
  const { slot, blockTime, transaction, meta } = answer;
  if (meta === null)
    throw new IndexerError('BadTransaction', `a node sent ${signature} without its effects: ask another one`);
  if (meta.err !== null) return undefined;
  const wire = Buffer.from(transaction[0], 'base64');
  if (bs58.encode(wire.subarray(1, 65)) !== signature)
    throw new IndexerError('BadTransaction', `a node was asked for ${signature} and sent another transaction`);
  const { keys, outer } = readWire(wire);
  const { writable = [], readonly = [] } = meta.loadedAddresses ?? {};
  const inner = new Map(
    (meta.innerInstructions ?? []).map(({ index, instructions }) => [
      index,
      instructions.map((one) => ({
        program: one.programIdIndex,
        accounts: Uint8Array.from(one.accounts),
        data: bs58.decode(one.data),
        height: one.stackHeight ?? undefined,
      })),
    ]),
  );
  return {
    signature,
    slot,
    position,
    time: blockTime ?? null,
    fee: meta.fee,
    keys: [...keys, ...writable, ...readonly],
    outer,
    inner,
    logs: meta.logMessages ?? null,
  };
}
