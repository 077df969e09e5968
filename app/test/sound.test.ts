import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { thePanel } from '../../tests/support/build.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { noise } from '../../bots/test/support/files.ts';
import { openSite, type Site } from './support/browser.ts';
import { begins } from './support/colleagues.ts';
import { dragOver, filesOf, marks, payloadTask, sends } from './support/payloads.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';

describe('what is heard', function () {
  this.timeout(180_000);
  const ann = Keypair.generate();
  let site: Site;
  before(async () => {
    site = await openSite({ Ann: ann });
    await airdrop(site.world.connection, ann.publicKey, 1_000_000_000);
    await giveTag(site.world, ann.publicKey, 100_000_000n);
  });
  after(() => site.stop());

  it('Ann marks stretches of four seconds by mouse and by keys, and writes down what is said', async () => {
    const { world, arweave, url } = site;
    const items = await filesOf(arweave, [noise(4)], { seconds: 4 });
    const market = await payloadTask(world, arweave, items, {
      ...{ title: 'Who speaks when', classes: ['speech', 'noise'], modality: 'audio' },
      answer: [{ kind: 'region' }, { kind: 'transcript' }],
    });
    const { page, complaints } = await site.page({ width: 390, height: 844, colorScheme: 'dark' });
    await begins(page, url, 'Ann', market);
    await page.getByText('0.0 of 4.0 s').waitFor();
    await dragOver(page, [0.25, 0.5], [0.5, 0.5]);
    await page.getByText('1. Stretch speech, ').waitFor();
    const [first] = await marks(page);
    const times = /([\d.]+) to ([\d.]+) s/
      .exec(first ?? '')!
      .slice(1)
      .map(Number);
    // A point of the screen is about a hundredth of a second here.
    expect(times[0]).to.be.closeTo(1, 0.03);
    expect(times[1]).to.be.closeTo(2, 0.03);
    await page.getByRole('button', { name: 'Delete mark 1' }).click();
    await page.getByText('0 marks').waitFor();
    // By keys: on by two seconds, a stretch of one second there, its end and the whole further by a tenth.
    await page.keyboard.press('Escape');
    await page.locator('audio').evaluate((sound: { currentTime: number }) => (sound.currentTime = 0));
    await page.getByText('0.0 of 4.0 s').waitFor();
    for (const key of ['2', 'ArrowRight']) await page.keyboard.press(key);
    await page.getByText('1.0 of 4.0 s').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('2.0 of 4.0 s').waitFor();
    await page.keyboard.press('b');
    await page.getByText('1. Stretch noise, 2.00 to 3.00 s').waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('1. Stretch noise, 2.00 to 3.10 s').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('1. Stretch noise, 1.90 to 3.00 s').waitFor();
    // Start and end where the sound is.
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await page.keyboard.press('[');
    await page.getByText('A stretch begins at 2.00 s').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('3.0 of 4.0 s').waitFor();
    await page.keyboard.press(']');
    await page.getByText('2. Stretch speech, 2.00 to 3.00 s').waitFor();
    await page.getByRole('button', { name: 'Done, next item' }).click();
    await page.getByText('Still missing: transcript.').waitFor();
    await page.getByLabel('What is said, word for word').fill('Nothing but noise');
    await page.getByLabel('What is said, word for word').blur();
    await page.getByText('1 of 1 answered').waitFor();
    expect(await overflow(page)).to.equal(0);
    await accessible(page);
    await page.getByRole('button', { name: 'Done, next item' }).click();
    await sends(page);
    expect((await thePanel(world, market)).payloads[0]?.hash).to.have.length(32);
    expect(complaints).to.deep.equal([]);
  });
});
