/** `tagger dataset publish|list|show|withdraw|take|close|audit`; offers are in `datasetOffers.ts`. */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { PublicKey } from '@solana/web3.js';
import {
  closeDataset,
  datasetPda,
  fetchDataset,
  fetchTask,
  formatTag,
  listDatasets,
  listOffers,
  publishDataset,
  rootOfRecords,
  send,
  TaggerClientError,
  takeRevenue,
  titlePda,
  USE_CLASS,
  withdrawDataset,
  type DatasetAccount,
  type Keyed,
} from '@tagger/client';
import { changeStore } from '@tagger/bots/keyserver';
import { datasetCommitment, datasetIdentity, newDatasetSecret } from '@tagger/client/keys';
import { auditTrail } from '@tagger/client/provenance';
import { idBytes } from '@tagger/client/storage';
import { LOCAL_ARWEAVE, storageOf } from '../arweave.ts';
import { contextOf, needConfig, onCluster, type ClusterFlags } from '../context.ts';
import { needDataset } from '../dataset/find.ts';
import { idOf, upload, uploadEncrypted } from '../dataset/payload.ts';
import { termsText } from '../dataset/terms.ts';
import { keyOption, tagOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { stakeMissing } from '../stakeMissing.ts';
import { when } from '../time.ts';
import { addOffers } from './datasetOffers.ts';
import { storeKey, withStore, type StoreFlags } from './keyserver.ts';

interface PublishFlags extends ClusterFlags, StoreFlags {
  name: string;
  manifest: string;
  licence: string;
  payload: string;
  useClass: number;
  attribution: boolean;
  shareAlike: boolean;
  task?: PublicKey;
  bond: bigint;
  nonce: bigint;
  arweave: string;
}

export function addDataset(program: Command): void {
  const dataset = program.command('dataset').description('datasets, their offers, and what they earn');
  withStore(
    onCluster(
      dataset
        .command('publish')
        .description('encrypt and upload a payload, and publish it with its manifest and licence text'),
    ),
  )
    .requiredOption('--name <text>', 'of the title, at most 32 bytes')
    .requiredOption(
      '--manifest <file>',
      'Croissant file; ${payload.id}, ${payload.sha256} and ${payload.bytes} in it are filled in',
    )
    .requiredOption('--licence <file>', 'text of the licence')
    .requiredOption('--payload <file>', 'the data; it is encrypted before it leaves')
    .requiredOption('--use-class <class>', `what its licence is for: ${Object.keys(USE_CLASS).join(', ')}`, useClass)
    .option('--attribution', 'its licence asks to name the publisher', false)
    .option('--share-alike', 'what is derived goes under the same licence', false)
    .option('--task <address>', 'the finished task of yours whose labels it holds; default your own data', keyOption)
    .option('--bond <tag>', 'stake behind the delivery of keys', tagOption, 5_000_000n)
    .option('--nonce <number>', 'number of the dataset among yours', wholeOption, 1n)
    .option('--arweave <url>', 'where it is uploaded', LOCAL_ARWEAVE)
    .action((flags: PublishFlags) => guarded(flags.json, () => publish(flags)));
  onCluster(dataset.command('list').description('datasets on this cluster'))
    .option('--publisher <address>', 'of this wallet only', keyOption)
    .action((flags: ClusterFlags & { publisher?: PublicKey }) => guarded(flags.json, () => list(flags)));
  onCluster(dataset.command('show <dataset>').description('what it is, its offers, its money')).action(
    (address: string, flags: ClusterFlags) => guarded(flags.json, () => show(keyOption(address), flags)),
  );
  addOffers(dataset);
  onCluster(dataset.command('withdraw <dataset>').description('sell no more of it; licences stay')).action(
    (address: string, flags: ClusterFlags) => guarded(flags.json, () => withdraw(keyOption(address), flags)),
  );
  onCluster(
    dataset
      .command('take <dataset>')
      .description("anyone: the publisher's part to his balance, the fee to the treasury"),
  ).action((address: string, flags: ClusterFlags) => guarded(flags.json, () => take(keyOption(address), flags)));
  onCluster(
    dataset.command('close <dataset>').description('anyone: end a withdrawn dataset for which nothing waits'),
  ).action((address: string, flags: ClusterFlags) => guarded(flags.json, () => close(keyOption(address), flags)));
  onCluster(
    dataset.command('audit <dataset>').description('how it was made, sold and paid for, from the history of the node'),
  ).action((address: string, flags: ClusterFlags) => guarded(flags.json, () => audit(keyOption(address), flags)));
}

function useClass(text: string): number {
  const found = USE_CLASS[text as keyof typeof USE_CLASS];
  if (found === undefined) throw new InvalidArgumentError(`Write one of ${Object.keys(USE_CLASS).join(', ')}.`);
  return found;
}

async function publish(flags: PublishFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const publisher = wallet.publicKey;
  const address = datasetPda(titlePda(publisher, flags.nonce));
  if ((await fetchDataset(connection, address)) !== null)
    throw new TaggerClientError(
      'DatasetExists',
      `your dataset number ${flags.nonce} is published: use another --nonce`,
    );
  if (flags.dryRun) return print(flags.json, { dataset: address.toBase58() }, `would publish ${address.toBase58()}`);
  const made = flags.task === undefined ? undefined : await finished(flags.task);
  // Kept before anything is encrypted for it: a secret that got lost would close the payload for ever.
  const secret = await changeStore(await storeKey(flags), (secrets) => {
    const known = secrets.secretOf(address) ?? newDatasetSecret();
    secrets.add(address, known, flags.name);
    return known;
  });
  const storage = storageOf(flags.arweave, wallet);
  const payload = await uploadEncrypted(storage, flags.payload, datasetIdentity(secret).recipient, address);
  const filled = readFileSync(flags.manifest, 'utf8')
    .replaceAll('${payload.id}', payload.id)
    .replaceAll('${payload.sha256}', Buffer.from(payload.sha256).toString('hex'))
    .replaceAll('${payload.bytes}', String(payload.size));
  const manifest = await upload(storage, Buffer.from(filled), 'application/ld+json', address);
  const licence = await upload(storage, readFileSync(flags.licence), 'text/plain', address);
  const { instructions } = await stakeMissing(connection, publisher, flags.bond);
  if (instructions.length > 0) await send(connection, instructions, [wallet], options);
  const contents = {
    manifestId: [...idBytes(manifest.id)],
    manifestHash: [...manifest.sha256],
    payloadHash: [...payload.sha256],
    commitment: [...datasetCommitment(secret)],
    licenceHash: [...licence.sha256],
    licenceId: [...idBytes(licence.id)],
    useClass: flags.useClass,
    attribution: flags.attribution ? 1 : 0,
    shareAlike: flags.shareAlike ? 1 : 0,
  };
  const { bond, nonce, name } = flags;
  const instruction = publishDataset({ publisher, nonce, made, bond, contents, name, uri: `ar://${manifest.id}` });
  const { signature } = await send(connection, [instruction], [wallet], options);
  print(
    flags.json,
    { dataset: address.toBase58(), payload: payload.id, manifest: manifest.id, licence: licence.id, signature },
    `published ${address.toBase58()}: payload ${payload.id}, manifest ${manifest.id}`,
  );

  async function finished(task: PublicKey) {
    const found = await fetchTask(connection, task);
    if (found === null) throw new TaggerClientError('NoTask', `there is no task ${task.toBase58()} on this cluster`);
    return { task, recordsRoot: rootOfRecords(found.records) };
  }
}

const summary = (found: Keyed<DatasetAccount>) => ({
  dataset: found.address.toBase58(),
  publisher: found.publisher.toBase58(),
  task: found.task.equals(PublicKey.default) ? null : found.task.toBase58(),
  records: found.panels,
  sold: found.sold,
  pending: found.pending,
  earned: found.earned,
  withdrawn: found.withdrawn === 1,
  published: when(found.publishedAt),
});

async function list(flags: ClusterFlags & { publisher?: PublicKey }): Promise<void> {
  const { connection } = contextOf(flags);
  const datasets = (await listDatasets(connection, { publisher: flags.publisher })).map(summary);
  const lines = datasets.map(
    ({ dataset, records, sold, earned, withdrawn }) =>
      `${dataset}  ${records} records, ${sold} sold, ${formatTag(earned)} TAG${withdrawn ? ', withdrawn' : ''}`,
  );
  print(flags.json, { datasets }, lines.length === 0 ? 'there is no dataset yet' : lines.join('\n'));
}

async function show(address: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection } = contextOf(flags);
  const found = await needDataset(connection, address);
  const offers = (await listOffers(connection, { dataset: address })).map(
    ({ index, price, terms, supply, sold, keySecs }) => ({
      index,
      price,
      terms: termsText(terms),
      left: supply === 0 ? null : supply - sold,
      sold,
      keySecs,
    }),
  );
  const { contents, bond, publisherDue, contributed, validated, sharedTaken, feesDue } = found;
  const more = {
    manifest: idOf(contents.manifestId),
    licence: idOf(contents.licenceId),
    payloadHash: Buffer.from(contents.payloadHash).toString('hex'),
    bond,
    publisherDue,
    sharesDue: contributed + validated - sharedTaken,
    feesDue,
  };
  const base = summary(found);
  print(
    flags.json,
    { ...base, ...more, offers },
    [
      `publisher     ${base.publisher}`,
      `made of       ${base.task ?? 'own data'}${base.task === null ? '' : `, ${base.records} records`}`,
      `manifest      ${more.manifest}`,
      `sold          ${base.sold}, ${base.pending} wait for a key; ${formatTag(base.earned)} TAG earned`,
      `due           publisher ${formatTag(publisherDue)}, who labelled and judged ${formatTag(more.sharesDue)}, fee ${formatTag(feesDue)} TAG`,
      ...offers.map(({ index, price, terms }) => `offer ${index}       ${formatTag(price)} TAG: ${terms}`),
      ...(base.withdrawn ? ['withdrawn'] : []),
    ].join('\n'),
  );
}

