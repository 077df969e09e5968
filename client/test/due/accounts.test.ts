import { expect } from 'chai';
import { Keypair, PublicKey } from '@solana/web3.js';
import {
  BURN_SECS,
  DRAW,
  dueOnBallot,
  dueOnBid,
  dueOnDataset,
  dueOnLicense,
  dueOnMember,
  dueOnOffer,
  dueOnPool,
  dueOnProposal,
  dueOnSeat,
  dueOnTask,
  earlier,
  hasCome,
  PROPOSAL_STATUS,
  UNCLAIMED_SECS,
  type BallotAccount,
  type BidAccount,
  type ChainClock,
  type DatasetAccount,
  type Due,
  type Keyed,
  type LicenseAccount,
  type OfferAccount,
  type PoolView,
  type ProposalAccount,
  type SeatAccount,
  type TaskAccount,
} from '@tagger/client';

const key = (): PublicKey => Keypair.generate().publicKey;
const at = (seconds: bigint, slot = 0n, lastRestart = 0n): ChainClock => ({ seconds, slot, lastRestart });
const CONFIG = { treasury: key(), tagMint: key() };
const names = ({ steps }: Due): string[] => steps.map(({ what }) => what);

/** Due with `what` from `second` on, and not in the second before, when it says so. */
function from(second: bigint, what: string[], ask: (clock: ChainClock) => Due): void {
  expect(ask(at(second - 1n))).to.deep.include({ steps: [], next: { seconds: second } });
  expect(names(ask(at(second)))).to.deep.equal(what);
}

const TASK = {
  address: key(),
  requester: key(),
  rentPayer: key(),
  cancelled: 0,
  endsAt: 1_000n,
  pages: 0,
  seats: 0,
  feesDue: 0n,
  slashesDue: 0n,
  dataset: PublicKey.default,
  publishUntil: 5_000n,
  contributorBps: 0,
  validatorBps: 0,
  records: { leaves: 0n },
} as unknown as Keyed<TaskAccount>;
const SEAT = {
  address: key(),
  task: TASK.address,
  wallet: key(),
  rentPayer: key(),
  openSlots: 0,
  bondHeld: 0n,
  accepted: 0n,
  judged: 0,
  revenue: 0n,
  ticket: { target: 0n, page: 0, number: 1 },
} as unknown as Keyed<SeatAccount>;

