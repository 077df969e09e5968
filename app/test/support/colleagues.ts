/** Other annotators of a task that is published, driven through the client: they answer beside whoever sits in the browser. */
import type { Keypair } from '@solana/web3.js';
import type { Page } from 'playwright-core';
import { claim, createMember, fetchTask, joinTask, newSalt, openGold, settle, stake } from '@tagger/client';
import type { Market } from '../../../bots/test/support/market.ts';
import { commitWork, revealWork, thePanel, type Work } from '../../../tests/support/build.ts';
import { team } from '../../../tests/support/people.ts';
import { act, airdrop, giveTag, type Actor, type World } from '../../../tests/support/world.ts';

/** `count` members with seats and ten bonds each. */
export async function crewOf(world: World, market: Market, count: number): Promise<Actor[]> {
  return seated(world, market, await team(world, count));
}

/** A persona of the browser as a member with 50 TAG staked and 50 in his wallet. */
export async function asMember(world: World, name: string, wallet: Keypair): Promise<Actor> {
  const key = wallet.publicKey;
  await airdrop(world.connection, key, 1_000_000_000);
  const tokens = await giveTag(world, key, 100_000_000n);
  const { tagMint } = world;
  await act(
    world,
    wallet,
    createMember({ wallet: key }),
    stake({ wallet: key, from: tokens, tagMint, amount: 50_000_000n }),
  );
  return { name, wallet, key, tokens };
}

/** Seats members with ten bonds each. */
export async function seated(world: World, market: Market, crew: Actor[]): Promise<Actor[]> {
  const task = await fetchTask(world.connection, market.task);
  if (task === null) throw new Error('the task is gone');
  const rulesHash = Uint8Array.from(task.rulesHash);
  for (const { key, wallet } of crew)
    await act(world, wallet, joinTask({ wallet: key, task: market.task, rulesHash, bond: 10n * market.terms.bond }));
  return crew;
}

/** They claim a panel and commit to these labels. */
export async function crewCommits(
  world: World,
  market: Market,
  crew: readonly Actor[],
  labels: readonly (readonly number[])[],
  panel = 0n,
): Promise<Work[]> {
  const { task, page } = market;
  for (const { key, wallet } of crew) await act(world, wallet, claim({ wallet: key, task, page, panels: [panel] }));
  const { slots } = await thePanel(world, market, panel);
  const seats = slots.map(({ index }) => index).slice(-crew.length);
  const work = crew.map((member, at): Work => ({
    member,
    labels: [...(labels[at] ?? [])],
    salt: newSalt(),
    slot: seats[at] ?? at,
  }));
  await commitWork(world, market, work, panel);
  return work;
}

export const crewReveals = (world: World, market: Market, work: Work[], panel = 0n): Promise<void> =>
  revealWork(world, market, work, panel);

/** Settles a panel whose reveals are closed: with gold that only begins the time in which it is opened. */
export async function settles(world: World, market: Market, panel = 0n): Promise<void> {
  await act(world, market.requester, settle({ page: market.page, panels: [panel] }));
}

/** Opens a panel's gold, which decides it. */
export async function opensGold(world: World, market: Market, panel = 0n): Promise<void> {
  const { requester, task, page, gold } = market;
  const { firstItem } = await thePanel(world, market, panel);
  const opening = gold?.open(firstItem);
  if (opening === undefined) throw new Error(`panel ${panel} has no gold`);
  await act(world, requester, openGold({ operator: requester.key, task, page, panel, opening }));
}

/** Connects the persona of this name. */
export async function connect(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect a wallet' }).click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Says yes to the text that makes the person's key, and to the transaction. */
export async function signAll(page: Page, key = true): Promise<void> {
  const yes = page.getByRole('button', { name: 'Continue to the wallet' });
  if (key) {
    await page.getByRole('dialog', { name: 'Your own key' }).waitFor();
    await yes.click();
    await page.getByRole('dialog', { name: 'Your own key' }).waitFor({ state: 'detached' });
  }
  await yes.click();
}

/** Joins a market's task in the browser and takes a panel of it; ends where the workbench is being opened. `first`: nobody is connected yet. */
export async function joins(
  page: Page,
  url: string,
  name: string,
  { task }: Pick<Market, 'task'>,
  first = true,
  panels = 1,
): Promise<void> {
  await page.goto(`${url}/tasks/${task.toBase58()}`);
  if (first) await connect(page, name);
  await page.getByLabel('Panels you want bonds for').fill(String(panels));
  await page.getByRole('button', { name: 'Join and start' }).click();
  await signAll(page, first);
  await page.getByRole('button', { name: 'Take a panel' }).click();
  await page.getByRole('link', { name: 'Go on working' }).click();
}

/** The same of somebody who is not connected yet, with bonds for so many panels; ends on the workbench. */
export async function begins(
  page: Page,
  url: string,
  name: string,
  market: Pick<Market, 'task'>,
  panels = 1,
): Promise<void> {
  await joins(page, url, name, market, true, panels);
  await page.getByText(/^0 of \d+ answered$/).waitFor();
}
