import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { fetchMember, fetchTask, joinTask, REVIEWS as REVIEW_TERMS } from '@tagger/client';
import type { Share } from '@tagger/client/evidence';
import { annotator, keeper, validator } from '@tagger/bots';
import { commitWork, revealWork, sit, thePanel } from '../../tests/support/build.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { team } from '../../tests/support/people.ts';
import { contest, LEAP, nextEpoch, ownPool, theRound, type ReviewSetup } from '../../tests/support/reviews.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { act, createWorld, type Actor, type World } from '../../tests/support/world.ts';
import { decide, voicesFor, type Weighing } from '../src/validator/decide.ts';
import { aHome, complaints, once, start, type Home, type Line } from './support/bot.ts';
import { faultyNode, seeded } from '../../tests/support/faults.ts';
import { anArweave, anEarner, published, REVIEWS, type Market } from './support/market.ts';

const TRUTH = REVIEWS.map(([, name]) => (name === 'positive' ? 1 : 0));
/** Base units behind a validator's seats. */
const BOND = 1_000_000_000n;
const SENTIMENT = { predictor: 'sentiment' };
const SETTINGS = { modelSure: 0.7 };
const said = (lines: readonly Line[], ...names: string[]): Line[] => lines.filter(({ msg }) => names.includes(msg));
const done = (lines: readonly Line[]): string[] =>
  said(lines, 'joined the pool', 'committed', 'revealed', 'collected', 'withdrawn').map(({ msg }) => msg);

describe('how a validator decides', () => {
  const HOW: Weighing = { modelSure: 0.8, overrule: 3, leastLead: 0.34, unsure: 'keep', skip: 3 };
  const NONE = { groups: [], empty: new Set<number>() };
  const voices = (...labels: number[]) => labels.map((label, seat) => ({ seat, label }));
  const ask = (label: number, list: ReturnType<typeof voices>, model?: { label: number; score: number }) =>
    decide({ item: 0, label, voices: list, model }, NONE, 3, HOW);

  it('follows a sure model unless three times as many voices are against it, and says why in numbers', () => {
    expect(ask(1, voices(1, 1, 0), { label: 1, score: 0.9 })).to.include({ vote: 1, verdict: 'keep' });
    expect(ask(1, voices(1, 0, 2), { label: 0, score: 0.9 })).to.include({ vote: 0, verdict: 'change' });
    expect(ask(1, voices(1, 1, 1, 0), { label: 0, score: 0.9 })).to.deep.equal({
      item: 0,
      vote: 1,
      verdict: 'unsure',
      voices: [1, 3, 0],
      why: 'the model says 0, but 3 voices say 1',
    });
    expect(ask(1, voices(0, 0, 0), { label: 1, score: 0.79 })).to.include({ vote: 0, verdict: 'change' });
  });

  it('where nothing is sure keeps the label, or leaves the item out if it may', () => {
    expect(ask(1, voices(1, 0))).to.include({ vote: 1, verdict: 'unsure' });
    expect(ask(1, voices(0))).to.include({ vote: 1, verdict: 'unsure', why: 'fewer than two voices are left' });
    const abstaining = { ...HOW, unsure: 'abstain' as const };
    const question = { item: 0, label: 1, voices: voices(1, 0), model: undefined };
    expect(decide(question, NONE, 3, abstaining).vote).to.equal(3);
    expect(decide(question, NONE, 2, { ...abstaining, skip: undefined }).vote).to.equal(1);
  });

  it('hears a group of copies once, and those who tell nothing not at all', () => {
    const question = { voices: voices(1, 1, 1, 0, 0) };
    expect(voicesFor(question, NONE, 3)).to.deep.equal([2, 3, 0]);
    expect(voicesFor(question, { groups: [[0, 1, 2]], empty: new Set() }, 3)).to.deep.equal([2, 1, 0]);
    expect(voicesFor(question, { groups: [[2, 3]], empty: new Set([4]) }, 3)).to.deep.equal([1, 3, 0]);
  });
});

