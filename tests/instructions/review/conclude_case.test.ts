import { expect } from 'chai';
import { concludeCase, openPage, pagePda, settle } from '@tagger/client';
import { itemsCommitment, newItemsSecret } from '@tagger/client/private';
import { answer, aTask, collectAll, join, panels, thePanel, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people, team } from '../../support/people.ts';
import { keyed } from '../../support/private.ts';
import {
  appealedBy,
  appealedByRequester,
  balanceOf,
  bench,
  collectRound,
  conclude,
  contest,
  contestable,
  contestBy,
  enrich,
  judge,
  REVIEWED,
  settleJudged,
  theRound,
  type ReviewSetup,
} from '../../support/reviews.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('conclude_case', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });
  const concluding = (
    { setup, page }: ReviewSetup,
    change: { panel?: bigint; funders?: Actor[]; subject?: typeof page; task?: typeof page } = {},
  ) => {
    const { panel = 0n, funders = [], subject = setup.page, task = setup.task } = change;
    return act(world, gus, concludeCase({ task, subject, page, panel, funders: funders.map(({ key }) => key) }));
  };

  it('refuses before there is a verdict, and a round that was appealed: WrongPhase, NoSuchPanel', async () => {
    const { setup, crew } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    await expectError(concluding(review), 'WrongPhase');
    await expectError(concluding(review, { panel: 1n }), 'NoSuchPanel');
    await judge(world, review, [[1], [1], [1]]);
    await enrich(world, crew[0]!, 14_000n);
    await appealedBy(world, review, crew[0]!);
    await expectError(concluding(review), 'WrongPhase');
  });

  it('[attack 64] waits until the window for appeals ends; the panel waits for its reviews: WindowOpen, ReviewOpen', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const { until: settles } = await thePanel(world, setup);
    await waitUntil(world, settles - 60n);
    const review = await contest(world, setup, [0]);
    await judge(world, review, [[1], [1], [0]]);
    const { until } = await theRound(world, review);
    expect(until > settles).to.equal(true);
    await waitUntil(world, until - 1n);
    await expectError(concluding(review), 'WindowOpen');
    await expectError(act(world, gus, settle({ page: setup.page, panels: [0n] })), 'ReviewOpen');
    await waitUntil(world, until);
    await concluding(review);
    await act(world, gus, settle({ page: setup.page, panels: [0n] }));
    await expectError(concluding(review), 'WrongPhase');
  });

  it('[attack 4] refuses another page and another task: WrongCase, WrongPage', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    await judge(world, review, [[1], [1], [0]]);
    await waitUntil(world, (await theRound(world, review)).until);
    const { requester, task } = setup;
    const other = pagePda(task, 2);
    await act(world, requester, openPage({ operator: requester.key, task, page: other, bytes: 4_000, amount: 0n }));
    await expectError(concluding(review, { subject: other }), 'WrongCase');
    await expectError(concluding(review, { task: (await aTask(world)).task }), 'WrongPage');
  });

  it('[attack 100] refuses wrong funders: left out, another, one too many: WrongRemainingAccounts, WrongMember', async () => {
    const { setup, crew } = await contestable(world);
    const [ann, ben] = crew as [Actor, Actor];
    await enrich(world, ann, 6_000n);
    const review = await contestBy(world, setup, ann, [0]);
    await judge(world, review, [[0], [0], [0]]);
    await waitUntil(world, (await theRound(world, review)).until);
    await expectError(concluding(review), 'WrongRemainingAccounts');
    await expectError(concluding(review, { funders: [ben] }), 'WrongMember');
    await expectError(concluding(review, { funders: [ann, ben] }), 'WrongRemainingAccounts');
    await concluding(review, { funders: [ann] });
  });

  it('[attack 100] one who funded two rounds is named twice and gets each share once', async () => {
    const { setup, crew } = await contestable(world, [TRUTH]);
    const ann = crew[0]!;
    await enrich(world, ann, 20_000n);
    const review = await contestBy(world, setup, ann, [0]);
    await judge(world, review, [[1], [1], [0]]);
    await appealedBy(world, review, ann);
    expect(await balanceOf(world, ann)).to.equal(0n);
    await judge(world, review, [[0], [0], [0], [0], [0], [0], [1]], 1n);
    // 20,000 paid in; seven votes became the verdict: one of the first round, six of the second. The appeal changed all
    // it judged, so what is left, 6,000, is hers up to the 14,000 she paid for it.
    const ended = await conclude(world, review, 1n, [ann, ann]);
    expect(ended).to.deep.include({ changed: 0, returned: 6_000n });
    expect([...ended.verdict]).to.deep.equal([0]);
    expect(await balanceOf(world, ann)).to.equal(6_000n);
    for (const round of [0n, 1n]) await collectRound(world, review, round);
    await settleJudged(world, setup);
  });

  it('a review whose verdict did not last changed nothing: its funder is not paid for it', async () => {
    const { setup, crew } = await contestable(world, [TRUTH], { terms: { auditBps: 1, auditItems: 10 } });
    const ann = crew[0]!;
    await enrich(world, ann, 6_000n);
    const review = await contestBy(world, setup, ann, [0]);
    await judge(world, review, [[1], [1], [1]]);
    await appealedByRequester(world, review);
    await judge(
      world,
      review,
      Array.from({ length: 7 }, () => [0]),
      1n,
    );
    // 20,000 paid in, 14,000 earned by the seven; the requester was right and gets the rest.
    expect(await conclude(world, review, 1n, [ann])).to.deep.include({ changed: 0, returned: 6_000n });
    expect(await balanceOf(world, ann)).to.equal(0n);
  });

  it('[attack 173] what a private panel keeps for late keys pays no review', async () => {
    const itemsKey = itemsCommitment(newItemsSecret());
    await bench(world);
    const setup = await panels(world, [{ seatsFirst: 1 }], { terms: REVIEWED, itemsKey });
    const [ann] = await keyed(world, await team(world, 1));
    await join(world, setup, [ann!]);
    const work = await answer(world, setup, [ann!], [TRUTH]);
    await act(world, ann!, settle({ page: setup.page, panels: [0n] }));
    await enrich(world, ann!, 6_000n);
    const review = await contestBy(world, setup, ann!, [0]);
    await judge(world, review, [[1], [1], [1]]);
    // All votes became the verdict: nothing is left of what she paid, and without audits Rita has set nothing aside for it.
    expect(await conclude(world, review, 0n, [ann!])).to.deep.include({ changed: 1, returned: 0n });
    expect(await balanceOf(world, ann!)).to.equal(0n);
    expect((await thePanel(world, setup)).reserve).to.equal(112_000n);
    await collectRound(world, review);
    // One label of ten is not hers: 90,000, and 1,800 for the treasury; what was kept for late keys goes back.
    expect(eventOf(await settleJudged(world, setup), 'panelSettled')).to.deep.include({ returned: 112_000n - 91_800n });
    await collectAll(world, setup, work);
  });
});
