import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { fetchMember, fetchSeat, fetchTask, listReviews, PAYLOAD, VERDICT } from '@tagger/client';
import { deliveryKey, generateIdentity } from '@tagger/client/keys';
import { readSharedPayload, shareKeys, type Sharer } from '@tagger/client/payload';
import { deliverTaskKeys, itemsCommitment, newItemsSecret, postTaskKeys } from '@tagger/client/private';
import { loadReport, type Report } from '@tagger/client/report';
import { dataItems, reader, solanaSigner } from '@tagger/client/storage';
import { decodeAnswerFile } from '@tagger/client/suggestions';
import { annotatorWith, keeper, validatorWith, type OpenModel } from '@tagger/bots';
import type { Predictor } from '@tagger/predictors';
import { openPredictor } from '@tagger/predictors/node';
import { thePanel } from '../../tests/support/build.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { LEAP, nextEpoch, ownPool } from '../../tests/support/reviews.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { createWorld, type World } from '../../tests/support/world.ts';
import { judgeItem } from '../src/validator/payload.ts';
import { aHome, complaints, once, start, type Home, type Line } from './support/bot.ts';
import { bytesOf, posted, PRINTED } from './support/files.ts';
import { anArweave, anEarner, published, type Market } from './support/market.ts';

const BOND = 1_000_000_000n;
const said = (lines: readonly Line[]): string[] =>
  lines
    .map(({ msg }) => msg)
    .filter((msg) => /^(joined|claimed|committed|revealed|collected|shared a payload)$/.test(msg));
/** The same predictor for many bots: none of them may close it. */
const shared =
  (model: Predictor): OpenModel =>
  () =>
    Promise.resolve({
      modality: model.modality,
      modelId: model.modelId,
      version: model.version,
      sha256: model.sha256,
      describe: () => model.describe(),
      predict: (item, options) => model.predict(item, options),
      close: () => Promise.resolve(),
    });

describe('how a validator judges an item of a payload', () => {
  let report: Report;
  before(async () => {
    report = await loadReport();
  });
  const box = (label: number, left: number) => ({ label, left, top: 0, right: left + 100, bottom: 100 });
  const judge = (answered: object, own: object | undefined) => {
    const { vote, verdict } = judgeItem(report, 0, answered, own);
    return [vote, verdict];
  };
  const [ACCEPTED, REJECTED, UNSURE] = [
    [VERDICT.accept, 'keep'],
    [VERDICT.reject, 'change'],
    [VERDICT.accept, 'unsure'],
  ];

  it('by boxes: all the model is sure of is there, none of it, or some', () => {
    const own = { boxes: [box(0, 0), box(1, 500)] };
    expect(judge({ boxes: [box(0, 10), box(1, 505), box(1, 900)] }, own)).to.deep.equal(ACCEPTED);
    expect(judge({ boxes: [box(0, 10)] }, own)).to.deep.equal(UNSURE);
    expect(judge({ boxes: [box(1, 0), box(0, 500)] }, own)).to.deep.equal(REJECTED);
    expect(judge({ boxes: [box(0, 10)] }, { boxes: [] })).to.deep.equal(UNSURE);
    expect(judge({ boxes: Array.from({ length: 513 }, () => box(0, 10)) }, own)).to.deep.equal(UNSURE);
    expect(judge({ boxes: [] }, undefined)).to.deep.equal(UNSURE);
  });

  it('by transcripts, regions and classes', () => {
    expect(judge({ transcript: 'One two three' }, { transcript: 'One two threc' })).to.deep.equal(ACCEPTED);
    expect(judge({ transcript: 'nothing of it' }, { transcript: 'One two three' })).to.deep.equal(REJECTED);
    expect(judge({ transcript: 'One two' }, { transcript: 'One two three' })).to.deep.equal(UNSURE);
    expect(judge({}, { transcript: 'One two three' })).to.deep.equal(REJECTED);
    const region = (start: number) => ({ regions: [{ label: 0, start, end: start + 1_000 }] });
    expect(judge(region(100), region(0))).to.deep.equal(ACCEPTED);
    expect(judge(region(900), region(0))).to.deep.equal(REJECTED);
    expect(judge({ classLabel: 1 }, { classLabel: 1 })).to.deep.equal(ACCEPTED);
    expect(judge({ classLabel: 0 }, { classLabel: 1 })).to.deep.equal(REJECTED);
  });
});

