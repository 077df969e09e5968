import {
  AuthorityType,
  createBurnCheckedInstruction,
  createCloseAccountInstruction,
  createEnableCpiGuardInstruction,
  createReallocateInstruction,
  createSetAuthorityInstruction,
  ExtensionType,
  getAccount,
  getExtensionTypes,
  getMint,
  getMintCloseAuthority,
  getPermanentDelegate,
  getTokenMetadata,
  getTransferHook,
  getMetadataPointerState,
  TOKEN_2022_PROGRAM_ID,
  createAssociatedTokenAccountInstruction,
} from '@solana/spl-token';
import { Keypair, PublicKey, SystemProgram } from '@solana/web3.js';
import { extraMetasPda, fetchLicense, licensePda, PROGRAM_ID, type Sent } from '@tagger/client';
import { expect } from 'chai';
import { expectError } from '../support/expect.ts';
import { METAS, sending, unitsBelow, unitsOf } from '../support/licences.ts';
import {
  act,
  approve,
  aWallet,
  aWorkshop,
  burn,
  hasHarness,
  issue,
  lamportsOf,
  LICENCE_TEXT,
  licenceMint,
  licenceTokens,
  move,
  renew,
  type Workshop,
} from '../support/nft.ts';

const TOKEN_2022 = TOKEN_2022_PROGRAM_ID;
/** Lamports a signature costs. */
const SIGNATURE = 5_000;
const FOREVER = 1n << 40n;

