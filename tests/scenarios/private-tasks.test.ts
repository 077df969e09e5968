import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import {
  expireCommit,
  fetchMember,
  METHOD,
  newSalt,
  openGold,
  releasePanel,
  setKey,
  settle,
  settleCase,
  type PanelSpec,
} from '@tagger/client';
import { deliveryKey, generateIdentity, newDatasetSecret, type Identity } from '@tagger/client/keys';
import { fetchReaders } from '@tagger/client/payload';
import {
  deliverTaskKeys,
  newItemsSecret,
  openItems,
  passTaskKey,
  postTaskKeys,
  readTaskKey,
  sealItems,
  seatIdentity,
  type SealedItems,
} from '@tagger/client/private';
import { dataItems, idBytes, reader, solanaSigner, type Storage } from '@tagger/client/storage';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import {
  answer,
  claimPanel,
  collectAll,
  commitWork,
  join,
  panels,
  revealWork,
  TRUTH,
  thePage,
  thePanel,
} from '../support/build.ts';
import { eventOf, expectError } from '../support/expect.ts';
import { checkBooks } from '../support/ledger.ts';
import { team } from '../support/people.ts';
import { delivered, expiring, keyed, theSeatKey, type PrivateSetup, type Reading } from '../support/private.ts';
import {
  ballots,
  collectRound,
  commitBallots,
  conclude,
  contestBy,
  draw,
  enrich,
  joinValidators,
  nextEpoch,
  ownPool,
  revealBallots,
  REVIEWED,
  settleJudged,
  windUp,
} from '../support/reviews.ts';
import { waitUntil } from '../support/time.ts';
import { act, createWorld, type Actor, type World } from '../support/world.ts';

const ITEMS = TRUTH.map((label, at) => ({
  name: `letter-${at}.txt`,
  bytes: new TextEncoder().encode(label === 1 ? `letter ${at}: please pay` : `letter ${at}: hello`),
}));
const isRequest = (bytes: Uint8Array): number => (new TextDecoder().decode(bytes).includes('pay') ? 1 : 0);

/**
 * Rita has ten letters sorted into requests for money and others; nobody else may read them. She pays 0.01 TAG a letter; a
 * claim holds 600 seconds and binds 1 TAG. After every test the books are balanced.
 */
