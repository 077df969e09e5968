/**
 * `node --conditions=tagger-source --import tsx app/scripts/screens.ts`: pictures of the main pages at three widths, some of them dark, into
 * docs/screens. The market is the one the demo leaves open, on a small made-up crowd; the annotator joins its task and answers.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openBrowser } from '../test/support/browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = join(ROOT, 'docs/screens');
const SIZES = [
  [390, 844],
  [768, 1_024],
  [1_440, 900],
] as const;
const QUALITY = 55;

/** Five people of whom one is often wrong, on thirty items of two classes. */
function crowd(): string {
  const lines = Array.from({ length: 30 }, (_, item) =>
    Array.from({ length: 5 }, (_, worker) => {
      const wrong = worker === 4 ? item % 2 === 0 : (item * 7 + worker * 5) % 11 === 0;
      return `w${worker},item ${item},${(item + Number(wrong)) % 2},${item % 2}`;
    }).join('\n'),
  );
  return `${lines.join('\n')}\n`;
}

async function house(dir: string): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const file = join(dir, 'crowd.csv');
  writeFileSync(file, crowd());
  const args = ['demo', '--answers', file, '--json', '--data-dir', join(dir, 'data'), '--app', '--app-port', '0'];
  const child = spawn(join(ROOT, 'cli/bin/tagger'), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString();
      const [, found] = /\{"app":"(.+?)"\}/.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
  });
  return {
    url,
    stop: () => {
      child.removeAllListeners('exit');
      const over = once(child, 'exit');
      child.kill('SIGTERM');
      return over;
    },
  };
}

async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('main .animate-pulse').first().waitFor({ state: 'detached' });
}

async function shoot(page: Page, name: string): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(OUT, `${name}-${width}.jpg`), type: 'jpeg', quality: QUALITY });
  }
}

async function connect(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/stake`);
  await page.getByRole('button', { name: 'Connect a wallet' }).click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Goes to a list and on to the first it lists. */
async function firstOf(page: Page, url: string, list: string): Promise<void> {
  await page.goto(`${url}/${list}`);
  await settled(page);
  await page.locator(`main a[href^="/${list}/"]`).first().click();
  await page.waitForURL(`**/${list}/*`);
  await settled(page);
}

const dir = mkdtempSync(join(tmpdir(), 'tagger-screens-'));
mkdirSync(OUT, { recursive: true });
const { url, stop } = await house(dir);
const browser = await openBrowser();
const seen = async (page: Page, places: Record<string, string>): Promise<void> => {
  for (const [name, place] of Object.entries(places)) {
    await page.goto(`${url}/${place}`);
    await settled(page);
    await shoot(page, name);
  }
};

const { page: visitor } = await browser.page({ width: 1_440, height: 900 });
await seen(visitor, { landing: '', docs: 'docs', explore: 'explore' });
const { page: night } = await browser.page({ width: 1_440, height: 900, colorScheme: 'dark' });
await seen(night, { 'landing-dark': '', 'tasks-dark': 'tasks', 'datasets-dark': 'datasets' });

const { page: annotator } = await browser.page({ width: 1_440, height: 900 });
await connect(annotator, url, 'Annotator');
await seen(annotator, { tasks: 'tasks', earnings: 'earnings', reputation: 'reputation', stake: 'stake' });
await firstOf(annotator, url, 'tasks');
await shoot(annotator, 'task');
await annotator.setViewportSize({ width: 1_440, height: 900 });
const yes = annotator.getByRole('button', { name: 'Continue to the wallet' });
await annotator.getByRole('button', { name: 'Join and start' }).click();
await annotator.getByRole('dialog', { name: 'Your own key' }).waitFor();
await yes.click();
await annotator.getByRole('dialog', { name: 'Your own key' }).waitFor({ state: 'detached' });
await yes.waitFor();
await shoot(annotator, 'signing');
await annotator.setViewportSize({ width: 1_440, height: 900 });
await yes.click();
await annotator.getByRole('button', { name: 'Take a panel' }).click();
await annotator.getByRole('link', { name: 'Go on working' }).click();
await annotator.getByText(/^0 of \d+ answered$/).waitFor();
await shoot(annotator, 'workbench');
await seen(annotator, { work: 'work' });

const { page: requester } = await browser.page({ width: 1_440, height: 900 });
await connect(requester, url, 'Requester');
await seen(requester, { post: 'post', 'my-tasks': 'my-tasks' });
await firstOf(requester, url, 'my-tasks');
await shoot(requester, 'my-task');

const { page: validator } = await browser.page({ width: 1_440, height: 900 });
await connect(validator, url, 'Validator');
await seen(validator, { judge: 'judge', governance: 'governance' });

const { page: buyer } = await browser.page({ width: 1_440, height: 900 });
await connect(buyer, url, 'Buyer');
await seen(buyer, { datasets: 'datasets', licences: 'licences' });
await firstOf(buyer, url, 'datasets');
await shoot(buyer, 'dataset');

await browser.close();
await stop();
rmSync(dir, { recursive: true, force: true });
process.exit(0);
