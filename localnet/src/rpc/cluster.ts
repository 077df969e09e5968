/** JSON-RPC methods about the cluster: slots, blockhashes, epochs, fees. */
import type { Chain } from '../chain/chain.ts';
import { MAX_BLOCKHASH_AGE } from '../chain/clock.ts';
import { ChainError } from '../chain/errors.ts';
import { feeOf } from '../chain/fees.ts';
import { toBase58 } from '../chain/keys.ts';
import { parseMessageBytes } from '../chain/wire.ts';
import { invalidParams, RpcCode, RpcError, u64, type Handlers } from './json.ts';
import { base64, integer, text } from './params.ts';

/** Version string shown to clients: the Agave interface this server follows, marked as ours. */
export const SOLANA_CORE_VERSION = '4.2.0-tagger.localnet';
const MAX_SLOT = Number.MAX_SAFE_INTEGER;

export function contextOf(chain: Chain): { apiVersion: string; slot: number } {
  return { apiVersion: SOLANA_CORE_VERSION, slot: chain.slot };
}

export function clusterMethods(chain: Chain): Handlers {
  const withContext = (value: unknown): unknown => ({ context: contextOf(chain), value });
  const firstSlot = (): number => Math.min(...chain.history.slots().slice(0, 1), chain.slot);
  const identity = toBase58(chain.clock.genesisHash);
  return {
    getHealth: () => 'ok',
    getVersion: () => ({ 'feature-set': 0, 'solana-core': SOLANA_CORE_VERSION }),
    getGenesisHash: () => toBase58(chain.clock.genesisHash),
    getIdentity: () => ({ identity }),
    getSlot: () => chain.slot,
    // No slot is ever skipped here, so the height of a block is its slot.
    getBlockHeight: () => chain.slot,
    getSlotLeader: () => identity,
    getTransactionCount: () => chain.history.total,
    minimumLedgerSlot: firstSlot,
    getFirstAvailableBlock: firstSlot,
    getEpochInfo: () => {
      const { epoch, slotIndex, slotsInEpoch } = chain.clock.epochInfo();
      const transactionCount = chain.history.total;
      return { absoluteSlot: chain.slot, blockHeight: chain.slot, epoch, slotIndex, slotsInEpoch, transactionCount };
    },
    getEpochSchedule: () => {
      const { slotsPerEpoch, firstNormalEpoch, firstNormalSlot } = chain.svm.epochSchedule();
      return {
        firstNormalEpoch: Number(firstNormalEpoch),
        firstNormalSlot: Number(firstNormalSlot),
        leaderScheduleSlotOffset: Number(slotsPerEpoch),
        slotsPerEpoch: Number(slotsPerEpoch),
        warmup: true,
      };
    },
    getLatestBlockhash: () =>
      withContext({
        blockhash: toBase58(chain.clock.latest.blockhash),
        lastValidBlockHeight: chain.slot + MAX_BLOCKHASH_AGE,
      }),
    isBlockhashValid: ([blockhash]) =>
      withContext(chain.clock.lastValidSlot(text(blockhash, 'blockhash')) !== undefined),
    getFeeForMessage: ([message]) => {
      const bytes = base64(message, 'message');
      try {
        const parsed = parseMessageBytes(bytes);
        return withContext(chain.clock.lastValidSlot(parsed.blockhash) === undefined ? null : u64(feeOf(parsed)));
      } catch (error) {
        if (error instanceof ChainError) throw invalidParams(`the message can't be read: ${error.message}`);
        throw error;
      }
    },
    getRecentPrioritizationFees: () => [{ prioritizationFee: 0, slot: chain.slot }],
    getBlockTime: ([slot]) => {
      const wanted = integer(slot, 'slot', 0, MAX_SLOT);
      return (chain.clock.block(wanted) ?? chain.history.atSlot(wanted)?.block ?? missing(wanted)).time;
    },
    getBlocks: ([start, end]) => {
      const first = integer(start, 'start slot', 0, MAX_SLOT);
      const last = typeof end === 'number' ? integer(end, 'end slot', first, first + 500_000) : chain.slot;
      const kept = new Set([...chain.history.slots(), ...chain.clock.state().recent.map((b) => b.slot)]);
      return [...kept].filter((s) => s >= first && s <= last).sort((a, b) => a - b);
    },
    getSupply: () => {
      const total = u64(chain.accounts.totalLamports);
      return withContext({ circulating: total, nonCirculating: 0, nonCirculatingAccounts: [], total });
    },
    getClusterNodes: () => [],
    getVoteAccounts: () => ({ current: [], delinquent: [] }),
  };
}

export function missing(slot: number): never {
  throw new RpcError(RpcCode.slotSkipped, `Slot ${slot} was skipped, or missing in long-term storage`);
}
