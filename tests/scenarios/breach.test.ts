import { expect } from 'chai';
import {
  askLicense,
  burnLicense,
  closePage,
  closeTask,
  defendLicense,
  dueOnReview,
  fetchLicense,
  fetchMember,
  fetchTask,
  licensePda,
  pagePda,
  sendLicence,
  sweepTask,
  transferLicense,
} from '@tagger/client';
import { accused, BOND, concluding, FEES, unappealed, type Accusation } from '../support/breaches.ts';
import { aBuyer, accepting, bidding, delivery, heldLicence, PASSED_ON, purchase } from '../support/datasets.ts';
import { eventOf, expectError, tagOf } from '../support/expect.ts';
import { collectRound, draw, expire, joinValidators, nextEpoch, ownPool, vote } from '../support/reviews.ts';
import { waitUntil } from '../support/time.ts';
import { act, createWorld, type Actor, type World } from '../support/world.ts';

const [NONE, BROKEN] = [[0], [1]];
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

/** Pro says that Bea gave his dataset away. Five validators judge the evidence, eleven others after an appeal. */
describe('scenario: a licence is said to be broken', () => {
  let world: World;
  before(async () => {
    world = ownPool(await createWorld());
    await joinValidators(world, 24);
    await nextEpoch(world);
  });
  after(() => world.chain.stop());

  const stateOf = async ({ mint }: Accusation): Promise<number> => (await fetchLicense(world.connection, mint))!.state;
  const balanceOf = async ({ key }: Actor): Promise<bigint> => (await fetchMember(world.connection, key))!.balance;

  /** All is collected and closed; nothing of the case is left. */
  async function windUp({ court, sold }: Accusation): Promise<void> {
    const { key } = sold.publisher;
    const { task } = court;
    await act(world, sold.publisher, closePage({ caller: key, task, page: pagePda(task, 0), rentPayer: key }));
    await waitUntil(world, (await fetchTask(world.connection, task))!.endsAt);
    const { slashesDue } = (await fetchTask(world.connection, task))!;
    const { treasury, tagMint } = world;
    const sweep = slashesDue > 0n ? [sweepTask({ task, treasury, tagMint })] : [];
    await act(world, sold.publisher, ...sweep, closeTask({ requester: key, task }));
    expect(await fetchTask(world.connection, task)).to.equal(null);
  }

  it('five of five say so: it is revoked and moves nowhere; validators are paid, Pro has his bond back', async () => {
    const made = await accused(world);
    const { bea, mint, sold, review } = made;
    const bob = await aBuyer(world);
    // In force, and with Bea, until there is a verdict.
    expect(await stateOf(made)).to.equal(1);
    await expectError(act(world, bea, askLicense({ holder: bea.key, mint, price: 1n })), 'LicenseAccused');
    await expectError(act(world, bob, await bidding(world, made, bob)), 'LicenseAccused');
    const { tagMint } = world;
    const away = { holder: bea.key, dataset: sold.dataset, mint, to: bob.key, price: 0n, from: bea.tokens, tagMint };
    await expectError(act(world, bea, transferLicense(away)), 'LicenseAccused');

    const voters = await draw(world, review);
    expect(voters.some(({ key }) => key.equals(bea.key) || key.equals(sold.publisher.key))).to.equal(false);
    await vote(world, review, voters, times(5, BROKEN));
    await unappealed(world, made);
    // What a keeper finds due is the same.
    const { steps } = await dueOnReview(world.connection, review.page);
    expect(steps.map(({ what }) => what)).to.deep.equal(['conclude']);
    const sent = await act(world, world.deployer, steps[0]!.instruction);
    expect(eventOf(sent, 'licenseChanged')).to.include({ what: 12 });
    expect(eventOf(sent, 'caseConcluded')).to.deep.include({ changed: 1, returned: 0n });
    expect(await stateOf(made)).to.equal(2);
    await collectRound(world, review);
    const before = await balanceOf(sold.publisher);
    await windUp(made);
    expect((await balanceOf(sold.publisher)) - before).to.equal(BOND);
    await expectError(act(world, bea, askLicense({ holder: bea.key, mint, price: 1n })), 'LicenseNotActive');
    await act(world, bea, burnLicense({ caller: bea.key, mint, holder: bea.key, rentPayer: bea.key }));
  });

  it('five are wrong, Bea appeals, eleven acquit her: she has her money back and the bond', async () => {
    const made = await accused(world);
    const { bea, mint, review } = made;
    const first = await draw(world, review);
    await vote(world, review, first, times(5, BROKEN));
    const purse = await tagOf(world, bea.tokens);
    const appeal = defendLicense({
      holder: bea.key,
      mint,
      page: review.page,
      panel: 0n,
      from: bea.tokens,
      tagMint: world.tagMint,
    });
    await act(world, bea, appeal);
    expect(purse - (await tagOf(world, bea.tokens))).to.equal(22_000n);
    const second = await draw(world, review, 1n);
    expect(second).to.have.length(11);
    expect(second.some((one) => first.some(({ key }) => key.equals(one.key)))).to.equal(false);
    await vote(world, review, second, times(11, NONE), 1n);
    const before = await balanceOf(bea);
    const end = await concluding(world, made, licensePda(mint), 1n);
    const sent = await act(world, world.deployer, end);
    expect(eventOf(sent, 'licenseChanged')).to.include({ what: 11 });
    expect(await stateOf(made)).to.equal(1);
    // Eleven votes earned what she paid; of it comes back what the five did not earn, 0.01 TAG, and the bond of 1.022.
    expect((await balanceOf(bea)) - before).to.equal(FEES + BOND);
    await collectRound(world, review);
    await collectRound(world, review, 1n);
    await windUp(made);
    // It may move again, and be accused again.
    const bob = await aBuyer(world);
    await act(world, bob, await bidding(world, made, bob));
    await act(world, bea, await accepting(world, made, bob));
    expect((await fetchLicense(world.connection, mint))?.holder.equals(bob.key)).to.equal(true);
  });

  it('nobody votes: nothing happens to her, and Pro has fees and bond back', async () => {
    const made = await accused(world);
    const { sold, review, mint } = made;
    await draw(world, review);
    await expire(world, review);
    await draw(world, review);
    await expire(world, review);
    const { steps } = await dueOnReview(world.connection, review.page);
    await act(world, world.deployer, steps[0]!.instruction);
    await unappealed(world, made);
    await act(world, world.deployer, await concluding(world, made, licensePda(mint)));
    expect(await stateOf(made)).to.equal(1);
    expect((await fetchLicense(world.connection, mint))?.accused.toBase58()).to.equal(
      '11111111111111111111111111111111',
    );
    await collectRound(world, review);
    const before = await balanceOf(sold.publisher);
    await windUp(made);
    // Half of what the silent lost is his as well.
    expect((await balanceOf(sold.publisher)) - before >= FEES + BOND).to.equal(true);
  });

  it('Bea burns it in the meantime: the case ends without it', async () => {
    const made = await accused(world);
    const { bea, mint, review } = made;
    await act(world, bea, burnLicense({ caller: bea.key, mint, holder: bea.key, rentPayer: bea.key }));
    const voters = await draw(world, review);
    await vote(world, review, voters, times(5, BROKEN));
    await unappealed(world, made);
    await act(world, world.deployer, await concluding(world, made, licensePda(mint)));
    await collectRound(world, review);
    await windUp(made);
  });

  it('[attack 12] Bea burns it and buys another at the same address: the verdict about the first leaves that one alone', async () => {
    const made = await accused(world);
    const { bea, mint, review, sold } = made;
    await act(world, bea, burnLicense({ caller: bea.key, mint, holder: bea.key, rentPayer: bea.key }));
    await act(world, bea, purchase(world, sold, bea, { terms: PASSED_ON }));
    await act(world, world.deployer, await delivery(world, sold, bea));
    const voters = await draw(world, review);
    await vote(world, review, voters, times(5, BROKEN));
    await unappealed(world, made);
    await act(world, world.deployer, await concluding(world, made, licensePda(mint)));
    expect(await stateOf(made)).to.equal(1);
    await act(world, bea, askLicense({ holder: bea.key, mint, price: 1n }));
    await collectRound(world, review);
    await windUp(made);
  });

  it('an approval from before the accusation is worth nothing while it lasts: LicenseAccused', async () => {
    const held = await heldLicence(world);
    const { bea, mint, sold } = held;
    const bob = await aBuyer(world);
    const royalty = { from: bea.tokens, tagMint: world.tagMint, price: 0n };
    await act(world, bea, transferLicense({ holder: bea.key, dataset: sold.dataset, mint, to: bob.key, ...royalty }));
    await accused(world, held);
    const moving = await sendLicence(world.connection, { mint, from: bea.key, to: bob.key });
    await expectError(act(world, bea, ...moving), 'LicenseAccused');
  });
});