describe('what is due beside pages', () => {
  it('of two moments the earlier one counts, of seconds and of slots', () => {
    expect(earlier({ seconds: 5n }, { seconds: 4n, slot: 9n })).to.deep.equal({ seconds: 4n, slot: 9n });
    expect(earlier(undefined, { slot: 9n })).to.deep.equal({ slot: 9n });
    expect([hasCome({ seconds: 5n, slot: 9n }, at(4n, 9n)), hasCome({ seconds: 5n }, at(4n, 99n))]).to.deep.equal([
      true,
      false,
    ]);
  });

  it('a task: nothing before its end, then what it owes, then its own end', () => {
    const ask = (change: Partial<TaskAccount>) => (clock: ChainClock) =>
      dueOnTask({ ...TASK, ...change }, CONFIG, clock);
    from(1_000n, ['closeTask'], ask({}));
    from(1_000n, ['sweepTask'], ask({ feesDue: 1n, seats: 3 }));
    expect(names(ask({ cancelled: 1, slashesDue: 1n })(at(1n)))).to.deep.equal(['sweepTask']);
    // Pages and seats write their task when they end.
    for (const change of [{ pages: 1 }, { seats: 1 }, { dataset: key() }])
      expect(ask(change)(at(9_999n)).steps).to.deep.equal([]);
    // The requester may still publish what it holds.
    const records = { ...TASK.records, leaves: 1n };
    expect(ask({ records })(at(1_000n))).to.deep.include({ steps: [], next: { seconds: 5_000n } });
    expect(names(ask({ records })(at(5_000n)))).to.deep.equal(['closeTask']);
    expect(names(ask({ records, publishUntil: 0n })(at(1_000n)))).to.deep.equal(['closeTask']);
  });

  it('a seat: its ticket by slots, its end after the task, its shares before that', () => {
    const ask =
      (change: Partial<SeatAccount>, task: Partial<TaskAccount> = {}, dataset?: Partial<DatasetAccount>) =>
      (clock: ChainClock): Due =>
        dueOnSeat(
          { ...SEAT, ...change },
          { task: { ...TASK, ...task }, ...(dataset && { dataset: dataset as DatasetAccount }) },
          clock,
        );
    from(1_000n, ['leaveTask'], ask({}));
    expect(names(ask({}, { cancelled: 1 })(at(1n)))).to.deep.equal(['leaveTask']);
    expect(ask({ openSlots: 1 })(at(2_000n)).steps).to.deep.equal([]);
    const ticket = { ...SEAT.ticket, target: 50n };
    const waiting = { openSlots: 1, bondHeld: 1n, ticket };
    expect(ask(waiting)(at(1n, 50n)).next).to.deep.equal({ slot: 51n });
    expect(names(ask(waiting)(at(1n, 51n)))).to.deep.equal(['redeemTicket']);
    expect(names(ask(waiting)(at(1n, 50n + BigInt(DRAW.remembered))))).to.deep.equal(['dropTicket']);
    // Who has shares stays as long as there may be a dataset, and while there is one.
    const shares = { contributorBps: 100 };
    from(5_000n, ['leaveTask'], ask({ accepted: 1n }, shares));
    expect(ask({ accepted: 1n }, { ...shares, dataset: key() })(at(9_999n)).steps).to.deep.equal([]);
    const earned = { contributed: 10n, shares: 2n, validated: 0n, votes: 0n, givenUp: 0 };
    const published = { ...shares, dataset: key() };
    expect(ask({ accepted: 1n }, published, { ...earned, withdrawn: 0 })(at(1n)).steps).to.deep.equal([]);
    expect(names(ask({ accepted: 1n }, published, { ...earned, withdrawn: 1 })(at(1n)))).to.deep.equal(['claimShare']);
    expect(ask({ accepted: 1n, revenue: 5n }, published, { ...earned, withdrawn: 1 })(at(1n)).steps).to.deep.equal([]);
  });

  it('a dataset: nothing while it is sold or somebody waits; revenue, offers, then its end', () => {
    const dataset = {
      address: key(),
      publisher: key(),
      rentPayer: key(),
      task: key(),
      withdrawn: 1,
      withdrawnAt: 100n,
      pending: 0n,
      offers: 0,
      publisherDue: 0n,
      feesDue: 0n,
      contributed: 0n,
      validated: 0n,
      sharedTaken: 0n,
    } as unknown as Keyed<DatasetAccount>;
    const ask =
      (change: Partial<DatasetAccount>, seats?: number) =>
      (clock: ChainClock): Due =>
        dueOnDataset(
          { ...dataset, ...change },
          { config: CONFIG, ...(seats !== undefined && { task: { seats } }) },
          clock,
        );
    for (const change of [{ withdrawn: 0 }, { pending: 1n }, { offers: 1 }])
      expect(ask(change)(at(9n ** 12n))).to.deep.include({ steps: [] });
    expect(names(ask({ feesDue: 1n, offers: 1 })(at(1n)))).to.deep.equal(['takeRevenue']);
    expect(names(ask({}, 0)(at(1n)))).to.deep.equal(['closeDataset']);
    from(100n + BigInt(UNCLAIMED_SECS), ['closeDataset'], ask({}, 2));
    const offer = {
      address: key(),
      dataset: dataset.address,
      index: 1,
      rentPayer: key(),
    } as unknown as Keyed<OfferAccount>;
    expect(dueOnOffer(offer, { withdrawn: 0 }, at(1n)).steps).to.deep.equal([]);
    expect(names(dueOnOffer(offer, dataset, at(1n)))).to.deep.equal(['closeOffer']);
  });

  it('a licence: a refund when no key came, its end thirty days after its term; a bid goes back', () => {
    const license = {
      address: key(),
      dataset: key(),
      mint: key(),
      holder: key(),
      rentPayer: key(),
      state: 0,
      keyUntil: 700n,
      expiresAt: 0n,
    } as unknown as Keyed<LicenseAccount>;
    const publisher = { publisher: key() };
    from(700n, ['refundPurchase'], (clock) => dueOnLicense(license, publisher, clock));
    const active = { ...license, state: 1 };
    expect(dueOnLicense(active, publisher, at(10n ** 12n))).to.deep.include({ steps: [] });
    const termed = { ...active, expiresAt: 9_000n };
    from(9_000n + BigInt(BURN_SECS), ['burnLicense'], (clock) => dueOnLicense(termed, undefined, clock));
    const bid = { address: key(), bidder: key(), rentPayer: key(), until: 800n } as unknown as Keyed<BidAccount>;
    from(800n, ['withdrawBid'], (clock) => dueOnBid(bid, clock));
  });

  it('a proposal: counted, executed while there is time, closed; a ballot when its vote can’t go on', () => {
    const proposal = {
      address: key(),
      proposer: key(),
      rentPayer: key(),
      status: PROPOSAL_STATUS.voting,
      slot: 10n,
      graceSecs: 60,
      endsAt: 500n,
      rules: { timelockSecs: 100, executionSecs: 50 },
    } as unknown as Keyed<ProposalAccount>;
    const ask =
      (status: number) =>
      (clock: ChainClock): Due =>
        dueOnProposal({ ...proposal, status }, CONFIG.tagMint, clock);
    from(500n, ['finalizeProposal'], ask(PROPOSAL_STATUS.voting));
    from(600n, ['executeProposal'], ask(PROPOSAL_STATUS.succeeded));
    expect(names(ask(PROPOSAL_STATUS.succeeded)(at(649n)))).to.deep.equal(['executeProposal']);
    expect(names(ask(PROPOSAL_STATUS.succeeded)(at(650n)))).to.deep.equal(['closeProposal']);
    expect(names(ask(PROPOSAL_STATUS.defeated)(at(1n)))).to.deep.equal(['closeProposal']);
    // A restart of the cluster moves each deadline by the grace.
    expect(names(ask(PROPOSAL_STATUS.voting)(at(559n, 0n, 11n)))).to.deep.equal([]);
    expect(names(ask(PROPOSAL_STATUS.voting)(at(560n, 0n, 11n)))).to.deep.equal(['finalizeProposal']);
    const ballot = { address: key(), proposal: key(), wallet: key(), rentPayer: key(), closableFrom: 900n };
    from(900n, ['closeBallot'], (clock) => dueOnBallot(ballot as unknown as Keyed<BallotAccount>, clock));
  });

  it('a pool: who left goes after the epoch, without a duty; weights follow the parameters', () => {
    const params = { weightCap: 9n, reviewBond: 5n };
    const vera = { wallet: key(), state: 'leaving', since: 2n, duties: 0 };
    const pool = { ready: 1, index: 0, ...params, validators: [vera] } as unknown as PoolView;
    const begins = 2n * BigInt(DRAW.epochSlots);
    expect(dueOnPool(pool, params, at(1n, begins - 1n))).to.deep.include({ steps: [], next: { slot: begins } });
    expect(names(dueOnPool(pool, params, at(1n, begins)))).to.deep.equal(['removeValidator']);
    const busy = { ...pool, validators: [{ ...vera, duties: 1 }] } as unknown as PoolView;
    expect(dueOnPool(busy, params, at(1n, begins)).steps).to.deep.equal([]);
    expect(names(dueOnPool(busy, { ...params, weightCap: 8n }, at(1n, begins)))).to.deep.equal(['weighValidator']);
  });

  it('a payout: for members who asked, from the smallest amount on', () => {
    const member = { wallet: key(), payout: key(), balance: 50n };
    expect(names(dueOnMember(member, 50n, at(1n)))).to.deep.equal(['pushPayouts']);
    expect(dueOnMember(member, 51n, at(1n)).steps).to.deep.equal([]);
    expect(dueOnMember({ ...member, payout: PublicKey.default }, 0n, at(1n)).steps).to.deep.equal([]);
    expect(dueOnMember({ ...member, balance: 0n }, 0n, at(1n)).steps).to.deep.equal([]);
  });
});
