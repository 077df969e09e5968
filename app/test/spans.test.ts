import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { thePanel } from '../../tests/support/build.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { begins } from './support/colleagues.ts';
import { marks, payloadTask, sends } from './support/payloads.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const TEXTS = ['Ada Lovelace lived in London.', '🙂 Grüße aus Oslo'];

describe('entities in texts', function () {
  this.timeout(180_000);
  const ann = Keypair.generate();
  let site: Site;
  before(async () => {
    site = await openSite({ Ann: ann });
    await airdrop(site.world.connection, ann.publicKey, 1_000_000_000);
    await giveTag(site.world, ann.publicKey, 100_000_000n);
  });
  after(() => site.stop());

  it('Ann marks them by mouse and word by word with keys, counted in characters, and says what she thinks of the whole', async () => {
    const { world, arweave, url } = site;
    const market = await payloadTask(world, arweave, TEXTS, {
      ...{ title: 'Who and where', classes: ['person', 'place', 'good', 'bad'] },
      answer: [
        { kind: 'span', labels: [0, 1] },
        { kind: 'choice', labels: [2, 3] },
      ],
    });
    const { page, complaints } = await site.page({ width: 390, height: 844 });
    await begins(page, url, 'Ann', market);
    const words = page.locator('[data-start]');
    await words.first().waitFor();
    // A double click selects a word, the space after it stays outside.
    await words.first().dblclick({ position: { x: 12, y: 14 } });
    await page.getByText('1. Span person, Ada', { exact: true }).waitFor();
    await page.keyboard.press('u');
    await page.getByText('0 marks').waitFor();
    for (const key of ['ArrowRight', 'Shift+ArrowRight', 'b']) await page.keyboard.press(key);
    await page.getByText('1. Span person, Ada Lovelace', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    for (const key of ['2', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'b'])
      await page.keyboard.press(key);
    await page.getByText('2. Span place, London', { exact: true }).waitFor();
    // The chosen span's end goes on by a character, and back.
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('2. Span place, London.', { exact: true }).waitFor();
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await marks(page)).to.deep.equal(['1. Span person, Ada Lovelace', '2. Span place, London']);
    await page.getByRole('button', { name: 'Done, next item' }).click();
    await page.getByText('Still missing: class.').waitFor();
    await page.getByRole('radio', { name: 'good' }).check();
    expect(await overflow(page)).to.equal(0);
    await accessible(page);
    await page.getByRole('button', { name: 'Done, next item' }).click();

    await page.getByText('Item 2 of 2').first().waitFor();
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog').getByText('Mark the selected words').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByRole('button', { name: 'It does not load' }).click();
    await sends(page);
    expect((await thePanel(world, market)).payloads[0]?.hash).to.have.length(32);
    await page.goto(`${url}/work`);
    await page.getByText('Shown, being decided').waitFor();
    expect(complaints).to.deep.equal([]);
  });
});
