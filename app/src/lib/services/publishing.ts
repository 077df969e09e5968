/** From files to a published dataset, step by step; each step can be taken again. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { LicenceTerms } from '@tagger/client';
import type { ManifestFile } from '@tagger/client/manifest';
import type { Chain } from '../chain/door.ts';
import { baseUnits } from '../format/base.ts';
import type { Draft, DraftFile, StoredItem } from '../publish/draft.ts';
import { basisPoints, whole, type OfferForm, type PublishForm } from '../publish/form.ts';

/** The first number among the publisher's datasets whose title nobody has, and where that dataset will be. */
export async function freePlace(
  { client, connection }: Chain,
  publisher: PublicKey,
): Promise<{ nonce: bigint; dataset: PublicKey }> {
  for (let first = 1n; ; first += 50n) {
    const nonces = Array.from({ length: 50 }, (_, at) => first + BigInt(at));
    const titles = nonces.map((nonce) => client.titlePda(publisher, nonce));
    const infos = await connection.getMultipleAccountsInfo(titles);
    const at = infos.findIndex((info) => info === null);
    if (at >= 0) return { nonce: nonces[at]!, dataset: client.datasetPda(titles[at]!) };
  }
}

/** The file as it will lie on Arweave: encrypted for the dataset's key, in chunks; large ones stay on disk. */
export async function sealed(file: Blob, secret: Uint8Array): Promise<Blob> {
  const { encryptStream, datasetIdentity } = await import('@tagger/client/keys');
  const stream = await encryptStream(file.stream(), [datasetIdentity(secret).recipient]);
  return new Response(stream).blob();
}

/** What stands against training on files, by their own metadata (C2PA, CAWG). */
export async function againstTraining(files: readonly File[]): Promise<{ refused: string[]; flagged: string[] }> {
  const { trainingMining, checkConsent } = await import('@tagger/client/manifest');
  const items: Parameters<typeof checkConsent>[0] = await Promise.all(
    files
      .filter(({ type }) => type === 'image/jpeg' || type === 'image/png')
      .map(async (file) => ({
        item: file.name,
        consent: trainingMining(new Uint8Array(await file.arrayBuffer())),
      })),
  );
  const { refused, flagged } = checkConsent(items, ['aiTraining', 'aiGenerativeTraining', 'dataMining']);
  const names = (list: typeof refused): string[] => [...new Set(list.map(({ item }) => item))];
  return { refused: names(refused), flagged: names(flagged) };
}

/** Terms of an offer as the chain holds them. The form was checked. */
export function termsOf(
  { client }: Chain,
  offer: OfferForm,
  licence: { hash: readonly number[]; id: readonly number[] },
  asks: { attribution: boolean; shareAlike: boolean },
): { terms: LicenceTerms; price: bigint; keySecs: number } {
  const uses = offer.uses.reduce((bits, name) => bits | ((client.USES as Record<string, number>)[name] ?? 0), 0);
  const { attribution, shareAlike } = client.DUTIES;
  return {
    terms: {
      textHash: [...licence.hash],
      textId: [...licence.id],
      termSecs: BigInt(whole(offer.days) ?? 0) * 86_400n,
      leastRoyalty: 0n,
      seats: whole(offer.seats) ?? 0,
      uses,
      royaltyBps: offer.transferable ? (basisPoints(offer.royalty) ?? 0) : 0,
      territory: [0, 0],
      field: 0,
      duties: (asks.attribution ? attribution : 0) | (asks.shareAlike ? shareAlike : 0),
      transferable: offer.transferable ? 1 : 0,
      reserved: [0, 0, 0],
    },
    price: baseUnits(offer.price) ?? 0n,
    keySecs: (whole(offer.keyHours) ?? 24) * 3_600,
  };
}

/** Id and hash of what is stored, as bytes. */
async function bytesOf({ id, sha256 }: StoredItem): Promise<{ id: number[]; hash: number[] }> {
  const [{ idBytes }, { hexToBytes }] = await Promise.all([
    import('@tagger/client/storage'),
    import('@noble/hashes/utils'),
  ]);
  return { id: [...idBytes(id)], hash: [...hexToBytes(sha256)] };
}

