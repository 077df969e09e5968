import { expect } from 'chai';
import {
  cancelTask,
  closePage,
  closeTask,
  expireClaim,
  fetchMember,
  fetchTask,
  foldPage,
  leaveTask,
  listPages,
  listSeats,
  releasePanel,
  seatPda,
  settle,
  sweepTask,
} from '@tagger/client';
import { answer, claimPanel, collectAll, commitWork, revealWork, sit, staffed, TRUTH } from '../support/build.ts';
import { tagOf } from '../support/expect.ts';
import { people } from '../support/people.ts';
import { waitUntil } from '../support/time.ts';
import { act, theWorld, wait, type Actor } from '../support/world.ts';

/**
 * A task with one answered panel, one abandoned seat, one panel nobody came to and one in work. Then the requester
 * disappears, or cancels. A stranger brings everything to its end; the task leaves nothing behind.
 */
describe('scenario: nobody is trapped', () => {
  for (const how of ['the requester is gone and the task ends', 'the requester cancels with work in flight'] as const) {
    it(how, async () => {
      const world = await theWorld();
      const { connection } = world;
      const [stranger] = (await people(world, 1)) as [Actor];
      const one = { seatsFirst: 1 };
      const { setup, crew } = await staffed(world, [one, one, one, { ...one, firstItem: 10 }], 2, {
        escrow: 1_000_000n,
        pageFunds: 900_000n,
        lifeSecs: 7_200n,
      });
      const { requester, task, page } = setup;
      const [ann, ben] = crew as [Actor, Actor];
      const done = await answer(world, setup, [ann], [TRUTH]);
      await claimPanel(world, setup, [ben], 1n);
      const [running] = await sit(world, setup, [ann], [TRUTH], 3n);
      await commitWork(world, setup, [running!], 3n);

      if (how.startsWith('the requester cancels'))
        await act(world, requester, cancelTask({ requester: requester.key, task }));
      else await waitUntil(world, (await fetchTask(connection, task))!.endsAt - 7_000n);
      await revealWork(world, setup, [running!], 3n);
      if (how.startsWith('the requester is gone')) await waitUntil(world, (await fetchTask(connection, task))!.endsAt);
      else await wait(world, 600);

      const lamports = async (actor: Actor) => connection.getBalance(actor.key);
      const before = await Promise.all([requester, ann, ben].map(lamports));
      const rents = await Promise.all(
        [task, page, seatPda(task, ann.key), seatPda(task, ben.key)].map((key) => connection.getBalance(key)),
      );
      const treasury = await tagOf(world, world.treasury);

      await act(
        world,
        stranger,
        expireClaim({ wallet: ben.key, task, page, panel: 1n, slot: 0 }),
        settle({ page, panels: [0n, 3n] }),
      );
      await act(world, stranger, ...[1n, 2n].map((panel) => releasePanel({ caller: stranger.key, task, page, panel })));
      await collectAll(world, setup, done);
      await collectAll(world, setup, [running!], 3n);
      await act(
        world,
        stranger,
        foldPage({ task, page }),
        closePage({ caller: stranger.key, task, page, rentPayer: requester.key }),
      );
      await act(world, stranger, ...crew.map(({ key }) => leaveTask({ wallet: key, caller: stranger.key, task })));
      await act(world, stranger, sweepTask({ task, treasury: world.treasury, tagMint: world.tagMint }));
      await act(world, stranger, closeTask({ requester: requester.key, task }));

      // Every lamport of rent is back where it came from; only the stranger paid fees.
      const [ofTask, ofPage, ofAnn, ofBen] = rents as [number, number, number, number];
      const after = await Promise.all([requester, ann, ben].map(lamports));
      expect(after).to.deep.equal([before[0]! + ofTask + ofPage, before[1]! + ofAnn, before[2]! + ofBen]);
      // Every unit has an owner: 2 x 100,000 pay, 4,000 fees, 50,000 slashed of which half was burnt, the rest returned.
      expect((await fetchMember(connection, ann.key))?.balance).to.equal(200_000n);
      expect(await tagOf(world, world.treasury)).to.equal(treasury + 4_000n);
      expect(await fetchMember(connection, requester.key)).to.include({
        balance: 1_000_000n - 204_000n + 25_000n,
        tasks: 0,
      });
      expect(await fetchMember(connection, ben.key)).to.include({
        stakeActive: 100_000_000n - 50_000n,
        stakeLocked: 0n,
        seats: 0,
      });
      expect(await fetchMember(connection, ann.key)).to.include({
        stakeActive: 100_000_000n,
        stakeLocked: 0n,
        seats: 0,
      });
      expect(await fetchTask(connection, task)).to.equal(null);
      expect([...(await listPages(connection, { task })), ...(await listSeats(connection, { task }))]).to.deep.equal(
        [],
      );
    });
  }
});
