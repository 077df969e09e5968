import { expect } from 'chai';
import { configPda, fetchMember, fetchStakeVault, PAUSE, stake, stakeTokensPda } from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { team } from '../../support/people.ts';
import { aMint, aTokenAccount } from '../../support/tokens.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('stake', () => {
  let world: World;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2, 0n)) as [Actor, Actor];
  });
  const staking = (amount: bigint, from = ann.tokens, tagMint = world.tagMint) =>
    stake({ wallet: ann.key, from, tagMint, amount });

  it('refuses another signer than the wallet: NotWallet', async () => {
    const instruction = staking(1n, ben.tokens);
    instruction.keys[0]!.pubkey = ben.key;
    await expectError(act(world, ben, instruction), 'NotWallet');
  });

  it('refuses while staking is paused: Paused', async () => {
    await whilePaused(world, PAUSE.stake, () => expectError(act(world, ann, staking(1n)), 'Paused'));
  });

  it('does not mind a pause of other entries', async () => {
    await whilePaused(world, PAUSE.tasks | PAUSE.claims, () => act(world, ann, staking(1n)));
  });

  it('refuses a config of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, ann, staking(1n)), 'WrongVersion');
      },
    );
  });

  it('refuses nothing: ZeroAmount', async () => {
    await expectError(act(world, ann, staking(0n)), 'ZeroAmount');
  });

  it('[attack 29] refuses another mint: WrongMint', async () => {
    const mint = await aMint(world);
    const from = await aTokenAccount(world, mint, ann.key, 100n);
    await expectError(act(world, ann, staking(100n, from, mint)), 'WrongMint');
    // With the right mint named, the token program sees that the account holds another one.
    await expectError(act(world, ann, staking(100n, from)), 'TokenMintMismatch');
  });

  it('[attack 30] refuses a token account the wallet does not own', async () => {
    await expectError(act(world, ann, staking(1n, ben.tokens)), 'TokenOwnerMismatch');
  });

  it('refuses more than the account holds', async () => {
    await expectError(act(world, ann, staking(2_000_000_000n)), 'NotEnoughTokens');
  });

  it('moves the TAG and credits ledger and member alike', async () => {
    const before = {
      vault: await fetchStakeVault(world.connection),
      held: await tagOf(world, stakeTokensPda()),
      own: await tagOf(world, ben.tokens),
    };
    const event = eventOf(
      await act(world, ben, stake({ wallet: ben.key, from: ben.tokens, tagMint: world.tagMint, amount: 7_000_001n })),
      'memberChanged',
    );
    expect(event.stakeActive).to.equal(7_000_001n);
    const vault = await fetchStakeVault(world.connection);
    expect(vault?.liabilities).to.equal((before.vault?.liabilities ?? 0n) + 7_000_001n);
    expect(vault?.credited).to.equal((before.vault?.credited ?? 0n) + 7_000_001n);
    expect(await tagOf(world, stakeTokensPda())).to.equal(before.held + 7_000_001n);
    expect(await tagOf(world, ben.tokens)).to.equal(before.own - 7_000_001n);
    expect((await fetchMember(world.connection, ben.key))?.stakeActive).to.equal(7_000_001n);
  });
});
