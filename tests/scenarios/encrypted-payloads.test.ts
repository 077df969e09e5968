import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchMember, setKey, VERDICT } from '@tagger/client';
import { deliveryKey, generateIdentity, type Identity } from '@tagger/client/keys';
import {
  fetchReaders,
  payloadKeys,
  postPayloadKeys,
  readSharedPayload,
  sealPayload,
  type PayloadReader,
} from '@tagger/client/payload';
import { dataItems, solanaSigner, type Storage } from '@tagger/client/storage';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { collectAll, thePanel } from '../support/build.ts';
import { eventOf } from '../support/expect.ts';
import {
  audit,
  collectRound,
  conclude,
  draw,
  gains,
  joinValidators,
  nextEpoch,
  ownPool,
  settleJudged,
  submitted,
  vote,
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

  /** Names a key of his own; what stands there now. */
  async function named(actor: Actor): Promise<Uint8Array> {
    const identity = generateIdentity();
    identities.set(actor.key.toBase58(), identity);
    await act(world, actor, setKey({ wallet: actor.key, key: deliveryKey(identity) }));
    return deliveryKey(identity);
  }
  const storageOf = (signer: Keypair): Storage =>
    dataItems({
      gateways: [net.arweaveUrl],
      upload: `${net.arweaveUrl}/tx`,
      signer: () => solanaSigner(signer.secretKey),
    });
  const ITEMS = Array.from({ length: 10 }, (_, item) => item);
  const [ACCEPTED, REJECTED] = [ITEMS.map(() => VERDICT.accept), ITEMS.map(() => VERDICT.reject)];

  /** Ann's answer is in, a review of all of it has its seats. Rita's key stands in the rules. */
  async function drawn() {
    const { answer, secret } = await sealPayload(storageOf(Keypair.generate()), TEXT);
    const made = await submitted(world, { ...PURSE, payload: answer });
    const requester: PayloadReader = {
      wallet: made.setup.requester.key,
      key: await named(made.setup.requester),
    };
    const rita = identities.get(requester.wallet.toBase58())!;
    const review = await audit(world, made.setup, ITEMS, made.ann);
    const voters = await draw(world, review);
    const { readers, keyless } = await fetchReaders(world.connection, review.page, 0n, requester.key);
    expect(keyless).to.deep.equal([]);
    expect(readers.map(({ wallet }) => wallet.toBase58())).to.have.members(
      [made.setup.requester, ...voters].map(({ key }) => key.toBase58()),
    );
    // What they read is the payload the panel names.
    expect((await thePanel(world, made.setup)).payloads[0]).to.deep.equal(made.payload);
    const storage = storageOf(made.ann.wallet);
    const place = { page: made.setup.page, panel: 0n, posters: [made.ann.key] };
    return { ...made, secret, requester, rita, review, voters, readers, storage, place };
  }
  type Drawn = Awaited<ReturnType<typeof drawn>>;

  /** Each of the drawn opens the payload and accepts it if Rita can open it too. */
  async function judged({ payload, requester, review, voters, storage, place }: Drawn): Promise<void> {
    const votes: number[][] = [];
    for (const { key } of voters) {
      const self = { wallet: key, key: Uint8Array.from((await fetchMember(world.connection, key))!.key) };
      const identity = identities.get(key.toBase58())!;
      const shared = await readSharedPayload(storage, place, payload, { self, identity, requester });
      expect(JSON.parse(new TextDecoder().decode(shared.plain))).to.deep.equal(WORK);
      votes.push(shared.requesterReads ? ACCEPTED : REJECTED);
    }
    await vote(world, review, voters, votes);
    await conclude(world, review);
    await collectRound(world, review);
  }

  /** Pays and closes everything; `rewards` base units for Ann. */
  async function paid({ setup, ann, work, review }: Drawn, rewards: bigint): Promise<void> {
    const gained = await gains(world, [ann]);
    expect(eventOf(await settleJudged(world, setup), 'panelSettled').rewards).to.equal(rewards);
    await collectAll(world, setup, [work]);
    expect((await gained())[0]?.balance).to.equal(rewards);
    await windUp(world, setup, [{ review, payer: ann }], [ann]);
  }

  it('the drawn read it with keys Ann posts, see that Rita can too, and accept: she reads what she pays for', async () => {
    const all = await drawn();
    const { payload, secret, requester, rita, readers, storage, place } = all;
    await postPayloadKeys(storage, place, payloadKeys(secret, place.page, readers));
    await judged(all);
    await paid(all, 100_000n);
    // Rita opens it after everything is paid and over.
    const read = await readSharedPayload(storage, place, payload, { self: requester, identity: rita, requester });
    expect(JSON.parse(new TextDecoder().decode(read.plain))).to.deep.equal(WORK);
  });

  it('Ann leaves Rita out: each validator sees it and rejects, and she is paid nothing', async () => {
    const all = await drawn();
    const { secret, requester, readers, storage, place } = all;
    const others = readers.filter(({ wallet }) => !wallet.equals(requester.wallet));
    await postPayloadKeys(storage, place, payloadKeys(secret, place.page, others));
    await judged(all);
    await paid(all, 0n);
  });

  it("Rita changes her key after Ann posted, so that hers looks left out: the rules' key counts, Ann is paid", async () => {
    const all = await drawn();
    const { setup, secret, readers, storage, place } = all;
    await postPayloadKeys(storage, place, payloadKeys(secret, place.page, readers));
    await named(setup.requester);
    await judged(all);
    await paid(all, 100_000n);
  });
});
