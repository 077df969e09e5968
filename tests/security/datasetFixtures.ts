/** The fixtures of datasets and of licences that are sold. */
import {
  burnLicense,
  claimShare,
  closeDataset,
  closeOffer,
  fetchLicense,
  leaveDataset,
  licenceMintPda,
  openOffer,
  publishDataset,
  refundPurchase,
  renewLicense,
  send,
  stake,
  takeRevenue,
  transferLicense,
  withdrawDataset,
} from '@tagger/client';
import { aMember } from '../support/build.ts';
import {
  aBuyer,
  delivery,
  finishedTask,
  offered,
  publication,
  published,
  purchase,
  soldOnce,
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
  async burnLicense(world) {
    const { buyer, mint, sponsor } = await active(world);
    return burnLicense({ caller: buyer.key, mint, holder: buyer.key, rentPayer: sponsor.key });
  },
};
