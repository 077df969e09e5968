import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { fetchMember, fetchPools, findValidator, REVIEWS, settleCase } from '@tagger/client';
import { published } from '../../bots/test/support/market.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { team } from '../../tests/support/people.ts';
import {
  ballots,
  commitBallots,
  conclude,
  contest,
  enrich,
  expire,
  nextEpoch,
  revealBallots,
  theRound,
} from '../../tests/support/reviews.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { act } from '../../tests/support/world.ts';
import { type Site } from './support/browser.ts';
import { asMember, crewCommits, crewReveals, seated, settles } from './support/colleagues.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';
import { FEE, openCourt, TAG, TRUTH, type Court } from './support/court.ts';
import { agrees, drawAll } from './support/courts.ts';

describe('judging', function () {
  this.timeout(240_000);
  const [nina, rob] = [Keypair.generate(), Keypair.generate()];
  let court: Court;
  let site: Site;
  before(async () => {
    court = await openCourt({ Nina: nina, Rob: rob }, false);
    site = court.site;
  });
  after(() => site.stop());

  const valued = async () => (await fetchMember(site.world.connection, court.val.key))!;
  const placeOf = async () => findValidator(await fetchPools(site.world.connection), court.val.key)?.validator;
  const yes = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continue to the wallet' }).click();

  it('Val reads what a seat costs, is told that his bond is too small, and becomes a validator', async () => {
    const { page, complaints } = await court.opens('Val', '/judge');
    await page.getByText('You are no validator.').waitFor();
    await page.getByLabel('TAG behind your seats').fill('4');
    await page.getByRole('button', { name: 'Become a validator' }).click();
    await page.getByRole('alert').getByText('One seat binds 5 TAG').waitFor();
    await page.getByLabel('TAG behind your seats').fill('500');
    await page.getByText('500 TAG of it are staked from your wallet now.').waitFor();
    await page.getByRole('button', { name: 'Become a validator' }).click();
    await agrees(page, () => page.getByText('You are one of 3 validators.').isVisible());
    const place = await placeOf();
    expect(place?.bond).to.equal(500n * TAG);
    // What is encrypted for him can be opened by his wallet's own signature.
    expect((await valued()).key.some((byte) => byte !== 0)).to.equal(true);
    expect(complaints).to.deep.equal([]);
    await nextEpoch(site.world);
  });

  it('is drawn, judges by keys, reloads in the middle; votes are shown by themselves, and pay arrives to the unit', async () => {
    const { world } = site;
    const { review } = await court.contested('Ironic reviews', [0, 3]);
    await drawAll(site.world, review);
    const { page, complaints } = await court.opens('Val', '/judge');
    await page.getByRole('heading', { name: 'Ironic reviews' }).waitFor();
    await page.getByText(/Judge it, ends in/).waitFor();
    await page.getByRole('link', { name: 'Open the review' }).click();
    await page.getByText('0 of 2 judged').waitFor();
    await page.getByText('I love this phone').waitFor();
    const answers = page.getByRole('region', { name: 'What people answered' });
    expect(await answers.locator('dd').allInnerTexts()).to.deep.equal(['positive', 'negative', 'negative', 'negative']);
    await answers.getByText('2 of 3 said so.').waitFor();
    await page.getByText('Each vote that becomes the verdict pays 0.02 TAG.').waitFor();
    await page.getByText('A vote that is committed and not shown costs 2.5 TAG.').waitFor();
    // Digits choose; a note stays here.
    await page.getByLabel('Your own note').fill('Plainly happy.');
    await page.getByRole('region', { name: /^Item 1 of 2/ }).focus();
    await page.keyboard.press('2');
    await page.getByText('1 of 2 judged').waitFor();
    await page.getByText('Saved on this device').waitFor();
    await page.reload();
    await page.getByText('1 of 2 judged').waitFor();
    await page.getByText('Item 2 of 2').waitFor();
    await page.keyboard.press('Backspace');
    await page.getByText('Item 1 of 2').waitFor();
    expect(await page.getByLabel('Your own note').inputValue()).to.equal('Plainly happy.');
    await page.keyboard.press('Enter');
    await page.getByText('Item 2 of 2').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'All judged' }).waitFor();
    await page.keyboard.press('Enter');
    await agrees(page, () => page.getByText('Committed, waiting for the others').isVisible());
    await page.getByText('You said: positive.').waitFor();
    await page.getByText('Plainly happy.').waitFor();
    expect((await court.valSlot(review))?.state).to.equal('committed');
    // The tab dies; another page of the app shows the votes.
    await page.goto(`${site.url}/stake`);
    const given = await court.ballotsOf(review, [1, 0]);
    await commitBallots(world, review, given);
    await page.getByText('Votes on 1 review shown').waitFor();
    expect((await theRound(world, review)).answers[(await court.valSlot(review))!.index]).to.deep.equal([1, 0]);
    await revealBallots(world, review, given);
    const before = await valued();
    await page.goto(`${site.url}/judge/${review.page.toBase58()}`);
    await page.getByRole('button', { name: 'Move it on' }).click();
    await yes(page);
    await page.getByText('Counted, may be appealed').first().waitFor();
    await page.getByText('Item 1: positive').waitFor();
    const ended = await conclude(world, review);
    expect(ended.changed).to.equal(1);
    await page.goto(`${site.url}/judge`);
    await page.getByText('Fees and bond of 1 review are back with you').waitFor();
    const after = await valued();
    expect([
      after.balance - before.balance,
      after.votes - before.votes,
      after.coherent - before.coherent,
    ]).to.deep.equal([2n * FEE, 2n, 2n]);
    expect((await placeOf())?.held).to.equal(0n);
    const row = page.getByRole('row', { name: /Ironic reviews/ }).filter({ hasText: 'became the verdict' });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).to.deep.equal([
      'positive, negative',
      'positive, negative',
      '2 of 2 became the verdict',
      '0.04 TAG',
    ]);
    await checkBooks(world.connection);
    expect(complaints).to.deep.equal([]);
  });

  it('who is not drawn sees the case and nothing to vote on', async () => {
    const { review } = await court.contested('Reviews of tea', [0]);
    const { page, complaints } = await court.opens('Nina', `/judge/${review.page.toBase58()}`);
    await page.getByText('This wallet is not drawn for this round').waitFor();
    await page.getByText('I love this phone').waitFor();
    await page.getByText('2 of 3 said so.').waitFor();
    expect(await page.getByRole('group', { name: 'Choose one' }).count()).to.equal(0);
    expect(await page.getByRole('button', { name: 'Commit the votes' }).count()).to.equal(0);
    expect(await page.getByRole('button', { name: 'Appeal the verdict' }).count()).to.equal(0);
    await page.keyboard.press('1');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await page.getByText('Agrees with the others on 9 of 10 items.').waitFor();
    await page.getByText('No sign of copied answers.').first().waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('[attack 157] Val’s browser is closed while votes are shown: he is told what that cost, and it is exactly that', async () => {
    const { world } = site;
    const { review } = await court.contested('Reviews of soap', [0]);
    await drawAll(site.world, review);
    const { page, complaints } = await court.opens('Val', `/judge/${review.page.toBase58()}`);
    await page.getByText('0 of 1 judged').waitFor();
    await page.getByRole('button', { name: 'positive' }).click();
    await page.getByRole('button', { name: 'Commit the votes' }).click();
    await agrees(page, () => page.getByText('Committed, waiting for the others').isVisible());
    // Nothing of the app is open.
    await page.goto('about:blank');
    const given = await court.ballotsOf(review, [1]);
    await commitBallots(world, review, given);
    await revealBallots(world, review, given);
    await expire(world, review);
    const before = await valued();
    await page.goto(`${site.url}/judge/${review.page.toBase58()}`);
    await page.getByText('Your votes were not shown in time. That costs 2.5 TAG.').waitFor();
    await act(world, world.deployer, settleCase({ page: review.page, panel: 0n }));
    await conclude(world, review);
    await page.goto(`${site.url}/judge`);
    await page.getByText('Fees and bond of 1 review are back with you').waitFor();
    const after = await valued();
    expect([after.slashed - before.slashed, after.balance - before.balance]).to.deep.equal([2_500_000n, 0n]);
    await page
      .getByRole('row', { name: /Reviews of soap/ })
      .getByText('Committed, never shown')
      .waitFor();
    await checkBooks(world.connection);
    expect(complaints).to.deep.equal([]);
  });

  it('a window without a vote is told with its price, and a ballot on another device is asked for', async () => {
    const { world } = site;
    const { review } = await court.contested('Reviews of salt', [0]);
    await drawAll(site.world, review);
    const { page } = await court.opens('Val', `/judge/${review.page.toBase58()}`);
    await page.getByText('0 of 1 judged').waitFor();
    await waitUntil(world, (await theRound(world, review)).until);
    await page.getByText('You did not vote in time. That costs 0.25 TAG.').waitFor();
    expect(await page.getByRole('group', { name: 'Choose one' }).count()).to.equal(0);

    const other = await court.contested('Reviews of rice', [0]);
    await drawAll(site.world, other.review);
    const slot = (await court.valSlot(other.review))!;
    const mine = ballots([court.val], [[1]], slot.index);
    const given = [...mine, ...(await court.ballotsOf(other.review, [1]))];
    await commitBallots(world, other.review, given);
    await page.goto(`${site.url}/judge`);
    await page.getByText('Votes on 1 review have to be shown').waitFor();
    await page.getByRole('button', { name: 'Unlock' }).click();
    await agrees(page, () => page.getByText('they are not on this device').isVisible());
    await revealBallots(world, other.review, given);
    await page.getByText('they are not on this device').waitFor({ state: 'detached' });
  });

  it('Rob, whose label was not changed, reads what an appeal costs and by when, and appeals', async () => {
    const { world, arweave } = site;
    const me = await asMember(world, 'Rob', rob);
    const market = await published(world, arweave, {
      rules: { title: 'Reviews of maps' },
      terms: { ...REVIEWS, reviewFee: FEE },
      escrow: 40n * TAG,
    });
    const crew = await seated(world, market, [me, ...(await team(world, 2))]);
    const wrong = [0, ...TRUTH.slice(1)];
    const work = await crewCommits(world, market, crew, [TRUTH, wrong, wrong]);
    await crewReveals(world, market, work);
    await settles(world, market);
    const review = await contest(world, market, [0]);
    await drawAll(site.world, review);
    const slot = (await court.valSlot(review))!;
    const given = [...ballots([court.val], [[0]], slot.index), ...(await court.ballotsOf(review, [0]))];
    await commitBallots(world, review, given);
    await revealBallots(world, review, given);
    await act(world, world.deployer, settleCase({ page: review.page, panel: 0n }));
    const { page, complaints } = await court.opens('Rob', `/judge/${review.page.toBase58()}`);
    const box = page.getByRole('region', { name: 'Appeal' });
    await box
      .getByText('7 validators who did not sit yet judge the same items again. It costs up to 0.14 TAG')
      .waitFor();
    await box.getByText('You are 0.14 TAG short of that.').waitFor();
    expect(await box.getByRole('button', { name: 'Appeal the verdict' }).isDisabled()).to.equal(true);
    await enrich(world, me, TAG);
    await page.reload();
    await box.getByText(/Possible in/).waitFor();
    await box.getByRole('button', { name: 'Appeal the verdict' }).click();
    await page.getByRole('dialog', { name: 'Appeal for up to 0.14 TAG' }).waitFor();
    await yes(page);
    await page.getByRole('heading', { name: 'Appeal 1' }).waitFor();
    const round = await theRound(world, review, 1n);
    expect([round.case.reason, round.case.deposit, round.case.wanted]).to.deep.equal(['annotator', 140_000n, 7]);
    expect((await fetchMember(world.connection, rob.publicKey))!.balance).to.equal(TAG - 140_000n);
    await checkBooks(world.connection);
    expect(complaints).to.deep.equal([]);
  });

  it('leaves the pool: not drawn from the next epoch on, and the bond waits for reviews that are not over', async () => {
    const { page } = await court.opens('Val', '/judge');
    await page.getByRole('button', { name: 'Leave the pool' }).click();
    await yes(page);
    await page.getByText('You are leaving: you are not drawn any more.').waitFor();
    await page.getByText(/of yours are not over yet; the bond is free when they are\./).waitFor();
    expect((await placeOf())?.state).to.equal('leaving');
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility: ${colorScheme}`, async () => {
      const { review } = await court.contested(`Reviews of axes, ${colorScheme}`, [0]);
      const view = await court.opens('Val', '/judge', { colorScheme });
      await view.page.getByRole('heading', { name: 'All reviews of this network' }).waitFor();
      await view.page.getByText('You are leaving').waitFor();
      await accessible(view.page);
      await view.page.goto(`${site.url}/judge/${review.page.toBase58()}`);
      await view.page.getByText('2 of 3 said so.').waitFor();
      await accessible(view.page);
      const narrow = await court.opens('Val', '/judge', { colorScheme, width: 390 });
      await narrow.page.getByText('You are leaving').waitFor();
      await narrow.page.getByRole('table').first().waitFor();
      expect(await overflow(narrow.page)).to.equal(0);
      await narrow.page.goto(`${site.url}/judge/${review.page.toBase58()}`);
      await narrow.page.getByText('2 of 3 said so.').waitFor();
      expect(await overflow(narrow.page)).to.equal(0);
    });
});
