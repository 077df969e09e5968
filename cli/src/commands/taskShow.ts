/** `tagger task show`: what a task asks, its panels and their items as far as the wallet may read them. */
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  fetchSeat,
  formatTag,
  listPages,
  METHOD,
  translate,
  type Keyed,
  type PageView,
  type PanelView,
  type TaskAccount,
} from '@tagger/client';
import { ownSlot } from '../annotate.ts';
import { LOCAL_ARWEAVE } from '../arweave.ts';
import { contextOf, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { needTask } from '../court/locate.ts';
import { keyOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { openerOf } from '../private/opener.ts';
import { readItems, readRules, type ReadItem } from '../publish.ts';
import { describeItem, modalityIn, type ItemFile, type Rules } from '@tagger/client/published';
import { when } from '../time.ts';

interface ShowFlags extends ClusterFlags {
  arweave: string;
}

export function addTaskShow(task: Command): void {
  onCluster(task.command('show <task>').description('rules, panels, and the items as far as you may read them'))
    .option('--arweave <url>', 'where rules and items are read', LOCAL_ARWEAVE)
    .action((address: string, flags: ShowFlags) => guarded(flags.json, () => show(keyOption(address), flags)));
}

async function show(address: PublicKey, flags: ShowFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection, wallet } = context;
  const task = await needTask(connection, address);
  const rules = await readRules(flags.arweave, task);
  const [{ items, hidden }, pages, seat] = await Promise.all([
    readable(context, flags.arweave, task, rules),
    listPages(connection, { task: address }),
    fetchSeat(connection, address, wallet.publicKey),
  ]);
  const panels = pages.flatMap((page) =>
    page.panels.filter(({ kind }) => kind === 0).map((panel) => panelOf(page, panel, seat?.index, items)),
  );
  const { price, itemCount, method } = task.terms;
  const shown = {
    task: address.toBase58(),
    requester: task.requester.toBase58(),
    title: rules.title,
    instructions: rules.instructions,
    classes: rules.classes,
    modality: modalityIn(rules),
    method: Object.keys(METHOD).find((name) => METHOD[name as keyof typeof METHOD] === method),
    private: task.terms.private !== 0,
    price,
    items: itemCount,
    endsAt: task.endsAt,
    shares: { contributorBps: task.contributorBps, validatorBps: task.validatorBps },
    hidden: hidden ?? null,
    panels,
  };
  print(
    flags.json,
    shown,
    [
      `task ${shown.task} of ${shown.requester}, ends ${when(task.endsAt)}`,
      rules.title,
      rules.instructions,
      `labels  ${rules.classes.join(', ') || 'none'}; ${shown.method}, ${formatTag(price)} TAG an item, ${itemCount} items`,
      ...(hidden === undefined ? [] : [`items   encrypted (${hidden})`]),
      ...panels.flatMap(({ page, panel, phase, yours, items: shownItems, firstItem }) => [
        `panel ${page}-${panel}  ${phase}${yours === null ? '' : `, yours: ${yours}`}`,
        ...(shownItems ?? []).map((item, at) => `  item ${firstItem + at}  ${describeItem(item)}`),
      ]),
    ].join('\n'),
  );
}

/** Items, or the name of what keeps them from being read. */
async function readable(
  context: Context,
  arweave: string,
  task: Keyed<TaskAccount>,
  rules: Rules,
): Promise<{ items?: (string | ItemFile)[]; hidden?: string }> {
  try {
    const identity = task.terms.private === 0 ? undefined : await openerOf(context, arweave, task, rules);
    return { items: (await readItems(arweave, task, rules, identity)).map(withoutBytes) };
  } catch (error) {
    return { hidden: translate(error).name };
  }
}

/** What is printed of an opened file is what names it. */
function withoutBytes(item: ReadItem): string | ItemFile {
  if (typeof item === 'string' || !('bytes' in item)) return item;
  const { sha256, size, contentType } = item;
  return { sha256, size, contentType };
}

const panelOf = (
  page: PageView,
  panel: PanelView,
  seat: number | undefined,
  items: (string | ItemFile)[] | undefined,
) => ({
  page: page.index,
  panel: panel.number,
  phase: panel.phase,
  yours: seat === undefined ? null : (ownSlot(panel, seat)?.state ?? null),
  firstItem: panel.firstItem,
  count: panel.items,
  items: items?.slice(panel.firstItem, panel.firstItem + panel.items) ?? null,
});
