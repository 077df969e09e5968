import { expect } from 'chai';
import { fetchMember, PAUSE, refundTask, withdrawBalance } from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { aTask } from '../../support/build.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { aMint, aTokenAccount } from '../../support/tokens.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('withdraw_balance', () => {
  let world: World;
  let rita: Actor;
  let mallory: Actor;
  before(async () => {
    world = await theWorld();
    [mallory] = (await people(world, 1)) as [Actor];
    const { requester, task } = await aTask(world, { escrow: 1_000n });
    rita = requester;
    await act(world, rita, refundTask({ requester: rita.key, task, amount: 1_000n }));
  });
  const withdrawal = (amount: bigint, to = rita.tokens, tagMint = world.tagMint) =>
    withdrawBalance({ wallet: rita.key, to, tagMint, amount });

  it('refuses another signer than the wallet: NotWallet', async () => {
    const instruction = withdrawal(1n, mallory.tokens);
    instruction.keys[0]!.pubkey = mallory.key;
    await expectError(act(world, mallory, instruction), 'NotWallet');
  });

  it('refuses more than the balance: NotEnoughBalance', async () => {
    await expectError(act(world, rita, withdrawal(1_001n)), 'NotEnoughBalance');
  });

  it('refuses nothing: ZeroAmount', async () => {
    await expectError(act(world, rita, withdrawal(0n)), 'ZeroAmount');
  });

  it('[attack 29] refuses another mint: WrongMint', async () => {
    const mint = await aMint(world);
    const to = await aTokenAccount(world, mint, rita.key);
    await expectError(act(world, rita, withdrawal(1n, to, mint)), 'WrongMint');
    await expectError(act(world, rita, withdrawal(1n, to)), 'TokenMintMismatch');
  });

  it('pays out in parts to any TAG account, whatever is paused', async () => {
    const before = { own: await tagOf(world, rita.tokens), other: await tagOf(world, mallory.tokens) };
    await whilePaused(world, PAUSE.stake | PAUSE.tasks | PAUSE.claims, async () => {
      expect(eventOf(await act(world, rita, withdrawal(300n)), 'memberChanged').balance).to.equal(700n);
    });
    await act(world, rita, withdrawal(700n, mallory.tokens));
    expect(await tagOf(world, rita.tokens)).to.equal(before.own + 300n);
    expect(await tagOf(world, mallory.tokens)).to.equal(before.other + 700n);
    expect((await fetchMember(world.connection, rita.key))?.balance).to.equal(0n);
    await expectError(act(world, rita, withdrawal(1n)), 'NotEnoughBalance');
  });
});
