/** `tagger task open|status|cancel|keys`. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  bitsFor,
  cancelTask,
  CLAIM_MODE,
  fetchTask,
  formatTag,
  listPages,
  MAX_PAGE_BYTES,
  MAX_SEATS,
  METHOD,
  openPage,
  openPanels,
  pagePda,
  PAGE_HEADER_BYTES,
  panelWords,
  send,
  TaggerClientError,
  taskPda,
  type PanelSpec,
  type TaskTerms,
} from '@tagger/client';
import { contextOf, needConfig, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { keyOption, tagOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { addTaskKeys } from './taskKeys.ts';
import { chunks } from '../packing.ts';
import { oneWave, reserveOf } from '../panels.ts';
import { progress } from '../progress.ts';
import { publish } from '../publish.ts';
import { reviewTerms, withReviewOptions, type ReviewFlags } from '../reviewTerms.ts';

/** Panels of one `open_panels`: as many as surely fit a transaction. */
const PANELS_PER_OPEN = 30;

interface OpenFlags extends ClusterFlags, ReviewFlags {
  items: string;
  classes: string;
  title: string;
  instructions: string;
  arweave: string;
  price: bigint;
  bond: bigint;
  seats: bigint;
  batch: bigint;
  hours: bigint;
  method: 'weighted' | 'majority';
  nonce: bigint;
  selfChosen: boolean;
}

export function addTask(program: Command): void {
  const task = program.command('task').description('tasks of a requester');
  withReviewOptions(
    onCluster(
      task
        .command('open')
        .description(
          'publish items and rules, open a funded task with its pages and panels; running it again continues',
        ),
    ),
  )
    .requiredOption('--items <file>', 'one item a line')
    .requiredOption('--classes <list>', 'labels, separated by commas')
    .option('--title <text>', 'what people see first', 'Label these items')
    .option('--instructions <text>', 'how to label', 'Choose the label that fits the item.')
    .option('--arweave <url>', 'where rules and items are posted', 'http://127.0.0.1:8901')
    .option('--price <tag>', 'TAG an item and annotator', tagOption, 10_000n)
    .option('--bond <tag>', 'TAG of stake held back per panel', tagOption, 1_000_000n)
    .option('--seats <number>', 'annotators an item', wholeOption, 3n)
    .option('--batch <number>', 'items a panel', wholeOption, 50n)
    .option('--hours <number>', 'life of the task', wholeOption, 168n)
    .option('--method <method>', 'weighted or majority', 'weighted')
    .option('--nonce <number>', 'number of the task among yours', wholeOption, 1n)
    .option('--self-chosen', 'let annotators choose their panels: closed teams and training only', false)
    .action((flags: OpenFlags) => guarded(flags.json, () => open(flags)));
  onCluster(task.command('status <task>').description('phases of its panels and where its money is')).action(
    (task: string, flags: ClusterFlags) => guarded(flags.json, () => status(keyOption(task), flags)),
  );
  onCluster(task.command('cancel <task>').description('end a task; claimed work goes on and is paid')).action(
    (task: string, flags: ClusterFlags) => guarded(flags.json, () => cancel(keyOption(task), flags)),
  );
  addTaskKeys(task);
}

function termsOf(flags: OpenFlags, items: number, classes: number): TaskTerms {
  if (flags.seats < 1n || flags.seats > BigInt(MAX_SEATS))
    throw new TaggerClientError('BadSeats', `--seats must be 1 to ${MAX_SEATS}`);
  return {
    price: flags.price,
    bond: flags.bond,
    itemCount: items,
    holdSecs: 3_600,
    commitSecs: 86_400,
    revealSecs: 43_200,
    goldSecs: 43_200,
    classes,
    tauBps: 9_500,
    bits: bitsFor(classes, classes > 2),
    method: METHOD[flags.method],
    claimMode: flags.selfChosen ? CLAIM_MODE.selfChosen : CLAIM_MODE.assigned,
    seatsLimit: Number(flags.seats),
    ...reviewTerms(flags),
  };
}

async function open(flags: OpenFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection, wallet } = context;
  const requester = wallet.publicKey;
  const { tagMint, params } = await needConfig(connection);
  const items = readFileSync(flags.items, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const classes = flags.classes.split(',').map((label) => label.trim());
  const terms = termsOf(flags, items.length, classes.length);
  const task = taskPda(requester, flags.nonce);
  const seats = Number(flags.seats);
  const batch = Number(flags.batch);
  const specs = Array.from({ length: Math.ceil(items.length / batch) }, (_, at) =>
    oneWave(at * batch, Math.min(batch, items.length - at * batch), seats),
  );
  const cost = (spec: PanelSpec): bigint => reserveOf(spec, terms, params.feeBps);
  const total = specs.reduce((sum, spec) => sum + cost(spec), 0n);
  if (!flags.dryRun) {
    const bar = progress(flags.json);
    await publish(connection, {
      requester: wallet,
      nonce: flags.nonce,
      title: flags.title,
      instructions: flags.instructions,
      classes,
      items,
      terms,
      lifeSecs: flags.hours * 3_600n,
      tagMint,
      funds: total,
      arweave: flags.arweave,
    });
    await openPagesFor(context, task, terms, specs, cost, (done) => {
      bar.phase('open panels', specs.length);
      bar.step(done);
    });
    bar.stop();
  }
  print(
    flags.json,
    { task: task.toBase58(), items: items.length, panels: specs.length, atMost: total },
    `${flags.dryRun ? 'would open' : 'opened'} task ${task.toBase58()}: ${items.length} items in ${specs.length} panels of ${seats}, at most ${formatTag(total)} TAG`,
  );
}

/** Fills one page after the other with panels; continues where an earlier run stopped. */
async function openPagesFor(
  { connection, wallet }: Context,
  task: PublicKey,
  terms: TaskTerms,
  specs: PanelSpec[],
  cost: (spec: PanelSpec) => bigint,
  step: (done: number) => void,
): Promise<void> {
  const operator = wallet.publicKey;
  const capacity = Math.floor((MAX_PAGE_BYTES - PAGE_HEADER_BYTES) / 8);
  const perPage = Math.min(60, Math.floor(capacity / panelWords(specs[0] as PanelSpec, terms)));
  if (perPage === 0)
    throw new TaggerClientError('PanelTooLarge', 'a panel of this size does not fit a page: use a smaller --batch');
  const pages = await listPages(connection, { task });
  for (let index = 0; index * perPage < specs.length; index += 1) {
    const own = specs.slice(index * perPage, (index + 1) * perPage);
    const page = pagePda(task, index);
    const existing = pages.find((candidate) => candidate.index === index);
    const amount = own.reduce((sum, spec) => sum + cost(spec), 0n);
    if (existing === undefined)
      await send(connection, [openPage({ operator, task, page, bytes: MAX_PAGE_BYTES, amount })], [wallet]);
    const missing = own.slice(Number(existing?.nextPanel ?? 0n));
    for (const together of chunks(missing, PANELS_PER_OPEN))
      await send(connection, [openPanels({ operator, task, page, specs: together })], [wallet]);
    step(index * perPage + own.length);
  }
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
