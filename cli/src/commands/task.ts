/** `tagger task open|show|status|cancel|keys`. */
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import { cancelTask, fetchTask, formatTag, listPages, send, TaggerClientError } from '@tagger/client';
import { contextOf, onCluster, type ClusterFlags } from '../context.ts';
import { keyOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { addTaskKeys } from './taskKeys.ts';
import { addTaskOpen } from './taskOpen.ts';
import { addTaskShow } from './taskShow.ts';

export function addTask(program: Command): void {
  const task = program.command('task').description('tasks of a requester');
  addTaskOpen(task);
  addTaskShow(task);
  onCluster(task.command('status <task>').description('phases of its panels and where its money is')).action(
    (task: string, flags: ClusterFlags) => guarded(flags.json, () => status(keyOption(task), flags)),
  );
  onCluster(task.command('cancel <task>').description('end a task; claimed work goes on and is paid')).action(
    (task: string, flags: ClusterFlags) => guarded(flags.json, () => cancel(keyOption(task), flags)),
  );
  addTaskKeys(task);
}

async function status(address: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection } = contextOf(flags);
  const task = await fetchTask(connection, address);
  if (task === null) throw new TaggerClientError('NoTask', `there is no task ${address.toBase58()} on this cluster`);
  const pages = await listPages(connection, { task: address });
  const phases: Record<string, number> = {};
  for (const panel of pages.flatMap((page) => page.panels)) phases[panel.phase] = (phases[panel.phase] ?? 0) + 1;
  const sum = (pick: (page: (typeof pages)[number]) => bigint): bigint =>
    pages.reduce((total, page) => total + pick(page), 0n);
  const money = {
    escrow: task.escrow,
    pagesFree: sum((page) => page.free),
    reserved: sum((page) => page.reservedFunds),
    credited: sum((page) => page.credited),
    paid: task.paid + sum((page) => page.paid),
  };
  print(
    flags.json,
    {
      task: address.toBase58(),
      cancelled: task.cancelled !== 0,
      endsAt: task.endsAt,
      seats: task.seats,
      pages: pages.length,
      phases,
      money,
    },
    [
      `task ${address.toBase58()}${task.cancelled !== 0 ? ' (cancelled)' : ''}, ends ${new Date(Number(task.endsAt) * 1000).toISOString()}`,
      `panels  ${
        Object.entries(phases)
          .map(([phase, count]) => `${count} ${phase}`)
          .join(', ') || 'none alive'
      }`,
      `people  ${task.seats} seats`,
      ...Object.entries(money).map(([name, amount]) => `${name.padEnd(10)} ${formatTag(amount)} TAG`),
    ].join('\n'),
  );
}

async function cancel(task: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { signature } = await send(connection, [cancelTask({ requester: wallet.publicKey, task })], [wallet], options);
  print(
    flags.json,
    { task: task.toBase58(), signature },
    `${flags.dryRun ? 'would cancel' : 'cancelled'} ${task.toBase58()}`,
  );
}
