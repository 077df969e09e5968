import { AxeBuilder } from '@axe-core/playwright';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import {
  createMember,
  expireVotes,
  fetchMember,
  fetchPage,
  fetchPools,
  findValidator,
  joinPool,
  PAYLOAD,
  REVIEWS,
  setKey,
  settleCase,
  stake,
  VERDICT,
} from '@tagger/client';
import { deliveryKey, generateIdentity, identityFromWallet, seedWallet } from '@tagger/client/keys';
import { fetchReaders, payloadKeys, postPayloadKeys, sealPayload } from '@tagger/client/payload';
import { dataItems, solanaSigner } from '@tagger/client/storage';
import { encodeAnswerFile } from '@tagger/client/suggestions';
import { PROGRAM_ID } from '@tagger/client';
import { published, type Market } from '../../bots/test/support/market.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import {
  audit,
  ballots,
  commitBallots,
  conclude,
  contest,
  expire,
  joinValidators,
  nextEpoch,
  ownPool,
  revealBallots,
  submit,
  theRound,
  untilSeed,
  type Ballot,
  type ReviewSetup,
} from '../../tests/support/reviews.ts';
import { nextDraw, retargetDraw } from '@tagger/client';
import { waitUntil } from '../../tests/support/time.ts';
import { act, airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site, type Watched } from './support/browser.ts';
import { connect, crewCommits, crewOf, crewReveals, settles } from './support/colleagues.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const TAG = 1_000_000n;
const TRUTH = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];
const FEE = 20_000n;

describe('judging', function () {
  this.timeout(240_000);
  const people = { Val: Keypair.generate(), Nina: Keypair.generate(), Rob: Keypair.generate() };
  const { Val: val, Nina: nina, Rob: rob } = people;
  let site: Site;
  let others: Actor[];
  before(async () => {
    site = await openSite(people);
    const { world } = site;
    ownPool(world);
    for (const { publicKey } of Object.values(people)) {
      await airdrop(world.connection, publicKey, 2_000_000_000);
      await giveTag(world, publicKey, 1_000n * TAG);
    }
    // Two others: with Val they are all there are, so that whoever needs three has him.
    others = await joinValidators(world, 2);
  });
  after(() => site.stop());

  const valued = async () => (await fetchMember(site.world.connection, val.publicKey))!;
  const placeOf = async (key = val.publicKey) => findValidator(await fetchPools(site.world.connection), key)?.validator;

  /** Everybody who is to be drawn sits; Val among them. */
  async function drawAll(review: ReviewSetup, round = 0n): Promise<void> {
    const { world } = site;
    await untilSeed(world, review, round);
    while ((await theRound(world, review, round)).phase === 'draw')
      try {
        const { instruction } = await nextDraw(world.connection, review.page, round);
        await act(world, world.deployer, instruction);
      } catch (error) {
        if ((error as Error).name !== 'SeedGone') throw error;
        await act(world, world.deployer, retargetDraw({ page: review.page, panel: round }));
        await untilSeed(world, review, round);
      }
  }
  /** Ballots of the two others, with the slots they were drawn for. */
  async function ballotsOf(review: ReviewSetup, votes: number[], round = 0n): Promise<Ballot[]> {
    const [view, ...places] = [
      await theRound(site.world, review, round),
      ...(await Promise.all(others.map(({ key }) => placeOf(key)))),
    ];
    return others.flatMap((voter, at) => {
      const slot = view.slots.find(({ seat, state }) => state !== 'empty' && seat === places[at]?.place);
      return slot === undefined ? [] : ballots([voter], [votes], slot.index);
    });
  }
  const valSlot = async (review: ReviewSetup, round = 0n) => {
    const [view, place] = [await theRound(site.world, review, round), await placeOf()];
    return view.slots.find(({ seat, state }) => state !== 'empty' && seat === place?.place);
  };

  async function contested(
    title: string,
    items: number[],
  ): Promise<{ market: Market; review: ReviewSetup; crew: Actor[] }> {
    const { world, arweave } = site;
    const market = await published(world, arweave, {
      rules: { title },
      terms: { ...REVIEWS, reviewFee: FEE },
      escrow: 40n * TAG,
    });
    const crew = await crewOf(world, market, 3);
    const wrong = [0, ...TRUTH.slice(1)];
    const work = await crewCommits(world, market, crew, [TRUTH, wrong, wrong]);
    await crewReveals(world, market, work);
    await settles(world, market);
    return { market, review: await contest(world, market, items), crew };
  }
  const yes = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continue to the wallet' }).click();

  /** Says yes to whatever is asked until something is seen. */
  async function sayYes(page: Page, seen: () => Promise<boolean>): Promise<void> {
    const button = page.getByRole('button', { name: 'Continue to the wallet' });
    for (let tries = 0; !(await seen()); tries += 1) {
      if (tries > 60)
        throw new Error(`it does not get on: ${(await page.getByRole('alert').allInnerTexts()).join(' ')}`);
      await button.waitFor({ timeout: 1_000 }).catch(() => undefined);
      if (await button.isVisible()) await button.click().catch(() => undefined);
    }
  }
  const opens = async (name: string, path: string, options?: Parameters<Site['page']>[0]): Promise<Watched> => {
    const view = await site.page(options);
    await view.page.goto(`${site.url}${path}`);
    await connect(view.page, name);
    return view;
  };

  it('Val reads what a seat costs, is told that his bond is too small, and becomes a validator', async () => {
    const { page, complaints } = await opens('Val', '/judge');
    await page.getByText('You are no validator.').waitFor();
    await page.getByLabel('TAG behind your seats').fill('4');
    await page.getByRole('button', { name: 'Become a validator' }).click();
    await page.getByRole('alert').getByText('One seat binds 5 TAG').waitFor();
    await page.getByLabel('TAG behind your seats').fill('500');
    await page.getByText('500 TAG of it are staked from your wallet now.').waitFor();
    await page.getByRole('button', { name: 'Become a validator' }).click();
    await sayYes(page, () => page.getByText('You are one of 3 validators.').isVisible());
    const place = await placeOf();
    expect(place?.bond).to.equal(500n * TAG);
    // What is encrypted for him can be opened by his wallet's own signature.
    expect((await valued()).key.some((byte) => byte !== 0)).to.equal(true);
    expect(complaints).to.deep.equal([]);
    await nextEpoch(site.world);
  });

  it('is drawn, judges by keys, reloads in the middle; votes are shown by themselves, and pay arrives to the unit', async () => {
    const { world } = site;
    const { market, review } = await contested('Ironic reviews', [0, 3]);
    await drawAll(review);
    const { page, complaints } = await opens('Val', '/judge');
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
    await sayYes(page, () => page.getByText('Committed, waiting for the others').isVisible());
    expect((await valSlot(review))?.state).to.equal('committed');
    // The tab dies; another page of the app shows the votes.
    await page.goto(`${site.url}/stake`);
    const given = await ballotsOf(review, [1, 0]);
    await commitBallots(world, review, given);
    await page.getByText('Votes on 1 review shown').waitFor();
    expect((await theRound(world, review)).answers[(await valSlot(review))!.index]).to.deep.equal([1, 0]);
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
    expect(market.task).to.not.equal(undefined);
    expect(complaints).to.deep.equal([]);
  });
});
