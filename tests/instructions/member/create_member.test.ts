import { expect } from 'chai';
import { createMember, fetchMember, send } from '@tagger/client';
import { eventOf, EXISTS, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('create_member', () => {
  let world: World;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await people(world, 2)) as [Actor, Actor];
  });

  it('makes an empty member whose rent somebody else may pay', async () => {
    const sent = await send(
      world.connection,
      [createMember({ wallet: ann.key, payer: ben.key })],
      [ben.wallet, ann.wallet],
    );
    const event = eventOf(sent, 'memberChanged');
    expect(event).to.deep.include({ stakeActive: 0n, stakeLocked: 0n, stakeCooling: 0n, balance: 0n, closed: false });
    const member = await fetchMember(world.connection, ann.key);
    expect(member?.wallet.equals(ann.key) && member.rentPayer.equals(ben.key)).to.equal(true);
    expect(member).to.include({ seats: 0, tasks: 0, earned: 0n, slashed: 0n, panels: 0 });
  });

  it('[attack 8] refuses a second time: the account exists', async () => {
    await expectError(act(world, ann, createMember({ wallet: ann.key })), EXISTS);
    expect((await fetchMember(world.connection, ann.key))?.rentPayer.equals(ben.key)).to.equal(true);
  });

  it('[attack 1] refuses to make a member of a wallet that did not sign', async () => {
    const instruction = createMember({ wallet: ann.key, payer: ben.key });
    instruction.keys.filter((key) => key.pubkey.equals(ann.key)).forEach((key) => (key.isSigner = false));
    await expectError(act(world, ben, instruction), 'MissingRequiredSignature');
  });
});
