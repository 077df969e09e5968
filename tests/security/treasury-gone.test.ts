import { expect } from 'chai';
import {
  cancelTask,
  closePage,
  closeTask,
  collect,
  fetchMember,
  leaveTask,
  refundTask,
  settle,
  sweepTask,
} from '@tagger/client';
import { answer, staffed, TRUTH } from '../support/build.ts';
import { rawAccount, setAccount, vanish } from '../support/forge.ts';
import { act, theWorld, type Actor } from '../support/world.ts';

/**
 * The treasury's token account is closed. Pay, bonds, escrow and rent still go out, and the 2 % that nobody can receive
 * are the requester's again: 0.5 TAG in, 0.1 TAG paid, 0.4 TAG back.
 */
describe('the treasury is gone', () => {
  it('forfeits the fees to the requester and holds nobody up', async () => {
    const world = await theWorld();
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, { escrow: 500_000n, pageFunds: 200_000n });
    const { requester, task, page } = setup;
    const [ann] = crew as [Actor];
    await answer(world, setup, crew, [TRUTH]);
    const lost = await rawAccount(world, world.treasury);
    await vanish(world, world.treasury);
    try {
      const entries = [{ panel: 0n, slot: 0 }];
      await act(world, ann, settle({ page, panels: [0n] }), collect({ wallet: ann.key, task, page, entries }));
      await act(world, ann, leaveTask({ wallet: ann.key, task }));
      await act(world, requester, cancelTask({ requester: requester.key, task }));
      await act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key }));
      await act(world, requester, refundTask({ requester: requester.key, task, amount: 398_000n }));
      expect((await fetchMember(world.connection, ann.key))?.balance).to.equal(100_000n);
      expect((await fetchMember(world.connection, requester.key))?.balance).to.equal(398_000n);
      const sweep = sweepTask({ task, treasury: world.treasury, tagMint: world.tagMint });
      const close = closeTask({ requester: requester.key, task });
      await act(world, ann, sweep, close);
      expect((await fetchMember(world.connection, requester.key))?.balance).to.equal(400_000n);
    } finally {
      await setAccount(world, world.treasury, lost);
    }
  });
});
