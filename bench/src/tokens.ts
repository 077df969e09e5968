/** What SPL Token takes for the simplest movement of money, and what our batched payouts take for each payee. */
import { createTransferCheckedInstruction, createTransferInstruction } from '@solana/spl-token';
import { decodeAccount, memberPda, pushPayouts, setPayout, settle, TAG_DECIMALS } from '@tagger/client';
import { equal, tagOf } from './books.ts';
import { MAX_TRANSACTION, type Ran } from './chain.ts';
import { BOND, Job, type Shape } from './job.ts';
import { Meter, type Measured } from './ours.ts';
import { aPerson, type Person, type World } from './world.ts';

export function measureTokens(world: World): Measured[] {
  const [from, to] = [aPerson(world, 'sender', 1_000_000n), aPerson(world, 'receiver', 0n)];
  const meter = new Meter(world);
  const plain = createTransferInstruction(from.tokens, to.tokens, from.key, 1n);
  const checked = createTransferCheckedInstruction(from.tokens, world.tagMint, to.tokens, from.key, 1n, TAG_DECIMALS);
  meter.run('transfer', [from.wallet], plain);
  meter.run('transferChecked', [from.wallet], checked);
  return [...meter.all.values()];
}

export interface Payouts {
  measured: Measured[];
  /** Payees of one v0 transaction. */
  payees: number;
  /** Compute units for each payee, the instruction's fixed part included. */
  unitsEach: number;
  /** Compute units a further payee adds. */
  unitsMore: number;
}

/** Everybody earns on one panel, then the keeper pushes all balances at once. */
export function measurePayouts(world: World, crew: readonly Person[]): Payouts {
  const { chain } = world;
  const shape: Shape = { seats: crew.length, items: 10, bits: 1, method: 'majority' };
  const keeper = aPerson(world, 'keeper', 0n);
  for (const { wallet, key, tokens } of crew) chain.run([wallet], setPayout({ wallet: key, payout: tokens }));
  const meter = new Meter(world);
  const pairs = crew.map(({ key, tokens }) => ({ wallet: key, payout: tokens }));
  // Balances from other benches go out first, so that each payout below pays the same.
  const owed = ({ wallet }: { wallet: Person['key'] }): boolean => {
    const info = chain.account(memberPda(wallet));
    return info !== null && decodeAccount('member', info).balance > 0n;
  };
  for (const pair of pairs.filter(owed)) chain.run([keeper.wallet], pushPayouts({ payees: [pair] }));

  const earn = (round: number): void => {
    const job = new Job(world, `payouts ${round}`, shape, crew, 1);
    const me = job.requester.wallet;
    chain.run([me], job.createRequester());
    chain.run([me], ...job.openTask(), job.fund());
    for (const person of crew) chain.run([person.wallet], job.join(person, BOND));
    chain.run([me], job.openPage(0, 1), job.openPanels(0, 1));
    const sitting = job.sit(0, 0n, 0);
    for (const person of crew) chain.run([person.wallet], job.claim(person, [sitting]));
    crew.forEach((person, at) => chain.run([person.wallet], job.commit(person, at, [sitting])));
    crew.forEach((person, at) => chain.run([person.wallet], job.reveal(person, at, [sitting])));
    chain.run([me], settle({ page: job.page(0), panels: [0n] }));
    crew.forEach((person, at) => chain.run([me], job.collect(person, at, [sitting])));
    job.windUp(1);
  };

  let payees = crew.length;
  while (payees > 1 && sizeOf(world, keeper, pairs.slice(0, payees)) > MAX_TRANSACTION) payees -= 1;
  earn(0);
  const single = meter.run('push_payouts, 1 payee', [keeper.wallet], pushPayouts({ payees: pairs.slice(0, 1) }));
  for (const pair of pairs.slice(1)) chain.run([keeper.wallet], pushPayouts({ payees: [pair] }));
  earn(1);
  const paid = crew.slice(0, payees);
  const held = (): bigint => paid.reduce((sum, { tokens }) => sum + tagOf(world, tokens), 0n);
  const before = held();
  const ran = meter.run(
    `push_payouts, ${payees} payees`,
    [keeper.wallet],
    pushPayouts({ payees: pairs.slice(0, payees) }),
  );
  equal(held() - before, BigInt(payees) * 10n * 10_000n, 'TAG pushed to all payees');
  const units = unitsIn(ran);
  return {
    measured: [...meter.all.values()],
    payees,
    unitsEach: units / payees,
    unitsMore: (units - unitsIn(single)) / (payees - 1),
  };
}

const unitsIn = ({ units }: Ran): number => units.reduce((sum, value) => sum + value, 0);

function sizeOf(world: World, keeper: Person, payees: { wallet: Person['key']; payout: Person['key'] }[]): number {
  try {
    return world.chain.sign([pushPayouts({ payees })], [keeper.wallet]).raw.length;
  } catch (error) {
    // The serializer of web3.js writes no more than a packet.
    if (error instanceof RangeError) return MAX_TRANSACTION + 1;
    throw error;
  }
}
