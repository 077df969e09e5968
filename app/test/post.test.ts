import { AxeBuilder } from '@axe-core/playwright';
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { listPages, listTasks, METHOD } from '@tagger/client';
import { readFileItem, readPublicItems, readRules, type FileItem } from '@tagger/client/published';
import { reader } from '@tagger/client/storage';
import { checkBooks } from '../../tests/support/ledger.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site, type Watched } from './support/browser.ts';
import {
  atStep,
  connect,
  csvOf,
  describeReviews,
  focused,
  give,
  isKnown,
  next,
  overflow,
  REVIEWS,
  sayYes,
} from './support/wizard.ts';

const TAG = 1_000_000n;

describe('posting work', function () {
  this.timeout(300_000);
  const rita = Keypair.generate();
  let site: Site;
  before(async () => {
    site = await openSite({ Rita: rita, 'Poor Paul': Keypair.generate() });
    await airdrop(site.world.connection, rita.publicKey, 5_000_000_000);
    await giveTag(site.world, rita.publicKey, 100n * TAG);
  });
  after(() => site.stop());

  it('Rita goes from a CSV to an open, funded task in one signature', async () => {
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/post`);
    await connect(page, 'Rita');
    await describeReviews(page);
    // 20 items in two batches of ten with two known ones in each: 24 answers of two people, and 2 % on top.
    await page.getByText('20 items to be labelled, in 2 batches').waitFor();
    await page.getByText('0.4896 TAG').first().waitFor();
    await next(page);
    await atStep(page, 'Preview');
    await page.getByText(REVIEWS[0]![0]).waitFor();
    await page.keyboard.press('2');
    await page.getByText('You chose positive.').waitFor();
    await next(page);
    await page.getByRole('button', { name: 'Publish and fund', exact: true }).click();
    await sayYes(page, async () => page.url().includes('/my-tasks/'));
    const [task] = await listTasks(site.world.connection, { requester: rita.publicKey });
    expect(page.url()).to.contain(task!.address.toBase58());
    expect(task!.funded).to.equal(489_600n);
    expect(task!.terms).to.include({
      itemCount: 24,
      classes: 2,
      price: 10_000n,
      seatsLimit: 2,
      hasGold: 1,
      method: METHOD.weighted,
    });
    const [storage] = [reader({ gateways: [site.arweave] })];
    const rules = await readRules(storage, task!);
    expect(rules).to.deep.include({ title: 'Do they like it?', classes: ['negative', 'positive'], languages: ['en'] });
    expect(rules.examples).to.deep.equal([{ text: 'It works', good: true, why: 'positive' }]);
    const items = await readPublicItems(storage, task!, rules);
    expect(new Set(items)).to.have.lengthOf.within(21, 24);
    const [list] = await listPages(site.world.connection, { task: task!.address });
    expect(list!.panels.map(({ items: count, seatsMax }) => [count, seatsMax])).to.deep.equal([
      [12, 2],
      [12, 2],
    ]);
    await checkBooks(site.world.connection);
    expect(complaints).to.deep.equal([]);
  });

  /** A wizard that is filled in up to its last step. */
  const atLastStep = async (batch = '10'): Promise<Watched> => {
    const view = await site.page();
    const { page } = view;
    await page.goto(`${site.url}/post`);
    await connect(page, 'Rita');
    await describeReviews(page);
    await page.getByLabel('Items a batch').fill(batch);
    await next(page);
    await next(page);
    await atStep(page, 'Publish and fund');
    return view;
  };
  const held = async (): Promise<bigint> => {
    const tokens = getAssociatedTokenAddressSync(site.world.tagMint, rita.publicKey);
    return BigInt((await site.world.connection.getTokenAccountBalance(tokens)).value.amount);
  };
  const newest = async (known: Set<string>) =>
    (await listTasks(site.world.connection, { requester: rita.publicKey })).filter(
      ({ address }) => !known.has(address.toBase58()),
    );

  it('a no in the wallet, a reload in the middle and a lost node cost nothing: it goes on and pays once', async () => {
    const before = await held();
    const known = new Set((await newest(new Set())).map(({ address }) => address.toBase58()));
    // 20 batches of one item and two known ones take more than one transaction.
    const { page } = await atLastStep('1');
    const yes = page.getByRole('button', { name: 'Continue to the wallet' });
    await page.getByRole('button', { name: 'Publish and fund', exact: true }).click();
    await page.getByText('Your own key').waitFor();
    await yes.click();
    await page.getByText('Open the task and set aside').first().waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Stopped. Nothing is lost').waitFor();
    expect(await newest(known)).to.have.length(0);
    expect(await held()).to.equal(before);
    await page.reload();
    await page.getByText('You began to open this task').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Open the task and set aside').first().waitFor();
    await yes.click();
    await page
      .getByText(/Open more batches/)
      .first()
      .waitFor();
    const [half] = await newest(known);
    const most = 20n * 3n * 2n * 10_200n;
    expect(half!.funded).to.equal(most);
    const panels = async (): Promise<number> => {
      const pages = await listPages(site.world.connection, { task: half!.address });
      return pages.reduce((sum, one) => sum + one.panels.length, 0);
    };
    expect(await panels()).to.be.within(1, 19);
    await page.reload();
    await page.getByText('You began to open this task').waitFor();
    await page.route(`${site.world.chain.rpcUrl}/**`, (route) => route.abort());
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
    await page.unroute(`${site.world.chain.rpcUrl}/**`);
    await page.getByRole('button', { name: 'Go on' }).click();
    await sayYes(page, async () => page.url().includes('/my-tasks/'));
    expect(await newest(known)).to.have.length(1);
    expect(await panels()).to.equal(20);
    expect((await newest(known))[0]!.funded).to.equal(most);
    expect(await held()).to.equal(before - most);
    await checkBooks(site.world.connection);
  });

  it('says that the wallet holds too little before anything is uploaded or signed', async () => {
    const view = await site.page();
    const { page } = view;
    await page.goto(`${site.url}/post`);
    await connect(page, 'Poor Paul');
    await describeReviews(page);
    await next(page);
    await next(page);
    await page.getByRole('button', { name: 'Publish and fund', exact: true }).click();
    await page.getByText('This takes 0.4896 TAG and the wallet has 0.').waitFor();
    expect(view.complaints.filter((line) => !/token|account/i.test(line))).to.deep.equal([]);
  });

  it('[attack 139] [attack 154] formulas, HTML and turned text in a CSV are text; what is broken, huge or no text is refused by a sentence', async () => {
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/post`);
    const evil = [
      '=cmd|"/c calc"!A1',
      '<img src=x onerror="document.title=1">',
      '<script>document.title=2</script>',
      'abc\u202etxt.exe',
      '\ufeff{{7*7}}',
    ];
    await give(
      page,
      '<b>evil</b>.csv',
      csvOf(
        evil.map((text) => [text, 'a'] as const),
        () => false,
      ),
    );
    await page.getByText('5 items from <b>evil</b>.csv').waitFor();
    const cells = await page
      .getByRole('region', { name: 'The first 5 of 5 items' })
      .locator('tbody tr td:nth-child(2)')
      .allInnerTexts();
    expect(cells.map((cell) => cell.trim())).to.deep.equal(evil.map((text) => text.trim()));
    await page.getByText('1 items hold characters that turn text around').waitFor();
    expect(await page.locator('table img, table script').count()).to.equal(0);
    expect(await page.title()).to.equal('Post work - Tagger');
    const refused = async (name: string, content: string | Buffer, why: RegExp): Promise<void> => {
      await give(page, name, content);
      await page.getByRole('alert').getByText(why).waitFor();
    };
    await refused('quotes.csv', 'item\n"never closed\nb', /quotes.csv can’t be read as a table/);
    await refused('columns.csv', 'a,b\n1,2,3', /columns.csv can’t be read as a table/);
    await refused('empty.csv', 'item\n', /empty.csv holds no items/);
    await refused('latin.csv', Buffer.from([0x69, 0x0a, 0xe4, 0xf6]), /not UTF-8/);
    await refused('huge.csv', Buffer.alloc(33 * 1024 * 1024, 'a,b\n'), /huge.csv is larger than/);
    await refused('many.txt', 'x\n'.repeat(50_001), /more than 50,000 items/);
    await refused(
      'picture.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>\0',
      /picture.svg: it is none of/,
    );
    // What was read before is still there.
    await page.getByText('5 items from <b>evil</b>.csv').waitFor();
    await give(page, 'blank.csv', 'item,id\n" ",a\nb,a');
    await page.getByText('Item 1 is empty.').waitFor();
    await page.getByText('Two items are called “a”').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('pictures are shown from memory, kept over a reload, and published as files; what is none is left out', async () => {
    const known = new Set((await newest(new Set())).map(({ address }) => address.toBase58()));
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/post?step=items`);
    await connect(page, 'Rita');
    const png = (end: string): Buffer =>
      Buffer.from(`iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mN${end}AAAABJRU5ErkJggg==`, 'base64');
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/html', buffer });
    await page
      .getByLabel('Choose files')
      .last()
      .setInputFiles([
        file('a.png', png('kYPhfDwAChwGA60e6kgA')),
        file('b.html', png('k+M9QDwADhgGAWjR9awA')),
        file('evil.svg', Buffer.from('<svg onload="alert(1)"/>\0')),
      ]);
    await page.getByText('2 files', { exact: true }).waitFor();
    await page.getByText('1 files were left out').waitFor();
    await page.reload();
    await page.getByText('2 files', { exact: true }).waitFor();
    await next(page);
    await page.getByLabel('Start from').selectOption('images');
    await page.goto(`${site.url}/post?step=price`);
    await page.getByLabel('How people get a batch').selectOption('choice');
    await next(page);
    const shown = page.getByRole('img', { name: 'a.png' });
    await shown.waitFor();
    expect(await shown.getAttribute('src')).to.match(/^blob:/);
    await next(page);
    await page.getByRole('button', { name: 'Publish and fund', exact: true }).click();
    await sayYes(page, async () => page.url().includes('/my-tasks/'));
    const [task] = await newest(known);
    const storage = reader({ gateways: [site.arweave] });
    const rules = await readRules(storage, task!);
    expect(rules).to.include({ modality: 'image', title: 'What does the picture show?' });
    const items = (await readPublicItems(storage, task!, rules)) as FileItem[];
    expect(items.map(({ contentType, width, height }) => [contentType, width, height])).to.deep.equal([
      ['image/png', 1, 1],
      ['image/png', 1, 1],
    ]);
    for (const item of items) expect((await readFileItem(storage, item)).bytes.length).to.equal(item.size);
    expect(complaints).to.deep.equal([]);
  });

  it('the whole wizard can be walked by keyboard alone', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/post`);
    await connect(page, 'Rita');
    await give(page, 'reviews.csv', csvOf(REVIEWS, isKnown));
    await page.getByText('25 items from reviews.csv').waitFor();
    const tabTo = async (name: string): Promise<void> => {
      for (let tries = 0; tries < 120; tries += 1) {
        await page.keyboard.press('Tab');
        if ((await focused(page)).name === name) return;
      }
      throw new Error(`no way to ${name} by keyboard`);
    };
    for (const step of [
      'Labels',
      'Rules and examples',
      'Known answers',
      'Price and people',
      'Preview',
      'Publish and fund',
    ]) {
      await tabTo('Next');
      await page.keyboard.press('Enter');
      await atStep(page, step);
      // The heading of the step has the focus, so that the next thing is its first control.
      expect((await focused(page)).id).to.equal('step');
      if (step !== 'Labels') continue;
      await tabTo('Use the 2 labels of your known answers');
      await page.keyboard.press('Enter');
    }
    await tabTo('Publish and fund');
    await page.keyboard.press('Enter');
    await page.getByText('Your own key').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alert').getByText('Without that signature').waitFor();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility at any step: ${colorScheme}`, async () => {
      const { page } = await site.page({ colorScheme, width: colorScheme === 'light' ? 1_280 : 360 });
      await page.goto(`${site.url}/post`);
      if (colorScheme === 'light') await connect(page, 'Rita');
      await give(page, 'reviews.csv', csvOf(REVIEWS, isKnown));
      await page.getByText('25 items from reviews.csv').waitFor();
      const look = async (): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
        expect(await overflow(page)).to.equal(0);
      };
      await look();
      for (const step of [
        'Labels',
        'Rules and examples',
        'Known answers',
        'Price and people',
        'Preview',
        'Publish and fund',
      ]) {
        await next(page);
        await atStep(page, step);
        if (step === 'Rules and examples') await page.getByRole('button', { name: 'Add an example' }).click();
        if (step === 'Price and people') await page.getByText('Labels that will be right').waitFor();
        await look();
      }
    });
});
