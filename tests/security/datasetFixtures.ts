/** The fixtures of datasets and of licences that are sold. */
import {
  askLicense,
  burnLicense,
  claimShare,
  closeDataset,
  closeOffer,
  closeTokens,
  defendLicense,
  fetchLicense,
  fetchMember,
  leaveDataset,
  licenceMintPda,
  licensePda,
  openOffer,
  publishDataset,
  refundPurchase,
  renewLicense,
  rewrapLicense,
  send,
  stake,
  takeRevenue,
  transferLicense,
  upgradeLicense,
  withdrawBid,
  withdrawDataset,
} from '@tagger/client';
import { accused, accusing, concluding, evidence, unappealed } from '../support/breaches.ts';
import { aMember } from '../support/build.ts';
import {
  aBuyer,
  accepting,
  bidding,
  delivery,
  finishedTask,
  handover,
  heldLicence,
  offered,
  PASSED_ON,
  publication,
  published,
  purchase,
  soldOnce,
  TRAINING,
  type Buyer,
  type DatasetSetup,
} from '../support/datasets.ts';
import { people } from '../support/people.ts';
import { bench, judge } from '../support/reviews.ts';
import { waitUntil } from '../support/time.ts';
import { act, type Actor, type World } from '../support/world.ts';
import type { Maker } from './fixtures.ts';

/** Own data on offer at 10 TAG. */
async function onOffer(world: World): Promise<DatasetSetup> {
  const sold = await published(world, await aMember(world, 'Pro', 0n));
  await offered(world, sold, { terms: PASSED_ON });
  return sold;
}

const aSponsor = async (world: World): Promise<Actor> => (await people(world, 1))[0] as Actor;

/** Bought, the rent paid by somebody else. */
async function pending(world: World): Promise<{ sold: DatasetSetup; buyer: Buyer; sponsor: Actor }> {
  const [sold, buyer, sponsor] = [await onOffer(world), await aBuyer(world), await aSponsor(world)];
  const instruction = purchase(world, sold, buyer, { terms: PASSED_ON, payer: sponsor.key });
  await send(world.connection, [instruction], [sponsor.wallet, buyer.wallet]);
  return { sold, buyer, sponsor };
}

async function active(world: World) {
  const { sold, buyer, sponsor } = await pending(world);
  await act(world, world.deployer, await delivery(world, sold, buyer));
  const mint = licenceMintPda(sold.dataset, buyer.key, 1n);
  return { buyer, mint, sponsor, dataset: sold.dataset };
}

/** A bid for a licence, the rent paid by somebody else. */
async function bidOn(world: World) {
  const [held, bob, sponsor] = [await heldLicence(world), await aBuyer(world), await aSponsor(world)];
  const bid = await bidding(world, held, bob, { payer: sponsor.key });
  await send(world.connection, [bid], [sponsor.wallet, bob.wallet]);
  return { held, bob, sponsor, mint: held.mint };
}

