import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import {
  fetchMember,
  fetchPools,
  findValidator,
  nextDraw,
  PAYLOAD,
  retargetDraw,
  REVIEWS,
  settleCase,
  VERDICT,
} from '@tagger/client';
import { deliveryKey, generateIdentity } from '@tagger/client/keys';
import { fetchReaders, payloadKeys, postPayloadKeys, sealPayload } from '@tagger/client/payload';
import { deliverTaskKeys, newItemsSecret, postTaskKeys } from '@tagger/client/private';
import { dataItems, solanaSigner } from '@tagger/client/storage';
import { encodeAnswerFile } from '@tagger/client/suggestions';
import { published, type Market } from '../../bots/test/support/market.ts';
import { accused } from '../../tests/support/breaches.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { team } from '../../tests/support/people.ts';
import { keyed } from '../../tests/support/private.ts';
import {
  audit,
  ballots,
  commitBallots,
  conclude,
  contest,
  enrich,
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
import { waitUntil } from '../../tests/support/time.ts';
import { act, airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site, type Watched } from './support/browser.ts';
import { asMember, connect, crewCommits, crewOf, crewReveals, seated, settles } from './support/colleagues.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const TAG = 1_000_000n;
const TRUTH = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];
const FEE = 20_000n;

describe('judging', function () {
  this.timeout(240_000);
  const people = { Val: Keypair.generate(), Nina: Keypair.generate(), Rob: Keypair.generate() };
  const { Val: val, Rob: rob } = people;
  let site: Site;
  let others: Actor[];
  before(async () => {
    site = await openSite(people);
    const { world } = site;
    ownPool(world);
    await airdrop(world.connection, val.publicKey, 2_000_000_000);
    await giveTag(world, val.publicKey, 1_000n * TAG);
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

  async function contested(title: string, items: number[]): Promise<{ market: Market; review: ReviewSetup }> {
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
    return { market, review: await contest(world, market, items) };
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
    const { review } = await contested('Ironic reviews', [0, 3]);
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
    await page.getByText('You said: positive.').waitFor();
    await page.getByText('Plainly happy.').waitFor();
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
    expect(complaints).to.deep.equal([]);
  });

  it('who is not drawn sees the case and nothing to vote on', async () => {
    const { review } = await contested('Reviews of tea', [0]);
    const { page, complaints } = await opens('Nina', `/judge/${review.page.toBase58()}`);
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
    const { review } = await contested('Reviews of soap', [0]);
    await drawAll(review);
    const { page, complaints } = await opens('Val', `/judge/${review.page.toBase58()}`);
    await page.getByText('0 of 1 judged').waitFor();
    await page.getByRole('button', { name: 'positive' }).click();
    await page.getByRole('button', { name: 'Commit the votes' }).click();
    await sayYes(page, () => page.getByText('Committed, waiting for the others').isVisible());
    // Nothing of the app is open.
    await page.goto('about:blank');
    const given = await ballotsOf(review, [1]);
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
    const { review } = await contested('Reviews of salt', [0]);
    await drawAll(review);
    const { page } = await opens('Val', `/judge/${review.page.toBase58()}`);
    await page.getByText('0 of 1 judged').waitFor();
    await waitUntil(world, (await theRound(world, review)).until);
    await page.getByText('You did not vote in time. That costs 0.25 TAG.').waitFor();
    expect(await page.getByRole('group', { name: 'Choose one' }).count()).to.equal(0);

    const other = await contested('Reviews of rice', [0]);
    await drawAll(other.review);
    const slot = (await valSlot(other.review))!;
    const mine = ballots([{ name: 'Val', wallet: val, key: val.publicKey, tokens: val.publicKey }], [[1]], slot.index);
    const given = [...mine, ...(await ballotsOf(other.review, [1]))];
    await commitBallots(world, other.review, given);
    await page.goto(`${site.url}/judge`);
    await page.getByText('Votes on 1 review have to be shown').waitFor();
    await page.getByRole('button', { name: 'Unlock' }).click();
    await sayYes(page, () => page.getByText('they are not on this device').isVisible());
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
    await drawAll(review);
    const slot = (await valSlot(review))!;
    const actor = { name: 'Val', wallet: val, key: val.publicKey, tokens: val.publicKey };
    const given = [...ballots([actor], [[0]], slot.index), ...(await ballotsOf(review, [0]))];
    await commitBallots(world, review, given);
    await revealBallots(world, review, given);
    await act(world, world.deployer, settleCase({ page: review.page, panel: 0n }));
    const { page, complaints } = await opens('Rob', `/judge/${review.page.toBase58()}`);
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

  it('opens a file of answers with his own key, reads it beside its item, and judges it item by item', async () => {
    const { world, arweave } = site;
    const rita = generateIdentity();
    const items = ['I love this phone.', 'It broke after a day.'];
    const market = await published(world, arweave, {
      items,
      classes: ['praise', 'blame'],
      seats: 1,
      terms: { ...PAYLOAD, reviewFee: FEE },
      readerKey: deliveryKey(rita),
      rules: { title: 'Marked reviews' },
      escrow: 40n * TAG,
    });
    const [ann] = (await crewOf(world, market, 1)) as [Actor];
    const storage = dataItems({
      gateways: [arweave],
      upload: `${arweave}/tx`,
      signer: () => solanaSigner(ann.wallet.secretKey),
    });
    const file = encodeAnswerFile({
      classes: ['praise', 'blame'],
      items: [
        { id: '0', text: items[0]!, spans: [{ label: 0, start: 2, end: 6 }] },
        { id: '1', text: items[1]!, spans: [{ label: 0, start: 3, end: 8 }] },
      ],
      models: [],
      assisted: [],
    });
    const { answer, secret } = await sealPayload(storage, file);
    await submit(world, market, ann, answer);
    await settles(world, market);
    const review = await audit(world, market, [0, 1], ann);
    await drawAll(review);
    const { page, complaints } = await opens('Val', `/judge/${review.page.toBase58()}`);
    await page.getByRole('dialog', { name: 'Your own key' }).waitFor();
    await yes(page);
    await page.getByText('nobody posted a key that opens this payload for you').waitFor();
    const { readers } = await fetchReaders(world.connection, review.page, 0n, deliveryKey(rita));
    await postPayloadKeys(
      storage,
      { page: market.page, panel: 0n, posters: [ann.key] },
      payloadKeys(secret, market.page, readers),
    );
    await page.getByRole('button', { name: 'Look again' }).click();
    const answers = page.getByRole('region', { name: 'What people answered' });
    await answers.getByText('praise: love').waitFor();
    expect(await page.getByRole('group', { name: 'Choose one' }).getByRole('button').allInnerTexts()).to.deep.equal([
      '1\nAccept',
      '2\nMinor fix',
      '3\nReject',
      '4\nThe item is broken',
    ]);
    await page.getByRole('region', { name: /^Item 1 of 2/ }).focus();
    await page.keyboard.press('a');
    await answers.getByText('praise: broke').waitFor();
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'Commit the votes' }).click();
    await sayYes(page, () => page.getByText('Committed, waiting for the others').isVisible());
    const verdict = [VERDICT.accept, VERDICT.reject];
    const given = await ballotsOf(review, verdict);
    await commitBallots(world, review, given);
    await page.getByText('Votes on 1 review shown').waitFor();
    expect((await theRound(world, review)).answers[(await valSlot(review))!.index]).to.deep.equal(verdict);
    expect(complaints).to.deep.equal([]);
  });

  it('[attack 139] [attack 140] a page handed in as an answer is text; what the requester can’t read is said to be rejected', async () => {
    const { world, arweave } = site;
    const rita = generateIdentity();
    const market = await published(world, arweave, {
      items: ['One sentence.'],
      classes: [],
      seats: 1,
      terms: { ...PAYLOAD },
      readerKey: deliveryKey(rita),
      rules: { title: 'Transcripts' },
    });
    const [ann] = (await crewOf(world, market, 1)) as [Actor];
    const storage = dataItems({
      gateways: [arweave],
      upload: `${arweave}/tx`,
      signer: () => solanaSigner(ann.wallet.secretKey),
    });
    const hostile = '<!doctype html><script>document.title = "judged"</script><img src=x onerror="document.title = 1">';
    const { answer, secret } = await sealPayload(storage, new TextEncoder().encode(hostile));
    await submit(world, market, ann, answer);
    await settles(world, market);
    const review = await audit(world, market, [0], ann);
    await drawAll(review);
    const { readers } = await fetchReaders(world.connection, review.page, 0n, deliveryKey(rita));
    const drawn = readers.filter(({ wallet }) => !wallet.equals(market.requester.key));
    const place = { page: market.page, panel: 0n, posters: [ann.key] };
    await postPayloadKeys(storage, place, payloadKeys(secret, market.page, drawn));
    const { page, complaints } = await opens('Val', `/judge/${review.page.toBase58()}`);
    await page.getByRole('dialog', { name: 'Your own key' }).waitFor();
    await yes(page);
    await page.getByText('The requester can’t open this answer.').waitFor();
    await page.getByText('This is no file of answers as Tagger writes them.').waitFor();
    await page.getByText(hostile).waitFor();
    expect(await page.title()).to.equal('Transcripts - Tagger');
    expect(complaints).to.deep.equal([]);
  });

  it('items of a private task are opened by the key the requester posts for those drawn', async () => {
    const { world, arweave } = site;
    const secret = newItemsSecret();
    const items = ['A secret letter.', 'Another one.'].map((words) => new TextEncoder().encode(words));
    const market = await published(world, arweave, {
      sealed: { secret, items },
      rules: { title: 'Sealed letters' },
      terms: { ...REVIEWS },
    });
    const crew = await seated(world, market, await keyed(world, await team(world, 3)));
    await deliverTaskKeys(world.connection, { task: market.task, secret, payer: market.requester.wallet });
    const work = await crewCommits(world, market, crew, [
      [1, 0],
      [1, 0],
      [0, 0],
    ]);
    await crewReveals(world, market, work);
    await settles(world, market);
    const review = await contest(world, market, [0]);
    await drawAll(review);
    const { page, complaints } = await opens('Val', `/judge/${review.page.toBase58()}`);
    await page.getByRole('dialog', { name: 'Your own key' }).waitFor();
    await yes(page);
    await page.getByText('The items can’t be shown:').waitFor();
    const { readers } = await fetchReaders(world.connection, review.page, 0n);
    const { secretKey } = market.requester.wallet;
    const storage = dataItems({ gateways: [arweave], upload: `${arweave}/tx`, signer: () => solanaSigner(secretKey) });
    await postTaskKeys(storage, { page: market.page, panel: 0n, posters: [market.requester.key] }, secret, readers);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByText('A secret letter.').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('a licence that is said to be broken is judged as well', async () => {
    const { world } = site;
    const { review } = await accused(world);
    await drawAll(review);
    const { page } = await opens('Val', `/judge/${review.page.toBase58()}`);
    await page.getByText('A publisher says that a licence was broken').first().waitFor();
    await page.getByRole('button', { name: 'No breach' }).click();
    await page.getByRole('button', { name: 'Commit the votes' }).click();
    await sayYes(page, () => page.getByText('Committed, waiting for the others').isVisible());
    expect((await valSlot(review))?.state).to.equal('committed');
  });

  it('leaves the pool: not drawn from the next epoch on, and the bond waits for reviews that are not over', async () => {
    const { page } = await opens('Val', '/judge');
    await page.getByRole('button', { name: 'Leave the pool' }).click();
    await yes(page);
    await page.getByText('You are leaving: you are not drawn any more.').waitFor();
    await page.getByText(/of yours are not over yet; the bond is free when they are\./).waitFor();
    expect((await placeOf())?.state).to.equal('leaving');
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility: ${colorScheme}`, async () => {
      const { review } = await contested(`Reviews of axes, ${colorScheme}`, [0]);
      const view = await opens('Val', '/judge', { colorScheme });
      await view.page.getByRole('heading', { name: 'All reviews of this network' }).waitFor();
      await view.page.getByText('You are leaving').waitFor();
      await accessible(view.page);
      await view.page.goto(`${site.url}/judge/${review.page.toBase58()}`);
      await view.page.getByText('2 of 3 said so.').waitFor();
      await accessible(view.page);
      const narrow = await opens('Val', '/judge', { colorScheme, width: 390 });
      await narrow.page.getByText('You are leaving').waitFor();
      await narrow.page.getByRole('table').first().waitFor();
      expect(await overflow(narrow.page)).to.equal(0);
      await narrow.page.goto(`${site.url}/judge/${review.page.toBase58()}`);
      await narrow.page.getByText('2 of 3 said so.').waitFor();
      expect(await overflow(narrow.page)).to.equal(0);
    });
});
