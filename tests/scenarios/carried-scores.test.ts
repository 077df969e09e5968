/** A panel pays nothing below zero and nothing above its price; what that cuts off meets the member on his next panel. */
import { expect } from 'chai';
import {
  fetchMember,
  fetchSeat,
  fetchTask,
  leaveTask,
  expireClaim,
  expireReveal,
  newSalt,
  openGold,
  seatPda,
  settle,
  type GoldEntry,
} from '@tagger/client';
import {
  answer,
  claimPanel,
  collectAll,
  commitWork,
  sit,
  staffed,
  thePanel,
  type PanelSetup,
} from '../support/build.ts';
import { eventOf, expectError } from '../support/expect.ts';
import { waitUntil } from '../support/time.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

const ITEMS = 20;
const TRUTH = Array.from({ length: ITEMS }, (_, item) => (item * 7 + 3) % 2);
const wrongOn = (wrong: number): number[] => TRUTH.map((label, item) => (item < wrong ? 1 - label : label));

/** Twelve of the twenty items of each panel are gold; one seat a panel, 0.01 TAG an item. */
async function alone(
  world: World,
  panels: number,
  labels: readonly number[] = TRUTH,
  terms: NonNullable<Parameters<typeof staffed>[3]>['terms'] = {},
): Promise<{ setup: PanelSetup; cyd: Actor }> {
  const entries = Array.from({ length: 12 }, (_, offset): GoldEntry => ({ offset, label: labels[offset] as number }));
  const firsts = Array.from({ length: panels }, (_, panel) => panel * ITEMS);
  const { setup, crew } = await staffed(
    world,
    firsts.map((firstItem) => ({ firstItem, items: ITEMS, seatsFirst: 1 })),
    1,
    { gold: firsts.map((firstItem) => ({ firstItem, salt: newSalt(), entries })), terms },
  );
  return { setup, cyd: crew[0] as Actor };
}

/** Answers panel `number`, opens its gold and collects; returns what it paid. */
async function paid(world: World, setup: PanelSetup, member: Actor, labels: number[], number: bigint): Promise<bigint> {
  const work = await answer(world, setup, [member], [labels], number);
  const { requester, task, page, gold } = setup;
  await act(world, requester, settle({ page, panels: [number] }));
  const opening = gold!.open(Number(number) * ITEMS)!;
  const sent = await act(world, requester, openGold({ operator: requester.key, task, page, panel: number, opening }));
  await collectAll(world, setup, work, number);
  return eventOf(sent, 'panelSettled').rewards;
}

const carryOf = async (world: World, setup: PanelSetup, member: Actor) =>
  (await fetchSeat(world.connection, setup.task, member.key))?.carry;

describe('scenario: scores are carried from panel to panel', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it("Cyd's good panel pays for his bad one", async () => {
    const { setup, cyd } = await alone(world, 3);
    // (5/12 - 1/2) / (1/2) is -16.67 %, of twenty items: 3.334 items.
    expect(await paid(world, setup, cyd, wrongOn(7), 0n)).to.equal(0n);
    expect(await carryOf(world, setup, cyd)).to.equal(-33_340);
    expect(await paid(world, setup, cyd, TRUTH, 1n)).to.equal(166_660n);
    expect(await carryOf(world, setup, cyd)).to.equal(0);
    expect(await paid(world, setup, cyd, TRUTH, 2n)).to.equal(200_000n);
    expect((await fetchMember(world.connection, cyd.key))?.balance).to.equal(366_660n);
  });

  it('[attack 89] who owes can leave with his stake, but not forget: the seat stays until the task ends', async () => {
    const { setup, cyd } = await alone(world, 2);
    await paid(world, setup, cyd, wrongOn(7), 0n);
    const left = eventOf(await act(world, cyd, leaveTask({ wallet: cyd.key, task: setup.task })), 'seatChanged');
    expect(left).to.deep.include({ bondFree: 0n, closed: false });
    expect(await fetchMember(world.connection, cyd.key)).to.include({
      stakeActive: 100_000_000n,
      stakeLocked: 0n,
      seats: 1,
    });
    expect(await carryOf(world, setup, cyd)).to.equal(-33_340);
    await expectError(claimPanel(world, setup, [cyd], 1n), 'NotEnoughStake');

    await waitUntil(world, (await fetchTask(world.connection, setup.task))!.endsAt);
    const { requester } = setup;
    await act(world, requester, leaveTask({ wallet: cyd.key, caller: requester.key, task: setup.task }));
    expect(await world.connection.getAccountInfo(seatPda(setup.task, cyd.key))).to.equal(null);
    expect((await fetchMember(world.connection, cyd.key))?.seats).to.equal(0);
  });

  it('a constant answer where one class is frequent is worth nothing, rare gold is worth more', async () => {
    // Nine of the twelve gold items are of the frequent class; its share is four in five: 32 * ln(4) = 44.
    const labels = Array.from({ length: ITEMS }, (_, item) => Number(item % 4 === 3));
    const { setup, cyd } = await alone(world, 3, labels, { prior: [0, 44] });
    // A hit on the frequent class is worth 0.6264: 2 * 9 * 0.6264 - 12 of 12 is -6.04 %. Hits above guessing would be 50 %.
    expect(
      await paid(
        world,
        setup,
        cyd,
        labels.map(() => 0),
        0n,
      ),
    ).to.equal(0n);
    expect(await carryOf(world, setup, cyd)).to.equal(-12_080);
    // All right: 9 * 0.6264 + 3 * 2.4775, which is 117.83 % above guessing; a panel pays no more than its price.
    expect(await paid(world, setup, cyd, labels, 1n)).to.equal(200_000n);
    expect(await carryOf(world, setup, cyd)).to.equal(-12_080 + 35_660);
    // What is left over helps the next: without the first six, 5 of 9 frequent and 2 of 3 rare ones are 34.78 % above
    // guessing, 69,560 basis points of an item, and 23,580 were waiting.
    const half = labels.map((label, item) => (item < 5 ? 1 - label : label));
    expect(await paid(world, setup, cyd, half, 2n)).to.equal(93_140n);
  });

  it('the first panel takes what is carried, and gives it back when nothing comes of it', async () => {
    const { setup, cyd } = await alone(world, 3);
    await paid(world, setup, cyd, wrongOn(7), 0n);
    await claimPanel(world, setup, [cyd], 1n);
    expect((await thePanel(world, setup, 1n)).slots[0]?.carry).to.equal(-33_340);
    expect(await carryOf(world, setup, cyd)).to.equal(0);
    const { heldUntil } = (await thePanel(world, setup, 1n)).slots[0]!;
    await waitUntil(world, heldUntil);
    const { task, page, requester } = setup;
    await act(world, requester, expireClaim({ wallet: cyd.key, task, page, panel: 1n, slot: 0 }));
    expect(await carryOf(world, setup, cyd), 'an expired claim').to.equal(-33_340);

    const work = await sit(world, setup, [cyd], [TRUTH], 2n);
    await commitWork(world, setup, work, 2n);
    expect(await carryOf(world, setup, cyd)).to.equal(0);
    await waitUntil(world, (await thePanel(world, setup, 2n)).until);
    await act(world, requester, expireReveal({ page, panel: 2n }), settle({ page, panels: [2n] }));
    await waitUntil(world, (await thePanel(world, setup, 2n)).until);
    await act(world, requester, settle({ page, panels: [2n] }));
    await collectAll(world, setup, work, 2n);
    expect(await carryOf(world, setup, cyd), 'a missed reveal').to.equal(-33_340);
  });
});
