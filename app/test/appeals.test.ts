import { expect } from 'chai';
import { fetchLicense, fetchSeat, fetchTask, leaveTask, REVIEWS } from '@tagger/client';
import { published } from '../../bots/test/support/market.ts';
import { accused, BOND, concluding, unappealed } from '../../tests/support/breaches.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import {
  balanceOf,
  bench,
  commitBallots,
  ballots,
  conclude,
  contest,
  draw,
  enrich,
  judge,
  revealBallots,
  theRound,
  vote,
  type ReviewSetup,
} from '../../tests/support/reviews.ts';
import { act, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { connect, crewCommits, crewOf, crewReveals, settles } from './support/colleagues.ts';
import { accessible, lends } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const TAG = 1_000_000n;
const TRUTH = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];
const FEE = 20_000n;

describe('appeals', function () {
  this.timeout(240_000);
  let site: Site;
  before(async () => {
    site = await openSite({});
    await bench(site.world);
  });
  after(() => site.stop());

  /** Two of three say 0 about an item that is 1; the requester contests it. */
  async function contested(title: string, shares?: { contributorBps: number; validatorBps: number }) {
    const { world, arweave } = site;
    const market = await published(world, arweave, {
      rules: { title },
      terms: { ...REVIEWS, reviewFee: FEE },
      escrow: 40n * TAG,
      ...(shares && { shares }),
    });
    const crew = await crewOf(world, market, 3);
    const wrong = [0, ...TRUTH.slice(1)];
    await crewReveals(world, market, await crewCommits(world, market, crew, [TRUTH, wrong, wrong]));
    await settles(world, market);
    return { market, crew, review: await contest(world, market, [0]) };
  }
  const votesOf = (count: number, vote: number): number[][] => Array.from({ length: count }, () => [vote]);
  const pathOf = ({ page }: ReviewSetup): string => `/judge/${page.toBase58()}`;
  async function opens(who: Actor, path: string, options?: Parameters<Site['page']>[0]) {
    const view = await site.page(options);
    await lends(view.page, { Me: who.wallet });
    await view.page.goto(`${site.url}${path}`);
    await connect(view.page, 'Me');
    const box = view.page.getByRole('region', { name: 'Appeal', exact: true });
    const appeal = async (cost: string): Promise<void> => {
      await box.getByRole('button', { name: 'Appeal the verdict' }).click();
      await view.page.getByRole('dialog', { name: `Appeal for up to ${cost}` }).waitFor();
      await view.page.getByRole('button', { name: 'Continue to the wallet' }).click();
      await view.page.getByRole('heading', { name: 'Appeal 1' }).waitFor();
    };
    return { ...view, box, appeal };
  }
  /** All who are drawn for an appeal say this, and the review ends. */
  async function decides(review: ReviewSetup, says: number, funders: Actor[] = []): Promise<void> {
    const voters = await draw(site.world, review, 1n);
    await vote(site.world, review, voters, votesOf(voters.length, says), 1n);
    await conclude(site.world, review, 1n, funders);
  }

  it('the requester, who contested in vain, asks seven others from the money of the task, and is right', async () => {
    const { world } = site;
    const { market, review } = await contested('Reviews of maps');
    await judge(world, review, votesOf(3, 0));
    const before = (await fetchTask(world.connection, market.task))!.escrow;
    const { page, box, appeal, complaints } = await opens(market.requester, pathOf(review));
    await box.getByText('7 validators who did not sit yet judge the same items again.').waitFor();
    await box.getByText('It is paid from the task, or from your wallet.').waitFor();
    await appeal('0.14 TAG');
    const round = await theRound(world, review, 1n);
    expect([round.case.reason, round.case.deposit, round.case.wanted]).to.deep.equal(['requester', 7n * FEE, 7]);
    expect((await fetchTask(world.connection, market.task))!.escrow).to.equal(before - 7n * FEE);
    await decides(review, 1);
    await page.reload();
    await page.getByText('Item 1: positive').last().waitFor();
    await checkBooks(world.connection);
    expect(complaints).to.deep.equal([]);
  });

  it('an annotator whose label was changed appeals, and the label stands again', async () => {
    const { world } = site;
    const { crew, review } = await contested('Reviews of pens');
    // What two of three said is changed.
    await judge(world, review, votesOf(3, 1));
    const ben = crew[1]!;
    await enrich(world, ben, TAG);
    const before = await balanceOf(world, ben);
    const { box, appeal, complaints } = await opens(ben, pathOf(review));
    await box.getByText('It is paid from your balance.').waitFor();
    await appeal('0.14 TAG');
    expect((await theRound(world, review, 1n)).case.reason).to.equal('annotator');
    expect(await balanceOf(world, ben)).to.equal(before - 7n * FEE);
    await decides(review, 0, [ben]);
    // The seven earned all he paid; what the three did not earn is his, and nothing was set aside for audits.
    expect((await balanceOf(world, ben)) - before).to.equal(3n * FEE - 7n * FEE);
    await checkBooks(world.connection);
    expect(complaints).to.deep.equal([]);
  });

  it('Bea, found guilty of a breach, appeals from her wallet, is acquitted and gets the publisher’s bond', async () => {
    const { world } = site;
    const made = await accused(world);
    const { bea, review, sold, mint } = made;
    await judge(world, review, votesOf(5, 1));
    const license = (await theRound(world, review)).case.subjectPage;
    const before = await balanceOf(world, bea);
    const { box, appeal, page } = await opens(bea, pathOf(review));
    await page.getByText('A publisher says that a licence was broken').first().waitFor();
    await box.getByText('11 validators who did not sit yet judge the same items again.').waitFor();
    await box.getByText('It is paid from your wallet.').waitFor();
    await appeal('0.022 TAG');
    const round = await theRound(world, review, 1n);
    expect([round.case.reason, round.case.deposit, round.case.wanted]).to.deep.equal(['holder', 22_000n, 11]);
    const voters = await draw(world, review, 1n);
    await vote(world, review, voters, votesOf(11, 0), 1n);
    await unappealed(world, made, 1n);
    await act(world, world.deployer, await concluding(world, made, license, 1n));
    const found = await fetchLicense(world.connection, mint);
    // In force, as before.
    expect([found?.state, found?.dataset.equals(sold.dataset)]).to.deep.equal([1, true]);
    // The bond, and what the five who were wrong did not earn.
    expect((await balanceOf(world, bea)) - before).to.equal(BOND + 10_000n);
    await checkBooks(world.connection);
  });

  it('who did not take part is offered no appeal, and nobody after the last round', async () => {
    const { world } = site;
    const { market, crew, review } = await contested('Reviews of ink');
    await judge(world, review, votesOf(3, 0));
    const [stranger] = await crewOf(world, market, 1);
    const other = await opens(stranger!, pathOf(review));
    await other.page.getByText('2 of 3 said so.').waitFor();
    expect(await other.box.count()).to.equal(0);
    const mine = await opens(crew[0]!, pathOf(review));
    await enrich(world, crew[0]!, TAG);
    await mine.page.reload();
    await mine.appeal('0.14 TAG');
    const voters = await draw(world, review, 1n);
    await vote(world, review, voters, votesOf(7, 0), 1n);
    await mine.page.reload();
    await mine.page.getByText('This was the last round: the verdict can’t be appealed.').waitFor();
    expect(await mine.box.count()).to.equal(0);
  });

  it('a validator opens a seat for his share of revenue, leaves it, and opens it again', async () => {
    const { world } = site;
    const { market, review } = await contested('Reviews of glue', { contributorBps: 3_000, validatorBps: 1_000 });
    const voters = await draw(world, review);
    const [val] = voters as [Actor];
    const { task } = market;
    const { page, complaints } = await opens(val, pathOf(review));
    const offer = page.getByText('Validators share 10 % of what this dataset earns.');
    const open = async (): Promise<void> => {
      await offer.waitFor();
      await page.getByRole('button', { name: 'Open the seat' }).click();
      await page.getByRole('dialog', { name: 'Open a seat for a share of revenue' }).waitFor();
      await page.getByRole('button', { name: 'Continue to the wallet' }).click();
      await offer.waitFor({ state: 'detached' });
      expect((await fetchSeat(world.connection, task, val.key))?.validator).to.equal(1);
    };
    await open();
    await act(world, val, leaveTask({ wallet: val.key, task }));
    expect(await fetchSeat(world.connection, task, val.key)).to.equal(null);
    await page.reload();
    await open();
    const given = ballots(voters, votesOf(3, 1));
    await commitBallots(world, review, given);
    await revealBallots(world, review, given);
    expect(complaints).to.deep.equal([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility: ${colorScheme}`, async () => {
      const { market, review } = await contested(`Reviews of axes, ${colorScheme}`);
      await judge(site.world, review, votesOf(3, 0));
      const { page, box } = await opens(market.requester, pathOf(review), { colorScheme, width: 390 });
      await box.waitFor();
      await accessible(page);
      expect(await overflow(page)).to.equal(0);
    });
});
