/** Reviews whose validators are driven through the client, beside whoever sits in the browser. */
import type { PublicKey } from '@solana/web3.js';
import type { Page } from 'playwright-core';
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

/** Says yes to whatever is asked until something is seen. */
export async function agrees(page: Page, seen: () => Promise<boolean>): Promise<void> {
  const button = page.getByRole('button', { name: 'Continue to the wallet' });
  for (let tries = 0; !(await seen()); tries += 1) {
    if (tries > 60) throw new Error(`it does not get on: ${(await page.getByRole('alert').allInnerTexts()).join(' ')}`);
    await button.waitFor({ timeout: 1_000 }).catch(() => undefined);
    if (await button.isVisible()) await button.click().catch(() => undefined);
  }
}

/** The wallet that is connected takes a place with 500 TAG behind it, and names the key its signature makes. */
export async function takesPlace(page: Page, validators: number): Promise<void> {
  await page.getByLabel('TAG behind your seats').fill('500');
  await page.getByRole('button', { name: 'Become a validator' }).click();
  await agrees(page, () => page.getByText(`You are one of ${validators} validators.`).isVisible());
}