async function withdraw(dataset: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { signature } = await send(
    connection,
    [withdrawDataset({ publisher: wallet.publicKey, dataset })],
    [wallet],
    options,
  );
  print(
    flags.json,
    { dataset: dataset.toBase58(), signature },
    `${flags.dryRun ? 'would withdraw' : 'withdrew'} ${dataset.toBase58()}`,
  );
}

async function take(dataset: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { publisher, publisherDue } = await needDataset(connection, dataset);
  const { treasury, tagMint } = await needConfig(connection);
  const { signature } = await send(
    connection,
    [takeRevenue({ dataset, publisher, treasury, tagMint })],
    [wallet],
    options,
  );
  print(
    flags.json,
    { publisher: publisher.toBase58(), amount: publisherDue, signature },
    `${flags.dryRun ? 'would send' : 'sent'} ${formatTag(publisherDue)} TAG to the balance of ${publisher.toBase58()}`,
  );
}

async function close(dataset: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { publisher, task, rentPayer } = await needDataset(connection, dataset);
  const own = task.equals(PublicKey.default);
  const closing = closeDataset({ dataset, publisher, rentPayer, task: own ? undefined : task });
  const { signature } = await send(connection, [closing], [wallet], options);
  print(
    flags.json,
    { dataset: dataset.toBase58(), signature },
    `${flags.dryRun ? 'would close' : 'closed'} ${dataset.toBase58()}`,
  );
}