describe('the validator', () => {
  let world: World;
  let arweave: Awaited<ReturnType<typeof anArweave>>;
  const homes: Home[] = [];
  let panel: Home[] = [];
  before(async () => {
    [world, arweave] = await Promise.all([createWorld(), anArweave()]);
    ownPool(world);
    panel = await Promise.all([1, 2, 3, 4].map(() => aJudge()));
    for (const home of panel) expect(done(await once(validator, home))).to.deep.equal(['joined the pool']);
    await nextEpoch(world);
  });
  after(async () => {
    homes.splice(0).forEach((home) => home.remove());
    await world.chain.stop();
    await arweave.stop();
  });

  const aJudge = async (settings: Record<string, unknown> = {}): Promise<Home> => {
    const made = await anEarner(
      world,
      arweave.url,
      { ...SENTIMENT, ...SETTINGS, bond: String(BOND), lookSecs: undefined, ...settings },
      BOND,
    );
    homes.push(made);
    return made;
  };
  const push = async (): Promise<void> => {
    const home = await aHome(world, { audits: false });
    homes.push(home);
    await once(keeper, home);
  };

  /** Ann is a bot; Ben and Cyd answer what they are told to. */
  const answered = async (wrong: readonly number[]): Promise<{ market: Market; ann: Home; people: Actor[] }> => {
    const market = await published(world, arweave.url, { terms: REVIEW_TERMS });
    const people = await team(world, 2);
    const rulesHash = Uint8Array.from((await fetchTask(world.connection, market.task))!.rulesHash);
    for (const one of people)
      await act(world, one, joinTask({ wallet: one.key, task: market.task, rulesHash, bond: 1_000_000n }));
    const labels = TRUTH.map((label, item) => (wrong.includes(item) ? 1 - label : label));
    const work = await sit(world, market, people, [labels, labels]);
    await commitWork(world, market, work);
    const ann = await anEarner(world, arweave.url, { ...SENTIMENT, tasks: [market.task.toBase58()] });
    homes.push(ann);
    expect(complaints(await once(annotator, ann))).to.deep.equal([]);
    await revealWork(world, market, work);
    await push();
    expect((await thePanel(world, market)).phase).to.equal('challenge');
    return { market, ann, people };
  };
  const contested = async (wrong: readonly number[], items: readonly number[]) => {
    const { market, ...rest } = await answered(wrong);
    const review = await contest(world, market, [...items]);
    await world.chain.advance({ slots: LEAP });
    await push();
    expect((await theRound(world, review)).phase).to.equal('commit');
    return { market, review, ...rest };
  };
  /** Lets the judged panel be settled and its people be paid. */
  const finish = async (market: Market): Promise<void> => {
    await waitUntil(world, (await thePanel(world, market)).until);
    await push();
  };
  const conclude = async (review: ReviewSetup): Promise<void> => {
    await push();
    await waitUntil(world, (await theRound(world, review)).until);
    await push();
  };

  it('four bots are in the pool; three are drawn, see that two people were wrong together, and everybody is paid', async () => {
    const { market, review, ann, people } = await contested([0, 3], [0, 1, 3]);
    expect((await thePanel(world, market)).labels).to.deep.equal(
      TRUTH.map((label, item) => ([0, 3].includes(item) ? 1 - label : label)),
    );
    const first = await Promise.all(panel.map((home) => once(validator, home)));
    const drawn = panel.filter((_, at) => done(first[at]!).includes('committed'));
    expect(drawn).to.have.length(3);
    // Each vote is explained: what the panel says, what the model says, and whose voices are heard.
    const lines = first.find((some) => done(some).includes('committed'))!;
    const judged = said(lines, 'judged an item').map(({ item, label, vote, verdict, voices, why }) => ({
      item,
      label,
      vote,
      verdict,
      voices,
      why,
    }));
    expect(judged).to.deep.equal([
      {
        item: 0,
        label: 0,
        vote: 1,
        verdict: 'change',
        voices: [2, 1],
        why: 'the model says 1, and only 2 voices say 0',
      },
      { item: 1, label: 0, vote: 0, verdict: 'keep', voices: [3, 0], why: '3 of 3 voices say 0' },
      {
        item: 3,
        label: 1,
        vote: 0,
        verdict: 'change',
        voices: [1, 2],
        why: 'the model says 0, and only 2 voices say 1',
      },
    ]);
    const profiles = said(lines, 'evidence of a member');
    expect(
      profiles.map(({ seat, agreement, empty }) => [seat, (agreement as Share).hits, (agreement as Share).of, empty]),
    ).to.deep.equal([
      [0, 8, 8, false],
      [1, 8, 8, false],
      [2, 8, 10, false],
    ]);
    for (const home of panel) expect(complaints(await once(validator, home))).to.deep.equal([]);
    await conclude(review);
    await finish(market);
    // 2,000 base units an item and vote; 10,000 an answer that is the label in the end.
    for (const home of drawn)
      expect(await fetchMember(world.connection, home.wallet)).to.include({
        earned: 6_000n,
        coherent: 3n,
        votes: 3n,
        slashed: 0n,
      });
    expect(await fetchMember(world.connection, ann.wallet)).to.include({ earned: 100_000n, slashed: 0n });
    for (const { key } of people)
      expect(await fetchMember(world.connection, key)).to.include({ earned: 80_000n, slashed: 0n });
    await checkBooks(world.connection);
  });

  it('sends nothing in a dry run, and says how it would vote', async () => {
    const { review } = await contested([0], [0]);
    const sent = () => Promise.all(panel.map(({ wallet }) => world.connection.getSignaturesForAddress(wallet)));
    const earlier = await sent();
    const memory = (): unknown[] =>
      panel.map(({ state }) => (JSON.parse(readFileSync(state, 'utf8')) as { memory: unknown }).memory);
    const before = memory();
    const lines = await Promise.all(panel.map((home) => once(validator, home, true)));
    expect(lines.filter((some) => said(some, 'would have committed').length === 1)).to.have.length(3);
    expect(await sent()).to.deep.equal(earlier);
    expect(memory()).to.deep.equal(before);
    for (const home of panel) await once(validator, home);
    for (const home of panel) await once(validator, home);
    await conclude(review);
  });

  it('has no opinion of its own where another wallet of its owner answered', async () => {
    const { review, ann } = await contested([0], [0, 1]);
    for (const home of panel) home.write({ ...SETTINGS, ownWallets: [ann.wallet.toBase58()] });
    const lines = await Promise.all(panel.map((home) => once(validator, home)));
    const voted = lines.filter((some) => done(some).includes('committed'));
    expect(voted).to.have.length(3);
    for (const some of voted) {
      expect(said(some, 'judged an item')).to.deep.equal([]);
      expect(said(some, 'no opinion of its own').map(({ why }) => why)).to.deep.equal([
        'a wallet of the same owner answered',
      ]);
    }
    for (const home of panel) {
      await once(validator, home);
      home.write({});
    }
    // One bit has no code to abstain with: the panel's labels stand.
    expect((await theRound(world, review)).labels).to.deep.equal([0, 0]);
    await conclude(review);
  });

  it('without a gateway it leaves the decision to the answers', async () => {
    const { review } = await contested([0], [0, 1]);
    for (const home of panel) home.write({ gateways: ['http://127.0.0.1:9'], gatewaySecs: 0.5 });
    const lines = await Promise.all(panel.map((home) => once(validator, home)));
    const voted = lines.filter((some) => done(some).includes('committed'));
    expect(voted).to.have.length(3);
    for (const some of voted) {
      expect(said(some, 'judged without the model')).to.have.length(1);
      expect(said(some, 'judged an item').map(({ vote, verdict }) => [vote, verdict])).to.deep.equal([
        [0, 'unsure'],
        [0, 'keep'],
      ]);
    }
    for (const home of panel) {
      await once(validator, home);
      home.write({});
    }
    await conclude(review);
  });

  it('killed at random moments behind a node that fails, it votes once, as it decided at first, and shows it', async () => {
    const { review } = await contested([0, 3], [0, 3]);
    const storm = await faultyNode(world.chain.rpcUrl, world.chain.wsUrl, {
      seed: 61,
      faults: { error: 0.02, slow: 0.2, slowMs: 40, lost: 0.01, lostSend: 0.3, stale: 0.03 },
    });
    const random = seeded(62);
    let killed = 0;
    const before = await Promise.all(panel.map(({ wallet }) => fetchMember(world.connection, wallet)));
    for (const home of panel) home.write({ endpoints: [{ http: storm.url, ws: storm.wsUrl }], timeoutMs: 2_000 });
    for (let turn = 0; turn < 12 && (await theRound(world, review)).phase !== 'revealed'; turn += 1)
      for (const home of panel) {
        const child = start(['validator', '--config', home.config, '--once']);
        let timer: NodeJS.Timeout | undefined;
        if (killed < 5)
          void child
            .line(({ msg }) => msg === 'running')
            .then(() => (timer = setTimeout(() => child.kill('SIGKILL'), random() * 1_000)))
            .catch(() => undefined);
        if ((await child.ended) === null) killed += 1;
        clearTimeout(timer);
      }
    await storm.stop();
    for (const home of panel) home.write({});
    // How many lives end by themselves first depends on the machine.
    expect(killed).to.be.at.least(2);
    const round = await theRound(world, review);
    expect([round.phase, round.slots.map(({ state }) => state)]).to.deep.equal([
      'revealed',
      ['revealed', 'revealed', 'revealed'],
    ]);
    expect(round.answers).to.deep.equal([
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    await conclude(review);
    const after = await Promise.all(panel.map(({ wallet }) => fetchMember(world.connection, wallet)));
    expect(after.map((member, at) => member!.slashed - before[at]!.slashed)).to.deep.equal([0n, 0n, 0n, 0n]);
    await checkBooks(world.connection);
  }).timeout(300_000);
});
