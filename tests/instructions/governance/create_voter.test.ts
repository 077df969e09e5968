import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import { createVoter, fetchMember, fetchVoter, memberPda, send } from '@tagger/client';
import { eventOf, EXISTS, expectError, NO_SUCH_ACCOUNT } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { people, team } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('create_voter', () => {
  let world: World;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2, 0n)) as [Actor, Actor];
  });

  it('refuses a wallet that is no member', async () => {
    const [stranger] = (await people(world, 1)) as [Actor];
    await expectError(act(world, stranger, createVoter({ wallet: stranger.key })), NO_SUCH_ACCOUNT);
  });

  it("[attack 6] refuses another wallet's member account: NotWallet", async () => {
    const instruction = createVoter({ wallet: ann.key });
    instruction.keys[2]!.pubkey = memberPda(ben.key);
    await expectError(act(world, ann, instruction), 'NotWallet');
  });

  it('[attack 136] refuses a member of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      memberPda(ann.key),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, ann, createVoter({ wallet: ann.key })), 'WrongVersion');
      },
    );
  });

  it('makes an empty place for votes, and only one [attack 8]; somebody else may pay the rent', async () => {
    const instruction = createVoter({ wallet: ann.key, payer: ben.key });
    const event = eventOf(await send(world.connection, [instruction], [ben.wallet, ann.wallet]), 'voterChanged');
    expect(event).to.deep.include({ locked: 0n, lockedUntil: 0n, closed: false });
    const voter = await fetchVoter(world.connection, ann.key);
    expect(voter).to.include({ locked: 0n, lockedUntil: 0n });
    expect([voter?.wallet, voter?.rentPayer, voter?.delegate].map(String)).to.deep.equal(
      [ann.key, ben.key, PublicKey.default].map(String),
    );
    expect(await fetchMember(world.connection, ann.key)).to.include({ governance: 1 });
    await expectError(act(world, ann, createVoter({ wallet: ann.key })), EXISTS);
  });
});
