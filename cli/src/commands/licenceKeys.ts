/** `tagger licence open|certificate|check`: the data behind a licence, and showing it to others. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import { deliveryKey, seedWallet, unwrapKey, type Identity } from '@tagger/client/keys';
import {
  parseCertificate,
  readLicence,
  requestAttestation,
  requestKey,
  signCertificate,
  verifyCertificate,
  type Use,
} from '@tagger/client/licence';
import { LOCAL_ARWEAVE } from '../arweave.ts';
import { contextOf, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { needDataset, needLicence } from '../dataset/find.ts';
import { identityOf } from '../identity.ts';
import { download } from '../dataset/payload.ts';
import { useOption } from '../dataset/terms.ts';
import { keyOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { when } from '../time.ts';
import { TaggerClientError } from '@tagger/client';

interface OpenFlags extends ClusterFlags {
  out: string;
  service?: string;
  arweave: string;
  payloadId?: string;
  maxBytes: bigint;
}
interface CertificateFlags extends ClusterFlags {
  audience: string;
  purpose: string;
  use: Use;
  days: bigint;
  service?: string;
  out: string;
}
interface CheckFlags {
  audience: string;
  cluster: string;
  dataset?: PublicKey;
  use?: Use;
  maxDays: bigint;
  holderOnly: boolean;
  json: boolean;
}

export function addLicenceKeys(licence: Command): void {
  onCluster(licence.command('open <mint>').description('download and decrypt what the licence is of'))
    .requiredOption('--out <file>', 'where the data goes')
    .option('--service <url>', "the publisher's key service: after a transfer, or with another key")
    .option('--arweave <url>', 'where it is read', LOCAL_ARWEAVE)
    .option('--payload-id <id>', 'where it lies; default it is looked for by its dataset')
    .option('--max-bytes <n>', 'most that is read', wholeOption, 1n << 30n)
    .action((mint: string, flags: OpenFlags) => guarded(flags.json, () => open(keyOption(mint), flags)));
  onCluster(licence.command('certificate <mint>').description('sign a certificate that others check without a network'))
    .requiredOption('--audience <name>', 'who is to be shown it')
    .requiredOption('--purpose <text>', 'what for, one line')
    .requiredOption('--use <use>', 'what you do with the data', useOption)
    .option('--days <n>', 'good for so long, at most 30', wholeOption, 7n)
    .option('--service <url>', "the publisher's key service, which attests it; without one it is your word alone")
    .requiredOption('--out <file>', 'where it goes')
    .action((mint: string, flags: CertificateFlags) => guarded(flags.json, () => certificate(keyOption(mint), flags)));
  licence
    .command('check <file>')
    .description('check a certificate without a network; `licence verify` asks the chain')
    .requiredOption('--audience <name>', 'who you are')
    .requiredOption('--cluster <hash>', 'genesis hash of the cluster you trust')
    .option('--dataset <address>', 'of what it should be', keyOption)
    .option('--use <use>', 'for what it should be', useOption)
    .option('--max-days <n>', 'oldest reading of the chain you accept', wholeOption, 7n)
    .option('--holder-only', "accept the holder's word alone", false)
    .option('--json', 'print one JSON object', false)
    .action((file: string, flags: CheckFlags) => guarded(flags.json, () => Promise.resolve(check(file, flags))));
}

/** The dataset's identity: from the chain where the key was wrapped for this wallet there, else from the service. */
async function openedFor(context: Context, mint: PublicKey, service: string | undefined): Promise<Identity> {
  const { connection, wallet } = context;
  const license = await needLicence(connection, mint);
  const { contents } = await needDataset(connection, license.dataset);
  const identity = await identityOf(context);
  const own = Buffer.compare(deliveryKey(identity), Uint8Array.from(license.recipient)) === 0;
  if (own && license.state === 1)
    return unwrapKey(identity, Uint8Array.from(contents.commitment), Uint8Array.from(license.wrap.flat()));
  if (service === undefined)
    throw new TaggerClientError(
      'NoKey',
      "the key on chain is not for this wallet, or not there yet: name the publisher's --service",
    );
  const holder = { wallet: seedWallet(wallet.secretKey), identity };
  return (await requestKey(connection, { url: service }, holder, mint)).opened;
}

async function open(mint: PublicKey, flags: OpenFlags): Promise<void> {
  const context = contextOf(flags);
  const { dataset: address } = await needLicence(context.connection, mint);
  const dataset = await needDataset(context.connection, address);
  const identity = await openedFor(context, mint, flags.service);
  await download(flags.arweave, dataset, identity, flags.out, {
    maxBytes: Number(flags.maxBytes),
    id: flags.payloadId,
  });
  print(flags.json, { dataset: address.toBase58(), file: flags.out }, `wrote ${flags.out}`);
}

async function certificate(mint: PublicKey, flags: CertificateFlags): Promise<void> {
  const { connection, wallet } = contextOf(flags);
  const facts = await readLicence(connection, mint);
  const signed = await signCertificate(seedWallet(wallet.secretKey), {
    facts,
    audience: flags.audience,
    purpose: flags.purpose,
    use: flags.use,
    genesisHash: await connection.getGenesisHash(),
    now: BigInt(Math.floor(Date.now() / 1000)),
    lifeSecs: flags.days * 86_400n,
  });
  const made = flags.service === undefined ? signed : await requestAttestation({ url: flags.service }, signed);
  writeFileSync(flags.out, `${JSON.stringify(made, null, 2)}\n`);
  const attested = made.attestation !== undefined;
  print(
    flags.json,
    { file: flags.out, attested },
    `wrote ${flags.out}${attested ? ', attested by the publisher' : ': your word alone'}`,
  );
}

function check(file: string, flags: CheckFlags): void {
  const found = verifyCertificate(parseCertificate(readFileSync(file, 'utf8')), {
    now: BigInt(Math.floor(Date.now() / 1000)),
    audience: flags.audience,
    genesisHash: flags.cluster,
    dataset: flags.dataset,
    use: flags.use,
    holderOnly: flags.holderOnly,
    maxAgeSecs: flags.maxDays * 86_400n,
  });
  const { attested } = found;
  const by =
    attested === undefined
      ? null
      : { publisher: attested.publisher.toBase58(), slot: attested.slot, read: when(attested.readAt) };
  print(
    flags.json,
    {
      licence: found.mint.toBase58(),
      dataset: found.dataset.toBase58(),
      holder: found.holder.toBase58(),
      use: found.use,
      purpose: found.purpose,
      nonce: found.nonce,
      until: when(found.until),
      attested: by,
    },
    [
      `${found.holder.toBase58()} may ${found.use} with ${found.dataset.toBase58()}, until ${when(found.until)}`,
      by === null
        ? 'nobody but the holder says so: ask the chain'
        : `says ${by.publisher}, who read it at slot ${by.slot} (${by.read})`,
    ].join('\n'),
  );
}