describe('scenario: private tasks', function () {
  this.timeout(120_000);
  let net: Localnet;
  let world: World;
  const identities = new Map<string, Identity>();
  before(async () => {
    net = await startLocalnet();
    world = ownPool(await createWorld());
    for (const validator of await joinValidators(world, 8)) await named(validator);
    await nextEpoch(world);
  });
  afterEach(() => checkBooks(world.connection));
  after(async () => {
    await net.stop();
    await world.chain.stop();
  });

  async function named(actor: Actor): Promise<void> {
    const identity = generateIdentity();
    identities.set(actor.key.toBase58(), identity);
    await act(world, actor, setKey({ wallet: actor.key, key: deliveryKey(identity) }));
  }
  const storageOf = (signer: Keypair): Storage =>
    dataItems({
      gateways: [net.arweaveUrl],
      upload: `${net.arweaveUrl}/tx`,
      signer: () => solanaSigner(signer.secretKey),
    });
  const gateway = () => reader({ gateways: [net.arweaveUrl] });

  /** The sealed letters and a task about them. */
  async function posted(
    spec: Partial<PanelSpec>,
    options: Parameters<typeof panels>[2] = {},
  ): Promise<{ setup: PrivateSetup; sealed: SealedItems; serve: () => ReturnType<typeof deliverTaskKeys> }> {
    const secret = newItemsSecret();
    const sealed = await sealItems(storageOf(Keypair.generate()), ITEMS, {
      secret,
      manifestSecret: newDatasetSecret(),
    });
    const setup = await panels(world, [spec], {
      ...options,
      terms: { method: METHOD.majority, itemCount: 10, ...options.terms },
      itemsKey: sealed.itemsKey,
      itemsId: idBytes(sealed.list.id),
    });
    // Who runs the service needs the secret and some lamports.
    const serve = () => deliverTaskKeys(world.connection, { task: setup.task, secret, payer: world.deployer });
    return { setup: { ...setup, secret }, sealed, serve };
  }

  /** What a member reads, in the order of the task. */
  async function lettersOf(setup: PrivateSetup, sealed: SealedItems, member: Reading): Promise<Uint8Array[]> {
    const key = await theSeatKey(world, setup, member);
    return openItems(gateway(), sealed.list, seatIdentity(key, member.identity, sealed.itemsKey), {
      first: 0,
      count: 10,
    });
  }
  const moneyOf = async ({ key }: Actor) => {
    const { balance, stakeLocked, slashed, expiredClaims } = (await fetchMember(world.connection, key))!;
    return { balance, stakeLocked, slashed, expiredClaims };
  };

  it('Ann gets the key at once, Ben late, Cyd never: Ann works, the others are paid for waiting', async () => {
    const { setup, sealed, serve } = await posted({ seatsFirst: 3 });
    const [ann, ben, cyd] = (await keyed(world, await team(world, 3))) as [Reading, Reading, Reading];
    // 3 x 100,000, 2 % of it, and 10,000 for each key that may be late.
    expect((await thePanel(world, setup)).reserve).to.equal(336_000n);

    await join(world, setup, [ann]);
    await expectError(lettersOf(setup, sealed, ann), 'KeyNotDelivered');
    expect((await serve()).delivered.map((wallet) => wallet.equals(ann.key))).to.deep.equal([true]);
    // The service stops here. Ben and Cyd sit down all the same.
    await join(world, setup, [ben, cyd]);
    await claimPanel(world, setup, [ann, ben, cyd]);
    const letters = await lettersOf(setup, sealed, ann);
    expect(letters).to.deep.equal(sealed.order.map((at) => ITEMS[at]!.bytes));
    const labels = letters.map(isRequest);
    const work = [{ member: ann as Actor, labels, salt: newSalt(), slot: 0 }];
    await commitWork(world, setup, work);

    // Five minutes after Ben's claim his key is late; Rita sends it by hand a minute later. Cyd's does not come.
    const holds = (await thePanel(world, setup)).slots.map(({ heldUntil }) => heldUntil);
    await waitUntil(world, holds[1]! - 240n);
    await delivered(world, setup, ben);
    await waitUntil(world, holds[2]! > holds[1]! ? holds[2]! : holds[1]!);
    for (const [slot, member] of [
      [1, ben],
      [2, cyd],
    ] as const) {
      const sent = await act(world, world.deployer, expiring(setup, member, 0n, slot));
      expect(eventOf(sent, 'claimExcused')).to.include({ compensation: 10_000n });
      expect(await moneyOf(member)).to.deep.equal({
        balance: 10_000n,
        stakeLocked: 10_000_000n,
        slashed: 0n,
        expiredClaims: 0,
      });
    }
    expect((await thePanel(world, setup)).reserve).to.equal(316_000n);
    // The service is back, and knows who waits: Cyd. Started twice, it does nothing twice.
    const rounds = [await serve(), await serve()];
    expect(rounds.map((round) => round.delivered.map((wallet) => wallet.toBase58()))).to.deep.equal([
      [cyd.key.toBase58()],
      [],
    ]);
    expect(rounds.flatMap(({ failed }) => failed)).to.deep.equal([]);
    // Ben sits down again and works. Cyd does too, lets it lapse, and this time it costs her.
    await claimPanel(world, setup, [ben, cyd]);
    const again = [{ member: ben as Actor, labels, salt: newSalt(), slot: 1 }];
    await commitWork(world, setup, again);
    await waitUntil(world, (await thePanel(world, setup)).slots[2]!.heldUntil);
    await act(world, world.deployer, expiring(setup, cyd, 0n, 2));
    expect(await moneyOf(cyd)).to.deep.equal({
      balance: 10_000n,
      stakeLocked: 9_950_000n,
      slashed: 50_000n,
      expiredClaims: 1,
    });
    await finish(setup, [...work, ...again], [ann, ben, cyd]);
    expect((await moneyOf(ann)).balance).to.equal(100_000n);
    expect((await moneyOf(ben)).balance).to.equal(110_000n);
  });

  /** The window ends, answers come, pay goes out, everything is closed. */
  async function finish(
    setup: PrivateSetup,
    work: { member: Actor; labels: number[]; salt: Uint8Array; slot: number }[],
    crew: Actor[],
  ): Promise<void> {
    await waitUntil(world, (await thePanel(world, setup)).until);
    await act(world, world.deployer, expireCommit({ page: setup.page, panel: 0n }));
    await revealWork(world, setup, work);
    await act(world, world.deployer, settle({ page: setup.page, panels: [0n] }));
    await collectAll(world, setup, work);
    await windUp(world, setup, [], crew);
  }

  it('the key service never runs: three wait in vain and are paid 30,000, no bond is touched, Rita gets the rest', async () => {
    const { setup } = await posted({ seatsFirst: 3 });
    const crew = await keyed(world, await team(world, 3));
    await join(world, setup, crew);
    const funds = (await thePage(world, setup)).funds;
    await claimPanel(world, setup, crew);
    for (const [slot, member] of crew.entries()) {
      const { heldUntil } = (await thePanel(world, setup)).slots[slot]!;
      await waitUntil(world, heldUntil + 5n * BigInt(slot));
      await act(world, world.deployer, expiring(setup, member, 0n, slot));
      expect(await moneyOf(member)).to.deep.include({ balance: 10_000n, slashed: 0n, expiredClaims: 0 });
    }
    expect((await thePage(world, setup)).funds).to.equal(funds - 30_000n);
    // Nobody sits there any more: Rita takes the panel back, and her money with it.
    const { requester, task, page } = setup;
    await act(world, requester, releasePanel({ caller: requester.key, task, page, panel: 0n }));
    await windUp(world, setup, [], crew);
    expect((await fetchMember(world.connection, setup.requester.key))!.balance).to.equal(100_000_000n - 30_000n);
  });

  it('two key services at once: each seat gets one key, neither of them fails', async () => {
    const { setup, serve } = await posted({ seatsFirst: 3 });
    const crew = await keyed(world, await team(world, 3));
    await join(world, setup, crew);
    const rounds = await Promise.all([serve(), serve()]);
    expect(rounds.flatMap(({ failed }) => failed)).to.deep.equal([]);
    const served = rounds.flatMap((round) => round.delivered.map((wallet) => wallet.toBase58()));
    expect(new Set(served)).to.deep.equal(new Set(crew.map(({ key }) => key.toBase58())));
    for (const member of crew) expect((await theSeatKey(world, setup, member)).deliveredAt > 0n).to.equal(true);
  });

  it('validators of a review need the letters: Rita is silent, Ann passes the key on, and the label is put right', async () => {
    const { setup, sealed, serve } = await posted({ seatsFirst: 3 }, { terms: REVIEWED });
    const crew = (await keyed(world, await team(world, 3))) as [Reading, Reading, Reading];
    const [ann] = crew;
    await join(world, setup, crew);
    expect((await serve()).delivered).to.have.length(3);
    const labels = (await lettersOf(setup, sealed, ann)).map(isRequest);
    // Ben and Cyd do not look at the first letter.
    const wrong = labels.map((label, at) => (at === 0 ? 1 - label : label));
    const work = await answer(world, setup, crew, [labels, wrong, wrong]);
    await act(world, ann, settle({ page: setup.page, panels: [0n] }));
    await enrich(world, ann, 6_000n);
    const review = await contestBy(world, setup, ann, [0]);
    const voters = await draw(world, review);
    const { readers } = await fetchReaders(world.connection, review.page, 0n);
    const place = { page: setup.page, panel: 0n, posters: [setup.requester.key, ...crew.map(({ key }) => key)] };
    const task = { itemsKey: sealed.itemsKey, list: sealed.list };
    const selfOf = (voter: Actor) => ({
      self: readers.find(({ wallet }) => wallet.equals(voter.key))!,
      identity: identities.get(voter.key.toBase58())!,
    });
    await expectError(readTaskKey(gateway(), place, task, selfOf(voters[0]!)), 'NoKeys');
    // A stranger posts keys of something else under the same place: they open nothing.
    const other = newItemsSecret();
    await postTaskKeys(storageOf(Keypair.generate()), place, other, readers);
    await expectError(readTaskKey(gateway(), place, task, selfOf(voters[0]!)), 'NoKeys');
    const key = await theSeatKey(world, setup, ann);
    const own = { key, identity: ann.identity, itemsKey: sealed.itemsKey };
    await passTaskKey(storageOf(ann.wallet), place, own, readers);
    const votes = [];
    for (const voter of voters) {
      const opens = await readTaskKey(gateway(), place, task, selfOf(voter));
      const [letter] = await openItems(gateway(), sealed.list, opens, { first: 0, count: 1 });
      votes.push([isRequest(letter!)]);
    }
    const cast = ballots(voters, votes);
    await commitBallots(world, review, cast);
    await revealBallots(world, review, cast);
    await act(world, ann, settleCase({ page: review.page, panel: 0n }));
    expect(await conclude(world, review, 0n, [ann])).to.deep.include({ changed: 1 });
    await collectRound(world, review);
    expect(eventOf(await settleJudged(world, setup), 'panelSettled').rewards).to.equal(100_000n + 90_000n + 90_000n);
    expect((await thePanel(world, setup)).labels).to.deep.equal(labels);
    await collectAll(world, setup, work);
    await windUp(world, setup, [{ review, payer: ann }], crew);
  });

  it('Rita posts the key for the drawn with its proof: one file opens it for each of them and for nobody else', async () => {
    const { setup, sealed } = await posted({ seatsFirst: 1 });
    const [vera, gus] = (await keyed(world, await team(world, 2))) as [Reading, Reading];
    const place = { page: setup.page, panel: 0n };
    const drawn = { wallet: vera.key, key: deliveryKey(vera.identity) };
    await postTaskKeys(storageOf(setup.requester.wallet), place, setup.secret, [drawn]);
    const task = { itemsKey: sealed.itemsKey, list: sealed.list };
    const opens = await readTaskKey(gateway(), place, task, { self: drawn, identity: vera.identity });
    expect(await openItems(gateway(), sealed.list, opens)).to.have.length(10);
    const asGus = { self: { wallet: gus.key, key: deliveryKey(gus.identity) }, identity: gus.identity };
    await expectError(readTaskKey(gateway(), place, task, asGus), 'NoKeys');
    const stolen = { self: drawn, identity: gus.identity };
    await expectError(readTaskKey(gateway(), place, task, stolen), 'NoKeys');
  });

  it('gold of a private task tells a place and a label, and not what lies there', async () => {
    const gold = [{ firstItem: 0, salt: newSalt(), entries: [{ offset: 3, label: 1 }] }];
    const { setup, serve } = await posted({ seatsFirst: 1 }, { gold });
    const [ann] = (await keyed(world, await team(world, 1))) as [Reading];
    await join(world, setup, [ann]);
    await serve();
    const work = await answer(world, setup, [ann], [TRUTH]);
    await act(world, ann, settle({ page: setup.page, panels: [0n] }));
    const opening = setup.gold!.open(0)!;
    const opened = openGold({ operator: setup.requester.key, task: setup.task, page: setup.page, panel: 0n, opening });
    // Panel 8, salt 32, length of the path 4, entries: length 4, offset 2, label 1; the discriminator is one byte.
    expect(opened.data).to.have.length(1 + 8 + 32 + 4 + 32 * opening.proof.length + 4 + 3);
    expect([...opening.entries]).to.deep.equal([3, 0, 1]);
    await act(world, setup.requester, opened);
    await collectAll(world, setup, work);
  });
});
