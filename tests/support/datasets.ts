/** Datasets, offers and purchases that tests start from. */
import type { PublicKey } from '@solana/web3.js';
import {
  acceptBid,
  bidLicense,
  buyLicense,
  closePage,
  createMember,
  datasetPda,
  deliverKey,
  DUTIES,
  fetchBid,
  fetchLicense,
  fetchTask,
  licenceMintPda,
  licensePda,
  METHOD,
  openOffer,
  PROGRAM_ID,
  publishDataset,
  rootOfRecords,
  setKey,
  settle,
  stake,
  titlePda,
  USE_CLASS,
  USES,
  type BidLicense,
  type LicenceTerms,
  type OpenOffer,
  type PublishDataset,
} from '@tagger/client';
import {
  datasetCommitment,
  deliveryKey,
  generateIdentity,
  newDatasetSecret,
  passOnKey,
  wrapKey,
  type Identity,
  type Wrap,
} from '@tagger/client/keys';
import { aMember, answer, collectAll, sha256, staffed, TRUTH } from './build.ts';
import { people } from './people.ts';
import { waitUntil } from './time.ts';
import { act, chainTime, type Actor, type World } from './world.ts';

/** Training and evaluation for a year, to be named. */
export const TRAINING: LicenceTerms = {
  textHash: [...sha256('the licence')],
  textId: [...sha256('where it lies')],
  termSecs: 31_536_000n,
  leastRoyalty: 0n,
  seats: 0,
  uses: USES.train | USES.evaluate,
  royaltyBps: 0,
  territory: [0, 0],
  field: 0,
  duties: DUTIES.attribution,
  transferable: 0,
  reserved: [0, 0, 0],
};

export interface DatasetSetup {
  publisher: Actor;
  dataset: PublicKey;
  /** Behind the commitment. */
  secret: Uint8Array;
  nonce: bigint;
}

export const contentsOf = (secret: Uint8Array): PublishDataset['contents'] => ({
  manifestId: [...sha256('where the manifest lies')],
  manifestHash: [...sha256('the manifest')],
  payloadHash: [...sha256('the payload')],
  commitment: [...datasetCommitment(secret)],
  licenceHash: [...sha256('the licence')],
  licenceId: [...sha256('where it lies')],
  useClass: USE_CLASS.commercial,
  attribution: 1,
  shareAlike: 0,
});

let nonce = 0n;

/** What publishes a dataset, and where it will be: of a task, or own data. */
export async function publication(
  world: World,
  publisher: Actor,
  task?: PublicKey,
  bond = 5_000_000n,
): Promise<{ setup: DatasetSetup; publish: PublishDataset }> {
  nonce += 1n;
  const secret = newDatasetSecret();
  const records = task === undefined ? undefined : (await fetchTask(world.connection, task))?.records;
  const made = task === undefined || records === undefined ? undefined : { task, recordsRoot: rootOfRecords(records) };
  const dataset = datasetPda(titlePda(publisher.key, nonce));
  return {
    setup: { publisher, dataset, secret, nonce },
    publish: {
      publisher: publisher.key,
      nonce,
      made,
      bond,
      contents: contentsOf(secret),
      name: 'Cats and dogs',
      uri: 'ar://where-the-manifest-lies',
    },
  };
}

/** Publishes; the publisher stakes what the bond needs. */
export async function published(world: World, publisher: Actor, task?: PublicKey): Promise<DatasetSetup> {
  const { setup, publish } = await publication(world, publisher, task);
  const { key, tokens } = publisher;
  await act(
    world,
    publisher,
    stake({ wallet: key, from: tokens, tagMint: world.tagMint, amount: publish.bond }),
    publishDataset(publish),
  );
  return setup;
}

/** Offers a licence, 10 TAG and an hour for the key unless said otherwise. */
export async function offered(
  world: World,
  { publisher, dataset }: DatasetSetup,
  change: Partial<OpenOffer> = {},
): Promise<void> {
  const offer = { index: 0, terms: TRAINING, price: 10_000_000n, keySecs: 3_600, ...change };
  await act(world, publisher, openOffer({ publisher: publisher.key, dataset, ...offer }));
}

export interface Buyer extends Actor {
  identity: Identity;
}

/** A member with a key and 1,000 TAG. */
export async function aBuyer(world: World): Promise<Buyer> {
  const [actor] = (await people(world, 1)) as [Actor];
  const identity = generateIdentity();
  await act(
    world,
    actor,
    createMember({ wallet: actor.key }),
    setKey({ wallet: actor.key, key: deliveryKey(identity) }),
  );
  return { ...actor, identity };
}

export const purchase = (
  world: World,
  { dataset }: DatasetSetup,
  { key, tokens }: Actor,
  change: Partial<Parameters<typeof buyLicense>[0]> = {},
): ReturnType<typeof buyLicense> =>
  buyLicense({
    buyer: key,
    dataset,
    index: 0,
    nonce: 1n,
    most: 10_000_000n,
    terms: TRAINING,
    from: tokens,
    tagMint: world.tagMint,
    ...change,
  });

