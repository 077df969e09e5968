import { expect } from 'chai';
import { fetchLicense, fetchPage, fetchTask, licenceMintPda, openPage, pagePda } from '@tagger/client';
import { aMember, aTask } from '../../support/build.ts';
import { accusing, BOND, COURT, evidence, FEES, type Accusation } from '../../support/breaches.ts';
import { aBuyer, heldLicence, offered, PASSED_ON, published, purchase } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { bench } from '../../support/reviews.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type World } from '../../support/world.ts';

/** Pro says that Bea broke her licence. */
describe('accuse_license', () => {
  let world: World;
  let made: Accusation;
  before(async () => {
    world = await theWorld();
    await bench(world);
    made = await evidence(world);
  });

  it('[attack 1] refuses whoever is not the publisher, and a task that is not his: NotPublisher, NotRequester', async () => {
    const mallory = await aMember(world, 'Mallory', 0n);
    const hers = await aTask(world, { requester: mallory, terms: COURT });
    const { sold } = made;
    const change = { publisher: mallory.key, task: hers.task };
    await expectError(act(world, mallory, await accusing(world, made, change)), 'NotPublisher');
    await expectError(act(world, sold.publisher, await accusing(world, made, { task: hers.task })), 'NotRequester');
  });

  it('refuses a court that is too small, without appeal, of other labels, or a task in use: BadCourt', async () => {
    for (const terms of [{ reviewSeats: 3 }, { appealRounds: 0 }, { classes: 3, bits: 2 }]) {
      const other = await evidence(world, made, terms);
      await expectError(act(world, made.sold.publisher, await accusing(world, other)), 'BadCourt');
    }
    const used = await evidence(world, made);
    const operator = made.sold.publisher.key;
    const { task } = used.court;
    await act(
      world,
      made.sold.publisher,
      openPage({ operator, task, page: pagePda(task, 0), bytes: 2_000, amount: 0n }),
    );
    await expectError(
      act(world, made.sold.publisher, { ...(await accusing(world, used)), keys: await pageOne(used) }),
      'BadCourt',
    );
  });

  /** The accounts of an accusation on the second page. */
  async function pageOne(used: Accusation) {
    const { keys } = await accusing(world, used);
    const [first, second] = [pagePda(used.court.task, 0), pagePda(used.court.task, 1)];
    return keys.map((key) => (key.pubkey.equals(first) ? { ...key, pubkey: second } : key));
  }

  it('refuses an escrow that does not cover fees and bond: NotEnoughEscrow', async () => {
    const requester = made.sold.publisher;
    const poor = await aTask(world, { requester, terms: COURT, escrow: FEES + BOND - 1n });
    await expectError(act(world, requester, await accusing(world, made, { task: poor.task })), 'NotEnoughEscrow');
  });

  it('refuses one whose key is to come: LicenseNotActive', async () => {
    const sold = await published(world, await aMember(world, 'Pro', 0n));
    await offered(world, sold, { terms: PASSED_ON });
    const bob = await aBuyer(world);
    await act(world, bob, purchase(world, sold, bob, { terms: PASSED_ON }));
    const pending = await evidence(world, { sold, bea: bob, mint: licenceMintPda(sold.dataset, bob.key, 1n) });
    await expectError(act(world, sold.publisher, await accusing(world, pending)), 'LicenseNotActive');
  });

  it('sets fees and bond aside and asks for five validators, once: LicenseAccused', async () => {
    const { bea, mint, sold, court } = made;
    const sent = await act(world, sold.publisher, await accusing(world, made));
    expect(eventOf(sent, 'licenseChanged')).to.include({ what: 10 });
    expect((await fetchLicense(world.connection, mint))?.accused.equals(court.task)).to.equal(true);
    const task = (await fetchTask(world.connection, court.task))!;
    expect(task).to.include({ escrow: 0n, pages: 1 });
    expect(task.accused.equals(bea.key)).to.equal(true);
    const page = (await fetchPage(world.connection, pagePda(court.task, 0)))!;
    expect(page).to.include({ funds: FEES + BOND, reservedFunds: FEES + BOND });
    expect(page.panels[0]?.case).to.include({ reason: 'breach', wanted: 5 });
    const again = await evidence(world, made);
    await expectError(act(world, sold.publisher, await accusing(world, again)), 'LicenseAccused');
  });

  it('refuses an expired one, and a task that has ended: LicenseExpired, TaskEnded', async () => {
    const other = await evidence(world, await heldLicence(world));
    await waitUntil(world, (await fetchTask(world.connection, other.court.task))!.endsAt);
    await expectError(act(world, other.sold.publisher, await accusing(world, other)), 'TaskEnded');
    await waitUntil(world, (await fetchLicense(world.connection, other.mint))!.expiresAt);
    const late = await evidence(world, other);
    await expectError(act(world, other.sold.publisher, await accusing(world, late)), 'LicenseExpired');
  });
});
