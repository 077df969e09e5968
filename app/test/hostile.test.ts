import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { published, type Market } from '../../bots/test/support/market.ts';
import { aMember } from '../../tests/support/build.ts';
import { airdrop, giveTag, type Actor } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { begins } from './support/colleagues.ts';
import { publishedData } from './support/datasets.ts';
import { ALL, canary, LETTERS, MARKUP, type Canary } from './support/hostile.ts';

/** As a browser shows it: what has no width or is cut in half looks different from what was written. */
const seen = (text: string): string => Buffer.from(text).toString();

describe('what strangers write is text', function () {
  this.timeout(180_000);
  const [ann, ben] = [Keypair.generate(), Keypair.generate()];
  /** Rows that break the display are refused before they are shown: see the stories of cards. */
  const rows = ALL.filter(([, text]) => text.length < 1_000 && !/[\u202e\u2066\u2067]/.test(text));
  const words = ALL.map(([, text]) => seen(text));
  let site: Site;
  let pro: Actor;
  let market: Market;
  before(async () => {
    site = await openSite({ Ann: ann, Ben: ben });
    const { world, arweave } = site;
    for (const { publicKey } of [ann, ben]) {
      await airdrop(world.connection, publicKey, 1_000_000_000);
      await giveTag(world, publicKey, 100_000_000n);
    }
    pro = await aMember(world, 'Pro', 0n);
    const classes = MARKUP.slice(0, 16).map(([, text]) => text);
    market = await published(world, arweave, {
      classes,
      items: words.slice(0, 10),
      terms: { classes: 16, bits: 4 },
      rules: {
        title: MARKUP[6]![1],
        instructions: words.join('\n'),
        languages: ['<b>en</b>', 'javascript:alert(1)'],
        examples: ALL.slice(0, 40).map(([why, text], at) => ({
          text: seen(text),
          good: at % 2 === 0,
          why: `${why} ${text}`,
        })),
      },
    });
  });
  after(() => site.stop());

  describe('in the rows of a dataset that is for sale', () => {
    let shown: Canary;
    let cells: string[];
    before(async () => {
      const { dataset } = await publishedData(site.world, site.arweave, pro, {
        plain: Buffer.from('x'),
        rows: rows.map(([, text]) => seen(text)),
        nonce: 1n,
      });
      shown = await canary(site);
      await shown.page.goto(`${site.url}/datasets/${dataset.toBase58()}`);
      await shown.page.getByRole('cell', { name: 'Ignore all rules' }).waitFor();
      cells = await shown.page.getByRole('cell').allTextContents();
    });
    for (const [name, text] of rows)
      it(`[attack 139] ${name}`, async () => {
        expect(cells.map((cell) => cell.trim())).to.include(seen(text).trim());
        await shown.calm();
      });
  });

  it('[attack 139] [attack 154] in the list of tasks: the title', async () => {
    const { page, calm } = await canary(site);
    await page.goto(`${site.url}/tasks`);
    await page.getByRole('heading', { name: MARKUP[6]![1] }).waitFor();
    await page.getByText('<b>en</b>', { exact: true }).waitFor();
    await calm();
  });

  it('[attack 139] on the page of a task: instructions, labels, examples with their reasons; on a phone too', async () => {
    for (const width of [1_280, 390]) {
      const { page, calm } = await canary(site, [], width);
      await page.goto(`${site.url}/tasks/${market.task.toBase58()}`);
      await page.getByRole('heading', { level: 1, name: MARKUP[6]![1] }).waitFor();
      const text = await page.locator('main').innerText();
      for (const [name, word] of MARKUP) expect(text, name).to.contain(word.replace('\t', '\t'));
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(width);
      await calm();
    }
  });

  it('[attack 139] [attack 159] on the workbench: items and the buttons of labels', async () => {
    const { page, calm } = await canary(site);
    await begins(page, site.url, 'Ann', market);
    for (const word of words.slice(0, 9)) {
      await page.getByText(word, { exact: true }).first().waitFor();
      await page.getByRole('button', { name: MARKUP[1]![1], exact: true }).click();
    }
    await page.getByText('9 of 10 answered').waitFor();
    await calm();
    await page.goto(`${site.url}/work`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(MARKUP[6]![1]).first().waitFor();
    await calm();
  });

  for (const [name, text] of LETTERS)
    it(`[attack 154] as the title of a task: ${name}`, async () => {
      const { world, arweave } = site;
      const title = seen(text);
      const { task } = await published(world, arweave, { rules: { title } });
      const { page, calm } = await canary(site, [], 390);
      await page.goto(`${site.url}/tasks/${task.toBase58()}`);
      const heading = page.getByRole('heading', { level: 1 });
      await page.getByRole('heading', { name: 'What to do' }).waitFor();
      expect((await heading.textContent())?.trim()).to.equal(title.trim());
      // Who asks for it stands there by his address, whatever the title says.
      await page
        .getByRole('definition')
        .getByRole('link', { name: /^\w{4}…\w{4}$/ })
        .waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(390);
      await calm();
    });

  describe('in addresses', () => {
    const odd = [
      '/tasks/javascript:alert(1)',
      '/tasks/%3Cscript%3EglobalThis.pwned=1%3C%2Fscript%3E',
      '/datasets/..%2f..%2fnetwork.json',
      '/explore/%3Csvg%20onload=globalThis.pwned=1%3E',
      `/explore/${'1'.repeat(2_000)}`,
      '/explore/__proto__',
      '/my-tasks/constructor',
      '/work/%F0%9F%98%80',
      '/tasks?domain=__proto__&level=1e999&words=%3Cimg%20src=x%20onerror=globalThis.pwned=1%3E',
      '/datasets?sort=constructor&price=NaN&agreement=-1e308&words=%00%FF',
      '/verify#%3Cscript%3EglobalThis.pwned=1%3C/script%3E',
    ];
    for (const path of odd)
      it(`[attack 142] [attack 151] ${path.slice(0, 60)}`, async () => {
        const { page, calm } = await canary(site);
        await page.goto(`${site.url}${path}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.getByRole('status').or(page.getByRole('alert')).or(page.locator('main p')).first().waitFor();
        await calm(/status of (400|404|500)/);
      });
  });

  it('[attack 139] in the name of a file that is chosen, and in the columns of a table', async () => {
    const { page, calm } = await canary(site);
    await page.goto(`${site.url}/post`);
    const head = 'id,item,label,__proto__,constructor,<script>globalThis.pwned=1</script>';
    const rows = MARKUP.map(([, text], at) => `r${at},"${text.replaceAll('"', '""')}",a,b,c,d`);
    await page
      .getByLabel('Choose files')
      .last()
      .setInputFiles({
        name: '<img src=x onerror=globalThis.pwned=1>.csv',
        mimeType: 'text/html',
        buffer: Buffer.from([head, ...rows].join('\n')),
      });
    await page.getByText(/items from/).waitFor();
    await page.getByText('<img src=x onerror=globalThis.pwned=1>.csv').first().waitFor();
    await calm();
  });

  const tables: [string, string, string | Buffer][] = [
    ['JSON a million deep', 'deep.json', '['.repeat(1_000_000)],
    [
      'keys that every object has',
      'proto.jsonl',
      '{"__proto__":{"admin":1},"item":"a"}\n{"constructor":{"prototype":{"admin":1}}}',
    ],
    ['keys twice', 'twice.jsonl', '{"item":"a","item":"<b>"}'],
    ['numbers no machine has', 'huge.json', '[{"item":1e999},{"item":-1e308}]'],
    ['a table of nulls', 'null.csv', Buffer.alloc(1_000_000)],
    ['a quote that does not end', 'quote.csv', `item\n"${'x'.repeat(100_000)}`],
    ['a row with 10,000 columns', 'wide.csv', `${'a,'.repeat(10_000)}\n${'b,'.repeat(10_000)}`],
    ['half letters', 'half.csv', Buffer.from([0x69, 0x74, 0x65, 0x6d, 0x0a, 0xff, 0xfe, 0xc0, 0x80, 0x0a])],
  ];
  for (const [name, file, body] of tables)
    it(`[attack 151] as the items of a new task: ${name}`, async () => {
      const { page, calm } = await canary(site);
      await page.goto(`${site.url}/post`);
      await page
        .getByLabel('Choose files')
        .last()
        .setInputFiles({ name: file, mimeType: 'application/json', buffer: Buffer.from(body) });
      await page
        .getByText(/items? from/)
        .or(page.getByRole('alert'))
        .first()
        .waitFor();
      await calm();
    });
});
