/** What a replay cost, read back from the chain's own history: fees, bytes and compute per instruction. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { CAMEL_IDL, PROGRAM_ID } from '@tagger/client';
import { chunks } from '../packing.ts';

export interface InstructionCost {
  count: number;
  /** Compute units of the instruction itself, from the runtime's log. */
  units: number;
}

export interface Accounting {
  transactions: number;
  feeLamports: number;
  /** Fees of transactions that hold at least one instruction of the hot path, gold or `open_panels`. */
  workFeeLamports: number;
  byInstruction: Map<string, InstructionCost>;
}

const NAMES = new Map(CAMEL_IDL.instructions.map((instruction) => [instruction.discriminator[0], instruction.name]));
const WORK = new Set(['claim', 'commit', 'reveal', 'settle', 'collect', 'openGold', 'openPanels']);
const PAGE = 1_000;

/** Reads every transaction that mentioned the task or, without one, the program. */
export async function readAccounting(connection: Connection, about: PublicKey = PROGRAM_ID): Promise<Accounting> {
  const result: Accounting = { transactions: 0, feeLamports: 0, workFeeLamports: 0, byInstruction: new Map() };
  for (let before: string | undefined; ;) {
    const found = await connection.getSignaturesForAddress(
      about,
      { limit: PAGE, ...(before !== undefined && { before }) },
      'confirmed',
    );
    for (const group of chunks(found, 100)) {
      const signatures = group.map(({ signature }) => signature);
      const transactions = await connection.getTransactions(signatures, {
        commitment: 'confirmed',
        maxSupportedTransactionVersion: 0,
      });
      for (const transaction of transactions) if (transaction !== null) count(result, transaction);
    }
    before = found.at(-1)?.signature;
    if (found.length < PAGE) return result;
  }
}

type Landed = NonNullable<Awaited<ReturnType<Connection['getTransactions']>>[number]>;

function count(result: Accounting, { transaction, meta }: Landed): void {
  if (meta === null) return;
  result.transactions += 1;
  result.feeLamports += meta.fee;
  const message = transaction.message;
  const program = message.staticAccountKeys.findIndex((key) => key.equals(PROGRAM_ID));
  const names = message.compiledInstructions
    .filter((ix) => ix.programIdIndex === program)
    .map((ix) => NAMES.get(ix.data[0] ?? -1) ?? 'unknown');
  if (names.some((name) => WORK.has(name))) result.workFeeLamports += meta.fee;
  const own = new RegExp(`^Program ${PROGRAM_ID.toBase58()} consumed (\\d+) of`);
  const units = (meta.logMessages ?? []).flatMap((line) => own.exec(line)?.[1] ?? []).map(Number);
  names.forEach((name, at) => {
    const cost = result.byInstruction.get(name) ?? { count: 0, units: 0 };
    result.byInstruction.set(name, { count: cost.count + 1, units: cost.units + (units[at] ?? 0) });
  });
}
