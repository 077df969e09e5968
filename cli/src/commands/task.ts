/** `tagger task open|status|cancel`. */
import { readFileSync } from 'node:fs';
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  bitsFor,
  cancelTask,
  CLAIM_MODE,
  createMember,
  fetchMember,
  fetchTask,
  formatTag,
  fundTask,
  listPages,
  MAX_PAGE_BYTES,
  MAX_SEATS,
  METHOD,
  openPage,
  openPanels,
  openTask,
  pagePda,
  PAGE_HEADER_BYTES,
  panelWords,
  send,
  TaggerClientError,
  taskPda,
  type PanelSpec,
  type TaskTerms,
} from '@tagger/client';
import { contentHash, post } from '../arweave.ts';
import { contextOf, needConfig, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { keyOption, tagOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { progress } from '../progress.ts';
import { encodeItems, encodeRules, makeRules } from '../rules.ts';

interface OpenFlags extends ClusterFlags {
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
}

export function addTask(program: Command): void {
  const task = program.command('task').description('tasks of a requester');
  onCluster(
    task
      .command('open')
      .description('publish items and rules, open a funded task with its pages and panels; running it again continues'),
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
    .action((flags: OpenFlags) => guarded(flags.json, () => open(flags)));
  onCluster(task.command('status <task>').description('phases of its panels and where its money is')).action(
    (task: string, flags: ClusterFlags) => guarded(flags.json, () => status(keyOption(task), flags)),
  );
  onCluster(task.command('cancel <task>').description('end a task; claimed work goes on and is paid')).action(
    (task: string, flags: ClusterFlags) => guarded(flags.json, () => cancel(keyOption(task), flags)),
  );
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
    claimMode: CLAIM_MODE.selfChosen,
    seatsLimit: Number(flags.seats),
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
  const specs = Array.from({ length: Math.ceil(items.length / batch) }, (_, at): PanelSpec => {
    const firstItem = at * batch;
    return {
      firstItem,
      items: Math.min(batch, items.length - firstItem),
      difficultyBps: 10_000,
      seatsFirst: seats,
      seatsStep: 0,
      seatsMax: seats,
    };
  });
  const cost = (spec: PanelSpec): bigint => {
    const reward = terms.price * BigInt(spec.items);
    return (reward + (reward * BigInt(params.feeBps) + 9_999n) / 10_000n) * BigInt(seats);
  };
  const total = specs.reduce((sum, spec) => sum + cost(spec), 0n);
  if (!flags.dryRun) {
    const bar = progress(flags.json);
    await publish(context, flags, { items, classes, terms, task, tagMint, total });
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

interface Publication {
  items: string[];
  classes: string[];
  terms: TaskTerms;
  task: PublicKey;
  tagMint: PublicKey;
  total: bigint;
}

/** Rules, items, member, task and money, each only if it is missing. */
async function publish({ connection, wallet }: Context, flags: OpenFlags, p: Publication): Promise<void> {
  const requester = wallet.publicKey;
  const known = await fetchTask(connection, p.task);
  if (known === null) {
    const rules = encodeRules(makeRules(flags.title, flags.instructions, p.classes, p.items));
    const rulesId = await post(flags.arweave, wallet, rules, 'application/json');
    const itemsId = await post(flags.arweave, wallet, encodeItems(p.items), 'application/json');
    const member = (await fetchMember(connection, requester)) === null ? [createMember({ wallet: requester })] : [];
    const endsAt = BigInt(Math.floor(Date.now() / 1000)) + flags.hours * 3_600n;
    const task = openTask({
      requester,
      nonce: flags.nonce,
      rulesHash: contentHash(rules),
      rulesId,
      itemsId,
      endsAt,
      terms: p.terms,
    });
    await send(connection, [...member, task], [wallet]);
  }
  const missing = p.total - (known?.funded ?? 0n);
  if (missing > 0n) {
    const from = getAssociatedTokenAddressSync(p.tagMint, requester);
    await send(
      connection,
      [fundTask({ payer: requester, task: p.task, from, tagMint: p.tagMint, amount: missing })],
      [wallet],
    );
  }
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
    for (let from = Number(existing?.nextPanel ?? 0n); from < own.length; from += 30) {
      await send(connection, [openPanels({ operator, task, page, specs: own.slice(from, from + 30) })], [wallet]);
    }
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
