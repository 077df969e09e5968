import {
  createInitializeAccount3Instruction,
  createInitializeImmutableOwnerInstruction,
  createTransferCheckedWithTransferHookInstruction,
  ExtensionType,
  getAccountLen,
  TOKEN_2022_PROGRAM_ID,
} from '@solana/spl-token';
import { Keypair, SystemProgram } from '@solana/web3.js';
import { expect } from 'chai';
import {
  burnLicense,
  fetchDataset,
  fetchLicense,
  licenceMintPda,
  licenceTokens,
  licensePda,
  send,
  transferLicense,
  verifyLicense,
  type LicenceTerms,
  type LicenceVerdict,
  type LicenseAccount,
  sendLicence,
} from '@tagger/client';
import { seedWallet } from '@tagger/client/keys';
import {
  attest,
  readLicence,
  signCertificate,
  signMandate,
  verifyCertificate,
  type CertificateCheck,
  type LicenceCertificate,
} from '@tagger/client/licence';
import { aMember } from '../support/build.ts';
import {
  aBuyer,
  delivery,
  offered,
  published,
  purchase,
  TRAINING,
  type Buyer,
  type DatasetSetup,
} from '../support/datasets.ts';
import { expectError } from '../support/expect.ts';
import { aLicence, writeLicense } from '../support/licences.ts';
import { people } from '../support/people.ts';
import { forgeAccount, proxyTo, type Meddle } from '../support/proxy.ts';
import { act, chainTime, theWorld, type Actor, type World } from '../support/world.ts';

const PASSED_ON: LicenceTerms = { ...TRAINING, transferable: 1 };
/** Places in the snapshot `readLicence` asks for. */
const [LICENCE, MINT, TOKENS, DATASET, CLOCK] = [0, 1, 2, 3, 4];

const walletOf = ({ secretKey }: Keypair) => seedWallet(secretKey);
const reasonOf = (verdict: LicenceVerdict): string => (verdict.valid ? 'valid' : verdict.reason);

