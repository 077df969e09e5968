/** What anyone may push on a shard of the validators' pool. */
import type { ChainClock } from '../clock.ts';
import { DRAW } from '../constants.ts';
import { epochOf } from '../draw.ts';
import { removeValidator, weighValidator } from '../instructions/validator.ts';
import type { PoolView } from '../pool.ts';
import type { Params } from '../types.ts';
import { Findings, type Due } from './moment.ts';

/**
 * Validators who left and owe nothing go; after a change of the parameters that make weights, weighing one validator weighs
 * all. Growing a shard is left to whoever opens it: its rent never comes back.
 */
export function dueOnPool(pool: PoolView, params: Pick<Params, 'weightCap' | 'reviewBond'>, clock: ChainClock): Due {
  const found = new Findings(clock);
  if (pool.ready !== 1) return found;
  const shard = pool.index;
  const [first] = pool.validators;
  if (first !== undefined && (pool.weightCap !== params.weightCap || pool.reviewBond !== params.reviewBond)) {
    const { wallet } = first;
    found.steps.push({
      what: 'weighValidator',
      key: `weighValidator ${shard} ${params.weightCap} ${params.reviewBond}`,
      build: () => weighValidator({ wallet, pool: shard }),
    });
  }
  for (const { state, since, duties, wallet } of pool.validators) {
    // With the last duty the shard is written, and asked again.
    if (state !== 'leaving' || duties > 0) continue;
    if (epochOf(clock.slot) < since) found.ask({ slot: since * BigInt(DRAW.epochSlots) });
    else
      found.steps.push({
        what: 'removeValidator',
        key: `removeValidator ${wallet.toBase58()}`,
        build: () => removeValidator({ wallet, pool: shard }),
      });
  }
  return found;
}
