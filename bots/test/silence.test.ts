import { expect } from 'chai';
import { keeper } from '@tagger/bots';
import { checkBooks } from '../../tests/support/ledger.ts';
import { createWorld, type World } from '../../tests/support/world.ts';
import { aHome, complaints, once } from './support/bot.ts';
import { leftOver, NOTHING } from './support/leftOver.ts';
import { Passing, silence } from './support/silence.ts';

describe('keepers, when everybody has fallen silent', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.chain.stop());

  it('one alone brings every task, review, dataset, licence and vote to its end, and pays nothing but fees', async () => {
    await silence(world);
    const passing = new Passing(world);
    const home = await aHome(world);
    const before = await world.connection.getBalance(home.wallet);
    do expect(complaints(await once(keeper, home))).to.deep.equal([]);
    while (await passing.next());
    expect(await leftOver(world.connection)).to.deep.equal(NOTHING);
    await checkBooks(world.connection);
    // Rent it paid for audits came back: what is missing are fees, of 5,000 lamports each.
    const paid = before - (await world.connection.getBalance(home.wallet));
    expect(paid % 5_000).to.equal(0);
    expect(paid).to.be.within(5_000 * 50, 5_000 * 400);
    home.remove();
  }).timeout(300_000);

  it('three at once come to the same end: nobody is paid twice, nothing goes wrong', async () => {
    await silence(world);
    const passing = new Passing(world);
    const homes = await Promise.all([1, 2, 3].map(() => aHome(world)));
    do {
      const said = await Promise.all(homes.map((home) => once(keeper, home)));
      expect(complaints(said.flat())).to.deep.equal([]);
    } while (await passing.next());
    expect(await leftOver(world.connection)).to.deep.equal(NOTHING);
    await checkBooks(world.connection);
    homes.forEach((home) => home.remove());
  }).timeout(300_000);
});
