import { TransactionInstruction } from '@solana/web3.js';
import { expect } from 'chai';
import {
  claimShare,
  closeDataset,
  closeOffer,
  closePage,
  fetchDataset,
  fetchLicense,
  fetchMember,
  fetchSeat,
  fetchTask,
  leaveDataset,
  leaveTask,
  licenceMintPda,
  METHOD,
  refundPurchase,
  settle,
  takeRevenue,
  UNCLAIMED_SECS,
  withdrawDataset,
} from '@tagger/client';
import { datasetIdentity, unwrapKey } from '@tagger/client/keys';
import { answer, collectAll, staffed, TRUTH, type PanelSetup } from '../support/build.ts';
import { aBuyer, delivery, offered, published, purchase } from '../support/datasets.ts';
import { eventOf, expectError, tagOf } from '../support/expect.ts';
import { waitUntil } from '../support/time.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

/** Rita publishes what Ann, Ben and Cyd labelled and promised them 30 % of its revenue. Bea and Bob buy licences at 10 TAG; fee 2 %. */
describe('scenario: datasets', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  /** A task that has ended, all pages closed. Ann and Ben are right on ten items, Cyd on five. */
  async function finished(): Promise<{ setup: PanelSetup; crew: Actor[] }> {
    const { setup, crew } = await staffed(world, [{}], 3, {
      terms: { method: METHOD.majority },
      lifeSecs: 3_600n,
      shares: { contributorBps: 3_000, validatorBps: 0 },
    });
    const half = TRUTH.map((label, item) => (item < 5 ? label : 1 - label));
    const work = await answer(world, setup, crew, [TRUTH, TRUTH, half]);
    const { requester, task, page } = setup;
    await act(world, requester, settle({ page, panels: [0n] }));
    await collectAll(world, setup, work);
    await waitUntil(world, (await fetchTask(world.connection, task))!.endsAt);
    await act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key }));
    return { setup, crew };
  }

  it('is bought, its key delivered and proven, its revenue shared by accepted labels to the last unit', async () => {
    const { setup, crew } = await finished();
    const { requester: rita, task } = setup;
    const { connection, tagMint, treasury, deployer } = world;
    const [ann, ben, cyd] = crew as [Actor, Actor, Actor];
    const sold = await published(world, rita, task);
    expect(await fetchDataset(connection, sold.dataset)).to.include({ shares: 25n, panels: 1n, contributorBps: 3_000 });
    await offered(world, sold);
    const [bea, bob] = [await aBuyer(world), await aBuyer(world)];
    await act(world, bea, purchase(world, sold, bea));
    expect(await tagOf(world, bea.tokens)).to.equal(990_000_000n);
    expect(await fetchDataset(connection, sold.dataset)).to.include({ escrowed: 10_000_000n, pending: 1n, earned: 0n });
    // [attack 134] The same purchase sent twice.
    await expectError(act(world, bea, purchase(world, sold, bea)), 'AccountExists');

    const key = await delivery(world, sold, bea);
    const sent = await act(world, deployer, key);
    expect(eventOf(sent, 'licenseChanged')).to.deep.include({ what: 1, paid: 10_000_000n });
    const mint = licenceMintPda(sold.dataset, bea.key, 1n);
    const license = (await fetchLicense(connection, mint))!;
    expect(license).to.include({ state: 1 });
    expect(license.expiresAt > license.boughtAt + 31_535_000n).to.equal(true);
    const { contents } = (await fetchDataset(connection, sold.dataset))!;
    const wrap = Uint8Array.from(license.wrap.flat());
    const opened = unwrapKey(bea.identity, Uint8Array.from(contents.commitment), wrap);
    expect(opened.recipient).to.equal(datasetIdentity(sold.secret).recipient);
    await expectError(act(world, deployer, key), 'WrongLicenceState');

    // 10 TAG: 0.2 fee; of 9.8 the contributors have 2.94, Rita 6.86.
    expect(await fetchDataset(connection, sold.dataset)).to.include({
      escrowed: 0n,
      feesDue: 200_000n,
      contributed: 2_940_000n,
      publisherDue: 6_860_000n,
    });
    const before = await Promise.all([ann, ben, cyd, rita].map(({ key: k }) => fetchMember(connection, k)));
    await act(world, deployer, claimShare({ dataset: sold.dataset, task, wallet: ann.key }));
    await expectError(act(world, ann, claimShare({ dataset: sold.dataset, task, wallet: ann.key })), 'NothingOwed');

    await act(world, bob, purchase(world, sold, bob));
    await act(world, deployer, await delivery(world, sold, bob));
    // [attack 126] Whoever claims once after both gets what two claims get.
    for (const { key: wallet } of [ann, ben, cyd])
      await act(world, deployer, claimShare({ dataset: sold.dataset, task, wallet }));
    const fees = await tagOf(world, treasury);
    await act(world, deployer, takeRevenue({ dataset: sold.dataset, publisher: rita.key, treasury, tagMint }));
    const after = await Promise.all([ann, ben, cyd, rita].map(({ key: k }) => fetchMember(connection, k)));
    expect(after.map((member, at) => member!.balance - before[at]!.balance)).to.deep.equal([
      2_352_000n,
      2_352_000n,
      1_176_000n,
      13_720_000n,
    ]);
    expect((await tagOf(world, treasury)) - fees).to.equal(400_000n);
    expect((await fetchSeat(connection, task, cyd.key))?.revenue).to.equal(1_176_000n);

    // The end of it. Cyd leaves; Ann and Ben stay, so the dataset does until two years are over.
    await expectError(act(world, cyd, leaveTask({ wallet: cyd.key, task })), 'SharesHeld');
    await act(world, cyd, leaveDataset({ wallet: cyd.key, dataset: sold.dataset, task }));
    const closing = closeDataset({ dataset: sold.dataset, publisher: rita.key, task, rentPayer: rita.key });
    await expectError(act(world, deployer, closing), 'DatasetInUse');
    const drop = closeOffer({ caller: deployer.publicKey, dataset: sold.dataset, index: 0, rentPayer: rita.key });
    await expectError(act(world, deployer, drop), 'NotPublisher');
    await act(world, rita, withdrawDataset({ publisher: rita.key, dataset: sold.dataset }));
    await expectError(act(world, bea, purchase(world, sold, bea, { nonce: 2n })), 'DatasetWithdrawn');
    await act(world, deployer, drop);
    await expectError(act(world, deployer, closing), 'DatasetInUse');
    const { withdrawnAt } = (await fetchDataset(connection, sold.dataset))!;
    await waitUntil(world, withdrawnAt + BigInt(UNCLAIMED_SECS));
    await act(world, deployer, closing);
    expect(await fetchDataset(connection, sold.dataset)).to.equal(null);
    expect(await fetchMember(connection, rita.key)).to.include({
      stakeActive: 5_000_000n,
      stakeLocked: 0n,
      datasets: 0,
    });
    // Bea's licence is what it was.
    expect((await fetchLicense(connection, mint))?.state).to.equal(1);
    for (const { key: wallet } of [ann, ben])
      await act(world, deployer, leaveTask({ wallet, caller: deployer.publicKey, task }));
  });

  it('[attack 173] no key comes: anyone sends the buyer his money back, with part of the bond; [attack 174] no wrong one is taken', async () => {
    const { setup } = await finished();
    const { requester: rita } = setup;
    const { deployer, connection } = world;
    const sold = await published(world, rita, setup.task);
    const other = await published(world, rita);
    await offered(world, sold);
    const [bea, bob] = [await aBuyer(world), await aBuyer(world)];
    for (const buyer of [bea, bob]) await act(world, buyer, purchase(world, sold, buyer));
    const mint = licenceMintPda(sold.dataset, bea.key, 1n);

    // A wrap for Bob in Bea's licence, the wrap of another dataset, and one with a flipped bit.
    const [forBea, forBob] = [await delivery(world, sold, bea), await delivery(world, sold, bob)];
    const flip = (at: number): Buffer => Buffer.from(forBea.data.map((byte, here) => (here === at ? byte ^ 1 : byte)));
    const another = await delivery(world, { ...other, dataset: sold.dataset }, bea);
    for (const data of [forBob.data, flip(40), flip(70), another.data])
      await expectError(act(world, deployer, new TransactionInstruction({ ...forBea, data })), 'WrongWrap');

    const refund = refundPurchase({
      dataset: sold.dataset,
      publisher: rita.key,
      holder: bea.key,
      mint,
      rentPayer: bea.key,
    });
    const { keyUntil } = (await fetchLicense(connection, mint))!;
    await waitUntil(world, keyUntil - 1n);
    await expectError(act(world, deployer, refund), 'WindowOpen');
    await waitUntil(world, keyUntil);
    await expectError(act(world, deployer, forBea), 'WindowClosed');
    await act(world, deployer, refund);
    expect(await fetchLicense(connection, mint)).to.equal(null);
    // 5 % of 5 TAG become her stake.
    expect(await fetchMember(connection, bea.key)).to.include({
      balance: 10_000_000n,
      stakeActive: 250_000n,
      purchases: 0,
    });
    expect(await fetchMember(connection, rita.key)).to.include({ slashed: 250_000n, stakeLocked: 9_750_000n });
    expect(await fetchDataset(connection, sold.dataset)).to.include({ bond: 4_750_000n, escrowed: 10_000_000n });
    // Bob may have bought a second later.
    const his = licenceMintPda(sold.dataset, bob.key, 1n);
    if ((await fetchLicense(connection, his))!.keyUntil > keyUntil) await waitUntil(world, keyUntil + 1n);
    await act(
      world,
      deployer,
      refundPurchase({
        dataset: sold.dataset,
        publisher: rita.key,
        holder: bob.key,
        mint: his,
        rentPayer: bob.key,
      }),
    );
    expect(await fetchDataset(connection, sold.dataset)).to.include({ escrowed: 0n, pending: 0n, earned: 0n });
  });
});
