import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import {
  buyLicense,
  fetchLicense,
  fetchTask,
  licenceMintPda,
  listDatasets,
  listOffers,
  listTasks,
  VERDICT,
  type Keyed,
  type TaskAccount,
} from '@tagger/client';
import type { Coco } from '@tagger/client/exports';
import { decryptBytes, unwrapKey } from '@tagger/client/keys';
import { checkManifest, describeDataset, readManifest } from '@tagger/client/manifest';
import { idText, reader } from '@tagger/client/storage';
import { aBuyer } from '../../tests/support/datasets.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { act, airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site, type Watched } from './support/browser.ts';
import { begins } from './support/colleagues.ts';
import { thePages } from './support/crew.ts';
import { dragOver, drawn, judges, picture, push, sends, validators } from './support/payloads.ts';
import { accessible } from './support/people.ts';
import { atStep, connect, next, overflow, sayYes } from './support/wizard.ts';

const TAG = 1_000_000n;

/** Rita has two pictures of cars boxed; Bob draws both, and validators reject the second. */
describe('accepted boxes as a dataset', function () {
  this.timeout(300_000);
  const [rita, bob] = [Keypair.generate(), Keypair.generate()];
  let site: Site;
  let desk: Watched;
  let task: Keyed<TaskAccount>;
  /** Where Bob's encrypted answer is, and its hash, as the chain has them. */
  let answer: { sha256: string; id: string };
  before(async () => {
    site = await openSite({ Rita: rita, Bob: bob });
    for (const { publicKey } of [rita, bob]) {
      await airdrop(site.world.connection, publicKey, 5_000_000_000);
      await giveTag(site.world, publicKey, 100n * TAG);
    }
    await validators(site.world);
  });
  after(() => site.stop());

  const at = (view: string): string => `${site.url}/my-tasks/${task.address.toBase58()}?view=${view}`;

  it('is not offered before the task is over', async () => {
    const { world, url } = site;
    desk = await site.page();
    const { page } = desk;
    await page.goto(`${url}/post`);
    await connect(page, 'Rita');
    const files = ['a', 'b'].map((name, place) => ({
      name: `${name}.png`,
      mimeType: 'image/png',
      buffer: Buffer.from(picture(400, 300, [40 + place, 30, 200, 150])),
    }));
    await page.getByLabel('Choose files').last().setInputFiles(files);
    await page.getByText('2 files').first().waitFor();
    await next(page);
    await atStep(page, 'Labels');
    await page.getByLabel('Start from').selectOption('boxes');
    await next(page);
    await atStep(page, 'Rules and examples');
    await page.getByLabel('Suggestions of models').selectOption('none');
    await next(page);
    await atStep(page, 'Known answers');
    await next(page);
    await atStep(page, 'Price and people');
    await page.getByLabel('Items a batch').fill('2');
    await page.getByLabel('How people get a batch').selectOption('choice');
    await next(page);
    await atStep(page, 'Preview');
    await next(page);
    await page.getByRole('button', { name: 'Publish and fund', exact: true }).click();
    await sayYes(page, () => Promise.resolve(page.url().includes('/my-tasks/')));
    [task] = (await listTasks(world.connection, { requester: rita.publicKey })) as [typeof task];
    await page.goto(at('dataset'));
    await page.getByText('A dataset can be published once the task has ended').waitFor();
    expect(await page.getByRole('button', { name: 'Read the accepted answers' }).count()).to.equal(0);
  });

  it('Bob draws both pictures; validators accept the first and reject the second; the task ends', async () => {
    const { world, url } = site;
    const { page, complaints } = await site.page();
    await begins(page, url, 'Bob', { task: task.address });
    await page.locator('[data-paper] svg').waitFor();
    await dragOver(page, [0.1, 0.1], [0.5, 0.5]);
    await page.getByText('1. Box person, 40, 30 to 200, 150').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Item 2 of 2').first().waitFor();
    await page.locator('[data-paper] svg').waitFor();
    await dragOver(page, [0.2, 0.2], [0.4, 0.4]);
    await page.getByText('1. Box person, 80, 60 to 160, 120').waitFor();
    await page.keyboard.press('Enter');
    await sends(page);
    const [{ panels } = { panels: [] }] = await thePages(world, task.address);
    const { hash, id } = panels[0]!.payloads[0]!;
    answer = { sha256: Buffer.from(hash).toString('hex'), id: idText(Uint8Array.from(id)) };
    await drawn(world);
    await page.goto(`${url}/work`);
    await page.getByText('Validators can read your answers now').waitFor();
    await judges(world, task.address, [VERDICT.accept, VERDICT.reject]);
    await waitUntil(world, task.endsAt);
    // Paid, then closed: whatever is due is sent until nothing is.
    for (let turn = 0; turn < 4; turn += 1) await push(world);
    await checkBooks(world.connection);
    expect(complaints).to.deep.equal([]);
  });

  it('an answer whose file is away, or is another, is counted as missing, and nothing is offered to publish', async () => {
    const { world, arweave, url } = site;
    for (const body of [undefined, 'something else']) {
      const { page } = await site.page();
      await page.route(`${arweave}/**${answer.id}*`, (route) =>
        body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body }),
      );
      await page.goto(`${url}/my-tasks/${task.address.toBase58()}?view=dataset`);
      await connect(page, 'Rita');
      await page.getByRole('button', { name: 'Read the accepted answers' }).click();
      await page.getByRole('button', { name: 'Continue to the wallet' }).click();
      await page.getByText('No accepted answer can be read, so there is nothing to publish.').waitFor();
      await page.getByText('2 answers can’t be read and would be missing.').waitFor();
      expect(await page.getByRole('button', { name: 'Publish and offer' }).count()).to.equal(0);
      await page.context().close();
    }
    expect(await listDatasets(world.connection, { publisher: rita.publicKey })).to.deep.equal([]);
  });

  it('Rita reads the accepted one and publishes it with terms; the rejected one is not in it', async () => {
    const { page, complaints } = desk;
    const { world } = site;
    await page.reload();
    await page.getByText('It can’t prove that your file repeats those answers').waitFor();
    await page.getByRole('button', { name: 'Read the accepted answers' }).click();
    await page.getByText('1 accepted answer goes into the dataset. 1 is left out').waitFor();
    expect(
      await page.getByRole('heading', { name: 'Files of the dataset' }).locator('+ ul > li').allInnerTexts(),
    ).to.deep.equal([
      'answers.json',
      'answers.coco.json',
      'answers.yolo.json',
      'answers.voc.json',
      'answers.label-studio.json',
    ]);
    await page.getByLabel('Description').fill('Cars on roads, each in its box.');
    await page.getByLabel('Your name or organisation').fill('Rita');
    await page.getByLabel('Price of a licence, TAG').fill('10');
    await accessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await accessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflow(page)).to.equal(0);
    await page.getByRole('button', { name: 'Publish and offer' }).click();
    await sayYes(page, () => page.getByText('Published.').isVisible());
    await checkBooks(world.connection);
    expect(complaints).to.deep.equal([]);
  });

  it('Bea buys a licence, gets the key from Rita, and reads the box with what the chain has of it', async () => {
    const { page, complaints } = desk;
    const { world, arweave } = site;
    const { dataset } = (await fetchTask(world.connection, task.address))!;
    const [offer] = await listOffers(world.connection, { dataset });
    const bea = await aBuyer(world);
    const { index, terms } = offer!;
    const buying = { buyer: bea.key, dataset, index, nonce: 1n, most: 10n * TAG, terms };
    await act(world, bea, buyLicense({ ...buying, from: bea.tokens, tagMint: world.tagMint }));
    await page.reload();
    await page.getByRole('button', { name: 'Deliver the key to one buyer' }).click();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByText('Nobody waits for a key.').waitFor();

    const state = await describeDataset(world.connection, dataset);
    const storage = reader({ gateways: [arweave] });
    const read = await storage.get(idText(state.manifestId), { sha256: state.manifestHash, maxBytes: 1_000_000 });
    const found = readManifest(read.bytes);
    expect(checkManifest(found, state).findings).to.deep.equal([]);
    const licence = (await fetchLicense(world.connection, licenceMintPda(dataset, bea.key, 1n)))!;
    const key = unwrapKey(
      bea.identity,
      Uint8Array.from(state.contents.commitment),
      Uint8Array.from(licence.wrap.flat()),
    );
    const opened = new Map<string, unknown>();
    for (const { name, id, sha256 } of found.manifest.files) {
      const sealed = await storage.get(id, { sha256: Buffer.from(sha256, 'hex'), maxBytes: 1_000_000 });
      opened.set(name, JSON.parse(Buffer.from(await decryptBytes(sealed.bytes, key)).toString()));
    }
    expect([...opened.keys()][0]).to.equal('answers.json.age');
    const { items, batches, ...about } = opened.get('answers.json.age') as {
      items: Record<string, unknown>[];
      batches: Record<string, unknown>[];
    };
    expect(items).to.have.length(1);
    expect(items[0]).to.include({ place: 0, judged: 'accepted', annotator: bob.publicKey.toBase58() });
    expect(items[0]!['boxes']).to.deep.equal([{ label: 0, left: 40, top: 30, right: 200, bottom: 150 }]);
    expect(batches).to.have.length(1);
    expect(batches[0]).to.deep.include({
      annotator: bob.publicKey.toBase58(),
      verdicts: [VERDICT.accept, VERDICT.reject],
      sealed: answer,
    });
    expect(about).to.include({ task: task.address.toBase58() });
    const coco = opened.get('answers.coco.json.age') as Coco;
    expect(coco.annotations.map(({ bbox }) => bbox)).to.deep.equal([[40, 30, 160, 120]]);
    await checkBooks(world.connection);
    expect(complaints).to.deep.equal([]);
  });
});
