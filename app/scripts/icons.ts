/** Icons of an installed app from `static/icon.svg`, drawn by Chromium: `node --import tsx scripts/icons.ts`. */
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const STATIC = fileURLToPath(new URL('../static', import.meta.url));
const svg = readFileSync(`${STATIC}/icon.svg`, 'utf8');
mkdirSync(`${STATIC}/icons`, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['TAGGER_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
/** Of a maskable icon only the middle 80 % is sure to be seen: it fills its square with no corners of its own. */
for (const [name, size, drawing] of [
  ['192', 192, svg],
  ['512', 512, svg],
  [
    'maskable',
    512,
    svg
      .replace('rx="14"', '')
      .replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"')
      .replace('width="64" height="64"', 'x="-8" y="-8" width="80" height="80"'),
  ],
] as const) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${drawing}`);
  await page.screenshot({ path: `${STATIC}/icons/${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
