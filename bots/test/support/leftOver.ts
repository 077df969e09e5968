/** What is left of a market when everything has come to its end. */
import { NATIVE_MINT_2022, TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import type { Connection } from '@solana/web3.js';
import { everything } from '../../../tests/support/accounts.ts';

/** Mints and accounts of licences; some chains bring the mint of wrapped SOL. */
async function tokens2022(connection: Connection): Promise<number> {
  const slice = { dataSlice: { offset: 0, length: 0 } };
  const found = await connection.getProgramAccounts(TOKEN_2022_PROGRAM_ID, slice);
  return found.filter(({ pubkey }) => !pubkey.equals(NATIVE_MINT_2022)).length;
}

/** What is left of a market when everything has come to its end: how many accounts of each kind. */
export async function leftOver(connection: Connection): Promise<Record<string, number>> {
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
    tokens2022: await tokens2022(connection),
  };
}

export const NOTHING = {
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
