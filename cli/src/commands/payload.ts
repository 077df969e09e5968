/** `tagger payload read|share`: payloads of annotators for those who judge them and for those who pay. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  fetchPage,
  fetchSeat,
  fetchSeatKey,
  METHOD,
  pagePda,
  TaggerClientError,
  translate,
  type Keyed,
  type PageView,
  type PanelView,
  type TaskAccount,
} from '@tagger/client';
import { deliveryKey } from '@tagger/client/keys';
import { readerKeyOf, readSharedPayload } from '@tagger/client/payload';
import { ownSlot } from '../annotate.ts';
import { gatewayOf, LOCAL_ARWEAVE } from '../arweave.ts';
import { contextOf, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { locate, needTask } from '../court/locate.ts';
import { identityOf, isKey, readingAs, type Reading } from '../identity.ts';
import { keyOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { seatKeySharer, sharedText, shareWith, taskKeySharer, type Shared, type SharerOf } from '../payload/share.ts';
import { shareOwn } from '../payload/work.ts';
import { itemsSecretIn, keptOf } from '../private/kept.ts';
import { placeOfPanel } from '../private/opener.ts';
import { readSecret } from '../private/secretFile.ts';
import { readRules } from '../publish.ts';

interface ReadFlags extends ClusterFlags {
  page: bigint;
  panel: bigint;
  out?: string;
  arweave: string;
}

interface ShareFlags extends ClusterFlags {
  watch: boolean;
  every: bigint;
  arweave: string;
}

export function addPayload(program: Command): void {
  const payload = program
    .command('payload')
    .description('payloads: answers only the drawn validators and the requester can read');
  onCluster(
    payload
      .command('read <address>')
      .description(
        'decrypt the payload a review is about, or of a panel of a task, as a drawn validator or as the requester',
      ),
  )
    .option('--page <number>', 'of a task: page of the panel', wholeOption, 0n)
    .option('--panel <number>', 'of a task: panel on that page', wholeOption, 0n)
    .option('--out <file>', 'write the payload there; a file that is there stays as it is')
    .option('--arweave <url>', 'where payloads and keys are read', LOCAL_ARWEAVE)
    .action((address: string, flags: ReadFlags) => guarded(flags.json, () => read(keyOption(address), flags)));
  onCluster(
    payload
      .command('share <task>')
      .description('post the keys readers of live reviews lack: of your payloads, or of the items of a private task'),
  )
    .option('--watch', 'go on until the task is closed', false)
    .option('--every <seconds>', 'pause between two looks', wholeOption, 10n)
    .option('--arweave <url>', 'where keys are posted', LOCAL_ARWEAVE)
    .action((task: string, flags: ShareFlags) => guarded(flags.json, () => share(keyOption(task), flags)));
}

interface Judged {
  task: Keyed<TaskAccount>;
  page: Keyed<PageView>;
  panel: PanelView;
}

/** The panel a review judges, or one of a task. Throws `NoTask`, `NoSuchPanel`. */
async function judgedBy({ connection }: Context, address: PublicKey, flags: ReadFlags): Promise<Judged> {
  const located = await locate(connection, address).catch((error: unknown) => {
    if (['NoSuchReview', 'WrongAccount'].includes(translate(error).name)) return undefined;
    throw error;
  });
  const task = located?.task ?? (await needTask(connection, address));
  const [at, number] =
    located === undefined
      ? [pagePda(task.address, Number(flags.page)), flags.panel]
      : [located.last.case.subjectPage, located.last.case.subject];
  const page = await fetchPage(connection, at);
  const panel = page?.panels.find((candidate) => candidate.number === number && candidate.kind === 0);
  if (page === null || panel === undefined)
    throw new TaggerClientError(
      'NoSuchPanel',
      'this panel is not on the chain any more: payloads are read while their page is open',
    );
  return { task, page, panel };
}

