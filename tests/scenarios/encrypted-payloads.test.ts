import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchMember, setKey, settleCase, VERDICT } from '@tagger/client';
import { deliveryKey, generateIdentity, type Identity } from '@tagger/client/keys';
import { fetchReaders, payloadKeys, postPayloadKeys, readSharedPayload, sealPayload } from '@tagger/client/payload';
import { dataItems, solanaSigner, type Storage } from '@tagger/client/storage';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { collectAll, thePanel } from '../support/build.ts';
import { eventOf } from '../support/expect.ts';
import {
  audit,
  ballots,
  collectRound,
  commitBallots,
  conclude,
  draw,
  gains,
  joinValidators,
  nextEpoch,
  ownPool,
  revealBallots,
  settleJudged,
  submitted,
  windUp,
} from '../support/reviews.ts';
import { act, createWorld, type Actor, type World } from '../support/world.ts';

const PURSE = { escrow: 1_000_000n, pageFunds: 900_000n };
const WORK = { boxes: [{ item: 3, box: [10, 20, 30, 40], label: 'a car' }] };
const TEXT = new TextEncoder().encode(JSON.stringify(WORK));

/** Ann draws boxes for Rita. What she drew lies encrypted on Arweave; three validators are drawn to judge it. */
describe('scenario: encrypted payloads', () => {
  let net: Localnet;
  let world: World;
  const identities = new Map<string, Identity>();
  before(async () => {
    net = await startLocalnet();
    world = ownPool(await createWorld());
    for (const validator of await joinValidators(world, 8)) await named(validator);
    await nextEpoch(world);
  });
  after(async () => {
    await net.stop();
    await world.chain.stop();
  });

  /** Names a key of his own. */
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
  const selfOf = async ({ key }: Actor) => ({
    self: { wallet: key, key: Uint8Array.from((await fetchMember(world.connection, key))!.key) },
    identity: identities.get(key.toBase58())!,
  });
  const ACCEPTED = Array.from({ length: 10 }, () => VERDICT.accept);
  const REJECTED = Array.from({ length: 10 }, () => VERDICT.reject);
  const ITEMS = ACCEPTED.map((_, item) => item);

  it('the drawn read it with keys Ann posts, see that Rita can too, and accept: she reads what she pays for', async () => {
    const { answer, secret } = await sealPayload(storageOf(Keypair.generate()), TEXT);
    const { setup, ann, work, payload } = await submitted(world, { ...PURSE, payload: answer });
    await named(setup.requester);
    const review = await audit(world, setup, ITEMS, ann);
    const voters = await draw(world, review);
    const { readers, keyless } = await fetchReaders(world.connection, review.page, 0n);
    expect(keyless).to.deep.equal([]);
    expect(readers.map(({ wallet }) => wallet.toBase58())).to.have.members(
      [setup.requester, ...voters].map(({ key }) => key.toBase58()),
    );
    const storage = storageOf(ann.wallet);
    const place = { page: setup.page, panel: 0n, posters: [ann.key] };
    await postPayloadKeys(storage, place, payloadKeys(secret, setup.page, readers));

    // What they read is the payload the panel names.
    expect((await thePanel(world, setup)).payloads[0]).to.deep.equal(payload);
    const votes = [];
    for (const voter of voters) {
      const shared = await readSharedPayload(storage, place, payload, { ...(await selfOf(voter)), others: readers });
      expect(JSON.parse(new TextDecoder().decode(shared.plain))).to.deep.equal(WORK);
      votes.push(shared.without.length === 0 ? ACCEPTED : REJECTED);
    }
    const gained = await gains(world, [ann]);
    const cast = ballots(voters, votes);
    await commitBallots(world, review, cast);
    await revealBallots(world, review, cast);
    await act(world, ann, settleCase({ page: review.page, panel: 0n }));
    await conclude(world, review);
    await collectRound(world, review);
    expect(eventOf(await settleJudged(world, setup), 'panelSettled').rewards).to.equal(100_000n);
    await collectAll(world, setup, [work]);
    expect((await gained())[0]?.balance).to.equal(100_000n);
    // Rita opens it after everything is paid and over.
    const asRita = { ...(await selfOf(setup.requester)), others: [] };
    await windUp(world, setup, [{ review, payer: ann }], [ann]);
    const read = await readSharedPayload(storage, place, payload, asRita);
    expect(JSON.parse(new TextDecoder().decode(read.plain))).to.deep.equal(WORK);
  });

  it('Ann leaves Rita out: each validator sees it and rejects, and she is paid nothing', async () => {
    const { answer, secret } = await sealPayload(storageOf(Keypair.generate()), TEXT);
    const { setup, ann, work, payload } = await submitted(world, { ...PURSE, payload: answer });
    await named(setup.requester);
    const review = await audit(world, setup, ITEMS, ann);
    const voters = await draw(world, review);
    const { readers } = await fetchReaders(world.connection, review.page, 0n);
    const drawn = readers.filter(({ wallet }) => !wallet.equals(setup.requester.key));
    const storage = storageOf(ann.wallet);
    const place = { page: setup.page, panel: 0n, posters: [ann.key] };
    await postPayloadKeys(storage, place, payloadKeys(secret, setup.page, drawn));
    const votes = [];
    for (const voter of voters) {
      const shared = await readSharedPayload(storage, place, payload, { ...(await selfOf(voter)), others: readers });
      expect(shared.without.map(({ wallet }) => wallet.equals(setup.requester.key))).to.deep.equal([true]);
      votes.push(shared.without.length === 0 ? ACCEPTED : REJECTED);
    }
    const cast = ballots(voters, votes);
    await commitBallots(world, review, cast);
    await revealBallots(world, review, cast);
    await act(world, ann, settleCase({ page: review.page, panel: 0n }));
    await conclude(world, review);
    await collectRound(world, review);
    expect(eventOf(await settleJudged(world, setup), 'panelSettled').rewards).to.equal(0n);
    await collectAll(world, setup, [work]);
    await windUp(world, setup, [{ review, payer: ann }], [ann]);
  });
});
