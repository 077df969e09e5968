/** Reviews whose validators are driven through the client, beside whoever sits in the browser. */
import type { PublicKey } from '@solana/web3.js';
import { fetchPools, findValidator, nextDraw, retargetDraw, type SlotView } from '@tagger/client';
import { collecting, theRound, untilSeed, type ReviewSetup } from '../../../tests/support/reviews.ts';
import { act, type Actor, type World } from '../../../tests/support/world.ts';

/** Everybody who is to be drawn sits, whoever that is. */
export async function drawAll(world: World, review: ReviewSetup, round = 0n): Promise<void> {
  await untilSeed(world, review, round);
  while ((await theRound(world, review, round)).phase === 'draw')
    try {
      const { instruction } = await nextDraw(world.connection, review.page, round);
      await act(world, world.deployer, instruction);
    } catch (error) {
      if ((error as Error).name !== 'SeedGone') throw error;
      await act(world, world.deployer, retargetDraw({ page: review.page, panel: round }));
      await untilSeed(world, review, round);
    }
}

/** The slot a validator was drawn for. */
export async function slotOf(
  world: World,
  review: ReviewSetup,
  wallet: PublicKey,
  round = 0n,
): Promise<SlotView | undefined> {
  const [view, pools] = [await theRound(world, review, round), await fetchPools(world.connection)];
  const place = findValidator(pools, wallet)?.validator.place;
  return view.slots.find(({ seat, state }) => state !== 'empty' && seat === place);
}

/** Fees and bonds of everybody named who sat on a round. */
export async function collectSeats(
  world: World,
  review: ReviewSetup,
  who: readonly Actor[],
  round = 0n,
): Promise<void> {
  for (const voter of who) {
    const slot = await slotOf(world, review, voter.key, round);
    if (slot !== undefined) await act(world, world.deployer, collecting(review, voter, slot.index, round));
  }
}
