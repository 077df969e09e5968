/**
 * `node --conditions=tagger-source --import tsx app/bench/load.ts`: what a first visit to the built pages costs. Script as it goes over the
 * wire with gzip, until nobody asks for more; the largest contentful paint with a processor four times slower. The median of RUNS visits, each
 * with an empty cache, on a network that has an index.
 */
import type { CDPSession } from 'playwright-core';
import { openSite, type Site } from '../test/support/browser.ts';
import { anIndexOfASite } from '../test/support/indexed.ts';
import { weighed, type Weight } from '../test/support/weight.ts';

const RUNS = 9;
const SLOWER = 4;
const PAGES = ['/', '/tasks', '/stake'];

interface Visit extends Weight {
  /** Milliseconds. */
  paint: number;
}

async function visit(site: Site, path: string): Promise<Visit> {
  const { page } = await site.page();
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const weight = weighed(page);
  await page.addInitScript({ content: WATCH });
  await page.goto(site.url + path, { waitUntil: 'networkidle' });
  const paint = await page.evaluate<number>('window.painted');
  const visit = { ...(await weight()), paint };
  await page.context().close();
  return visit;
}

/** The last largest paint is the one that counts (Largest Contentful Paint, W3C). */
const WATCH = `
  window.painted = 0;
  const look = (list) => { for (const entry of list.getEntries()) window.painted = entry.startTime; };
  new PerformanceObserver(look).observe({ type: 'largest-contentful-paint', buffered: true });
`;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const index = await anIndexOfASite();
index.falls();
const site = await openSite({}, undefined, { indexer: index.url });
await index.reads(site.world);
console.log(
  `| page | script, gzip KB | requests | largest paint, ms, processor ${SLOWER}x slower |\n| --- | --- | --- | --- |`,
);
for (const path of PAGES) {
  const visits: Visit[] = [];
  for (let run = 0; run < RUNS; run += 1) visits.push(await visit(site, path));
  const of = (name: keyof Visit): number => median(visits.map((one) => one[name]));
  console.log(`| ${path} | ${(of('script') / 1024).toFixed(0)} | ${of('requests')} | ${of('paint').toFixed(0)} |`);
}
await site.stop();
await index.stop();
process.exit(0);
