/** What a member's work in a domain opens for him, what it takes, and what moves it. */
import { expect } from 'chai';
import {
  closeTask,
  DOMAIN,
  expireClaim,
  expireReveal,
  fetchMember,
  fetchTask,
  joinTask,
  leaveTask,
  memberPda,
  METHOD,
  newSalt,
  offsetOf,
  openGold,
  settle,
  type GoldEntry,
  type TaskTerms,
} from '@tagger/client';
import {
  answer,
  aTask,
  claimPanel,
  collectAll,
  commitWork,
  RULES,
  sha256,
  sit,
  staffed,
  thePanel,
  type PanelSetup,
} from '../support/build.ts';
import { eventOf, expectError } from '../support/expect.ts';
import { whilePatched } from '../support/forge.ts';
import { team } from '../support/people.ts';
import { now, waitUntil } from '../support/time.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

const ITEMS = 20;
const TRUTH = Array.from({ length: ITEMS }, (_, item) => (item * 7 + 3) % 2);
const wrongOn = (wrong: number): number[] => TRUTH.map((label, item) => (item < wrong ? 1 - label : label));
const SUGGESTIONS = { hash: sha256('suggestions'), id: sha256('where they lie') };
/** Sixteen of twenty items are gold; of the first `lures` a wrong label was suggested, of the next two the right one. */
const gold = (lures = 0): GoldEntry[] =>
  Array.from({ length: 16 }, (_, offset) => {
    const label = TRUTH[offset] as number;
    if (offset < lures) return { offset, label, suggested: 1 - label };
    return offset < lures + 2 && lures > 0 ? { offset, label, suggested: label } : { offset, label };
  });

async function ready(world: World, people: number, terms: Partial<TaskTerms> = {}, entries = gold()) {
  const { setup, crew } = await staffed(world, [{ items: ITEMS, seatsFirst: people }], people, {
    gold: [{ firstItem: 0, salt: newSalt(), entries }],
    terms: { domain: DOMAIN.medical, ...terms },
    suggestions: SUGGESTIONS,
  });
  return { setup, crew };
}

async function openedGold(world: World, { requester, task, page, gold: tree }: PanelSetup) {
  await act(world, requester, settle({ page, panels: [0n] }));
  const opening = tree!.open(0)!;
  return act(world, requester, openGold({ operator: requester.key, task, page, panel: 0n, opening }));
}

/** Days since 1970 by the chain's clock. */
const day = async (world: World): Promise<number> => Math.floor((await now(world)).unixTimestamp / 86_400);

const recordOf = async (world: World, member: Actor, domain: number = DOMAIN.medical) =>
  (await fetchMember(world.connection, member.key))!.records[domain]!;

