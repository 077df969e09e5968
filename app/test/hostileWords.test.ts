import { Keypair } from '@solana/web3.js';
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { bytesSource, dataItems, idBytes, solanaSigner } from '@tagger/client/storage';
import { aMember } from '../../tests/support/build.ts';
import type { Actor } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { publishedData } from './support/datasets.ts';
import { ALL, canary, LETTERS, MARKUP } from './support/hostile.ts';

const HIT = 'globalThis.pwned=1';
/** Words that become links where somebody is careless. */
const LINKS: readonly (readonly [string, string])[] = [
  ['a link that is a script', `[press](javascript:${HIT})`],
  ['the same with a line break in it', `[press](java&#10;script:${HIT})`],
  ['a link by reference', `[press][1]\n\n[1]: javascript:${HIT}`],
  ['a link that is a drawing', '[press](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)'],
  ['a picture from elsewhere', '![x](https://evil.example/seen.png)'],
  ['a link without brackets', 'https://evil.example/sign-in'],
  ['a script of another kind', `vbscript:${HIT}`],
  ['a file', 'file:///etc/passwd'],
  ['a blob', 'blob:https://evil.example/0'],
];
const seen = (text: string): string => Buffer.from(text).toString();
const noSideways = async (page: Page): Promise<void> => {
  expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(390);
};

const opensLegal = (page: Page): Promise<void> =>
  page
    .locator('details')
    .filter({ has: page.locator('[aria-live="polite"]') })
    .first()
    .locator('summary')
    .click();

describe('what publishers write is text', function () {
  this.timeout(300_000);
  let site: Site;
  let pro: Actor;
  let nonce = 0n;
  before(async () => {
    site = await openSite({ Ann: Keypair.generate() });
    pro = await aMember(site.world, 'Pro', 0n);
  });
  after(() => site.stop());
  /** Publishes a dataset and opens its page on a phone. */
  async function visit(wanted: Partial<Parameters<typeof publishedData>[3]>) {
    nonce += 1n;
    const made = await publishedData(site.world, site.arweave, pro, { plain: Buffer.from('x'), ...wanted, nonce });
    const found = await canary(site, [], 390);
    await found.page.goto(`${site.url}/datasets/${made.dataset.toBase58()}`);
    return found;
  }
  const storage = () =>
    dataItems({
      gateways: [site.arweave],
      upload: `${site.arweave}/tx`,
      signer: () => solanaSigner(pro.wallet.secretKey),
    });
  const licence = async (bytes: Buffer) => {
    const { id } = await storage().put(bytesSource(bytes), { contentType: 'text/plain' });
    return { terms: { textId: [...idBytes(id)], textHash: [...createHash('sha256').update(bytes).digest()] } };
  };

  /** What a card may not say is refused by name; the rest is text. */
  const REFUSED = /BidiControl|markup|direction|nobody can see|marks on a letter|half a character|joiner/;
  for (const [name, text] of [...LETTERS, ...LINKS, ...MARKUP.slice(0, 4)])
    it(`[attack 139] [attack 142] [attack 154] as the description of a dataset: ${name}`, async () => {
      const forge = (card: string): string => card.replaceAll('"Photographs of pets."', JSON.stringify(text));
      const { page, calm } = await visit({ forge });
      await page.getByRole('heading', { level: 1 }).waitFor();
      const said = page.getByText(text.split('\n')[0]!.slice(0, 60), { exact: false }).first();
      await said.or(page.getByRole('alert').getByText(REFUSED)).first().waitFor();
      await noSideways(page);
      expect(
        await page.locator('main a[href^="data"], main a[href^="vbscript"], main a[href*="evil"]').count(),
      ).to.equal(0);
      await calm();
    });

  for (const [name, text] of LETTERS)
    it(`[attack 154] as the name of a dataset, in the list and on its page: ${name}`, async () => {
      const forge = (card: string): string => card.replaceAll('"Cats and dogs"', JSON.stringify(text));
      const { page, calm } = await visit({ forge });
      const heading = page.getByRole('heading', { level: 1 });
      await heading.waitFor();
      // A name that looks like another is not shown at all.
      if (/^[\x20-\x7e]{1,200}$/.test(text)) await page.getByRole('heading', { level: 1, name: text }).waitFor();
      else await page.getByRole('alert').first().waitFor();
      expect((await heading.innerText()).includes(text)).to.equal(/^[\x20-\x7e]{1,200}$/.test(text));
      await noSideways(page);
      await page.goto(`${site.url}/datasets`);
      await page.getByRole('article').first().waitFor();
      await noSideways(page);
      await calm();
    });

  it('[attack 139] [attack 142] a licence text of all of them is text, line by line', async () => {
    const words = [...ALL, ...LINKS].map(([, text]) => seen(text));
    const { page, calm } = await visit(await licence(Buffer.from(words.join('\n'))));
    await opensLegal(page);
    const legal = page.locator('details p[tabindex="0"] bdi').first();
    await legal.waitFor();
    const shown = (await legal.textContent()) ?? '';
    for (const word of words) expect(shown).to.contain(word);
    expect(await legal.locator('*').count()).to.equal(0);
    await noSideways(page);
    await calm();
  });

  for (const [name, bytes, sentence] of [
    ['of 1 MB', () => Buffer.alloc(1_048_576, 'word '), undefined],
    ['of 1 MB in one word', () => Buffer.alloc(1_048_576, 'w'), undefined],
    ['of 3 MB', () => Buffer.alloc(3_000_000, 'word '), /sends more than 1048576 bytes/],
    ['that is no text', () => Buffer.from([0xff, 0xfe, 0x00, 0xd8]), /could not be read|not valid/],
  ] as [string, () => Buffer, RegExp | undefined][])
    it(`[attack 149] a licence text ${name}: ${sentence === undefined ? 'is shown' : 'a sentence'}, and the page goes on`, async () => {
      const { page, calm } = await visit(await licence(bytes()));
      await page.getByRole('heading', { level: 1, name: 'Cats and dogs' }).waitFor();
      await opensLegal(page);
      const legal = page.locator('details [aria-live="polite"]').first();
      if (sentence === undefined) await legal.locator('bdi').waitFor();
      else await legal.locator('.text-bad').waitFor();
      if (sentence !== undefined) expect(await legal.innerText()).to.match(sentence);
      await noSideways(page);
      await page.getByRole('link', { name: 'Tagger', exact: true }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await calm();
    });
});
