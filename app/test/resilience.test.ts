import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { fetchMember } from '@tagger/client';
import { published, type Market } from '../../bots/test/support/market.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { connect } from './support/people.ts';

const TAG = 1_000_000n;
const NAMES = ['Ann', 'Ben', 'Cyd', 'Dan', 'Eve'] as const;
/** Nobody listens there. */
const NOBODY = 'http://127.0.0.1:9';

describe('when something is away or wrong', function () {
  this.timeout(180_000);
  const people = Object.fromEntries(NAMES.map((name) => [name, Keypair.generate()]));
  let site: Site;
  let market: Market;
  before(async () => {
    // The indexer is never there.
    site = await openSite(people, undefined, { indexer: NOBODY });
    for (const { publicKey } of Object.values(people)) {
      await airdrop(site.world.connection, publicKey, 1_000_000_000);
      await giveTag(site.world, publicKey, 100n * TAG);
    }
    market = await published(site.world, site.arweave, { rules: { title: 'Reviews of films' } });
  });
  after(() => site.stop());

  const stakeOf = async (name: string): Promise<bigint | undefined> =>
    (await fetchMember(site.world.connection, people[name]!.publicKey))?.stakeActive;
  const offers = async (page: Page, amount: number): Promise<void> => {
    await page.getByLabel('Amount of TAG').fill(String(amount));
    await page.getByRole('button', { name: 'Stake', exact: true }).click();
    await page.getByRole('dialog').getByText('TAG staked').waitFor();
  };
  const yes = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continue to the wallet' }).click();
  const atStake = async (page: Page, name: string): Promise<void> => {
    await page.goto(`${site.url}/stake`);
    await connect(page, name);
    await page.getByText('100 TAG').waitFor();
  };

  for (const [name, hours] of [
    ['Ann', -7],
    ['Ben', 9],
  ] as const)
    it(`a device ${hours} hours off: times are the chain’s, and ${name} stakes`, async () => {
      const { page } = await site.page();
      const content = `{
        const shift = ${hours * 3_600_000};
        const Real = Date;
        globalThis.Date = class extends Real {
          constructor(...given) { given.length === 0 ? super(Real.now() + shift) : super(...given); }
          static now() { return Real.now() + shift; }
        };
      }`;
      await page.addInitScript({ content });
      await page.goto(`${site.url}/tasks/${market.task.toBase58()}`);
      await page.getByText(/^in (9|10) days$/).waitFor();
      await atStake(page, name);
      await offers(page, 5);
      await yes(page);
      await page.getByText('Done', { exact: true }).waitFor();
      expect(await stakeOf(name)).to.equal(5n * TAG);
    });

  it('[attack 134] the node is lost after it took Cyd’s transaction: it is looked up, and sent once', async () => {
    const { page } = await site.page();
    await atStake(page, 'Cyd');
    await offers(page, 5);
    const sent = new Set<string>();
    let lost = 0;
    await page.route(`${site.world.chain.rpcUrl}/**`, async (route) => {
      const asked = route.request().postDataJSON() as { method?: string; params?: unknown[] };
      if (asked.method === 'sendTransaction') {
        sent.add(String(asked.params?.[0]));
        if (lost === 0) await route.fetch();
        lost += 1;
        return lost < 3 ? route.abort() : route.continue();
      }
      return route.continue();
    });
    await yes(page);
    await page.getByText('Done', { exact: true }).waitFor();
    expect(lost).to.be.greaterThan(1);
    expect(sent.size).to.equal(1);
    expect(await stakeOf('Cyd')).to.equal(5n * TAG);
  });

  it('[attack 134] two tabs of Dan sign at once: each of his two wishes happens once', async () => {
    const one = await site.page();
    await atStake(one.page, 'Dan');
    await offers(one.page, 1);
    await yes(one.page);
    await one.page.getByText('Done', { exact: true }).waitFor();
    await one.page.reload();
    await one.page.getByText('99 TAG').waitFor();
    const two = await one.page.context().newPage();
    await two.goto(`${site.url}/stake`);
    await two.getByText('99 TAG').waitFor();
    await offers(one.page, 5);
    await offers(two, 7);
    await Promise.all([yes(one.page), yes(two)]);
    for (const page of [one.page, two]) await page.getByText('Done', { exact: true }).waitFor();
    expect(await stakeOf('Dan')).to.equal(13n * TAG);
  });

  it('the indexer is away: tasks, earnings, datasets and the explorer come from the chain', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/tasks`);
    await page.getByRole('heading', { name: 'Reviews of films' }).waitFor();
    await connect(page, 'Eve');
    for (const path of ['/earnings', '/datasets', '/licences', '/resale', '/my-tasks']) {
      await page.goto(site.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('alert').count(), path).to.equal(0);
    }
    await page.goto(`${site.url}/explore/${market.task.toBase58()}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('one gateway is away: what another has is read, and checked by its hash', async () => {
    const other = await openSite({}, undefined, {
      rpc: site.world.chain.rpcUrl,
      ws: site.world.chain.wsUrl,
      gateways: [NOBODY, site.arweave],
    });
    try {
      const { page } = await other.page();
      await page.goto(`${other.url}/tasks/${market.task.toBase58()}`);
      await page.getByRole('heading', { level: 1, name: 'Reviews of films' }).waitFor();
    } finally {
      await other.stop();
    }
  });

  it('the node is away while a page is read: it says so, and goes on by itself', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/tasks`);
    await page.getByRole('heading', { name: 'Reviews of films' }).waitFor();
    const rpc = `${site.world.chain.rpcUrl}/**`;
    await page.route(rpc, (route) => route.abort());
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.getByText('The network does not answer.').waitFor();
    await page.unroute(rpc);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.getByText('The network does not answer.').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Reviews of films' }).waitFor();
  });
});