describe('a licence, by the real Token-2022', function () {
  if (!hasHarness()) {
    it('needs the harness: run toolchain/harness.sh', function () {
      this.skip();
    });
    return;
  }
  let shop: Workshop;
  /** Buys, and pays all rent. */
  let payer: Keypair;
  let salt = 0;
  before(async () => {
    shop = await aWorkshop();
    payer = await aWallet(shop);
  });
  after(() => shop.chain.stop());

  const balance = () => lamportsOf(shop, payer.publicKey);
  const issued = async (options: Partial<Parameters<typeof issue>[0]> = {}) => {
    salt += 1;
    const mint = licenceMint(salt);
    const holder = await aWallet(shop);
    const { holderSigns = true } = options;
    const order = issue({ payer: payer.publicKey, holder: holder.publicKey, salt, ...options });
    const sent = await act(shop, holderSigns ? [payer, holder] : [payer], order);
    return { mint, holder, sent, tokens: licenceTokens(mint, holder.publicKey) };
  };
  const amount = async (mint: PublicKey, owner: PublicKey): Promise<bigint> =>
    (await getAccount(shop.connection, licenceTokens(mint, owner), 'confirmed', TOKEN_2022)).amount;
  const print = (what: string, sent: Sent, more = ''): void => {
    const below = unitsBelow(sent);
    const [ours = 0] = unitsOf(sent);
    const own = Object.values(below).reduce((rest, units) => rest - units, ours);
    console.log(`      ${what}: ${sent.units} CU, ${own} of them our own, ${sent.bytes} bytes${more}`);
    for (const [program, units] of Object.entries(below)) console.log(`        ${program} ${units}`);
  };
  const size = async (key: PublicKey): Promise<number> => (await shop.connection.getAccountInfo(key))?.data.length ?? 0;

  it('is one token that carries what it is, and nobody can mint a second', async () => {
    const before = await balance();
    const { mint, holder, sent, tokens } = await issued();
    const spent = before - (await balance());
    const license = licensePda(mint);

    const state = await getMint(shop.connection, mint, 'confirmed', TOKEN_2022);
    expect([state.decimals, state.supply, state.mintAuthority, state.freezeAuthority]).to.deep.equal([
      0,
      1n,
      null,
      null,
    ]);
    expect(getExtensionTypes(state.tlvData)).to.have.members([
      ExtensionType.MintCloseAuthority,
      ExtensionType.PermanentDelegate,
      ExtensionType.TransferHook,
      ExtensionType.MetadataPointer,
      ExtensionType.TokenMetadata,
    ]);
    expect(getMintCloseAuthority(state)?.closeAuthority.toBase58()).to.equal(license.toBase58());
    expect(getPermanentDelegate(state)?.delegate.toBase58()).to.equal(license.toBase58());
    const hook = getTransferHook(state);
    expect([hook?.authority, hook?.programId].map(String)).to.deep.equal([license, PROGRAM_ID].map(String));
    const pointer = getMetadataPointerState(state);
    expect([pointer?.authority, pointer?.metadataAddress].map(String)).to.deep.equal(['null', mint.toBase58()]);

    const text = await getTokenMetadata(shop.connection, mint, 'confirmed', TOKEN_2022);
    const { name, uri, dataset, terms, expires } = LICENCE_TEXT;
    expect([text?.name, text?.symbol, text?.uri]).to.deep.equal([name, 'TAGL', uri]);
    expect(text?.updateAuthority?.toBase58()).to.equal(license.toBase58());
    expect(text?.additionalMetadata).to.deep.equal([
      ['dataset', dataset],
      ['terms', terms],
      ['expires', expires],
    ]);
    const account = await getAccount(shop.connection, tokens, 'confirmed', TOKEN_2022);
    expect([account.amount, account.owner, account.closeAuthority].map(String)).to.deep.equal(
      ['1', holder.publicKey, license].map(String),
    );
    const metas = await shop.connection.getAccountInfo(extraMetasPda(mint));
    expect(metas?.data.toString('hex')).to.equal(METAS.toString('hex'));
    expect(metas?.owner.toBase58()).to.equal(PROGRAM_ID.toBase58());

    const sizes = await Promise.all([mint, tokens, extraMetasPda(mint), license].map(size));
    print(
      'issue',
      sent,
      `; ${spent} lamports; mint ${sizes[0]}, tokens ${sizes[1]}, metas ${sizes[2]}, licence ${sizes[3]} bytes`,
    );
  });

  it('has exactly the rent it needs', async () => {
    const { mint } = await issued({
      text: { name: 'n'.repeat(32), uri: 'u'.repeat(200), terms: 't'.repeat(64), expires: 'never' },
    });
    const info = await shop.connection.getAccountInfo(mint);
    expect(info?.lamports).to.equal(await shop.connection.getMinimumBalanceForRentExemption(info?.data.length ?? 0));
  });

  it('is issued although somebody sent lamports ahead [attack 46]', async () => {
    const mint = licenceMint(salt + 1);
    const gifts = [mint, extraMetasPda(mint), licensePda(mint)].map((toPubkey) =>
      SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey, lamports: 1_000_000 }),
    );
    await act(shop, [payer], ...gifts);
    const { holder } = await issued();
    expect(await amount(mint, holder.publicKey)).to.equal(1n);
  });

  it('refuses texts beyond the limits', async () => {
    await expectError(issued({ text: { name: 'n'.repeat(33) } }), 'BadNftText');
    await expectError(issued({ text: { uri: '\t' } }), 'BadNftText');
    for (const field of ['dataset', 'terms', 'expires'] as const) {
      await expectError(issued({ text: { [field]: 'f'.repeat(65) } }), 'BadNftText');
      await expectError(issued({ text: { [field]: '' } }), 'BadNftText');
    }
  });

  it('gives all rent back when it is burnt: the fees of two transactions are all that is gone', async () => {
    const before = await balance();
    const { mint, holder } = await issued();
    const sent = await act(shop, [payer], burn({ mint, owner: holder.publicKey, rentPayer: payer.publicKey }));
    // Two signatures for the issue, one for the burn.
    expect(before - (await balance())).to.equal(3 * SIGNATURE);
    for (const key of [mint, licenceTokens(mint, holder.publicKey), extraMetasPda(mint), licensePda(mint)]) {
      expect(await shop.connection.getAccountInfo(key), key.toBase58()).to.equal(null);
    }
    print('burn', sent);
  });

  it('given to a wallet that did not sign, leaves the rent of one account to that wallet', async () => {
    const before = await balance();
    const { mint, holder, tokens } = await issued({ holderSigns: false });
    const owner = holder.publicKey;
    await act(shop, [payer], burn({ mint, owner, rentPayer: payer.publicKey, closing: false }));
    const rent = await shop.connection.getMinimumBalanceForRentExemption(await size(tokens));
    expect(before - (await balance())).to.equal(2 * SIGNATURE + rent);
    const [held, closing] = [
      await lamportsOf(shop, owner),
      createCloseAccountInstruction(tokens, owner, owner, [], TOKEN_2022),
    ];
    await act(shop, [holder], closing);
    expect((await lamportsOf(shop, owner)) - held).to.equal(rent - SIGNATURE);
  });

  it('keeps its rent from the holder: he can neither close the account nor take the close authority back', async () => {
    const { mint, holder, tokens } = await issued();
    const owner = holder.publicKey;
    const take = createSetAuthorityInstruction(tokens, owner, AuthorityType.CloseAccount, owner, [], TOKEN_2022);
    await expectError(act(shop, [holder], take), 'Custom4');
    await act(shop, [payer], burn({ mint, owner, rentPayer: payer.publicKey, closing: false }));
    await expectError(
      act(shop, [holder], createCloseAccountInstruction(tokens, owner, owner, [], TOKEN_2022)),
      'Custom4',
    );
  });

  it('is burnt although its holder guards the account against calls; what he added and paid for is his', async () => {
    const { mint, holder, tokens } = await issued();
    const owner = holder.publicKey;
    await act(
      shop,
      [holder],
      createReallocateInstruction(tokens, owner, [ExtensionType.CpiGuard], owner, [], TOKEN_2022),
      createEnableCpiGuardInstruction(tokens, owner, [], TOKEN_2022),
    );
    const [inside, held] = [await lamportsOf(shop, tokens), await lamportsOf(shop, owner)];
    await act(shop, [payer], burn({ mint, owner, rentPayer: payer.publicKey }));
    expect((await lamportsOf(shop, owner)) - held).to.equal(inside);
    expect(await shop.connection.getAccountInfo(tokens)).to.equal(null);
  });

  it('burnt by its holder himself, still gives all rent back', async () => {
    const before = await balance();
    const { mint, holder, tokens } = await issued();
    const owner = holder.publicKey;
    await act(shop, [holder], createBurnCheckedInstruction(tokens, mint, owner, 1, 0, [], TOKEN_2022));
    await act(shop, [payer], burn({ mint, owner, rentPayer: payer.publicKey }));
    expect(before - (await balance())).to.equal(3 * SIGNATURE);
    expect(await shop.connection.getAccountInfo(mint)).to.equal(null);
  });

  it('is not closed while the token is in another account', async () => {
    const { mint, holder } = await issued();
    const buyer = await aWallet(shop);
    const moving = { payer: payer.publicKey, mint, from: holder.publicKey, to: buyer.publicKey };
    await act(shop, [payer, buyer], move(moving));
    const rentPayer = payer.publicKey;
    // MintHasSupply
    await expectError(
      act(shop, [payer], burn({ mint, owner: holder.publicKey, rentPayer, closing: false })),
      'Custom28',
    );
    await act(shop, [payer], burn({ mint, owner: buyer.publicKey, rentPayer }));
  });

  it('moves by the program to another wallet, hook or no hook, and the hook is back afterwards', async () => {
    const { mint, holder } = await issued({ transferable: false });
    const buyer = await aWallet(shop);
    const before = await balance();
    const sent = await act(
      shop,
      [payer, buyer],
      move({ payer: payer.publicKey, mint, from: holder.publicKey, to: buyer.publicKey }),
    );
    expect(await amount(mint, buyer.publicKey)).to.equal(1n);
    const hook = getTransferHook(await getMint(shop.connection, mint, 'confirmed', TOKEN_2022));
    expect(hook?.programId.toBase58()).to.equal(PROGRAM_ID.toBase58());
    // The seller's account paid for the buyer's.
    expect(before - (await balance())).to.equal(2 * SIGNATURE);
    expect(await shop.connection.getAccountInfo(licenceTokens(mint, holder.publicKey))).to.equal(null);
    print('move by the program', sent);
  });

  it('moves although the seller guards his account against calls', async () => {
    const { mint, holder, tokens } = await issued();
    const [buyer, seller] = [await aWallet(shop), holder.publicKey];
    await act(
      shop,
      [holder],
      createReallocateInstruction(tokens, seller, [ExtensionType.CpiGuard], seller, [], TOKEN_2022),
      createEnableCpiGuardInstruction(tokens, seller, [], TOKEN_2022),
    );
    const moving = { payer: payer.publicKey, mint, from: seller, to: buyer.publicKey };
    await act(shop, [payer, buyer], move(moving));
    expect(await amount(mint, buyer.publicKey)).to.equal(1n);
  });

  const opened = async (mint: PublicKey) => {
    const receiver = Keypair.generate().publicKey;
    const open = createAssociatedTokenAccountInstruction(
      payer.publicKey,
      licenceTokens(mint, receiver),
      receiver,
      mint,
      TOKEN_2022,
    );
    await act(shop, [payer], open);
    return receiver;
  };

  it('sent by its wallet asks the hook: unapproved and expired ones stay, an approved one passes', async () => {
    const { mint, holder } = await issued();
    const receiver = await opened(mint);
    const transfer = await sending(shop.connection, mint, holder.publicKey, receiver);
    await expectError(act(shop, [holder], transfer), 'TransferNotApproved');
    const sent = await act(shop, [holder], approve(mint, receiver, FOREVER), transfer);
    expect(await amount(mint, receiver)).to.equal(1n);
    expect((await fetchLicense(shop.connection, mint))?.holder.toBase58()).to.equal(receiver.toBase58());
    const [, hook] = unitsOf(sent);
    console.log(`      approve and transfer by a wallet: ${sent.units} CU, ${sent.bytes} bytes; the hook ${hook} CU`);

    const kept = await issued({ transferable: false });
    const there = await opened(kept.mint);
    await expectError(
      act(shop, [kept.holder], await sending(shop.connection, kept.mint, kept.holder.publicKey, there)),
      'LicenseNotTransferable',
    );
    await expectError(act(shop, [kept.holder], approve(kept.mint, there, FOREVER)), 'LicenseNotTransferable');
    const over = await issued({ expiresAt: 1_000n });
    const nowhere = await opened(over.mint);
    await expectError(
      act(shop, [over.holder], await sending(shop.connection, over.mint, over.holder.publicKey, nowhere)),
      'LicenseExpired',
    );
    await expectError(act(shop, [over.holder], approve(over.mint, nowhere, FOREVER)), 'LicenseExpired');
    const zero = approve((await issued()).mint, PublicKey.default, FOREVER);
    await expectError(act(shop, [payer], zero), 'ZeroAddress');
  });

  it('shows its new expiry after a renewal', async () => {
    const { mint } = await issued();
    const sent = await act(shop, [payer], renew(mint, '1900000000'));
    const text = await getTokenMetadata(shop.connection, mint, 'confirmed', TOKEN_2022);
    expect(text?.additionalMetadata[2]).to.deep.equal(['expires', '1900000000']);
    print('renew', sent);
    await expectError(act(shop, [payer], renew(mint, 'x'.repeat(65))), 'BadNftText');
  });

  it('can be given no other hook, delegate, metadata or mint authority by its holder', async () => {
    const { mint, holder } = await issued();
    const names: Record<string, string> = {};
    for (const type of [
      'MintTokens',
      'PermanentDelegate',
      'TransferHookProgramId',
      'MetadataPointer',
      'CloseMint',
    ] as const) {
      const key = holder.publicKey;
      const take = createSetAuthorityInstruction(mint, key, AuthorityType[type], key, [], TOKEN_2022);
      names[type] = await act(shop, [holder], take).then(
        () => 'taken',
        (error: Error) => error.name,
      );
    }
    // Owner does not match; the supply is fixed; there is nobody who could point the metadata elsewhere.
    expect(names).to.deep.equal({
      MintTokens: 'Custom5',
      PermanentDelegate: 'Custom4',
      TransferHookProgramId: 'Custom4',
      MetadataPointer: 'Custom15',
      CloseMint: 'Custom4',
    });
  });
});