/** The key for a purchase, as the publisher's service makes it. */
export async function delivery(
  world: World,
  { dataset, secret }: DatasetSetup,
  { key }: Actor,
  purchaseNonce = 1n,
): Promise<ReturnType<typeof deliverKey>> {
  const mint = licenceMintPda(dataset, key, purchaseNonce);
  const license = await fetchLicense(world.connection, mint);
  if (license === null) throw new Error('there is no such purchase');
  const made = wrapKey(secret, {
    programId: PROGRAM_ID.toBytes(),
    account: licensePda(mint).toBytes(),
    commitment: datasetCommitment(secret),
    recipient: Uint8Array.from(license.recipient),
  });
  return deliverKey({ dataset, mint, holder: key, ...made });
}

/** The key of a licence as its holder passes it on to whoever bids. */
export async function handover(
  world: World,
  mint: PublicKey,
  giver: { identity: Identity },
  recipient: readonly number[],
): Promise<Wrap> {
  const license = await fetchLicense(world.connection, mint);
  if (license === null) throw new Error('there is no such licence');
  return passOnKey(giver.identity, {
    programId: PROGRAM_ID.toBytes(),
    account: licensePda(mint).toBytes(),
    giver: Uint8Array.from(license.recipient),
    held: Uint8Array.from(license.wrap.flat()),
    recipient: Uint8Array.from(recipient),
  });
}

/** A task that has ended, all pages closed, whose labels were all accepted; unless said otherwise half of the revenue is promised to its members. */
export async function finishedTask(
  world: World,
  seats = 1,
  shares = { contributorBps: 5_000, validatorBps: 0 },
): Promise<{ requester: Actor; task: PublicKey; crew: Actor[] }> {
  const { setup, crew } = await staffed(world, [{ seatsFirst: seats }], seats, {
    terms: { method: METHOD.majority },
    lifeSecs: 3_600n,
    shares,
  });
  const work = await answer(
    world,
    setup,
    crew,
    crew.map(() => TRUTH),
  );
  const { requester, task, page } = setup;
  await act(world, requester, settle({ page, panels: [0n] }));
  await collectAll(world, setup, work);
  await waitUntil(world, (await fetchTask(world.connection, task))!.endsAt);
  await act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key }));
  return { requester, task, crew };
}

/** A dataset of such a task, sold once for 10 TAG: 4.9 for the contributors, 4.9 for the publisher, 0.2 fee. */
export async function soldOnce(world: World, seats = 1) {
  const { requester, task, crew } = await finishedTask(world, seats);
  const sold = await published(world, requester, task);
  await offered(world, sold);
  const buyer = await aBuyer(world);
  await act(world, buyer, purchase(world, sold, buyer));
  await act(world, world.deployer, await delivery(world, sold, buyer));
  return { sold, dataset: sold.dataset, publisher: requester, task, crew, buyer };
}

/** Own data sold at 10 TAG with 5 % of a resale, a tenth of a TAG at least; Bea holds a licence with its key. */
export const PASSED_ON: LicenceTerms = { ...TRAINING, transferable: 1, royaltyBps: 500, leastRoyalty: 100_000n };

export interface HeldLicence {
  sold: DatasetSetup;
  bea: Buyer;
  mint: PublicKey;
}

/** Bought and paid; the key is to come. */
export async function pendingLicence(
  world: World,
  terms: LicenceTerms = PASSED_ON,
  sold?: DatasetSetup,
): Promise<HeldLicence> {
  const offering = sold ?? (await published(world, await aMember(world, 'Pro', 0n)));
  if (sold === undefined) await offered(world, offering, { terms });
  const bea = await aBuyer(world);
  await act(world, bea, purchase(world, offering, bea, { terms }));
  return { sold: offering, bea, mint: licenceMintPda(offering.dataset, bea.key, 1n) };
}

/** Bought, and its key delivered. */
export async function heldLicence(...how: Parameters<typeof pendingLicence>): Promise<HeldLicence> {
  const held = await pendingLicence(...how);
  await act(how[0], how[0].deployer, await delivery(how[0], held.sold, held.bea));
  return held;
}

/** A bid for it, 8 TAG for a day unless said otherwise. */
export const bidding = async (
  world: World,
  { mint }: HeldLicence,
  { key, tokens }: Actor,
  change: Partial<BidLicense> = {},
): Promise<ReturnType<typeof bidLicense>> =>
  bidLicense({
    bidder: key,
    mint,
    price: 8_000_000n,
    until: (await chainTime(world)) + 86_400n,
    terms: PASSED_ON,
    from: tokens,
    tagMint: world.tagMint,
    ...change,
  });

/** Bea, or `holder`, takes a bid. */
export async function accepting(
  world: World,
  { sold, mint, bea }: HeldLicence,
  bidder: Actor,
  holder: Buyer = bea,
): Promise<ReturnType<typeof acceptBid>> {
  const bid = await fetchBid(world.connection, mint, bidder.key);
  if (bid === null) throw new Error('there is no such bid');
  const made = await handover(world, mint, holder, bid.recipient);
  return acceptBid({
    holder: holder.key,
    dataset: sold.dataset,
    mint,
    bidder: bidder.key,
    least: bid.price,
    rentPayer: bid.rentPayer,
    ...made,
  });
}
