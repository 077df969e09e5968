/** The validators of the replay take their places in the pool, and give them up again at its end. */
import {
  createMember,
  DRAW,
  epochOf,
  fetchMember,
  fetchPools,
  fetchSlot,
  joinPool,
  leavePool,
  removeValidator,
  send,
  stake,
} from '@tagger/client';
import { chunks } from '../../packing.ts';
import { pool } from '../../pool.ts';
import type { Dispute } from './run.ts';

const WIDTH = 12;
/** Instructions `remove_validator` that share a transaction. */
const REMOVALS = 8;

/** Everybody takes a place in the pool; weights count from the next epoch on. */
export async function joinValidators(d: Dispute): Promise<void> {
  const { connection, tagMint, validatorStake: amount } = d;
  d.progress.phase('dispute: join the pool', d.validators.length);
  await pool(d.validators, WIDTH, async ({ wallet: { publicKey: wallet }, wallet: key, tokens: from }) => {
    const member = await fetchMember(connection, wallet);
    const first = member === null ? [createMember({ wallet }), stake({ wallet, from, tagMint, amount })] : [];
    const join = (member?.poolPlace ?? 0) === 0 ? [joinPool({ wallet, bond: amount / 2n })] : [];
    if (join.length > 0) await send(connection, [...first, ...join], [key]);
    d.progress.step();
  });
  await reachEpochs(d);
}

/** Everybody gives his place up, waits for the epoch to end, and has his bond as active stake again. */
export async function leaveValidators(d: Leaving): Promise<void> {
  const { connection, requester } = d;
  const places = await placesOf(d);
  d.progress.phase('leave the pool', places.length);
  await pool(places, WIDTH, async ({ who, state }) => {
    const { publicKey: wallet } = who.wallet;
    if (state === 'active') await send(connection, [leavePool({ wallet })], [who.wallet]);
    d.progress.step();
  });
  await reachEpochs(d);
  for (const group of chunks(await placesOf(d), REMOVALS)) {
    const removing = group.map(({ who }) => removeValidator({ wallet: who.wallet.publicKey }));
    await send(connection, removing, [requester.wallet]);
  }
}

type Leaving = Pick<Dispute, 'connection' | 'validators' | 'requester' | 'progress' | 'advance'>;

/** Who of the validators has a place, and whether he is leaving it. */
async function placesOf({ connection, validators }: Leaving) {
  const known = (await fetchPools(connection)).flatMap((shard) => shard.validators);
  return validators.flatMap((who) => {
    const place = known.find(({ wallet }) => wallet.equals(who.wallet.publicKey));
    return place === undefined ? [] : [{ who, state: place.state, since: place.since }];
  });
}

/** Changes of the pool count from the next epoch on: lets it begin if any is waiting. */
async function reachEpochs(d: Leaving): Promise<void> {
  const slot = await fetchSlot(d.connection);
  if ((await placesOf(d)).some(({ since }) => since > epochOf(slot)))
    await d.advance({ slots: DRAW.epochSlots - Number(slot % BigInt(DRAW.epochSlots)) });
}
