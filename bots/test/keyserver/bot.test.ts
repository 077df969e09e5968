import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { fetchLicense } from '@tagger/client';
import { unwrapKey, datasetIdentity } from '@tagger/client/keys';
import { fetchDataset } from '@tagger/client';
import { keyserver, run } from '@tagger/bots';
import { aHome, complaints, once, type Home, type Line } from '../support/bot.ts';
import { Market } from './support.ts';

describe('the key service as a bot', () => {
  let market: Market;
  let home: Home;
  before(async () => {
    market = await Market.open();
    home = await aHome(market.world);
    const passphraseFile = join(home.dir, 'passphrase');
    writeFileSync(passphraseFile, `${market.store.passphrase}\n`, { mode: 0o600 });
    const { file: store } = market.store;
    home.write({ store, passphraseFile, releases: market.releases, apiPort: 0, cooldownSecs: 0 });
  });
  after(async () => {
    home.remove();
    await market.close();
  });

  const settled = () => market.world.chain.advance({ slots: 40 });
  const spent = (): string =>
    (JSON.parse(readFileSync(home.state, 'utf8')) as { inAll: { lamports: string } }).inAll.lamports;

  it('a dry run says what it would deliver, and delivers and spends nothing', async () => {
    const { mint } = await market.buyer();
    await settled();
    const lines = await once(keyserver, home, true);
    expect(lines.filter(({ msg }) => msg === 'would be delivered')).to.have.length(1);
    expect((await fetchLicense(market.world.connection, mint))?.state).to.equal(0);
    expect(spent()).to.equal('0');
  });

  it('delivers a key that opens, once, for a fee that is written down', async () => {
    const { buyer, mint } = await market.buyer();
    await settled();
    const lines = await once(keyserver, home);
    expect(complaints(lines)).to.deep.equal([]);
    // The one of the dry run as well.
    expect(lines.filter(({ msg }) => msg === 'delivered')).to.have.length(2);
    const { connection } = market.world;
    const license = (await fetchLicense(connection, mint))!;
    const { contents } = (await fetchDataset(connection, market.sold.dataset))!;
    const key = unwrapKey(buyer.identity, Uint8Array.from(contents.commitment), Uint8Array.from(license.wrap.flat()));
    expect(key.toAge()).to.equal(datasetIdentity(market.sold.secret).toAge());
    expect(spent()).to.equal('10000');
    await settled();
    expect((await once(keyserver, home)).filter(({ msg }) => msg === 'delivered')).to.deep.equal([]);
    expect(spent()).to.equal('10000');
  });

  it('keeps to its caps: what it may not spend waits, by name', async () => {
    const { file: store } = market.store;
    const passphraseFile = join(home.dir, 'passphrase');
    const settings = { store, passphraseFile, releases: market.releases, apiPort: 0 };
    home.write({ ...settings, caps: { lamportsADay: '14999', lamportsInAll: '14999' } });
    await market.buyer();
    await settled();
    const lines = await once(keyserver, home);
    expect(lines.find(({ msg }) => msg === 'not delivered')).to.include({ error: 'CapReached' });
    expect(spent()).to.equal('10000');
    home.write(settings);
  });

  it('hears of a purchase and delivers it without being asked; stops when told; its key and passphrase are in no line', async () => {
    const lines: Line[] = [];
    const stopping = new AbortController();
    const watchers: (() => void)[] = [];
    const logTo = {
      write: (text: string) => {
        lines.push(JSON.parse(text) as Line);
        watchers.forEach((watch) => watch());
      },
    };
    const file = readFileSync(home.config, 'utf8');
    writeFileSync(home.config, JSON.stringify({ ...(JSON.parse(file) as object), intervalSecs: 3_600 }));
    const ended = run(keyserver, { config: home.config, stopping: stopping.signal, environment: {}, logTo });
    const line = (msg: string): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => void (lines.some((each) => each.msg === msg) && resolve());
        watchers.push(look);
        look();
      });
    await line('delivered');
    const { mint } = await market.buyer();
    await settled();
    // Anything that changes a waiting licence wakes it; so does the next purchase.
    const before = lines.filter(({ msg }) => msg === 'delivered').length;
    await market.buyer();
    await settled();
    for (let wait = 0; wait < 100 && lines.filter(({ msg }) => msg === 'delivered').length === before; wait += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await fetchLicense(market.world.connection, mint))?.state).to.equal(1);
    stopping.abort();
    await ended;
    const text = JSON.stringify(lines);
    expect(text).not.to.contain(market.store.passphrase);
    expect(text).not.to.contain([...home.key.secretKey].join(','));
  });
});
