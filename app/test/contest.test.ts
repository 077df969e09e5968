import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchMember, listReviews, REVIEWS } from '@tagger/client';
import { published } from '../../bots/test/support/market.ts';
import { collectAll, thePanel } from '../../tests/support/build.ts';
import { openSite, type Site } from './support/browser.ts';
import { asMember, connect, crewCommits, crewOf, crewReveals, seated, settles } from './support/colleagues.ts';

const TRUTH = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];

describe('a label that is contested', function () {
  this.timeout(300_000);
  const eve = Keypair.generate();
  let site: Site;
  before(async () => {
    site = await openSite({ Eve: eve });
  });
  after(() => site.stop());

  it('Eve sees what the others said, contests one label before pay, and knows what it costs', async () => {
    const { world, arweave } = site;
    const me = await asMember(world, 'Eve', eve);
    const crew = [me, ...(await crewOf(world, await published(world, arweave), 2))];
    // Well paid work first: a contest is paid from the balance.
    const first = await published(world, arweave, { terms: { price: 1_000_000n }, escrow: 200_000_000n });
    await seated(world, first, crew);
    const done = await crewCommits(world, first, crew, [TRUTH, TRUTH, TRUTH]);
    await crewReveals(world, first, done);
    await settles(world, first);
    await collectAll(world, first, done);

    const market = await published(world, arweave, {
      rules: { title: 'Ironic reviews' },
      terms: { ...REVIEWS, reviewFee: 20_000n },
    });
    await seated(world, market, crew);
    const wrong = [0, ...TRUTH.slice(1)];
    const work = await crewCommits(world, market, crew, [TRUTH, wrong, wrong]);
    await crewReveals(world, market, work);
    await settles(world, market);
    expect((await thePanel(world, market)).phase).to.equal('challenge');

    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/work`);
    await connect(page, 'Eve');
    await page.getByText('Decided, may be contested').waitFor();
    const card = page.getByRole('article').filter({ hasText: 'Ironic reviews' });
    await card.getByText('What came of it').click();
    await card.getByText('9 of 10 like the others').waitFor();
    const row = card.getByRole('row', { name: /^1 / });
    expect(await row.getByRole('cell').allInnerTexts()).to.include.members(['positive', 'negative', 'different']);
    const before = (await fetchMember(world.connection, eve.publicKey))?.balance ?? 0n;
    await card.getByLabel('Contest item 1', { exact: true }).check();
    await card.getByRole('button', { name: 'Contest 1 label' }).click();
    await page.getByRole('dialog', { name: `Contest 1 label for ${0.02 * REVIEWS.reviewSeats} TAG` }).waitFor();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByText('Validators look at it').waitFor();
    const after = (await fetchMember(world.connection, eve.publicKey))?.balance ?? 0n;
    expect(before - after).to.equal(20_000n * BigInt(REVIEWS.reviewSeats));
    const [review] = await listReviews(world.connection, { task: market.task });
    expect(review?.panels[0]?.case?.items).to.deep.equal([0]);
    expect(complaints).to.deep.equal([]);
  });
});
