/** `tagger settle`: what anyone may push for everybody in a task. */
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  collect,
  fetchClock,
  formatTag,
  isCourt,
  isOver,
  listSeats,
  send,
  settle,
  ticketsDue,
  type ChainClock,
  type PageView,
  type PanelView,
} from '@tagger/client';
import { pagesOf } from '../annotate.ts';
import { contextOf, onCluster, type ClusterFlags } from '../context.ts';
import { keyOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { progress } from '../progress.ts';

export function addSettle(program: Command): void {
  onCluster(
    program.command('settle <task>').description('settle and collect everything that is due, for everybody'),
  ).action((task: string, flags: ClusterFlags) => guarded(flags.json, () => settleTask(keyOption(task), flags)));
}

/** Reveals are closed, or the window for gold or for challenges is over and no review is open. */
function canSettle(panel: PanelView, { terms }: PageView, clock: ChainClock): boolean {
  if (isCourt(panel)) return false;
  const waiting = panel.phase === 'gold' || (panel.phase === 'challenge' && panel.openCases === 0);
  return panel.phase === 'revealed' || (waiting && isOver(panel, terms.restartGraceSecs, clock));
}

async function settleTask(task: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const bar = progress(flags.json);
  const tickets = (await ticketsDue(connection, task)).filter(({ what }) => what !== undefined);
  bar.phase('tickets', tickets.length);
  for (const { instruction } of tickets) {
    if (instruction !== undefined) await send(connection, [instruction], [wallet], options);
    bar.step();
  }
  let settled = 0;
  const clock = await fetchClock(connection);
  const due = await pagesOf(connection, task);
  bar.phase('settle', due.length);
  for (const { page, view } of due) {
    for (const panel of view.panels.filter((candidate) => canSettle(candidate, view, clock))) {
      await send(connection, [settle({ page, panels: [panel.number] })], [wallet], options);
      settled += 1;
    }
    bar.step();
  }
  let paid = 0n;
  const wallets = new Map((await listSeats(connection, { task })).map((seat) => [seat.index, seat.wallet]));
  const ready = await pagesOf(connection, task);
  bar.phase('collect', ready.length);
  for (const { page, view } of ready) {
    // What reviews owe is paid by `tagger review conclude`.
    for (const panel of view.panels.filter((candidate) => candidate.phase === 'settled' && !isCourt(candidate))) {
      for (const slot of panel.slots.filter(
        (candidate) => candidate.state === 'revealed' || candidate.state === 'missed',
      )) {
        const owner = wallets.get(slot.seat);
        if (owner === undefined) continue;
        await send(
          connection,
          [collect({ wallet: owner, task, page, entries: [{ panel: panel.number, slot: slot.index }] })],
          [wallet],
          options,
        );
        paid += slot.reward;
      }
    }
    bar.step();
  }
  bar.stop();
  print(
    flags.json,
    { tickets: tickets.length, settled, paid },
    `${flags.dryRun ? 'would settle' : 'settled'} ${settled} panels and ${tickets.length} tickets, ${formatTag(paid)} TAG to balances`,
  );
}
