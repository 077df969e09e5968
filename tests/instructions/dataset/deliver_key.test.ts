import { TransactionInstruction } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchDataset, fetchLicense, fetchMember, licenceMintPda } from '@tagger/client';
import { aMember } from '../../support/build.ts';
import {
  aBuyer,
  delivery,
  offered,
  published,
  purchase,
  type Buyer,
  type DatasetSetup,
} from '../../support/datasets.ts';
import { expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('deliver_key', () => {
  let world: World;
  let gus: Actor;
  let bea: Buyer;
  let sold: DatasetSetup;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    sold = await published(world, await aMember(world, 'Pro', 0n));
    await offered(world, sold);
    bea = await aBuyer(world);
    for (const nonce of [1n, 2n, 3n]) await act(world, bea, purchase(world, sold, bea, { nonce }));
  });

  it('[attack 174] refuses each changed byte of wrap and proof: WrongWrap', async () => {
    const right = await delivery(world, sold, bea);
    // Discriminator 1, wrap 64, challenge 16, responses 64.
    expect(right.data).to.have.length(145);
    for (const at of [1, 33, 64, 65, 80, 81, 112, 113, 144]) {
      const data = Buffer.from(right.data);
      data[at] = data[at]! ^ 1;
      await expectError(act(world, gus, new TransactionInstruction({ ...right, data })), 'WrongWrap');
    }
    const empty = Buffer.alloc(145);
    empty[0] = right.data[0]!;
    await expectError(act(world, gus, new TransactionInstruction({ ...right, data: empty })), 'WrongWrap');
  });

  it('[attack 168] refuses the wrap of another purchase, of the same buyer too: WrongWrap', async () => {
    const [first, second] = [await delivery(world, sold, bea), await delivery(world, sold, bea, 2n)];
    const moved = new TransactionInstruction({ ...first, data: second.data });
    await expectError(act(world, gus, moved), 'WrongWrap');
  });

  it('[attack 167] refuses another dataset, another member, another mint: WrongDataset, WrongMember, WrongLicense', async () => {
    const right = await delivery(world, sold, bea);
    const other = await published(world, sold.publisher);
    const swapped = (at: number, key: TransactionInstruction['keys'][number]['pubkey']) => {
      const keys = right.keys.map((meta, here) => (here === at ? { ...meta, pubkey: key } : meta));
      return act(world, gus, new TransactionInstruction({ ...right, keys }));
    };
    await expectError(swapped(0, other.dataset), 'WrongDataset');
    await expectError(swapped(3, licenceMintPda(sold.dataset, bea.key, 2n)), 'WrongLicense');
  });

  it('whoever sends it, the licence begins, the price is divided, once: WrongLicenceState', async () => {
    const before = (await fetchMember(world.connection, bea.key))!.purchases;
    const right = await delivery(world, sold, bea);
    await act(world, gus, right);
    const license = (await fetchLicense(world.connection, licenceMintPda(sold.dataset, bea.key, 1n)))!;
    expect(license).to.include({ state: 1 });
    expect((await fetchMember(world.connection, bea.key))!.purchases).to.equal(before - 1);
    // Own data: the fee is 2 %, the rest is the publisher's.
    expect(await fetchDataset(world.connection, sold.dataset)).to.include({
      escrowed: 20_000_000n,
      pending: 2n,
      publisherDue: 9_800_000n,
      feesDue: 200_000n,
      contributed: 0n,
    });
    await expectError(act(world, gus, right), 'WrongLicenceState');
  });

  it('[attack 64] is taken until the second before its time is over: WindowClosed', async () => {
    const [second, third] = [await delivery(world, sold, bea, 2n), await delivery(world, sold, bea, 3n)];
    const { keyUntil } = (await fetchLicense(world.connection, licenceMintPda(sold.dataset, bea.key, 3n)))!;
    await waitUntil(world, keyUntil - 1n);
    await act(world, gus, third);
    await waitUntil(world, keyUntil);
    await expectError(act(world, gus, second), 'WindowClosed');
  });
});
