/** Asks the client's rules what is due on an account, whatever it is. */
import { PublicKey } from '@solana/web3.js';
import {
  decodeAccount,
  decodePool,
  dueOnBallot,
  dueOnBid,
  dueOnDataset,
  dueOnLicense,
  dueOnMember,
  dueOnOffer,
  dueOnPage,
  dueOnPool,
  dueOnProposal,
  dueOnSeat,
  dueOnTask,
  offsetOf,
  PageTimes,
  type ChainClock,
  type Due,
  type Lot,
} from '@tagger/client';
import type { Bytes, Facts } from './facts.ts';
import type { Kind } from './kinds.ts';

export interface Asked extends Due {
  /** Of a page: panels the lot may have sent to an audit. */
  lots?: readonly Lot[];
  /** Of a page: it holds a review that is asked on its own. */
  review?: boolean;
  /** An account that must be known first. */
  needs?: PublicKey;
}

const NONE = PublicKey.default;
const MEMBER = {
  wallet: offsetOf('member', 'wallet'),
  payout: offsetOf('member', 'payout'),
  balance: offsetOf('member', 'balance'),
};
const keyAt = (data: Buffer, at: number): PublicKey => new PublicKey(data.subarray(at, at + 32));

/** What is due on an account now. Seats and what hangs on a task or dataset are written into `facts`. Errors: those of decoding. */
export function ask(
  kind: Kind,
  address: PublicKey,
  info: Bytes,
  facts: Facts,
  clock: ChainClock,
  payoutFrom: bigint,
  own = address.toBase58(),
): Asked {
  const { config } = facts;
  switch (kind) {
    case 'task':
      return dueOnTask({ ...decodeAccount('task', info), address }, config, clock);
    case 'page': {
      const page = new PageTimes(info);
      const task = facts.nameOf(page.taskBytes);
      facts.attach(task, own);
      const above = facts.tasks.get(task);
      if (above === undefined) return { steps: [], needs: page.task };
      return dueOnPage(address, page, { task: above, walletOf: (seat) => facts.walletOf(task, seat) }, clock);
    }
    case 'seat': {
      const seat = { ...decodeAccount('seat', info), address };
      const key = seat.task.toBase58();
      facts.seat(info);
      facts.attach(key, own);
      const task = facts.tasks.get(key);
      if (task === undefined) return { steps: [], needs: seat.task };
      if (task.dataset.equals(NONE)) return dueOnSeat(seat, { task }, clock);
      facts.attach(task.dataset.toBase58(), own);
      const dataset = facts.datasets.get(task.dataset.toBase58());
      if (dataset === undefined) return { steps: [], needs: task.dataset };
      return dueOnSeat(seat, { task, dataset }, clock);
    }
    case 'dataset': {
      const dataset = { ...decodeAccount('dataset', info), address };
      if (dataset.task.equals(NONE)) return dueOnDataset(dataset, { config }, clock);
      const task = facts.tasks.get(dataset.task.toBase58());
      if (task === undefined) return { steps: [], needs: dataset.task };
      return dueOnDataset(dataset, { config, task }, clock);
    }
    case 'offer': {
      const offer = { ...decodeAccount('offer', info), address };
      facts.attach(offer.dataset.toBase58(), own);
      const dataset = facts.datasets.get(offer.dataset.toBase58());
      return dataset === undefined ? { steps: [], needs: offer.dataset } : dueOnOffer(offer, dataset, clock);
    }
    case 'license': {
      const license = { ...decodeAccount('license', info), address };
      const dataset = facts.datasets.get(license.dataset.toBase58());
      if (license.state === 0 && dataset === undefined) return { steps: [], needs: license.dataset };
      return dueOnLicense(license, dataset, clock);
    }
    case 'bid':
      return dueOnBid({ ...decodeAccount('bid', info), address }, clock);
    case 'proposal':
      return dueOnProposal({ ...decodeAccount('proposal', info), address }, config.tagMint, clock);
    case 'ballot':
      return dueOnBallot({ ...decodeAccount('ballot', info), address }, clock);
    case 'pool':
      return dueOnPool(decodePool(info), config.params, clock);
    case 'member': {
      const { data } = info;
      const member = {
        wallet: keyAt(data, MEMBER.wallet),
        payout: keyAt(data, MEMBER.payout),
        balance: data.readBigUInt64LE(MEMBER.balance),
      };
      return dueOnMember(member, payoutFrom, clock);
    }
  }
}
