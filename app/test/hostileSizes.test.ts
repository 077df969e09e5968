import { bytesToHex } from '@noble/hashes/utils';
import { sha256 } from '@noble/hashes/sha2';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { encodeItems, type Rules } from '@tagger/client/published';
import { published, TEXTS } from '../../bots/test/support/market.ts';
import { aMember } from '../../tests/support/build.ts';
import { airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { begins, joins } from './support/colleagues.ts';
import { publishedData } from './support/datasets.ts';
import { canary } from './support/hostile.ts';
import { payloadTask } from './support/payloads.ts';

/** More elements than this in one page, and a browser begins to stand still. */
const MOST_ELEMENTS = 10_000;
const usable = async (page: Page, width = 390): Promise<void> => {
  expect(await page.locator('*').count()).to.be.below(MOST_ELEMENTS);
  expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(width);
  // What is pressed is answered.
  await page.getByRole('link', { name: 'Tagger', exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
};

describe('lists and texts without measure', function () {
  this.timeout(300_000);
  const people = Object.fromEntries(['Ann', 'Ben', 'Cat', 'Dan', 'Eve'].map((name) => [name, Keypair.generate()]));
  let site: Site;
  let pro: Actor;
  let nonce = 0n;
  before(async () => {
    site = await openSite(people);
    for (const { publicKey } of Object.values(people)) {
      await airdrop(site.world.connection, publicKey, 2_000_000_000);
      await giveTag(site.world, publicKey, 100_000_000n);
    }
    pro = await aMember(site.world, 'Pro', 0n);
  });
  after(() => site.stop());
  const task = (rules: Partial<Rules>) => published(site.world, site.arweave, { rules });

  const MANY = Array.from({ length: 100_000 }, (_, at) => String(at));
  const rules: [string, string, Partial<Rules>, RegExp][] = [
    ['151', '100,000 labels', { classes: MANY, title: 'Hydra' }, /^99,700 more labels not listed here\.$/],
    ['151', 'two labels of 100,000 letters', { classes: ['w'.repeat(100_000), 'x'], title: 'Hydra' }, /^w+$/],
    ['151', 'instructions of 900 KB', { instructions: 'word '.repeat(180_000), title: 'Hydra' }, /^(word ?)+$/],
    ['154', 'a title of 400 KB', { title: 'w'.repeat(400_000) }, /^w+$/],
    ['151', '50,000 languages', { languages: MANY.slice(0, 50_000), title: 'Hydra' }, /^What does the writer think\?$/],
    ['151', 'rules of 2 MB', { instructions: 'w'.repeat(2_000_000) }, /sends more than 1048576 bytes/],
    ['151', '250,000 values', { classes: Array<string>(250_000).fill('') }, /has more than 200000 values/],
  ];
  for (const [attack, name, wanted, shown] of rules)
    it(`[attack ${attack}] ${name}: on the page of the task and in the list, on a phone`, async () => {
      const { task: made } = await task(wanted);
      const { page, calm } = await canary(site, [], 390);
      await page.goto(`${site.url}/tasks/${made.toBase58()}`);
      await page.getByText(shown).first().waitFor();
      await usable(page);
      await page.goto(`${site.url}/tasks`);
      await page.getByRole('article').first().waitFor();
      await usable(page);
      await calm();
    });

  it('[attack 151] marks with 100,000 labels are refused on the workbench with a sentence', async () => {
    const { world, arweave, url } = site;
    const wanted = { title: 'Hydra', classes: MANY, answer: [{ kind: 'choice' as const }] };
    const market = await payloadTask(world, arweave, TEXTS, wanted);
    const { page, calm } = await canary(site, [], 390);
    await joins(page, url, 'Ann', market);
    await page.getByText('The rules name 100,000 labels; this page can offer 1,000.').waitFor();
    await usable(page);
    await calm();
  });

  it('[attack 151] to practise with 100,000 labels is refused with a sentence', async () => {
    const practice = [{ item: 'a', answer: { classLabel: 0 }, why: 'b' }];
    const { task: made } = await task({ title: 'Hydra', classes: MANY, practice });
    const { page, calm } = await canary(site, [], 390);
    await page.goto(`${site.url}/tasks/${made.toBase58()}/practise`);
    await page.getByText('The rules name 100,000 labels; this page can offer 1,000.').waitFor();
    await usable(page);
    await calm();
  });

  it('[attack 151] rules that name other labels than the chain are refused on the workbench', async () => {
    const market = await task({ title: 'Hydra', classes: MANY });
    const { page, calm } = await canary(site, [], 390);
    await joins(page, site.url, 'Ben', market);
    await page.getByText('The rules name 100000 classes, the chain 2').waitFor();
    await usable(page);
    await calm();
  });

  it('[attack 151] labels of 100,000 letters are buttons one can use', async () => {
    const classes = ['w'.repeat(100_000), 'x'.repeat(100_000)];
    const market = await task({ title: 'Hydra', classes });
    const { page, calm } = await canary(site, [], 390);
    await begins(page, site.url, 'Cat', market);
    await page.keyboard.press('2');
    await page.getByText('1 of 10 answered').waitFor();
    await usable(page);
    await calm();
  });

  /** The list that lies on Arweave, whatever the chain says of it. */
  const lists: [string, Buffer, RegExp][] = [
    ['of 100,000 items', Buffer.from(encodeItems(MANY)), /^Item 1 of 10$/],
    ['nested 100,000 deep', Buffer.from('['.repeat(100_000)), /nested deeper than 24/],
    [
      'whose first item has 2,000,000 letters',
      Buffer.from(encodeItems(['w'.repeat(2_000_000)])),
      /a string has more than/,
    ],
    ['whose first item has 1,000,000 letters', Buffer.from(encodeItems(['w'.repeat(999_000)])), /^Item 1 of 10$/],
  ];
  it('[attack 151] lists of items of any length and depth: a page or a sentence', async () => {
    const { page, calm } = await canary(site, [], 390);
    for (const [at, [, posted, shown]] of lists.entries()) {
      const market = await published(site.world, site.arweave, {
        posted,
        rules: { title: 'Hydra', itemsHash: bytesToHex(sha256(posted)) },
      });
      await joins(page, site.url, 'Dan', market, at === 0);
      await page.getByText(shown).first().waitFor();
      await usable(page);
    }
    await calm();
  });
  const file = (at: number): string => `{"@type":"cr:FileObject","name":"f${at}"}`;
  const cards: [string, (card: string) => string, RegExp][] = [
    ['nested 100,000 deep', () => '['.repeat(100_000), /nested deeper than 24/],
    ['of 5 MB', (card) => card.padEnd(5_000_000), /sends more than 4194304 bytes/],
    ['with 30,000 files', (card) => withFiles(card, 30_000), /has \d+ entries, at most \d+ are read/],
    ['with 100,000 files', (card) => withFiles(card, 100_000), /more than (200000 values|4194304 bytes)/],
    ['that is packed', () => '\u001f\u008b', /refused|no card/],
    ['with a key twice', (card) => card.replace('{', '{"name":"a",'), /there twice/],
    ['with a key that every object has', (card) => card.replace('{', '{"__proto__":{"admin":1},'), /is not allowed/],
    ['with a number no machine has', (card) => card.replace('{', '{"x":1e999,'), /is too large/],
  ];
  function withFiles(card: string, count: number): string {
    const found = JSON.parse(card) as { distribution: unknown[] };
    found.distribution = Array.from({ length: count }, (_, at) => JSON.parse(file(at)) as unknown);
    return JSON.stringify(found);
  }
  for (const [name, forge, why] of cards)
    it(`[attack 151] a card of a dataset ${name}: a sentence, and what the chain knows`, async () => {
      nonce += 1n;
      const wanted = { plain: Buffer.from('x'), nonce, forge };
      const { dataset } = await publishedData(site.world, site.arweave, pro, wanted);
      const { page, calm } = await canary(site, [], 390);
      await page.goto(`${site.url}/datasets/${dataset.toBase58()}`);
      await page.getByRole('alert').getByText(why).waitFor();
      await page.getByRole('button', { name: 'Connect a wallet' }).first().waitFor();
      await usable(page);
      await calm();
    });
});
