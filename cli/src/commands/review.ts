/** `tagger review list|contest|audit|show|vote|appeal|conclude`: contested labels and what validators say about them. */
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  appealItems,
  appealScore,
  auditPanel,
  contestItems,
  contestScore,
  dueOnReview,
  fetchPools,
  fetchSeat,
  formatTag,
  fundTask,
  prepareAudit,
  prepareReview,
  reviewCost,
  send,
  TaggerClientError,
  type Keyed,
  type TaskAccount,
} from '@tagger/client';
import { LOCAL_ARWEAVE } from '../arweave.ts';
import { contextOf, needConfig, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { describeReview, nextOf, reviewText } from '../court/describe.ts';
import { namesFor } from '../court/labels.ts';
import { locate, needTask, subjectOf } from '../court/locate.ts';
import { pushReview } from '../court/push.ts';
import { itemsOption, keyOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { addReviewList } from './reviewList.ts';
import { addVote } from './vote.ts';

interface PanelFlags extends ClusterFlags {
  page: bigint;
  panel: bigint;
}

interface ShowFlags extends ClusterFlags {
  arweave: string;
}

const ofPanel = (command: Command): Command =>
  command
    .option('--page <number>', 'page of the panel in its task', wholeOption, 0n)
    .option('--panel <number>', 'panel on that page', wholeOption, 0n);

export function addReview(program: Command): void {
  const review = program.command('review').description('labels that are contested, and the validators who judge them');
  addReviewList(review);
  ofPanel(
    onCluster(
      review
        .command('contest <task>')
        .description('have labels of a panel judged before they are paid: as requester, or as one who answered on it'),
    ),
  )
    .requiredOption('--items <list>', 'items by their number in the panel, like 0,3,7-9', itemsOption)
    .action((task: string, flags: PanelFlags & { items: number[] }) =>
      guarded(flags.json, () => contest(keyOption(task), flags)),
    );
  ofPanel(
    onCluster(
      review
        .command('audit <task>')
        .description('open the audit of a panel, if the lot fell on it; the requester set the money aside'),
    ),
  ).action((task: string, flags: PanelFlags) => guarded(flags.json, () => audit(keyOption(task), flags)));
  onCluster(
    review.command('show <review>').description('rounds, seats, items with their labels and verdicts, what is next'),
  )
    .option('--arweave <url>', 'where rules and items are read', LOCAL_ARWEAVE)
    .action((address: string, flags: ShowFlags) => guarded(flags.json, () => show(keyOption(address), flags)));
  addVote(review);
  onCluster(
    review
      .command('appeal <review>')
      .description('have a verdict judged again by more validators: as requester, or as one who answered'),
  ).action((address: string, flags: ClusterFlags) => guarded(flags.json, () => appeal(keyOption(address), flags)));
  onCluster(
    review
      .command('conclude <review>')
      .description(
        'push a review on, for everybody: draw, close windows that are over, count, conclude, pay; run it again',
      ),
  ).action((address: string, flags: ClusterFlags) => guarded(flags.json, () => conclude(keyOption(address), flags)));
}

/** Whether the wallet acts for the requester; else it must be an annotator's of the task. */
async function isRequester({ connection, wallet }: Context, task: Keyed<TaskAccount>): Promise<boolean> {
  const key = wallet.publicKey;
  if (key.equals(task.requester) || key.equals(task.operator)) return true;
  if ((await fetchSeat(connection, task.address, key)) === null)
    throw new TaggerClientError('NotOnPanel', 'only the requester and those who answered may ask for a review');
  return false;
}

/** Money the task lacks for a round, brought in with the same transaction. */
async function topUp({ connection, wallet }: Context, task: Keyed<TaskAccount>, cost: bigint) {
  if (task.escrow >= cost) return [];
  const { tagMint } = await needConfig(connection);
  const payer = wallet.publicKey;
  const from = getAssociatedTokenAddressSync(tagMint, payer);
  return [fundTask({ payer, task: task.address, from, tagMint, amount: cost - task.escrow })];
}

async function contest(address: PublicKey, flags: PanelFlags & { items: number[] }): Promise<void> {
  const context = contextOf(flags);
  const { connection, wallet, send: options } = context;
  const task = await needTask(connection, address);
  const review = await prepareReview(connection, { ...subjectOf(address, flags), items: flags.items });
  const cost = reviewCost(task.terms, flags.items.length);
  const key = wallet.publicKey;
  const asked = (await isRequester(context, task))
    ? [...(await topUp(context, task, cost)), contestItems({ ...review, operator: key })]
    : [contestScore({ ...review, wallet: key })];
  const { signature } = await send(connection, asked, [wallet], options);
  const seats = task.terms.reviewSeats;
  print(
    flags.json,
    { review: review.page.toBase58(), items: flags.items.length, seats, cost, signature },
    `${flags.dryRun ? 'would contest' : 'contested'} ${flags.items.length} labels for at most ${formatTag(cost)} TAG: review ${review.page.toBase58()}, ${seats} validators are drawn by a block to come`,
  );
}

async function audit(address: PublicKey, flags: PanelFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const review = await prepareAudit(connection, subjectOf(address, flags));
  if (review === undefined)
    throw new TaggerClientError(
      'NotAudited',
      'the lot did not fall on this panel, or its items are under review already',
    );
  const { signature } = await send(connection, [auditPanel({ ...review, payer: wallet.publicKey })], [wallet], options);
  print(
    flags.json,
    { review: review.page.toBase58(), signature },
    `${flags.dryRun ? 'would open' : 'opened'} the audit ${review.page.toBase58()}`,
  );
}

async function show(address: PublicKey, flags: ShowFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection } = context;
  const located = await locate(connection, address);
  const [names, pools, due] = await Promise.all([
    namesFor(context, flags.arweave, located.task, located),
    fetchPools(connection),
    dueOnReview(connection, address),
  ]);
  const review = describeReview(located, names, pools, due);
  print(flags.json, review, reviewText(review));
}

async function appeal(address: PublicKey, flags: ClusterFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection, wallet, send: options } = context;
  const { task, last } = await locate(connection, address);
  const round = last.case.round + 1;
  const cost = reviewCost(task.terms, last.case.items.length, round);
  const key = wallet.publicKey;
  const at = { page: address, panel: last.number, task: task.address };
  const asked = (await isRequester(context, task))
    ? [...(await topUp(context, task, cost)), appealItems({ ...at, operator: key })]
    : [appealScore({ ...at, wallet: key, subject: last.case.subjectPage })];
  const { signature } = await send(connection, asked, [wallet], options);
  print(
    flags.json,
    { review: address.toBase58(), round, cost, signature },
    `${flags.dryRun ? 'would appeal' : 'appealed'} for at most ${formatTag(cost)} TAG: round ${round} is drawn from validators who did not sit yet`,
  );
}

async function conclude(address: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { done, events, waits } = await pushReview(connection, address, wallet, options);
  const ended = events.find(({ name }) => name === 'caseConcluded');
  const changed = ended?.name === 'caseConcluded' ? ended.data.changed : null;
  const paid = events.reduce((sum, { name, data }) => sum + (name === 'collected' ? data.reward : 0n), 0n);
  const said = done.length === 0 ? 'nothing was due' : `${flags.dryRun ? 'would do' : 'done'}: ${done.join(', ')}`;
  print(
    flags.json,
    { review: address.toBase58(), done, changed, paid, waitsFor: waits ?? null },
    [
      said,
      ...(changed === null ? [] : [`concluded: ${changed} labels changed`]),
      ...(paid > 0n ? [`paid ${formatTag(paid)} TAG to validators' balances`] : []),
      `next: ${flags.dryRun ? 'unknown before that' : nextOf({ due: [], waitsFor: waits ?? null })}`,
    ].join('; '),
  );
}
