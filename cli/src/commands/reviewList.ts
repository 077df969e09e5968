/** `tagger review list`: reviews on the cluster, and panels whose labels may be contested. */
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  dutiesOf,
  fetchClock,
  fetchMember,
  isCourt,
  isOver,
  listPages,
  listReviews,
  placeOf,
  TaggerClientError,
  type Keyed,
  type PageView,
} from '@tagger/client';
import { LOCAL_ARWEAVE } from '../arweave.ts';
import { contextOf, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { namesFor, type Names } from '../court/labels.ts';
import { needTask } from '../court/locate.ts';
import { keyOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { when } from '../time.ts';

interface ListFlags extends ClusterFlags {
  task?: PublicKey;
  mine: boolean;
  arweave: string;
}

export function addReviewList(review: Command): void {
  onCluster(
    review
      .command('list')
      .description('live reviews; with --task also the panels whose labels may be contested, with their labels'),
  )
    .option('--task <address>', 'of one task', keyOption)
    .option('--mine', 'only those that wait for a vote of yours', false)
    .option('--arweave <url>', 'where rules and items are read', LOCAL_ARWEAVE)
    .action((flags: ListFlags) => guarded(flags.json, () => list(flags)));
}

async function list(flags: ListFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection } = context;
  const found = await listReviews(connection, flags.task === undefined ? {} : { task: flags.task });
  const place = flags.mine ? await placeOfMine(context) : undefined;
  const reviews = found.flatMap((page) => {
    const last = page.panels.filter(isCourt).at(-1);
    if (last === undefined) return [];
    const todo = place === undefined ? undefined : dutiesOf(page, place).find((duty) => duty.todo !== undefined)?.todo;
    if (flags.mine && todo === undefined) return [];
    return [
      {
        review: page.address.toBase58(),
        task: page.task.toBase58(),
        round: last.case.round,
        phase: last.phase,
        until: last.until,
        items: last.case.items.length,
        reason: last.case.reason,
        ...(todo !== undefined && { todo }),
      },
    ];
  });
  const contestable =
    flags.task === undefined || flags.mine ? [] : await openToChallenge(context, flags.task, flags.arweave);
  print(
    flags.json,
    { reviews, contestable },
    [
      ...reviews.map(
        ({ review, round, phase, until, items, reason, todo }) =>
          `review ${review}  round ${round}, ${items} items, asked for by ${reason}: ${todo === undefined ? phase : `your ${todo}`}${until > 0n ? ` until ${when(until)}` : ''}`,
      ),
      ...contestable.flatMap(({ page, panel, until, labels }) => [
        `panel ${panel} of page ${page} may be contested until ${when(until)}`,
        ...labels.map(({ item, text, label }) => `  item ${item}  ${text ?? ''}  ${label}`),
      ]),
      ...(reviews.length + contestable.length === 0 ? ['none'] : []),
    ].join('\n'),
  );
}

async function placeOfMine({ connection, wallet }: Context): Promise<number> {
  const member = await fetchMember(connection, wallet.publicKey);
  const place = member === null ? undefined : placeOf(member);
  if (place === undefined)
    throw new TaggerClientError('NoSuchValidator', 'you are no validator: `tagger validator join` first');
  return place;
}

async function openToChallenge(context: Context, address: PublicKey, arweave: string) {
  const { connection } = context;
  const task = await needTask(connection, address);
  const [names, pages, clock] = await Promise.all([
    namesFor(context, arweave, task),
    listPages(connection, { task: address }),
    fetchClock(connection),
  ]);
  const open = (page: Keyed<PageView>) =>
    page.panels.filter(
      (panel) => panel.kind === 0 && panel.phase === 'challenge' && !isOver(panel, page.terms.restartGraceSecs, clock),
    );
  return pages.flatMap((page) => open(page).map((panel) => ({ page: page.index, ...contestablePanel(panel, names) })));
}

function contestablePanel(panel: PageView['panels'][number], names: Names) {
  const labels = panel.labels.map((code, item) => ({
    item,
    text: names.items?.[panel.firstItem + item] ?? null,
    label: names.label(code),
    contested: panel.contested[item] === true,
  }));
  return { panel: panel.number, until: panel.until, labels };
}
