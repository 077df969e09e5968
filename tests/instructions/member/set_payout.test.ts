import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import { fetchMember, setPayout } from '@tagger/client';
import { eventOf, expectError, WRONG_KIND } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { aMint, aTokenAccount } from '../../support/tokens.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('set_payout', () => {
  let world: World;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2, 0n)) as [Actor, Actor];
  });

  it('refuses another signer than the wallet: NotWallet', async () => {
    const instruction = setPayout({ wallet: ann.key, payout: ben.tokens });
    instruction.keys[0]!.pubkey = ben.key;
    await expectError(act(world, ben, instruction), 'NotWallet');
  });

  it('[attack 41] refuses a token account of somebody else: WrongTokenOwner', async () => {
    await expectError(act(world, ann, setPayout({ wallet: ann.key, payout: ben.tokens })), 'WrongTokenOwner');
  });

  it('[attack 29] refuses a token account of another mint: WrongMint', async () => {
    const payout = await aTokenAccount(world, await aMint(world), ann.key);
    await expectError(act(world, ann, setPayout({ wallet: ann.key, payout })), 'WrongMint');
  });

  it('[attack 30] refuses what is no token account', async () => {
    await expectError(act(world, ann, setPayout({ wallet: ann.key, payout: ben.key })), WRONG_KIND);
  });

  it('stores the account and, without one, forgets it', async () => {
    eventOf(await act(world, ann, setPayout({ wallet: ann.key, payout: ann.tokens })), 'memberChanged');
    expect((await fetchMember(world.connection, ann.key))?.payout.equals(ann.tokens)).to.equal(true);
    await act(world, ann, setPayout({ wallet: ann.key }));
    expect((await fetchMember(world.connection, ann.key))?.payout.equals(PublicKey.default)).to.equal(true);
  });
});
