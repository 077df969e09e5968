import type { PublicKey } from '@solana/web3.js';
import { claim, escrowVaultPda, memberPda, seatPda, settle, withdrawBalance } from '@tagger/client';
import { answer, collectAll, staffed, TRUTH } from '../support/build.ts';
import { expectError } from '../support/expect.ts';
import { whilePatched } from '../support/forge.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

/** An account whose version byte the program doesn't know is refused before anything is read from it. */
describe('[attack 136] accounts of another version', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  const as = (account: PublicKey, run: () => Promise<unknown>) =>
    whilePatched(
      world,
      account,
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(run(), 'WrongVersion');
      },
    );

  it('refuses page, member, seat and vault by name', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }, { seatsFirst: 1, firstItem: 10 }], 1);
    const [ann] = crew as [Actor];
    const { task, page } = setup;
    const claiming = () => act(world, ann, claim({ wallet: ann.key, task, page, panels: [1n] }));
    for (const account of [page, memberPda(ann.key), seatPda(task, ann.key)]) await as(account, claiming);

    const work = await answer(world, setup, crew, [TRUTH]);
    await act(world, ann, settle({ page, panels: [0n] }));
    await collectAll(world, setup, work);
    const { tagMint } = world;
    await as(escrowVaultPda(), () =>
      act(world, ann, withdrawBalance({ wallet: ann.key, to: ann.tokens, tagMint, amount: 1n })),
    );
  });
});
