import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchDataset, fetchMember, fetchOffer, listDatasets, listLicenses, type DatasetAccount } from '@tagger/client';
import {
  finishedTask,
  offered,
  published,
  purchase,
  aBuyer,
  delivery,
  TRAINING,
} from '../../tests/support/datasets.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { act, airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { accessible, connect, sayYes } from './support/people.ts';

const TAG = 1_000_000n;

/** Pia publishes her own records at 10 TAG, Bea buys one licence. The fee is 2 %. */
describe('a provider', function () {
  this.timeout(300_000);
  const [pia, bea, ann] = [Keypair.generate(), Keypair.generate(), Keypair.generate()];
  const dir = mkdtempSync(join(tmpdir(), 'tagger-provider-'));
  const file = (name: string, bytes: string | Uint8Array): string => {
    writeFileSync(join(dir, name), bytes);
    return join(dir, name);
  };
  // 200 KB that no two chunks of are alike.
  const RECORDS = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 31 + (at >> 8) * 7) & 0xff);
  let site: Site;
  before(async () => {
    site = await openSite({ Pia: pia, Bea: bea, Ann: ann });
    for (const { publicKey } of [pia, bea, ann]) {
      await airdrop(site.world.connection, publicKey, 1_000_000_000);
      await giveTag(site.world, publicKey, 100n * TAG);
    }
  });
  after(() => site.stop());
  afterEach(() => checkBooks(site.world.connection));

  const only = async (): Promise<DatasetAccount & { address: Keypair['publicKey'] }> =>
    (await listDatasets(site.world.connection, { publisher: pia.publicKey }))[0]!;

  it('Pia’s form says what is missing, and nothing leaves her device', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/publish`);
    await connect(page, 'Pia');
    await page.getByRole('button', { name: 'Encrypt and upload' }).click();
    await page.getByText('Choose at least one file of data.').waitFor();
    await page.getByText('Say both, or don’t publish it.').waitFor();
    await page.getByLabel('Name of the dataset').fill('x'.repeat(33));
    await page.getByLabel('Price, TAG').fill('ten');
    await page.getByRole('button', { name: 'Encrypt and upload' }).click();
    await page.getByText('A name of at most 32 characters, please').waitFor();
    await page.getByText('Write an amount such as 12.5').waitFor();
    expect(await listDatasets(site.world.connection, { publisher: pia.publicKey })).to.have.length(0);
  });

  it('publishes: the upload breaks off, the page is reloaded, and nothing is encrypted or uploaded twice', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/publish`);
    await connect(page, 'Pia');
    await page
      .getByLabel('Drop the data here')
      .setInputFiles([file('my records.csv', RECORDS), file('more.txt', 'more')]);
    await page.getByLabel('Drop a sample here').setInputFiles(file('sample.txt', 'a sample'));
    await page.getByText('my_records.csv, 195 KB').waitFor();
    await page.getByLabel('Name of the dataset').fill('Records of Pia');
    await page.getByLabel('Description').fill('What Pia wrote down.');
    await page.getByLabel('Who made it').fill('Pia');
    await page.getByLabel('Keywords').fill('records, diary');
    await page.getByLabel('Languages').fill('en');
    await page.getByLabel('Is there anything about people').fill('none');
    await page.getByLabel('I may publish this data').check();
    await page.getByLabel('Whoever can be recognised').check();
    await page.getByLabel('Buyers may sell it or give it away').check();
    const posts: number[] = [];
    const upload = `${site.arweave}/tx`;
    // The first item arrives, then the connection is lost.
    await page.route(upload, async (route) => {
      posts.push(route.request().postDataBuffer()?.length ?? 0);
      if (posts.length === 1) await route.continue();
      else await route.abort();
    });
    const lost = page.waitForEvent('requestfailed');
    await page.getByRole('button', { name: 'Encrypt and upload' }).click();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await lost;
    await page.unroute(upload);
    await page.reload();
    await page.getByText('You began to publish Records of Pia on this device.').waitFor();
    const later: number[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url() === upload) later.push(1);
    });
    await page.getByRole('button', { name: 'Go on' }).click();
    const rows = await sayYes(page);
    expect(rows.split('\n')).to.include.members(['TAG in your wallet', '−5', 'TAG staked', '+5']);
    await page.getByRole('dialog', { name: /Offer licences at 10 TAG/ }).waitFor();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByText('Your dataset is published.').waitFor();
    // The second file, the sample, the licence and the card; the first was there.
    expect(later).to.have.length(4);
    const made = await only();
    expect(made).to.include({ bond: 5n * TAG, offers: 1, withdrawn: 0 });
    expect(await fetchOffer(site.world.connection, made.address, 0)).to.include({ price: 10n * TAG, keySecs: 86_400 });
    await page.getByRole('link', { name: 'See it as buyers do' }).click();
    await page.getByText(/statements that can be compared agree with the chain/).waitFor();
    await page.getByText('What Pia wrote down.').waitFor();
  });

  it('Bea buys, Pia delivers from the page and sees her revenue to the base unit; Bea reads all files', async () => {
    const { connection } = site.world;
    const dataset = await only();
    const [buys, sells] = [await site.page(), await site.page()];
    await buys.page.addInitScript({ content: 'delete globalThis.showSaveFilePicker' });
    await buys.page.goto(`${site.url}/datasets/${dataset.address.toBase58()}`);
    await connect(buys.page, 'Bea');
    await buys.page.getByRole('button', { name: 'Buy this licence' }).click();
    await sayYes(buys.page, { vault: true });
    await sells.page.goto(`${site.url}/my-datasets`);
    await connect(sells.page, 'Pia');
    await sells.page.getByText(/has to come in/).waitFor();
    await sells.page.getByRole('button', { name: 'Deliver the key' }).click();
    await sayYes(sells.page, { vault: true });
    await sells.page.getByText('Nobody waits for a key.').waitFor();
    // 10 TAG less 2 %.
    const due = (name: string) => sells.page.locator('dl > div', { hasText: name }).locator('dd');
    expect(await due('Due to you now').innerText()).to.equal('9.8 TAG');
    await sells.page.getByRole('button', { name: 'Take the revenue' }).click();
    expect((await sayYes(sells.page)).split('\n')).to.include.members(['TAG you have with Tagger', '+9.8']);
    await sells.page.getByText('It is in your balance with Tagger.').waitFor();
    expect((await fetchMember(connection, pia.publicKey))?.balance).to.equal(9_800_000n);
    expect((await fetchDataset(connection, dataset.address))!.publisherDue).to.equal(0n);
    expect(await sells.page.getByRole('table').innerText())
      .to.contain('training, evaluation')
      .and.contain('10 TAG');
    const got: Buffer[] = [];
    for (const name of ['my_records.csv', 'more.txt']) {
      const download = buys.page.waitForEvent('download');
      await buys.page.getByRole('button', { name: `Download ${name}` }).click();
      got.push(readFileSync(await (await download).path()));
      await buys.page.getByText(`${name} was checked and saved.`).waitFor();
    }
    expect(Buffer.compare(got[0]!, RECORDS)).to.equal(0);
    expect(got[1]!.toString()).to.equal('more');
    expect([...buys.complaints, ...sells.complaints]).to.deep.equal([]);
  });

  it('Pia makes a second offer and withdraws the first; then she sells no more', async () => {
    const { connection } = site.world;
    const dataset = await only();
    const { page } = await site.page();
    await page.goto(`${site.url}/my-datasets`);
    await connect(page, 'Pia');
    await page.getByText('Make an offer').click();
    await page.getByLabel('Price, TAG').fill('3.5');
    await page.getByLabel('Earn money with what you do').check();
    await page.getByRole('button', { name: 'Offer it' }).click();
    await sayYes(page);
    await page.getByText('Offer 1: 3.5 TAG, 0 sold').waitFor();
    expect((await fetchOffer(connection, dataset.address, 1))?.terms.uses).to.equal(35);
    await page.getByRole('button', { name: 'Withdraw this offer' }).first().click();
    await sayYes(page);
    await page.getByText('Offer 0: 10 TAG').waitFor({ state: 'detached' });
    expect(await fetchOffer(connection, dataset.address, 0)).to.equal(null);
    await page.getByText('Sell no more of it').first().click();
    await page.getByRole('button', { name: 'Sell no more of it' }).click();
    await sayYes(page);
    await page.getByText('withdrawn', { exact: true }).waitFor();
    expect((await listLicenses(connection, { dataset: dataset.address }))[0]?.state).to.equal(1);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility, and fits a phone: ${colorScheme}`, async () => {
      const { page } = await site.page({ colorScheme, width: 360 });
      await page.goto(`${site.url}/my-datasets`);
      await connect(page, 'Pia');
      for (const [path, seen] of [
        ['/my-datasets', 'Who holds a licence'],
        ['/publish', 'Encrypt and upload'],
      ] as const) {
        await page.goto(`${site.url}${path}`);
        await page.getByText(seen).first().waitFor();
        await accessible(page);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth'), path).to.be.at.most(360);
      }
    });

  it('who labelled takes his share of a sale, by accepted labels', async () => {
    const { world } = site;
    const { requester, task, crew } = await finishedTask(world, 1);
    const sold = await published(world, requester, task);
    await offered(world, sold, { terms: TRAINING });
    const buyer = await aBuyer(world);
    await act(world, buyer, purchase(world, sold, buyer));
    await act(world, world.deployer, await delivery(world, sold, buyer));
    const { page } = await site.page();
    // He is one more persona of this network.
    const secret = Buffer.from(crew[0]!.wallet.secretKey).toString('base64');
    await page.route('**/network.json', async (route) => {
      const network = (await (await route.fetch()).json()) as object;
      await route.fulfill({ json: { ...network, personas: [{ name: 'Worker', secret }] } });
    });
    await page.goto(`${site.url}/my-datasets`);
    await connect(page, 'Worker');
    await page.getByText('4.9 TAG due').waitFor();
    await page.getByText('10 of 10 accepted labels').waitFor();
    await page.getByRole('button', { name: 'Take my share' }).click();
    expect((await sayYes(page)).split('\n')).to.include.members(['TAG you have with Tagger', '+4.9']);
    await page.getByText('0 TAG due').waitFor();
  });
});
