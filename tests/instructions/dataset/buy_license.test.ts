import { expect } from 'chai';
import {
  buyerLeaf,
  buyerNode,
  createMember,
  fetchLicense,
  fetchOffer,
  licenceMintPda,
  licenceTokens,
  PAUSE,
  setKey,
} from '@tagger/client';
import { getAccount, TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import { deliveryKey, generateIdentity } from '@tagger/client/keys';
import { aMember } from '../../support/build.ts';
import {
  aBuyer,
  offered,
  published,
  purchase,
  TRAINING,
  type Buyer,
  type DatasetSetup,
} from '../../support/datasets.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { whilePaused } from '../../support/admin.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('buy_license', () => {
  let world: World;
  let pro: Actor;
  let bea: Buyer;
  let sold: DatasetSetup;
  before(async () => {
    world = await theWorld();
    pro = await aMember(world, 'Pro', 0n);
    sold = await published(world, pro);
    await offered(world, sold);
    bea = await aBuyer(world);
  });

  it('refuses while buying is paused: Paused', async () => {
    await whilePaused(world, PAUSE.tasks, () => expectError(act(world, bea, purchase(world, sold, bea)), 'Paused'));
  });

  it('[attack 122] refuses a price above what the buyer agreed to, and other terms: PriceTooHigh, WrongTerms', async () => {
    await expectError(act(world, bea, purchase(world, sold, bea, { most: 9_999_999n })), 'PriceTooHigh');
    const terms = { ...TRAINING, uses: 63 };
    await expectError(act(world, bea, purchase(world, sold, bea, { terms })), 'WrongTerms');
  });

  it('refuses who has no key and who has no money: NoKey, NotEnoughTokens', async () => {
    const keyless = await aMember(world, 'Kay', 0n);
    await expectError(act(world, keyless, purchase(world, sold, keyless)), 'NoKey');
    const [poor] = (await people(world, 1, 0n)) as [Actor];
    const key = deliveryKey(generateIdentity());
    await act(world, poor, createMember({ wallet: poor.key }), setKey({ wallet: poor.key, key }));
    await expectError(act(world, poor, purchase(world, sold, poor)), 'NotEnoughTokens');
  });

  it('refuses the publisher himself: OwnDataset', async () => {
    await act(world, pro, setKey({ wallet: pro.key, key: deliveryKey(generateIdentity()) }));
    await expectError(act(world, pro, purchase(world, sold, pro)), 'OwnDataset');
  });

  it('[attack 4] refuses another dataset than the offer speaks of: WrongDataset', async () => {
    const other = await published(world, pro);
    const instruction = purchase(world, other, bea);
    const offer = purchase(world, sold, bea).keys[5]!;
    instruction.keys[5] = offer;
    await expectError(act(world, bea, instruction), 'WrongDataset');
  });

  it('sells as many as there are: SoldOut', async () => {
    await offered(world, sold, { index: 1, supply: 1, price: 0n });
    const [first, second] = [await aBuyer(world), await aBuyer(world)];
    await act(world, first, purchase(world, sold, first, { index: 1 }));
    await expectError(act(world, second, purchase(world, sold, second, { index: 1 })), 'SoldOut');
    expect(await fetchOffer(world.connection, sold.dataset, 1)).to.include({ sold: 1 });
  });

  it('[attack 126] sells to named buyers only, by the path of their wallet: NotAllowed', async () => {
    const [one, two, three, eve] = [await aBuyer(world), await aBuyer(world), await aBuyer(world), await aBuyer(world)];
    const leaves = [one, two, three].map(({ key }) => buyerLeaf(key)) as [Uint8Array, Uint8Array, Uint8Array];
    const pair = buyerNode(leaves[0], leaves[1]);
    await offered(world, sold, { index: 2, price: 0n, allowed: buyerNode(pair, leaves[2]) });
    const buying = (who: Buyer, path: Uint8Array[]) => act(world, who, purchase(world, sold, who, { index: 2, path }));
    await expectError(buying(eve, []), 'NotAllowed');
    await expectError(buying(eve, [leaves[1], leaves[2]]), 'NotAllowed');
    await expectError(buying(two, [leaves[2]]), 'NotAllowed');
    await buying(two, [leaves[0], leaves[2]]);
    await buying(three, [pair]);
  });

  it('takes the money, writes down what was bought and puts the licence into the wallet', async () => {
    const before = await tagOf(world, bea.tokens);
    const sent = await act(world, bea, purchase(world, sold, bea, { nonce: 7n }));
    expect(eventOf(sent, 'licenseChanged')).to.deep.include({ what: 0, paid: 10_000_000n });
    expect(await tagOf(world, bea.tokens)).to.equal(before - 10_000_000n);
    const mint = licenceMintPda(sold.dataset, bea.key, 7n);
    const license = (await fetchLicense(world.connection, mint))!;
    expect(license).to.include({ state: 0, offer: 0, paid: 10_000_000n, expiresAt: 0n });
    expect(license.keyUntil - license.boughtAt).to.equal(3_600n);
    expect(license.recipient).to.deep.equal([...deliveryKey(bea.identity)]);
    expect(license.terms).to.deep.equal(TRAINING);
    const tokens = licenceTokens(mint, bea.key);
    const { amount } = await getAccount(world.connection, tokens, 'confirmed', TOKEN_2022_PROGRAM_ID);
    expect(amount).to.equal(1n);
  });
});
