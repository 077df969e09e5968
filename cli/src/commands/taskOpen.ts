/** `tagger task open`: rules, items, money, pages and panels of a task. */
import { Option, type Command } from 'commander';
import {
  bitsFor,
  CLAIM_MODE,
  formatTag,
  FULL_BPS,
  MAX_SEATS,
  METHOD,
  oneWave,
  PAYLOAD,
  setAside,
  TaggerClientError,
  taskPda,
  type TaskTerms,
} from '@tagger/client';
import { postGiven, readGiven, readItemFile, type Given } from '@tagger/bots/items';
import { deliveryKey } from '@tagger/client/keys';
import type { NamedItem } from '@tagger/client/private';
import { LOCAL_ARWEAVE, storageOf } from '../arweave.ts';
import { contextOf, needConfig, onCluster, type ClusterFlags } from '../context.ts';
import { identityOf } from '../identity.ts';
import { percentOption, tagOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { itemsSecretIn, keptOf, sealOnce } from '../private/kept.ts';
import { openPagesFor } from '../pages.ts';
import { progress } from '../progress.ts';
import { publish } from '../publish.ts';
import { reviewTerms, withReviewOptions, type ReviewFlags } from '../reviewTerms.ts';

interface OpenFlags extends ClusterFlags, ReviewFlags {
  items: string;
  classes?: string;
  title: string;
  instructions: string;
  arweave: string;
  price: bigint;
  bond: bigint;
  seats?: bigint;
  batch: bigint;
  hours: bigint;
  method: 'weighted' | 'majority' | 'payload';
  nonce: bigint;
  selfChosen: boolean;
  private: boolean;
  keep?: string;
  contributors: number;
  validators: number;
}

export function addTaskOpen(task: Command): void {
  withReviewOptions(
    onCluster(
      task
        .command('open')
        .description(
          'publish items and rules, open a funded task with its pages and panels; running it again continues',
        ),
    ),
  )
    .requiredOption(
      '--items <path>',
      'one text a line; a CSV with a column item, or file and perhaps text; or a folder with a file an item',
    )
    .option('--classes <list>', 'labels, separated by commas; of a payload task, what its payloads may use')
    .option('--title <text>', 'what people see first', 'Label these items')
    .option('--instructions <text>', 'how to label', 'Choose the label that fits the item.')
    .option('--arweave <url>', 'where rules and items are posted', LOCAL_ARWEAVE)
    .option('--price <tag>', 'TAG an item and annotator', tagOption, 10_000n)
    .option('--bond <tag>', 'TAG of stake held back per panel', tagOption, 1_000_000n)
    .option('--seats <number>', 'annotators an item (default: 3; payload tasks have one)', wholeOption)
    .option('--batch <number>', 'items a panel', wholeOption, 50n)
    .option('--hours <number>', 'life of the task', wholeOption, 168n)
    .addOption(
      new Option('--method <method>', 'how labels are decided; payload: answers are files that validators judge')
        .choices(['weighted', 'majority', 'payload'])
        .default('weighted'),
    )
    .option('--nonce <number>', 'number of the task among yours', wholeOption, 1n)
    .option('--self-chosen', 'let annotators choose their panels: closed teams and training only', false)
    .option('--private', 'encrypt the items: only who joins reads them; TAGGER_PASSPHRASE seals the secrets', false)
    .option('--keep <directory>', 'where the secrets of a private task lie (default: ~/.tagger/tasks/TASK)')
    .option('--contributors <percent>', "annotators' part of what the dataset will earn", percentOption, 0)
    .option('--validators <percent>', "validators' part of it", percentOption, 0)
    .action((flags: OpenFlags) => guarded(flags.json, () => open(flags)));
}

const bad = (name: string, message: string): TaggerClientError => new TaggerClientError(name, message);

/** Throws `BadSeats`, `BadShares`, `ClassesMissing`. */
function checkFlags(flags: OpenFlags): { seats: number; classes: string[] } {
  const payload = flags.method === 'payload';
  const seats = flags.seats ?? (payload ? 1n : 3n);
  if (seats < 1n || seats > BigInt(MAX_SEATS)) throw bad('BadSeats', `--seats must be 1 to ${MAX_SEATS}`);
  if (payload && seats !== 1n) throw bad('BadSeats', 'a payload has one annotator: leave --seats out');
  if (flags.contributors + flags.validators > FULL_BPS)
    throw bad('BadShares', '--contributors and --validators promise more than there is: 100 percent at most');
  const classes = flags.classes?.split(',').map((label) => label.trim()) ?? [];
  if (classes.length < 2 && !payload) throw bad('ClassesMissing', 'name two labels at least: --classes cat,dog');
  return { seats: Number(seats), classes };
}

function termsOf(flags: OpenFlags, items: number, { seats, classes }: ReturnType<typeof checkFlags>): TaskTerms {
  const payload = flags.method === 'payload';
  const labels = payload ? PAYLOAD.classes : classes.length;
  return {
    price: flags.price,
    bond: flags.bond,
    itemCount: items,
    holdSecs: 3_600,
    commitSecs: 86_400,
    revealSecs: 43_200,
    goldSecs: 43_200,
    classes: labels,
    tauBps: 9_500,
    bits: payload ? PAYLOAD.bits : bitsFor(labels, labels > 2),
    method: METHOD[flags.method],
    claimMode: flags.selfChosen ? CLAIM_MODE.selfChosen : CLAIM_MODE.assigned,
    seatsLimit: seats,
    ...reviewTerms(flags, payload),
  };
}

/** Errors: `BadItems` for what stands beside a file: only the file is sealed. */
function toSeal({ items, names, rows }: Given): NamedItem[] {
  return items.map((item, at) => {
    const isLine = rows === undefined && names[at] === `${at + 1}`;
    const name = isLine ? `line ${at + 1}` : names[at]!;
    if (typeof item === 'string') return { name, bytes: new TextEncoder().encode(item) };
    if (item.text !== undefined)
      throw bad(
        'BadItems',
        `${name} has a text beside its file, which private tasks do not have: put it into the file`,
      );
    return { name, bytes: readItemFile(item.file) };
  });
}

async function open(flags: OpenFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection, wallet } = context;
  const requester = wallet.publicKey;
  const checked = checkFlags(flags);
  const { seats, classes } = checked;
  const { tagMint, params } = await needConfig(connection);
  const given = readGiven(flags.items);
  const { items, modality } = given;
  const terms = termsOf(flags, items.length, checked);
  const task = taskPda(requester, flags.nonce);
  const batch = Number(flags.batch);
  const specs = Array.from({ length: Math.ceil(items.length / batch) }, (_, at) =>
    oneWave(at * batch, Math.min(batch, items.length - at * batch), seats),
  );
  const total = setAside(specs, terms, params.feeBps, flags.private);
  const kept = flags.keep ?? keptOf(task);
  if (!flags.dryRun) {
    const bar = progress(flags.json);
    const storage = storageOf(flags.arweave, wallet);
    const sealed = flags.private ? await sealOnce(storage, kept, toSeal(given)) : undefined;
    const readerKey = flags.method === 'payload' ? deliveryKey(await identityOf(context)) : undefined;
    await publish(connection, {
      requester: wallet,
      nonce: flags.nonce,
      title: flags.title,
      instructions: flags.instructions,
      classes,
      // Files have the same ids when they are posted again.
      items: flags.private ? [] : await postGiven(storage, items),
      modality,
      terms,
      shares: { contributorBps: flags.contributors, validatorBps: flags.validators },
      ...(readerKey && { readerKey }),
      ...(sealed && { sealed }),
      lifeSecs: flags.hours * 3_600n,
      tagMint,
      funds: total,
      arweave: flags.arweave,
    });
    const plan = { operator: requester, task, terms, panels: specs, feeBps: params.feeBps, isPrivate: flags.private };
    await openPagesFor(context, plan, bar);
    bar.stop();
  }
  const opened = `${flags.dryRun ? 'would open' : 'opened'} task ${task.toBase58()}: ${items.length} items in ${specs.length} panels of ${seats}, at most ${formatTag(total)} TAG`;
  const secrets = `its secrets ${flags.dryRun ? 'would lie' : 'lie'} in ${kept}, sealed with TAGGER_PASSPHRASE: copy them to a safe place, nothing brings them back; \`tagger task keys\` needs ${itemsSecretIn(kept)}`;
  print(
    flags.json,
    {
      task: task.toBase58(),
      items: items.length,
      panels: specs.length,
      atMost: total,
      ...(flags.private && { secrets: kept }),
    },
    flags.private ? `${opened}\n${secrets}` : opened,
  );
}
