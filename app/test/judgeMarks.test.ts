import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { PAYLOAD } from '@tagger/client';
import { deliveryKey, generateIdentity } from '@tagger/client/keys';
import { fetchReaders, payloadKeys, postPayloadKeys, sealPayload } from '@tagger/client/payload';
import { dataItems, solanaSigner } from '@tagger/client/storage';
import { encodeAnswerFile, type AnsweredItem } from '@tagger/client/suggestions';
import { published } from '../../bots/test/support/market.ts';
import { audit, joinValidators, nextEpoch, ownPool, submit } from '../../tests/support/reviews.ts';
import { airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { connect, crewOf, settles } from './support/colleagues.ts';
import { drawAll, takesPlace } from './support/courts.ts';
import { filesOf, picture } from './support/payloads.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const TAG = 1_000_000n;
const SIZE = { width: 400, height: 300 };

describe('marks that are judged', function () {
  this.timeout(240_000);
  const val = Keypair.generate();
  const rita = generateIdentity();
  let site: Site;
  before(async () => {
    site = await openSite({ Val: val });
    const { world } = site;
    ownPool(world);
    await airdrop(world.connection, val.publicKey, 2_000_000_000);
    await giveTag(world, val.publicKey, 1_000n * TAG);
    await joinValidators(world, 2);
    const { page } = await site.page();
    await page.goto(`${site.url}/judge`);
    await connect(page, 'Val');
    await takesPlace(page, 3);
    await page.context().close();
    await nextEpoch(world);
  });
  after(() => site.stop());

  /** Ann hands in these answers, Val is drawn to judge them, and nobody has a key yet. Returns the way to the review, and how keys are posted. */
  async function judged(
    title: string,
    { rules, ...items }: NonNullable<Parameters<typeof published>[2]>,
    answers: AnsweredItem[],
  ) {
    const { world, arweave } = site;
    const classes = ['cat', 'dog'];
    const market = await published(world, arweave, {
      ...items,
      classes,
      seats: 1,
      terms: { ...PAYLOAD },
      readerKey: deliveryKey(rita),
      rules: { title, ...rules },
      escrow: 40n * TAG,
    });
    const [ann] = (await crewOf(world, market, 1)) as [Actor];
    const storage = dataItems({
      gateways: [arweave],
      upload: `${arweave}/tx`,
      signer: () => solanaSigner(ann.wallet.secretKey),
    });
    const file = encodeAnswerFile({ classes, items: answers, models: [], assisted: [] });
    const { answer, secret } = await sealPayload(storage, file);
    await submit(world, market, ann, answer);
    await settles(world, market);
    const review = await audit(
      world,
      market,
      answers.map((_, at) => at),
      ann,
    );
    await drawAll(world, review);
    const posts = async (): Promise<void> => {
      const { readers } = await fetchReaders(world.connection, review.page, 0n, deliveryKey(rita));
      const place = { page: market.page, panel: 0n, posters: [ann.key] };
      await postPayloadKeys(storage, place, payloadKeys(secret, market.page, readers));
    };
    return { path: `/judge/${review.page.toBase58()}`, posts };
  }
  const opens = async (path: string, options?: Parameters<Site['page']>[0]) => {
    const view = await site.page(options);
    await view.page.goto(`${site.url}${path}`);
    await connect(view.page, 'Val');
    await view.page.getByRole('dialog', { name: 'Your own key' }).waitFor();
    await view.page.getByRole('button', { name: 'Continue to the wallet' }).click();
    return { ...view, answers: view.page.getByRole('region', { name: 'What people answered' }) };
  };

  const listed = async (answers: Locator): Promise<string[]> =>
    (await answers.locator('dd').allInnerTexts()).map((one) => one.trim());

  let boxes: string;
  it('are drawn over the picture, once the key is there, which is looked for by itself; an answer about another picture is not drawn', async () => {
    const pictures = [picture(400, 300, [40, 30, 200, 150]), picture(400, 300, [200, 150, 300, 290])];
    const { path, posts } = await judged(
      'Cats and dogs',
      { items: await filesOf(site.arweave, pictures, SIZE), rules: { modality: 'image' } },
      [
        {
          id: '0',
          ...SIZE,
          boxes: [
            { label: 0, left: 40, top: 30, right: 200, bottom: 150 },
            { label: 1, left: 210, top: 160, right: 390, bottom: 290 },
          ],
          points: [{ label: 1, x: 300, y: 200 }],
        },
        { id: '1', width: 4_000, height: 3_000, boxes: [{ label: 0, left: 0, top: 0, right: 4_000, bottom: 3_000 }] },
      ],
    );
    boxes = path;
    const { page, complaints, answers } = await opens(path);
    await page.getByText('nobody posted a key that opens this payload for you').waitFor();
    await posts();
    // Nobody presses anything.
    const figure = answers.getByRole('figure', { name: 'The item with the marks of the answer' });
    await figure.locator('polygon').first().waitFor();
    expect(await page.getByRole('button', { name: 'Look again' }).count()).to.equal(0);
    const [one, two] = await figure.locator('polygon').all();
    expect([await one?.getAttribute('points'), await two?.getAttribute('points')]).to.deep.equal([
      '40,30 200,30 200,150 40,150',
      '210,160 390,160 390,290 210,290',
    ]);
    expect(await listed(answers)).to.deep.equal([
      'cat: 40, 30 to 200, 150',
      'dog: 210, 160 to 390, 290',
      'dog: 300, 200',
    ]);
    // A press chooses a mark at most: nothing is changed.
    await figure.locator('[data-paper]').click({ position: { x: 20, y: 20 } });
    expect(await figure.locator('polygon').count()).to.equal(2);
    await page.getByRole('region', { name: /^Item 1 of 2/ }).focus();
    await page.keyboard.press('a');
    await page.getByText('Item 2 of 2').waitFor();
    await figure.getByText('The answer says that its item is of another size').waitFor();
    expect(await figure.locator('polygon').count()).to.equal(0);
    await answers.getByText('cat: 0, 0 to 4000, 3000').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('are shown in a text, and what is no mark is read: a rating, a form, a reason', async () => {
    const items = ['The cat sat.', 'No animal.', 'Torn.'];
    const { path, posts } = await judged('Animals in words', { items }, [
      { id: '0', text: items[0]!, spans: [{ label: 0, start: 4, end: 7 }], rating: 4, fields: ['tabby', ''] },
      { id: '1', text: 'Another text.', spans: [{ label: 1, start: 0, end: 7 }] },
      { id: '2', skipped: 'it is torn' },
    ]);
    await posts();
    const { page, complaints, answers } = await opens(path);
    const figure = answers.getByRole('figure', { name: 'The item with the marks of the answer' });
    await figure.getByText('cat', { exact: true }).waitFor();
    expect(await figure.locator('span.border-b-4').allInnerTexts()).to.deep.equal(['cat']);
    expect(await listed(answers)).to.deep.equal(['4', 'tabby', 'cat: cat']);
    await page.getByRole('region', { name: /^Item 1 of 3/ }).focus();
    await page.keyboard.press('a');
    await figure.getByText('The answer says that its item is of another size').waitFor();
    expect(await figure.locator('span.border-b-4').count()).to.equal(0);
    await page.keyboard.press('x');
    await answers.getByText('it is torn').waitFor();
    expect(await figure.count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility: ${colorScheme}`, async () => {
      const { page, answers } = await opens(boxes, { colorScheme, width: 390 });
      await answers.locator('polygon').first().waitFor();
      await accessible(page);
      expect(await overflow(page)).to.equal(0);
    });
});
