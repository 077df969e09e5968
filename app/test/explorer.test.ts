import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keypair, type PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import { licenceMintPda, licensePda, memberPda, pagePda } from '@tagger/client';
import { proveRecord, type ProvenanceProof } from '@tagger/client/provenance';
import { answer, staffed, TRUTH } from '../../tests/support/build.ts';
import { soldOnce } from '../../tests/support/datasets.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { openSite, type Site } from './support/browser.ts';
import { accessible } from './support/people.ts';

/** A dataset of one panel by three members, sold once to Bea for 10 TAG. */
describe('the explorer', function () {
  this.timeout(300_000);
  const dir = mkdtempSync(join(tmpdir(), 'tagger-explorer-'));
  let site: Site;
  let sold: Awaited<ReturnType<typeof soldOnce>>;
  let proof: ProvenanceProof;
  let mint: PublicKey;
  let page: PublicKey;
  before(async () => {
    site = await openSite({ Ann: Keypair.generate() });
    const { world } = site;
    sold = await soldOnce(world, 3);
    mint = licenceMintPda(sold.dataset, sold.buyer.key, 1n);
    proof = await proveRecord(world.connection, sold.dataset, 0);
    const live = await staffed(world, [{}], 3);
    await answer(world, live.setup, live.crew, [TRUTH, TRUTH, TRUTH]);
    page = live.setup.page;
    expect(page.equals(pagePda(live.setup.task, 0))).to.equal(true);
  });
  after(() => site.stop());
  afterEach(() => checkBooks(site.world.connection));

  const file = (name: string, content: unknown): string => {
    writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
    return join(dir, name);
  };

  it('finds what an address is: dataset, task, member by the wallet, licence by its token, panels of a page', async () => {
    const view = await site.page();
    await view.page.goto(`${site.url}/explore`);
    await view.page.getByLabel(/Address of a wallet/).fill('nothing at all');
    await view.page.getByRole('button', { name: 'Look it up' }).click();
    await view.page.getByText('This is no address. Copy the whole of it.').waitFor();
    await view.page.getByLabel(/Address of a wallet/).fill(sold.dataset.toBase58());
    await view.page.getByRole('button', { name: 'Look it up' }).click();
    await view.page.getByRole('heading', { level: 1, name: 'Dataset' }).waitFor();
    const nobody = Keypair.generate().publicKey;
    const places: [PublicKey, string, PublicKey][] = [
      [sold.task, 'Task', sold.task],
      [sold.buyer.key, 'Member', memberPda(sold.buyer.key)],
      [mint, 'Licence', licensePda(mint)],
      [page, 'Panels of a task', page],
      [nobody, 'Unknown account', nobody],
    ];
    for (const [address, kind, shown] of places) {
      await view.page.goto(`${site.url}/explore/${address.toBase58()}`);
      await view.page.getByRole('heading', { level: 1, name: kind }).waitFor();
      await view.page.getByText(shown.toBase58(), { exact: true }).first().waitFor();
    }
    expect(view.complaints).to.deep.equal([]);
  });

  it('tells what happened, with amounts and accounts that can be read', async () => {
    const view = await site.page();
    await view.page.goto(`${site.url}/explore/${sold.dataset.toBase58()}`);
    const events = view.page.locator('ol h3');
    await view.page.getByRole('heading', { name: 'Delivered the key' }).waitFor();
    expect(await events.allInnerTexts()).to.deep.equal([
      'Delivered the key',
      'Bought a licence',
      'Offered a licence',
      'Staked, Published a dataset',
    ]);
    await view.page.getByText('Details').nth(1).click();
    const bought = view.page.locator('ol > li').nth(1);
    await bought.getByText('10 TAG').first().waitFor();
    await bought
      .getByRole('link', { name: short(sold.buyer.key) })
      .first()
      .click();
    await view.page.getByRole('heading', { level: 1, name: 'Member' }).waitFor();
    await view.page.goto(`${site.url}/explore/${page.toBase58()}`);
    await view.page.getByRole('heading', { name: 'Panel 0' }).waitFor();
    await view.page.getByText('Seat 1: revealed').waitFor();
    expect(view.complaints).to.deep.equal([]);
  });

  it('checks a proof step by step, and says which step a forged one fails at', async () => {
    const { page: checker, complaints } = await site.page();
    await checker.goto(`${site.url}/explore/proof`);
    const drop = checker.getByLabel(/Drop a proof here/);
    await drop.setInputFiles(file('good.json', proof));
    await checker.getByText('The proof holds.').waitFor();
    expect(await checker.locator('main ol > li').getByText('(holds)').count()).to.equal(8);
    expect(await checker.getByText('signed by the wallet itself').count()).to.equal(3);
    const forged: [unknown, string, number][] = [
      ['{"version": 1}', 'no proof of provenance', 0],
      [{ ...proof, genesisHash: proof.task }, 'another cluster', 1],
      [{ ...proof, dataset: proof.task }, 'no dataset account', 2],
      [{ ...proof, labels: `ff${proof.labels.slice(2)}` }, 'does not lead from this record', 3],
      [
        {
          ...proof,
          seats: proof.seats.map((seat, at) => (at === 1 ? { ...seat, wallet: proof.seats[0]!.wallet } : seat)),
        },
        'does not hold what the proof says',
        5,
      ],
      [{ ...proof, settled: proof.settled.replace(/.$/, '2') }, 'does not know the transaction', 7],
    ];
    for (const [content, sentence, at] of forged) {
      await drop.setInputFiles(file('forged.json', content));
      await checker.getByText('The proof does not hold.').waitFor();
      await checker.getByText(sentence).waitFor();
      expect(await checker.locator('main ol > li').nth(at).innerText(), sentence).to.contain('(fails)');
      await drop.setInputFiles(file('good.json', proof));
      await checker.getByText('The proof holds.').waitFor();
    }
    expect(complaints).to.deep.equal([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility, and fits a phone: ${colorScheme}`, async () => {
      const view = await site.page({ colorScheme, width: 360 });
      for (const [path, seen] of [
        ['/explore', 'Look it up'],
        [`/explore/${sold.dataset.toBase58()}`, 'Bought a licence'],
        [`/explore/${page.toBase58()}`, 'Seat 1: revealed'],
        ['/explore/proof', 'Drop a proof here'],
      ] as const) {
        await view.page.goto(`${site.url}${path}`);
        await view.page.getByText(seen).first().waitFor();
        await accessible(view.page);
        expect(await view.page.evaluate<number>('document.documentElement.scrollWidth'), path).to.be.at.most(360);
      }
    });
});

const short = (key: PublicKey): string => `${key.toBase58().slice(0, 4)}…${key.toBase58().slice(-4)}`;
