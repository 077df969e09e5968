import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { thePanel } from '../../tests/support/build.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { begins } from './support/colleagues.ts';
import { dragOver, filesOf, marks, payloadTask, picture, sends, validators } from './support/payloads.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const TAG = 1_000_000n;
const CARS = ['car', 'bus'];

describe('boxes on pictures', function () {
  this.timeout(180_000);
  const paula = Keypair.generate();
  const [ann, rita] = [Keypair.generate(), Keypair.generate()];
  let site: Site;
  before(async () => {
    site = await openSite({ Ann: ann, Rita: rita, Paula: paula });
    for (const { publicKey } of [ann, rita, paula]) {
      await airdrop(site.world.connection, publicKey, 5_000_000_000);
      await giveTag(site.world, publicKey, 100n * TAG);
    }
    await validators(site.world);
  });
  after(() => site.stop());

  it('Ann draws by mouse and by keys, undoes, deletes, is committed and shown', async () => {
    const { world, arweave, url } = site;
    const pictures = [picture(400, 300, [40, 30, 200, 150]), picture(400, 300, [160, 120, 240, 180])];
    const items = await filesOf(arweave, pictures, { width: 400, height: 300 });
    const market = await payloadTask(world, arweave, items, {
      ...{ title: 'Cars on a road', classes: CARS, modality: 'image', answer: [{ kind: 'box' }] },
    });
    const { page, complaints } = await site.page();
    await begins(page, url, 'Ann', market);
    await page.locator('[data-paper] svg').waitFor();
    await dragOver(page, [0.1, 0.1], [0.5, 0.5]);
    await page.getByText('1 mark', { exact: true }).waitFor();
    expect(await marks(page)).to.deep.equal(['1. Box car, 40, 30 to 200, 150']);
    // A second one by keys in the other class, which is undone, done again, and deleted.
    await page.keyboard.press('2');
    await page.keyboard.press('b');
    await page.getByText('2 marks').waitFor();
    expect((await marks(page))[1]).to.equal('2. Box bus, 160, 120 to 240, 180');
    await page.keyboard.press('u');
    await page.getByText('1 mark', { exact: true }).waitFor();
    await page.keyboard.press('r');
    await page.getByText('2 marks').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await page.getByRole('button', { name: 'Delete mark 2' }).click();
    await page.getByText('1 mark', { exact: true }).waitFor();
    await accessible(page);
    // What was drawn is kept.
    await page.reload();
    await page.getByText('Item 2 of 2').first().waitFor();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByText('1. Box car, 40, 30 to 200, 150').waitFor();
    await page.keyboard.press('Enter');

    await page.getByText('Item 2 of 2').first().waitFor();
    await page.locator('[data-paper] svg').waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('b');
    await page.getByText('1. Box bus, 160, 120 to 240, 180').waitFor();
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await page.getByText('1. Box bus, 168, 120 to 248, 183').waitFor();
    await page.keyboard.press('f');
    await page.keyboard.press('ArrowUp');
    await page.getByText('1. Box bus, 168, 119 to 248, 182').waitFor();
    await page.keyboard.press('Enter');
    await sends(page);
    const { payloads } = await thePanel(world, market);
    expect(payloads[0]?.hash).to.have.length(32);
    expect(complaints).to.deep.equal([]);
  });

  it('has no sideways scroll on a phone and nothing for axe in the dark', async () => {
    const { world, arweave, url } = site;
    const items = await filesOf(arweave, [picture(900, 300, [1, 1, 9, 9])]);
    const market = await payloadTask(world, arweave, items, {
      ...{ title: 'Wide', classes: CARS, modality: 'image' },
      answer: [{ kind: 'box' }, { kind: 'polygon' }, { kind: 'point' }, { kind: 'rating', min: 1, max: 5 }],
    });
    const { page, complaints } = await site.page({ width: 390, height: 844, colorScheme: 'dark' });
    await begins(page, url, 'Paula', market);
    await page.locator('[data-paper] svg').waitFor();
    await page.keyboard.press('t');
    await page.keyboard.press('b');
    await page.getByText('1. Outline car, 4 corners').waitFor();
    await page.keyboard.press('c');
    await page.keyboard.press('v');
    await page.getByText('1. Outline car, 5 corners').waitFor();
    expect(await overflow(page)).to.equal(0);
    await accessible(page);
    await page.getByRole('button', { name: 'Done, next item' }).click();
    await page.getByText('Still missing: rating.').waitFor();
    expect(complaints).to.deep.equal([]);
  });
});
