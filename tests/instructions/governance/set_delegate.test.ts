import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import { fetchVoter, listVoters, setDelegate, voterPda } from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { voters } from '../../support/govern.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('set_delegate', () => {
  let world: World;
  let dan: Actor;
  let eve: Actor;
  before(async () => {
    world = await theWorld();
    [dan, eve] = (await voters(world, 2)) as [Actor, Actor];
  });

  it('refuses another signer than the wallet, the delegate included: NotWallet', async () => {
    await act(world, dan, setDelegate({ wallet: dan.key, delegate: eve.key }));
    const instruction = setDelegate({ wallet: dan.key });
    instruction.keys[0]!.pubkey = eve.key;
    await expectError(act(world, eve, instruction), 'NotWallet');
  });

  it('[attack 136] refuses a voter of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      voterPda(dan.key),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, dan, setDelegate({ wallet: dan.key })), 'WrongVersion');
      },
    );
  });

  it('names a delegate and takes that back; delegates find who trusts them', async () => {
    const named = eventOf(await act(world, dan, setDelegate({ wallet: dan.key, delegate: eve.key })), 'voterChanged');
    expect(named.delegate.equals(eve.key)).to.equal(true);
    const trusting = await listVoters(world.connection, { delegate: eve.key });
    expect(trusting.map(({ wallet }) => wallet.toBase58())).to.deep.equal([dan.key.toBase58()]);
    await act(world, dan, setDelegate({ wallet: dan.key }));
    expect((await fetchVoter(world.connection, dan.key))?.delegate.equals(PublicKey.default)).to.equal(true);
    expect(await listVoters(world.connection, { delegate: eve.key })).to.deep.equal([]);
  });
});
