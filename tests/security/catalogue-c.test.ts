import { expect } from 'chai';
import {
  cancelTask,
  claim,
  commit,
  expireClaim,
  expireReveal,
  fetchMember,
  fetchTask,
  foldPage,
  reveal,
  settle,
  unfundPage,
  updateConfig,
} from '@tagger/client';
import { withParameters } from '../support/admin.ts';
import {
  answer,
  claimPanel,
  collectAll,
  commitmentOf,
  commitWork,
  revealOf,
  revealWork,
  sit,
  staffed,
  thePage,
  thePanel,
  TRUTH,
  type PanelSetup,
} from '../support/build.ts';
import { eventOf, expectError } from '../support/expect.ts';
import { people } from '../support/people.ts';
import { restartCluster, waitUntil } from '../support/time.ts';
import { act, rehearse, theConfig, theWorld, wait, type Actor, type World } from '../support/world.ts';

/** Attacks on the life of a task (catalogue C). Deadlines at t-1 and t are tried in the tests of the instructions. */
describe('security C: task life cycle', () => {
  let world: World;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
  });

  it('[attack 57] the last one is paid in full: the most a panel can cost was set aside', async () => {
    const { setup, crew } = await staffed(world, [{}], 3, { escrow: 306_000n, pageFunds: 306_000n });
    await expectError(
      act(
        world,
        setup.requester,
        unfundPage({ operator: setup.requester.key, task: setup.task, page: setup.page, amount: 1n }),
      ),
      'NotEnoughPageFunds',
    );
    const work = await answer(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
    await act(world, stranger, settle({ page: setup.page, panels: [0n] }));
    await collectAll(world, setup, work);
    for (const member of crew) expect((await fetchMember(world.connection, member.key))?.balance).to.equal(100_000n);
    expect(await thePage(world, setup)).to.include({ funds: 6_000n, free: 0n, fees: 6_000n });
  });

  it('[attack 58] whoever holds a seat when the task is cancelled finishes and is paid', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2);
    const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, work.slice(0, 1));
    await act(
      world,
      setup.requester,
      cancelTask({ requester: setup.requester.key, task: setup.task }),
      foldPage({ task: setup.task, page: setup.page }),
    );
    expect((await thePage(world, setup)).reservedFunds).to.equal(204_000n);
    await commitWork(world, setup, work.slice(1));
    await revealWork(world, setup, work);
    await act(world, stranger, settle({ page: setup.page, panels: [0n] }));
    await collectAll(world, setup, work);
    for (const member of crew) expect((await fetchMember(world.connection, member.key))?.balance).to.equal(100_000n);
  });

  it('[attack 61] terms stand: new parameters do not reach an open task', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1);
    const { terms } = (await fetchTask(world.connection, setup.task))!;
    const changed = { feeBps: 500, slashMissBps: 10_000, slashGoldBps: 10_000, keeperTipBps: 0 };
    await withParameters(world, changed, async () => {
      await answer(world, setup, crew, [TRUTH]);
      const event = eventOf(await act(world, stranger, settle({ page: setup.page, panels: [0n] })), 'panelSettled');
      expect(event.fees).to.equal(2_000n);
      expect((await fetchTask(world.connection, setup.task))?.terms).to.deep.equal(terms);
      expect((await thePage(world, setup)).terms).to.deep.equal(terms);
    });
    const { guardian, treasury, revision, params } = await theConfig(world);
    const byRequester = updateConfig({
      admin: setup.requester.key,
      guardian,
      treasury,
      revision,
      params,
      expiresAt: 2n ** 62n,
    });
    await expectError(act(world, setup.requester, byRequester), 'NotAdmin');
  });

  it('[attack 62] squatters lose their seats: after the hold all of them are free again', async () => {
    const { setup, crew } = await staffed(world, [{}], 4);
    const squatters = crew.slice(0, 3);
    await claimPanel(world, setup, squatters);
    await expectError(
      act(world, crew[3]!, claim({ wallet: crew[3]!.key, task: setup.task, page: setup.page, panels: [0n] })),
      'PanelFull',
    );
    await wait(world, 600);
    const expire = squatters.map((member, slot) =>
      expireClaim({ wallet: member.key, task: setup.task, page: setup.page, panel: 0n, slot }),
    );
    await act(world, stranger, ...expire);
    expect((await thePage(world, setup)).slashed).to.equal(150_000n);
    await claimPanel(world, setup, [crew[3]!]);
  });

  it('[attack 65] a second commitment is refused, before and after the others revealed', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2);
    const [ann, ben] = crew as [Actor, Actor];
    const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, work.slice(0, 1));
    const again = commit({
      wallet: ann.key,
      task: setup.task,
      page: setup.page,
      entries: [{ panel: 0n, slot: 0, commitment: new Uint8Array(32).fill(9) }],
    });
    await expectError(act(world, ann, again), 'WrongSlot');
    await commitWork(world, setup, work.slice(1));
    await act(world, ben, revealOf(setup, work[1]!));
    await expectError(act(world, ann, again), 'WrongPhase');
  });

  it('[attack 66] a copied commitment cannot be revealed by the copier', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2);
    const [ann, ben] = crew as [Actor, Actor];
    const [original] = await sit(world, setup, crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, [original!]);
    const bytes = commitmentOf(await thePage(world, setup), setup, original!);
    await act(
      world,
      ben,
      commit({
        wallet: ben.key,
        task: setup.task,
        page: setup.page,
        entries: [{ panel: 0n, slot: 1, commitment: bytes }],
      }),
    );
    await act(world, ann, revealOf(setup, original!));
    await expectError(act(world, ben, revealOf(setup, { ...original!, member: ben, slot: 1 })), 'CommitmentMismatch');
  });

  it('[attack 67] a commitment made for one panel cannot be revealed on another', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }, { seatsFirst: 1 }], 1);
    const [ann] = crew as [Actor];
    const [work] = await sit(world, setup, crew, [TRUTH]);
    await claimPanel(world, setup, crew, 1n);
    const bytes = commitmentOf(await thePage(world, setup), setup, work!, 0n);
    const entries = [0n, 1n].map((panel) => ({ panel, slot: 0, commitment: bytes }));
    await act(world, ann, commit({ wallet: ann.key, task: setup.task, page: setup.page, entries }));
    await rehearse(world, ann, revealOf(setup, work!, 0n));
    await expectError(act(world, ann, revealOf(setup, work!, 1n)), 'CommitmentMismatch');
  });

  it('[attack 69] nobody reveals: all lose half a bond, nobody is paid, the reserve returns', async () => {
    const { setup, crew } = await staffed(world, [{}], 3, { pageFunds: 306_000n });
    const work = await sit(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
    await commitWork(world, setup, work);
    await waitUntil(world, (await thePanel(world, setup)).until);
    await act(
      world,
      stranger,
      expireReveal({ page: setup.page, panel: 0n }),
      settle({ page: setup.page, panels: [0n] }),
    );
    await collectAll(world, setup, work);
    expect(await thePage(world, setup)).to.include({ free: 306_000n, fees: 0n, slashed: 1_500_000n, itemsSettled: 0n });
    for (const member of crew) {
      expect(await fetchMember(world.connection, member.key)).to.include({
        balance: 0n,
        slashed: 500_000n,
        missedReveals: 1,
        stakeLocked: 9_500_000n,
      });
    }
  });

  it('[attack 74] every step after the work is pushed by a stranger', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1);
    const work = await answer(world, setup, crew, [TRUTH]);
    await act(world, stranger, settle({ page: setup.page, panels: [0n] }));
    await collectAll(world, { ...setup, requester: stranger }, work);
    await act(world, stranger, foldPage({ task: setup.task, page: setup.page }));
    expect((await fetchMember(world.connection, crew[0]!.key))?.balance).to.equal(100_000n);
  });

  /** Three answered panels and one whose member stayed silent, ready to be settled. */
  async function fourPanels(): Promise<PanelSetup> {
    const specs = Array.from({ length: 4 }, (_, at) => ({ seatsFirst: 1, firstItem: 10 * at }));
    const { setup, crew } = await staffed(world, specs, 1);
    const labels = [TRUTH, TRUTH.map((label) => 1 - label), TRUTH.map(() => 1)];
    for (const [at, own] of labels.entries()) await answer(world, setup, crew, [own], BigInt(at));
    await commitWork(world, setup, await sit(world, setup, crew, [TRUTH], 3n), 3n);
    await waitUntil(world, (await thePanel(world, setup, 3n)).until);
    await act(world, stranger, expireReveal({ page: setup.page, panel: 3n }));
    return setup;
  }

  it('[attack 76] order and partition of settlements change neither labels nor money', async () => {
    const orders = [
      [[0n, 1n, 2n, 3n]],
      [
        [3n, 2n],
        [1n, 0n],
      ],
      [[1n], [3n], [0n], [2n]],
    ];
    const ends = [];
    for (const order of orders) {
      const setup = await fourPanels();
      for (const batch of order) await act(world, stranger, settle({ page: setup.page, panels: batch }));
      const { free, credited, fees, paid, answers, itemsSettled, panelsSettled, panels } = await thePage(world, setup);
      ends.push({
        money: [free, credited, fees, paid, answers, itemsSettled, panelsSettled],
        labels: panels.map((panel) => panel.labels),
      });
    }
    expect(ends[1]).to.deep.equal(ends[0]);
    expect(ends[2]).to.deep.equal(ends[0]);
  });

  it('[attack 78] a restart during a phase gives everybody the grace, and the expiry waits as long', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1);
    const [ann] = crew as [Actor];
    const [work] = await sit(world, setup, crew, [TRUTH]);
    await commitWork(world, setup, [work!]);
    const { until } = await thePanel(world, setup);
    const grace = 3_600n;
    const expiring = expireReveal({ page: setup.page, panel: 0n });
    await waitUntil(world, until);
    await expectError(act(world, ann, revealOf(setup, work!)), 'WindowClosed');
    await restartCluster(world);
    try {
      await rehearse(world, ann, revealOf(setup, work!));
      await expectError(act(world, stranger, expiring), 'WindowOpen');
      await waitUntil(world, until + grace - 1n);
      await rehearse(world, ann, revealOf(setup, work!));
      await expectError(act(world, stranger, expiring), 'WindowOpen');
      await waitUntil(world, until + grace);
      await expectError(act(world, ann, revealOf(setup, work!)), 'WindowClosed');
      await act(world, stranger, expiring);
    } finally {
      await restartCluster(world, 0);
    }
  });

  it('[attack 78] a restart before a phase began gives nobody more time', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1);
    await restartCluster(world);
    try {
      await wait(world, 1);
      const [work] = await sit(world, setup, crew, [TRUTH]);
      await commitWork(world, setup, [work!]);
      await waitUntil(world, (await thePanel(world, setup)).until);
      await expectError(
        act(
          world,
          crew[0]!,
          reveal({
            wallet: crew[0]!.key,
            task: setup.task,
            page: setup.page,
            entries: [{ panel: 0n, slot: 0, salt: work!.salt, answers: Uint8Array.of(0, 0) }],
          }),
        ),
        'WindowClosed',
      );
    } finally {
      await restartCluster(world, 0);
    }
  });
});
