/** `tagger work`: an annotator's answers from a CSV; `tagger settle`: what anyone may push. */
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { Command } from 'commander';
import type { Connection, Keypair, PublicKey } from '@solana/web3.js';
import {
  collect,
  createMember,
  fetchClock,
  fetchMember,
  fetchSeat,
  fetchTask,
  formatTag,
  isCourt,
  isOver,
  joinTask,
  listPages,
  listSeats,
  send,
  settle,
  stake,
  TaggerClientError,
  ticketsDue,
  type ChainClock,
  type PageView,
  type PanelView,
} from '@tagger/client';
import { readAnswers } from '../answersFile.ts';
import { claimWanted, commitHeld, revealOpen, type Annotator, type PageRef } from '../annotate.ts';
import { contextOf, needConfig, onCluster, type ClusterFlags } from '../context.ts';
import { keyOption, tagOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { progress } from '../progress.ts';
import { readPublished } from '../publish.ts';
import { saltSecretOf } from '../saltSecret.ts';

interface WorkFlags extends ClusterFlags {
  worker: string;
  stake: bigint;
  bond: bigint;
  arweave: string;
}

export function addWork(program: Command): void {
  onCluster(
    program
      .command('work <task> <answers>')
      .description('answer what the CSV has answers for: join, claim, commit, reveal; run it again to go on'),
  )
    .requiredOption('--worker <name>', 'whose rows of the CSV')
    .option('--stake <tag>', 'TAG to stake when joining', tagOption, 100_000_000n)
    .option('--bond <tag>', 'TAG of stake to lock behind the seat', tagOption, 20_000_000n)
    .option('--arweave <url>', 'where rules and items are read', 'http://127.0.0.1:8901')
    .action((task: string, answers: string, flags: WorkFlags) =>
      guarded(flags.json, () => work(keyOption(task), answers, flags)),
    );
  onCluster(
    program.command('settle <task>').description('settle and collect everything that is due, for everybody'),
  ).action((task: string, flags: ClusterFlags) => guarded(flags.json, () => settleTask(keyOption(task), flags)));
}

async function work(task: PublicKey, answers: string, flags: WorkFlags): Promise<void> {
  const { connection, wallet } = contextOf(flags);
  const opened = await fetchTask(connection, task);
  if (opened === null) throw new TaggerClientError('NoTask', `there is no task ${task.toBase58()} on this cluster`);
  const file = readAnswers(answers);
  const { rules, items } = await readPublished(flags.arweave, opened);
  const own = new Map(
    file.rows.filter((row) => row.worker === flags.worker).map((row) => [row.item, rules.classes.indexOf(row.label)]),
  );
  if (own.size === 0) throw new TaggerClientError('NoAnswers', `the file has no answer of ${flags.worker}`);
  const skip = (1 << opened.terms.bits) - 1;
  const labelsFor = (panel: PanelView): number[] | undefined => {
    const labels = items.slice(panel.firstItem, panel.firstItem + panel.items).map((item) => own.get(item));
    const known = labels.filter((label) => label !== undefined && label >= 0).length;
    // Without a code to skip with, only panels all of whose items are answered can be taken.
    if (known === 0 || (known < labels.length && skip < opened.terms.classes)) return undefined;
    return labels.map((label) => (label === undefined || label < 0 ? skip : label));
  };
  if (flags.dryRun) {
    const pages = await listPages(connection, { task });
    const wanted = pages
      .flatMap((page) => page.panels)
      .filter((panel) => panel.phase === 'commit' && labelsFor(panel) !== undefined).length;
    return print(flags.json, { panels: wanted }, `would work on ${wanted} panels`);
  }
  const seat = await takeSeat(connection, wallet, task, Uint8Array.from(opened.rulesHash), flags);
  const who: Annotator = {
    wallet: wallet.publicKey,
    signer: wallet,
    saltSecret: saltSecretOf(wallet),
    seat,
    labelsFor,
  };
  const bar = progress(flags.json);
  const done = { claimed: 0, committed: 0, revealed: 0 };
  for (const [name, step] of [
    ['claimed', claimWanted],
    ['committed', commitHeld],
    ['revealed', revealOpen],
  ] as const) {
    const pages = await pagesOf(connection, task);
    bar.phase(name, pages.length);
    for (const page of pages) {
      done[name] += await step(connection, page, who);
      bar.step();
    }
  }
  bar.stop();
  print(flags.json, done, `claimed ${done.claimed}, committed ${done.committed}, revealed ${done.revealed} panels`);
}

async function takeSeat(
  connection: Connection,
  wallet: Keypair,
  task: PublicKey,
  rulesHash: Uint8Array,
  flags: WorkFlags,
): Promise<number> {
  const key = wallet.publicKey;
  const { tagMint } = await needConfig(connection);
  if ((await fetchMember(connection, key)) === null) {
    const from = getAssociatedTokenAddressSync(tagMint, key);
    await send(
      connection,
      [createMember({ wallet: key }), stake({ wallet: key, from, tagMint, amount: flags.stake })],
      [wallet],
    );
  }
  if ((await fetchSeat(connection, task, key)) === null) {
    await send(connection, [joinTask({ wallet: key, task, rulesHash, bond: flags.bond })], [wallet]);
  }
  const seat = await fetchSeat(connection, task, key);
  if (seat === null) throw new TaggerClientError('NoSeat', 'the seat did not appear: run the command again');
  return seat.index;
}

async function pagesOf(connection: Connection, task: PublicKey): Promise<PageRef[]> {
  return (await listPages(connection, { task })).map((view) => ({ task, page: view.address, view }));
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
