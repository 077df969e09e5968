/** Val in the browser, two other validators through the client, and labels that are contested. */
import { Keypair } from '@solana/web3.js';
import { REVIEWS, type SlotView } from '@tagger/client';
import { published, type Market } from '../../../bots/test/support/market.ts';
import {
  ballots,
  contest,
  joinValidators,
  nextEpoch,
  ownPool,
  type Ballot,
  type ReviewSetup,
} from '../../../tests/support/reviews.ts';
import { airdrop, giveTag, type Actor } from '../../../tests/support/world.ts';
import { openSite, type Site, type Watched } from './browser.ts';
import { connect, crewCommits, crewOf, crewReveals, settles } from './colleagues.ts';
import { slotOf, takesPlace } from './courts.ts';

export const TAG = 1_000_000n;
export const TRUTH = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];
/** Base units of a vote. */
export const FEE = 20_000n;

export interface Court {
  site: Site;
  val: Actor;
  /** With Val they are all there are, so that whoever needs three has him. */
  others: Actor[];
  /** A page on which the persona of this name is connected. */
  opens(name: string, path: string, options?: Parameters<Site['page']>[0]): Promise<Watched>;
  /** Ballots of the two others, with the slots they were drawn for. */
  ballotsOf(review: ReviewSetup, votes: number[], round?: bigint): Promise<Ballot[]>;
  valSlot(review: ReviewSetup, round?: bigint): Promise<SlotView | undefined>;
  /** The first item is 1, two of three say 0; the requester contests these items. */
  contested(title: string, items: number[]): Promise<{ market: Market; review: ReviewSetup }>;
}

/** Val has 1,000 TAG, and a place among the validators if he is `seated`. */
export async function openCourt(people: Record<string, Keypair>, seated: boolean): Promise<Court> {
  const wallet = Keypair.generate();
  const val: Actor = { name: 'Val', wallet, key: wallet.publicKey, tokens: wallet.publicKey };
  const site = await openSite({ Val: wallet, ...people });
  const { world, arweave } = site;
  ownPool(world);
  await airdrop(world.connection, val.key, 2_000_000_000);
  val.tokens = await giveTag(world, val.key, 1_000n * TAG);
  const others = await joinValidators(world, 2);
  const opens: Court['opens'] = async (name, path, options) => {
    const view = await site.page(options);
    await view.page.goto(`${site.url}${path}`);
    await connect(view.page, name);
    return view;
  };
  if (seated) {
    const { page } = await opens('Val', '/judge');
    await takesPlace(page, 3);
    await page.context().close();
    await nextEpoch(world);
  }
  return {
    site,
    val,
    others,
    opens,
    ballotsOf: async (review, votes, round = 0n) => {
      const slots = await Promise.all(others.map(({ key }) => slotOf(world, review, key, round)));
      return others.flatMap((voter, at) => {
        const slot = slots[at];
        return slot === undefined ? [] : ballots([voter], [votes], slot.index);
      });
    },
    valSlot: (review, round = 0n) => slotOf(world, review, val.key, round),
    contested: async (title, items) => {
      const market = await published(world, arweave, {
        rules: { title },
        terms: { ...REVIEWS, reviewFee: FEE },
        escrow: 40n * TAG,
      });
      const crew = await crewOf(world, market, 3);
      const wrong = [0, ...TRUTH.slice(1)];
      await crewReveals(world, market, await crewCommits(world, market, crew, [TRUTH, wrong, wrong]));
      await settles(world, market);
      return { market, review: await contest(world, market, items) };
    },
  };
}
