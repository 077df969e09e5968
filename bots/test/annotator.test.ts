import { expect } from 'chai';
import { CLAIM_MODE, fetchMember, fetchSeat, fetchTask } from '@tagger/client';
import { annotator, keeper } from '@tagger/bots';
import { thePage, thePanel } from '../../tests/support/build.ts';
import { tagOf } from '../../tests/support/expect.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { LEAP } from '../../tests/support/reviews.ts';
import { createWorld, wait, type World } from '../../tests/support/world.ts';
import { aHome, complaints, once, type Home, type Line } from './support/bot.ts';
import { anArweave, anEarner, published, REVIEWS } from './support/market.ts';

const SENTIMENT = { predictor: 'sentiment', mostBond: '2000000' };
const said = (lines: readonly Line[]): string[] =>
  lines
    .map(({ msg }) => msg)
    .filter((msg) =>
      /^(would have )?(joined|claimed|asked|redeemed|committed|revealed|collected|withdrawn)$/.test(msg),
    );

describe('the annotator', () => {
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

  const earner = async (settings: Record<string, unknown> = {}, tag?: bigint) => {
    const made = await anEarner(world, arweave.url, { ...SENTIMENT, ...settings }, tag);
    homes.push(made);
    return made;
  };
  const push = async (): Promise<void> => {
    const home = await aHome(world);
    homes.push(home);
    await once(keeper, home);
  };

  it('three bots answer what people wrote, and each is paid for every answer that became the label', async () => {
    const market = await published(world, arweave.url);
    const tasks = { tasks: [market.task.toBase58()] };
    const bots = await Promise.all([1, 2, 3].map(() => earner(tasks)));
    for (const bot of bots) {
      const lines = await once(annotator, bot);
      expect(complaints(lines)).to.deep.equal([]);
      expect(said(lines).slice(0, 3)).to.deep.equal(['joined', 'claimed', 'committed']);
    }
    for (const bot of bots) await once(annotator, bot);
    await push();
    const { labels } = await thePanel(world, market);
    const truth = REVIEWS.map(([, name]) => (name === 'positive' ? 1 : 0));
    expect(labels).to.deep.equal(truth);
    for (const bot of bots) {
      expect(await fetchMember(world.connection, bot.wallet)).to.include({ balance: 100_000n, earned: 100_000n });
      bot.write({ ...tasks, ...SENTIMENT, withdrawFrom: '100000' });
      const before = await tagOf(world, bot.tokens);
      expect(said(await once(annotator, bot))).to.deep.equal(['withdrawn']);
      expect(await tagOf(world, bot.tokens)).to.equal(before + 100_000n);
    }
    await checkBooks(world.connection);
  });
});
