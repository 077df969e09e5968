/** Datasets and licences: what each step costs in compute units and lamports, with the real Token Metadata and Token-2022. */
import type { PublicKey } from '@solana/web3.js';
import { type TransactionInstruction } from '@solana/web3.js';
import {
  acceptBid,
  askLicense,
  bidLicense,
  burnLicense,
  buyLicense,
  closeTokens,
  createMember,
  datasetPda,
  decodeAccount,
  deliverKey,
  licenceMintPda,
  licensePda,
  openOffer,
  PROGRAM_ID,
  publishDataset,
  refundPurchase,
  renewLicense,
  rewrapLicense,
  setKey,
  stake,
  takeRevenue,
  titlePda,
  TOKEN_METADATA_PROGRAM_ID,
  transferLicense,
  upgradeLicense,
  USE_CLASS,
  USES,
  withdrawBid,
  type LicenceTerms,
} from '@tagger/client';
import { datasetCommitment, deliveryKey, Identity, passOnKey, wrapKey } from '@tagger/client/keys';
import { tokenMetadataProgram } from '@tagger/localnet';
import type { Ran } from './chain.ts';
import { table, type Cell } from './markdown.ts';
import { aPerson, createWorld, seedOf, type Person, type World } from './world.ts';

const TERMS: LicenceTerms = {
  textHash: [...seedOf('licence')],
  textId: [...seedOf('where it lies')],
  termSecs: 31_536_000n,
  leastRoyalty: 0n,
  seats: 0,
  uses: USES.train | USES.evaluate,
  royaltyBps: 500,
  territory: [0, 0],
  field: 0,
  duties: 1,
  transferable: 1,
  reserved: [0, 0, 0],
};
const PRICE = 10_000_000n;
const BOND = 5_000_000n;
/** What a purchase costs at most of our own, and what of a licence's lamports may stay away. */
const GOALS = { purchase: 30_000, lamports: 20_000n };

type Row = { name: string; own: number; total: number; bytes: number };

/** Everything `licences.ts` prints. */
export function licenceReport(): string {
  const world = createWorld();
  world.chain.loadFile(TOKEN_METADATA_PROGRAM_ID, tokenMetadataProgram().path);
  const rows: Row[] = [];
  const note = (name: string, { own, units, bytes }: Ran): void => {
    rows.push({ name, own: own[0] ?? Number.NaN, total: units[0] ?? Number.NaN, bytes });
  };
  const lost = run(world, note);
  const purchase = rows.find(({ name }) => name === 'buy_license')?.own ?? Number.NaN;
  const goals: Cell[][] = [
    ['purchase, our own part', GOALS.purchase, purchase, 'CU', purchase <= GOALS.purchase ? 'met' : 'MISSED'],
    [
      'bought, delivered, burnt: what does not come back',
      GOALS.lamports,
      lost,
      'lamports',
      lost <= GOALS.lamports ? 'met' : 'MISSED',
    ],
  ];
  return [
    '### Goals of licences',
    table(['goal', 'at most', 'measured', 'unit', 'result'], goals),
    '### Compute units of datasets and licences',
    table(
      ['instruction', 'our own', 'with the programs it calls', 'bytes of the transaction'],
      rows.map(({ name, own, total, bytes }): Cell[] => [name, own, total, bytes]),
    ),
  ].join('\n\n');
}

