import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { start, type Running } from '../../cli/test/support/run.ts';
import { SECTIONS } from '../src/lib/shell/sections.ts';
import { openBrowser, type Tab } from './support/browser.ts';

/** Six people and a seventh who is often wrong, on thirty items of two classes. */
function crowd(): string {
  const lines: string[] = [];
  for (let item = 0; item < 30; item += 1)
    for (let worker = 0; worker < 7; worker += 1) {
      const wrong = worker === 6 ? item % 2 === 0 : (item * 7 + worker * 5) % 11 === 0;
      lines.push(`w${worker},item ${item},${wrong ? (item + 1) % 2 : item % 2},${item % 2}`);
    }
  return `${lines.join('\n')}\n`;
}

describe('the market the demo leaves open', function () {
  this.timeout(300_000);
  const dir = mkdtempSync(join(tmpdir(), 'tagger-house-'));
  let running: Running;
  let tab: Tab;
  let url = '';
  let over = false;
  before(async () => {
    const file = join(dir, 'crowd.csv');
    writeFileSync(file, crowd());
    const data = join(dir, 'data');
    running = start(['demo', '--answers', file, '--json', '--data-dir', data, '--app', '--app-port', '0']);
    const ended = running.finished.then(({ stderr }) => Promise.reject(new Error(`the demo ended: ${stderr}`)));
    await Promise.race([ended, opened()]);
    ended.catch(() => undefined);
    tab = await openBrowser();
  });
  after(async () => {
    await tab?.close();
    if (!over) running?.kill();
    rmSync(dir, { recursive: true, force: true });
  });
  const opened = async (): Promise<void> => {
    while (url === '') {
      url = /\{"app":"(.+?)"\}/.exec(running.printed())?.[1] ?? '';
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it('shows on its first page what the demo did: people, a dataset, a licence', async () => {
    const { page, complaints } = await tab.page();
    await page.goto(url);
    const figure = (name: string) => page.locator('dl > div', { hasText: name }).locator('dd');
    await figure('datasets').getByText('1', { exact: true }).waitFor();
    await figure('licences').getByText('1', { exact: true }).waitFor();
    // Those who answered and the requester at least; bots become members when they find work.
    expect(Number(await figure('members').innerText())).to.be.at.least(8);
    expect(complaints).to.deep.equal([]);
  });

  it('lets a visitor be the annotator of the demo, who finds work and has a record', async () => {
    const { page, complaints } = await tab.page();
    await page.goto(`${url}/tasks`);
    await page.getByRole('button', { name: 'Connect a wallet' }).click();
    for (const name of ['Requester', 'Annotator', 'Validator', 'Buyer'])
      await page.getByRole('button', { name }).waitFor();
    await page.getByRole('button', { name: 'Annotator' }).click();
    const card = page.getByRole('article').filter({ hasText: 'Happy or unhappy?' });
    await card.getByText('24 items').waitFor();
    await card.getByText('Why it stands here').click();
    const [, quality] = /put his quality at ([\d.]+) %/.exec(await card.innerText()) ?? [];
    // Whoever earned most of the demo had gold among what he answered.
    expect(Number(quality)).to.be.above(20);
    expect(complaints).to.deep.equal([]);
  });

  for (const name of ['Requester', 'Annotator', 'Validator', 'Buyer'])
    it(`has no page that breaks for its ${name}`, async () => {
      const { page, complaints } = await tab.page();
      await page.goto(`${url}/stake`);
      await page.getByRole('button', { name: 'Connect a wallet' }).click();
      await page.getByRole('dialog').getByRole('button', { name }).click();
      await page.getByText('TAG', { exact: false }).first().waitFor();
      for (const { place } of SECTIONS.flatMap(({ places }) => places)) {
        await page.goto(`${url}/${place}`);
        await page.locator('main h1').waitFor();
        await page.waitForLoadState('networkidle');
        expect(await page.locator('main').innerText(), place).not.to.contain('Internal Error');
        expect(await page.getByRole('alert').allInnerTexts(), place).to.satisfy((told: string[]) =>
          told.every((one) => one === ''),
        );
      }
      // And what lies behind its lists.
      for (const list of ['tasks', 'my-tasks', 'datasets']) {
        await page.goto(`${url}/${list}`);
        await page.locator('main h1').waitFor();
        await page.waitForLoadState('networkidle');
        const links = page.locator(`main a[href^="/${list}/"]`);
        if ((await links.count()) === 0) continue;
        await links.first().click();
        await page.waitForURL(`**/${list}/*`);
        await page.locator('main h1').waitFor();
        await page.waitForLoadState('networkidle');
        expect(await page.locator('main').innerText(), list).not.to.contain('Internal Error');
      }
      expect(complaints).to.deep.equal([]);
    });

  it('ends when it is told to, and leaves nothing behind', async () => {
    running.terminate();
    expect((await running.finished).code).to.equal(0);
    over = true;
    expect(existsSync(join(dir, 'data', 'market'))).to.equal(false);
    expect(readdirSync(join(dir, 'data'))).to.deep.equal([]);
  });
});
