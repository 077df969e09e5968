/** Publishing a finished task's labels: sealed, described, put up, offered, and keys for those who buy. */
import type { LicenceTerms } from '@tagger/client';
import { toCsv } from '@tagger/client/exports';
import { datasetCommitment, datasetIdentity, encryptBytes, wrapKey } from '@tagger/client/keys';
import { croissant, describeTask, recordsOf, type ManifestFile } from '@tagger/client/manifest';
import { bytesSource, idBytes, type Storage, type Stored } from '@tagger/client/storage';
import { bytesToHex } from '@noble/hashes/utils';
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import { baseOf } from '../posting/plan.ts';
import { secretPurpose } from '../services/datasetSecret.ts';
import { uploads } from '../services/upload.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { datasetNonce, datasetOf } from './datasetAt.ts';
import { columnsOf } from './download.ts';
import type { LabelRow } from './labels.ts';
import { licenceText, type DatasetForm } from './licence.ts';
import type { Watched } from './watch.ts';

const DAY = 86_400;

/** Stores payload, licence and manifest. Returns what publishes the dataset and offers it, the stake it needs in front. */
export async function sealDataset(
  chain: Chain,
  vault: VaultState,
  watched: Watched,
  rows: readonly LabelRow[],
  form: DatasetForm,
  publisher: PublicKey,
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const { task, rules, clock, config } = watched;
  const nonce = datasetNonce(task.address);
  const dataset = datasetOf(chain, publisher, task.address);
  const secret = await vault.secret(secretPurpose(dataset.toBase58()));
  const storage = uploads(chain, vault);
  const columns = columnsOf(rows, rules?.classes ?? []);
  const plain = new TextEncoder().encode(toCsv(columns));
  const sealed = await encryptBytes(plain, [datasetIdentity(secret).recipient]);
  const payload = await put(storage, sealed, 'application/octet-stream', dataset);
  const licence = await put(storage, new TextEncoder().encode(licenceText(form)), 'text/plain', dataset);
  const contents = {
    payloadHash: [...payload.sha256],
    commitment: [...datasetCommitment(secret)],
    licenceHash: [...licence.sha256],
    licenceId: [...idBytes(licence.id)],
    useClass: client.USE_CLASS[form.uses.commercial ? 'commercial' : 'nonCommercial'],
    attribution: Number(form.attribution),
    shareAlike: Number(form.shareAlike),
  };
  const terms = termsOf(chain, form, licence);
  const price = baseOf(form.price) ?? 0n;
  const state = await describeTask(connection, {
    publisher,
    nonce,
    task: task.address,
    contents,
    offers: [{ terms, price }],
  });
  const file = {
    ...{ name: 'labels.csv.age', id: payload.id, sha256: bytesToHex(payload.sha256), size: payload.size },
    mediaType: 'application/octet-stream',
    plain: { name: 'labels.csv', mediaType: 'text/csv' },
    records: recordsOf(columns, { name: 'labels', description: 'One line for each item', meanings: MEANINGS }),
  };
  const said = {
    ...{ name: form.name.trim(), description: form.description.trim(), version: '1.0.0' },
    published: new Date(Number(clock.seconds) * 1_000).toISOString().slice(0, 10),
    creators: [{ name: form.creator.trim(), kind: 'organization' as const }],
    languages: [...(rules?.languages ?? [])],
  };
  const { bytes, contentType } = croissant(state, said, [file, ...sealedItems(watched)]);
  const manifest = await put(storage, bytes, contentType, dataset);
  const bond = baseOf(form.bond) ?? 0n;
  const member = await client.fetchMember(connection, publisher);
  const missing = bond - (member?.stakeActive ?? 0n);
  const from = await chain.tokensOf(publisher);
  return [
    ...(missing > 0n ? [client.stake({ wallet: publisher, from, tagMint: config.tagMint, amount: missing })] : []),
    client.publishDataset({
      ...{ publisher, nonce, bond, name: form.name.trim(), uri: `ar://${manifest.id}` },
      made: { task: task.address, recordsRoot: client.rootOfRecords(task.records) },
      contents: { ...contents, manifestId: [...idBytes(manifest.id)], manifestHash: [...manifest.sha256] },
    }),
    client.openOffer({ publisher, dataset, index: 0, terms, price, keySecs: Math.round(form.keyHours * 3_600) }),
  ];
}

/** Items of a private task: whoever has a licence opens their manifest, which names and opens them. */
function sealedItems({ task, notes }: Watched): ManifestFile[] {
  if (task.terms.private === 0) return [];
  if (notes?.sealed === undefined) throw new Error(text.myTasks.noNotes);
  const { id, sha256, size } = notes.sealed.manifest;
  return [
    {
      ...{ name: 'items.json.age', id, sha256, size },
      mediaType: 'application/octet-stream',
      plain: { name: 'items.json', mediaType: 'application/json' },
    },
  ];
}

const MEANINGS = {
  place: 'Place of the item in its task',
  content: 'The text, or the SHA-256 of the file',
  confidence: 'Estimated chance that the label is right, 0 to 1',
  final: 'Whether nothing could change the label any more',
};

function termsOf({ client }: Chain, form: DatasetForm, licence: Stored): LicenceTerms {
  const uses = (Object.keys(client.USES) as (keyof typeof client.USES)[])
    .filter((use) => form.uses[use])
    .reduce((bits, use) => bits | client.USES[use], 0);
  const { attribution, shareAlike } = client.DUTIES;
  return {
    textHash: [...licence.sha256],
    textId: [...idBytes(licence.id)],
    termSecs: BigInt(Math.round(form.days * DAY)),
    leastRoyalty: 0n,
    ...{ seats: 0, uses, royaltyBps: form.transferable ? Math.round(form.royalty * 100) : 0 },
    ...{ territory: [0, 0], field: 0, reserved: [0, 0, 0] },
    duties: (form.attribution ? attribution : 0) | (form.shareAlike ? shareAlike : 0),
    transferable: Number(form.transferable),
  };
}

function put(storage: Storage, bytes: Uint8Array, contentType: string, dataset: PublicKey): Promise<Stored> {
  const tags = [
    { name: 'App-Name', value: 'Tagger' },
    { name: 'Tagger-Dataset', value: dataset.toBase58() },
  ];
  return storage.put(bytesSource(bytes), { contentType, tags });
}

/** Keys for everybody who paid and waits. Throws where the vault's secret is not the dataset's. */
export async function deliveries(
  chain: Chain,
  vault: VaultState,
  dataset: PublicKey,
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const pending = await client.listLicenses(connection, { dataset, state: client.LICENCE_STATES.indexOf('pending') });
  const secret = await vault.secret(secretPurpose(dataset.toBase58()));
  return pending.map(({ address, mint, holder, recipient }) => {
    const about = { programId: client.PROGRAM_ID.toBytes(), account: address.toBytes() };
    const made = wrapKey(secret, {
      ...about,
      commitment: datasetCommitment(secret),
      recipient: Uint8Array.from(recipient),
    });
    return client.deliverKey({ dataset, mint, holder, ...made });
  });
}
