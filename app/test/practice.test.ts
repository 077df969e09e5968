import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { published } from '../../bots/test/support/market.ts';
import { openSite, type Site } from './support/browser.ts';
import { dragOver, filesOf, payloadTask, picture } from './support/payloads.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const PAIR = JSON.stringify({ question: 'Why is the sky blue?', a: 'Light is scattered.', b: 'It mirrors the sea.' });

describe('practising before anything is signed', function () {
  this.timeout(180_000);
  let site: Site;
  before(async () => {
    site = await openSite({ Ann: Keypair.generate() });
  });
  after(() => site.stop());

  it('a stranger draws boxes, learns at once what was wrong and why, and finds the result on the page of the task', async () => {
    const { world, arweave, url } = site;
    const [one, two, asked] = await filesOf(
      arweave,
      [picture(400, 300, [40, 30, 200, 150]), picture(400, 300, [1, 1, 2, 2]), picture(400, 300, [5, 5, 9, 9])],
      { width: 400, height: 300 },
    );
    const box = { label: 0, left: 40, top: 30, right: 200, bottom: 150 };
    const market = await payloadTask(world, arweave, [asked!], {
      ...{ title: 'Cars', classes: ['car', 'bus'], modality: 'image', answer: [{ kind: 'box' }] },
      practice: [
        { item: one!, answer: { width: 400, height: 300, boxes: [box] }, why: 'The dark part is the car.' },
        { item: two!, answer: {}, why: 'There is no car in it.' },
      ],
    });
    const task = `${url}/tasks/${market.task.toBase58()}`;
    const { page, complaints } = await site.page({ width: 390, height: 844 });
    await page.goto(task);
    await page.getByRole('link', { name: 'Practise first' }).click();
    await page.locator('[data-paper] svg').waitFor();
    // Not to the pixel, but clearly the same.
    await dragOver(page, [0.12, 0.12], [0.5, 0.52]);
    await page.getByText('1 mark', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Check my answer' }).click();
    await page.getByText('Right', { exact: true }).waitFor();
    await page.getByText('The dark part is the car.').waitFor();
    expect(await overflow(page)).to.equal(0);
    await accessible(page);
    await page.getByRole('button', { name: 'Next item' }).click();
    await page.getByText('Item 2 of 2').waitFor();
    await page.locator('[data-paper] svg').waitFor();
    await page.keyboard.press('b');
    await page.getByText('1 mark', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Not right', { exact: true }).waitFor();
    await page.getByText('There is no car in it.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('1 of 2 right. This stays on your device.').waitFor();
    await page.getByRole('link', { name: 'To the task' }).last().click();
    await page.getByText('Last time you had 1 of 2 right.').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('works for one class too, with a pair side by side', async () => {
    const { world, arweave, url } = site;
    const market = await published(world, arweave, {
      ...{ items: [PAIR, PAIR], classes: ['A is better', 'B is better'] },
      rules: { practice: [{ item: PAIR, answer: { classLabel: 0 }, why: 'Rayleigh.' }] },
    });
    const { page, complaints } = await site.page({ colorScheme: 'dark' });
    await page.goto(`${url}/tasks/${market.task.toBase58()}/practise`);
    await page.getByRole('figure').filter({ hasText: 'Light is scattered.' }).waitFor();
    await page.getByRole('figure').filter({ hasText: 'It mirrors the sea.' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Still missing: class.').waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await page.getByText('Not right', { exact: true }).waitFor();
    await page.getByText('The right answer is: A is better').waitFor();
    await accessible(page);
    expect(complaints).to.deep.equal([]);
  });
});
