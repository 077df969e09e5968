import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { fetchMember, fetchSeat, setKey } from '@tagger/client';
import { deliveryKey, generateIdentity } from '@tagger/client/keys';
import { deliverTaskKeys, newItemsSecret } from '@tagger/client/private';
import { annotator, keeper } from '@tagger/bots';
import { thePanel } from '../../tests/support/build.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { act, createWorld, type World } from '../../tests/support/world.ts';
import { createMember } from '@tagger/client';
import { aHome, complaints, once, start, type Home, type Line } from './support/bot.ts';
import { faultyNode, seeded } from '../../tests/support/faults.ts';
import { bytesOf, NOBODY_SEEN, PEOPLE } from './support/files.ts';
import { anArweave, anEarner, published, REVIEWS, TEXTS, type Market } from './support/market.ts';

const TRUTH = REVIEWS.map(([, name]) => (name === 'positive' ? 1 : 0));
const SENTIMENT = { predictor: 'sentiment', mostBond: '2000000' };
const said = (lines: readonly Line[]): string[] =>
  lines.map(({ msg }) => msg).filter((msg) => /^(joined|bonded|claimed|committed|revealed|collected)$/.test(msg));
const whys = (lines: readonly Line[]): unknown[] =>
  lines.filter(({ msg }) => msg === 'left to others').map((line) => line['why']);

describe('the annotator in private tasks', () => {
  let world: World;
  let arweave: Awaited<ReturnType<typeof anArweave>>;
  const homes: Home[] = [];
  before(async () => {
    [world, arweave] = await Promise.all([createWorld(), anArweave()]);
  });
  after(async () => {
    await world.chain.stop();
    await arweave.stop();
  });
  afterEach(() => homes.splice(0).forEach((home) => home.remove()));

  const earner = async (settings: Record<string, unknown>) => {
    const made = await anEarner(world, arweave.url, { ...SENTIMENT, ...settings });
    homes.push(made);
    return made;
  };
  const texts = TEXTS.map((text) => new TextEncoder().encode(text));
  const sealed = (options: Parameters<typeof published>[2] = {}, items: readonly Uint8Array[] = texts) => {
    const secret = newItemsSecret();
    return published(world, arweave.url, { seats: 1, ...options, sealed: { secret, items } }).then((market) => ({
      market,
      deliver: () => deliverTaskKeys(world.connection, { task: market.task, secret, payer: market.requester.wallet }),
    }));
  };
  const only = ({ task }: Market) => ({ tasks: [task.toBase58()] });

  it('takes a seat and nothing else; once Rita’s service delivered the key it reads, claims and answers', async () => {
    const { market, deliver } = await sealed();
    const bot = await earner(only(market));
    expect(said(await once(annotator, bot))).to.deep.equal(['joined']);
    // Whatever it waits, it holds no panel and its bond is free.
    expect(said(await once(annotator, bot))).to.deep.equal([]);
    expect(await fetchSeat(world.connection, market.task, bot.wallet)).to.include({
      bondFree: 1_000_000n,
      bondHeld: 0n,
    });
    const { delivered } = await deliver();
    expect(delivered.map(String)).to.deep.equal([bot.wallet.toBase58()]);
    const lines = await once(annotator, bot);
    expect(complaints(lines)).to.deep.equal([]);
    expect(said(lines)).to.deep.equal(['claimed', 'committed', 'revealed']);
    expect((await thePanel(world, market)).answers[0]).to.deep.equal(TRUTH);
    // Neither its log nor its state file holds a letter of what only members may read.
    for (const text of [JSON.stringify(lines), readFileSync(bot.state, 'utf8')]) expect(text).not.to.include('phone');
    const home = await aHome(world);
    homes.push(home);
    await once(keeper, home);
    expect(await fetchMember(world.connection, bot.wallet)).to.include({ balance: 100_000n, slashed: 0n });
    await checkBooks(world.connection);
  });

  it('opens sealed photographs and tells who is on them', async () => {
    const files = await Promise.all([PEOPLE[0]!, NOBODY_SEEN[0]!, PEOPLE[1]!].map(bytesOf));
    const classes = ['nothing', 'person'];
    const { market, deliver } = await sealed({ classes, rules: { modality: 'image' } }, files);
    const bot = await earner({ ...only(market), predictor: 'objects' });
    await once(annotator, bot);
    await deliver();
    expect(complaints(await once(annotator, bot))).to.deep.equal([]);
    expect((await thePanel(world, market)).answers[0]).to.deep.equal([1, 0, 1]);
  });

  it('[attack 159] many private tasks whose key never comes tie up two seats and no more; it works elsewhere meanwhile', async () => {
    const closed = [];
    for (let at = 0; at < 4; at += 1) closed.push((await sealed()).market);
    const open = await published(world, arweave.url, { seats: 1 });
    const bot = await earner({ tasks: [...closed, open].map(({ task }) => task.toBase58()) });
    const lines = [...(await once(annotator, bot)), ...(await once(annotator, bot))];
    const seats = await Promise.all(closed.map(({ task }) => fetchSeat(world.connection, task, bot.wallet)));
    expect(seats.filter((seat) => seat !== null)).to.have.length(2);
    expect(complaints(lines)).to.deep.equal([]);
    expect((await thePanel(world, open)).answers[0]).to.deep.equal(TRUTH);
    const never = await earner({ ...only(closed[0]!), privateTasks: false });
    expect(said(await once(annotator, never))).to.deep.equal([]);
  });

  it('a key that another identity named on chain is not replaced: it says so and takes no seat', async () => {
    const { market } = await sealed();
    const bot = await earner(only(market));
    const own = { name: 'the bot', wallet: bot.key, key: bot.wallet, tokens: bot.tokens };
    const key = deliveryKey(generateIdentity());
    await act(world, own, createMember({ wallet: bot.wallet }), setKey({ wallet: bot.wallet, key }));
    const lines = await once(annotator, bot);
    expect(said(lines)).to.deep.equal([]);
    expect(whys(lines)).to.deep.equal(['OtherKey']);
  });

  it('killed at random moments while it joins, reads and answers, it answers once and is never slashed', async () => {
    const { market, deliver } = await sealed({ panels: 2 });
    const storm = await faultyNode(world.chain.rpcUrl, world.chain.wsUrl, {
      seed: 71,
      faults: { error: 0.02, slow: 0.2, slowMs: 40, lost: 0.01, lostSend: 0.2, stale: 0.03 },
    });
    const bot = await earner({ ...only(market), endpoints: [{ http: storm.url, ws: storm.wsUrl }], timeoutMs: 2_000 });
    const random = seeded(72);
    let [killed, shown] = [0, 0];
    for (let turn = 0; turn < 16 && shown < 2; turn += 1) {
      const child = start(['annotator', '--config', bot.config, '--once']);
      let timer: NodeJS.Timeout | undefined;
      if (killed < 6)
        void child
          .line(({ msg }) => msg === 'running')
          .then(() => (timer = setTimeout(() => child.kill('SIGKILL'), random() * 1_500)))
          .catch(() => undefined);
      if ((await child.ended) === null) killed += 1;
      clearTimeout(timer);
      await deliver();
      const panels = await Promise.all([0n, 1n].map((panel) => thePanel(world, market, panel)));
      shown = panels.filter(({ answers }) => answers[0] !== undefined).length;
    }
    await storm.stop();
    expect([killed >= 3, shown]).to.deep.equal([true, 2]);
    expect(await fetchSeat(world.connection, market.task, bot.wallet)).to.include({ slashed: 0n, missedReveals: 0 });
  }).timeout(300_000);
});
