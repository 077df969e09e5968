/** `tagger keyserver init|add|list|remove|export|import|rotate|mandate|run`: a publisher's secrets, and the service that delivers them. */
import { readFileSync } from 'node:fs';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { InvalidArgumentError, type Command } from 'commander';
import { Connection, PublicKey } from '@solana/web3.js';
import { fetchDataset, send, TaggerClientError } from '@tagger/client';
import {
  datasetCommitment,
  datasetIdentity,
  newDatasetSecret,
  openText,
  sealBytes,
  seedWallet,
} from '@tagger/client/keys';
import { MANDATE_SECS, signMandate } from '@tagger/client/licence';
import {
  changeStore,
  createStore,
  journal,
  noSecret,
  passphraseOf,
  readStore,
  startService,
  writeDurably,
  type StoreKey,
} from '@tagger/bots/keyserver';
import { contextOf, onCluster, readKeypair, type ClusterFlags } from '../context.ts';
import { keyOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';

export interface StoreFlags {
  store: string;
  passphraseFile?: string;
  workFactor: number;
  json: boolean;
}

const HOME = `${process.env['HOME'] ?? '.'}/.tagger`;

/** `command` with `--store` and what opens it. */
export const withStore = (command: Command): Command =>
  command
    .option('--store <file>', 'file of the secrets, encrypted', `${HOME}/keys.age`)
    .option('--passphrase-file <file>', 'file with its passphrase; default TAGGER_PASSPHRASE, or the terminal')
    .option('--work-factor <n>', "base-2 logarithm of scrypt's cost when it is written", workFactor, 18);

function workFactor(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 10 || value > 22)
    throw new InvalidArgumentError('Write a number from 10 to 22.');
  return value;
}

export const storeKey = async ({ store, passphraseFile, workFactor: factor }: StoreFlags): Promise<StoreKey> => ({
  file: store,
  passphrase: await passphraseOf(passphraseFile, 'TAGGER_PASSPHRASE', 'passphrase of the store'),
  workFactor: factor,
});

const asJson = (command: Command): Command => command.option('--json', 'print one JSON object', false);

interface RunFlags extends ClusterFlags, StoreFlags {
  releases: string;
  host: string;
  port: bigint;
  domain?: string;
  origin: string[];
  behindProxy: boolean;
  subscribe: boolean;
  every: bigint;
  cooldown: bigint;
  priorityFee?: bigint;
}

export function addKeyserver(program: Command): void {
  const keyserver = program
    .command('keyserver')
    .description("a publisher's secrets, and the service that delivers keys to buyers");
  withStore(asJson(keyserver.command('init').description('make an empty store, and the key of the service'))).action(
    (flags: StoreFlags) => guarded(flags.json, () => init(flags)),
  );
  withStore(
    asJson(keyserver.command('add <dataset>').description('make a secret for a dataset that is to be published')),
  )
    .option('--note <text>', 'what it is', '')
    .action((dataset: string, flags: StoreFlags & { note: string }) =>
      guarded(flags.json, () => add(keyOption(dataset), flags)),
    );
  withStore(
    onCluster(keyserver.command('list').description('datasets in the store, and whether the chain agrees')),
  ).action((flags: ClusterFlags & StoreFlags) => guarded(flags.json, () => list(flags)));
  withStore(
    asJson(keyserver.command('remove <dataset>').description('forget a secret: nobody can be given the key any more')),
  ).action((dataset: string, flags: StoreFlags) => guarded(flags.json, () => remove(keyOption(dataset), flags)));
  withStore(
    asJson(
      keyserver
        .command('export <dataset> <file>')
        .description('write one secret to a file of its own, under a passphrase of its own'),
    ),
  )
    .option('--export-passphrase-file <file>', 'default TAGGER_EXPORT_PASSPHRASE, or the terminal')
    .action((dataset: string, file: string, flags: StoreFlags & { exportPassphraseFile?: string }) =>
      guarded(flags.json, () => exportSecret(keyOption(dataset), file, flags)),
    );
  withStore(asJson(keyserver.command('import <file>').description('take over a secret that was exported')))
    .option('--export-passphrase-file <file>', 'default TAGGER_EXPORT_PASSPHRASE, or the terminal')
    .action((file: string, flags: StoreFlags & { exportPassphraseFile?: string }) =>
      guarded(flags.json, () => importSecret(file, flags)),
    );
  withStore(
    asJson(
      keyserver
        .command('rotate')
        .description('another passphrase and another key of the service; mandates have to be given again'),
    ),
  )
    .option('--new-passphrase-file <file>', 'default TAGGER_NEW_PASSPHRASE, or the terminal')
    .action((flags: StoreFlags & { newPassphraseFile?: string }) => guarded(flags.json, () => rotate(flags)));
  withStore(
    onCluster(keyserver.command('mandate').description('as publisher, let the service attest who holds your licences')),
  )
    .option('--days <n>', 'for how long, at most 366', wholeOption, 365n)
    .action((flags: ClusterFlags & StoreFlags & { days: bigint }) => guarded(flags.json, () => mandate(flags)));
  withStore(
    onCluster(
      keyserver.command('run').description('deliver keys and answer holders until stopped; the wallet pays fees only'),
    ),
  )
    .option('--releases <file>', 'where every release is written down', `${HOME}/releases.jsonl`)
    .option('--host <address>', 'loopback address to listen on', loopback, '127.0.0.1')
    .option('--port <n>', 'port to listen on', wholeOption, 8902n)
    .option('--domain <name>', 'how holders call it, with the port if it is not 443; default the address it listens on')
    .option('--origin <origin...>', 'web pages that may ask, like https://market.example', [])
    .option('--behind-proxy', 'the last entry of X-Forwarded-For is who asks', false)
    .option('--no-subscribe', "do not use the node's WebSocket")
    .option('--every <seconds>', 'between two looks at the chain', wholeOption, 5n)
    .option('--cooldown <seconds>', "a licence's next holder waits so long for the key", wholeOption, 86_400n)
    .option('--priority-fee <lamports>', 'for a million compute units', wholeOption)
    .action((flags: RunFlags) => guarded(flags.json, () => run(flags)));
}

