import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { Keypair, PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import {
  buyLicense,
  fetchLicense,
  fetchMember,
  fetchTask,
  licenceMintPda,
  listOffers,
  listPages,
} from '@tagger/client';
import { decryptBytes, unwrapKey } from '@tagger/client/keys';
import { checkManifest, describeDataset, readManifest } from '@tagger/client/manifest';
import { readPublicItems, readRules } from '@tagger/client/published';
import { idText, reader } from '@tagger/client/storage';
import { aBuyer } from '../../tests/support/datasets.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { act, airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site, type Watched } from './support/browser.ts';
import { answerAll, collectFor, crewOf, settleAll } from './support/crew.ts';
import { connect, describeReviews, next, overflow, REVIEWS, sayYes } from './support/wizard.ts';

const TAG = 1_000_000n;
const truth = new Map(REVIEWS.map(([text, label]) => [text, label === 'positive' ? 1 : 0]));

describe('watching a task', function () {
  this.timeout(300_000);
  const rita = Keypair.generate();
  let site: Site;
  let view: Watched;
  let task: PublicKey;
  let crew: Actor[];
  let items: string[];
  before(async () => {
    site = await openSite({ Rita: rita });
    await airdrop(site.world.connection, rita.publicKey, 5_000_000_000);
    await giveTag(site.world, rita.publicKey, 100n * TAG);
    view = await site.page();
    const { page } = view;
    await page.goto(`${site.url}/post`);
    await connect(page, 'Rita');
    await describeReviews(page);
    await next(page);
    await next(page);
    await page.getByRole('button', { name: 'Publish and fund', exact: true }).click();
    await sayYes(page, async () => page.url().includes('/my-tasks/'));
    task = new PublicKey(new URL(page.url()).pathname.split('/').at(-1)!);
    const storage = reader({ gateways: [site.arweave] });
    const found = (await fetchTask(site.world.connection, task))!;
    items = (await readPublicItems(storage, found, await readRules(storage, found))) as string[];
    crew = await crewOf(site.world, task, 2);
  });
  after(() => site.stop());

  const figure = async (name: string, part = 'Progress'): Promise<string> =>
    view.page.getByRole('region', { name: part }).locator(`dt:text-is("${name}") + dd`).first().innerText();
  const refresh = async (): Promise<void> => {
    await view.page.getByRole('button', { name: 'Refresh' }).click();
    await view.page.locator('button[aria-busy=false]', { hasText: 'Refresh' }).waitFor();
  };
  const yes = (): Promise<void> => view.page.getByRole('button', { name: 'Continue to the wallet' }).click();

  it('shows what was asked for and paid in before anybody answered', async () => {
    const { page } = view;
    await page.getByRole('heading', { level: 1, name: 'Do they like it?' }).waitFor();
    await page.getByRole('heading', { name: 'Progress' }).waitFor();
    expect(await figure('Items decided')).to.equal('0 of 20');
    expect(await figure('Answers given')).to.equal('0 of 48');
    expect(await figure('Paid in', 'Money')).to.equal('0.4896 TAG');
    expect(await figure('Set aside for open batches', 'Money')).to.equal('0.4896 TAG');
  });

  it('Ann is always right and Ben errs on one known item: the banner asks for the known answers, and they are shown', async () => {
    const { page } = view;
    const known = (place: number): boolean => REVIEWS.findIndex(([text]) => text === items[place]) % 5 === 0;
    const slip = items.findIndex((_, place) => known(place));
    const label = (place: number): number => truth.get(items[place]!)!;
    await answerAll(site.world, task, crew, (person, place) =>
      person === 1 && place === slip ? 1 - label(place) : label(place),
    );
    await settleAll(site.world, task);
    await refresh();
    await page.getByRole('heading', { name: 'Show your known answers' }).waitFor();
    expect(await figure('Answers given')).to.equal('48 of 48');
    expect(await figure('Items decided')).to.equal('0 of 20');
    await page.getByRole('button', { name: 'Show known answers' }).click();
    await yes();
    await page.getByRole('heading', { name: 'Show your known answers' }).waitFor({ state: 'detached' });
    expect(await figure('Items decided')).to.equal('20 of 20');
    expect(await figure('Batches')).to.equal('2 of 2');
    // Four known answers to two people each, one of them wrong, in the row of the right label.
    const cells = await page
      .getByRole('region', { name: 'Known answers and what people said' })
      .locator('td')
      .allInnerTexts();
    const right = [0, 1].map((code) => items.filter((_, place) => known(place) && label(place) === code).length * 2);
    const wrong = label(slip) === 0 ? [1, 0] : [0, 1];
    expect(cells.map(Number)).to.deep.equal([right[0]! - wrong[0]!, wrong[0], wrong[1], right[1]! - wrong[1]!]);
    expect(await figure('Mean Cohen’s kappa', 'Agreement')).to.match(/^0\.9/);
  });

  it('names the people, what they earned, and how long they took', async () => {
    const { page } = view;
    await collectFor(site.world, task, crew);
    await page.getByRole('link', { name: 'People' }).click();
    await refresh();
    const row = page.getByRole('row').filter({ hasText: crew[1]!.key.toBase58().slice(0, 4) });
    expect(await row.innerText()).to.contain('75 % (3 / 4)');
    const { balance } = (await fetchMember(site.world.connection, crew[0]!.key))!;
    await page
      .getByRole('row')
      .filter({ hasText: crew[0]!.key.toBase58().slice(0, 4) })
      .getByText(String(Number(balance) / 1e6))
      .waitFor();
    await page.getByRole('button', { name: 'Read how long each took' }).click();
    await page.getByRole('button', { name: 'Read how long each took' }).waitFor({ state: 'detached' });
  });

  it('gives out the labels the chain decided, as a spreadsheet can read them', async () => {
    const { page } = view;
    await page.getByRole('link', { name: 'Labels' }).click();
    await page.getByText('20 of 20 labels').waitFor();
    const [list] = await listPages(site.world.connection, { task });
    const decided = new Map(
      list!.panels.flatMap(({ firstItem, labels }) => labels.map((code, at) => [firstItem + at, code])),
    );
    for (const format of ['csv', 'jsonl', 'labelStudio', 'parquet']) {
      await page.getByLabel('Format').selectOption(format);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download' }).click(),
      ]);
      const bytes = await readFile(await file.path());
      expect(bytes.length, format).to.be.above(100);
      if (format !== 'csv') continue;
      const rows: Record<string, string>[] = parse(bytes, { columns: true });
      expect(rows).to.have.length(20);
      for (const { place, code, content, item, final } of rows) {
        expect(Number(code)).to.equal(decided.get(Number(place)));
        expect(content).to.equal(items[Number(place)]);
        expect(item).to.equal(`r${REVIEWS.findIndex(([text]) => text === content)}`);
        expect(final).to.equal('true');
      }
    }
    await page.getByLabel('Search items').fill('number 2,');
    await page.getByText('1 of 20 labels').waitFor();
  });

  it('another device finds the notes on Arweave by the wallet alone', async () => {
    const other = await site.page();
    await other.page.goto(`${site.url}/my-tasks`);
    await connect(other.page, 'Rita');
    await other.page.getByText('2 of 2 batches decided').waitFor();
    await other.page.getByRole('link', { name: 'Do they like it?' }).click();
    await other.page.getByRole('button', { name: 'Find my notes' }).click();
    await yesOn(other);
    await other.page.getByRole('region', { name: 'Known answers and what people said' }).waitFor();
    expect(other.complaints).to.deep.equal([]);
  });
  const yesOn = ({ page }: Watched): Promise<void> =>
    page.getByRole('button', { name: 'Continue to the wallet' }).click();

  it('ends it, takes back what is free, and not a base unit is lost', async () => {
    const { page } = view;
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'End it now' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End it now' }).click();
    await page.getByRole('button', { name: 'Continue to the wallet' }).waitFor();
    await yes();
    await page.getByRole('button', { name: 'End it now' }).waitFor({ state: 'detached' });
    const before = (await fetchTask(site.world.connection, task))!;
    expect(before.cancelled).to.equal(1);
    const free = (await listPages(site.world.connection, { task })).reduce((sum, one) => sum + one.free, before.escrow);
    if (free > 0n) {
      await page.getByRole('button', { name: 'Take back what is free' }).click();
      await yes();
      await page.getByRole('button', { name: 'Take back what is free' }).waitFor({ state: 'detached' });
    }
    await checkBooks(site.world.connection);
    await waitUntil(site.world, before.endsAt);
    await refresh();
    await page.getByText('close pages, and return their deposit').waitFor();
    await page.getByRole('button', { name: 'Do it now' }).click();
    await yes();
    await page.getByText('2 of 2').first().waitFor();
    await checkBooks(site.world.connection);
    expect(view.complaints).to.deep.equal([]);
  });

  it('publishes the labels as a dataset with terms; Bea buys, gets her key from Rita, and reads what the chain decided', async () => {
    const { page } = view;
    const { world, arweave } = site;
    await page.getByRole('link', { name: 'Dataset' }).click();
    await page.getByLabel('Description').fill('Short reviews, and whether their writers like what they write of.');
    await page.getByLabel('Your name or organisation').fill('Rita');
    await page.getByLabel('Price of a licence, TAG').fill('10');
    await page.getByText('You may not: pass the data on.').waitFor();
    await page.getByRole('button', { name: 'Publish and offer' }).click();
    await sayYes(page, () => page.getByText('Published.').isVisible());
    const { dataset: address } = (await fetchTask(world.connection, task))!;
    const [offer] = await listOffers(world.connection, { dataset: address });
    expect(offer!.price).to.equal(10n * TAG);
    const state = await describeDataset(world.connection, address);
    const storage = reader({ gateways: [arweave] });
    const read = await storage.get(idText(state.manifestId), { sha256: state.manifestHash, maxBytes: 1_000_000 });
    const manifest = readManifest(read.bytes);
    expect(checkManifest(manifest, state).findings).to.deep.equal([]);
    const bea = await aBuyer(world);
    const { index, terms } = offer!;
    const buying = { buyer: bea.key, dataset: address, index, nonce: 1n, most: 10n * TAG, terms };
    await act(world, bea, buyLicense({ ...buying, from: bea.tokens, tagMint: world.tagMint }));
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('button', { name: 'Deliver the key to one buyer' }).click();
    await yes();
    await page.getByText('Nobody waits for a key.').waitFor();
    const licence = (await fetchLicense(world.connection, licenceMintPda(address, bea.key, 1n)))!;
    const key = unwrapKey(
      bea.identity,
      Uint8Array.from(state.contents.commitment),
      Uint8Array.from(licence.wrap.flat()),
    );
    const payload = { sha256: Uint8Array.from(state.contents.payloadHash), maxBytes: 1_000_000 };
    const [file] = manifest.manifest.files;
    const plain = await decryptBytes((await storage.get(file!.id, payload)).bytes, key);
    const rows: Record<string, string>[] = parse(Buffer.from(plain), { columns: true });
    expect(rows).to.have.length(20);
    for (const { content, label } of rows) expect(label).to.equal(REVIEWS.find(([text]) => text === content)![1]);
    await checkBooks(world.connection);
    expect(view.complaints).to.deep.equal([]);
  });

  it('contests a label of another task while that can be done: validators are asked about it alone', async () => {
    const { page } = await site.page();
    const { world, arweave } = site;
    await page.goto(`${site.url}/post`);
    await connect(page, 'Rita');
    await describeReviews(page);
    await page.getByLabel('Validators who judge').selectOption('3');
    await next(page);
    await next(page);
    await page.getByRole('button', { name: 'Publish and fund', exact: true }).click();
    await sayYes(page, async () => page.url().includes('/my-tasks/'));
    const address = new PublicKey(new URL(page.url()).pathname.split('/').at(-1)!);
    const storage = reader({ gateways: [arweave] });
    const found = (await fetchTask(world.connection, address))!;
    const own = (await readPublicItems(storage, found, await readRules(storage, found))) as string[];
    const people = await crewOf(world, address, 2);
    await answerAll(world, address, people, (_, place) => truth.get(own[place]!)!);
    await settleAll(world, address);
    await page.reload();
    await page.getByRole('button', { name: 'Show known answers' }).click();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByRole('link', { name: 'Labels' }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Contest 1 labels' }).click();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByText('contested', { exact: true }).waitFor();
    const pages = await listPages(world.connection, { task: address });
    expect(pages.filter(({ review }) => review === 1)).to.have.length(1);
    expect(pages.flatMap(({ panels }) => panels.flatMap(({ contested }) => contested)).filter(Boolean)).to.have.length(
      1,
    );
    await checkBooks(world.connection);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility: ${colorScheme}`, async () => {
      const { page } = await site.page({ colorScheme, width: colorScheme === 'light' ? 1_280 : 360 });
      for (const path of [
        '/my-tasks',
        ...['overview', 'labels', 'people', 'dataset'].map((part) => `/my-tasks/${task.toBase58()}?view=${part}`),
      ]) {
        await page.goto(`${site.url}${path}`);
        if (path === '/my-tasks' && colorScheme === 'light') await connect(page, 'Rita');
        await page.getByRole('heading', { level: 1 }).waitFor();
        if (path !== '/my-tasks') await page.getByRole('navigation', { name: 'Parts of this task' }).waitFor();
        await page.locator('button[aria-busy=true]').waitFor({ state: 'detached' });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
        expect(await overflow(page), path).to.equal(0);
      }
    });
});