/** One dataset and what happens to its licences; returns the lamports one licence loses for good. */
function run(world: World, note: (name: string, ran: Ran) => void): bigint {
  const { chain, tagMint, deployer } = world;
  const [pro, bea, bob, carl] = ['Pro', 'Bea', 'Bob', 'Carl'].map((name) => holder(world, name)) as [
    Holder,
    Holder,
    Holder,
    Holder,
  ];
  const secret = seedOf('dataset');
  const commitment = datasetCommitment(secret);
  const dataset = datasetPda(titlePda(pro.key, 1n));
  const contents = {
    manifestId: [...seedOf('manifest')],
    manifestHash: [...seedOf('manifest hash')],
    payloadHash: [...seedOf('payload')],
    commitment: [...commitment],
    licenceHash: TERMS.textHash,
    licenceId: TERMS.textId,
    useClass: USE_CLASS.commercial,
    attribution: 1,
    shareAlike: 0,
  };
  const does = (name: string, who: Holder, instruction: TransactionInstruction): void =>
    note(name, chain.run([who.wallet], instruction));
  const title = { name: 'A dataset', uri: `ar://${'a'.repeat(43)}` };
  does('publish_dataset', pro, publishDataset({ publisher: pro.key, nonce: 1n, bond: BOND, contents, ...title }));
  const offer = { publisher: pro.key, dataset, terms: TERMS, keySecs: 3_600 };
  does('open_offer', pro, openOffer({ ...offer, index: 0, price: PRICE }));
  chain.run([pro.wallet], openOffer({ ...offer, index: 1, price: 3n * PRICE }));

  const mintOf = ({ key }: Holder, nonce: bigint): PublicKey => licenceMintPda(dataset, key, nonce);
  const buying = (who: Holder, nonce: bigint): TransactionInstruction =>
    buyLicense({ buyer: who.key, dataset, index: 0, nonce, most: PRICE, terms: TERMS, from: who.tokens, tagMint });
  const wrapped = (who: Holder, nonce: bigint) =>
    wrapKey(secret, {
      programId: PROGRAM_ID.toBytes(),
      account: licensePda(mintOf(who, nonce)).toBytes(),
      commitment,
      recipient: deliveryKey(who.identity),
    });
  const delivering = (who: Holder, nonce: bigint): TransactionInstruction =>
    deliverKey({ dataset, mint: mintOf(who, nonce), holder: who.key, ...wrapped(who, nonce) });
  const passing = (mint: PublicKey, from: Holder, to: Holder) => {
    const { wrap, recipient } = decodeAccount('license', chain.account(licensePda(mint))!);
    return passOnKey(from.identity, {
      programId: PROGRAM_ID.toBytes(),
      account: licensePda(mint).toBytes(),
      giver: Uint8Array.from(recipient),
      held: Uint8Array.from(wrap.flat()),
      recipient: deliveryKey(to.identity),
    });
  };

  // One licence from the purchase to its end. The key's delivery is paid by a keeper.
  const before = chain.lamports(bea.key) + chain.lamports(deployer.publicKey);
  does('buy_license', bea, buying(bea, 1n));
  note('deliver_key', chain.run([deployer], delivering(bea, 1n)));
  const first = mintOf(bea, 1n);
  does('burn_license', bea, burnLicense({ caller: bea.key, mint: first, holder: bea.key, rentPayer: bea.key }));
  const lost = before - chain.lamports(bea.key) - chain.lamports(deployer.publicKey);

  chain.run([bea.wallet], buying(bea, 2n));
  chain.run([deployer], delivering(bea, 2n));
  const mint = mintOf(bea, 2n);
  const paying = { dataset, mint, from: bea.tokens, tagMint };
  does('renew_license', bea, renewLicense({ ...paying, payer: bea.key, index: 0, most: PRICE }));
  does(
    'upgrade_license',
    bea,
    upgradeLicense({ ...paying, holder: bea.key, index: 1, most: 3n * PRICE, terms: TERMS }),
  );
  does(
    'rewrap_license by the publisher',
    bea,
    rewrapLicense({ dataset, mint, holder: bea.key, byPublisher: true, ...wrapped(bea, 2n) }),
  );
  does(
    'rewrap_license by the holder',
    bea,
    rewrapLicense({ dataset, mint, holder: bea.key, byPublisher: false, ...passing(mint, bea, bea) }),
  );
  does('ask_license', bea, askLicense({ holder: bea.key, mint, price: PRICE }));
  const bidding = (who: Holder): TransactionInstruction =>
    bidLicense({
      bidder: who.key,
      mint,
      price: PRICE,
      until: chain.now + 3_600n,
      terms: TERMS,
      from: who.tokens,
      tagMint,
    });
  does('bid_license', bob, bidding(bob));
  chain.run([carl.wallet], bidding(carl));
  does('withdraw_bid', carl, withdrawBid({ caller: carl.key, mint, bidder: carl.key }));
  does(
    'accept_bid',
    bea,
    acceptBid({ holder: bea.key, dataset, mint, bidder: bob.key, least: PRICE, ...passing(mint, bea, bob) }),
  );
  does('close_tokens', bea, closeTokens({ mint, holder: bea.key, to: bea.key }));
  does(
    'transfer_license',
    bob,
    transferLicense({ holder: bob.key, dataset, mint, to: bea.key, price: PRICE, from: bob.tokens, tagMint }),
  );
  const { treasury } = world;
  does('take_revenue', pro, takeRevenue({ dataset, publisher: pro.key, treasury, tagMint }));
  chain.run([carl.wallet], buying(carl, 1n));
  chain.advance(3_601n);
  const back = { dataset, publisher: pro.key, holder: carl.key, mint: mintOf(carl, 1n), rentPayer: carl.key };
  does('refund_purchase', carl, refundPurchase(back));
  return lost;
}

type Holder = Person & { identity: Identity };

/** A member with a key, a bond staked and TAG to spend. */
function holder(world: World, name: string): Holder {
  const person = aPerson(world, name, BOND + 100n * PRICE);
  const identity = new Identity(seedOf(`identity:${name}`));
  const { wallet, key, tokens: from } = person;
  world.chain.run(
    [wallet],
    createMember({ wallet: key }),
    stake({ wallet: key, from, tagMint: world.tagMint, amount: BOND }),
    setKey({ wallet: key, key: deliveryKey(identity) }),
  );
  return { ...person, identity };
}
