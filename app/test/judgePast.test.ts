import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { closePage, fetchPage, REVIEWS, settleCase, stake, createMember, joinPool } from '@tagger/client';
import { published } from '../../bots/test/support/market.ts';
import {
  ballots,
  commitBallots,
  conclude,
  contest,
  joinValidators,
  nextEpoch,
  ownPool,
  revealBallots,
  type ReviewSetup,
} from '../../tests/support/reviews.ts';
import { act, airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { connect, crewCommits, crewOf, crewReveals, settles } from './support/colleagues.ts';
import { collectSeats, drawAll, slotOf } from './support/courts.ts';
import { anIndexOfASite, type Indexed } from './support/indexed.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const TAG = 1_000_000n;
const TRUTH = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];
const FEE = 20_000n;

describe('reviews that are closed', function () {
  this.timeout(240_000);
  const val = Keypair.generate();
  const judge: Actor = { name: 'Val', wallet: val, key: val.publicKey, tokens: val.publicKey };
  let index: Indexed;
  let site: Site;
  let others: Actor[];
  let review: ReviewSetup;
  before(async () => {
    index = await anIndexOfASite();
    index.falls();
    site = await openSite({ Val: val, Nina: Keypair.generate() }, undefined, { indexer: index.url });
    const { world, arweave } = site;
    ownPool(world);
    await airdrop(world.connection, val.publicKey, 2_000_000_000);
    const from = await giveTag(world, val.publicKey, 500n * TAG);
    const [wallet, { tagMint }] = [val.publicKey, world];
    await act(
      world,
      val,
      createMember({ wallet }),
      stake({ wallet, from, tagMint, amount: 500n * TAG }),
      joinPool({ wallet, bond: 500n * TAG }),
    );
    others = await joinValidators(world, 2);
    await nextEpoch(world);

    const market = await published(world, arweave, {
      rules: { title: 'Ironic reviews' },
      terms: { ...REVIEWS, reviewFee: FEE },
      escrow: 40n * TAG,
    });
    const crew = await crewOf(world, market, 3);
    const wrong = [0, ...TRUTH.slice(1)];
    await crewReveals(world, market, await crewCommits(world, market, crew, [TRUTH, wrong, wrong]));
    await settles(world, market);
    review = await contest(world, market, [0, 3]);
    await drawAll(world, review);
    const given = [];
    // Val is alone about the second item.
    for (const [who, votes] of [
      [judge, [1, 1]],
      [others[0]!, [1, 0]],
      [others[1]!, [1, 0]],
    ] as const)
      given.push(...ballots([who], [[...votes]], (await slotOf(world, review, who.key))!.index));
    await commitBallots(world, review, given);
    await revealBallots(world, review, given);
    await act(world, world.deployer, settleCase({ page: review.page, panel: 0n }));
    await conclude(world, review);
    await collectSeats(world, review, [judge, ...others]);
    const { requester } = market;
    const rent = { caller: requester.key, task: market.task, page: review.page, rentPayer: requester.key };
    await act(world, requester, closePage(rent));
    expect(await fetchPage(world.connection, review.page)).to.equal(null);
  });
  after(async () => {
    await site?.stop();
    await index?.stop();
  });

  const opens = async (options?: Parameters<Site['page']>[0]) => {
    const view = await site.page(options);
    await view.page.goto(`${site.url}/judge`);
    await connect(view.page, 'Val');
    return view;
  };

  it('an index that does not answer is said to be missing, and the page works without it', async () => {
    const { page } = await opens();
    await page.getByText('You are one of 3 validators.').waitFor();
    await page.getByText('The index does not answer').waitFor();
    expect(await page.getByRole('row', { name: /Ironic reviews/ }).count()).to.equal(0);
  });

  it('Val reads on a new device what he voted, what stood, how much of it became the verdict, and what it paid', async () => {
    await index.reads(site.world);
    const { page, complaints } = await opens();
    const row = page.getByRole('row', { name: /Ironic reviews/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).to.deep.equal([
      'positive, positive',
      'positive, negative',
      '1 of 2 became the verdict',
      '0.02 TAG',
    ]);
    await page.getByText('Reviews whose pages are closed are told by the index of this network.').waitFor();
    await page.goto(`${site.url}/judge/${review.page.toBase58()}`);
    await page.getByText('There is no live review at this address.').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('a network without an index says what that means', async () => {
    const { page, complaints } = await site.page();
    await page.route('**/network.json', async (route) => {
      const { indexer: _, ...network } = (await (await route.fetch()).json()) as Record<string, unknown>;
      await route.fulfill({ json: network });
    });
    await page.goto(`${site.url}/judge`);
    await connect(page, 'Val');
    await page.getByText('This network has no index').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility: ${colorScheme}`, async () => {
      const { page } = await opens({ colorScheme, width: 390 });
      await page.getByRole('row', { name: /Ironic reviews/ }).waitFor();
      await accessible(page);
      expect(await overflow(page)).to.equal(0);
    });
});
