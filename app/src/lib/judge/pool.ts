/** A place among the validators: what it is worth, what it costs to take and to leave. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type {
  ChainClock,
  CourtView,
  Keyed,
  MemberAccount,
  PageView,
  Params,
  PoolView,
  ValidatorView,
} from '@tagger/client';
import type { Identity } from '@tagger/client/keys';
import type { Chain } from '../chain/door.ts';
import { keyMissing } from '../services/joining.ts';
import { pastRound } from './past.ts';
import type { Past, SeatAt } from './kept.ts';

/** Seconds of a slot: what a cluster aims at. */
const SLOT_SECS = 0.4;

export interface Bench {
  member: Keyed<MemberAccount> | null;
  params: Params;
  clock: ChainClock;
  /** Base units in the wallet's own account. */
  tokens: bigint;
  /** Validators who can be drawn or are about to leave, in all shards. */
  validators: number;
  /** A shard with a free place; `undefined` where the pool is full. */
  free: number | undefined;
  place: Place | undefined;
  /** Seconds until the pool's next epoch begins, about. */
  nextEpoch: number;
  /** The member named a key; without one nothing can be encrypted for him. */
  keyed: boolean;
  reviews: Keyed<PageView>[];
}

export interface Place {
  shard: number;
  validator: ValidatorView;
  /** Share of all draws, basis points, now and from the next epoch on. */
  shareBps: number;
  nextShareBps: number;
  /** What keeps somebody who left from having his bond back. */
  waits: 'epoch' | 'duties' | undefined;
}

export async function benchOf(chain: Chain, wallet: PublicKey): Promise<Bench> {
  const { client, connection } = chain;
  const [member, config, clock, pools, reviews, tokens] = await Promise.all([
    client.fetchMember(connection, wallet),
    client.fetchConfig(connection),
    client.fetchClock(connection),
    client.fetchPools(connection),
    client.listReviews(connection),
    chain.tokensOf(wallet).then((account) => connection.getTokenAccountBalance(account).catch(() => undefined)),
  ]);
  const { params } = config ?? (await chain.config());
  const epochSlots = client.DRAW.epochSlots;
  return {
    member,
    params,
    clock,
    tokens: BigInt(tokens?.value.amount ?? 0),
    validators: pools.reduce((sum, pool) => sum + pool.validators.length, 0),
    free: pools.find(({ ready, members }) => ready === 1 && members < client.DRAW.poolPlaces)?.index,
    place: placeIn(chain, pools, wallet, clock),
    nextEpoch: Math.ceil((epochSlots - Number(clock.slot % BigInt(epochSlots))) * SLOT_SECS),
    keyed: member?.key.some((byte) => byte !== 0) ?? false,
    reviews,
  };
}

function placeIn({ client }: Chain, pools: PoolView[], wallet: PublicKey, { slot }: ChainClock): Place | undefined {
  const found = client.findValidator(pools, wallet);
  if (found === undefined) return undefined;
  const { shard, validator } = found;
  const share = (weights: (pool: PoolView) => Uint32Array): number => {
    const all = pools.reduce((sum, pool) => sum + (weights(pool)[1] ?? 0), 0);
    return all === 0 ? 0 : Math.round((10_000 * client.weightAtLeaf(weights(shard), validator.leaf)) / all);
  };
  const epoch = validator.since > client.epochOf(slot) ? 'epoch' : undefined;
  return {
    shard: shard.index,
    validator,
    shareBps: share((pool) => client.weightsIn(pool, slot)),
    nextShareBps: share(({ coming }) => coming),
    waits: validator.duties > 0 ? 'duties' : epoch,
  };
}

/** Base units that have to be staked first for a bond. */
export const missingFor = ({ member }: Pick<Bench, 'member'>, bond: bigint): bigint => {
  const missing = bond - (member?.stakeActive ?? 0n);
  return missing > 0n ? missing : 0n;
};

/** Takes a place with `bond` base units behind it, or adds to the bond; with member, stake and key where they are missing. */
export async function joining(
  chain: Chain,
  wallet: PublicKey,
  bench: Bench,
  bond: bigint,
  identity: () => Promise<Identity>,
): Promise<TransactionInstruction[]> {
  const { client } = chain;
  const [from, { tagMint }] = [await chain.tokensOf(wallet), await chain.config()];
  const missing = missingFor(bench, bond);
  const pool = bench.place?.shard ?? bench.free;
  if (pool === undefined)
    throw new client.TaggerClientError('PoolFull', 'No shard of the pool has a free place: try again later.');
  // Payloads and private items are encrypted for whoever is drawn: without a key he could only guess.
  const key = bench.keyed ? [] : await keyMissing(chain, wallet, bench.member?.key, await identity());
  return [
    ...(bench.member === null ? [client.createMember({ wallet })] : []),
    ...key,
    ...(missing > 0n ? [client.stake({ wallet, from, tagMint, amount: missing })] : []),
    client.joinPool({ wallet, pool, bond }),
  ];
}

/** Rounds the wallet sat on that are on the chain and were counted, by review and round. A place that was another's before is told by its epoch. */
export function chainPast(
  { client }: Chain,
  { reviews, place, clock }: Bench,
): { at: Omit<SeatAt, 'cluster' | 'wallet'>; past: Past }[] {
  if (place === undefined) return [];
  const { place: own, since, state } = place.validator;
  const his = (round: CourtView): boolean => state !== 'active' || client.epochOf(round.case.target) >= since;
  return reviews.flatMap((page) =>
    page.panels.filter(client.isCourt).flatMap((round) => {
      const slot = round.slots.find(({ state: held, seat }) => held !== 'empty' && seat === own);
      if (slot === undefined || (slot.state === 'collected' && !his(round))) return [];
      const past = pastRound({ page, round, slot }, clock);
      return past === undefined ? [] : [{ at: { review: page.address.toBase58(), round: round.number }, past }];
    }),
  );
}
