/** The fixtures of datasets and of licences that are sold. */
import {
  burnLicense,
  claimShare,
  closeDataset,
  closeOffer,
  closePage,
  fetchLicense,
  fetchTask,
  leaveDataset,
  licenceMintPda,
  METHOD,
  openOffer,
  publishDataset,
  refundPurchase,
  renewLicense,
  send,
  settle,
  stake,
  takeRevenue,
  transferLicense,
  withdrawDataset,
} from '@tagger/client';
import { aMember, answer, collectAll, staffed, TRUTH } from '../support/build.ts';
import {
  aBuyer,
  delivery,
  offered,
  publication,
  published,
  purchase,
  TRAINING,
  type Buyer,
  type DatasetSetup,
} from '../support/datasets.ts';
import { people } from '../support/people.ts';
import { waitUntil } from '../support/time.ts';
import { act, type Actor, type World } from '../support/world.ts';
import type { Maker } from './fixtures.ts';

const PASSED_ON = { ...TRAINING, transferable: 1, leastRoyalty: 1n };

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

/** A finished task with one contributor, half of the revenue promised. */
async function finished(world: World) {
  const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, {
    terms: { method: METHOD.majority },
    lifeSecs: 3_600n,
    shares: { contributorBps: 5_000, validatorBps: 0 },
  });
  const work = await answer(world, setup, crew, [TRUTH]);
  const { requester, task, page } = setup;
  await act(world, requester, settle({ page, panels: [0n] }));
  await collectAll(world, setup, work);
  await waitUntil(world, (await fetchTask(world.connection, task))!.endsAt);
  await act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key }));
  return { requester, task, ann: crew[0] as Actor };
}

/** The same, published and sold once. */
async function shared(world: World) {
  const { requester, task, ann } = await finished(world);
  const sold = await published(world, requester, task);
  await offered(world, sold);
  const buyer = await aBuyer(world);
  await act(world, buyer, purchase(world, sold, buyer));
  await act(world, world.deployer, await delivery(world, sold, buyer));
  return { dataset: sold.dataset, publisher: requester, task, ann };
}

export const DATASET_FIXTURES: Record<string, Maker> = {
  async publishDataset(world) {
    const { requester, task } = await finished(world);
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
    const { dataset, task, ann } = await shared(world);
    return claimShare({ dataset, task, wallet: ann.key });
  },
  async leaveDataset(world) {
    const { dataset, task, ann } = await shared(world);
    return leaveDataset({ wallet: ann.key, dataset, task });
  },
  async takeRevenue(world) {
    const { dataset, publisher } = await shared(world);
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
  async burnLicense(world) {
    const { buyer, mint, sponsor } = await active(world);
    return burnLicense({ caller: buyer.key, mint, holder: buyer.key, rentPayer: sponsor.key });
  },
};