function loopback(text: string): string {
  if (text !== '127.0.0.1' && text !== '::1')
    throw new InvalidArgumentError(
      'The service listens on 127.0.0.1 or ::1 only: put a proxy with TLS in front of it.',
    );
  return text;
}

async function init(flags: StoreFlags): Promise<void> {
  const secrets = await createStore(await storeKey(flags));
  const service = new PublicKey(secrets.service.publicKey).toBase58();
  print(flags.json, { store: flags.store, service }, `made ${flags.store}; the service signs as ${service}`);
}

/** What may be known of a secret. */
const publicHalf = (secret: Uint8Array) => ({
  commitment: bytesToHex(datasetCommitment(secret)),
  recipient: datasetIdentity(secret).recipient,
});

async function add(dataset: PublicKey, flags: StoreFlags & { note: string }): Promise<void> {
  const secret = newDatasetSecret();
  await changeStore(await storeKey(flags), (secrets) => {
    if (secrets.secretOf(dataset) !== undefined)
      throw new TaggerClientError('SecretExists', `the store has a secret of ${dataset.toBase58()} already`);
    secrets.add(dataset, secret, flags.note);
  });
  const half = publicHalf(secret);
  print(
    flags.json,
    { dataset: dataset.toBase58(), ...half },
    `added ${dataset.toBase58()}: encrypt for ${half.recipient}, publish with the commitment ${half.commitment}`,
  );
}

async function list(flags: ClusterFlags & StoreFlags): Promise<void> {
  const { connection } = contextOf(flags);
  const secrets = await readStore(await storeKey(flags));
  const datasets = await Promise.all(
    secrets.datasets.map(async ({ dataset, note }) => {
      const { commitment } = publicHalf(secrets.secretOf(dataset) as Uint8Array);
      const found = await fetchDataset(connection, dataset);
      const same = found !== null && bytesToHex(Uint8Array.from(found.contents.commitment)) === commitment;
      const state = found === null ? 'not published' : same ? 'served' : 'other commitment';
      return { dataset: dataset.toBase58(), note, commitment, state, pending: found?.pending ?? 0n };
    }),
  );
  const service = new PublicKey(secrets.service.publicKey).toBase58();
  const lines = datasets.map(({ dataset, state, pending, note }) =>
    `${dataset}  ${state}, ${pending} wait  ${note}`.trimEnd(),
  );
  print(flags.json, { service, datasets }, [`the service signs as ${service}`, ...lines].join('\n'));
}

