import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { CLAIM_MODE, fetchPage, fetchSeat, ownSlot } from '@tagger/client';
import { deliverTaskKeys, newItemsSecret } from '@tagger/client/private';
import { published, TEXTS } from '../../bots/test/support/market.ts';
import { untilReady } from '../../tests/support/tickets.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { begins, connect, signAll } from './support/colleagues.ts';

const TAG = 1_000_000n;

describe('other ways to work', function () {
  this.timeout(300_000);
  const people = { Gus: Keypair.generate(), Hal: Keypair.generate(), Ida: Keypair.generate() };
  let site: Site;
  before(async () => {
    site = await openSite(people);
    for (const { publicKey } of Object.values(people)) {
      await airdrop(site.world.connection, publicKey, 1_000_000_000);
      await giveTag(site.world, publicKey, 100n * TAG);
    }
  });
  after(() => site.stop());

  it('Gus asks for a panel where panels are assigned, and the block decides which he gets', async () => {
    const { world, arweave } = site;
    const market = await published(world, arweave, { panels: 2, terms: { claimMode: CLAIM_MODE.assigned } });
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/tasks/${market.task.toBase58()}`);
    await connect(page, 'Gus');
    await page.getByText('a block of the chain that does not exist yet decides').waitFor();
    await page.getByRole('button', { name: 'Join and start' }).click();
    await signAll(page);
    await page.getByRole('button', { name: 'Take a panel' }).click();
    await page.getByText('You asked for panels.').waitFor();
    const { publicKey: gus } = people.Gus;
    await untilReady(world, market, { name: 'Gus', wallet: people.Gus, key: gus, tokens: gus });
    await page.getByRole('link', { name: 'Go on working' }).click();
    await page.getByText('0 of 5 answered').waitFor();
    const seat = await fetchSeat(world.connection, market.task, people.Gus.publicKey);
    expect(seat?.ticket.number).to.equal(1);
    expect(complaints).to.deep.equal([]);
  });

  it('Hal joins a private task: his key is named with the seat, and items open once theirs has come', async () => {
    const { world, arweave } = site;
    const secret = newItemsSecret();
    const items = TEXTS.map((text) => new TextEncoder().encode(text));
    const market = await published(world, arweave, { sealed: { secret, items } });
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/tasks/${market.task.toBase58()}`);
    await connect(page, 'Hal');
    await page.getByRole('button', { name: 'Join and start' }).click();
    await signAll(page);
    await page.getByText('The key of the items has not come yet.').waitFor();
    expect(await page.getByRole('button', { name: 'Take a panel' }).count()).to.equal(0);
    await deliverTaskKeys(world.connection, { task: market.task, secret, payer: market.requester.wallet });
    await page.getByRole('button', { name: 'Take a panel' }).click();
    await page.getByRole('link', { name: 'Go on working' }).click();
    await page.getByText('I love this phone').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('[attack 157] Ida’s wallet goes away in the middle: she goes on, and sends when it is back', async () => {
    const { world, arweave } = site;
    const market = await published(world, arweave);
    const { page, complaints } = await site.page();
    await begins(page, site.url, 'Ida', market);
    for (const key of '12121') await page.keyboard.press(key);
    const address = people.Ida.publicKey.toBase58();
    await page.getByRole('button', { name: address.slice(0, 4) }).click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('The wallet is away.').waitFor();
    // Keys belong to the dialog until it is gone.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const key of '21212') await page.keyboard.press(key);
    await page.getByText('10 of 10 answered').waitFor();
    await connect(page, 'Ida');
    await page.getByText('The wallet is away.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Send the panel' }).click();
    // Whoever disconnects takes his key off the device: it is made again, the same.
    await page.getByText('Your key is not on this device').waitFor();
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByText('1 panel committed').waitFor();
    const [seat, view] = await Promise.all([
      fetchSeat(world.connection, market.task, people.Ida.publicKey),
      fetchPage(world.connection, market.page),
    ]);
    expect(ownSlot(view!.panels[0]!, seat!.index)?.state).to.equal('committed');
    expect(complaints).to.deep.equal([]);
  });

  it('Hal ends his session: what is left of its fees comes back to his wallet', async () => {
    const { world, arweave } = site;
    const market = await published(world, arweave);
    const { page } = await site.page();
    await page.goto(`${site.url}/tasks/${market.task.toBase58()}`);
    await connect(page, 'Hal');
    await page.getByRole('button', { name: 'Join and start' }).click();
    await signAll(page);
    await page.getByText('Bonds for 3 more panels').waitFor();
    const before = await world.connection.getBalance(people.Hal.publicKey);
    await page.goto(`${site.url}/work`);
    await page.getByRole('button', { name: 'End the session' }).click();
    await page.getByText(/The session has ended\. 0\.00\d+ SOL came back/).waitFor();
    const after = await world.connection.getBalance(people.Hal.publicKey);
    expect(after).to.be.greaterThan(before + 1_500_000);
    await page.getByRole('heading', { name: 'Session' }).waitFor({ state: 'detached' });
  });
});
