import { TransactionInstruction } from '@solana/web3.js';
import { expect } from 'chai';
import { deliverTaskKey, fetchSeatKey, fetchTask, setKey } from '@tagger/client';
import { datasetIdentity, deliveryKey, generateIdentity } from '@tagger/client/keys';
import { newItemsSecret, seatIdentity } from '@tagger/client/private';
import { claimPanel, staffed } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import {
  delivered,
  secretStaffed,
  taskKey,
  theSeatKey,
  type PrivateSetup,
  type Reading,
} from '../../support/private.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('deliver_task_key', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });

  const changed = (right: TransactionInstruction, change: Partial<TransactionInstruction>) =>
    act(world, gus, new TransactionInstruction({ ...right, ...change }));

  it('[attack 174] refuses each changed byte of wrap and proof, and the key of other items: WrongWrap', async () => {
    const { setup, crew } = await secretStaffed(world, [{}], 1);
    const ann = crew[0] as Actor;
    const right = await taskKey(world, setup, ann);
    // Discriminator 1, wrap 64, challenge 16, responses 64.
    expect(right.data).to.have.length(145);
    for (const at of [1, 33, 64, 65, 80, 81, 112, 113, 144]) {
      const data = Buffer.from(right.data);
      data[at] = data[at]! ^ 1;
      await expectError(changed(right, { data }), 'WrongWrap');
    }
    const other: PrivateSetup = { ...setup, secret: newItemsSecret() };
    await expectError(act(world, gus, await taskKey(world, other, ann)), 'WrongWrap');
    expect((await theSeatKey(world, setup, ann)).deliveredAt).to.equal(0n);
  });

  it('[attack 168] refuses the wrap of another seat, and a seat of another task: WrongWrap, WrongSeat', async () => {
    const { setup, crew } = await secretStaffed(world, [{}], 2);
    const second = await secretStaffed(world, [{}], 1);
    const [ann, ben] = crew as [Reading, Reading];
    const [forAnn, forBen] = [await taskKey(world, setup, ann), await taskKey(world, setup, ben)];
    await expectError(changed(forAnn, { data: forBen.data }), 'WrongWrap');
    const elsewhere = await taskKey(world, second.setup, second.crew[0]!);
    await expectError(changed(forAnn, { keys: [forAnn.keys[0]!, elsewhere.keys[1]!] }), 'WrongSeat');
  });

  it('whoever sends it, the member and nobody else opens the items with it, and it comes once: KeyDelivered', async () => {
    const { setup, crew } = await secretStaffed(world, [{}], 1);
    const [ann] = crew;
    const right = await taskKey(world, setup, ann!);
    const deliveredAt = BigInt((await now(world)).unixTimestamp + 10);
    await waitUntil(world, deliveredAt);
    const event = eventOf(await act(world, gus, right), 'taskKeyDelivered');
    const key = await theSeatKey(world, setup, ann!);
    expect(key.deliveredAt).to.equal(deliveredAt);
    expect(event).to.deep.include({ seat: 0, deliveredAt });
    const { itemsKey } = (await fetchTask(world.connection, setup.task))!;
    const opens = datasetIdentity(setup.secret).recipient;
    expect(seatIdentity(key, ann!.identity, itemsKey).recipient).to.equal(opens);
    expect(seatIdentity(key, generateIdentity(), itemsKey).recipient).to.not.equal(opens);
    await expectError(act(world, gus, right), 'KeyDelivered');
    await expectError(act(world, gus, await taskKey(world, setup, ann!)), 'KeyDelivered');
    expect(await theSeatKey(world, setup, ann!)).to.deep.equal(key);
  });

  it('the key goes to what the member named when he took the seat, whatever he names later', async () => {
    const { setup, crew } = await secretStaffed(world, [{}], 1);
    const [ann] = crew;
    const later = generateIdentity();
    await act(world, ann!, setKey({ wallet: ann!.key, key: deliveryKey(later) }));
    const key = await theSeatKey(world, setup, ann!);
    expect(Uint8Array.from(key.recipient)).to.deep.equal(deliveryKey(ann!.identity));
    await delivered(world, setup, ann!);
    const { itemsKey } = (await fetchTask(world.connection, setup.task))!;
    const got = seatIdentity(await theSeatKey(world, setup, ann!), ann!.identity, itemsKey);
    expect(got.recipient).to.equal(datasetIdentity(setup.secret).recipient);
  });

  it('refuses a task whose items are public, and seats of public tasks hold no key: NotPrivate', async () => {
    const secret = await secretStaffed(world, [{}], 1);
    const { setup, crew } = await staffed(world, [{}], 1);
    const right = await taskKey(world, secret.setup, secret.crew[0]!);
    const nothing = { wrap: new Uint8Array(64), proof: new Uint8Array(80) };
    const open = deliverTaskKey({ task: setup.task, wallet: crew[0]!.key, ...nothing });
    await expectError(act(world, gus, open), 'NotPrivate');
    await expectError(changed(right, { keys: open.keys }), 'NotPrivate');
    await expectError(fetchSeatKey(world.connection, setup.task, crew[0]!.key), 'NotPrivate');
    // What a private seat has more.
    const [pub, priv] = await Promise.all(
      [open, right].map(({ keys }) => world.connection.getAccountInfo(keys[1]!.pubkey)),
    );
    expect(priv!.data.length - pub!.data.length).to.equal(120);
  });

  it('reaches a seat after the hold, and after the task: who has worked may still need it', async () => {
    const { setup, crew } = await secretStaffed(world, [{}], 1);
    await claimPanel(world, setup, crew);
    await world.chain.advance({ seconds: 90_000 });
    await delivered(world, setup, crew[0]!);
    expect((await theSeatKey(world, setup, crew[0]!)).deliveredAt > 0n).to.equal(true);
  });
});
