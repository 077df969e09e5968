/**
 * The books: what the vaults hold equals what the accounts say they owe, to the last base unit, and lamports are
 * neither made nor lost. Checked after every test.
 */
import { expect } from 'chai';
import { getAccount } from '@solana/spl-token';
import { escrowTokensPda, fetchEscrowVault, fetchStakeVault, listMembers, listPages, listSeats, listTasks, stakeTokensPda } from '@tagger/client';
import type { Connection } from '@solana/web3.js';

const sum = (values: bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

export interface Books {
  stakeOwed: bigint;
  stakeHeld: bigint;
  escrowOwed: bigint;
  escrowHeld: bigint;
}

/** Sums over all accounts of the program, beside what the vaults hold. */
export async function readBooks(connection: Connection): Promise<Books> {
  const [members, tasks, pages, stakeTokens, escrowTokens] = await Promise.all([
    listMembers(connection),
    listTasks(connection),
    listPages(connection),
    getAccount(connection, stakeTokensPda()),
    getAccount(connection, escrowTokensPda()),
  ]);
  const stakes = members.map((member) => member.stakeActive + member.stakeLocked + member.stakeCooling);
  const slashes = [...tasks.map((task) => task.slashesDue), ...pages.map((page) => page.slashed)];
  const escrows = tasks.map((task) => task.escrow + task.feesDue);
  return {
    stakeOwed: sum(stakes) + sum(slashes),
    stakeHeld: stakeTokens.amount,
    escrowOwed: sum(members.map((member) => member.balance)) + sum(escrows) + sum(pages.map((page) => page.funds)),
    escrowHeld: escrowTokens.amount,
  };
}

/** Asserts every equality the design promises. `donated` base units were sent to the vaults without an instruction. */
export async function checkBooks(connection: Connection, donated = { stake: 0n, escrow: 0n }): Promise<void> {
  const books = await readBooks(connection);
  expect(books.stakeHeld, 'stake vault = sum of stakes and slashes').to.equal(books.stakeOwed + donated.stake);
  expect(books.escrowHeld, 'escrow vault = sum of balances, escrows and pages').to.equal(books.escrowOwed + donated.escrow);
  const [stakeVault, escrowVault] = await Promise.all([fetchStakeVault(connection), fetchEscrowVault(connection)]);
  expect(stakeVault?.liabilities, "the stake vault's own ledger").to.equal(books.stakeOwed);
  expect(escrowVault?.liabilities, "the escrow vault's own ledger").to.equal(books.escrowOwed);
  await checkPages(connection);
  await checkSeats(connection);
}

/** A page's money is the sum of its parts, and its parts are the sums over its panels. */
async function checkPages(connection: Connection): Promise<void> {
  for (const page of await listPages(connection)) {
    const where = `page ${page.index} of ${page.task.toBase58()}`;
    expect(page.funds, where).to.equal(page.free + page.reservedFunds + page.credited + page.fees);
    expect(page.reservedFunds, `${where}: reserves`).to.equal(sum(page.panels.map((panel) => panel.reserve)));
    const waiting = page.panels.flatMap((panel) => panel.slots).filter((slot) => slot.state === 'revealed');
    expect(page.credited, `${where}: uncollected rewards`).to.equal(sum(waiting.map((slot) => slot.reward)));
  }
}

/** A member's locked stake is the sum of the bonds of his seats. */
async function checkSeats(connection: Connection): Promise<void> {
  const seats = await listSeats(connection);
  for (const member of await listMembers(connection)) {
    const own = seats.filter((seat) => seat.wallet.equals(member.wallet));
    const bonds = sum(own.map((seat) => seat.bondFree + seat.bondHeld));
    expect(member.stakeLocked, `locked stake of ${member.wallet.toBase58()}`).to.equal(bonds);
    expect(member.seats, `seats of ${member.wallet.toBase58()}`).to.equal(own.length);
  }
}