export const DATASET_FIXTURES: Record<string, Maker> = {
  async publishDataset(world) {
    const { requester, task } = await finishedTask(world);
    const { publish } = await publication(world, requester, task);
    const { key, tokens } = requester;
    await act(world, requester, stake({ wallet: key, from: tokens, tagMint: world.tagMint, amount: publish.bond }));
    return publishDataset({ ...publish, payer: (await aSponsor(world)).key });
  },
  async openOffer(world) {
    const { publisher, dataset } = await published(world, await aMember(world, 'Pro', 0n));
    const payer = (await aSponsor(world)).key;
    return openOffer({ publisher: publisher.key, payer, dataset, index: 0, terms: TRAINING, price: 1n, keySecs: 600 });
  },
  async closeOffer(world) {
    const { publisher, dataset } = await onOffer(world);
    return closeOffer({ caller: publisher.key, dataset, index: 0, rentPayer: publisher.key });
  },
  async buyLicense(world) {
    const payer = (await aSponsor(world)).key;
    return purchase(world, await onOffer(world), await aBuyer(world), { terms: PASSED_ON, payer });
  },
  async deliverKey(world) {
    const { sold, buyer } = await pending(world);
    return delivery(world, sold, buyer);
  },
  async refundPurchase(world) {
    const { sold, buyer, sponsor } = await pending(world);
    const mint = licenceMintPda(sold.dataset, buyer.key, 1n);
    await waitUntil(world, (await fetchLicense(world.connection, mint))!.keyUntil);
    const { publisher, dataset } = sold;
    return refundPurchase({ dataset, publisher: publisher.key, holder: buyer.key, mint, rentPayer: sponsor.key });
  },
  async claimShare(world) {
    const { dataset, task, crew } = await soldOnce(world);
    return claimShare({ dataset, task, wallet: crew[0]!.key });
  },
  async leaveDataset(world) {
    const { dataset, task, crew } = await soldOnce(world);
    return leaveDataset({ wallet: crew[0]!.key, dataset, task });
  },
  async takeRevenue(world) {
    const { dataset, publisher } = await soldOnce(world);
    return takeRevenue({ dataset, publisher: publisher.key, treasury: world.treasury, tagMint: world.tagMint });
  },
  async withdrawDataset(world) {
    const { publisher, dataset } = await onOffer(world);
    return withdrawDataset({ publisher: publisher.key, dataset });
  },
  async closeDataset(world) {
    const { publisher, dataset } = await published(world, await aMember(world, 'Pro', 0n));
    await act(world, publisher, withdrawDataset({ publisher: publisher.key, dataset }));
    return closeDataset({ dataset, publisher: publisher.key, rentPayer: publisher.key });
  },
  async transferLicense(world) {
    const { dataset, buyer, mint } = await active(world);
    const [to] = (await people(world, 1)) as [Actor];
    const { tagMint } = world;
    return transferLicense({ holder: buyer.key, dataset, mint, to: to.key, price: 0n, from: buyer.tokens, tagMint });
  },
  async renewLicense(world) {
    const { dataset, buyer, mint } = await active(world);
    const { tagMint } = world;
    return renewLicense({ payer: buyer.key, dataset, index: 0, mint, most: 10_000_000n, from: buyer.tokens, tagMint });
  },
  async rewrapLicense(world) {
    const { sold, bea, mint } = await heldLicence(world);
    const { key } = (await fetchMember(world.connection, bea.key))!;
    const made = await handover(world, mint, bea, key);
    return rewrapLicense({ dataset: sold.dataset, mint, holder: bea.key, byPublisher: false, ...made });
  },
  async upgradeLicense(world) {
    const { sold, bea, mint } = await heldLicence(world);
    const { tagMint } = world;
    await offered(world, sold, { index: 1, terms: PASSED_ON, price: 20_000_000n });
    const agreed = { index: 1, most: 20_000_000n, terms: PASSED_ON };
    return upgradeLicense({ holder: bea.key, dataset: sold.dataset, mint, ...agreed, from: bea.tokens, tagMint });
  },
  async askLicense(world) {
    const { bea, mint } = await heldLicence(world);
    return askLicense({ holder: bea.key, mint, price: 9_000_000n });
  },
  async bidLicense(world) {
    return bidding(world, await heldLicence(world), await aBuyer(world), { payer: (await aSponsor(world)).key });
  },
  async withdrawBid(world) {
    const { bob, sponsor, mint } = await bidOn(world);
    return withdrawBid({ caller: bob.key, mint, bidder: bob.key, rentPayer: sponsor.key });
  },
  async acceptBid(world) {
    const { bob, held } = await bidOn(world);
    return accepting(world, held, bob);
  },
  async closeTokens(world) {
    const { bob, held, mint } = await bidOn(world);
    await act(world, held.bea, await accepting(world, held, bob));
    return closeTokens({ mint, holder: held.bea.key, to: held.bea.key });
  },
  async accuseLicense(world) {
    return accusing(world, await evidence(world), { payer: (await aSponsor(world)).key });
  },
  async defendLicense(world) {
    await bench(world);
    const { bea, mint, review } = await accused(world);
    await judge(world, review, [[1], [1], [1], [1], [1]]);
    const { tagMint } = world;
    return defendLicense({ holder: bea.key, mint, page: review.page, panel: 0n, from: bea.tokens, tagMint });
  },
  async concludeAccusation(world) {
    await bench(world);
    const made = await accused(world);
    await judge(world, made.review, [[1], [1], [1], [1], [1]]);
    await unappealed(world, made);
    return concluding(world, made, licensePda(made.mint));
  },
  async burnLicense(world) {
    const { buyer, mint, sponsor } = await active(world);
    return burnLicense({ caller: buyer.key, mint, holder: buyer.key, rentPayer: sponsor.key });
  },
};
