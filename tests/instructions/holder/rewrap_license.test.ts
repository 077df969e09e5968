import { expect } from 'chai';
import {
  fetchDataset,
  fetchLicense,
  fetchMember,
  licensePda,
  PROGRAM_ID,
  rewrapLicense,
  setKey,
  transferLicense,
  sendLicence,
} from '@tagger/client';
import {
  datasetCommitment,
  datasetIdentity,
  deliveryKey,
  generateIdentity,
  unwrapKey,
  wrapKey,
} from '@tagger/client/keys';
import { aBuyer, handover, heldLicence, type Buyer, type HeldLicence } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('rewrap_license', () => {
  let world: World;
  let gus: Actor;
  let held: HeldLicence;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    held = await heldLicence(world);
  });
  const keyOf = async ({ key }: Actor): Promise<number[]> => (await fetchMember(world.connection, key))!.key;
  const opens = async ({ identity }: Buyer): Promise<boolean> => {
    const license = (await fetchLicense(world.connection, held.mint))!;
    const { contents } = (await fetchDataset(world.connection, held.sold.dataset))!;
    const found = unwrapKey(identity, Uint8Array.from(contents.commitment), Uint8Array.from(license.wrap.flat()));
    return found.toAge() === datasetIdentity(held.sold.secret).toAge();
  };
  const rewrapping = (holder: Actor, made: { wrap: Uint8Array; proof: Uint8Array }, byPublisher = false) =>
    rewrapLicense({ dataset: held.sold.dataset, mint: held.mint, holder: holder.key, byPublisher, ...made });

  it('Bea has changed her key: with the old one she passes the wrap on to herself', async () => {
    const identity = generateIdentity();
    await act(world, held.bea, setKey({ wallet: held.bea.key, key: deliveryKey(identity) }));
    const made = await handover(world, held.mint, held.bea, await keyOf(held.bea));
    const sent = await act(world, gus, rewrapping(held.bea, made));
    expect(eventOf(sent, 'licenseChanged')).to.include({ what: 8 });
    expect(await opens(held.bea)).to.equal(false);
    held = { ...held, bea: { ...held.bea, identity } };
    expect(await opens(held.bea)).to.equal(true);
    // [attack 168] The same proof again: the wrap it was made from is gone.
    await expectError(act(world, gus, rewrapping(held.bea, made)), 'WrongWrap');
  });

  it('after a transfer by a wallet the publisher wraps it for the new holder, and nobody for anybody else: WrongWrap', async () => {
    const { bea, mint, sold } = held;
    const bob = await aBuyer(world);
    const { connection, tagMint } = world;
    await act(
      world,
      bea,
      transferLicense({
        holder: bea.key,
        dataset: sold.dataset,
        mint,
        to: bob.key,
        price: 0n,
        from: bea.tokens,
        tagMint,
      }),
      ...(await sendLicence(connection, { mint, from: bea.key, to: bob.key })),
    );
    expect(await opens(bob)).to.equal(false);
    const wrapped = async (whose: Actor) =>
      wrapKey(sold.secret, {
        programId: PROGRAM_ID.toBytes(),
        account: licensePda(mint).toBytes(),
        commitment: datasetCommitment(sold.secret),
        recipient: Uint8Array.from(await keyOf(whose)),
      });
    // For Bea, who holds it no more; and the publisher's proof as if it were the holder's.
    await expectError(act(world, gus, rewrapping(bob, await wrapped(bea), true)), 'WrongWrap');
    await expectError(act(world, gus, rewrapping(bob, await wrapped(bob), false)), 'WrongWrap');
    const late = rewrapping(bea, await wrapped(bea), true);
    await expectError(act(world, gus, late), 'InvalidSeeds');
    await act(world, gus, rewrapping(bob, await wrapped(bob), true));
    expect(await opens(bob)).to.equal(true);
  });

  it('refuses an expired one: LicenseExpired', async () => {
    await waitUntil(world, (await fetchLicense(world.connection, held.mint))!.expiresAt);
    const made = { wrap: new Uint8Array(64), proof: new Uint8Array(80) };
    const { holder } = (await fetchLicense(world.connection, held.mint))!;
    const late = rewrapLicense({ dataset: held.sold.dataset, mint: held.mint, holder, byPublisher: true, ...made });
    await expectError(act(world, gus, late), 'LicenseExpired');
  });
});
