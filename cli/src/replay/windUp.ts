/** Ends the replayed tasks and takes everything out again, so that the books can be read off empty accounts. */
import { fetchClock, fetchMember, fetchTask, listPages, listSeats } from '@tagger/client';
import {
  cancelTask,
  closeMember,
  closePage,
  closeTask,
  leaveTask,
  send,
  sweepTask,
  unstake,
  withdrawBalance,
  withdrawStake,
} from '@tagger/client';
import type { Connection, Keypair, PublicKey } from '@solana/web3.js';
import type { TimeAdvance } from '@tagger/localnet';
import { pool } from '../pool.ts';
import type { Progress } from '../progress.ts';
import { leaveValidators } from './dispute/validators.ts';
import type { Person } from './people.ts';

export interface WindUp {
  connection: Connection;
  requester: Person;
  annotators: Person[];
  validators: Person[];
  buyers: readonly Person[];
  tasks: PublicKey[];
  tagMint: PublicKey;
  treasury: PublicKey;
  progress: Progress;
  /** Lets an epoch end and the cool-down of the stake pass; only a local chain can. */
  advance(by: TimeAdvance): Promise<unknown>;
  unbondingSecs: number;
}

/** Closes pages, seats and tasks; then pays every balance and stake out and closes the members. Resumable. */
export async function windUp(w: WindUp): Promise<void> {
  for (const task of w.tasks) await endTask(w, task);
  await leaveValidators(w);
  await payOut(w);
}

async function endTask(w: WindUp, address: PublicKey): Promise<void> {
  const { connection } = w;
  const me = w.requester.wallet;
  const task = await fetchTask(connection, address);
  if (task === null) return;
  const runs = task.cancelled === 0 && (await fetchClock(connection)).seconds < task.endsAt;
  if (runs) await send(connection, [cancelTask({ requester: me.publicKey, task: address })], [me]);
  await closePagesAndSeats(w, address, me);
  const due = await fetchTask(connection, address);
  if (due !== null && due.feesDue + due.slashesDue > 0n)
    await send(connection, [sweepTask({ task: address, treasury: w.treasury, tagMint: w.tagMint })], [me]);
  await send(connection, [closeTask({ requester: me.publicKey, task: address })], [me]);
}

async function closePagesAndSeats(w: WindUp, task: PublicKey, me: Keypair): Promise<void> {
  const caller = me.publicKey;
  for (const { address: page, rentPayer } of await listPages(w.connection, { task }))
    await send(w.connection, [closePage({ caller, task, page, rentPayer })], [me]);
  const seats = await listSeats(w.connection, { task });
  w.progress.phase('leave the task', seats.length);
  await pool(seats, 12, async ({ wallet, rentPayer }) => {
    await send(w.connection, [leaveTask({ caller, wallet, task, rentPayer })], [me]);
    w.progress.step();
  });
}

async function payOut(w: WindUp): Promise<void> {
  const everybody = [w.requester, ...w.annotators, ...w.validators, ...w.buyers];
  w.progress.phase('withdraw', everybody.length);
  let cooling = false;
  await pool(everybody, 12, async (who) => {
    const wallet = who.wallet.publicKey;
    const member = await fetchMember(w.connection, wallet);
    const steps = [];
    if (member !== null && member.balance > 0n)
      steps.push(withdrawBalance({ wallet, to: who.tokens, tagMint: w.tagMint, amount: member.balance }));
    if (member !== null && member.stakeActive > 0n) steps.push(unstake({ wallet, amount: member.stakeActive }));
    if (steps.length > 0) await send(w.connection, steps, [who.wallet]);
    cooling ||= member !== null && member.stakeActive + member.stakeCooling > 0n;
    w.progress.step();
  });
  if (cooling) await w.advance({ seconds: w.unbondingSecs });
  w.progress.phase('take the stake out', everybody.length);
  await pool(everybody, 12, async (who) => {
    const wallet = who.wallet.publicKey;
    const member = await fetchMember(w.connection, wallet);
    if (member === null) return w.progress.step();
    const take = member.stakeCooling > 0n ? [withdrawStake({ wallet, to: who.tokens, tagMint: w.tagMint })] : [];
    await send(w.connection, [...take, closeMember({ wallet, rentPayer: member.rentPayer })], [who.wallet]);
    w.progress.step();
  });
  w.progress.stop();
}
