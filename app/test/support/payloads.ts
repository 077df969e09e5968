/** Tasks whose answers are more than a class: pictures and sounds made here, and the validators who judge. */
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { listReviews, PAYLOAD, setKey, VERDICT } from '@tagger/client';
import { keeper } from '@tagger/bots';
import { deliveryKey, generateIdentity } from '@tagger/client/keys';
import { putFileItem, type PublishedItem, type Rules } from '@tagger/client/published';
import { dataItems, solanaSigner } from '@tagger/client/storage';
import { Keypair, type PublicKey } from '@solana/web3.js';
import { aHome, once } from '../../../bots/test/support/bot.ts';
import { published, type Market } from '../../../bots/test/support/market.ts';
import { joinValidators, LEAP, nextEpoch, ownPool, seated, vote } from '../../../tests/support/reviews.ts';
import type { PanelSetup } from '../../../tests/support/build.ts';
import { waitUntil } from '../../../tests/support/time.ts';
import { act, type Actor, type World } from '../../../tests/support/world.ts';

/** A PNG of so many pixels: a light ground with a dark rectangle at `shape` (left, top, right, bottom). */
export function picture(width: number, height: number, shape: [number, number, number, number]): Uint8Array {
  const [left, top, right, bottom] = shape;
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + 1 + x] = x >= left && x < right && y >= top && y < bottom ? 40 : 220;
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Uint8Array.from(
    Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]),
  );
}

/** Files on the local Arweave as items of a task. */
export async function filesOf(
  arweave: string,
  files: readonly Uint8Array[],
  about: { width?: number; height?: number; seconds?: number } = {},
): Promise<PublishedItem[]> {
  const { secretKey } = Keypair.generate();
  const storage = dataItems({ gateways: [arweave], upload: `${arweave}/tx`, signer: () => solanaSigner(secretKey) });
  const items: PublishedItem[] = [];
  for (const bytes of files) items.push(await putFileItem(storage, bytes, about));
  return items;
}

/** A payload task of one panel whose requester nobody plays. */
export const payloadTask = (
  world: World,
  arweave: string,
  items: readonly PublishedItem[],
  rules: Partial<Rules> & Pick<Rules, 'classes'>,
): Promise<Market> =>
  published(world, arweave, {
    ...{ items, classes: rules.classes, seats: 1, terms: { ...PAYLOAD }, rules },
    readerKey: deliveryKey(generateIdentity()),
  });

/** Four validators of a pool of this world alone, each with a key. */
export async function validators(world: World): Promise<void> {
  ownPool(world);
  for (const actor of await joinValidators(world, 4))
    await act(world, actor, setKey({ wallet: actor.key, key: deliveryKey(generateIdentity()) }));
  await nextEpoch(world);
}

/** Whatever is due is sent, as a keeper does it. */
export async function push(world: World): Promise<void> {
  const home = await aHome(world);
  await once(keeper, home);
  home.remove();
}

/** Settles, audits and draws until validators sit. */
export async function drawn(world: World): Promise<void> {
  await push(world);
  await push(world);
  for (let epoch = 0; epoch < 2; epoch += 1) {
    await world.chain.advance({ slots: LEAP });
    await push(world);
  }
}

/** The page of the review of a task. */
export async function reviewOf(world: World, market: Pick<Market, 'task'>) {
  const [review] = await listReviews(world.connection, { task: market.task });
  if (review === undefined) throw new Error('there is no review');
  return review;
}

/** Whoever sits on the review of a task gives each item its verdict, and the review is counted. */
export async function judges(world: World, task: PublicKey, verdicts: readonly number[]): Promise<void> {
  const { address, panels, terms } = await reviewOf(world, { task });
  const wallet = world.deployer;
  const requester: Actor = { name: 'whoever sends', wallet, key: wallet.publicKey, tokens: wallet.publicKey };
  const setup: PanelSetup = { task, page: address, pageIndex: 0, requester, terms, gold: undefined };
  const review = { setup, page: address, pageIndex: 0 };
  const voters = await seated(world, review);
  const sheets = voters.map(() => [...verdicts]);
  await vote(world, review, voters, sheets);
  await waitUntil(world, panels.at(-1)!.until);
  await push(world);
}

/** The same with all of so many items accepted. */
export const accepts = (world: World, task: PublicKey, items: number): Promise<void> =>
  judges(
    world,
    task,
    Array.from({ length: items }, () => VERDICT.accept),
  );

/** From one place of the picture to another, as shares of its sides. */
export async function dragOver(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const box = await page.locator('[data-paper]').boundingBox();
  if (box === null) throw new Error('nothing to draw on');
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...at(to));
  await page.mouse.up();
}

export const clickAt = async (page: Page, [x, y]: [number, number]): Promise<void> => {
  const box = await page.locator('[data-paper]').boundingBox();
  if (box === null) throw new Error('nothing to click on');
  await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
};

/** What the list of marks says. */
export const marks = (page: Page): Promise<string[]> => page.locator('li > button[aria-pressed]').allInnerTexts();

/** Whoever sends a panel sees it committed and shown: nobody else answers it. */
export async function sends(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'All answered' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('1 panel committed').waitFor();
  await page.getByText('Answers to 1 panel shown').waitFor();
}
