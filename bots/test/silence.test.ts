import { expect } from 'chai';
import { TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import type { Connection } from '@solana/web3.js';
import { keeper } from '@tagger/bots';
import { everything } from '../../tests/support/accounts.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { createWorld, type World } from '../../tests/support/world.ts';
import { aHome, complaints, once } from './support/bot.ts';
import { silence, untilNext } from './support/silence.ts';

const tokens2022 = async (connection: Connection): Promise<number> =>
  (await connection.getProgramAccounts(TOKEN_2022_PROGRAM_ID, { dataSlice: { offset: 0, length: 0 } })).length;

/** What is left of a market when everything has come to its end: how many accounts of each kind. */
async function leftOver(connection: Connection): Promise<Record<string, number>> {
  const { tasks, pages, seats, datasets, offers, licenses, bids, proposals, ballots, pools } =
    await everything(connection);
  return {
    tasks: tasks.length,
    pages: pages.length,
    seats: seats.length,
    datasets: datasets.length,
    offers: offers.length,
    licenses: licenses.length,
    bids: bids.length,
    proposals: proposals.length,
    ballots: ballots.length,
    leaving: pools
      .flatMap(({ validators }) => validators)
      .filter(({ state, duties }) => state === 'leaving' || duties > 0).length,
    tokens2022: (await tokens2022(connection)) - built,
  };
}

const NOTHING = {
  tasks: 0,
  pages: 0,
  seats: 0,
  datasets: 0,
  offers: 0,
  licenses: 0,
  bids: 0,
  proposals: 0,
  ballots: 0,
  leaving: 0,
  tokens2022: 0,
};

/** Accounts of Token-2022 that a fresh chain has. */
let built = 0;

describe('keepers, when everybody has fallen silent', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    built = await tokens2022(world.connection);
  });
  afterEach(() => world.chain.stop());

  it('one alone brings every task, review, dataset, licence and vote to its end, and pays nothing but fees', async () => {
    await silence(world);
    const home = await aHome(world);
    const before = await world.connection.getBalance(home.wallet);
    do expect(complaints(await once(keeper, home))).to.deep.equal([]);
    while (await untilNext(world));
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
    const homes = await Promise.all([1, 2, 3].map(() => aHome(world)));
    do {
      const said = await Promise.all(homes.map((home) => once(keeper, home)));
      expect(complaints(said.flat())).to.deep.equal([]);
    } while (await untilNext(world));
    expect(await leftOver(world.connection)).to.deep.equal(NOTHING);
    await checkBooks(world.connection);
    homes.forEach((home) => home.remove());
  }).timeout(300_000);
});
