/** `tagger work`: an annotator's answers to a task: labels from a CSV, or payloads from files. */
import type { Command } from 'commander';
import type { Connection, PublicKey } from '@solana/web3.js';
import { METHOD, TaggerClientError, translate, type Keyed, type TaskAccount } from '@tagger/client';
import type { Identity } from '@tagger/client/keys';
import { readerKeyOf } from '@tagger/client/payload';
import { claimWanted, commitHeld, hasMore, pagesOf, revealOpen, type Annotator, type PageRef } from '../annotate.ts';
import { answersFor } from '../answers.ts';
import { LOCAL_ARWEAVE } from '../arweave.ts';
import { contextOf, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { needTask } from '../court/locate.ts';
import { keyOption, tagOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { PayloadFiles } from '../payload/files.ts';
import { defaultPayloadNotes, PayloadNotes } from '../payload/notes.ts';
import { sharedText, type Shared } from '../payload/share.ts';
import { PayloadWorker } from '../payload/work.ts';
import { progress } from '../progress.ts';
import { readItems, readRules } from '../publish.ts';
import type { Rules } from '@tagger/client/published';
import { saltSecretOf } from '../saltSecret.ts';
import { itemsKeyOf, takeSeat } from '../takeSeat.ts';
import { addSettle } from './settle.ts';

interface WorkFlags extends ClusterFlags {
  worker?: string;
  payload?: string;
  take: bigint;
  notes?: string;
  stake: bigint;
  bond: bigint;
  wait: bigint;
  watch: boolean;
  every: bigint;
  arweave: string;
}

export function addWork(program: Command): void {
  onCluster(
    program
      .command('work <task> [answers]')
      .description(
        'answer what the CSV has answers for, or a payload task with files: join, claim, commit, reveal; run it again to go on',
      ),
  )
    .option('--worker <name>', 'whose rows of the CSV')
    .option(
      '--payload <path>',
      'payload task: a directory with a file PAGE-PANEL for each panel you answer, or the file of the only panel',
    )
    .option(
      '--take <number>',
      'payload task: hold so many panels although there is no file for them yet',
      wholeOption,
      0n,
    )
    .option(
      '--notes <file>',
      'where sealed payloads are kept until the reveal (default: ~/.tagger/payloads-WALLET.json)',
    )
    .option('--stake <tag>', 'TAG to stake when joining', tagOption, 100_000_000n)
    .option('--bond <tag>', 'TAG of stake to lock behind the seat', tagOption, 20_000_000n)
    .option('--wait <seconds>', 'private task: how long to wait for the key of its items', wholeOption, 600n)
    .option('--watch', 'go on until everything of yours is settled, and share payloads with drawn validators', false)
    .option('--every <seconds>', 'pause between two looks', wholeOption, 10n)
    .option('--arweave <url>', 'where rules and items are read, and payloads posted', LOCAL_ARWEAVE)
    .action((task: string, answers: string | undefined, flags: WorkFlags) =>
      guarded(flags.json, () => work(keyOption(task), answers, flags)),
    );
  addSettle(program);
}

/** What one look at the task did, in panels. */
interface Done {
  claimed: number;
  committed: number;
  revealed: number;
  /** Of a payload task: rounds whose readers got a key, panels held without a file, and panels whose note is lost. */
  shared?: Shared[];
  missing?: string[];
  lost?: string[];
}

/** How one kind of answer is made. */
interface Worker {
  /** For these pages, before anything is claimed, committed or revealed on them. */
  ready(pages: PageRef[]): Promise<Annotator>;
  after(): Promise<Partial<Done>>;
}

async function work(address: PublicKey, answers: string | undefined, flags: WorkFlags): Promise<void> {
  if (flags.every < 1n || flags.every > 3_600n)
    throw new TaggerClientError('BadPause', '--every takes 1 to 3600 seconds: windows do not wait');
  const context = contextOf(flags);
  const task = await needTask(context.connection, address);
  const rules = await readRules(flags.arweave, task);
  const payload = task.terms.method === METHOD.payload;
  const start = payload
    ? await payloadsFrom(context, task, rules, answers, flags)
    : labelsFrom(context, task, rules, answers, flags);
  if (flags.dryRun) return tryOut(context, task, start, flags);
  const seat = await takeSeat(context, task, flags);
  const identity = task.terms.private === 0 ? undefined : await itemsKeyOf(context, task, flags.wait);
  const worker = await start(seat, identity);
  for (let rounds = 0; ; rounds += 1) {
    const done = await look(context, task, worker, flags).catch((error: unknown) => missed(error, rounds, flags));
    if (done === 'over') return;
    if (done !== undefined) tell(done, rounds, flags);
    if (!flags.watch || (done !== undefined && !(await goesOn(context, task, worker)))) return;
    await new Promise((resolve) => setTimeout(resolve, Number(flags.every) * 1_000));
  }
}

type Start = (seat: number, identity?: Identity) => Promise<Worker>;

/** Labels of a CSV. Throws `AnswersMissing` and what `answersFor` throws, before anything is sent. */
function labelsFrom(
  { wallet }: Context,
  task: Keyed<TaskAccount>,
  rules: Rules,
  answers: string | undefined,
  { arweave, worker, payload }: WorkFlags,
): Start {
  if (answers === undefined || worker === undefined || payload !== undefined)
    throw new TaggerClientError(
      'AnswersMissing',
      'this task wants labels: pass a CSV with answers, and --worker with the name its rows have',
    );
  const labels = answersFor(answers, worker, rules, task);
  return async (seat, identity) => {
    const labelsFor = labels(await readItems(arweave, task, rules, identity));
    const who: Annotator = {
      wallet: wallet.publicKey,
      signer: wallet,
      saltSecret: saltSecretOf(wallet),
      seat,
      labelsFor,
    };
    return { ready: () => Promise.resolve(who), after: () => Promise.resolve({}) };
  };
}

/** Payloads of files. Throws `PayloadMissing`, `BadPayload`, `BadReaderKey`, before anything is sent. */
async function payloadsFrom(
  context: Context,
  task: Keyed<TaskAccount>,
  rules: Rules,
  answers: string | undefined,
  flags: WorkFlags,
): Promise<Start> {
  if (answers !== undefined || (flags.payload === undefined && flags.take === 0n))
    throw new TaggerClientError(
      'PayloadMissing',
      'this task wants payloads: pass --payload, or --take to get panels first (`tagger task show` tells their items)',
    );
  const readerKey = readerKeyOf(rules);
  const files = PayloadFiles.at(flags.payload);
  const pages = await answerPages(context.connection, task.address);
  files.checkPanels(pages.reduce((sum, { view }) => sum + view.nextPanel, 0n));
  const notes = new PayloadNotes(flags.notes ?? defaultPayloadNotes(context.wallet.publicKey), task.address);
  const { arweave } = flags;
  const job = { task, readerKey, files, notes, arweave, take: Number(flags.take) };
  return (seat) => {
    const worker = new PayloadWorker(context, job, seat);
    return Promise.resolve({
      ready: async (found) => {
        const views = found.map(({ view }) => view);
        await worker.prepare(views);
        return worker.annotator(views);
      },
      after: async () => ({ shared: await worker.share(false), missing: worker.missing, lost: worker.lost }),
    });
  };
}

/** Pages of annotators: in those of reviews a validator's place may have the number of his seat. */
const answerPages = async (connection: Connection, task: PublicKey): Promise<PageRef[]> =>
  (await pagesOf(connection, task)).filter(({ view }) => view.review === 0);

/** Claims, commits and reveals what can be now. */
async function look(context: Context, task: Keyed<TaskAccount>, worker: Worker, flags: WorkFlags): Promise<Done> {
  const { connection } = context;
  await needTask(connection, task.address);
  const bar = progress(flags.json);
  const done: Done = { claimed: 0, committed: 0, revealed: 0 };
  for (const [name, step] of [
    ['claimed', claimWanted],
    ['committed', commitHeld],
    ['revealed', revealOpen],
  ] as const) {
    const pages = await answerPages(connection, task.address);
    const who = await worker.ready(pages);
    bar.phase(name, pages.length);
    for (const page of pages) {
      done[name] += await step(connection, page, who);
      bar.step();
    }
  }
  bar.stop();
  return { ...done, ...(await worker.after()) };
}

/** What the cluster cannot do now it may do later; a task that is closed is over. */
function missed(error: unknown, rounds: number, flags: WorkFlags): 'over' | undefined {
  const { name, message } = translate(error);
  if (name === 'NoTask' && rounds > 0) return 'over';
  if (!flags.watch || rounds === 0) throw error;
  process.stderr.write(`${name}: ${message}\n`);
  return undefined;
}

function tell(done: Done, rounds: number, flags: WorkFlags): void {
  const { claimed, committed, revealed, shared = [], missing = [], lost = [] } = done;
  // One that goes on is silent about looks at which nothing happened.
  if (rounds === 0 || claimed + committed + revealed + shared.length > 0)
    print(
      flags.json,
      done,
      [
        `claimed ${claimed}, committed ${committed}, revealed ${revealed} panels`,
        ...shared.map((round) => sharedText(round, false)),
        ...(missing.length > 0 ? [`yours, without a file: ${missing.join(', ')} (\`tagger task show\`)`] : []),
      ].join('\n'),
    );
  if (lost.length === 0) return;
  const error = new TaggerClientError(
    'SealedLost',
    `the notes do not hold what you committed to on ${lost.join(', ')}: bring back the file --notes names, or part of your bond is lost`,
  );
  if (!flags.watch) throw error;
  // Other panels go on.
  if (rounds === 0) process.stderr.write(`${error.name}: ${error.message}\n`);
}

async function goesOn({ connection }: Context, task: Keyed<TaskAccount>, worker: Worker): Promise<boolean> {
  const pages = await answerPages(connection, task.address);
  const who = await worker.ready(pages);
  return pages.some(({ view }) => hasMore(view, who));
}

/** How many panels he would work on. */
async function tryOut(context: Context, task: Keyed<TaskAccount>, start: Start, flags: WorkFlags): Promise<void> {
  if (task.terms.private !== 0)
    return print(flags.json, { panels: null }, 'would join and wait for the key of the items');
  const pages = await answerPages(context.connection, task.address);
  const who = await (await start(-1)).ready(pages);
  const wanted = pages.flatMap(({ view }) =>
    view.panels.filter((panel) => panel.phase === 'commit' && who.labelsFor(panel, view.index) !== undefined),
  ).length;
  print(flags.json, { panels: wanted }, `would work on ${wanted} panels`);
}
