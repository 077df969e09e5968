/** What anyone may push on datasets, offers, licences and bids. */
import { PublicKey } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import type { ChainClock } from '../clock.ts';
import { BURN_SECS, UNCLAIMED_SECS } from '../constants.ts';
import type { Keyed } from '../fetch.ts';
import { closeDataset, closeOffer, LICENCE_STATES, refundPurchase, takeRevenue } from '../instructions/dataset.ts';
import { burnLicense } from '../instructions/holder.ts';
import { memberPda } from '../pda.ts';
import type { BidAccount, ConfigAccount, DatasetAccount, LicenseAccount, OfferAccount, TaskAccount } from '../types.ts';
import { Findings, type Due } from './moment.ts';

/** What is due on a dataset: nothing while it is sold. `task` is the one it was made of, if there was one. */
export function dueOnDataset(
  dataset: Keyed<DatasetAccount>,
  facts: { config: Pick<ConfigAccount, 'treasury' | 'tagMint'>; task?: Pick<TaskAccount, 'seats'> },
  clock: ChainClock,
): Due {
  const found = new Findings(clock);
  const { address, publisher, rentPayer } = dataset;
  if (dataset.withdrawn === 0 || dataset.pending > 0n) return found;
  if (dataset.publisherDue > 0n || dataset.feesDue > 0n) {
    const { treasury, tagMint } = facts.config;
    found.steps.push({
      what: 'takeRevenue',
      key: `takeRevenue ${address.toBase58()}`,
      build: () => takeRevenue({ dataset: address, publisher, treasury, tagMint }),
    });
    return found;
  }
  // Offers close on their own, and write the dataset when they do.
  if (dataset.offers > 0) return found;
  const alone = facts.task === undefined || facts.task.seats === 0;
  const made = !dataset.task.equals(PublicKey.default);
  // While something is left to claim, the first call gives it up and the second one closes.
  const unclaimed = dataset.contributed + dataset.validated - dataset.sharedTaken;
  found.from(alone ? 0n : dataset.withdrawnAt + BigInt(UNCLAIMED_SECS), {
    what: 'closeDataset',
    key: `closeDataset ${address.toBase58()} ${unclaimed}`,
    build: () => closeDataset({ dataset: address, publisher, ...(made && { task: dataset.task }), rentPayer }),
  });
  return found;
}

/** What is due on an offer: its end, once its dataset is withdrawn. */
export function dueOnOffer(
  offer: Keyed<OfferAccount>,
  dataset: Pick<DatasetAccount, 'withdrawn'>,
  clock: ChainClock,
): Due {
  const found = new Findings(clock);
  if (dataset.withdrawn === 0) return found;
  found.steps.push({
    what: 'closeOffer',
    key: `closeOffer ${offer.address.toBase58()}`,
    build: (caller) => closeOffer({ caller, dataset: offer.dataset, index: offer.index, rentPayer: offer.rentPayer }),
  });
  return found;
}

/**
 * What is due on a licence: the refund when no key came, its end a month after it expired. Both need the token in the holder's
 * associated account, where `buyLicense` and `acceptBid` leave it.
 */
export function dueOnLicense(
  license: Keyed<LicenseAccount>,
  dataset: Pick<DatasetAccount, 'publisher'> | undefined,
  clock: ChainClock,
): Due {
  const found = new Findings(clock);
  const { address, holder, mint, rentPayer, expiresAt } = license;
  if (LICENCE_STATES[license.state] === 'pending') {
    // Without its dataset nothing can be refunded; a dataset does not go before its purchases.
    if (dataset === undefined) return found;
    const { publisher } = dataset;
    found.from(license.keyUntil, {
      what: 'refundPurchase',
      key: `refundPurchase ${address.toBase58()}`,
      build: () => refundPurchase({ dataset: license.dataset, publisher, holder, mint, rentPayer }),
    });
  } else if (expiresAt > 0n) {
    found.from(expiresAt + BigInt(BURN_SECS), {
      what: 'burnLicense',
      key: `burnLicense ${address.toBase58()}`,
      build: (caller) => burnLicense({ caller, mint, holder, rentPayer }),
    });
  }
  return found;
}

/** What is due on a bid: its money goes back when its time is over, whatever became of the licence. */
export function dueOnBid(bid: Keyed<BidAccount>, clock: ChainClock): Due {
  const found = new Findings(clock);
  const { address, bidder, rentPayer } = bid;
  found.from(bid.until, {
    what: 'withdrawBid',
    key: `withdrawBid ${address.toBase58()}`,
    // The licence and its mint may be gone: the bid's own address is enough.
    build: (caller) =>
      buildInstruction('withdrawBid', { caller, bid: address, member: memberPda(bidder), rentPayer }, {}),
  });
  return found;
}
