/**
 * How fast somebody can go on the workbench: a person who needs no time answers 200 items by keys, each as soon as it is there.
 * `node --conditions=tagger-source --import tsx app/bench/workbench.ts`, after `npm run build -w app`.
 */
import { Keypair } from '@solana/web3.js';
import { published } from '../../bots/test/support/market.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite } from '../test/support/browser.ts';
import { begins } from '../test/support/colleagues.ts';

const ITEMS = 200;
const ann = Keypair.generate();
const site = await openSite({ Ann: ann });
await airdrop(site.world.connection, ann.publicKey, 1_000_000_000);
await giveTag(site.world, ann.publicKey, 100_000_000n);
const items = Array.from({ length: ITEMS }, (_, at) => `Review ${at + 1}: ${'quite a film, '.repeat(20)}and so on.`);
const market = await published(site.world, site.arweave, { items });
const { page } = await site.page();
await begins(page, site.url, 'Ann', market);

const waits: number[] = [];
const from = performance.now();
for (let item = 0; item < ITEMS; item += 1) {
  await page.locator(`[data-item="${item}"]`).waitFor();
  const pressed = performance.now();
  await page.keyboard.press('1');
  const next = item + 1 < ITEMS ? `[data-item="${item + 1}"]` : '#finish';
  await page.locator(next).waitFor();
  waits.push(performance.now() - pressed);
}
const seconds = (performance.now() - from) / 1_000;
waits.sort((a, b) => a - b);
const at = (share: number): string => (waits[Math.floor(share * (waits.length - 1))] ?? 0).toFixed(0);
console.log(`${ITEMS} items in ${seconds.toFixed(1)} s: ${((60 * ITEMS) / seconds).toFixed(0)} items a minute`);
console.log(`next item after the key: median ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms, all within ${at(1)} ms`);
await site.stop();
process.exit(0);
