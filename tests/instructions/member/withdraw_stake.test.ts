import { expect } from 'chai';
import { fetchMember, fetchStakeVault, PAUSE, stakeTokensPda, unstake, withdrawStake } from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { aMint, aTokenAccount } from '../../support/tokens.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('withdraw_stake', () => {
  let world: World;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2)) as [Actor, Actor];
  });
  const withdrawal = (to = ann.tokens, tagMint = world.tagMint) => withdrawStake({ wallet: ann.key, to, tagMint });

  it('refuses when nothing was unstaked: NothingCooling', async () => {
    await expectError(act(world, ann, withdrawal()), 'NothingCooling');
  });

  it('[attack 64] refuses until the second before, pays from the second itself: StillCooling', async () => {
    await act(world, ann, unstake({ wallet: ann.key, amount: 30_000_000n }));
    const { coolingUntil } = (await fetchMember(world.connection, ann.key)) ?? { coolingUntil: 0n };
    await waitUntil(world, coolingUntil - 1n);
    await expectError(act(world, ann, withdrawal()), 'StillCooling');
    await waitUntil(world, coolingUntil);

    const foreign = withdrawal(ben.tokens);
    foreign.keys[0]!.pubkey = ben.key;
    await expectError(act(world, ben, foreign), 'NotWallet');
    const mint = await aMint(world);
    const other = await aTokenAccount(world, mint, ann.key);
    await expectError(act(world, ann, withdrawal(other, mint)), 'WrongMint');
    await expectError(act(world, ann, withdrawal(other)), 'TokenMintMismatch');

    const before = {
      vault: await fetchStakeVault(world.connection),
      held: await tagOf(world, stakeTokensPda()),
      own: await tagOf(world, ann.tokens),
    };
    await whilePaused(world, PAUSE.stake, async () => {
      const event = eventOf(await act(world, ann, withdrawal()), 'memberChanged');
      expect(event).to.include({ stakeActive: 70_000_000n, stakeCooling: 0n });
    });
    const vault = await fetchStakeVault(world.connection);
    expect(vault?.paid).to.equal((before.vault?.paid ?? 0n) + 30_000_000n);
    expect(await tagOf(world, stakeTokensPda())).to.equal(before.held - 30_000_000n);
    expect(await tagOf(world, ann.tokens)).to.equal(before.own + 30_000_000n);
    await expectError(act(world, ann, withdrawal()), 'NothingCooling');
  });
});