/** The licence of a form by its class: of the list where it is one of it. */
export async function classOf({ spdx, useClass, attribution, shareAlike }: PublishForm) {
  const { licenceOf } = await import('@tagger/client/manifest');
  if (spdx !== '') return licenceOf(spdx);
  return { useClass: useClass as ReturnType<typeof licenceOf>['useClass'], attribution, shareAlike };
}

/** What the dataset's account will hold besides its card. The first secret file is the one the chain names. */
async function contentsOf(draft: Draft, secret: Uint8Array) {
  const { datasetCommitment } = await import('@tagger/client/keys');
  const { classNumbers } = await import('@tagger/client/manifest');
  const payload = await bytesOf(draft.files.find((file) => file.secret)!.stored!);
  const licence = await bytesOf(draft.licence!);
  return {
    payloadHash: payload.hash,
    commitment: [...datasetCommitment(secret)],
    licenceHash: licence.hash,
    licenceId: licence.id,
    ...classNumbers(await classOf(draft.form)),
  };
}

const words = (list: string): string[] =>
  list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

const fileOf = ({ name, mediaType, secret, stored }: DraftFile): ManifestFile =>
  secret
    ? { ...stored!, name: `${name}.age`, mediaType: 'application/octet-stream', plain: { name, mediaType } }
    : { ...stored!, name, mediaType };

/** The card: what the chain says, what the provider says, and the files. Throws what `croissant` throws. */
export async function cardOf(chain: Chain, publisher: PublicKey, draft: Draft, secret: Uint8Array): Promise<Blob> {
  const { croissant, describeTask } = await import('@tagger/client/manifest');
  const { client, connection } = chain;
  const { form } = draft;
  const contents = await contentsOf(draft, secret);
  const licence = { hash: contents.licenceHash, id: contents.licenceId };
  const offer = termsOf(chain, form.offer, licence, await classOf(form));
  const nonce = BigInt(draft.nonce);
  const state = await describeTask(connection, { publisher, nonce, contents, offers: [offer] });
  const { seconds } = await client.fetchClock(connection);
  const statement = (line: string): string[] => (line.trim() === '' ? [] : [line.trim()]);
  const rai = {
    dataCollection: statement(form.collection),
    personalSensitiveInformation: statement(form.personal),
    dataLimitations: statement(form.limits),
  };
  const { bytes } = croissant(
    state,
    {
      name: form.name.trim(),
      description: form.description.trim(),
      version: form.version.trim(),
      published: new Date(Number(seconds) * 1_000).toISOString().slice(0, 10),
      creators: [{ name: form.creator.trim(), kind: 'person' }],
      keywords: words(form.keywords),
      languages: words(form.languages),
      ...(form.spdx !== '' && { spdx: form.spdx }),
      rai,
    },
    draft.files.map(fileOf),
  );
  return new Blob([Uint8Array.from(bytes)]);
}

/** Membership and stake if they are missing, and the dataset. */
export async function publication(
  chain: Chain,
  publisher: PublicKey,
  draft: Draft,
  secret: Uint8Array,
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const [member, { tagMint, params }, from, manifest, contents] = await Promise.all([
    client.fetchMember(connection, publisher),
    chain.config(),
    chain.tokensOf(publisher),
    bytesOf(draft.card!),
    contentsOf(draft, secret),
  ]);
  const wished = baseUnits(draft.form.bond) ?? 0n;
  const bond = wished < params.minBond ? params.minBond : wished;
  const missing = bond - (member?.stakeActive ?? 0n);
  return [
    ...(member === null ? [client.createMember({ wallet: publisher })] : []),
    ...(missing > 0n ? [client.stake({ wallet: publisher, from, tagMint, amount: missing })] : []),
    client.publishDataset({
      publisher,
      nonce: BigInt(draft.nonce),
      bond,
      contents: { ...contents, manifestId: manifest.id, manifestHash: manifest.hash },
      name: draft.form.name.trim(),
      uri: `ar://${draft.card!.id}`,
    }),
  ];
}
