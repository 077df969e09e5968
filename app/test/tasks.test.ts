import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { published } from '../../bots/test/support/market.ts';
import { openSite, type Site, type Watched } from './support/browser.ts';
import { anIndexOfASite, type Indexed } from './support/indexed.ts';
import { connect } from './support/people.ts';
import { weighed } from './support/weight.ts';

describe('the list of tasks', function () {
  this.timeout(300_000);
  let site: Site;
  const evil = '<img src=x onerror="document.title=1">\u202etxt.exe';
  before(async () => {
    site = await openSite({ Ann: Keypair.generate() });
    const { world, arweave } = site;
    await published(world, arweave, { rules: { title: 'Reviews of films', secondsPerItem: 6, languages: ['en'] } });
    await published(world, arweave, {
      rules: { title: evil, instructions: 'Say what the writer feels', languages: ['tlh'] },
      terms: { price: 20_000n },
    });
  });
  after(() => site.stop());

  const titles = async ({ page }: Watched): Promise<string[]> =>
    (await page.getByRole('article').getByRole('heading').allInnerTexts()).map((title) => title.trim());

  it('shows pay an item and an hour, why a task stands where it stands, and what keeps Ann out', async () => {
    const view = await site.page();
    await view.page.goto(`${site.url}/tasks`);
    await view.page.getByRole('status').getByText('2 open tasks').waitFor();
    expect((await titles(view))[0]).to.equal('Reviews of films');
    const first = view.page.getByRole('article').first();
    // 0.01 TAG an item, ten items a minute, at the fifth a stranger gets.
    expect(await first.innerText())
      .to.contain('0.01')
      .and.contain('about 1.2 TAG an hour');
    await first.getByText('Why it stands here').click();
    await first.getByText('a stranger’s is 20.0 %').waitFor();
    expect(await view.page.getByRole('article').nth(1).innerText()).to.contain('the items are in tlh');
    expect(view.complaints).to.deep.equal([]);
  });

  it('keeps its filters in the address, over a reload', async () => {
    const view = await site.page();
    await view.page.goto(`${site.url}/tasks`);
    await view.page.getByLabel('Words in title or instructions').fill('writer feels');
    await view.page.getByRole('status').getByText('1 of 2 open tasks').waitFor();
    await view.page.getByLabel('Pays at least').fill('0.02');
    await view.page.getByLabel('Pays at least').press('Tab');
    await view.page.waitForURL(/least=20000/);
    await view.page.reload();
    await view.page.getByRole('status').getByText('1 of 2 open tasks').waitFor();
    await view.page.getByLabel('Only what I may take').check();
    await view.page.getByText('No open task matches').waitFor();
    await view.page.getByRole('button', { name: 'Clear' }).click();
    await view.page
      .getByRole('status')
      .getByText(/^2 open tasks/)
      .waitFor();
    expect(new URL(view.page.url()).search).to.equal('');
  });

  it('[attack 139] [attack 154] a title is text, whatever it says, and turns nothing around', async () => {
    const view = await site.page();
    await view.page.goto(`${site.url}/tasks`);
    await view.page.getByRole('article').nth(1).waitFor();
    expect(await titles(view)).to.include(evil.trim());
    expect(await view.page.title()).to.equal('Work - Tagger');
    expect(await view.page.locator('article img').count()).to.equal(0);
    expect(await view.page.getByRole('article').nth(1).locator('h2 bdi').count()).to.equal(1);
    expect(view.complaints).to.deep.equal([]);
  });
});

describe('the list of tasks from an index', function () {
  this.timeout(300_000);
  let [site, index]: [Site?, Indexed?] = [];
  /** What the issue of the app allows before a wallet is touched. */
  const MOST_SCRIPT = 250 * 1_024;

  before(async () => {
    index = await anIndexOfASite();
    index.falls();
    site = await openSite({ Ann: Keypair.generate() }, undefined, { indexer: index.url });
    const rules = { title: 'Reviews of films', secondsPerItem: 6, languages: ['en'] };
    await published(site.world, site.arweave, { rules });
    await published(site.world, site.arweave, { rules: { ...rules, title: 'Reviews of books', secondsPerItem: 60 } });
    await index.reads(site.world);
  });
  after(async () => {
    await site?.stop();
    await index?.stop();
  });
  const list = async ({ page }: Watched, from: string): Promise<string> => {
    await page.getByRole('status').getByText(`2 open tasks, ${from}`).waitFor();
    return page
      .getByRole('article')
      .allInnerTexts()
      .then((all) => all.join('\n'));
  };

  it('needs at most 250 KB of script for whoever looks around', async () => {
    const { url, page: open } = site!;
    const view = await open();
    // Wallets made of keys, which sign by themselves, are there on a local network only.
    await view.page.route('**/network.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), personas: [] } });
    });
    const weight = weighed(view.page);
    await view.page.goto(`${url}/tasks`, { waitUntil: 'networkidle' });
    expect(await list(view, 'from the indexer')).to.contain('about 1.2 TAG an hour');
    const { script } = await weight();
    expect(script).to.be.within(50_000, MOST_SCRIPT);
    // A task says what it would cost to join: that comes from the chain, and with it all that knows accounts and signs.
    await view.page.getByRole('link', { name: 'Reviews of films' }).click();
    await view.page.getByRole('heading', { level: 1, name: 'Reviews of films' }).waitFor();
    expect((await weight()).script).to.be.greaterThan(script + 50_000);
    expect(view.complaints).to.deep.equal([]);
  });

  it('says the same to whoever looks around and to Ann, whom the chain does not know yet', async () => {
    const { url, page: open } = site!;
    const view = await open();
    await view.page.goto(`${url}/tasks`);
    const told = await list(view, 'from the indexer');
    await connect(view.page, 'Ann');
    await view.page.waitForLoadState('networkidle');
    expect(await list(view, 'from the indexer')).to.equal(told);
    expect(view.complaints).to.deep.equal([]);
  });

  it('is read from the chain where the index is away, the same in every word', async () => {
    const { url, page: open } = site!;
    const before = await open();
    await before.page.goto(`${url}/tasks`);
    const told = await list(before, 'from the indexer');
    index!.falls();
    const view = await open();
    await view.page.goto(`${url}/tasks`);
    expect(await list(view, 'read from the chain: the indexer is away')).to.equal(told);
    await index!.reads(site!.world);
  });
});
