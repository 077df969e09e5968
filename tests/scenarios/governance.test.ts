import { expect } from 'chai';
import {
  ballotPda,
  cancelProposal,
  castBallot,
  changeBallot,
  CHOICE,
  closeBallot,
  closeProposal,
  collect,
  createProposal,
  createVoter,
  executeProposal,
  expireClaim,
  expireCommit,
  expireReveal,
  fetchMember,
  fetchTask,
  finalizeProposal,
  foldPage,
  joinTask,
  lockVotes,
  newSalt,
  openGold,
  openPage,
  openPanels,
  pagePda,
  paramsChange,
  proposalPda,
  proposalTimes,
  setDelegate,
  settle,
  sweepTask,
  unlockVotes,
  type Params,
} from '@tagger/client';
import { parametersUpdate } from '../support/admin.ts';
import {
  aMember,
  answer,
  aPanel,
  aTask,
  collectAll,
  commitWork,
  join,
  revealWork,
  RULES,
  sit,
  thePanel,
  type PanelSetup,
} from '../support/build.ts';
import { eventOf, expectError, tagOf } from '../support/expect.ts';
import { electorate, enacted, nextDay, SHARES, TAG, theGovernance, theProposal } from '../support/govern.ts';
import { people, team } from '../support/people.ts';
import { restartCluster, waitUntil } from '../support/time.ts';
import { act, theConfig, theWorld, wait, type Actor, type World } from '../support/world.ts';

const ITEMS = 20;
const LABELS = Array.from({ length: ITEMS }, (_, item) => (item * 7 + 3) % 2);
const wrongOn = (wrong: number): number[] => LABELS.map((label, item) => (item < wrong ? 1 - label : label));
const GOLD = Array.from({ length: 12 }, (_, offset) => ({ offset, label: LABELS[offset] as number }));

