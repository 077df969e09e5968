/** Labels as files, encrypted, with a Croissant manifest that says where they are from; then the dataset and its offer. */
import { sha256 } from '@noble/hashes/sha2';
import {
  DUTIES,
  fetchDataset,
  fetchMember,
  fetchOffer,
  fetchTask,
  openOffer,
  publishDataset,
  rootOfRecords,
  send,
  stake,
  USE_CLASS,
  USES,
  type LicenceTerms,
} from '@tagger/client';
import { labelTable, toCsv } from '@tagger/client/exports';
import { datasetCommitment, datasetIdentity, encryptBytes } from '@tagger/client/keys';
import {
  croissant,
  describeTask,
  drawSample,
  linesAt,
  recordsOf,
  udlTags,
  type ManifestFile,
} from '@tagger/client/manifest';
import { bytesSource, idBytes, idText, type Storage, type Stored } from '@tagger/client/storage';
import { storageOf } from '../../arweave.ts';
import { datasetOf, NONCE, secretOf, type Market } from './run.ts';

/** Base units. */
export const PRICE = 10_000_000n;
const BOND = 5_000_000n;
export const ROYALTY_BPS = 500;
/** Seconds to deliver a key. */
const KEY_SECS = 3_600;
/** Lines anybody can look at; nobody chose them. */
const SAMPLE = 20;
const LICENCE = `The holder of this licence may train and evaluate models with the labels, for money or not, for the term written in
the licence's account, and names the publisher. He may pass the licence on for the royalty written there. He may not pass on the labels.
`;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Training and evaluation for a year, to be named; 5 % of a resale. */
export const termsOf = (stored: Pick<Stored, 'id' | 'sha256'>): LicenceTerms => ({
  textHash: [...stored.sha256],
  textId: [...idBytes(stored.id)],
  termSecs: 365n * 86_400n,
  leastRoyalty: 0n,
  seats: 0,
  uses: USES.train | USES.evaluate | USES.commercial,
  royaltyBps: ROYALTY_BPS,
  territory: [0, 0],
  field: 0,
  duties: DUTIES.attribution,
  transferable: 1,
  reserved: [0, 0, 0],
});

export async function publishLabels(m: Market): Promise<void> {
  const { connection, progress } = m;
  progress.phase('market: publish', 2);
  const dataset = datasetOf(m);
  if ((await fetchDataset(connection, dataset)) === null) await publish(m);
  progress.step();
  if ((await fetchOffer(connection, dataset, 0)) === null) await offer(m);
  progress.step();
}

async function publish(m: Market): Promise<void> {
  const { connection, requester, task, tagMint, name } = m;
  const publisher = requester.wallet.publicKey;
  const storage = storageOf(m.arweave, requester.wallet);
  const licence = await put(storage, text(LICENCE), 'text/plain');
  const terms = termsOf(licence);
  const offers = [{ terms, price: PRICE }];
  const { payload, files } = await upload(m, storage, offers);
  const contents = {
    payloadHash: [...payload.sha256],
    commitment: [...datasetCommitment(secretOf(m))],
    licenceHash: terms.textHash,
    licenceId: terms.textId,
    useClass: USE_CLASS.commercial,
    attribution: 1,
    shareAlike: 0,
  };
  const state = await describeTask(connection, { publisher, nonce: NONCE, task, contents, offers });
  const manifest = croissant(
    state,
    {
      name,
      description: 'Labels of a replayed crowd: each is what the panels of a task decided on chain.',
      version: '1.0.0',
      published: await today(m),
      creators: [{ name: 'Tagger demo', kind: 'organization' }],
      keywords: ['crowdsourcing', 'labels'],
      citeAs: `${name}, decided on chain by the members of a Tagger task`,
    },
    files,
  );
  const stored = await put(storage, manifest.bytes, manifest.contentType);
  const staked = (await fetchMember(connection, publisher))?.stakeActive ?? 0n;
  const missing = staked < BOND ? [stake({ wallet: publisher, from: requester.tokens, tagMint, amount: BOND })] : [];
  await send(
    connection,
    [
      ...missing,
      publishDataset({
        publisher,
        nonce: NONCE,
        made: { task, recordsRoot: state.recordsRoot },
        bond: BOND,
        contents: { ...contents, manifestId: [...idBytes(stored.id)], manifestHash: [...manifest.sha256] },
        name,
        uri: `ar://${stored.id}`,
      }),
    ],
    [requester.wallet],
  );
}

/** The day by the chain's clock. */
async function today({ connection }: Market): Promise<string> {
  const seconds = (await connection.getBlockTime(await connection.getSlot())) ?? Math.floor(Date.now() / 1000);
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

const put = (storage: Storage, bytes: Uint8Array, contentType: string): Promise<Stored> =>
  storage.put(bytesSource(bytes), { contentType, tags: [{ name: 'App-Name', value: 'Tagger' }] });

/** The labels, encrypted, and a sample of them that the root of the records draws. */
async function upload(
  m: Market,
  storage: Storage,
  offers: Parameters<typeof udlTags>[0],
): Promise<{ payload: Stored; files: ManifestFile[] }> {
  const { plan, labels, requester, tagMint } = m;
  const task = await fetchTask(m.connection, m.task);
  if (task === null) throw new Error('the task is gone before its dataset was published');
  const table = labelTable({
    classes: plan.classes,
    items: plan.items.map((id, item) => ({ id, classLabel: labels[item] ?? 0 })),
  });
  const places = drawSample(plan.items.length, SAMPLE, rootOfRecords(task.records));
  const sample = await put(storage, text(toCsv(linesAt(table, places))), 'text/csv');
  const { recipient } = datasetIdentity(secretOf(m));
  const bytes = await encryptBytes(text(toCsv(table)), [recipient]);
  const publisher = requester.wallet.publicKey.toBase58();
  const tags = udlTags(offers, { tagMint: tagMint.toBase58(), publisher, encrypted: true });
  const payload = await storage.put(bytesSource(bytes), { contentType: 'application/octet-stream', tags });
  const file = (name: string, { id, sha256: hash, size }: Stored, mediaType: string): ManifestFile => ({
    name,
    id,
    sha256: Buffer.from(hash).toString('hex'),
    size,
    mediaType,
  });
  return {
    payload,
    files: [
      {
        ...file('sample.csv', sample, 'text/csv'),
        records: recordsOf(linesAt(table, places), { name: 'sample', description: 'Some of the labels', preview: 5 }),
      },
      {
        ...file('labels.csv.age', payload, 'application/octet-stream'),
        plain: { name: 'labels.csv', mediaType: 'text/csv' },
        records: recordsOf(table, { name: 'labels', description: 'All labels' }),
      },
    ],
  };
}

async function offer(m: Market): Promise<void> {
  const dataset = datasetOf(m);
  const found = await fetchDataset(m.connection, dataset);
  if (found === null) throw new Error('the dataset did not appear: run the command again');
  const { licenceHash, licenceId } = found.contents;
  const stored = { sha256: Uint8Array.from(licenceHash), id: idText(Uint8Array.from(licenceId)) };
  if (!sha256(text(LICENCE)).every((byte, at) => byte === stored.sha256[at])) throw new Error('another licence text');
  const publisher = m.requester.wallet.publicKey;
  const terms = termsOf(stored);
  await send(
    m.connection,
    [openOffer({ publisher, dataset, index: 0, terms, price: PRICE, keySecs: KEY_SECS })],
    [m.requester.wallet],
  );
}
