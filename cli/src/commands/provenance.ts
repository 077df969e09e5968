/** `tagger prove` and `tagger verify`: who made one record of a dataset, from the chain alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { Connection, type PublicKey } from '@solana/web3.js';
import { TaggerClientError } from '@tagger/client';
import {
  datasetHistory,
  parseProof,
  proofFrom,
  recordOfItem,
  verifyProvenance,
  type ProvenanceProof,
} from '@tagger/client/provenance';
import { contextOf, onCluster, type ClusterFlags } from '../context.ts';
import { keyOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';

interface ProveFlags extends ClusterFlags {
  record?: bigint;
  item?: bigint;
  out: string;
  index?: string;
}

export function addProvenance(program: Command): void {
  onCluster(program.command('prove <dataset>').description('write a file that proves who answered what on one record'))
    .option('--record <n>', 'number of the record: a panel', wholeOption)
    .option('--item <n>', 'or an item of the list: the last panel that asked it', wholeOption)
    .option('--index <url>', 'read the history from this indexer: believed where the chain agrees')
    .requiredOption('--out <file>', 'where the proof goes')
    .action((dataset: string, flags: ProveFlags) => guarded(flags.json, () => prove(keyOption(dataset), flags)));
  program
    .command('verify <file>')
    .description('check such a file against any RPC node; nothing of ours is asked')
    .addOption(new Option('--url <url>', 'RPC address').env('TAGGER_URL').default('http://127.0.0.1:8899'))
    .option('--json', 'print one JSON object', false)
    .action((file: string, flags: { url: string; json: boolean }) => guarded(flags.json, () => verify(file, flags)));
}

async function prove(dataset: PublicKey, flags: ProveFlags): Promise<void> {
  if ((flags.record === undefined) === (flags.item === undefined))
    throw new TaggerClientError('WhichRecord', 'name either --record or --item');
  const { connection } = contextOf(flags);
  const index = flags.index === undefined ? undefined : { url: flags.index };
  const { history, genesisHash } = await datasetHistory(connection, dataset, { index });
  const record = flags.item === undefined ? Number(flags.record) : recordOfItem(history, Number(flags.item));
  if (record === undefined)
    throw new TaggerClientError('NoRecord', `no record of the dataset holds item ${flags.item}`);
  const proof = proofFrom(history, { dataset, genesisHash, record });
  // Which transactions they were is still the indexer's word: the node is asked for those few.
  const checked = index === undefined ? undefined : await signaturesHold(connection, proof);
  writeFileSync(flags.out, `${JSON.stringify(proof, null, 2)}\n`);
  print(
    flags.json,
    {
      file: flags.out,
      record,
      records: history.records.length,
      items: proof.items,
      seats: proof.seats.length,
      ...(checked !== undefined && { checked: checked ? 'signatures' : 'root' }),
    },
    [
      `wrote ${flags.out}: record ${record} of ${history.records.length}, ${proof.items} items by ${proof.seats.length} seats`,
      ...(checked === false
        ? ['the node has not kept these transactions: the record root holds the answers, check signatures elsewhere']
        : []),
    ].join('\n'),
  );
}

/** Whether the node has the transactions a proof names and they hold it. Throws what `verifyProvenance` finds wrong. */
async function signaturesHold(connection: Connection, proof: ProvenanceProof): Promise<boolean> {
  try {
    await verifyProvenance(connection, proof);
    return true;
  } catch (error) {
    if (error instanceof TaggerClientError && error.name === 'NoTransaction') return false;
    throw error;
  }
}

async function verify(file: string, { url, json }: { url: string; json: boolean }): Promise<void> {
  const found = await verifyProvenance(new Connection(url, 'finalized'), parseProof(readFileSync(file, 'utf8')));
  const { dataset, task, publisher, firstItem, labels } = found;
  const seats = found.seats.map(({ wallet, answers, by }) => {
    const given = answers instanceof Uint8Array ? Buffer.from(answers).toString('hex') : answers;
    return { wallet: wallet?.toBase58() ?? null, answers: given ?? null, by: by ?? null };
  });
  const line = ({ wallet, answers, by }: (typeof seats)[number]): string => {
    if (wallet === null) return 'nobody';
    if (answers === null) return `${wallet}  committed and did not reveal`;
    return `${wallet}  ${Array.isArray(answers) ? answers.join(' ') : answers}${by === 'session' ? '  (by a session key)' : ''}`;
  };
  print(
    json,
    { dataset: dataset.toBase58(), task: task.toBase58(), publisher: publisher.toBase58(), firstItem, labels, seats },
    [
      `holds: items ${firstItem} to ${firstItem + labels.length - 1} of ${dataset.toBase58()}`,
      `labels  ${labels.join(' ')}`,
      ...seats.map(line),
    ].join('\n'),
  );
}
