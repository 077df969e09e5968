import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { PAYLOAD, REVIEWS, VERDICT } from '@tagger/client';
import { deliveryKey, generateIdentity } from '@tagger/client/keys';
import { fetchReaders, payloadKeys, postPayloadKeys, sealPayload } from '@tagger/client/payload';
import { deliverTaskKeys, newItemsSecret, postTaskKeys } from '@tagger/client/private';
import { dataItems, solanaSigner } from '@tagger/client/storage';
import { encodeAnswerFile } from '@tagger/client/suggestions';
import { published } from '../../bots/test/support/market.ts';
import { accused } from '../../tests/support/breaches.ts';
import { team } from '../../tests/support/people.ts';
import { keyed } from '../../tests/support/private.ts';
import { audit, commitBallots, contest, submit, theRound } from '../../tests/support/reviews.ts';
import { type Actor } from '../../tests/support/world.ts';
import { type Site } from './support/browser.ts';
import { crewCommits, crewOf, crewReveals, seated, settles } from './support/colleagues.ts';
import { FEE, openCourt, TAG, type Court } from './support/court.ts';
import { agrees, drawAll } from './support/courts.ts';

describe('judging what is encrypted', function () {
  this.timeout(240_000);
  let court: Court;
  let site: Site;
  before(async () => {
    court = await openCourt({}, true);
    site = court.site;
  });
  after(() => site.stop());

  const yes = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continue to the wallet' }).click();

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
    await drawAll(site.world, review);
    const { page, complaints } = await court.opens('Val', `/judge/${review.page.toBase58()}`);
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
    await agrees(page, () => page.getByText('Committed, waiting for the others').isVisible());
    const verdict = [VERDICT.accept, VERDICT.reject];
    const given = await court.ballotsOf(review, verdict);
    await commitBallots(world, review, given);
    await page.getByText('Votes on 1 review shown').waitFor();
    expect((await theRound(world, review)).answers[(await court.valSlot(review))!.index]).to.deep.equal(verdict);
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
    await drawAll(site.world, review);
    const { readers } = await fetchReaders(world.connection, review.page, 0n, deliveryKey(rita));
    const drawn = readers.filter(({ wallet }) => !wallet.equals(market.requester.key));
    const place = { page: market.page, panel: 0n, posters: [ann.key] };
    await postPayloadKeys(storage, place, payloadKeys(secret, market.page, drawn));
    const { page, complaints } = await court.opens('Val', `/judge/${review.page.toBase58()}`);
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
    await drawAll(site.world, review);
    const { page, complaints } = await court.opens('Val', `/judge/${review.page.toBase58()}`);
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
    await drawAll(site.world, review);
    const { page } = await court.opens('Val', `/judge/${review.page.toBase58()}`);
    await page.getByText('A publisher says that a licence was broken').first().waitFor();
    await page.getByRole('button', { name: 'No breach' }).click();
    await page.getByRole('button', { name: 'Commit the votes' }).click();
    await agrees(page, () => page.getByText('Committed, waiting for the others').isVisible());
    expect((await court.valSlot(review))?.state).to.equal('committed');
  });
});
