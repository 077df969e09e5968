import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchSeatKey, listTasks } from '@tagger/client';
import { readPublicItems, readRules } from '@tagger/client/published';
import { reader } from '@tagger/client/storage';
import { checkBooks } from '../../tests/support/ledger.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site, type Watched } from './support/browser.ts';
import { signAll } from './support/colleagues.ts';
import { atStep, connect, describeReviews, next, REVIEWS, sayYes } from './support/wizard.ts';

const TAG = 1_000_000n;

describe('a private task', function () {
  this.timeout(300_000);
  const people = { Rita: Keypair.generate(), Hal: Keypair.generate() };
  let site: Site;
  let rita: Watched;
  let address: string;
  before(async () => {
    site = await openSite(people);
    for (const { publicKey } of Object.values(people)) {
      await airdrop(site.world.connection, publicKey, 5_000_000_000);
      await giveTag(site.world, publicKey, 100n * TAG);
    }
    rita = await site.page();
  });
  after(() => site.stop());

  it('Rita seals her items: what lies on Arweave opens for nobody else', async () => {
    const { page, complaints } = rita;
    await page.goto(`${site.url}/post`);
    await connect(page, 'Rita');
    await page.getByLabel('Who may read the items').selectOption('members');
    await describeReviews(page);
    await next(page);
    await next(page);
    await atStep(page, 'Publish and fund');
    await page.getByRole('button', { name: 'Publish and fund', exact: true }).click();
    await sayYes(page, async () => page.url().includes('/my-tasks/'));
    const { connection } = site.world;
    const [task] = await listTasks(connection, { requester: people.Rita.publicKey });
    address = task!.address.toBase58();
    expect(task!.terms).to.include({ private: 1, itemCount: 24 });
    const storage = reader({ gateways: [site.arweave] });
    const rules = await readRules(storage, task!);
    const refused = await readPublicItems(storage, task!, rules).catch((error: Error) => error);
    expect(refused).to.have.property('name', 'PrivateItems');
    await checkBooks(connection);
    expect(complaints).to.deep.equal([]);
  });

  it('Hal joins and waits; Rita is told, gives him the key, and he reads', async () => {
    const { connection } = site.world;
    const hal = await site.page();
    await hal.page.goto(`${site.url}/tasks/${address}`);
    await connect(hal.page, 'Hal');
    await hal.page.getByRole('button', { name: 'Join and start' }).click();
    await signAll(hal.page);
    await hal.page.getByText('The key of the items has not come yet.').waitFor();
    const { page } = rita;
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('1 member has joined this private task').waitFor();
    await page.getByRole('button', { name: 'Give them the key' }).click();
    await page.getByRole('dialog', { name: 'Give 1 member the key of the items' }).waitFor();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByRole('heading', { name: 'Members wait for the key' }).waitFor({ state: 'detached' });
    const [task] = await listTasks(connection, { requester: people.Rita.publicKey });
    const key = await fetchSeatKey(connection, task!.address, people.Hal.publicKey);
    expect(key!.deliveredAt > 0n).to.equal(true);
    await hal.page.getByRole('button', { name: 'Take a panel' }).click();
    await hal.page.getByRole('link', { name: 'Go on working' }).click();
    const shown = await hal.page.getByText(/^I like number \d+, it works well\.$|^Number \d+ broke/).innerText();
    expect(REVIEWS.map(([item]) => item)).to.include(shown);
    expect([...rita.complaints, ...hal.complaints]).to.deep.equal([]);
  });

  it('she goes on after a reload, on a device that knows her key', async () => {
    const { page } = rita;
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Do they like it?' }).waitFor();
    await page.getByRole('heading', { name: 'Progress' }).waitFor();
    expect(await page.getByText('Not everything could be read').count()).to.equal(0);
    expect(await page.getByRole('heading', { name: 'Members wait for the key' }).count()).to.equal(0);
  });
});
