import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { listTasks, METHOD } from '@tagger/client';
import type { Coco } from '@tagger/client/exports';
import { readRules } from '@tagger/client/published';
import { reader } from '@tagger/client/storage';
import { thePanel } from '../../tests/support/build.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { begins } from './support/colleagues.ts';
import {
  accepts,
  dragOver,
  drawn,
  filesOf,
  marks,
  payloadTask,
  picture,
  sends,
  validators,
} from './support/payloads.ts';
import { accessible } from './support/people.ts';
import { atStep, connect, next, overflow, sayYes } from './support/wizard.ts';

const TAG = 1_000_000n;
const CARS = ['car', 'bus'];

describe('boxes on pictures', function () {
  this.timeout(180_000);
  const [paula, bob] = [Keypair.generate(), Keypair.generate()];
  const [ann, rita] = [Keypair.generate(), Keypair.generate()];
  let site: Site;
  before(async () => {
    site = await openSite({ Ann: ann, Rita: rita, Paula: paula, Bob: bob });
    for (const { publicKey } of [ann, rita, paula, bob]) {
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

  it('Rita posts pictures by the wizard, Ann answers, validators are drawn and accept, Rita takes the boxes as COCO', async () => {
    const { world, url } = site;
    const { page: desk, complaints } = await site.page();
    await desk.goto(`${url}/post`);
    await connect(desk, 'Rita');
    const files = ['a', 'b', 'c'].map((name, at) => ({
      name: `${name}.png`,
      mimeType: 'image/png',
      buffer: Buffer.from(picture(400, 300, [40 + at, 30, 200, 150])),
    }));
    await desk.getByLabel('Choose files').last().setInputFiles(files);
    await desk.getByText('3 files').first().waitFor();
    await next(desk);
    await atStep(desk, 'Labels');
    await desk.getByLabel('Start from').selectOption('boxes');
    expect(await desk.getByRole('checkbox', { name: 'Boxes' }).isChecked()).to.equal(true);
    await accessible(desk);
    await next(desk);
    await atStep(desk, 'Rules and examples');
    await desk.getByLabel('Suggestions of models').selectOption('none');
    await next(desk);
    await atStep(desk, 'Known answers');
    await desk.getByRole('button', { name: 'Practise on this item' }).click();
    await desk.locator('[data-paper] svg').waitFor();
    await dragOver(desk, [0.1, 0.1], [0.5, 0.5]);
    await desk.getByText('1. Box person, 40, 30 to 200, 150').waitFor();
    await desk.getByLabel('Why it is right').fill('Everything dark is a person.');
    await accessible(desk);
    await next(desk);
    await atStep(desk, 'Price and people');
    await desk.getByLabel('TAG for a right answer').fill('0.05');
    await desk.getByLabel('Items a batch').fill('2');
    await desk.getByLabel('How people get a batch').selectOption('choice');
    await desk.getByText('2 items to be labelled, in one batch').waitFor();
    await next(desk);
    await atStep(desk, 'Preview');
    await desk.locator('[data-paper] svg').waitFor();
    await dragOver(desk, [0.2, 0.2], [0.4, 0.4]);
    await desk.getByText('1. Box person, 80, 60 to 160, 120').waitFor();
    await next(desk);
    await desk.getByRole('button', { name: 'Publish and fund', exact: true }).click();
    await sayYes(desk, () => Promise.resolve(desk.url().includes('/my-tasks/')));
    const [task] = await listTasks(world.connection, { requester: rita.publicKey });
    expect(task!.terms).to.include({ method: METHOD.payload, itemCount: 2, seatsLimit: 1, classes: 4, auditItems: 2 });
    const rules = await readRules(reader({ gateways: [site.arweave] }), task!);
    expect(rules.answer).to.deep.equal([{ kind: 'box' }]);
    expect(rules.suggestions).to.equal('none');
    expect(rules.practice?.map(({ answer, why }) => [answer.boxes, why])).to.deep.equal([
      [[{ label: 0, left: 40, top: 30, right: 200, bottom: 150 }], 'Everything dark is a person.'],
    ]);

    const { page, complaints: others } = await site.page();
    await begins(page, url, 'Bob', { task: task!.address });
    await page.locator('[data-paper] svg').waitFor();
    await dragOver(page, [0.1, 0.1], [0.5, 0.5]);
    await page.getByText('1. Box person, 40, 30 to 200, 150').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Item 2 of 2').first().waitFor();
    await page.locator('[data-paper] svg').waitFor();
    for (const key of ['2', 'b']) await page.keyboard.press(key);
    await page.getByText('1. Box vehicle, 160, 120 to 240, 180').waitFor();
    await page.keyboard.press('Enter');
    await sends(page);

    await desk.goto(`${url}/my-tasks/${task!.address.toBase58()}?view=labels`);
    await desk.getByRole('button', { name: 'Read the answers' }).click();
    await desk.getByText('The key of one batch is not shared yet').waitFor();
    await drawn(world);
    await page.goto(`${url}/work`);
    await page.getByText('Validators can read your answers now').waitFor();
    await accepts(world, task!.address, 2);
    await desk.reload();
    await desk.getByRole('button', { name: 'Read the answers' }).click();
    await desk.getByText('1 × box vehicle').waitFor();
    await desk.getByText('1 × box person').waitFor();
    await accessible(desk);
    await desk.getByRole('combobox', { name: 'File', exact: true }).selectOption('coco');
    const [download] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: 'Download' }).click(),
    ]);
    const coco = JSON.parse(await readFile(await download.path(), 'utf8')) as Coco;
    expect(coco.images.map(({ file_name }) => file_name).sort()).to.deep.equal(['b.png', 'c.png']);
    expect(coco.images.map(({ width, height }) => [width, height])).to.deep.equal([
      [400, 300],
      [400, 300],
    ]);
    expect(coco.categories.map(({ name }) => name)).to.deep.equal(['person', 'vehicle', 'animal']);
    expect(
      coco.annotations.map(({ image_id, category_id, bbox, area }) => [image_id, category_id, bbox, area]),
    ).to.deep.equal([
      [1, 1, [40, 30, 160, 120], 19_200],
      [2, 2, [160, 120, 80, 60], 4_800],
    ]);
    expect([...complaints, ...others]).to.deep.equal([]);
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
