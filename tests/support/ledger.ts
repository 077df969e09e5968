/**
 * The books: what the vaults hold equals what the accounts say they owe, to the last base unit, and lamports are
 * neither made nor lost. Checked after every test.
 */
import { expect } from 'chai';
import { getAccount } from '@solana/spl-token';
import {
  CHOICE,
  escrowTokensPda,
  fetchEscrowVault,
  fetchGovernance,
  fetchStakeVault,
  stakeTokensPda,
  type AccountTypes,
  type PageView,
} from '@tagger/client';
import { SYSVAR_CLOCK_PUBKEY, type Connection } from '@solana/web3.js';
import { everything, type Everything } from './accounts.ts';

const sum = (values: bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

export interface Books {
  stakeOwed: bigint;
  stakeHeld: bigint;
  escrowOwed: bigint;
  escrowHeld: bigint;
}

/** Sums over all accounts of the program, beside what the vaults hold. */
export async function readBooks(connection: Connection, all?: Everything): Promise<Books> {
  const books = all ?? (await everything(connection));
  const [stakeTokens, escrowTokens] = await Promise.all([
    getAccount(connection, stakeTokensPda()),
    getAccount(connection, escrowTokensPda()),
  ]);
  return { ...owedBy(books), stakeHeld: stakeTokens.amount, escrowHeld: escrowTokens.amount };
}

/** Who holds money in the vaults. */
export interface Holders {
  members: readonly AccountTypes['member'][];
  tasks: readonly AccountTypes['task'][];
  pages: readonly PageView[];
  datasets?: readonly AccountTypes['dataset'][];
  bids?: readonly AccountTypes['bid'][];
}

/** What the vaults owe, as the accounts say it. */
export function owedBy({
  members,
  tasks,
  pages,
  datasets = [],
  bids = [],
}: Holders): Pick<Books, 'stakeOwed' | 'escrowOwed'> {
  const stakes = members.map((member) => member.stakeActive + member.stakeLocked + member.stakeCooling);
  const slashes = [...tasks.map((task) => task.slashesDue), ...pages.map((page) => page.slashed)];
  const escrows = tasks.map((task) => task.escrow + task.feesDue);
  const held = [
    ...escrows,
    ...pages.map((page) => page.funds),
    ...datasets.map(heldFor),
    ...bids.map(({ price }) => price),
  ];
  return {
    stakeOwed: sum(stakes) + sum(slashes),
    escrowOwed: sum(members.map((member) => member.balance)) + sum(held),
  };
}

/** TAG in the escrow vault that belongs to a dataset, base units. */
const heldFor = (dataset: AccountTypes['dataset']): bigint =>
  dataset.escrowed +
  dataset.contributed +
  dataset.validated -
  dataset.sharedTaken +
  dataset.feesDue +
  dataset.publisherDue;

/** Asserts every equality the design promises. `donated` base units were sent to the vaults without an instruction. */
export async function checkBooks(connection: Connection, donated = { stake: 0n, escrow: 0n }): Promise<void> {
  const all = await everything(connection);
  const books = await readBooks(connection, all);
  expect(books.stakeHeld, 'stake vault = sum of stakes and slashes').to.equal(books.stakeOwed + donated.stake);
  expect(books.escrowHeld, 'escrow vault = sum of balances, escrows and pages').to.equal(
    books.escrowOwed + donated.escrow,
  );
  const [stakeVault, escrowVault] = await Promise.all([fetchStakeVault(connection), fetchEscrowVault(connection)]);
  expect(stakeVault?.liabilities, "the stake vault's own ledger").to.equal(books.stakeOwed);
  expect(escrowVault?.liabilities, "the escrow vault's own ledger").to.equal(books.escrowOwed);
  all.pages.forEach(checkPage);
  checkMembers(all);
  all.datasets.forEach((dataset) => checkDataset(dataset, all));
  const governance = await fetchGovernance(connection);
  expect(governance?.locked ?? 0n, 'votes locked altogether').to.equal(sum(all.voters.map((voter) => voter.locked)));
  const clock = await connection.getAccountInfo(SYSVAR_CLOCK_PUBKEY);
  const now = clock?.data.readBigInt64LE(32) ?? 0n;
  all.proposals.forEach((proposal) => checkProposal(proposal, all, now));
}

/** A page's money is the sum of its parts, and its parts are the sums over its panels. */
export function checkPage(page: PageView): void {
  const where = `page ${page.index}, panels ${page.firstPanel} to ${page.nextPanel}`;
  equal(page.funds, page.free + page.reservedFunds + page.credited + page.fees, where);
  equal(page.reservedFunds, sum(page.panels.map((panel) => panel.reserve)), `${where}: reserves`);
  // Scored but not collected yet; a review is scored when it is concluded.
  const waiting = page.panels
    .filter((panel) => panel.phase === 'settled')
    .flatMap((panel) => panel.slots)
    .filter((slot) => slot.state === 'revealed');
  equal(page.credited, sum(waiting.map((slot) => slot.reward)), `${where}: uncollected rewards`);
}

/** What waits in a dataset is the sum over its purchases, and nobody took more than his part. */
function checkDataset(dataset: Everything['datasets'][number], { offers, licenses, seats }: Everything): void {
  const where = `dataset ${dataset.address}`;
  const own = licenses.filter((license) => license.dataset.toBase58() === dataset.address);
  const pending = own.filter(({ state }) => state === 0);
  equal(dataset.pending, BigInt(pending.length), `${where}: purchases without a key`);
  equal(dataset.escrowed, sum(pending.map(({ paid }) => paid)), `${where}: money of purchases without a key`);
  equal(
    dataset.offers,
    offers.filter((offer) => offer.dataset.toBase58() === dataset.address).length,
    `${where}: offers`,
  );
  const shares = seats.filter(({ task }) => task.equals(dataset.task));
  expect(sum(shares.map(({ accepted }) => accepted)) <= dataset.shares, `${where}: shares`).to.equal(true);
  expect(sum(shares.map(({ judged }) => BigInt(judged))) <= dataset.votes, `${where}: votes`).to.equal(true);
  for (const seat of shares) {
    const labels = dataset.shares === 0n ? 0n : (dataset.contributed * seat.accepted) / dataset.shares;
    const votes = dataset.votes === 0n ? 0n : (dataset.validated * BigInt(seat.judged)) / dataset.votes;
    expect(seat.revenue <= labels + votes, `${where}: revenue of ${seat.owner}`).to.equal(true);
  }
}

/**
 * A member's locked stake is the sum of the bonds of his seats and datasets, his votes, the deposits of his proposals and his
 * place in the pool.
 */
export function checkMembers({
  members,
  seats,
  voters,
  proposals,
  pools,
  pages,
  datasets = [],
  licenses = [],
  bids = [],
}: Omit<Everything, 'tasks' | 'ballots' | 'offers' | 'datasets' | 'licenses' | 'bids'> &
  Partial<Pick<Everything, 'datasets' | 'licenses' | 'bids'>>): void {
  const nothing = { stake: 0n, seats: 0, governance: 0, datasets: 0, purchases: 0 };
  const behind = new Map<string, typeof nothing>();
  const add = (owner: string, stake: bigint, what: Exclude<keyof typeof nothing, 'stake'>): void => {
    const own = behind.get(owner) ?? nothing;
    behind.set(owner, { ...own, stake: own.stake + stake, [what]: own[what] + 1 });
  };
  for (const seat of seats) add(seat.owner, seat.bondFree + seat.bondHeld, 'seats');
  for (const voter of voters) add(voter.owner, voter.locked, 'governance');
  for (const proposal of proposals) add(proposal.proposer.toBase58(), proposal.deposit, 'governance');
  for (const dataset of datasets) add(dataset.publisher.toBase58(), dataset.bond, 'datasets');
  for (const { holder } of licenses.filter(({ state }) => state === 0)) add(holder.toBase58(), 0n, 'purchases');
  for (const { bidder } of bids) add(bidder.toBase58(), 0n, 'purchases');
  const validators = new Map(
    pools.flatMap((pool) => pool.validators).map((validator) => [validator.wallet.toBase58(), validator]),
  );
  for (const member of members) {
    const own = behind.get(member.owner) ?? nothing;
    const validator = validators.get(member.owner);
    equal(member.stakeLocked, own.stake + (validator?.bond ?? 0n), `locked stake of ${member.owner}`);
    equal(member.poolPlace, validator === undefined ? 0 : validator.place + 1, `place in the pool of ${member.owner}`);
    equal(member.seats, own.seats, `seats of ${member.owner}`);
    equal(member.datasets, own.datasets, `datasets of ${member.owner}`);
    equal(member.purchases, own.purchases, `purchases of ${member.owner}`);
    equal(member.governance, own.governance, `voter account and proposals of ${member.owner}`);
  }
  checkDuties(pools, pages);
}

/** A tally is the sum of the ballots, unless one was closed, and never exceeds the votes there were; cast votes stay locked. */
function checkProposal(proposal: Everything['proposals'][number], { ballots, voters }: Everything, now: bigint): void {
  const where = `proposal ${proposal.number}`;
  const own = ballots.filter((ballot) => ballot.proposal.toBase58() === proposal.address);
  const cast = proposal.against + proposal.inFavour + proposal.abstain;
  expect(cast <= proposal.votes, `${where}: no more votes than there were`).to.equal(true);
  if (own.length === proposal.ballots) {
    const said = (choice: number): bigint =>
      sum(own.filter((ballot) => ballot.choice === choice).map(({ weight }) => weight));
    equal(proposal.against, said(CHOICE.against), `${where}: against`);
    equal(proposal.inFavour, said(CHOICE.for), `${where}: for`);
    equal(proposal.abstain, said(CHOICE.abstain), `${where}: abstaining`);
  }
  if (now >= proposal.latestEnd) return;
  for (const ballot of own) {
    const voter = voters.find(({ owner }) => owner === ballot.owner);
    expect(voter !== undefined && voter.locked >= ballot.weight, `${where}: votes stay locked`).to.equal(true);
  }
}

/** A validator's bound bond is that of the slots he holds on live reviews, and each shard's trees add up. */
function checkDuties(pools: Everything['pools'], pages: Everything['pages']): void {
  const held = new Map<number, { duties: number; bond: bigint }>();
  for (const page of pages) {
    for (const panel of page.panels.filter((candidate) => candidate.kind !== 0)) {
      for (const slot of panel.slots.filter(({ state }) => state !== 'empty' && state !== 'collected')) {
        const so = held.get(slot.seat) ?? { duties: 0, bond: 0n };
        held.set(slot.seat, { duties: so.duties + 1, bond: so.bond + page.terms.reviewBond });
      }
    }
  }
  for (const pool of pools) {
    equal(pool.members, pool.validators.length, `members of shard ${pool.index}`);
    for (const validator of pool.validators) {
      const so = held.get(validator.place) ?? { duties: 0, bond: 0n };
      equal(validator.duties, so.duties, `duties at place ${validator.place}`);
      equal(validator.held, so.bond, `bound bond at place ${validator.place}`);
    }
    for (const tree of [pool.frozen, pool.coming]) {
      for (let node = 1; node < tree.length / 2; node += 1)
        equal(tree[node] ?? 0, (tree[2 * node] ?? 0) + (tree[2 * node + 1] ?? 0), `sum ${node} of shard ${pool.index}`);
    }
  }
}

/** Like chai's equal, without building an assertion for each of thousands of equal pairs. */
export function equal(actual: bigint | number, expected: bigint | number, what: string): void {
  if (actual !== expected) expect(actual, what).to.equal(expected);
}
