/** What anyone may push on a task and on the seats in it. */
import { PublicKey } from '@solana/web3.js';
import type { ChainClock } from '../clock.ts';
import type { Keyed } from '../fetch.ts';
import { claimShare } from '../instructions/dataset.ts';
import { sweepTask } from '../instructions/crank.ts';
import { leaveTask } from '../instructions/member.ts';
import { closeTask } from '../instructions/requester.ts';
import { shareDue } from '../revenue.ts';
import { ticketDueOf } from '../ticket.ts';
import type { ConfigAccount, DatasetAccount, SeatAccount, TaskAccount } from '../types.ts';
import { Findings, type Due } from './moment.ts';

/** Unix seconds at which a task has ended; zero when it was cancelled. */
export const endOf = (task: Pick<TaskAccount, 'cancelled' | 'endsAt'>): bigint =>
  task.cancelled === 0 ? task.endsAt : 0n;

const isNone = (key: PublicKey): boolean => key.equals(PublicKey.default);

/**
 * What is due on a task: money it owes others, and its own end. A task whose dataset may still be published is left to its
 * requester until that time is over, although the program would let anyone close it.
 */
export function dueOnTask(
  task: Keyed<TaskAccount>,
  config: Pick<ConfigAccount, 'treasury' | 'tagMint'>,
  clock: ChainClock,
): Due {
  const found = new Findings(clock);
  const { address, requester, rentPayer } = task;
  if (task.pages > 0 || clock.seconds < endOf(task)) {
    found.ask({ seconds: endOf(task) });
    // Its pages end one by one: each writes the task, and then it is asked again.
    return clock.seconds < endOf(task) ? found : { steps: [] };
  }
  if (task.feesDue > 0n || task.slashesDue > 0n) {
    const { treasury, tagMint } = config;
    found.steps.push({
      what: 'sweepTask',
      key: `sweepTask ${address.toBase58()}`,
      build: () => sweepTask({ task: address, treasury, tagMint }),
    });
    return found;
  }
  if (task.seats > 0 || !isNone(task.dataset)) return found;
  found.from(task.records.leaves > 0n ? task.publishUntil : 0n, {
    what: 'closeTask',
    key: `closeTask ${address.toBase58()}`,
    build: () => closeTask({ requester, task: address, rentPayer }),
  });
  return found;
}

/** What else is known when a seat is asked. */
export interface SeatFacts {
  task: TaskAccount;
  /** The task's, where there is one. */
  dataset?: Pick<DatasetAccount, 'withdrawn' | 'contributed' | 'shares' | 'validated' | 'votes' | 'givenUp'>;
}

/** What a seat's header holds: `decodeAccount('seat', …)`, or the bytes of a data slice that ends behind it. */
export function dueOnSeat(seat: Keyed<SeatAccount>, { task, dataset }: SeatFacts, clock: ChainClock): Due {
  const found = new Findings(clock);
  const { address, wallet, rentPayer } = seat;
  const ticket = ticketDueOf(seat, clock.slot);
  if (ticket?.waits !== undefined) found.ask({ slot: ticket.waits + 1n });
  else if (ticket !== undefined) {
    const { what, instruction } = ticket;
    found.steps.push({
      what: what === 'redeem' ? 'redeemTicket' : 'dropTicket',
      key: `${what} ${address.toBase58()} ${seat.ticket.number}`,
      build: () => instruction,
    });
  }
  // As long as it is sold his share grows; once it is withdrawn he has two years to take it.
  if (dataset?.withdrawn === 1 && shareDue(dataset, seat) > 0n) {
    found.steps.push({
      what: 'claimShare',
      key: `claimShare ${address.toBase58()}`,
      build: () => claimShare({ dataset: task.dataset, task: seat.task, wallet }),
    });
  }
  if (seat.openSlots > 0 || seat.bondHeld > 0n) return found;
  const labels = task.contributorBps > 0 && seat.accepted > 0n;
  const votes = task.validatorBps > 0 && seat.judged > 0;
  if ((labels || votes) && !isNone(task.dataset)) return found;
  const held = labels || votes ? task.publishUntil : 0n;
  found.from(held > endOf(task) ? held : endOf(task), {
    what: 'leaveTask',
    key: `leaveTask ${address.toBase58()}`,
    build: (caller) => leaveTask({ wallet, caller, task: seat.task, rentPayer }),
  });
  return found;
}