describe('scenario: governance', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
    await electorate(world);
  });

  /**
   * Dora, a labeller, wants a lower fee. Ann is for it; Ben trusts Cyd, who votes against with his own votes and Ben's;
   * Ben overrules him. The guardian can't stop it, the time lock holds it for a day, a stranger executes it. Afterwards
   * everything is closed: every base unit of stake and every lamport of rent is where it came from.
   */
  it('a member proposes, a delegate votes, an owner overrules, a stranger executes', async () => {
    const { ann, ben, cyd } = await electorate(world);
    const [dora] = (await team(world, 1)) as [Actor];
    const [stranger] = (await people(world, 1)) as [Actor];
    const { connection, guardian, admin, tagMint } = world;
    const before = (await theConfig(world)).params;
    const stakes = (await fetchMember(connection, dora.key))!;
    await act(world, dora, createVoter({ wallet: dora.key }), lockVotes({ wallet: dora.key, amount: 40n * TAG }));
    await act(world, ben, setDelegate({ wallet: ben.key, delegate: cyd.key }));
    await nextDay(world);

    const { proposals: number } = await theGovernance(world);
    const proposal = proposalPda(number);
    const change = paramsChange({ ...before, feeBps: 150 });
    await act(world, dora, createProposal({ wallet: dora.key, number, change }));
    const motion = { number, proposal, proposer: dora };
    const cast = (voter: Actor, choice: number, caster = voter) =>
      act(world, caster, castBallot({ wallet: voter.key, caster: caster.key, payer: caster.key, proposal, choice }));
    await cast(dora, CHOICE.for);
    await cast(ann, CHOICE.for);
    await cast(cyd, CHOICE.against);
    await cast(ben, CHOICE.against, cyd);
    expect(await theProposal(world, motion)).to.include({
      inFavour: SHARES.ann + 40n * TAG,
      against: SHARES.ben + SHARES.cyd,
    });
    await act(world, ben, changeBallot({ wallet: ben.key, proposal, choice: CHOICE.for }));
    await expectError(
      act(world, guardian, cancelProposal({ canceller: guardian.publicKey, proposal })),
      'NotCanceller',
    );

    await waitUntil(world, (await theProposal(world, motion)).endsAt);
    await act(world, stranger, finalizeProposal({ proposal }));
    const { executableFrom } = proposalTimes(await theProposal(world, motion));
    await expectError(act(world, stranger, executeProposal({ proposal })), 'TimelockRunning');
    await waitUntil(world, executableFrom);
    const event = eventOf(await act(world, stranger, executeProposal({ proposal })), 'configChanged');
    expect([event.feeBpsBefore, event.feeBps]).to.deep.equal([before.feeBps, 150]);
    expect((await theConfig(world)).params).to.deep.equal({ ...before, feeBps: 150 });

    const lamports = (actor: Actor) => connection.getBalance(actor.key);
    const had = await Promise.all([cyd, dora].map(lamports));
    const rent = async (wallet: Actor) => {
      const close = closeBallot({ proposal, wallet: wallet.key, rentPayer: wallet === ben ? cyd.key : wallet.key });
      const worth = await connection.getBalance(ballotPda(proposal, wallet.key));
      await act(world, stranger, close);
      return worth;
    };
    const [ofCyd, ofBen, ofDora] = [await rent(cyd), await rent(ben), await rent(dora)];
    await rent(ann);
    const ofProposal = await connection.getBalance(proposal);
    await act(world, stranger, closeProposal({ proposal, proposer: dora.key, tagMint }));
    expect(await Promise.all([cyd, dora].map(lamports))).to.deep.equal([
      had[0]! + ofCyd + ofBen,
      had[1]! + ofDora + ofProposal,
    ]);
    await act(world, dora, unlockVotes({ wallet: dora.key, amount: 40n * TAG }));
    expect(await fetchMember(connection, dora.key)).to.include({
      stakeActive: stakes.stakeActive,
      stakeLocked: 0n,
      slashed: 0n,
    });
    await act(world, ben, setDelegate({ wallet: ben.key }));
    await act(world, admin, await parametersUpdate(world, before));
  });

  /**
   * Rita opens a task. Then a vote changes every single parameter. Her task goes on as if nothing had happened: who may
   * join, what is slashed and burnt, when gold is failed, which grace a restart gives, what fee she pays.
   */
  it('an open task keeps every parameter it was opened with', async () => {
    const { connection, tagMint, treasury, admin } = world;
    const old = (await theConfig(world)).params;
    const gold = [{ firstItem: 0, salt: newSalt(), entries: GOLD }];
    const before = await aTask(world, { gold, lifeSecs: 60n * 86_400n });
    const { requester, task } = before;
    const changed: Params = {
      minStake: 20n * TAG,
      minBond: 200_000n,
      unbondingSecs: 172_800n,
      reviewBond: 4n * TAG,
      minReviewFee: 3_000n,
      weightCap: 20_000n * TAG,
      minWindowSecs: 120,
      maxWindowSecs: 1_209_600,
      maxTaskSecs: 63_072_000,
      restartGraceSecs: 7_200,
      maxPauseSecs: 300_000,
      maxSessionSecs: 5_184_000,
      reviewCommitSecs: 2_400,
      reviewRevealSecs: 1_200,
      challengeSecs: 5_400,
      appealSecs: 2_700,
      feeBps: 300,
      slashHoldBps: 1_000,
      slashMissBps: 8_000,
      slashGoldBps: 6_000,
      slashBurnBps: 2_500,
      goldFailBps: 6_000,
      slashReversedBps: 1_500,
      keeperTipBps: 1_500,
    };
    for (const field of Object.keys(changed) as (keyof Params)[])
      expect(changed[field], field).to.not.equal(old[field]);
    await enacted(world, paramsChange(changed));
    expect((await theConfig(world)).params).to.deep.equal(changed);

    // Page and panels are opened after the vote: they follow their task all the same.
    const page = pagePda(task, 0);
    const operator = requester.key;
    await act(
      world,
      requester,
      openPage({ operator, task, page, bytes: 10_240, amount: 50_000_000n }),
      openPanels({ operator, task, page, specs: [aPanel({ items: ITEMS }), aPanel({ firstItem: ITEMS })] }),
    );
    const setup: PanelSetup = { ...before, page, pageIndex: 0 };

    // Eva's 15 TAG were enough when the task was opened, and still are; for a new task they are not.
    const [eva] = [await aMember(world, 'Eva', 15n * TAG)];
    const crew = (await team(world, 4)) as [Actor, Actor, Actor, Actor];
    await join(world, setup, [...crew, eva]);
    const after = await aTask(world, { escrow: 0n });
    const joining = joinTask({ wallet: eva.key, task: after.task, rulesHash: RULES, bond: TAG });
    await expectError(act(world, eva, joining), 'NotEnoughStake');

    // Gold: four of twelve is less than 40 %, which failed then (80 % of chance) and would not now (60 %).
    const [ann, ben, cyd, dan] = crew;
    const work = await answer(world, setup, [ann, ben, cyd], [LABELS, wrongOn(3), wrongOn(8)]);
    await act(world, requester, settle({ page, panels: [0n] }));
    const opening = before.gold!.open(0)!;
    const judged = await act(world, requester, openGold({ operator, task, page, panel: 0n, opening }));
    // 2 % of 300,000; 3 % would be 9,000.
    expect(eventOf(judged, 'panelSettled')).to.deep.include({ rewards: 300_000n, fees: 6_000n });
    await collectAll(world, setup, work);

    // Ann answers, Eva commits and keeps silent, Dan holds a seat and never comes back.
    const second = await sit(world, setup, [ann, eva, dan], [LABELS.slice(0, 10), LABELS.slice(0, 10), []], 1n);
    await commitWork(world, setup, second.slice(0, 2), 1n);
    await wait(world, 3_600);
    await act(
      world,
      requester,
      expireClaim({ wallet: dan.key, task, page, panel: 1n, slot: second[2]!.slot }),
      expireCommit({ page, panel: 1n }),
    );
    await revealWork(world, setup, second.slice(0, 1), 1n);
    const { until } = await thePanel(world, setup, 1n);
    await restartCluster(world);
    try {
      await waitUntil(world, until + BigInt(old.restartGraceSecs) - 1n);
      await expectError(act(world, requester, expireReveal({ page, panel: 1n })), 'WindowOpen');
      await waitUntil(world, until + BigInt(old.restartGraceSecs));
      await act(world, requester, expireReveal({ page, panel: 1n }));
    } finally {
      await restartCluster(world, 0);
    }
    await act(world, requester, settle({ page, panels: [1n] }));
    await wait(world, 900);
    const settled = await act(world, requester, settle({ page, panels: [1n] }));
    expect(eventOf(settled, 'panelSettled')).to.deep.include({ rewards: 100_000n, fees: 2_000n });
    for (const { member, slot } of second.slice(0, 2)) {
      const entries = [{ panel: 1n, slot }];
      await act(world, requester, collect({ wallet: member.key, task, page, entries }));
    }

    // 30 %, 50 % and 5 % of one TAG. Under the new ones it would be nothing, 80 % and 10 %.
    const slashed = async (member: Actor) => (await fetchMember(connection, member.key))?.slashed;
    expect([await slashed(cyd), await slashed(eva), await slashed(dan)]).to.deep.equal([300_000n, 500_000n, 50_000n]);
    const had = await tagOf(world, treasury);
    await act(world, requester, foldPage({ task, page }));
    const swept = eventOf(await act(world, requester, sweepTask({ task, treasury, tagMint })), 'taskSwept');
    // Half of 850,000 is burnt; under the new ones a quarter would be.
    expect(swept).to.deep.include({ fees: 8_000n, burnt: 425_000n, toRequester: 425_000n });
    expect(await tagOf(world, treasury)).to.equal(had + 8_000n);
    const fields = ['feeBps', 'slashHoldBps', 'slashMissBps', 'slashGoldBps', 'slashBurnBps', 'goldFailBps'] as const;
    for (const [at, params] of [
      [task, old],
      [after.task, changed],
    ] as const) {
      const { terms, minStake } = (await fetchTask(connection, at))!;
      expect(fields.map((field) => terms[field])).to.deep.equal(fields.map((field) => params[field]));
      expect([terms.restartGraceSecs, minStake]).to.deep.equal([params.restartGraceSecs, params.minStake]);
    }
    await act(world, admin, await parametersUpdate(world, old));
  });
});
