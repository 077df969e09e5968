import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { hashOf, SEAL, type Seal } from '../server/seal.ts';
import { serve } from '../server/server.ts';
import { NETWORK } from '../server/settings.ts';
import { openBrowser, openSite, type Site } from './support/browser.ts';
import { accessible } from './support/people.ts';

const BUILD = fileURLToPath(new URL('../build', import.meta.url));
const network = NETWORK.parse({
  cluster: 'localnet',
  rpc: 'http://127.0.0.1:1',
  ws: 'ws://127.0.0.1:1',
  gateways: ['http://127.0.0.1:1'],
});

describe('the pages as they are installed', function () {
  this.timeout(180_000);
  let site: Site;
  const dirs: string[] = [];
  /** A build of one's own, without the models. */
  const copied = (): string => {
    const dir = mkdtempSync(join(tmpdir(), 'tagger-pages-'));
    dirs.push(dir);
    cpSync(BUILD, dir, { recursive: true, filter: (path) => path !== join(BUILD, 'predictors') });
    const { files, routes } = JSON.parse(readFileSync(join(BUILD, SEAL), 'utf8')) as Seal;
    const kept = Object.fromEntries(Object.entries(files).filter(([file]) => !file.startsWith('predictors/')));
    writeFileSync(join(dir, SEAL), JSON.stringify({ files: kept, routes }));
    return dir;
  };
  before(async () => {
    site = await openSite({ Ann: Keypair.generate() });
  });
  after(async () => {
    for (const dir of dirs) rmSync(dir, { recursive: true });
    await site.stop();
  });

  it('an address without a page is 404 for machines and a page with a way back for people', async () => {
    for (const path of ['/nowhere', '/tasks/a/b', '/_app/immutable/x.js', '/..%2fpackage.json', '/.seal.json'])
      expect((await fetch(site.url + path)).status, path).to.equal(404);
    for (const path of ['/', '/tasks', '/tasks/11111111111111111111111111111111', '/docs', '/explore/proof'])
      expect((await fetch(site.url + path)).status, path).to.equal(200);
    const { page } = await site.page({ width: 390 });
    await page.goto(`${site.url}/nowhere`);
    await page.getByRole('heading', { level: 1, name: 'There is no such page.' }).waitFor();
    await accessible(page);
    await page.getByRole('link', { name: 'To the start' }).click();
    await page.waitForURL(`${site.url}/`);
  });

  it('[attack 155] [attack 156] every script and style a page names is named with its hash', async () => {
    const html = await (await fetch(`${site.url}/tasks`)).text();
    const tags = [...html.matchAll(/<(?:script src|link[^>]*rel="(?:stylesheet|modulepreload)")[^>]*>/g)];
    expect(tags.length).to.be.greaterThan(2);
    for (const [tag] of tags) {
      const [, address, , hash] = /(?:src|href)="([^"]+)"(.*?)integrity="sha256-([^"]+)"/.exec(tag) ?? [];
      expect(address, tag).to.be.a('string');
      const bytes = new Uint8Array(await (await fetch(new URL(address!, site.url))).arrayBuffer());
      expect(hashOf(bytes), tag).to.equal(hash);
    }
  });

  it('[attack 155] [attack 156] a file that was changed before or while it is served is not served', async () => {
    const dir = copied();
    const served = await serve(dir, { host: '127.0.0.1', port: 0, network });
    expect((await fetch(`${served.url}/theme.js`)).status).to.equal(200);
    appendFileSync(join(dir, 'theme.js'), '\nfetch("https://evil.example/")');
    expect((await fetch(`${served.url}/theme.js`)).status).to.equal(500);
    expect((await fetch(`${served.url}/icon.svg`)).status).to.equal(200);
    await served.close();
    const again = await serve(dir, { host: '127.0.0.1', port: 0, network }).catch((error: Error) => error.message);
    expect(again).to.contain('theme.js');
    const more = copied();
    writeFileSync(join(more, 'wallet.js'), 'steal()');
    const other = await serve(more, { host: '127.0.0.1', port: 0, network }).catch((error: Error) => error.message);
    expect(other).to.contain('wallet.js');
  });

  it('has a manifest with icons of the sizes they say', async () => {
    const response = await fetch(`${site.url}/manifest.webmanifest`);
    const { icons } = (await response.json()) as { icons: { src: string; sizes: string; purpose: string }[] };
    expect(icons.map(({ purpose }) => purpose)).to.include.members(['any', 'maskable']);
    for (const { src, sizes } of icons.filter(({ src }) => src.endsWith('.png'))) {
      const bytes = Buffer.from(await (await fetch(site.url + src)).arrayBuffer());
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).to.equal(sizes);
    }
  });

  it('without a network it opens and says so; what it keeps is its own files, and nothing of the chain', async () => {
    const { page } = await site.page({ offline: true });
    await page.goto(`${site.url}/tasks`);
    await page.getByText('No task is open now.').waitFor();
    await page.evaluate('navigator.serviceWorker.ready');
    await page.reload();
    await page.getByText('No task is open now.').waitFor();
    const keys =
      'caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat())';
    // What was loaded is kept when the worker gets to it.
    await page.waitForFunction(`(${keys}).then((kept) => kept.length > 10)`);
    const kept = await page.evaluate<string[]>(keys);
    const other = kept.filter((path) => !path.startsWith('/_app/immutable/'));
    expect(other.sort()).to.deep.equal(['/200.html', '/icon.svg', '/manifest.webmanifest', '/theme.js']);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('You are offline.').waitFor();
    await page
      .getByRole('heading', { level: 1, name: 'Find work' })
      .or(page.getByRole('heading', { level: 1 }))
      .first()
      .waitFor();
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await page.getByText('No task is open now.').waitFor();
  });

  it('a new build is told, and taken when the person says so', async () => {
    const dir = copied();
    let served = await serve(dir, { host: '127.0.0.1', port: 0, network });
    const tab = await openBrowser();
    try {
      const { page } = await tab.page({ offline: true });
      await page.goto(served.url);
      await page.evaluate('navigator.serviceWorker.ready');
      await page.reload();
      await page.waitForFunction('navigator.serviceWorker.controller !== null');
      await served.close();
      const file = join(dir, 'service-worker.js');
      appendFileSync(file, '\n// The next build.');
      rmSync(`${file}.br`);
      rmSync(`${file}.gz`);
      const seal = JSON.parse(readFileSync(join(dir, SEAL), 'utf8')) as Seal;
      seal.files['service-worker.js'] = hashOf(readFileSync(file));
      delete seal.files['service-worker.js.br'];
      delete seal.files['service-worker.js.gz'];
      writeFileSync(join(dir, SEAL), JSON.stringify(seal));
      served = await serve(dir, { host: '127.0.0.1', port: Number(new URL(served.url).port), network });
      await page.evaluate('navigator.serviceWorker.getRegistration().then((found) => found.update())');
      await page.getByText('A new version is there.').waitFor();
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Reload' }).click()]);
      await page.getByText('A new version is there.').waitFor({ state: 'detached' });
    } finally {
      await tab.close();
      await served.close();
    }
  });
});
