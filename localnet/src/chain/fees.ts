/** What a transaction costs: 5,000 lamports a signature (precompile signatures too) plus the priority fee. */
import { COMPUTE_BUDGET, SIGNATURE_PRECOMPILES } from './keys.ts';
import type { WireMessage } from './wire.ts';

export const LAMPORTS_PER_SIGNATURE = 5_000n;
const DEFAULT_UNITS_PER_INSTRUCTION = 200_000;
const MAX_UNITS = 1_400_000;

/** Lamports the payer is charged for this message. Formula: base fee + ceil(micro-lamports price x unit limit / 10^6). */
export function feeOf(message: WireMessage): bigint {
  let signatures = BigInt(message.numRequiredSignatures);
  let price = 0n;
  let limit: number | undefined = message.v1Config.computeUnitLimit;
  let counted = 0;
  for (const { programIdIndex, data } of message.instructions) {
    const program = message.staticKeys[programIdIndex];
    if (program !== undefined && SIGNATURE_PRECOMPILES.has(program)) signatures += BigInt(data[0] ?? 0);
    if (program !== COMPUTE_BUDGET) {
      counted++;
    } else if (message.version !== 1) {
      if (data[0] === 2 && data.length >= 5) limit = data.readUInt32LE(1);
      if (data[0] === 3 && data.length >= 9) price = data.readBigUInt64LE(1);
    }
  }
  const units = Math.min(limit ?? counted * DEFAULT_UNITS_PER_INSTRUCTION, MAX_UNITS);
  const priority = message.v1Config.priorityFee ?? (price * BigInt(units) + 999_999n) / 1_000_000n;
  return signatures * LAMPORTS_PER_SIGNATURE + priority;
}
