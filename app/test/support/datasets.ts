/** Datasets with bytes behind them: encrypted, on the Arweave of the test, with a card that fits. */
import { createHash } from 'node:crypto';
import { datasetPda, openOffer, publishDataset, stake, titlePda, USE_CLASS, type LicenceTerms } from '@tagger/client';
import { datasetCommitment, datasetIdentity, encryptBytes, newDatasetSecret } from '@tagger/client/keys';
import { croissant, describeTask, recordsOf, type ManifestFile, type Statement } from '@tagger/client/manifest';
import { bytesSource, dataItems, idBytes, solanaSigner, type Storage } from '@tagger/client/storage';
import type { PublicKey } from '@solana/web3.js';
import { PASSED_ON, type DatasetSetup } from '../../../tests/support/datasets.ts';
import { act, type Actor, type World } from '../../../tests/support/world.ts';

export const LICENCE_TEXT = 'You may train on it.\n<script>document.title = "sold"</script>';
const BOND = 5_000_000n;

export interface Wanted {
  said?: Partial<Statement>;
  plain: Uint8Array;
  plainName?: string;
  /** Public files beside it. */
  sample?: { name: string; mediaType: string; bytes: Uint8Array }[];
  /** Rows of `labels`, shown to all. */
  rows?: string[];
  terms?: Partial<LicenceTerms>;
  price?: bigint;
  keySecs?: number;
  task?: PublicKey;
  /** Changes the card after it was written, before it is stored. */
  forge?: (card: string) => string;
  nonce: bigint;
}

export interface Published extends DatasetSetup {
  terms: LicenceTerms;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const sha256 = (bytes: Uint8Array): Uint8Array => Uint8Array.from(createHash('sha256').update(bytes).digest());

/** Publishes it and offers one licence, 10 TAG and an hour for the key unless said otherwise. */
export async function publishedData(
  world: World,
  arweave: string,
  publisher: Actor,
  wanted: Wanted,
): Promise<Published> {
  const { key, tokens, wallet } = publisher;
  const storage: Storage = dataItems({
    gateways: [arweave],
    upload: `${arweave}/tx`,
    signer: () => solanaSigner(wallet.secretKey),
  });
  const put = (bytes: Uint8Array, contentType: string) => storage.put(bytesSource(bytes), { contentType });
  const secret = newDatasetSecret();
  const sealed = await put(
    await encryptBytes(wanted.plain, [datasetIdentity(secret).recipient]),
    'application/octet-stream',
  );
  const licence = await put(Buffer.from(LICENCE_TEXT), 'text/plain');
  const terms: LicenceTerms = {
    ...PASSED_ON,
    textHash: [...licence.sha256],
    textId: [...idBytes(licence.id)],
    ...wanted.terms,
  };
  const { nonce, price = 10_000_000n, plainName = 'labels.csv' } = wanted;
  const contents = {
    payloadHash: [...sealed.sha256],
    commitment: [...datasetCommitment(secret)],
    licenceHash: terms.textHash,
    licenceId: terms.textId,
    useClass: USE_CLASS.commercial,
    attribution: 1,
    shareAlike: 0,
  };
  const files: ManifestFile[] = [
    {
      name: `${plainName}.age`,
      id: sealed.id,
      sha256: hex(sealed.sha256),
      size: sealed.size,
      mediaType: 'application/octet-stream',
      plain: { name: plainName, mediaType: 'text/csv' },
      ...(wanted.rows && {
        records: recordsOf([{ name: 'text', type: 'text', values: wanted.rows }], {
          name: 'labels',
          description: 'All of them',
          preview: 100,
        }),
      }),
    },
  ];
  for (const { name, mediaType, bytes } of wanted.sample ?? []) {
    const { id, size } = await put(bytes, mediaType);
    files.push({ name, id, size, sha256: hex(sha256(bytes)), mediaType });
  }
  const state = await describeTask(world.connection, {
    publisher: key,
    nonce,
    task: wanted.task,
    contents,
    offers: [{ terms, price }],
  });
  const said: Statement = {
    name: 'Cats and dogs',
    description: 'Photographs of pets.',
    version: '1.0.0',
    published: '2026-11-23',
    creators: [{ name: 'Pro', kind: 'person' }],
    languages: ['en'],
    spdx: 'CC-BY-4.0',
    ...wanted.said,
  };
  const card = Buffer.from(croissant(state, said, files).bytes).toString('utf8');
  const bytes = Buffer.from(wanted.forge?.(card) ?? card);
  const stored = await put(bytes, 'application/ld+json');
  const made = wanted.task === undefined ? undefined : { task: wanted.task, recordsRoot: state.recordsRoot };
  const manifest = { manifestId: [...idBytes(stored.id)], manifestHash: [...sha256(bytes)] };
  const uri = `ar://${stored.id}`;
  const publish = { publisher: key, nonce, made, bond: BOND, contents: { ...contents, ...manifest }, uri };
  const dataset = datasetPda(titlePda(key, nonce));
  await act(
    world,
    publisher,
    stake({ wallet: key, from: tokens, tagMint: world.tagMint, amount: BOND }),
    publishDataset({ ...publish, name: 'Cats and dogs' }),
  );
  const { keySecs = 3_600 } = wanted;
  await act(world, publisher, openOffer({ publisher: key, dataset, index: 0, terms, price, keySecs }));
  return { publisher, dataset, secret, nonce, terms };
}
