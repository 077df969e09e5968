import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import { fetchDataset, fetchLicense, licensePda, parseEvents, refundPurchase } from '@tagger/client';
import { datasetIdentity, newDatasetSecret, unwrapKey } from '@tagger/client/keys';
import { delivery } from '../../../tests/support/datasets.ts';
import { expectError } from '../../../tests/support/expect.ts';
import { proxyTo } from '../../../tests/support/proxy.ts';
import { waitUntil } from '../../../tests/support/time.ts';
import { act } from '../../../tests/support/world.ts';
import { Secrets, changeStore, createStore, readStore } from '../../src/keyserver/store.ts';
import { Nonces } from '../../src/keyserver/nonces.ts';
import { Limits } from '../../src/keyserver/limits.ts';
import { start } from '../../../cli/test/support/run.ts';
import { Market } from './support.ts';

/** Purchases wait for their keys; the service that delivers them stops, dies, and begins again. */
describe('key service: deliveries', function () {
  this.timeout(120_000);
  let market: Market;
  before(async () => {
    market = await Market.open();
  });
  after(() => market.close());

  const stateOf = async (mint: PublicKey): Promise<number | undefined> =>
    (await fetchLicense(market.world.connection, mint))?.state;
  /** Successful and failed transactions that delivered a key for a licence. */
  async function deliveriesOf(mint: PublicKey): Promise<{ good: number; failed: number }> {
    const { connection } = market.world;
    const found = { good: 0, failed: 0 };
    for (const { signature, err } of await connection.getSignaturesForAddress(licensePda(mint))) {
      const transaction = await connection.getTransaction(signature, { maxSupportedTransactionVersion: 0 });
      const events = parseEvents(transaction?.meta?.logMessages ?? []);
      if (err !== null) found.failed += 1;
      else if (events.some(({ name, data }) => name === 'licenseChanged' && data.what === 1)) found.good += 1;
    }
    return found;
  }

  it('delivers what waits, once; the buyer opens the payload', async () => {
    const { buyer: bea, mint } = await market.buyer();
    const { mint: second } = await market.buyer();
    const service = await market.serve();
    await service.deliver();
    await service.deliver();
    expect([await stateOf(mint), await stateOf(second)]).to.deep.equal([1, 1]);
    expect(await deliveriesOf(mint)).to.deep.equal({ good: 1, failed: 0 });
    const license = (await fetchLicense(market.world.connection, mint))!;
    const { contents, pending } = (await fetchDataset(market.world.connection, market.sold.dataset))!;
    const opened = unwrapKey(bea.identity, Uint8Array.from(contents.commitment), Uint8Array.from(license.wrap.flat()));
    expect(opened.recipient).to.equal(datasetIdentity(market.sold.secret).recipient);
    expect(pending).to.equal(0n);
    expect(market.released().map(({ how, licence }) => [how, licence])).to.deep.include(['chain', mint.toBase58()]);
    await market.stop(service);
  });

  it('hears of a purchase through the WebSocket', async () => {
    const service = await market.serve({ subscribe: true });
    await service.deliver();
    const { mint } = await market.buyer();
    for (let wait = 0; wait < 100 && (await stateOf(mint)) === 0; wait += 1)
      await new Promise((done) => setTimeout(done, 50));
    expect(await stateOf(mint)).to.equal(1);
    await market.stop(service);
  });

  it('[attack 132] [attack 165] a purchase that is not final is not delivered', async () => {
    const { mint } = await market.buyer();
    let final = false;
    // The purchase is in a fork: lists and accounts read at `finalized` do not have it.
    const proxy = await proxyTo(market.world.chain.rpcUrl, ({ method, params }, result) => {
      const { commitment } = (params[1] ?? {}) as { commitment?: string };
      return !final && method === 'getProgramAccounts' && commitment === 'finalized' ? [] : result;
    });
    const service = await market.serve({ url: proxy.url });
    expect(await service.deliver()).to.equal(0);
    expect(proxy.seen.some(({ method }) => method === 'sendTransaction')).to.equal(false);
    expect(await stateOf(mint)).to.equal(0);
    const commitments = proxy.seen
      .filter(({ method }) => method === 'getProgramAccounts' || method === 'getMultipleAccounts')
      .map(({ params }) => (params[1] as { commitment?: string }).commitment);
    expect(new Set(commitments)).to.deep.equal(new Set(['finalized']));
    final = true;
    expect(await service.deliver()).to.equal(1);
    expect(await stateOf(mint)).to.equal(1);
    await market.stop(service);
    await proxy.stop();
  });

  it('a key somebody else delivered, and one whose time is over, cost nothing and stop nothing', async () => {
    const { buyer: bea, mint } = await market.buyer();
    const { mint: waiting } = await market.buyer();
    // It is delivered between the list and the transaction.
    let raced: Promise<unknown> | undefined;
    const { world, sold } = market;
    const proxy = await proxyTo(
      world.chain.rpcUrl,
      (_, result) => result,
      async ({ method }) => {
        if (method === 'simulateTransaction')
          await (raced ??= delivery(world, sold, bea).then((made) => act(world, world.deployer, made)));
      },
    );
    const service = await market.serve({ url: proxy.url });
    expect(await service.deliver()).to.equal(1);
    expect([await stateOf(mint), await stateOf(waiting)]).to.deep.equal([1, 1]);
    expect(await deliveriesOf(mint)).to.deep.equal({ good: 1, failed: 0 });
    expect(market.lines.some(({ what }) => what === 'delivered before')).to.equal(true);
    await market.stop(service);
    await proxy.stop();
  });

  it('[attack 134] the reply to a sent transaction is lost, the process is killed and starts again: one delivery', async () => {
    const { mint } = await market.buyer();
    const files = {
      payer: `${market.dir}/payer.json`,
      passphrase: `${market.dir}/passphrase`,
    };
    writeFileSync(files.payer, JSON.stringify([...market.payer.secretKey]));
    writeFileSync(files.passphrase, market.store.passphrase);
    const run = (url: string) =>
      start([
        'keyserver',
        'run',
        ...['--url', url, '--keypair', files.payer, '--store', market.store.file, '--releases', market.releases],
        ...['--passphrase-file', files.passphrase, '--port', '0', '--every', '1', '--no-subscribe'],
      ]);
    // The transaction lands; nobody hears of it.
    let sent = 0;
    const proxy = await proxyTo(market.world.chain.rpcUrl, ({ method }, result) => {
      if (method !== 'sendTransaction') return result;
      sent += 1;
      return undefined;
    });
    const first = run(proxy.url);
    for (let wait = 0; wait < 400 && sent === 0; wait += 1) await new Promise((done) => setTimeout(done, 50));
    first.kill();
    await first.finished;
    expect(sent).to.equal(1);
    expect(await stateOf(mint)).to.equal(1);
    const { mint: next } = await market.buyer();
    const second = run(market.world.chain.rpcUrl);
    for (let wait = 0; wait < 400 && (await stateOf(next)) === 0; wait += 1)
      await new Promise((done) => setTimeout(done, 50));
    second.terminate();
    const { stderr, code } = await second.finished;
    expect(code, stderr).to.equal(0);
    expect(await stateOf(next)).to.equal(1);
    expect(await deliveriesOf(mint)).to.deep.equal({ good: 1, failed: 0 });
    expect(stderr.includes('"what":"delivered"')).to.equal(true);
    await proxy.stop();
  });

  it('[attack 173] while the service is gone the buyer is refunded, and the service that comes back goes on', async () => {
    const { world, sold, pro } = market;
    const { buyer: bea, mint } = await market.buyer();
    const { keyUntil } = (await fetchLicense(world.connection, mint))!;
    await waitUntil(world, keyUntil);
    const service = await market.serve();
    expect(await service.deliver(), 'too late, and nothing is tried').to.equal(0);
    await act(
      world,
      world.deployer,
      refundPurchase({ dataset: sold.dataset, publisher: pro.key, holder: bea.key, mint, rentPayer: bea.key }),
    );
    const { mint: next } = await market.buyer();
    expect(await service.deliver()).to.equal(1);
    expect(await stateOf(next)).to.equal(1);
    await market.stop(service);
  });

  it('[attack 172] one secret for each version, all under a passphrase; a drill: rotate, and the old one opens nothing', async () => {
    const key = { file: `${market.dir}/drill.age`, passphrase: 'the first one', workFactor: 10 };
    await createStore(key);
    await expectError(createStore(key), 'StoreExists');
    const [one, two] = [PublicKey.unique(), PublicKey.unique()];
    const secret = newDatasetSecret();
    await changeStore(key, (secrets) => {
      secrets.add(one, secret, 'version 1');
      secrets.add(two, newDatasetSecret(), 'version 2');
    });
    await expectError(
      changeStore(key, (secrets) => secrets.add(one, newDatasetSecret(), '')),
      'OtherSecret',
    );
    const before = (await readStore(key)).service.publicKey;
    const renewed = { ...key, passphrase: 'the second one' };
    await changeStore(key, (secrets) => secrets.renewService(), renewed);
    await expectError(readStore(key), 'WrongPassphrase');
    const after = await readStore(renewed);
    expect(Buffer.from(after.service.publicKey).equals(Buffer.from(before))).to.equal(false);
    expect(Buffer.from(after.secretOf(one)!).equals(Buffer.from(secret))).to.equal(true);
    await changeStore(renewed, (secrets) => secrets.remove(one));
    // What was sold out is no longer in the house.
    expect((await readStore(renewed)).datasets.map(({ dataset }) => dataset.toBase58())).to.deep.equal([
      two.toBase58(),
    ]);
    await expectError(
      changeStore(renewed, (secrets) => secrets.remove(one)),
      'NoSecret',
    );
    expect(statSync(key.file).mode & 0o077).to.equal(0);
    writeFileSync(`${key.file}.lock`, '');
    await expectError(
      changeStore(renewed, () => undefined),
      'StoreInUse',
    );
    expect(readFileSync(key.file).toString('latin1')).to.match(/^age-encryption\.org\/v1\n-> scrypt /);
    expect(new Secrets().datasets).to.deep.equal([]);
  });

  it('[attack 170] nonces and limits stay within their room, and never forget one in use', () => {
    const nonces = new Nonces(300, 3);
    const made = Array.from({ length: 5 }, () => nonces.issue(1_000));
    for (const nonce of made.slice(0, 3)) nonces.take(nonce, 1_000);
    expect(() => nonces.take(made[3]!, 1_000)).to.throw('too many requests');
    expect(() => nonces.take(made[0]!, 1_299)).to.throw('answered before');
    expect(() => nonces.take(made[0]!, 1_300)).to.throw('has expired');
    nonces.take(nonces.issue(1_300), 1_300);
    expect(nonces.remembered).to.equal(1);
    expect(() => new Nonces(300).take(made[4]!, 1_000)).to.throw('not made by this service');
    const limits = new Limits({ burst: 2, everySecs: 10 }, 3);
    for (const name of ['a', 'a', 'b', 'c']) limits.take(name, 0);
    expect(() => limits.take('a', 9)).to.throw('try again in 1 seconds');
    expect(() => limits.take('d', 0)).to.throw('too many requests');
    limits.take('d', 10);
    expect(limits.names <= 3).to.equal(true);
    limits.take('a', 10);
    expect(() => limits.take('a', 10)).to.throw('too many requests');
  });
});