describe('bots in payload tasks', () => {
  let world: World;
  let arweave: Awaited<ReturnType<typeof anArweave>>;
  let model: Predictor;
  const homes: Home[] = [];
  let panel: Home[] = [];
  const rita = generateIdentity();
  before(async () => {
    [world, arweave, model] = await Promise.all([createWorld(), anArweave(), openPredictor('ocr')]);
    ownPool(world);
    panel = await Promise.all([1, 2, 3, 4].map(() => aBot({ bond: String(BOND), voteBeforeSecs: 30 }, BOND)));
    for (const home of panel) expect(said(await once(validatorWith(shared(model)), home))).to.deep.equal([]);
    await nextEpoch(world);
  });
  after(async () => {
    homes.splice(0).forEach((home) => home.remove());
    await model.close();
    await world.chain.stop();
    await arweave.stop();
  });

  const aBot = async (settings: Record<string, unknown>, tag?: bigint) => {
    const made = await anEarner(world, arweave.url, { lookSecs: undefined, ...settings }, tag);
    homes.push(made);
    return made;
  };
  const push = async (): Promise<void> => {
    const home = await aHome(world);
    homes.push(home);
    await once(keeper, home);
  };
  /** A printed page whose text Rita wants twice. */
  const pages = async (): Promise<Market> => {
    const [page] = await posted(arweave.url, [await bytesOf(PRINTED)]);
    const items = [page!, page!];
    const terms = { ...PAYLOAD };
    return published(world, arweave.url, {
      ...{ items, classes: [], seats: 1, terms, readerKey: deliveryKey(rita) },
      rules: { modality: 'image' },
    });
  };
  const reader_ = (market: Market) => ({
    tasks: [market.task.toBase58()],
    upload: `${arweave.url}/tx`,
    lookSecs: 0.01,
  });
  /** Settled, then audited, then drawn: three validators sit. */
  const drawn = async (): Promise<void> => {
    await push();
    await push();
    for (let epoch = 0; epoch < 2; epoch += 1) {
      await world.chain.advance({ slots: LEAP });
      await push();
    }
  };

  it('one reads pages and is paid: its payload is sealed, shared, judged by three others, and Rita can read it', async () => {
    const market = await pages();
    const ann = await aBot(reader_(market));
    const own = annotatorWith(shared(model));
    const lines = await once(own, ann);
    expect(complaints(lines)).to.deep.equal([]);
    expect(said(lines)).to.deep.equal(['joined', 'claimed', 'committed', 'revealed']);
    const answer = (await thePanel(world, market)).payloads[0]!;
    expect(answer.hash).to.have.length(32);
    await drawn();
    // Before the keys are there nobody votes.
    const judge = validatorWith(shared(model));
    for (const home of panel) expect(said(await once(judge, home))).to.deep.equal([]);
    expect(said(await once(own, ann))).to.deep.equal(['shared a payload']);
    expect(said(await once(own, ann)), 'once for the same readers').to.deep.equal([]);
    let votes = 0;
    for (const home of panel) {
      const voted = await once(judge, home);
      if (!said(voted).includes('committed')) continue;
      votes += 1;
      expect(
        voted.filter(({ msg }) => msg === 'judged an item').map(({ vote, verdict }) => [vote, verdict]),
      ).to.deep.equal([
        [VERDICT.accept, 'keep'],
        [VERDICT.accept, 'keep'],
      ]);
    }
    expect(votes).to.equal(3);
    for (const home of panel) await once(judge, home);
    await push();
    const { wallet } = market.requester;
    const read = await readSharedPayload(
      reader({ gateways: [arweave.url] }),
      { page: market.page, panel: 0n, posters: [ann.wallet] },
      answer,
      {
        self: { wallet: wallet.publicKey, key: deliveryKey(rita) },
        identity: rita,
        requester: { wallet: wallet.publicKey, key: deliveryKey(rita) },
      },
    );
    const file = decodeAnswerFile(read.plain);
    expect(file.items.map(({ id }) => id)).to.deep.equal(['0', '1']);
    expect(file.items[0]!.transcript).to.have.length.greaterThan(20);
    expect(file.assisted.map(({ item, kind, outcome }) => [item, kind, outcome])).to.deep.equal([
      [0, 'transcript', 'accepted'],
      [1, 'transcript', 'accepted'],
    ]);
    const [review] = await listReviews(world.connection, { task: market.task });
    await waitUntil(world, review!.panels.at(-1)!.until);
    await push();
    await waitUntil(world, (await thePanel(world, market)).until);
    await push();
    expect(await fetchMember(world.connection, ann.wallet)).to.include({ earned: 20_000n, slashed: 0n });
    await checkBooks(world.connection);
  }).timeout(300_000);

  it('sealed pages: judged by the key Rita posts for those drawn, who open seats where enough is promised', async () => {
    const [secret, page] = [newItemsSecret(), await bytesOf(PRINTED)];
    const market = await published(world, arweave.url, {
      ...{ classes: [], seats: 1, terms: { ...PAYLOAD }, readerKey: deliveryKey(rita), rules: { modality: 'image' } },
      sealed: { secret, items: [page, page] },
      shares: { contributorBps: 1_000, validatorBps: 500 },
    });
    for (const [at, home] of panel.entries()) home.write({ voteBeforeSecs: 30, leastShareBps: at < 2 ? 500 : 501 });
    const ann = await aBot(reader_(market));
    const own = annotatorWith(shared(model));
    await once(own, ann);
    const payer = market.requester.wallet;
    await deliverTaskKeys(world.connection, { task: market.task, secret, payer });
    expect(said(await once(own, ann))).to.deep.equal(['claimed', 'committed', 'revealed']);
    await drawn();
    await once(own, ann);
    const storage = dataItems({
      gateways: [arweave.url],
      upload: `${arweave.url}/tx`,
      signer: () => solanaSigner(payer.secretKey),
    });
    const sharer: Sharer = {
      commitment: itemsCommitment(secret),
      post: (where, place, readers) => postTaskKeys(where, place, secret, readers),
    };
    const served = await shareKeys(world.connection, market.task, () => sharer, { storage, poster: payer.publicKey });
    expect(served).to.have.length(1);
    let [votes, seats] = [0, 0];
    for (const [at, home] of panel.entries()) {
      const lines = await once(validatorWith(shared(model)), home);
      if (!said(lines).includes('committed')) continue;
      votes += 1;
      expect(lines.filter(({ msg }) => msg === 'judged an item').map(({ verdict }) => verdict)).to.deep.equal([
        'keep',
        'keep',
      ]);
      const seat = await fetchSeat(world.connection, market.task, home.wallet);
      expect(seat !== null).to.equal(at < 2);
      seats += Number(seat !== null);
    }
    expect(votes).to.equal(3);
    expect(seats).to.be.within(1, 2);
  }).timeout(300_000);

  it('what its annotator never shares is rejected in the end, and not paid', async () => {
    const market = await pages();
    for (const home of panel) home.write({ voteBeforeSecs: 1_000_000 });
    const ann = await aBot(reader_(market));
    await once(annotatorWith(shared(model)), ann);
    await drawn();
    const judge = validatorWith(shared(model));
    for (const home of panel) {
      const whole = (await once(judge, home)).filter(({ msg }) => msg === 'judged a payload as a whole');
      for (const { vote, why } of whole)
        expect([vote, why]).to.deep.equal([
          VERDICT.reject,
          'nobody posted a key that opens this payload for you: it can only be rejected',
        ]);
    }
    for (const home of panel) await once(judge, home);
    await push();
    const [review] = await listReviews(world.connection, { task: market.task });
    expect(review!.panels.at(-1)!.labels).to.deep.equal([VERDICT.reject, VERDICT.reject]);
  }).timeout(300_000);

  it('killed at every moment around the sealing it commits once, and shows what it committed to', async () => {
    const market = await pages();
    const ann = await aBot({ ...reader_(market), predictor: 'ocr' });
    let killed = 0;
    // After it has its answers, before and after the upload, before and after the commitment.
    for (const after of [1_500, 2_500, 2_800, 3_100, 3_500, 4_000]) {
      const child = start(['annotator', '--config', ann.config, '--once']);
      let timer: NodeJS.Timeout | undefined;
      void child
        .line(({ msg }) => msg === 'running')
        .then(() => (timer = setTimeout(() => child.kill('SIGKILL'), after - 1_000)))
        .catch(() => undefined);
      if ((await child.ended) === null) killed += 1;
      clearTimeout(timer);
    }
    expect(killed).to.be.at.least(2);
    const own = annotatorWith(shared(model));
    expect(complaints(await once(own, ann))).to.deep.equal([]);
    const { payloads } = await thePanel(world, market);
    expect(payloads[0]?.hash).to.have.length(32);
    expect(await fetchSeat(world.connection, market.task, ann.wallet)).to.include({ slashed: 0n, missedReveals: 0 });
    // No word of a page is on the disk once it is sealed.
    expect(readFileSync(ann.state, 'utf8')).not.to.include('plain');
  }).timeout(300_000);

  it('leaves payload tasks alone that nobody named, or where it could not post', async () => {
    const market = await pages();
    const whyNot = async (settings: Record<string, unknown>): Promise<unknown> => {
      const bot = await aBot({ lookSecs: 0.01, ...settings });
      const lines = await once(annotatorWith(shared(model)), bot);
      expect(said(lines)).to.deep.equal([]);
      const about = lines.filter((line) => line['task'] === market.task.toBase58());
      return about.find(({ msg }) => msg === 'this task is left to others')?.err?.message;
    };
    expect(await whyNot({})).to.match(/^not for us: it wants payloads: name it in `tasks`/);
    expect(await whyNot({ tasks: [market.task.toBase58()] })).to.equal('not for us: it wants payloads: set `upload`');
    expect((await fetchTask(world.connection, market.task))!.seats).to.equal(0);
  });
});
