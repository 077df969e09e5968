/** `tagger validator join|leave|status|weigh|seat`: a place in the pool that reviews are drawn from. */
import type { Command } from 'commander';
import type { Connection, PublicKey } from '@solana/web3.js';
import {
  DRAW,
  dutiesOf,
  epochOf,
  fetchMember,
  fetchPools,
  fetchSlot,
  findValidator,
  formatTag,
  joinPool,
  leavePool,
  listReviews,
  removeValidator,
  send,
  TaggerClientError,
  weightAtLeaf,
  weightsIn,
  weighValidator,
  type PoolView,
  type ValidatorView,
} from '@tagger/client';
import { contextOf, needConfig, onCluster, type ClusterFlags } from '../context.ts';
import { needTask } from '../court/locate.ts';
import { seatCounts, seatMissing } from '../court/seat.ts';
import { hasKey, keyMissing } from '../identity.ts';
import { keyOption, tagOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { stakeMissing } from '../stakeMissing.ts';
import { lasting, SLOT_SECS, when } from '../time.ts';

interface WalletFlags extends ClusterFlags {
  wallet?: PublicKey;
}

export function addValidator(program: Command): void {
  const validator = program
    .command('validator')
    .description('validators, who are drawn by lot to judge contested labels');
  onCluster(
    validator
      .command('join')
      .description('put stake behind your seats and be drawn from the next epoch on; again to add to the bond'),
  )
    .option('--bond <tag>', 'TAG of stake behind your seats; default what one seat binds', tagOption)
    .action((flags: ClusterFlags & { bond?: bigint }) => guarded(flags.json, () => join(flags)));
  onCluster(
    validator
      .command('leave')
      .description('stop being drawn from the next epoch on; run it again then to have the bond back as stake'),
  ).action((flags: ClusterFlags) => guarded(flags.json, () => leave(flags)));
  onCluster(validator.command('status').description('place, bond, weight, record and the seats that wait for votes'))
    .option('--wallet <address>', 'default: the wallet that signs', keyOption)
    .action((flags: WalletFlags) => guarded(flags.json, () => status(flags)));
  onCluster(validator.command('weigh').description("bring a validator's weight up to date with bond and record"))
    .option('--wallet <address>', 'default: the wallet that signs', keyOption)
    .action((flags: WalletFlags) => guarded(flags.json, () => weigh(flags)));
  onCluster(
    validator
      .command('seat <task>')
      .description(
        "open a seat in a task that promised validators a part of its dataset's revenue: votes count from then on",
      ),
  ).action((task: string, flags: ClusterFlags) => guarded(flags.json, () => seat(keyOption(task), flags)));
}

async function seat(address: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const task = await needTask(connection, address);
  if (!seatCounts(task))
    throw new TaggerClientError(
      'NothingPromised',
      task.validatorBps === 0
        ? 'this task promised validators no part of what its dataset earns'
        : 'the dataset of this task is published: no vote counts for its revenue any more',
    );
  await placeIn(connection, wallet.publicKey);
  const missing = await seatMissing(connection, task, wallet.publicKey);
  if (missing.length > 0) await send(connection, missing, [wallet], options);
  const part = `${task.validatorBps / 100} %`;
  print(
    flags.json,
    { task: address.toBase58(), opened: missing.length > 0 && !flags.dryRun, validatorBps: task.validatorBps },
    missing.length === 0
      ? `you have a seat there: validators share ${part}`
      : `${flags.dryRun ? 'would open' : 'opened'} a seat: validators share ${part} by votes that become the verdict`,
  );
}

async function join(flags: ClusterFlags & { bond?: bigint }): Promise<void> {
  const context = contextOf(flags);
  const { connection, wallet, send: options } = context;
  const { params } = await needConfig(connection);
  const key = wallet.publicKey;
  const bond = flags.bond ?? params.reviewBond;
  const pools = await fetchPools(connection);
  const known = findValidator(pools, key);
  const shard = known?.shard ?? pools.find(({ ready, members }) => ready === 1 && members < DRAW.poolPlaces);
  if (shard === undefined)
    throw new TaggerClientError('PoolFull', 'no shard of the pool has a free place: try again later');
  const { instructions: first, staked } = await stakeMissing(connection, key, bond);
  const member = await fetchMember(connection, key);
  // Payloads and private items are encrypted for whoever is drawn: without a key he could only guess.
  const named = member !== null && hasKey(member) ? [] : await keyMissing(context, member);
  const instructions = [...first, ...named, joinPool({ wallet: key, pool: shard.index, bond })];
  const { signature } = await send(connection, instructions, [wallet], options);
  const whole = bond + (known?.validator.bond ?? 0n);
  const seats = whole / params.reviewBond;
  const slot = await fetchSlot(connection);
  const counts = await beginning(connection, epochOf(slot) + 1n);
  print(
    flags.json,
    { bond: whole, staked, seats, countsFromEpoch: epochOf(slot) + 1n, signature },
    `${flags.dryRun ? 'would join' : 'joined'} with ${formatTag(whole)} TAG behind ${seats} seats at once, ${formatTag(staked)} TAG of it newly staked; counts in draws ${counts}`,
  );
}

async function leave(flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const key = wallet.publicKey;
  const { shard, validator } = await placeIn(connection, key);
  const slot = await fetchSlot(connection);
  if (validator.state === 'active') {
    await send(connection, [leavePool({ wallet: key, pool: shard.index })], [wallet], options);
    const from = await beginning(connection, epochOf(slot) + 1n);
    return print(
      flags.json,
      { left: !flags.dryRun, bondBack: false, fromEpoch: epochOf(slot) + 1n },
      `${flags.dryRun ? 'would not be' : 'not'} drawn any more ${from}; run it again then to have ${formatTag(validator.bond)} TAG back as stake`,
    );
  }
  const waits = waitOf(validator, slot);
  if (waits !== undefined) {
    const from = await beginning(connection, validator.since);
    const text = waits === 'epoch' ? `the bond is free ${from}` : `${validator.duties} seats are not collected yet`;
    return print(flags.json, { left: true, bondBack: false, waitsFor: waits }, `leaving: ${text}`);
  }
  await send(connection, [removeValidator({ wallet: key, pool: shard.index })], [wallet], options);
  print(
    flags.json,
    { left: true, bondBack: !flags.dryRun, bond: validator.bond },
    `${flags.dryRun ? 'would leave' : 'left'} the pool: ${formatTag(validator.bond)} TAG are active stake again`,
  );
}

/** What keeps a leaving validator in the pool. */
function waitOf({ since, duties }: ValidatorView, slot: bigint): 'epoch' | 'duties' | undefined {
  if (duties > 0) return 'duties';
  return since > epochOf(slot) ? 'epoch' : undefined;
}

async function status(flags: WalletFlags): Promise<void> {
  const { connection, wallet } = contextOf(flags);
  const key = flags.wallet ?? wallet.publicKey;
  const { shard, validator, pools } = await placeIn(connection, key);
  const [member, slot, reviews] = await Promise.all([
    fetchMember(connection, key),
    fetchSlot(connection),
    listReviews(connection),
  ]);
  const weight = weightAtLeaf(weightsIn(shard, slot), validator.leaf);
  const total = pools.reduce((sum, pool) => sum + (weightsIn(pool, slot)[1] ?? 0), 0);
  const nextWeight = weightAtLeaf(shard.coming, validator.leaf);
  const seats = reviews.flatMap((page) =>
    dutiesOf(page, validator.place).map(({ round, slot: held, todo }) => ({
      review: page.address.toBase58(),
      round: Number(round.number),
      phase: round.phase,
      seat: held.state,
      todo: todo ?? null,
      until: round.until,
    })),
  );
  const { votes, coherent, earned, slashed } = member ?? { votes: 0n, coherent: 0n, earned: 0n, slashed: 0n };
  const share = total === 0 ? '0' : ((100 * weight) / total).toFixed(2);
  print(
    flags.json,
    {
      wallet: key.toBase58(),
      state: validator.state,
      place: validator.place,
      bond: validator.bond,
      bound: validator.held,
      duties: validator.duties,
      weight,
      totalWeight: total,
      nextWeight,
      votes,
      coherent,
      earned,
      slashed,
      seats,
    },
    [
      `${validator.state} at place ${validator.leaf} of shard ${shard.index}`,
      `bond     ${formatTag(validator.bond)} TAG, ${formatTag(validator.held)} TAG of it bound to ${validator.duties} seats`,
      `weight   ${weight} of ${total} (${share} %), ${nextWeight} from the next epoch on`,
      `record   ${coherent} coherent votes of ${votes}; earned ${formatTag(earned)} TAG, slashed ${formatTag(slashed)} TAG`,
      ...seats.map(
        (seat) =>
          `seat     ${seat.review} round ${seat.round}: ${seat.todo === null ? `${seat.seat}, ${seat.phase}` : `${seat.todo} until ${when(seat.until)}`}`,
      ),
    ].join('\n'),
  );
}

async function weigh(flags: WalletFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const key = flags.wallet ?? wallet.publicKey;
  const { shard } = await placeIn(connection, key);
  const { events } = await send(connection, [weighValidator({ wallet: key, pool: shard.index })], [wallet], options);
  const weight = events.flatMap(({ name, data }) => (name === 'validatorChanged' ? [data.weight] : []))[0] ?? 0;
  print(
    flags.json,
    { wallet: key.toBase58(), weight },
    `${key.toBase58()} ${flags.dryRun ? 'would weigh' : 'weighs'} ${weight} from the next epoch on`,
  );
}

async function placeIn(
  connection: Connection,
  wallet: PublicKey,
): Promise<{ shard: PoolView; validator: ValidatorView; pools: PoolView[] }> {
  const pools = await fetchPools(connection);
  const found = findValidator(pools, wallet);
  if (found === undefined)
    throw new TaggerClientError(
      'NoSuchValidator',
      `${wallet.toBase58()} is no validator: \`tagger validator join\` first`,
    );
  return { ...found, pools };
}

/** When an epoch of the pool begins, in words. */
async function beginning(connection: Connection, epoch: bigint): Promise<string> {
  const slots = Number(epoch * BigInt(DRAW.epochSlots) - (await fetchSlot(connection)));
  return `from epoch ${epoch} on, in about ${lasting(Math.max(0, slots) * SLOT_SECS)}`;
}
