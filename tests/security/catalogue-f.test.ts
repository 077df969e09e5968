import {
  createAssociatedTokenAccountIdempotentInstruction,
  createTransferCheckedInstruction,
  getAssociatedTokenAddressSync,
} from '@solana/spl-token';
import { expect } from 'chai';
import {
  askLicense,
  fetchDataset,
  fetchLicense,
  fetchMember,
  parseEvents,
  takeRevenue,
  titlePda,
  withdrawDataset,
} from '@tagger/client';
import { heldLicence } from '../support/datasets.ts';
import { expectError } from '../support/expect.ts';
import { people } from '../support/people.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

/** What is said of datasets and licences by things other than the program's accounts. */
describe('security: datasets, licences, revenue', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('[attack 129] the title is sold between purchase and claim: revenue and rights stay with who published', async () => {
    const { sold } = await heldLicence(world);
    const { publisher, dataset, nonce } = sold;
    const [gus] = (await people(world, 1)) as [Actor];
    const title = titlePda(publisher.key, nonce);
    const [from, to] = [publisher.key, gus.key].map((owner) => getAssociatedTokenAddressSync(title, owner)) as [
      Actor['key'],
      Actor['key'],
    ];
    await act(
      world,
      publisher,
      createAssociatedTokenAccountIdempotentInstruction(publisher.key, to, gus.key, title),
      createTransferCheckedInstruction(from, title, to, publisher.key, 1n, 0),
    );
    const { publisherDue } = (await fetchDataset(world.connection, dataset))!;
    expect(publisherDue).to.equal(9_800_000n);
    const before = (await fetchMember(world.connection, publisher.key))!.balance;
    const { treasury, tagMint } = world;
    await act(world, gus, takeRevenue({ dataset, publisher: publisher.key, treasury, tagMint }));
    expect((await fetchMember(world.connection, publisher.key))!.balance - before).to.equal(publisherDue);
    await expectError(act(world, gus, withdrawDataset({ publisher: gus.key, dataset })), 'NotPublisher');
  });

  it('[attack 130] a log filled up first hides what comes after it: accounts are the truth, events a hint', async () => {
    const { bea, mint } = await heldLicence(world);
    const prices = Array.from({ length: 30 }, (_, at) => BigInt(at + 1));
    const asks = prices.map((price) => askLicense({ holder: bea.key, mint, price }));
    const { logs } = await act(world, bea, ...asks);
    expect(logs.some((line) => line.includes('Log truncated'))).to.equal(true);
    const seen = parseEvents(logs).filter(({ name }) => name === 'licenseChanged');
    expect(seen.length).to.be.lessThan(prices.length);
    expect((await fetchLicense(world.connection, mint))?.asking).to.equal(30n);
  });
});
