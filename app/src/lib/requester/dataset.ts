/** Publishing what came out of a finished task: sealed, described, put up, offered, and keys for those who buy. */
import type { LicenceTerms } from '@tagger/client';
import { datasetCommitment, datasetIdentity, encryptBytes, wrapKey } from '@tagger/client/keys';
import { croissant, describeTask, type ManifestFile } from '@tagger/client/manifest';
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
import type { DatasetPart } from './datasetParts.ts';
import { licenceText, type DatasetForm } from './licence.ts';
import type { Watched } from './watch.ts';

const DAY = 86_400;

export interface Stated {
  form: DatasetForm;
  /** About how it was made, in the publisher's name. */
  protocol?: string | undefined;
}

/** Stores the parts, the first of which is the payload on chain, licence and manifest. Returns what publishes the dataset and offers it, the stake it needs in front. */
export async function sealDataset(
  chain: Chain,
  vault: VaultState,
  watched: Watched,
  parts: readonly DatasetPart[],
  { form, protocol }: Stated,
  publisher: PublicKey,
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const { task, rules, clock, config } = watched;
  const nonce = datasetNonce(task.address);
  const dataset = datasetOf(chain, publisher, task.address);
  const secret = await vault.secret(secretPurpose(dataset.toBase58()));
  const storage = uploads(chain, vault);
  const { recipient } = datasetIdentity(secret);
  const stored: [Stored, DatasetPart][] = [];
  for (const part of parts) {
    const sealed = await encryptBytes(part.bytes, [recipient]);
    stored.push([await put(storage, sealed, 'application/octet-stream', dataset), part]);
  }
  const [[payload] = []] = stored;
  if (payload === undefined) throw new Error(text.myTasks.dataset.nothing);
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
  const files = stored.map(([{ id, sha256, size }, { name, mediaType, records }]): ManifestFile => ({
    ...{ name: `${name}.age`, id, sha256: bytesToHex(sha256), size },
    mediaType: 'application/octet-stream',
    plain: { name, mediaType },
    ...(records && { records }),
  }));
  const said = {
    ...{ name: form.name.trim(), description: form.description.trim(), version: '1.0.0' },
    published: new Date(Number(clock.seconds) * 1_000).toISOString().slice(0, 10),
    creators: [{ name: form.creator.trim(), kind: 'organization' as const }],
    languages: [...(rules?.languages ?? [])],
    ...(protocol !== undefined && { rai: { dataAnnotationProtocol: [protocol] } }),
  };
  const { bytes, contentType } = croissant(state, said, [...files, ...sealedItems(watched)]);
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
