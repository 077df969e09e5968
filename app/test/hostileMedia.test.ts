import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { published, type Market } from '../../bots/test/support/market.ts';
import { aMember } from '../../tests/support/build.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { animated, flac, png, textBomb } from './support/bombs.ts';
import { openSite, type Site } from './support/browser.ts';
import { begins } from './support/colleagues.ts';
import { publishedData } from './support/datasets.ts';
import { canary, type Canary } from './support/hostile.ts';
import { DISGUISED, PICTURES, stored, type Hostile } from './support/hostileMedia.ts';
import { payloadTask } from './support/payloads.ts';

/** Counts what the browser is given to decode: blobs that are pictures or sounds, and sounds that are unpacked whole. */
const COUNTS = `globalThis.given = [];
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => { globalThis.given.push(blob.type); return create.call(URL, blob); };
  const decode = OfflineAudioContext.prototype.decodeAudioData;
  OfflineAudioContext.prototype.decodeAudioData = function (bytes) {
    globalThis.given.push('unpacked');
    return decode.call(this, bytes);
  };`;
const given = (page: Page): Promise<string[]> => page.evaluate<string[]>('globalThis.given');
const SEEN = 'picture to be labelled';

describe('pictures and sounds that are none', function () {
  this.timeout(300_000);
  const people = { Ann: Keypair.generate(), Ben: Keypair.generate(), Cat: Keypair.generate(), Dan: Keypair.generate() };
  let site: Site;
  before(async () => {
    site = await openSite(people);
    for (const { publicKey } of Object.values(people)) {
      await airdrop(site.world.connection, publicKey, 2_000_000_000);
      await giveTag(site.world, publicKey, 100_000_000n);
    }
  });
  after(() => site.stop());
  const counted = async (): Promise<Canary> => {
    const found = await canary(site);
    await found.page.addInitScript({ content: COUNTS });
    return found;
  };
  const put = (files: readonly Hostile[]) =>
    Promise.all(files.map(([, , type, bytes]) => stored(site.arweave, type, bytes())));
  /** Two classes in two bits: one code is left to skip with. */
  const task = (items: Awaited<ReturnType<typeof put>>): Promise<Market> =>
    published(site.world, site.arweave, { items, terms: { classes: 2, bits: 2 }, rules: { modality: 'image' } });
  const skips = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'It does not load' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  describe('on the workbench', () => {
    let shown: Canary;
    before(async () => {
      const items = [...(await put(PICTURES)), ...(await put([['', '', 'image/png', () => png(64, 48)]]))];
      shown = await counted();
      await begins(shown.page, site.url, 'Ann', await task(items));
    });
    for (const [at, [attack, name]] of PICTURES.entries())
      it(`[attack ${attack}] ${name}: a sentence, nothing is decoded, and it can be left out`, async () => {
        const { page, calm } = shown;
        await page.getByRole('region', { name: `Item ${at + 1} of` }).waitFor();
        await page
          .getByRole('alert')
          .getByText(/damaged, or too large to be shown|not the kind of file it says it is/)
          .waitFor();
        expect(await page.getByAltText(SEEN).count()).to.equal(0);
        // The last is a real one, and fetched before anybody gets to it.
        if (at < PICTURES.length - 5) expect(await given(page)).to.deep.equal([]);
        await skips(page);
        await calm();
      });
    it('an honest picture behind all of them is shown', async () => {
      const { page, calm } = shown;
      await page.getByAltText(SEEN).waitFor();
      expect(await given(page)).to.deep.equal(['image/png']);
      await calm();
    });
  });

  it('[attack 140] [attack 150] where marks are drawn each is a sentence too, and nothing is decoded', async () => {
    const { world, arweave, url } = site;
    const market = await payloadTask(world, arweave, await put(PICTURES), {
      ...{ title: 'Cars', classes: ['car'], modality: 'image', answer: [{ kind: 'box' }] },
    });
    const { page, calm } = await counted();
    await begins(page, url, 'Ben', market);
    for (const at of PICTURES.keys()) {
      await page
        .getByText(`Item ${at + 1} of ${PICTURES.length}`, { exact: true })
        .first()
        .waitFor();
      await page.getByRole('alert').first().waitFor();
      await skips(page);
    }
    expect(await given(page)).to.deep.equal([]);
    await calm();
  });

  it('[attack 140] [attack 141] real pictures with a page, a zip or another type around them are pictures and nothing else', async () => {
    const { page, calm } = await counted();
    await begins(page, site.url, 'Cat', await task(await put(DISGUISED)));
    for (const [at, [, name]] of DISGUISED.entries()) {
      await page.getByRole('region', { name: `Item ${at + 1} of` }).waitFor();
      const picture = `[data-item="${at}"] img`;
      await page.locator(picture).waitFor();
      const width = `document.querySelector('${picture}').decode().then(() => document.querySelector('${picture}').naturalWidth)`;
      expect(await page.evaluate(width), name).to.equal(64);
      await skips(page);
    }
    // By their own first bytes, whatever the list says.
    expect(await given(page)).to.deep.equal(['image/jpeg', 'image/jpeg', 'image/png', 'image/png']);
    await calm();
  });

  it('[attack 150] a picture of 300 full frames and one with 64 MB of text inside leave the page usable', async () => {
    const files: Hostile[] = [
      ['150', 'many frames', 'image/png', () => animated(4_000, 4_000, 300)],
      ['149', 'a text inside', 'image/png', () => png(64, 48, textBomb(64_000_000))],
    ];
    const { page, calm } = await counted();
    await begins(page, site.url, 'Dan', await task(await put(files)));
    await page.getByAltText(SEEN).waitFor();
    await page.getByRole('button', { name: /^positive/ }).click();
    await page.getByText('1 of 2 answered').waitFor();
    await page.locator('[data-item="1"] img').waitFor();
    await page.getByRole('button', { name: /^positive/ }).click();
    await page.getByRole('heading', { name: 'All answered' }).waitFor();
    await calm();
  });

  it('[attack 149] a sound of 36 KB that unpacks to 655 MB is played without its shape; a short one has one', async () => {
    const { world, arweave, url } = site;
    const items = await Promise.all([flac(5_000), flac(20)].map((bytes) => stored(arweave, 'audio/flac', bytes)));
    const market = await payloadTask(world, arweave, items, {
      ...{ title: 'Birds', classes: ['bird'], modality: 'audio', answer: [{ kind: 'region' }] },
    });
    const { page, calm } = await counted();
    await begins(page, url, 'Ann', market);
    await page.locator('audio').waitFor();
    await page.getByText('Item 1 of 2', { exact: true }).first().waitFor();
    expect(await given(page)).not.to.include('unpacked');
    await skips(page);
    await page.getByText('Item 2 of 2', { exact: true }).first().waitFor();
    await page.waitForFunction("globalThis.given.includes('unpacked')");
    await calm();
  });

  describe('in the sample of a dataset that is for sale', () => {
    let shown: Canary;
    before(async () => {
      const { world, arweave } = site;
      const pro = await aMember(world, 'Pro', 0n);
      const sample = [...PICTURES, ...DISGUISED].map(([, , mediaType, bytes], at) => ({
        ...{ name: `file-${at}.png`, mediaType, bytes: bytes() },
      }));
      const { dataset } = await publishedData(world, arweave, pro, { plain: Buffer.from('x'), sample, nonce: 1n });
      shown = await counted();
      await shown.page.goto(`${site.url}/datasets/${dataset.toBase58()}`);
    });
    const figure = (at: number) => shown.page.locator('figure').filter({ hasText: `file-${at}.png` });
    for (const [at, [attack, name]] of PICTURES.entries())
      it(`[attack ${attack}] ${name}: a sentence instead`, async () => {
        await figure(at).getByText('This part of the sample could not be read').waitFor();
        expect(await figure(at).locator('img, audio').count()).to.equal(0);
        await shown.calm();
      });
    it('[attack 141] pictures with something around them are shown; only they were decoded', async () => {
      for (const at of DISGUISED.keys())
        await figure(PICTURES.length + at)
          .locator('img')
          .waitFor();
      expect((await given(shown.page)).sort()).to.deep.equal(['image/jpeg', 'image/jpeg', 'image/png', 'image/png']);
      await shown.calm();
    });
  });

  it('[attack 150] chosen as items of a new task they are left out, each with the reason', async () => {
    const { page, calm } = await counted();
    await page.goto(`${site.url}/post`);
    const bombs = PICTURES.map(([, , , bytes], at) => ({
      ...{ name: `bomb-${at}.png`, mimeType: 'image/png', buffer: bytes() },
    })).filter((_, at) => !/sound|text|drawing|a page|PDF/.test(PICTURES[at]![1]));
    const honest = { name: 'a.png', mimeType: 'image/png', buffer: png(64, 48) };
    await page
      .getByLabel('Choose files')
      .last()
      .setInputFiles([honest, ...bombs]);
    await page
      .getByText(/1 items? from/)
      .or(page.getByText('1 item', { exact: false }))
      .first()
      .waitFor();
    await page.locator('summary', { hasText: String(bombs.length) }).click();
    const reasons = await page.locator('details li').allInnerTexts();
    expect(reasons.filter((line) => /damaged, or has more pixels|it is none of/.test(line))).to.have.length(
      bombs.length,
    );
    expect((await given(page)).every((type) => type === 'image/png')).to.equal(true);
    await calm();
  });
});
