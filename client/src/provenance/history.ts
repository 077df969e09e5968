/** What happened to an account, from the transaction history of any RPC node: instructions of the program and their events. */
import { PublicKey, type Connection, type Finality, type VersionedTransactionResponse } from '@solana/web3.js';
import bs58 from 'bs58';
import type { ArgsOf, InstructionName } from '../build.ts';
import { parseEvents } from '../events.ts';
import { PROGRAM_ID } from '../pda.ts';
import { toPlain } from '../plain.ts';
import { CAMEL_IDL, CODER } from '../program.ts';
import type { TaggerEvent } from '../types.ts';

/** One instruction of the program as it was called. */
export type Call = {
  [N in InstructionName]: {
    name: N;
    args: ArgsOf<N>;
    accounts: Readonly<Record<string, PublicKey>>;
    /** Whether the transaction itself carries it, so that its signatures cover it; else another program made the call. */
    outer: boolean;
  };
}[InstructionName];

/** A transaction that succeeded. */
export interface Landed {
  signature: string;
  slot: number;
  /** Unix seconds; `null` where the node has forgotten. */
  time: number | null;
  calls: Call[];
  events: TaggerEvent[];
}

const FINALITY: Finality = 'finalized';
const PAGE = 1_000;
/** Transactions asked for at the same time: public nodes count. */
const AT_ONCE = 8;

/** Signatures of successful transactions that name an account, oldest first. */
export async function signaturesOf(connection: Connection, address: PublicKey): Promise<string[]> {
  const found: string[] = [];
  for (let before: string | undefined; ;) {
    const part = await connection.getSignaturesForAddress(address, { before, limit: PAGE }, FINALITY);
    found.push(...part.filter(({ err }) => err === null).map(({ signature }) => signature));
    if (part.length < PAGE) return found.reverse();
    before = part.at(-1)?.signature;
  }
}

/** Reads each transaction once, however many accounts name it. */
export class Ledger {
  private readonly known = new Map<string, Promise<Landed | null>>();

  constructor(private readonly connection: Connection) {}

  /** What happened to an account, oldest first. */
  async of(address: PublicKey): Promise<Landed[]> {
    const signatures = await signaturesOf(this.connection, address);
    const landed: (Landed | null)[] = Array.from({ length: signatures.length }, () => null);
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let at = next++; at < signatures.length; at = next++) landed[at] = await this.read(signatures[at] as string);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return landed.filter((one) => one !== null);
  }

  private read(signature: string): Promise<Landed | null> {
    let reading = this.known.get(signature);
    if (reading === undefined) this.known.set(signature, (reading = this.fetch(signature)));
    return reading;
  }

  private async fetch(signature: string): Promise<Landed | null> {
    const found = await fetchTransaction(this.connection, signature);
    if (found === null || found.meta === null || found.meta.err !== null) return null;
    const { slot, blockTime, meta } = found;
    return {
      signature,
      slot,
      time: blockTime ?? null,
      calls: callsOf(found),
      events: parseEvents(meta.logMessages ?? []),
    };
  }
}

export const fetchTransaction = (
  connection: Connection,
  signature: string,
): Promise<VersionedTransactionResponse | null> =>
  connection.getTransaction(signature, { commitment: FINALITY, maxSupportedTransactionVersion: 0 });

/** The program's instructions in a transaction, those other programs called behind the ones that called them. */
export function callsOf({ transaction, meta }: VersionedTransactionResponse): Call[] {
  const keys = transaction.message
    .getAccountKeys({ accountKeysFromLookups: meta?.loadedAddresses })
    .keySegments()
    .flat();
  const calls: Call[] = [];
  const add = (program: number, accounts: readonly number[], data: Uint8Array, outer: boolean): void => {
    if (keys[program]?.equals(PROGRAM_ID) !== true) return;
    const call = decodeCall(
      data,
      accounts.map((at) => keys[at] ?? PublicKey.default),
      outer,
    );
    if (call !== undefined) calls.push(call);
  };
  transaction.message.compiledInstructions.forEach(({ programIdIndex, accountKeyIndexes, data }, index) => {
    add(programIdIndex, accountKeyIndexes, data, true);
    for (const inner of meta?.innerInstructions ?? [])
      if (inner.index === index)
        for (const one of inner.instructions) add(one.programIdIndex, one.accounts, bs58.decode(one.data), false);
  });
  return calls;
}

/** One call from its bytes and accounts; `undefined` for what this client's IDL does not know. */
export function decodeCall(data: Uint8Array, accounts: readonly PublicKey[], outer: boolean): Call | undefined {
  let decoded: { name: string; data: unknown } | null;
  try {
    decoded = CODER.instruction.decode(Buffer.from(data));
  } catch {
    return undefined;
  }
  const definition = CAMEL_IDL.instructions.find(({ name }) => name === decoded?.name);
  if (decoded === null || definition === undefined) return undefined;
  const named = definition.accounts.flatMap((account, at) => {
    const address = accounts[at];
    return address === undefined ? [] : [[account.name, address] as const];
  });
  return {
    name: decoded.name,
    args: toPlain(decoded.data),
    accounts: Object.fromEntries(named),
    outer,
  } as unknown as Call;
}
