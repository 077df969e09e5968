import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchMember, fetchSeat, ownSlot } from '@tagger/client';
import { published, type Market } from '../../bots/test/support/market.ts';
import { thePanel } from '../../tests/support/build.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { connect, crewCommits, crewOf, crewReveals, opensGold, settles, signAll } from './support/colleagues.ts';
import { openSite, type Site } from './support/browser.ts';

const TAG = 1_000_000n;
/** What the writers of `REVIEWS` think: 1 is positive. */
const TRUTH = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];

describe('Ann at work', function () {
  this.timeout(300_000);
  const ann = Keypair.generate();
  let site: Site;
  let market: Market;
  before(async () => {
    site = await openSite({ Ann: ann });
    const { world, arweave } = site;
    await airdrop(world.connection, ann.publicKey, 1_000_000_000);
    await giveTag(world, ann.publicKey, 100n * TAG);
    market = await published(world, arweave, {
      rules: { title: 'Reviews of films', secondsPerItem: 6, languages: ['en'] },
      gold: [
        {
          firstItem: 0,
          entries: [
            { offset: 0, label: 1 },
            { offset: 1, label: 0 },
          ],
          salt: new Uint8Array(32).fill(7),
        },
      ],
    });
  });
  after(() => site.stop());

  it('goes from the list to pay: joins with one signature, answers by keys, is revealed and paid', async () => {
    const { world } = site;
    const crew = await crewOf(world, market, 2);
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/tasks`);
    await connect(page, 'Ann');
    await page.getByRole('link', { name: 'Reviews of films' }).click();
    await page.getByRole('heading', { level: 1, name: 'Reviews of films' }).waitFor();
    // Six seconds an item at 0.01 TAG, at the fifth a stranger gets.
    await page.getByText('about 1.2 TAG with your record so far').waitFor();
    await page.getByText('You take a panel and don’t answer in time').waitFor();

    await page.getByLabel('Panels you want bonds for').fill('2');
    await page.getByText('Locks 2 TAG').waitFor();
    await page.getByRole('button', { name: 'Join and start' }).click();
    await signAll(page);
    await page.getByText('Bonds for 2 more panels').waitFor();
    await page.getByRole('button', { name: 'Take a panel' }).click();
    await page.getByRole('link', { name: 'Go on working' }).click();

    await page.getByText('0 of 10 answered').waitFor();
    await page.getByText('I love this phone').waitFor();
    for (const label of TRUTH) await page.keyboard.press(String(label + 1));
    await page.getByRole('heading', { name: 'All answered' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('1 panel committed').waitFor();
    expect(ownSlot(await thePanel(world, market), 2)?.state).to.equal('committed');

    const others = [TRUTH, [...TRUTH.slice(0, 9), 1]];
    const work = await crewCommits(world, market, crew, others);
    await crewReveals(world, market, work);
    // Nobody asks Ann: the page she happens to have open shows her answers.
    await page.goto(site.url);
    await page.getByText('Answers to 1 panel shown').waitFor();
    await settles(world, market);
    await opensGold(world, market);
    await page.getByRole('navigation').getByText('Work', { exact: true }).click();
    await page.getByRole('link', { name: 'My work' }).click();
    await page.getByText('Pay for 1 panel is in your balance').waitFor();
    await page.getByText('Paid', { exact: true }).waitFor();
    await page.getByText('What came of it').click();
    await page.getByText('10 of 10 like the others').waitFor();
    const member = await fetchMember(world.connection, ann.publicKey);
    expect(member?.balance).to.equal(100_000n);
    expect((await fetchSeat(world.connection, market.task, ann.publicKey))?.accepted).to.equal(10n);
    expect(complaints).to.deep.equal([]);
  });
});
