import { expect } from 'chai';
import { burnLicense, closeTokens, licenceTokens, send } from '@tagger/client';
import { accepting, aBuyer, bidding, heldLicence, type Buyer, type HeldLicence } from '../../support/datasets.ts';
import { expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

/** Bea sold her licence to Bob; her account of it is empty, and the licence may close it. */
describe('close_tokens', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });

  async function left(): Promise<HeldLicence & { bob: Buyer }> {
    const held = await heldLicence(world);
    const bob = await aBuyer(world);
    await act(world, bob, await bidding(world, held, bob));
    await act(world, held.bea, await accepting(world, held, bob));
    return { ...held, bob };
  }
  const gone = async (mint: HeldLicence['mint'], owner: Actor): Promise<boolean> =>
    (await world.connection.getAccountInfo(licenceTokens(mint, owner.key))) === null;

  it('refuses the account that holds it, another receiver, an account its holder keeps: LicenseHere, WrongRentPayer, WrongLicense', async () => {
    const held = await heldLicence(world);
    const [bea, mint] = [held.bea.key, held.mint];
    await expectError(act(world, gus, closeTokens({ mint, holder: bea, to: bea })), 'LicenseHere');
    const sold = await left();
    const thief = closeTokens({ mint: sold.mint, holder: sold.bea.key, to: gus.key });
    await expectError(act(world, gus, thief), 'WrongRentPayer');
    const kept = closeTokens({ mint: sold.mint, holder: sold.bob.key, to: sold.bea.key });
    await expectError(act(world, gus, kept), 'WrongLicense');
  });

  it('gives the rent to whoever paid for the licence, whoever calls', async () => {
    const { bea, mint } = await left();
    const rent = await world.connection.getBalance(licenceTokens(mint, bea.key));
    const before = await world.connection.getBalance(bea.key);
    await send(world.connection, [closeTokens({ mint, holder: bea.key, to: bea.key })], [gus.wallet]);
    expect(await world.connection.getBalance(bea.key)).to.equal(before + rent);
    expect(await gone(mint, bea)).to.equal(true);
  });

  it('when the licence is gone, to the owner of the account', async () => {
    const { bea, bob, mint } = await left();
    await act(world, bob, burnLicense({ caller: bob.key, mint, holder: bob.key, rentPayer: bea.key }));
    await expectError(act(world, gus, closeTokens({ mint, holder: bea.key, to: gus.key })), 'WrongRentPayer');
    await send(world.connection, [closeTokens({ mint, holder: bea.key, to: bea.key })], [gus.wallet]);
    expect(await gone(mint, bea)).to.equal(true);
  });
});