describe('scenario: reputation', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('a panel measured by gold moves the record of its domain, and an event says how', async () => {
    const { setup, crew } = await ready(world, 2);
    const [ann, ben] = crew as [Actor, Actor];
    const work = await answer(world, setup, crew, [TRUTH, wrongOn(4)]);
    await openedGold(world, setup);
    await collectAll(world, setup, work);
    const today = await day(world);
    // Sixteen observations, all of them good for Ann; for Ben (12/16 - 1/2) / (1/2) = 50 %.
    expect(await recordOf(world, ann)).to.deep.equal({ good: 16 * 256, seen: 16 * 256, day: today, streak: 1 });
    expect(await recordOf(world, ben)).to.deep.equal({ good: 8 * 256, seen: 16 * 256, day: today, streak: 1 });
    expect((await recordOf(world, ann, DOMAIN.image)).seen, 'other domains know nothing of it').to.equal(0);
  });

  it('without gold nothing is measured, but the row of kept panels grows', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, { terms: { domain: DOMAIN.text } });
    const [ann] = crew as [Actor];
    const work = await answer(world, setup, crew, [TRUTH.slice(0, 10)]);
    await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
    await collectAll(world, setup, work);
    expect(await recordOf(world, ann, DOMAIN.text)).to.include({ good: 0, seen: 0, streak: 1 });
  });

  it('a seat let go and a reveal that never came break the row', async () => {
    const { setup, crew } = await ready(world, 1);
    const [ann] = crew as [Actor];
    const { task, page, requester } = setup;
    await claimPanel(world, setup, [ann]);
    await waitUntil(world, (await thePanel(world, setup)).slots[0]!.heldUntil);
    const expired = await act(world, requester, expireClaim({ wallet: ann.key, task, page, panel: 0n, slot: 0 }));
    // Two observations of no quality beside the four of 20 % assumed of everybody: 0.8 / 6.
    expect(eventOf(expired, 'reputationChanged')).to.deep.include({
      domain: DOMAIN.medical,
      cause: 1,
      level: 0,
      qualityBps: 1_333,
      volume: 2,
      streak: 0,
    });
    const work = await sit(world, setup, [ann], [TRUTH]);
    await commitWork(world, setup, work);
    await waitUntil(world, (await thePanel(world, setup)).until);
    await act(world, requester, expireReveal({ page, panel: 0n }), settle({ page, panels: [0n] }));
    await waitUntil(world, (await thePanel(world, setup)).until);
    await act(world, requester, settle({ page, panels: [0n] }));
    await collectAll(world, setup, work);
    expect(await recordOf(world, ann)).to.include({ good: 0, seen: 10 * 256, streak: 0 });
  });

  it('[attack 88] [attack 89] a level needs stake and record together: LevelTooLow', async () => {
    const [ann] = (await team(world, 1)) as [Actor];
    const task = await aTask(world, { escrow: 0n, terms: { domain: DOMAIN.medical, requiredLevel: 3 } });
    const joining = joinTask({ wallet: ann.key, task: task.task, rulesHash: RULES, bond: 1_000_000n });
    await expectError(act(world, ann, joining), 'LevelTooLow');
    const today = await day(world);
    const at = offsetOf('member', 'records') + DOMAIN.medical * 12;
    const record = (seen: number, good: number, streak: number, stake?: bigint) => (data: Buffer) => {
      data.writeUInt32LE(good * 256, at);
      data.writeUInt32LE(seen * 256, at + 4);
      data.writeUInt16LE(today, at + 8);
      data.writeUInt16LE(streak, at + 10);
      if (stake !== undefined) data.writeBigUInt64LE(stake, offsetOf('member', 'stakeActive'));
    };
    const refused = async (change: (data: Buffer) => void) =>
      whilePatched(world, memberPda(ann.key), change, async () => {
        await expectError(act(world, ann, joining), 'LevelTooLow');
      });
    // 400 observations at 45 % and ten panels in a row: one of each is missing.
    await refused(record(399, 300, 10));
    await refused(record(500, 220, 10));
    await refused(record(500, 300, 9));
    // The first level asks for the least stake of a member, each next for twice as much.
    const { minStake } = (await fetchTask(world.connection, task.task))!;
    await refused(record(500, 300, 10, 4n * minStake - 1n));
    await whilePatched(world, memberPda(ann.key), record(500, 300, 10), async () => {
      await act(world, ann, joining);
      await act(world, ann, leaveTask({ wallet: ann.key, task: task.task }));
    });
    await waitUntil(world, (await fetchTask(world.connection, task.task))!.endsAt);
    await act(world, task.requester, closeTask({ requester: task.requester.key, task: task.task }));
  });

  it('old work fades: what opened a level in spring opens a lower one in autumn', async () => {
    const [ann] = (await team(world, 1)) as [Actor];
    const task = await aTask(world, { escrow: 0n, terms: { domain: DOMAIN.audio, requiredLevel: 2 } });
    const joining = joinTask({ wallet: ann.key, task: task.task, rulesHash: RULES, bond: 1_000_000n });
    const today = await day(world);
    const at = offsetOf('member', 'records') + DOMAIN.audio * 12;
    const record = (daysAgo: number) => (data: Buffer) => {
      data.writeUInt32LE(160 * 256, at);
      data.writeUInt32LE(200 * 256, at + 4);
      data.writeUInt16LE(today - daysAgo, at + 8);
    };
    // Level 2 needs a hundred observations: two hundred are a hundred after ninety days.
    await whilePatched(world, memberPda(ann.key), record(91), async () => {
      await expectError(act(world, ann, joining), 'LevelTooLow');
    });
    await whilePatched(world, memberPda(ann.key), record(90), async () => {
      await act(world, ann, joining);
      await act(world, ann, leaveTask({ wallet: ann.key, task: task.task }));
    });
  });

  it('who accepts wrong suggestions is counted and can be kept out: OverAccepting', async () => {
    // At most 60 % of the items, twelve, may carry a wrong suggestion; ten of the gold items do.
    const { setup, crew } = await ready(world, 2, { lureBps: 6_000 }, gold(10));
    const [ann, ben] = crew as [Actor, Actor];
    // Ben accepts nine of the ten, Ann none.
    const work = await answer(world, setup, crew, [TRUTH, wrongOn(9)]);
    await openedGold(world, setup);
    expect((await thePanel(world, setup)).slots.map(({ lured, fell }) => [lured, fell])).to.deep.equal([
      [10, 0],
      [10, 9],
    ]);
    await collectAll(world, setup, work);
    const counts = async (member: Actor) => {
      const { lured, fell } = (await fetchMember(world.connection, member.key))!;
      return [lured, fell];
    };
    expect([await counts(ann), await counts(ben)]).to.deep.equal([
      [10, 0],
      [10, 9],
    ]);
    const strict = await aTask(world, { escrow: 0n, terms: { overBps: 5_000 } });
    const joining = (member: Actor, task = strict.task) =>
      joinTask({ wallet: member.key, task, rulesHash: RULES, bond: 1_000_000n });
    await act(world, ann, joining(ann));
    await expectError(act(world, ben, joining(ben)), 'OverAccepting');
    const lenient = await aTask(world, { escrow: 0n, terms: { overBps: 9_000 } });
    await act(world, ben, joining(ben, lenient.task));
  });

  it('no more wrong suggestions than announced: TooManyLures', async () => {
    // 20 % of twenty items are four.
    const { setup, crew } = await ready(world, 1, { lureBps: 2_000 }, gold(5));
    await answer(world, setup, crew, [TRUTH]);
    await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
    const { requester, task, page } = setup;
    const opening = setup.gold!.open(0)!;
    await expectError(
      act(world, requester, openGold({ operator: requester.key, task, page, panel: 0n, opening })),
      'TooManyLures',
    );
    const even = await ready(world, 1, { lureBps: 2_000 }, gold(4));
    await answer(world, even.setup, even.crew, [TRUTH]);
    await openedGold(world, even.setup);
  });

  it('wrong suggestions need gold and the hash of all suggestions: NoSuggestions', async () => {
    await expectError(aTask(world, { escrow: 0n, terms: { lureBps: 1 }, suggestions: SUGGESTIONS }), 'NoSuggestions');
    await expectError(
      aTask(world, { terms: { lureBps: 1 }, gold: [{ firstItem: 0, salt: newSalt(), entries: gold(1) }] }),
      'NoSuggestions',
    );
  });

  it('a task in a domain that does not exist, or above the highest level: NoSuchDomain, ParameterOutOfBounds', async () => {
    await expectError(aTask(world, { escrow: 0n, terms: { domain: 8 } }), 'NoSuchDomain');
    await expectError(aTask(world, { escrow: 0n, terms: { domain: 16 } }), 'ParameterOutOfBounds');
    await expectError(aTask(world, { escrow: 0n, terms: { requiredLevel: 6 } }), 'ParameterOutOfBounds');
    await expectError(aTask(world, { escrow: 0n, terms: { overBps: 10_001 } }), 'ParameterOutOfBounds');
  });
});

describe('scenario: difficulty', () => {
  it('where the members can not agree the item was hard: the price rises by what was announced', async () => {
    const world = await theWorld();
    const { setup, crew } = await staffed(world, [{ items: ITEMS, seatsFirst: 2, seatsMax: 2 }], 2, {
      terms: { spreadBps: 5_000 },
      pageFunds: 612_000n,
    });
    // Set aside: twenty items at 0.01 TAG and half as much again, two seats, a fee of 2 %.
    // Two fresh members who contradict each other make no label sure; who agree are sure together only where they agree.
    await answer(world, setup, crew, [TRUTH, wrongOn(20)]);
    const sent = await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
    expect(eventOf(sent, 'panelSettled')).to.deep.include({ rewards: 600_000n, fees: 12_000n, returned: 0n });
  });

  it('[attack 51] a spread is announced, bounded and for weighted tasks: ParameterOutOfBounds', async () => {
    const world = await theWorld();
    await expectError(aTask(world, { terms: { spreadBps: 10_001 } }), 'ParameterOutOfBounds');
    await expectError(aTask(world, { terms: { spreadBps: 1, method: METHOD.majority } }), 'ParameterOutOfBounds');
  });
});
