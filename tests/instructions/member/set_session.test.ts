import { expect } from 'chai';
import { Keypair, PublicKey } from '@solana/web3.js';
import { fetchMember, setSession } from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { now } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

const LONGEST = 2_592_000n;

describe('set_session', () => {
  let world: World;
  let ann: Actor;
  let ben: Actor;
  const session = Keypair.generate().publicKey;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2, 0n)) as [Actor, Actor];
  });
  const seconds = async (): Promise<bigint> => BigInt((await now(world)).unixTimestamp);

  it('refuses another signer than the wallet: NotWallet', async () => {
    const instruction = setSession({ wallet: ann.key, session: ben.key, until: (await seconds()) + 60n });
    instruction.keys[0]!.pubkey = ben.key;
    await expectError(act(world, ben, instruction), 'NotWallet');
  });

  it('[attack 64] refuses a second more than the longest life: SessionTooLong', async () => {
    const latest = (await seconds()) + LONGEST;
    await expectError(act(world, ann, setSession({ wallet: ann.key, session, until: latest + 1n })), 'SessionTooLong');
    await act(world, ann, setSession({ wallet: ann.key, session, until: latest }));
  });

  it('stores key and expiry; without a key both are withdrawn', async () => {
    const until = (await seconds()) + 60n;
    const event = eventOf(await act(world, ann, setSession({ wallet: ann.key, session, until })), 'memberChanged');
    expect(event.session.equals(session)).to.equal(true);
    expect(event.sessionUntil).to.equal(until);
    await act(world, ann, setSession({ wallet: ann.key }));
    const member = await fetchMember(world.connection, ann.key);
    expect(member?.session.equals(PublicKey.default)).to.equal(true);
    expect(member?.sessionUntil).to.equal(0n);
  });
});
