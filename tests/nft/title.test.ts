import {
  createNft,
  fetchDigitalAsset,
  mplTokenMetadata,
  printSupply,
  TokenStandard,
  updateV1,
} from '@metaplex-foundation/mpl-token-metadata';
import {
  createSignerFromKeypair,
  generateSigner,
  percentAmount,
  publicKey,
  signerIdentity,
  unwrapOption,
  type PublicKey as UmiKey,
} from '@metaplex-foundation/umi';
import { createUmi } from '@metaplex-foundation/umi-bundle-defaults';
import { getAccount, getMint } from '@solana/spl-token';
import { ComputeBudgetProgram, Keypair, SystemProgram } from '@solana/web3.js';
import { PROGRAM_ID } from '@tagger/client';
import { fetchTitle, tagger, TaggerProgramError } from '@tagger/client/umi';
import { expect } from 'chai';
import { expectError } from '../support/expect.ts';
import {
  act,
  aWallet,
  aWorkshop,
  hasHarness,
  lamportsOf,
  METADATA_PROGRAM,
  mintTitle,
  titlePlaces,
  type Workshop,
} from '../support/nft.ts';
import { unitsOf } from '../support/licences.ts';

const URI = `https://arweave.net/${'a'.repeat(43)}`;

describe('the title of a dataset, by the real Token Metadata program', function () {
  if (!hasHarness()) {
    it('needs the harness: run toolchain/harness.sh', function () {
      this.skip();
    });
    return;
  }
  let shop: Workshop;
  let payer: Keypair;
  before(async () => {
    shop = await aWorkshop();
    payer = await aWallet(shop);
  });
  after(() => shop.chain.stop());

  const published = async (name = 'ZenCrowd, judged anew', uri = URI) => {
    const publisher = Keypair.generate();
    const at = titlePlaces(publisher.publicKey);
    const minting = mintTitle({ payer: payer.publicKey, publisher: publisher.publicKey, name, uri });
    return { publisher, at, minting, sent: () => act(shop, [payer, publisher], minting) };
  };
  const umi = () => createUmi(shop.connection).use(mplTokenMetadata()).use(tagger());

  it('is one token in the publisher’s wallet, and there can never be a second', async () => {
    const { publisher, at, sent } = await published();
    const before = await lamportsOf(shop, payer.publicKey);
    const { units, logs, bytes } = await sent();
    const spent = before - (await lamportsOf(shop, payer.publicKey));

    const mint = await getMint(shop.connection, at.mint);
    expect([mint.decimals, mint.supply]).to.deep.equal([0, 1n]);
    expect(mint.mintAuthority?.toBase58()).to.equal(at.edition.toBase58());
    expect(mint.freezeAuthority?.toBase58()).to.equal(at.edition.toBase58());
    const tokens = await getAccount(shop.connection, at.tokens);
    expect([tokens.amount, tokens.owner.toBase58()]).to.deep.equal([1n, publisher.publicKey.toBase58()]);

    const asset = await fetchDigitalAsset(umi(), publicKey(at.mint.toBase58()));
    const { metadata, edition } = asset;
    expect([metadata.name, metadata.symbol, metadata.uri]).to.deep.equal(['ZenCrowd, judged anew', 'TAGD', URI]);
    expect(metadata.updateAuthority).to.equal(at.dataset.toBase58());
    expect([metadata.isMutable, metadata.sellerFeeBasisPoints]).to.deep.equal([false, 0]);
    expect(unwrapOption(metadata.tokenStandard)).to.equal(TokenStandard.NonFungible);
    expect(unwrapOption(metadata.creators)).to.deep.equal([
      { address: publisher.publicKey.toBase58(), verified: true, share: 100 },
    ]);
    expect(edition?.isOriginal === true && unwrapOption(edition.maxSupply)).to.equal(0n);

    // The program's own account sits above all it calls, so its units are those of the whole instruction.
    const metaplex = unitsOf({ logs }, METADATA_PROGRAM.toBase58());
    console.log(`      title: ${units} CU (Token Metadata ${metaplex.join(' + ')}), ${spent} lamports, ${bytes} bytes`);
  });

  it('takes names and addresses up to the limits', async () => {
    const { at, sent } = await published('n'.repeat(32), `ar://${'u'.repeat(195)}`);
    await sent();
    const title = await fetchTitle(umi(), publicKey(at.mint.toBase58()), publicKey(at.dataset.toBase58()));
    expect([title.name.length, title.uri.length]).to.deep.equal([32, 200]);
  });

  it('refuses texts that are empty, too long, or have control characters', async () => {
    const texts = [
      ['', URI],
      ['n'.repeat(33), URI],
      ['ä'.repeat(17), URI],
      ['a\nb', URI],
      ['a\u0000', URI],
      ['a\u007f', URI],
      ['name', ''],
      ['name', 'u'.repeat(201)],
      ['name', 'https://a\r\n'],
    ] as const;
    for (const [name, uri] of texts) await expectError((await published(name, uri)).sent(), 'BadNftText');
  });

  it('is made although somebody sent lamports ahead [attack 46]', async () => {
    const { at, sent } = await published();
    const gifts = [at.mint, at.metadata, at.edition].map((toPubkey, index) =>
      SystemProgram.transfer({
        fromPubkey: payer.publicKey,
        toPubkey,
        lamports: [1_000_000, 5_000_000, 900_000][index]!,
      }),
    );
    await act(shop, [payer], ...gifts);
    await sent();
    expect((await getMint(shop.connection, at.mint)).supply).to.equal(1n);
  });

  it('is read with umi, which knows what makes a title one [attack 118]', async () => {
    const { publisher, at, sent } = await published();
    await sent();
    const reader = umi();
    const [mint, dataset] = [at.mint, at.dataset].map((key) => publicKey(key.toBase58())) as [UmiKey, UmiKey];
    const key = publicKey(publisher.publicKey.toBase58());
    expect(await fetchTitle(reader, mint, dataset)).to.deep.equal({
      mint,
      dataset,
      name: 'ZenCrowd, judged anew',
      uri: URI,
      publisher: key,
    });
    await expectError(fetchTitle(reader, mint, key), 'NotATitle');

    // Anybody can mint something that looks like it.
    const forger = createSignerFromKeypair(reader, reader.eddsa.createKeypairFromSecretKey(payer.secretKey));
    reader.use(signerIdentity(forger));
    const fake = generateSigner(reader);
    const look = { name: 'ZenCrowd, judged anew', symbol: 'TAGD', uri: URI, sellerFeeBasisPoints: percentAmount(0, 2) };
    const minting = createNft(reader, {
      mint: fake,
      ...look,
      updateAuthority: forger,
      isMutable: false,
      printSupply: printSupply('Zero'),
    });
    await minting.sendAndConfirm(reader, { confirm: { commitment: 'confirmed' } });
    await expectError(fetchTitle(reader, fake.publicKey, dataset), 'NotATitle');
    // It passes as the title of its own update authority only.
    expect((await fetchTitle(reader, fake.publicKey, forger.publicKey)).publisher).to.equal(forger.publicKey);
    const loose = generateSigner(reader);
    await createNft(reader, { mint: loose, ...look }).sendAndConfirm(reader, { confirm: { commitment: 'confirmed' } });
    await expectError(fetchTitle(reader, loose.publicKey, forger.publicKey), 'NotATitle');
  });

  it('can’t be changed, not even by an update authority that signs [attack 119]', async () => {
    const reader = umi();
    reader.use(
      signerIdentity(createSignerFromKeypair(reader, reader.eddsa.createKeypairFromSecretKey(payer.secretKey))),
    );
    const { at, sent } = await published();
    await sent();
    const refusal = async (mint: UmiKey): Promise<string> => {
      const { metadata } = await fetchDigitalAsset(reader, mint);
      const { sellerFeeBasisPoints, creators, symbol } = metadata;
      const data = { name: 'Other data', symbol, uri: URI, sellerFeeBasisPoints, creators };
      const changing = updateV1(reader, { mint, data, authority: reader.identity });
      return changing.sendAndConfirm(reader).then(
        () => 'changed',
        (error: Error) => error.name,
      );
    };
    expect(await refusal(publicKey(at.mint.toBase58()))).to.equal('InvalidAuthorityType');
    const own = generateSigner(reader);
    const look = { name: 'Data', uri: URI, sellerFeeBasisPoints: percentAmount(0, 2), isMutable: false };
    await createNft(reader, { mint: own, ...look }).sendAndConfirm(reader, { confirm: { commitment: 'confirmed' } });
    expect(await refusal(own.publicKey)).to.equal('DataIsImmutable');
  });

  it('has its errors by name in umi', () => {
    const { programs } = umi();
    expect(programs.get('tagger').publicKey).to.equal(PROGRAM_ID.toBase58());
    const refused = programs.get('tagger').getErrorFromName('LicenseExpired');
    expect(refused).to.be.instanceOf(TaggerProgramError);
    const { code } = refused as TaggerProgramError;
    expect(refused?.message).to.contain('renew it first');
    expect(programs.get('tagger').getErrorFromCode(code)?.name).to.equal('LicenseExpired');
    expect(programs.get('tagger').getErrorFromCode(1)).to.equal(null);
    expect(programs.get('tagger').getErrorFromName('Nothing')).to.equal(null);
  });

  it('is made once', async () => {
    const { minting, publisher, sent } = await published();
    await sent();
    await expectError(
      act(shop, [payer, publisher], ComputeBudgetProgram.setComputeUnitPrice({ microLamports: 1 }), minting),
      'AccountExists',
    );
  });

  it('refuses metadata, edition and tokens at other addresses', async () => {
    const [a, b] = [Keypair.generate(), Keypair.generate()];
    const others = titlePlaces(b.publicKey);
    // Token Metadata: InvalidMetadataKey, DerivedKeyInvalid.
    for (const [place, name] of [
      ['metadata', 'Custom5'],
      ['edition', 'Custom27'],
      ['tokens', 'InvalidSeeds'],
    ] as const) {
      const minting = mintTitle({
        payer: payer.publicKey,
        publisher: a.publicKey,
        name: 'name',
        uri: URI,
        instead: { [place]: others[place] },
      });
      const refused = await act(shop, [payer, a], minting).then(
        () => 'nothing',
        (error: Error) => error.name,
      );
      expect(refused, place).to.equal(name);
    }
  });
});