/** Pro sells licences; Bea has one for training and evaluation. Third parties ask whether she may. */
describe('scenario: verification of licences', () => {
  let world: World;
  let pro: Actor;
  let sold: DatasetSetup;
  let bea: Buyer;
  let mint: ReturnType<typeof licenceMintPda>;
  before(async () => {
    world = await theWorld();
    pro = await aMember(world, 'Pro', 0n);
    sold = await published(world, pro);
    await offered(world, sold, { terms: PASSED_ON });
    bea = await aBuyer(world);
    await act(world, bea, purchase(world, sold, bea, { terms: PASSED_ON }));
    mint = licenceMintPda(sold.dataset, bea.key, 1n);
  });

  const ask = async (change: Partial<Parameters<typeof verifyLicense>[1]> = {}): Promise<string> =>
    reasonOf(await verifyLicense(world.connection, { mint, use: 'train', ...change }));
  /** What a node that meddles with every snapshot makes of the same question. */
  const through = async (meddle: Meddle): Promise<string> => {
    const proxy = await proxyTo(world.chain.rpcUrl, meddle);
    try {
      return reasonOf(await verifyLicense(proxy.connection(), { mint, use: 'train' }));
    } catch (error) {
      return (error as Error).name;
    } finally {
      await proxy.stop();
    }
  };
  const snapshot =
    (change: (result: unknown) => unknown): Meddle =>
    ({ method }, result) =>
      method === 'getMultipleAccounts' ? change(result) : result;

  it('[attack 123] pending, in force, over, another use, dataset, holder: each with its reason', async () => {
    expect(await ask()).to.equal('Pending');
    await act(world, world.deployer, await delivery(world, sold, bea));
    const { boughtAt, expiresAt } = (await fetchLicense(world.connection, mint)) as LicenseAccount;
    const verdict = await verifyLicense(world.connection, { mint, use: 'train' });
    expect(verdict.valid && verdict.holder.toBase58()).to.equal(bea.key.toBase58());
    expect(verdict.valid && verdict.tokens.toBase58()).to.equal(licenceTokens(mint, bea.key).toBase58());
    expect(await ask({ use: 'evaluate', holder: bea.key, dataset: sold.dataset })).to.equal('valid');
    expect(await ask({ use: 'redistribute' })).to.equal('UseNotGranted');
    expect(await ask({ at: expiresAt - 1n })).to.equal('valid');
    expect(await ask({ at: expiresAt })).to.equal('Expired');
    expect(await ask({ at: boughtAt - 1n })).to.equal('NotBought');
    expect(await ask({ holder: pro.key })).to.equal('OtherHolder');
    // The next version of a dataset is another dataset.
    const next = await published(world, pro);
    expect(await ask({ dataset: next.dataset })).to.equal('OtherDataset');
    expect(await ask({ mint: Keypair.generate().publicKey })).to.equal('NoLicence');
    await expectError(verifyLicense(world.connection, { mint, use: 'sell' as 'train' }), 'NoSuchUse');
  });

  it('[attack 165] what is not final counts for nothing', async () => {
    const late = await aBuyer(world);
    await act(world, late, purchase(world, sold, late, { terms: PASSED_ON }));
    const fresh = licenceMintPda(sold.dataset, late.key, 1n);
    // A node whose finalized chain does not have the purchase yet, and whose confirmed one does.
    const proxy = await proxyTo(world.chain.rpcUrl, ({ method, params }, result) => {
      const { commitment } = (params[1] ?? {}) as { commitment?: string };
      return method === 'getAccountInfo' && commitment === 'finalized'
        ? { ...(result as object), value: null }
        : result;
    });
    const question = { mint: fresh, use: 'train' } as const;
    expect(reasonOf(await verifyLicense(proxy.connection(), question))).to.equal('NoLicence');
    const seen = await verifyLicense(proxy.connection(), { ...question, commitment: 'confirmed' });
    expect(reasonOf(seen)).to.equal('Pending');
    await proxy.stop();
  });

  it('[attack 135] a node that answers with look-alikes or from the past is caught', async () => {
    const foreign = SystemProgram.programId.toBase58();
    const nothing = (): void => undefined;
    const change = (at: number, how: (data: Buffer) => void, owner?: string): Meddle =>
      snapshot((result) => forgeAccount(result, at, how, owner));
    expect(await through((_, result) => result)).to.equal('valid');
    expect(await through(change(LICENCE, nothing, foreign))).to.equal('WrongProgram');
    expect(await through(change(LICENCE, (data) => data.fill(1, 0, 8)))).to.equal('WrongAccount');
    expect(await through(change(LICENCE, (data) => data.fill(9, 8, 9)))).to.equal('WrongVersion');
    // A genuine licence of somebody else in the place of this one.
    const other = await aLicence(world);
    const info = (await world.connection.getAccountInfo(licensePda(other.mint)))!;
    expect(await through(change(LICENCE, (data) => info.data.copy(data)))).to.equal('OtherMint');
    expect(await through(change(MINT, nothing, foreign))).to.equal('WrongProgram');
    // Supply of two, and a mint authority, at the offsets of SPL Token's layout.
    expect(await through(change(MINT, (data) => data.writeBigUInt64LE(2n, 36)))).to.equal('WrongMint');
    expect(await through(change(MINT, (data) => data.writeUInt32LE(1, 0)))).to.equal('WrongMint');
    expect(await through(change(TOKENS, nothing, foreign))).to.equal('NotWithHolder');
    expect(await through(change(TOKENS, (data) => data.writeBigUInt64LE(0n, 64)))).to.equal('NotWithHolder');
    expect(await through(change(TOKENS, (data) => pro.key.toBuffer().copy(data, 32)))).to.equal('NotWithHolder');
    expect(await through(change(DATASET, nothing, foreign))).to.equal('WrongProgram');
    expect(await through(change(DATASET, (data) => data.fill(7, 8 + 40, 8 + 72)))).to.equal('WrongAccount');
    const old = snapshot((result) => ({ ...(result as object), context: { slot: 1 } }));
    expect(await through(old)).to.equal('SnapshotMoved');
    const timeless = snapshot((result) => {
      const copy = structuredClone(result) as { value: unknown[] };
      copy.value[CLOCK] = null;
      return copy;
    });
    expect(await through(timeless)).to.equal('SnapshotMoved');
  });

  it('[attack 135] a licence whose mint is not one the program issues is refused, whatever its account says', async () => {
    const { mint: homemade } = await aLicence(world);
    // Its maker is still mint authority, and no delegate was set.
    expect(await ask({ mint: homemade })).to.equal('WrongMint');
    const { holder: somebody, mint: revoked } = await aLicence(world);
    await writeLicense(world, revoked, { holder: somebody.key, state: 2 });
    expect(await ask({ mint: revoked })).to.equal('WrongMint');
  });

  it('[attack 166] moved between two readings: the snapshot counts, and only the new holder may', async () => {
    const [carl] = (await people(world, 1)) as [Actor];
    let moved: Promise<unknown> | undefined;
    const move = async (): Promise<void> => {
      const resale = { holder: bea.key, dataset: sold.dataset, mint, to: carl.key, price: 0n };
      await act(
        world,
        bea,
        transferLicense({ ...resale, from: bea.tokens, tagMint: world.tagMint }),
        ...(await sendLicence(world.connection, { mint, from: bea.key, to: carl.key })),
      );
    };
    const proxy = await proxyTo(world.chain.rpcUrl, (_, result) => result);
    const connection = proxy.connection();
    // The first reading says Bea; before the snapshot is taken it is Carl's.
    const snapshotOf = connection.getMultipleAccountsInfoAndContext.bind(connection);
    connection.getMultipleAccountsInfoAndContext = async (...args: Parameters<typeof snapshotOf>) => {
      await (moved ??= move());
      return snapshotOf(...args);
    };
    const verdict = await verifyLicense(connection, { mint, use: 'train', holder: bea.key });
    expect(reasonOf(verdict)).to.equal('OtherHolder');
    await proxy.stop();
    expect(await ask({ holder: carl.key })).to.equal('valid');
    await act(world, carl, burnLicense({ caller: carl.key, mint, holder: carl.key, rentPayer: bea.key }));
    expect(await ask()).to.equal('NoLicence');
  });

  it('a licence kept in another account of its holder is found, read in the same snapshot', async () => {
    const holder = await aBuyer(world);
    await act(world, holder, purchase(world, sold, holder, { terms: PASSED_ON }));
    await act(world, world.deployer, await delivery(world, sold, holder));
    const own = licenceMintPda(sold.dataset, holder.key, 1n);
    const [dora] = (await people(world, 1)) as [Actor];
    const elsewhere = Keypair.generate();
    const space = getAccountLen([ExtensionType.ImmutableOwner, ExtensionType.TransferHookAccount]);
    const lamports = await world.connection.getMinimumBalanceForRentExemption(space);
    const account = { fromPubkey: holder.key, newAccountPubkey: elsewhere.publicKey, space, lamports };
    const resale = { holder: holder.key, dataset: sold.dataset, mint: own, to: dora.key, price: 0n };
    await send(
      world.connection,
      [
        SystemProgram.createAccount({ ...account, programId: TOKEN_2022_PROGRAM_ID }),
        createInitializeImmutableOwnerInstruction(elsewhere.publicKey, TOKEN_2022_PROGRAM_ID),
        createInitializeAccount3Instruction(elsewhere.publicKey, own, dora.key, TOKEN_2022_PROGRAM_ID),
        transferLicense({ ...resale, from: holder.tokens, tagMint: world.tagMint }),
        await createTransferCheckedWithTransferHookInstruction(
          world.connection,
          licenceTokens(own, holder.key),
          own,
          elsewhere.publicKey,
          holder.key,
          1n,
          0,
          [],
          'confirmed',
          TOKEN_2022_PROGRAM_ID,
        ),
      ],
      [holder.wallet, elsewhere],
    );
    const verdict = await verifyLicense(world.connection, { mint: own, use: 'train', holder: dora.key });
    expect(verdict.valid && verdict.tokens.toBase58()).to.equal(elsewhere.publicKey.toBase58());
  });

  describe('certificates', () => {
    const service = Keypair.generate();
    let holder: Buyer;
    let own: typeof mint;
    let genesisHash: string;
    let now: bigint;
    let shown: LicenceCertificate;
    let check: CertificateCheck;
    const DAY = 86_400n;

    /** As the publisher's service makes one. */
    const made = async (
      change: { audience?: string; use?: 'train' | 'derive'; publisher?: Actor; nonce?: bigint } = {},
    ) => {
      const facts = await readLicence(world.connection, own);
      const { audience = 'lab.example', use = 'train', publisher = pro, nonce: datasetNonce = sold.nonce } = change;
      const request = { facts, audience, purpose: 'training run 7', use, genesisHash, now, lifeSecs: 2n * DAY };
      const certificate = await signCertificate(walletOf(holder.wallet), request);
      const mandate = await signMandate(walletOf(publisher.wallet), {
        service: service.publicKey,
        genesisHash,
        now,
        lifeSecs: 90n * DAY,
      });
      return attest(walletOf(service), certificate, facts, { genesisHash, mandate, datasetNonce });
    };
    before(async () => {
      holder = await aBuyer(world);
      await act(world, holder, purchase(world, sold, holder, { terms: PASSED_ON }));
      await act(world, world.deployer, await delivery(world, sold, holder));
      own = licenceMintPda(sold.dataset, holder.key, 1n);
      genesisHash = await world.connection.getGenesisHash();
      now = await chainTime(world);
      shown = await made();
      check = { now, audience: 'lab.example', genesisHash, dataset: sold.dataset, use: 'train' };
    });
    const nameOf = (certificate: LicenceCertificate, change: Partial<CertificateCheck> = {}): string => {
      try {
        verifyCertificate(certificate, { ...check, ...change });
        return 'valid';
      } catch (error) {
        return (error as Error).name;
      }
    };

    it('proves licence, holder, use and who says so, without a network', () => {
      const found = verifyCertificate(JSON.parse(JSON.stringify(shown)) as LicenceCertificate, check);
      expect(found.holder.toBase58()).to.equal(holder.key.toBase58());
      expect(found.mint.toBase58()).to.equal(own.toBase58());
      expect(found.attested?.publisher.toBase58()).to.equal(pro.key.toBase58());
      expect(found.until).to.equal(now + 2n * DAY);
      expect(shown.certificate.text).to.match(/^Tagger licence certificate, version 1\n\nI hold this licence/);
    });

    it('[attack 162] counts for one audience, cluster, dataset and use, and for its time', async () => {
      expect(nameOf(shown, { audience: 'other.example' })).to.equal('OtherAudience');
      expect(nameOf(shown, { genesisHash: Keypair.generate().publicKey.toBase58() })).to.equal('OtherCluster');
      expect(nameOf(shown, { dataset: own })).to.equal('OtherDataset');
      expect(nameOf(shown, { use: 'evaluate' })).to.equal('UseNotGranted');
      expect(nameOf(shown, { now: now + 2n * DAY })).to.equal('CertificateExpired');
      expect(nameOf(shown, { now: now - DAY })).to.equal('NotYetValid');
      expect(nameOf(shown, { now: now + DAY, maxAgeSecs: DAY - 3_600n })).to.equal('TooOld');
      // The terms don't grant it, whatever the holder writes.
      expect(nameOf(await made({ use: 'derive' }), { use: 'derive' })).to.equal('UseNotGranted');
    });

    it('needs the publisher: the holder alone, another signer, another mandate prove nothing', async () => {
      const { certificate } = shown;
      expect(nameOf({ version: 1, certificate })).to.equal('NotAttested');
      expect(nameOf({ version: 1, certificate }, { holderOnly: true })).to.equal('valid');
      const mine = await made({ publisher: holder });
      expect(nameOf(mine)).to.equal('NotPublisher');
      expect(nameOf(await made({ nonce: sold.nonce + 1n }))).to.equal('NotPublisher');
      const second = await made();
      expect(nameOf({ ...second, attestation: shown.attestation! })).to.equal('OtherCertificate');
      const named = await signMandate(walletOf(pro.wallet), {
        service: pro.key,
        genesisHash,
        now,
        lifeSecs: DAY,
      });
      expect(nameOf({ ...shown, mandate: { ...named, datasetNonce: shown.mandate!.datasetNonce } })).to.equal(
        'NotMandated',
      );
    });

    it('a changed letter is refused wherever it is', () => {
      for (const part of ['certificate', 'attestation', 'mandate'] as const) {
        const signed = shown[part]!;
        for (let at = 0; at < signed.text.length; at += 13) {
          const letter = signed.text[at] === '1' ? '2' : '1';
          const text = signed.text.slice(0, at) + letter + signed.text.slice(at + 1);
          expect(nameOf({ ...shown, [part]: { ...signed, text } }), `${part} ${at}`).not.to.equal('valid');
        }
        const flipped = Buffer.from(signed.signature, 'base64').map((byte, at) => (at === 40 ? byte ^ 1 : byte));
        const signature = Buffer.from(flipped).toString('base64');
        expect(nameOf({ ...shown, [part]: { ...signed, signature } })).to.equal('BadSignature');
      }
    });

    it('a service attests nothing but what it has read', async () => {
      const facts = await readLicence(world.connection, own);
      const dataset = (await fetchDataset(world.connection, sold.dataset))!;
      expect(facts.dataset?.publisher.equals(dataset.publisher)).to.equal(true);
      const mandate = await signMandate(walletOf(pro.wallet), {
        service: service.publicKey,
        genesisHash,
        now,
        lifeSecs: DAY,
      });
      const place = { genesisHash, mandate, datasetNonce: sold.nonce };
      const elsewhere = { ...facts, mint: Keypair.generate().publicKey };
      await expectError(attest(walletOf(service), shown, elsewhere, place), 'OtherLicence');
      const passedOn = { ...facts, license: { ...facts.license, holder: pro.key } };
      await expectError(attest(walletOf(service), shown, passedOn, place), 'OtherHolder');
    });
  });
});