async function read(address: PublicKey, flags: ReadFlags): Promise<void> {
  const context = contextOf(flags);
  const { task, page, panel } = await judgedBy(context, address, flags);
  if (task.terms.method !== METHOD.payload)
    throw new TaggerClientError('NoPayloads', 'answers of this task are labels on the chain: see `tagger review show`');
  const answer = panel.payloads.find((candidate) => candidate !== undefined);
  if (answer === undefined)
    throw new TaggerClientError('NotRevealed', 'nobody revealed a payload for this panel: try again later');
  const requesterKey = readerKeyOf(await readRules(flags.arweave, task));
  const requester = { wallet: task.requester, key: requesterKey };
  const own = context.wallet.publicKey.equals(task.requester)
    ? await asRequester(context, requesterKey)
    : await readingAs(context);
  const place = await placeOfPanel(context, task, page, panel);
  const { plain, requesterReads } = await readSharedPayload(gatewayOf(flags.arweave), place, answer, {
    ...own,
    requester,
  });
  const text = textOf(plain);
  if (flags.out !== undefined) writeNew(flags.out, plain);
  else if (text === undefined)
    throw new TaggerClientError('BinaryPayload', 'this payload is no text: name a file for it with --out');
  const delivered = requesterReads
    ? 'the requester can read it'
    : 'the requester can NOT read it: it is not delivered, reject it';
  print(
    flags.json,
    {
      task: task.address.toBase58(),
      page: page.index,
      panel: panel.number,
      bytes: plain.length,
      requesterReads,
      ...(flags.out === undefined ? { text } : { out: flags.out }),
    },
    flags.out === undefined
      ? `${text ?? ''}\n-- ${plain.length} bytes; ${delivered}`
      : `${plain.length} bytes in ${flags.out}; ${delivered}`,
  );
}

/** With the key of the rules, whatever he named since. Throws `OtherKey`. */
async function asRequester(context: Context, key: Uint8Array): Promise<Reading> {
  const identity = await identityOf(context);
  if (!isKey(key, deliveryKey(identity)))
    throw new TaggerClientError(
      'OtherKey',
      "the rules of this task name another key than this wallet's signature gives",
    );
  return { self: { wallet: context.wallet.publicKey, key }, identity };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function writeNew(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new TaggerClientError('FileExists', `${file} is there already: name another one with --out`);
  }
}

async function share(address: PublicKey, flags: ShareFlags): Promise<void> {
  if (flags.every < 1n || flags.every > 3_600n)
    throw new TaggerClientError('BadPause', '--every takes 1 to 3600 seconds: windows do not wait');
  const context = contextOf(flags);
  const post = await poster(context, await needTask(context.connection, address), flags);
  for (let rounds = 0; ; rounds += 1) {
    try {
      if (rounds > 0) await needTask(context.connection, address);
      tell(await post(), rounds, flags);
    } catch (error) {
      const { name, message } = translate(error);
      if (name === 'NoTask' && rounds > 0) return;
      if (!flags.watch || rounds === 0) throw error;
      process.stderr.write(`${name}: ${message}\n`);
    }
    if (!flags.watch) return;
    await new Promise((resolve) => setTimeout(resolve, Number(flags.every) * 1_000));
  }
}

function tell(shared: Shared[], rounds: number, flags: ShareFlags): void {
  if (shared.length === 0 && rounds > 0) return;
  const lines = shared.map((round) => sharedText(round, flags.dryRun));
  print(flags.json, { shared }, lines.join('\n') || 'no reader lacks a key');
}

/** What this wallet can post in this task. Throws `NothingToShare`. */
async function poster(context: Context, task: Keyed<TaskAccount>, flags: ShareFlags): Promise<() => Promise<Shared[]>> {
  const { connection, wallet } = context;
  const { arweave, dryRun } = flags;
  const items = task.terms.private === 0 ? undefined : await itemsSharer(context, task);
  const seat = await fetchSeat(connection, task.address, wallet.publicKey);
  const payload = task.terms.method === METHOD.payload && seat !== null;
  if (items === undefined && !payload)
    throw new TaggerClientError(
      'NothingToShare',
      'you have no payload in this task and no key of its items: its annotators and its requester share',
    );
  const readerKey = payload ? readerKeyOf(await readRules(arweave, task)) : undefined;
  return async () => [
    ...(items === undefined ? [] : await shareWith(context, { arweave, dryRun }, task, items)),
    ...(readerKey === undefined
      ? []
      : await shareOwn(context, { task, readerKey, arweave }, seat?.index ?? -1, dryRun)),
  ];
}

/** The key of a private task's items: with its proof from the requester, passed on by a member who answered on the panel. */
async function itemsSharer(context: Context, task: Keyed<TaskAccount>): Promise<SharerOf | undefined> {
  const { connection, wallet } = context;
  if (wallet.publicKey.equals(task.requester))
    return taskKeySharer(await readSecret(itemsSecretIn(keptOf(task.address))));
  const [key, seat] = await Promise.all([
    fetchSeatKey(connection, task.address, wallet.publicKey),
    fetchSeat(connection, task.address, wallet.publicKey),
  ]);
  if (key === null || seat === null || key.deliveredAt === 0n) return undefined;
  const sharer = seatKeySharer(key, await identityOf(context), task.itemsKey);
  return (_page, panel) => (ownSlot(panel, seat.index) === undefined ? undefined : sharer);
}
