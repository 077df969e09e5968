import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import {
  createMember,
  fetchDataset,
  fetchLicense,
  fetchMember,
  licenceMintPda,
  PROGRAM_ID,
  setKey,
} from '@tagger/client';
import { deliveryKey, identityFromWallet, seedWallet } from '@tagger/client/keys';
import { aMember } from '../../tests/support/build.ts';
import { purchase } from '../../tests/support/datasets.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { act, airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { publishedData, type Published } from './support/datasets.ts';
import { aKeyService, type KeyService } from './support/keyService.ts';
import { accessible, connect, sayYes } from './support/people.ts';

const TAG = 1_000_000n;
const PLAIN = Buffer.from('name,label\nrex,dog\ntom,cat\n');

/** Bea holds a licence she paid 10 TAG for, and sells it to Bob for 9; 5 % go to where her price went. */
describe('licences of one’s own', function () {
  this.timeout(300_000);
  const [bea, bob, dan] = [Keypair.generate(), Keypair.generate(), Keypair.generate()];
  let site: Site;
  let pets: Published;
  let service: KeyService;
  let mint: ReturnType<typeof licenceMintPda>;
  const dir = mkdtempSync(join(tmpdir(), 'tagger-licences-'));
  before(async () => {
    site = await openSite({ Bea: bea, Bob: bob, Dan: dan }, async (world) => {
      service = await aKeyService(world);
      return [service.url];
    });
    service.admit(site.url);
    const { world, arweave } = site;
    const pro = await aMember(world, 'Pro', 0n);
    pets = await publishedData(world, arweave, pro, { plain: PLAIN, nonce: 1n });
    await service.serve(pets);
    for (const { publicKey } of [bea, bob, dan]) {
      await airdrop(world.connection, publicKey, 1_000_000_000);
      await giveTag(world, publicKey, 100n * TAG);
    }
    // The key is the one her wallet's signature makes in the pages, too.
    const domain = { genesisHash: await world.connection.getGenesisHash(), programId: PROGRAM_ID.toBase58() };
    const identity = await identityFromWallet(seedWallet(bea.secretKey), domain);
    const tokens = await giveTag(world, bea.publicKey, 10n * TAG);
    const buyer: Actor = { name: 'Bea', wallet: bea, key: bea.publicKey, tokens };
    await act(
      world,
      buyer,
      createMember({ wallet: buyer.key }),
      setKey({ wallet: buyer.key, key: deliveryKey(identity) }),
    );
    await act(world, buyer, purchase(world, pets, buyer, { terms: pets.terms }));
    expect(await service.deliver()).to.equal(1);
    mint = licenceMintPda(pets.dataset, bea.publicKey, 1n);
  });
  after(async () => {
    await service.stop();
    await site.stop();
  });
  afterEach(() => checkBooks(site.world.connection));

  it('Bea asks 9 TAG, Bob bids, Bea takes it and passes the key on; Bob reads what Pro encrypted', async () => {
    const { connection } = site.world;
    const [sells, buys] = [await site.page(), await site.page()];
    await sells.page.goto(`${site.url}/licences`);
    await connect(sells.page, 'Bea');
    await sells.page.getByRole('heading', { name: 'Cats and dogs' }).waitFor();
    await sells.page.getByText('Sell it', { exact: true }).click();
    await sells.page.getByLabel('What you ask, TAG').fill('9');
    await sells.page.getByRole('button', { name: 'Put it on the market' }).click();
    await sayYes(sells.page);
    await sells.page.getByText('You ask 9 TAG.').first().waitFor();

    await buys.page.addInitScript({ content: 'delete globalThis.showSaveFilePicker' });
    await buys.page.goto(`${site.url}/resale`);
    await buys.page.getByText('9 TAG asked').waitFor();
    await connect(buys.page, 'Bob');
    await buys.page.getByLabel('Your bid, TAG').fill('9');
    await buys.page.getByRole('button', { name: 'Bid', exact: true }).click();
    expect((await sayYes(buys.page, { vault: true })).split('\n')).to.include.members(['TAG in your wallet', '−9']);
    await buys.page
      .getByText(/You bid 9 TAG/)
      .first()
      .waitFor();

    await sells.page.reload();
    await sells.page.getByRole('button', { name: 'Take this bid' }).click();
    expect((await sayYes(sells.page, { vault: true })).split('\n')).to.include.members([
      'TAG you have with Tagger',
      '+8.55',
    ]);
    await sells.page.getByText('You hold no licence.').waitFor();
    expect((await fetchMember(connection, bea.publicKey))?.balance).to.equal(8_550_000n);
    expect((await fetchDataset(connection, pets.dataset))?.earned).to.equal(10_450_000n);
    expect((await fetchLicense(connection, mint))?.holder.equals(bob.publicKey)).to.equal(true);

    await buys.page.goto(`${site.url}/licences`);
    const download = buys.page.waitForEvent('download');
    await buys.page.getByRole('button', { name: 'Download labels.csv' }).click();
    expect(Buffer.compare(readFileSync(await (await download).path()), PLAIN)).to.equal(0);
    expect([...sells.complaints, ...buys.complaints]).to.deep.equal([]);
  });

  it('Bob renews it for another year at the price of the offer', async () => {
    const { page, complaints } = await site.page();
    const before = (await fetchLicense(site.world.connection, mint))!;
    await page.goto(`${site.url}/licences`);
    await connect(page, 'Bob');
    await page.locator('summary', { hasText: 'Renew' }).click();
    await page.getByRole('button', { name: 'Renew' }).click();
    expect((await sayYes(page)).split('\n')).to.include.members(['TAG in your wallet', '−10']);
    await page.getByText(/In force until/).waitFor();
    const { expiresAt } = (await fetchLicense(site.world.connection, mint))!;
    expect(expiresAt - before.expiresAt).to.equal(31_536_000n);
    expect(complaints).to.deep.equal([]);
  });

  it('Bob shows it to the lab; the lab checks the certificate, nobody else can use it, and a changed one is called so', async () => {
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/licences`);
    await connect(page, 'Bob');
    await page.getByText('Show it to somebody').click();
    await page.getByLabel(/Who is to read it/).fill('lab.example');
    await page.getByLabel(/What for/).fill('A model of pets');
    const signed = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Sign and save' }).click();
    const json = readFileSync(await (await signed).path(), 'utf8');
    const file = (name: string, content: string): string => {
      writeFileSync(join(dir, name), content);
      return join(dir, name);
    };
    await page.goto(`${site.url}/verify`);
    const drop = page.getByLabel(/drop a certificate/);
    await page.getByLabel(/Who you are/).fill('lab.example');
    await drop.setInputFiles(file('good.json', json));
    await page.getByText('The certificate holds.').waitFor();
    await page.getByText('Yes, this is allowed.').waitFor();
    await page.getByText('A model of pets').waitFor();
    await page.getByText('the publisher’s service, which read the chain').waitFor();
    await drop.setInputFiles(file('forged.json', json.replace('A model of pets', 'A model of cats')));
    await page.getByText('The certificate does not hold.').waitFor();
    await page.getByText(/signature of the holder does not fit/).waitFor();
    await page.getByLabel(/Who you are/).fill('thief.example');
    await drop.setInputFiles(file('good.json', json));
    await page.getByText(/made for lab.example, not for thief.example/).waitFor();
    await drop.setInputFiles(file('none.json', '{"version": 1}'));
    await page.getByText(/no licence certificate/).waitFor();
    // [attack 123] The chain, asked about uses that are granted and that are not.
    await page.getByLabel('Address of the licence').fill(mint.toBase58());
    await page.getByRole('button', { name: 'Ask the chain' }).click();
    await page.getByText('Yes, this is allowed.').waitFor();
    await page.getByLabel('What he wants to do').selectOption('commercial');
    await page.getByRole('button', { name: 'Ask the chain' }).click();
    await page.getByText('No, this is not allowed.').waitFor();
    await page.getByText('the terms of the licence do not grant this use').waitFor();
    await page.getByLabel('Address of the licence').fill(pets.dataset.toBase58());
    await page.getByRole('button', { name: 'Ask the chain' }).click();
    await page.getByText(/there is no such licence/).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('[attack 124] Bob gives it to Dan: Dan can’t read before the key service has wrapped the key for him, then he can', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/licences`);
    await connect(page, 'Bob');
    await page.getByText('Give it to somebody', { exact: true }).first().click();
    await page.getByLabel('Address of the receiver').fill('nobody');
    await page.getByRole('button', { name: 'Give it to somebody' }).click();
    await page.getByText('This is no address of a wallet.').waitFor();
    await page.getByLabel('Address of the receiver').fill(dan.publicKey.toBase58());
    await page.getByRole('button', { name: 'Give it to somebody' }).click();
    // A tenth of a TAG at least goes to those who made the data.
    expect((await sayYes(page)).split('\n')).to.include.members(['TAG in your wallet', '−0.1']);
    await page.getByText('You hold no licence.').waitFor();
    const his = await site.page();
    await his.page.addInitScript({ content: 'delete globalThis.showSaveFilePicker' });
    await his.page.goto(`${site.url}/licences`);
    await connect(his.page, 'Dan');
    await his.page.getByRole('button', { name: 'Download labels.csv' }).click();
    await his.page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await his.page.getByText(/not wrapped for your present key/).waitFor();
    // The publisher's service wraps it for who holds it now, and for nobody else.
    await his.page.getByRole('button', { name: 'Ask the key service' }).click();
    await sayYes(his.page);
    const download = his.page.waitForEvent('download');
    await his.page.getByRole('button', { name: 'Download labels.csv' }).click();
    expect(Buffer.compare(readFileSync(await (await download).path()), PLAIN)).to.equal(0);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility, and fits a phone: ${colorScheme}`, async () => {
      const { page } = await site.page({ colorScheme, width: 360 });
      await page.goto(`${site.url}/licences`);
      await connect(page, 'Dan');
      await page.getByRole('heading', { name: 'Cats and dogs' }).waitFor();
      for (const [path, seen] of [
        ['/licences', 'Train models on it'],
        ['/resale', 'No licence is on sale now.'],
        ['/verify', 'Ask the chain'],
      ] as const) {
        await page.goto(`${site.url}${path}`);
        await page.getByText(seen).first().waitFor();
        await accessible(page);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth'), path).to.be.at.most(360);
      }
    });
});
