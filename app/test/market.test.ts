import { readFileSync } from 'node:fs';
import { Keypair, type PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchDataset, fetchLicense, fetchMember, licenceMintPda, listLicenses } from '@tagger/client';
import { aMember } from '../../tests/support/build.ts';
import { delivery, finishedTask } from '../../tests/support/datasets.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { act, airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { publishedData, type Published } from './support/datasets.ts';
import { accessible, connect, sayYes } from './support/people.ts';

const TAG = 1_000_000n;
/** 300 KB that no two chunks of are alike: five chunks of an encrypted file. */
const PLAIN = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919 + (at >> 8) * 104_729) & 0xff);
const ROWS = ['cat', 'cat', 'dog', '<img src=x onerror="document.title=1">', '[click](javascript:alert(1)) **bold**'];
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
);

describe('the market of datasets', function () {
  this.timeout(300_000);
  const bea = Keypair.generate();
  const dan = Keypair.generate();
  let site: Site;
  let pro: Actor;
  let pets: Published;
  let films: PublicKey;
  before(async () => {
    site = await openSite({ Bea: bea, Dan: dan });
    const { world, arweave } = site;
    for (const { publicKey } of [bea, dan]) {
      await airdrop(world.connection, publicKey, 1_000_000_000);
      await giveTag(world, publicKey, 100n * TAG);
    }
    pro = await aMember(world, 'Pro', 0n);
    pets = await publishedData(world, arweave, pro, {
      plain: PLAIN,
      rows: ROWS,
      sample: [
        { name: 'cat.png', mediaType: 'image/png', bytes: PIXEL },
        { name: 'evil.png', mediaType: 'image/png', bytes: Buffer.from('<svg onload="document.title=1"/>') },
      ],
      said: { keywords: ['pets'], rai: { dataLimitations: ['Only two kinds of pets.'] } },
      nonce: 1n,
    });
    await publishedData(world, arweave, pro, {
      plain: Buffer.from('x'),
      said: { name: 'Sounds of birds', description: 'Recorded at dawn.', languages: ['de'] },
      price: 2_500_000n,
      keySecs: 60,
      nonce: 2n,
    });
  });
  after(() => site.stop());
  afterEach(() => checkBooks(site.world.connection));

  it('Bea finds what she needs by words, price and language, and the address keeps it', async () => {
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/datasets`);
    await page.getByRole('status').getByText('2 datasets').waitFor();
    const names = async (): Promise<string[]> =>
      (await page.getByRole('article').getByRole('heading').allInnerTexts()).map((name) => name.trim());
    await page.getByLabel('Order').selectOption('Cheapest first');
    await page.waitForURL(/sort=price/);
    expect(await names()).to.deep.equal(['Sounds of birds', 'Cats and dogs']);
    await page.getByLabel('Costs at most, TAG').fill('9');
    await page.getByLabel('Costs at most, TAG').press('Tab');
    await page.getByRole('status').getByText('1 of 2 datasets').waitFor();
    await page.reload();
    await page.getByRole('status').getByText('1 of 2 datasets').waitFor();
    expect(await names()).to.deep.equal(['Sounds of birds']);
    await page.getByLabel('Language').selectOption('en');
    await page.getByText('No dataset matches.').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Words in name').fill('pets');
    await page.getByRole('status').getByText('1 of 2 datasets').waitFor();
    expect(await names()).to.deep.equal(['Cats and dogs']);
    await page.getByLabel('What you want to do').selectOption('Pass copies on to others');
    await page.getByText('No dataset matches.').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('Bea reads the card, buys, gets the key and the file, byte for byte what Pro encrypted', async () => {
    const { page, complaints } = await site.page();
    const { connection } = site.world;
    // As Firefox and Safari have it: no writing into files.
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
    await page.goto(`${site.url}/datasets/${pets.dataset.toBase58()}`);
    await page.getByRole('heading', { level: 1, name: 'Cats and dogs' }).waitFor();
    await page.getByText(/statements that can be compared agree with the chain/).waitFor();
    await page.getByText('Only two kinds of pets.').waitFor();
    await page.getByText('Train models on it').waitFor();
    await page.getByText('Of a resale 5 % go to those who made the data, at least 0.1 TAG.').waitFor();
    await connect(page, 'Bea');
    await page.getByRole('button', { name: 'Buy this licence' }).click();
    const rows = await sayYes(page, { vault: true });
    expect(rows.split('\n')).to.include.members(['TAG in your wallet', '−10']);
    await page.getByText(/Bought. Waiting for the key: it has to come in/).waitFor();
    const buyer: Actor = { name: 'Bea', wallet: bea, key: bea.publicKey, tokens: bea.publicKey };
    await act(site.world, site.world.deployer, await delivery(site.world, pets, buyer));
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download labels.csv' }).click();
    const file = await download;
    expect(file.suggestedFilename()).to.equal('labels.csv');
    expect(Buffer.compare(readFileSync(await file.path()), PLAIN)).to.equal(0);
    await page.getByText('labels.csv was checked and saved.').waitFor();
    const mint = licenceMintPda(pets.dataset, bea.publicKey, 1n);
    expect(await fetchLicense(connection, mint)).to.include({ state: 1, paid: 10n * TAG });
    expect(complaints).to.deep.equal([]);
  });

  it('a browser that writes into files gets the same bytes as a stream; a gateway that lies leaves nothing', async () => {
    const { page } = await site.page();
    // As text: what compiles the tests would name the function by a helper that no page has.
    const content = `globalThis.showSaveFilePicker = async () => {
      const root = await navigator.storage.getDirectory();
      return root.getFileHandle('picked', { create: true });
    };`;
    await page.addInitScript({ content });
    const look = `(async () => {
      const root = await navigator.storage.getDirectory();
      const file = await (await root.getFileHandle('picked')).getFile();
      const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
      return [file.size, ...new Uint8Array(digest)];
    })()`;
    const picked = (): Promise<number[]> => page.evaluate(look);
    await page.goto(`${site.url}/datasets/${pets.dataset.toBase58()}`);
    await connect(page, 'Bea');
    const lie = `${site.arweave}/**`;
    await page.route(lie, async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      if (body.length > 300_000) body[200_000] = (body[200_000] ?? 0) ^ 1;
      await route.fulfill({ response: answer, body });
    });
    await page.getByRole('button', { name: 'Download labels.csv' }).click();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByRole('alert').getByText('Nothing was saved.').waitFor();
    expect((await picked())[0]).to.equal(0);
    await page.unroute(lie);
    await page.getByRole('button', { name: 'Download labels.csv' }).click();
    await page.getByText('labels.csv was checked and saved.').waitFor();
    const expected = new Uint8Array(await crypto.subtle.digest('SHA-256', PLAIN));
    expect(await picked()).to.deep.equal([PLAIN.length, ...expected]);
  });

  it('[attack 173] no key comes: Dan takes his money back, with part of the bond', async () => {
    const { page, complaints } = await site.page();
    const { connection } = site.world;
    await page.goto(`${site.url}/datasets`);
    await page.getByRole('link', { name: 'Sounds of birds' }).click();
    await connect(page, 'Dan');
    await page.getByRole('button', { name: 'Buy this licence' }).click();
    await sayYes(page, { vault: true });
    await page.getByText(/Waiting for the key/).waitFor();
    const [licence] = await listLicenses(connection, { holder: dan.publicKey });
    await page.reload();
    await page.getByText(/Waiting for the key/).waitFor();
    await waitUntil(site.world, licence!.keyUntil);
    await page.getByRole('button', { name: 'Take the money back' }).click();
    const rows = await sayYes(page);
    expect(rows.split('\n')).to.include.members(['TAG you have with Tagger', '+2.5', 'TAG staked', '+0.25']);
    expect(await fetchMember(connection, dan.publicKey)).to.include({ balance: 2_500_000n, stakeActive: 250_000n });
    expect(await fetchDataset(connection, licence!.dataset)).to.include({
      pending: 0n,
      escrowed: 0n,
      bond: 4_750_000n,
    });
    expect(complaints).to.deep.equal([]);
  });

  it('[attack 139] [attack 140] what a card holds is text; what is no picture is not shown as one', async () => {
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/datasets/${pets.dataset.toBase58()}`);
    await page.getByRole('cell', { name: ROWS[3]!, exact: true }).waitFor();
    await page.getByRole('cell', { name: ROWS[4]!, exact: true }).waitFor();
    await page.getByRole('img', { name: 'Sample image cat.png' }).waitFor();
    await page.getByText('It is not the kind of file it says it is, damaged, or too large to be shown.').waitFor();
    await page.getByText('The legal text').first().click();
    await page.getByText('<script>document.title = "sold"</script>').first().waitFor();
    expect(await page.title()).to.equal('Cats and dogs - Tagger');
    expect(await page.locator('main script, main a[href^="javascript"], main strong').count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  it('[attack 154] [attack 119] a card with markup, turned text or false figures is called so', async () => {
    const { world, arweave } = site;
    const forged: [string, (card: string) => string, RegExp][] = [
      ['markup', (card) => card.replace('Photographs', '<b>Photographs'), /holds markup/],
      ['turned', (card) => card.replace('Photographs', '\u202ePhotographs'), /turns the direction of text/],
      ['huge', (card) => card.replace('Photographs', 'x'.repeat(30_000)), /at most 20000|30017 characters/],
      ['more', (card) => card.replace('{', '{ "more": 1,'), /not as this client writes it/],
      ['other root', (card) => card.replace(/"contributorBps": 0/, '"contributorBps": 900'), /1 statement differs/],
    ];
    let nonce = 100n;
    for (const [, forge, sentence] of forged) {
      const { page } = await site.page();
      const { dataset } = await publishedData(world, arweave, pro, { plain: Buffer.from('y'), forge, nonce: nonce++ });
      await page.goto(`${site.url}/datasets/${dataset.toBase58()}`);
      await page.getByRole('alert').getByText(sentence).first().waitFor();
      await page.context().close();
    }
  });

  it('figures of a dataset made on Tagger are compared one by one, and its history is read', async () => {
    const { world, arweave } = site;
    const { requester, task } = await finishedTask(world, 3);
    const said = { name: 'Moods of films' };
    const made = await publishedData(world, arweave, requester, { plain: PLAIN, task, said, nonce: 9n });
    films = made.dataset;
    const { page, complaints } = await site.page({ width: 360 });
    await page.goto(`${site.url}/datasets/${made.dataset.toBase58()}`);
    await page.getByText('All 32 statements that can be compared agree with the chain.').waitFor();
    await page.getByText('10 of 10 answers accepted').first().waitFor();
    await page.getByText('100.0 %').waitFor();
    await page.getByRole('button', { name: 'Read the whole history' }).click();
    await page.getByText('1 panels by 3 members').waitFor();
    await page.getByText('30 answers, 30 of them the label').waitFor();
    await page.goto(`${site.url}/datasets?sort=quality&agreement=9000`);
    await page.getByRole('heading', { name: 'Moods of films' }).waitFor();
    expect(await page.getByRole('article').count()).to.equal(1);
    expect(complaints).to.deep.equal([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility, and fits a phone: ${colorScheme}`, async () => {
      const { page } = await site.page({ colorScheme, width: 360 });
      for (const path of ['/datasets', ...[pets.dataset, films].map((address) => `/datasets/${address.toBase58()}`)]) {
        await page.goto(`${site.url}${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page
          .getByText(/Train models on it|Moods of films/)
          .last()
          .waitFor();
        await accessible(page);
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(wide, path).to.be.at.most(360);
      }
    });
});
