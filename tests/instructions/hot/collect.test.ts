import { expect } from 'chai';
import { collect, fetchMember, fetchSeat, memberPda, seatPda, settle } from '@tagger/client';
import { answer, staffed, thePage, thePanel, TRUTH, type PanelSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('collect', () => {
  let world: World;
  let setup: PanelSetup;
  let [ann, ben]: Actor[] = [];
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
    const ready = await staffed(world, [{ seatsFirst: 2 }, { seatsFirst: 2, firstItem: 10 }, {}], 2);
    setup = ready.setup;
    [ann, ben] = ready.crew;
    await answer(world, setup, ready.crew, [TRUTH, TRUTH]);
    await answer(world, setup, ready.crew, [TRUTH, TRUTH], 1n);
    await act(world, stranger, settle({ page: setup.page, panels: [0n] }));
  });
  const collecting = (member: Actor, ...entries: { panel: bigint; slot: number }[]) =>
    collect({ wallet: member.key, task: setup.task, page: setup.page, entries });

  it('refuses an empty batch: BadBatch', async () => {
    await expectError(act(world, stranger, collecting(ann!)), 'BadBatch');
  });

  it('refuses panels that are not there or not settled: NoSuchPanel, WrongPhase', async () => {
    await expectError(act(world, stranger, collecting(ann!, { panel: 3n, slot: 0 })), 'NoSuchPanel');
    for (const panel of [1n, 2n])
      await expectError(act(world, stranger, collecting(ann!, { panel, slot: 0 })), 'WrongPhase');
  });

  it('refuses the slot of another: WrongSlot', async () => {
    for (const slot of [1, 2, 255])
      await expectError(act(world, stranger, collecting(ann!, { panel: 0n, slot })), 'WrongSlot');
  });

  it('[attack 4] refuses member and seat of different people, and the page of another task: WrongMember, WrongSeat', async () => {
    const instruction = collecting(ann!, { panel: 0n, slot: 0 });
    instruction.keys.find((key) => key.pubkey.equals(memberPda(ann!.key)))!.pubkey = memberPda(ben!.key);
    await expectError(act(world, stranger, instruction), 'WrongMember');
    const other = await staffed(world, [{}], 1);
    const foreign = collecting(ann!, { panel: 0n, slot: 0 });
    foreign.keys.find((key) => key.pubkey.equals(seatPda(setup.task, ann!.key)))!.pubkey = seatPda(
      other.setup.task,
      other.crew[0]!.key,
    );
    foreign.keys.find((key) => key.pubkey.equals(memberPda(ann!.key)))!.pubkey = memberPda(other.crew[0]!.key);
    await expectError(act(world, stranger, foreign), 'WrongSeat');
  });

  it('pays the reward, frees the bond and writes the track record, whoever calls, once: WrongSlot', async () => {
    const event = eventOf(await act(world, stranger, collecting(ann!, { panel: 0n, slot: 0 })), 'collected');
    expect(event).to.deep.include({ panels: 1, reward: 100_000n, slashed: 0n, balance: 100_000n });
    expect(await fetchMember(world.connection, ann!.key)).to.include({
      balance: 100_000n,
      earned: 100_000n,
      answered: 10n,
      agreed: 10n,
      panels: 1,
      slashed: 0n,
      missedReveals: 0,
    });
    expect(await fetchSeat(world.connection, setup.task, ann!.key)).to.include({
      bondFree: 9_000_000n,
      bondHeld: 1_000_000n,
      openSlots: 1,
      earned: 100_000n,
      accepted: 10n,
    });
    expect(await thePage(world, setup)).to.include({ credited: 100_000n });
    await expectError(act(world, stranger, collecting(ann!, { panel: 0n, slot: 0 })), 'WrongSlot');
  });

  it('refuses the same entry twice in one batch: with the first one the panel is finished: WrongPhase', async () => {
    await expectError(
      act(world, stranger, collecting(ben!, { panel: 0n, slot: 1 }, { panel: 0n, slot: 1 })),
      'WrongPhase',
    );
  });

  it('takes several panels at once; the last collection finishes a panel', async () => {
    await act(world, stranger, settle({ page: setup.page, panels: [1n] }));
    const event = eventOf(
      await act(world, stranger, collecting(ben!, { panel: 0n, slot: 1 }, { panel: 1n, slot: 1 })),
      'collected',
    );
    expect(event).to.deep.include({ panels: 2, reward: 200_000n, balance: 200_000n });
    expect((await thePanel(world, setup)).phase).to.equal('done');
    expect((await thePanel(world, setup, 1n)).phase).to.equal('settled');
    await expectError(act(world, stranger, collecting(ben!, { panel: 0n, slot: 1 })), 'WrongPhase');
  });
});