/** Addresses in JSON as text. */
const flat = (value: object): object =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one))) as object;

async function audit(dataset: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection } = contextOf(flags);
  const trail = await auditTrail(connection, dataset);
  const answered = trail.members.reduce((sum, member) => sum + member.answered, 0);
  const agreed = trail.members.reduce((sum, member) => sum + member.agreed, 0);
  const step = (name: string): number => trail.licences.filter((one) => one.step === name).length;
  print(
    flags.json,
    flat(trail),
    [
      `made of    ${trail.panels.length} panels by ${trail.members.length} members: ${answered} answers${answered > 0 ? `, ${((100 * agreed) / answered).toFixed(1)} % of them the label` : ''}`,
      `gold       opened on ${trail.gold.filter(({ waived }) => !waived).length} panels, waived on ${trail.gold.filter(({ waived }) => waived).length}`,
      `reviews    ${trail.reviews.length}, which changed ${trail.reviews.reduce((sum, { changed }) => sum + changed, 0)} labels`,
      `licences   ${step('bought')} bought, ${step('delivered')} delivered, ${step('refunded')} refunded, ${step('moved')} moved, ${step('burnt')} burnt`,
      `payouts    ${trail.payouts.length}: ${formatTag(trail.payouts.reduce((sum, { amount }) => sum + amount, 0n))} TAG`,
    ].join('\n'),
  );
}
