import { expect } from 'chai';
import { concludeAccusation, concludeCase, fetchLicense, fetchMember, licensePda, memberPda } from '@tagger/client';
import { accused, BOND, concluding, unappealed, type Accusation } from '../../support/breaches.ts';
import { contest, contestable, draw, judge, joinValidators, nextEpoch, ownPool, vote } from '../../support/reviews.ts';
import { heldLicence } from '../../support/datasets.ts';
import { TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, createWorld, type Actor, type World } from '../../support/world.ts';

describe('conclude_accusation', () => {
  let world: World;
  let gus: Actor;
  let made: Accusation;
  before(async () => {
    world = ownPool(await createWorld());
    await joinValidators(world, 24);
    await nextEpoch(world);
    [gus] = (await people(world, 1)) as [Actor];
    made = await accused(world);
  });
  after(() => world.chain.stop());

  it('refuses before the verdict, and while it can be appealed against: WrongPhase, WindowOpen', async () => {
    const end = await concluding(world, made, licensePda(made.mint));
    await expectError(act(world, gus, end), 'WrongPhase');
    const voters = await draw(world, made.review);
    await vote(world, made.review, voters, [[0], [0], [0], [0], [1]]);
    await expectError(act(world, gus, end), 'WindowOpen');
    await unappealed(world, made);
  });

  it("[attack 4] refuses another licence, another's account instead of the accused's, another task: WrongCase, InvalidSeeds, WrongPage", async () => {
    const other = await heldLicence(world);
    const { court, review, bea, mint } = made;
    const parts = { task: court.task, page: review.page, panel: 0n, license: licensePda(mint), accused: bea.key };
    await expectError(act(world, gus, concludeAccusation({ ...parts, license: licensePda(other.mint) })), 'WrongCase');
    const past = concludeAccusation(parts);
    past.keys.find(({ pubkey }) => pubkey.equals(memberPda(bea.key)))!.pubkey = memberPda(other.bea.key);
    await expectError(act(world, gus, past), 'InvalidSeeds');
    const second = await accused(world);
    await expectError(act(world, gus, concludeAccusation({ ...parts, task: second.court.task })), 'WrongPage');
  });

  it('refuses a review that is none about a breach, and the other way round: WrongCase', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    await judge(world, review, [[1], [1], [1]]);
    await unappealed(world, { ...made, review });
    const wrong = concludeAccusation({
      task: setup.task,
      page: review.page,
      panel: 0n,
      license: licensePda(made.mint),
      accused: made.bea.key,
    });
    wrong.keys.find(({ pubkey }) => pubkey.equals(memberPda(made.bea.key)))!.pubkey = memberPda(
      world.deployer.publicKey,
    );
    await expectError(act(world, gus, wrong), ['InvalidSeeds', 'WrongCase']);
    const { court, review: ours } = made;
    const asReview = concludeCase({ task: court.task, subject: setup.page, page: ours.page, panel: 0n, funders: [] });
    await expectError(act(world, gus, asReview), 'WrongCase');
  });

  it('acquits: the licence is free again and the bond is the holder’s, once: WrongPhase', async () => {
    const before = (await fetchMember(world.connection, made.bea.key))!.balance;
    const end = await concluding(world, made, licensePda(made.mint));
    const sent = await act(world, gus, end);
    // Four of five votes became the verdict; one fee is left, and the publisher's.
    expect(eventOf(sent, 'caseConcluded')).to.deep.include({ changed: 0, returned: 2_000n });
    expect((await fetchMember(world.connection, made.bea.key))!.balance - before).to.equal(BOND);
    expect(await fetchLicense(world.connection, made.mint)).to.include({ state: 1 });
    await expectError(act(world, gus, end), 'WrongPhase');
  });
});
