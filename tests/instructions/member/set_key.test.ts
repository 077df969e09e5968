import { expect } from 'chai';
import { fetchMember, setKey } from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { BASE_POINT, team } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

const KEY = Buffer.from(BASE_POINT, 'hex');

describe('set_key', () => {
  let world: World;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2, 0n)) as [Actor, Actor];
  });

  it('[attack 168] refuses another signer than the wallet: NotWallet', async () => {
    const instruction = setKey({ wallet: ann.key, key: KEY });
    instruction.keys[0]!.pubkey = ben.key;
    await expectError(act(world, ben, instruction), 'NotWallet');
  });

  // Encodings RFC 9496, A.2, tells to refuse: not canonical, negative, not on the curve.
  const bad: [string, string][] = [
    ['a number above the field', '00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'],
    ['a negative one', '0100000000000000000000000000000000000000000000000000000000000000'],
    ['what is on no curve', '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371'],
  ];
  for (const [what, bytes] of bad)
    it(`[attack 164] refuses ${what}: BadKey`, async () => {
      await expectError(act(world, ann, setKey({ wallet: ann.key, key: Buffer.from(bytes, 'hex') })), 'BadKey');
    });

  it('stores the key; without one it is taken away', async () => {
    const event = eventOf(await act(world, ann, setKey({ wallet: ann.key, key: KEY })), 'memberChanged');
    expect(Buffer.from(event.key).toString('hex')).to.equal(BASE_POINT);
    expect((await fetchMember(world.connection, ann.key))?.key).to.deep.equal([...KEY]);
    await act(world, ann, setKey({ wallet: ann.key }));
    expect((await fetchMember(world.connection, ann.key))?.key).to.deep.equal([...new Uint8Array(32)]);
  });
});
