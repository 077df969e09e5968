/** Members who have something to be paid. */
import { refundTask, setPayout } from '@tagger/client';
import { aTask } from './build.ts';
import { team } from './people.ts';
import { together } from './together.ts';
import type { Actor, World } from './world.ts';

/** Members with 1,000, 2,000, ... base units of balance who asked for pushed payouts to their own token accounts. */
export async function payees(world: World, count: number): Promise<Actor[]> {
  const actors = await team(world, count, 0n);
  const steps = [];
  for (const [at, requester] of actors.entries()) {
    const amount = 1_000n * BigInt(at + 1);
    const { task } = await aTask(world, { requester, escrow: amount });
    const instructions = [
      refundTask({ requester: requester.key, task, amount }),
      setPayout({ wallet: requester.key, payout: requester.tokens }),
    ];
    steps.push({ signers: [requester], instructions });
  }
  await together(world, steps);
  return actors;
}