async function remove(dataset: PublicKey, flags: StoreFlags): Promise<void> {
  await changeStore(await storeKey(flags), (secrets) => secrets.remove(dataset));
  print(flags.json, { dataset: dataset.toBase58() }, `removed the secret of ${dataset.toBase58()}`);
}

const exportPassphrase = (file: string | undefined): Promise<string> =>
  passphraseOf(file, 'TAGGER_EXPORT_PASSPHRASE', 'passphrase of the exported file');

async function exportSecret(
  dataset: PublicKey,
  file: string,
  flags: StoreFlags & { exportPassphraseFile?: string },
): Promise<void> {
  const secret = (await readStore(await storeKey(flags))).secretOf(dataset);
  if (secret === undefined) throw noSecret(dataset);
  const text = JSON.stringify({ dataset: dataset.toBase58(), secret: bytesToHex(secret) });
  writeDurably(file, await sealBytes(text, await exportPassphrase(flags.exportPassphraseFile), flags.workFactor));
  print(flags.json, { dataset: dataset.toBase58(), file }, `wrote the secret of ${dataset.toBase58()} to ${file}`);
}

async function importSecret(file: string, flags: StoreFlags & { exportPassphraseFile?: string }): Promise<void> {
  const text = await openText(readFileSync(file), await exportPassphrase(flags.exportPassphraseFile));
  const found = JSON.parse(text) as { dataset: string; secret: string };
  const [dataset, secret] = [new PublicKey(found.dataset), hexToBytes(found.secret)];
  await changeStore(await storeKey(flags), (secrets) => secrets.add(dataset, secret, 'imported'));
  print(
    flags.json,
    { dataset: dataset.toBase58(), ...publicHalf(secret) },
    `imported the secret of ${dataset.toBase58()}`,
  );
}

async function rotate(flags: StoreFlags & { newPassphraseFile?: string }): Promise<void> {
  const key = await storeKey(flags);
  const passphrase = await passphraseOf(
    flags.newPassphraseFile,
    'TAGGER_NEW_PASSPHRASE',
    'new passphrase of the store',
  );
  const service = await changeStore(
    key,
    (secrets) => {
      secrets.renewService();
      return new PublicKey(secrets.service.publicKey).toBase58();
    },
    { ...key, passphrase },
  );
  print(
    flags.json,
    { service },
    `the store has another passphrase, and the service signs as ${service}: give it mandates again, and destroy old copies of the store`,
  );
}

async function mandate(flags: ClusterFlags & StoreFlags & { days: bigint }): Promise<void> {
  const { connection, wallet } = contextOf(flags);
  const genesisHash = await connection.getGenesisHash();
  const lifeSecs = flags.days * 86_400n < MANDATE_SECS ? flags.days * 86_400n : MANDATE_SECS;
  const key = await storeKey(flags);
  const service = new PublicKey((await readStore(key)).service.publicKey);
  const now = BigInt(Math.floor(Date.now() / 1000));
  const signed = await signMandate(seedWallet(wallet.secretKey), { service, genesisHash, now, lifeSecs });
  await changeStore(key, (secrets) => secrets.mandate(wallet.publicKey, signed));
  print(
    flags.json,
    { publisher: wallet.publicKey.toBase58(), service: service.toBase58(), days: lifeSecs / 86_400n },
    `${service.toBase58()} may attest for ${wallet.publicKey.toBase58()} for ${lifeSecs / 86_400n} days`,
  );
}

async function run(flags: RunFlags): Promise<void> {
  const connection = new Connection(flags.url, 'finalized');
  const payer = readKeypair(flags.keypair);
  const priorityFee = flags.priorityFee === undefined ? undefined : Number(flags.priorityFee);
  const service = await startService({
    connection,
    push: async (instructions) =>
      (await send(connection, instructions, [payer], { commitment: 'confirmed', priorityFee })).signature,
    store: await storeKey(flags),
    releases: flags.releases,
    host: flags.host,
    port: Number(flags.port),
    domain: flags.domain,
    origins: flags.origin,
    behindProxy: flags.behindProxy,
    subscribe: flags.subscribe,
    everyMs: Math.max(1, Number(flags.every)) * 1_000,
    cooldownSecs: Number(flags.cooldown),
    note: journal,
  });
  print(flags.json, { url: service.url, domain: service.domain }, `serving ${service.domain} at ${service.url}`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await service.stop();
}
