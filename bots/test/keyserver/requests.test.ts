import { readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import {
  burnLicense,
  createMember,
  fetchDataset,
  fetchLicense,
  licenceMintPda,
  licensePda,
  PROGRAM_ID,
  publishDataset,
  stake,
} from '@tagger/client';
import {
  datasetCommitment,
  datasetIdentity,
  deliveryKey,
  generateIdentity,
  openText,
  verifyWrap,
} from '@tagger/client/keys';
import {
  KEY_PATH,
  NONCE_PATH,
  readLicence,
  requestAttestation,
  requestKey,
  signCertificate,
  signMandate,
  verifyCertificate,
  writeKeyRequest,
  type KeyRequest,
  type NonceReply,
} from '@tagger/client/licence';
import { aBuyer, delivery, offered, publication, published, purchase } from '../../../tests/support/datasets.ts';
import { expectError } from '../../../tests/support/expect.ts';
import { writeLicense } from '../../../tests/support/licences.ts';
import { proxyTo } from '../../../tests/support/proxy.ts';
import { act, chainTime, type Actor } from '../../../tests/support/world.ts';
import type { Service } from '../../src/keyserver/service.ts';
import { readStore, changeStore } from '../../src/keyserver/store.ts';
import { asHolder, ask, Market, PASSED_ON, post, walletOf } from './support.ts';

const now = (): number => Math.floor(Date.now() / 1000);

/** Pro sells a dataset and runs a key service; Bea bought a licence and passes it on. Everybody else wants the key as well. */
describe('key service: requests of holders', function () {
  this.timeout(120_000);
  let market: Market;
  let service: Service;
  before(async () => {
    market = await Market.open();
    service = await market.serve({ rates: rates(1_000) });
  });
  after(() => market.close());

  const rates = (burst: number) => ({
    perAddress: { burst, everySecs: 1 },
    perWallet: { burst, everySecs: 60 },
    inAll: { burst, everySecs: 1 },
  });
  const nonceOf = async (of = service): Promise<NonceReply> =>
    (await ask(of.url, NONCE_PATH)).body as unknown as NonceReply;
  /** A signed request, fields changed before it is signed. */
  const signed = async (actor: Actor, mint: PublicKey, change: Partial<KeyRequest> = {}, of = service) => {
    const { nonce, domain, genesisHash } = await nonceOf(of);
    const recipient = deliveryKey(generateIdentity());
    const base = { domain, wallet: actor.key, mint, recipient, genesisHash, nonce, issuedAt: BigInt(now()) };
    const text = writeKeyRequest({ ...base, ...change });
    return { text, signature: base64(await walletOf(actor).signMessage(Buffer.from(text))) };
  };
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const refusal = async (body: unknown, of = service): Promise<string> => {
    const { status, body: found } = await post(of.url, KEY_PATH, body);
    return status === 200 ? 'released' : String(found['error']);
  };

  it('[attack 124] after a transfer the next holder gets the key, once the last one is out; each release is on file', async () => {
    const { buyer: bea, mint } = await market.holder();
    const carl = await market.stranger();
    const { connection } = market.world;
    const asked = (actor: Actor) => requestKey(connection, { url: service.url }, asHolder(actor), mint);
    const { opened } = await asked(bea);
    expect(opened.recipient).to.equal(datasetIdentity(market.sold.secret).recipient);
    await expectError(asked(carl), 'OtherHolder');
    await market.pass(mint, bea, carl);
    await expectError(asked(bea), 'OtherHolder');
    const carls = await asked(carl);
    expect(carls.opened.recipient).to.equal(opened.recipient);
    const mine = market.released().filter(({ licence }) => licence === mint.toBase58());
    expect(mine.map(({ wallet, how }) => [wallet, how])).to.deep.equal([
      [bea.key.toBase58(), 'request'],
      [carl.key.toBase58(), 'request'],
    ]);
    // With a cool-down a licence can't be passed round to collect keys, not even over a restart.
    const strict = await market.serve({ cooldownSecs: 3_600, rates: rates(1_000) });
    const dan = await market.stranger();
    await market.pass(mint, carl, dan);
    await expectError(requestKey(connection, { url: strict.url }, asHolder(dan), mint), 'Cooldown');
  });

  it('[attack 161] a request counts once, for five minutes, and not after a restart', async () => {
    const { buyer: bea, mint } = await market.holder();
    const first = await signed(bea, mint);
    expect(await refusal(first)).to.equal('released');
    expect(await refusal(first)).to.equal('NonceUsed');
    // Twice at the same time.
    const twice = await signed(bea, mint);
    expect((await Promise.all([refusal(twice), refusal(twice)])).sort()).to.deep.equal(['NonceUsed', 'released']);
    expect(await refusal(await signed(bea, mint, { issuedAt: BigInt(now()) - 301n }))).to.equal('SignInExpired');
    expect(await refusal(await signed(bea, mint, { nonce: 'of-my-own' }))).to.equal('NonceUnknown');
    let time = now();
    const clocked = await market.serve({ rates: rates(1_000), now: () => time });
    const { nonce } = await nonceOf(clocked);
    time += 300;
    const late = await signed(bea, mint, { nonce, issuedAt: BigInt(time) }, clocked);
    expect(await refusal(late, clocked)).to.equal('NonceExpired');
    const old = await signed(bea, mint, { issuedAt: BigInt(time) - 301n }, clocked);
    expect(await refusal(old, clocked)).to.equal('SignInExpired');
    // The same port, another process: what was signed before is worth nothing.
    const unused = await signed(bea, mint, {}, clocked);
    const port = Number(new URL(clocked.url).port);
    await market.stop(clocked);
    const again = await market.serve({ rates: rates(1_000), port });
    expect(again.url).to.equal(clocked.url);
    expect(await refusal(unused, again)).to.equal('NonceUnknown');
  });

  it('[attack 162] signed for another domain or cluster: refused', async () => {
    const { buyer: bea, mint } = await market.holder();
    expect(await refusal(await signed(bea, mint, { domain: 'keys.evil.example' }))).to.equal('OtherDomain');
    const elsewhere = '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d';
    expect(await refusal(await signed(bea, mint, { genesisHash: elsewhere }))).to.equal('OtherCluster');
    // A page that relays another service's text gives itself away to the client.
    const { genesisHash } = await nonceOf();
    const relayed = fakeService({ nonce: 'n', domain: 'keys.honest.example', genesisHash, now: now() });
    const { connection } = market.world;
    await expectError(
      requestKey(connection, { url: 'https://keys.evil.example', fetch: relayed }, asHolder(bea), mint),
      'ServiceLied',
    );
    const foreign = fakeService({ nonce: 'n', domain: 'keys.evil.example', genesisHash: elsewhere, now: now() });
    await expectError(
      requestKey(connection, { url: 'https://keys.evil.example', fetch: foreign }, asHolder(bea), mint),
      'ServiceLied',
    );
    await expectError(requestKey(connection, { url: 'http://keys.example' }, asHolder(bea), mint), 'InsecureService');
  });

  const fakeService =
    (nonce: NonceReply, key: unknown = {}): typeof fetch =>
    (input) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      return Promise.resolve(new Response(JSON.stringify(pathname === NONCE_PATH ? nonce : key)));
    };

  it('[attack 163] [attack 164] what is no such text, or not signed by the wallet it names, is refused', async () => {
    const { buyer: bea, mint } = await market.holder();
    const carl = await market.stranger();
    const good = await signed(bea, mint);
    const bySomeone = base64(await walletOf(carl).signMessage(Buffer.from(good.text)));
    expect(await refusal({ ...good, signature: bySomeone })).to.equal('BadSignature');
    const neutral = base64(Uint8Array.of(1, ...new Uint8Array(63)));
    expect(await refusal({ ...good, signature: neutral })).to.equal('BadSignature');
    const sent = await market.world.connection.getSignaturesForAddress(bea.key, { limit: 1 });
    const transaction = await market.world.connection.getTransaction(sent[0]!.signature, {
      maxSupportedTransactionVersion: 0,
    });
    const message = Buffer.from(transaction!.transaction.message.serialize()).toString('latin1');
    expect(await refusal({ text: message, signature: good.signature })).to.equal('BadText');
    for (const body of [{}, [], 'text', { text: 1, signature: 2 }, '{', null])
      expect(await refusal(body), JSON.stringify(body)).to.equal('BadRequest');
    expect(await refusal(good), 'a refused request used nothing up').to.equal('released');
  });

  it('[attack 165] a licence that is not final gets nothing', async () => {
    const { buyer: bea, mint } = await market.holder();
    // The node rolls the purchase back before it is final: only `finalized` shows that.
    const proxy = await proxyTo(market.world.chain.rpcUrl, ({ method, params }, result) => {
      const { commitment } = (params[1] ?? {}) as { commitment?: string };
      return method === 'getAccountInfo' && commitment === 'finalized'
        ? { ...(result as object), value: null }
        : result;
    });
    const behind = await market.serve({ url: proxy.url, rates: rates(1_000) });
    expect(await refusal(await signed(bea, mint, {}, behind), behind)).to.equal('NoLicence');
    await market.stop(behind);
    await proxy.stop();
  });

  it('[attack 166] pending, expired, burnt, or moved while the request is on its way: nothing', async () => {
    const { buyer: bea, mint } = await market.buyer();
    expect(await refusal(await signed(bea, mint))).to.equal('Pending');
    await act(market.world, market.world.deployer, await delivery(market.world, market.sold, bea));
    // It moves after the service has read whose it is, and before it reads everything at one slot.
    const carl = await market.stranger();
    let race: Promise<void> | undefined;
    const proxy = await proxyTo(
      market.world.chain.rpcUrl,
      (_, result) => result,
      async ({ method, params }) => {
        if (method === 'getMultipleAccounts' && JSON.stringify(params).includes(mint.toBase58()))
          await (race ??= market.pass(mint, bea, carl));
      },
    );
    const slow = await market.serve({ url: proxy.url, rates: rates(1_000) });
    expect(await refusal(await signed(bea, mint, {}, slow), slow)).to.equal('OtherHolder');
    expect(race).not.to.equal(undefined);
    expect(await refusal(await signed(carl, mint))).to.equal('released');
    await market.stop(slow);
    await proxy.stop();
    await act(market.world, carl, burnLicense({ caller: carl.key, mint, holder: carl.key, rentPayer: bea.key }));
    expect(await refusal(await signed(carl, mint))).to.equal('NoLicence');
    // Over by one second.
    const { buyer: dora, mint: hers } = await market.holder();
    const license = (await fetchLicense(market.world.connection, hers))!;
    const time = await chainTime(market.world);
    await writeLicense(market.world, hers, { ...license, expiresAt: time });
    expect(await refusal(await signed(dora, hers))).to.equal('Expired');
    await writeLicense(market.world, hers, { ...license, state: 2 });
    expect(await refusal(await signed(dora, hers))).to.equal('Revoked');
  });

  it('[attack 167] the licence says which dataset; one that copies a commitment gets nothing', async () => {
    const { world, sold } = market;
    // Eve publishes a dataset with Pro's commitment and sells herself a licence of it for nothing.
    const eve = await market.stranger();
    await act(world, eve, createMember({ wallet: eve.key }));
    const { setup, publish } = await publication(world, eve);
    const copied = { ...publish, contents: { ...publish.contents, commitment: [...datasetCommitment(sold.secret)] } };
    const { key, tokens } = eve;
    await act(
      world,
      eve,
      stake({ wallet: key, from: tokens, tagMint: world.tagMint, amount: publish.bond }),
      publishDataset(copied),
    );
    await offered(world, setup, { terms: PASSED_ON, price: 0n });
    const mallory = await aBuyer(world);
    await act(world, mallory, purchase(world, setup, mallory, { terms: PASSED_ON }));
    const mint = licenceMintPda(setup.dataset, mallory.key, 1n);
    expect(await service.deliver()).to.equal(0);
    expect((await fetchLicense(world.connection, mint))!.state).to.equal(0);
    // Even if it were in force: the service does not know that dataset.
    const license = (await fetchLicense(world.connection, mint))!;
    await writeLicense(world, mint, { ...license, state: 1 });
    expect(await refusal(await signed(mallory, mint))).to.equal('NotServed');
    // The next version of Pro's dataset has a secret of its own.
    const next = await published(world, market.pro);
    await offered(world, next, { terms: PASSED_ON });
    expect((await fetchDataset(world.connection, next.dataset))!.contents.commitment).not.to.deep.equal(
      (await fetchDataset(world.connection, sold.dataset))!.contents.commitment,
    );
    expect((await readStore(market.store)).secretOf(next.dataset)).to.equal(undefined);
  });

  it('[attack 168] the key is wrapped for the recipient inside the signed text, and for nobody else', async () => {
    const { buyer: bea, mint } = await market.holder();
    const [mine, thief] = [deliveryKey(generateIdentity()), deliveryKey(generateIdentity())];
    const request = await signed(bea, mint, { recipient: mine });
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    const changed = { ...request, text: request.text.replace(hex(mine), hex(thief)) };
    expect(await refusal(changed)).to.equal('BadSignature');
    const { status, body } = await post(service.url, KEY_PATH, { ...request, recipient: hex(thief) });
    expect(status).to.equal(200);
    const [wrap, proof] = [body['wrap'], body['proof']].map((part) => Buffer.from(String(part), 'base64')) as [
      Buffer,
      Buffer,
    ];
    const commitment = datasetCommitment(market.sold.secret);
    const place = { programId: PROGRAM_ID.toBytes(), account: licensePda(mint).toBytes(), commitment };
    expect(verifyWrap({ ...place, recipient: mine }, { wrap, proof })).to.equal(true);
    expect(verifyWrap({ ...place, recipient: thief }, { wrap, proof })).to.equal(false);
    // The neutral point would show the key to everybody.
    expect(await refusal(await signed(bea, mint, { recipient: new Uint8Array(32) }))).to.equal('InvalidKey');
  });

  it('a service that lies is caught: another key, another recipient, garbage', async () => {
    const { buyer: bea, mint } = await market.holder();
    const { connection } = market.world;
    const { domain, ...rest } = await nonceOf();
    const lie = (key: unknown) =>
      requestKey(
        connection,
        { url: `http://${domain}`, fetch: fakeService({ domain, ...rest }, key) },
        asHolder(bea),
        mint,
      );
    const { body: forOther } = await post(service.url, KEY_PATH, await signed(bea, mint));
    await expectError(lie(forOther), 'ServiceLied');
    await expectError(lie({ wrap: base64(new Uint8Array(64)), proof: base64(new Uint8Array(80)) }), 'ServiceLied');
    await expectError(lie({}), 'ServiceLied');
  });

  it('[attack 169] a store that was changed by a byte is not opened, and each sealing is another', async () => {
    const file = readFileSync(market.store.file);
    for (const at of [file.length - 1, file.length - 20, Math.floor(file.length / 2), 30]) {
      const changed = Uint8Array.from(file);
      changed[at]! ^= 1;
      await expectError(openText(changed, market.store.passphrase), 'WrongPassphrase');
    }
    await changeStore(market.store, () => undefined);
    const again = readFileSync(market.store.file);
    expect(again.equals(file)).to.equal(false);
    expect((await readStore(market.store)).datasets).to.have.length(1);
    await expectError(readStore({ ...market.store, passphrase: 'another horse' }), 'WrongPassphrase');
  });

  it('[attack 170] floods: limits by address and wallet, nothing that grows, big and slow requests dropped', async () => {
    const small = await market.serve({
      rates: {
        perAddress: { burst: 20, everySecs: 3_600 },
        perWallet: { burst: 2, everySecs: 3_600 },
        inAll: { burst: 1_000, everySecs: 1 },
      },
      behindProxy: true,
    });
    const from = (address: string) =>
      ask(small.url, NONCE_PATH, { headers: { 'x-forwarded-for': `8.8.8.8, ${address}` } });
    const replies = await Promise.all(Array.from({ length: 60 }, () => from('10.0.0.1')));
    expect(replies.filter(({ status }) => status === 200)).to.have.length(20);
    const [limited] = replies.filter(({ status }) => status === 429);
    expect([limited?.body['error'], limited?.headers.get('retry-after')]).to.deep.equal(['TooMany', '60']);
    expect((await from('10.0.0.2')).status, 'somebody else').to.equal(200);
    const { buyer: bea, mint } = await market.holder();
    const outcomes: string[] = [];
    for (let at = 0; at < 3; at += 1) outcomes.push(await refusal(await signed(bea, mint, {}, small), small));
    expect(outcomes).to.deep.equal(['released', 'released', 'TooMany']);
    const { status } = await post(small.url, KEY_PATH, JSON.stringify({ text: 'x'.repeat(20_000), signature: '' }));
    expect(status).to.equal(413);
    // Bounded load: a thousand at once, and it still answers.
    const flood = await Promise.allSettled(
      Array.from({ length: 1_000 }, (_, at) => from(`10.1.${at >> 8}.${at & 255}`)),
    );
    expect(flood.some(({ status: how }) => how === 'fulfilled')).to.equal(true);
    // Connections beyond the limit were closed, so the first tries may meet one of those.
    let healthy = 0;
    for (let tries = 0; tries < 20 && healthy !== 200; tries += 1) {
      await new Promise((done) => setTimeout(done, 100));
      healthy = await ask(small.url, '/v1/health').then(
        (reply) => reply.status,
        () => 0,
      );
    }
    expect(healthy).to.equal(200);
  });

  it('[attack 170] who sends half a request and waits is dropped', async () => {
    const { port } = new URL(service.url);
    const half = [
      `POST ${KEY_PATH} HTTP/1.1`,
      `host: localhost:${port}`,
      'content-type: application/json',
      'content-length: 100',
      '',
      '{',
    ];
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(half.join('\r\n'));
    const closed = await Promise.race([
      new Promise<boolean>((resolve) => socket.once('close', () => resolve(true)).resume()),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 40_000)),
    ]);
    expect(closed).to.equal(true);
  });

  it('[attack 171] nothing that is written or answered holds a secret; answers are not cached', async () => {
    const { buyer: bea, mint } = await market.holder();
    const secrets = [
      market.sold.secret,
      datasetIdentity(market.sold.secret).secret,
      market.payer.secretKey.subarray(0, 32),
    ];
    const identity = generateIdentity();
    await requestKey(market.world.connection, { url: service.url }, asHolder(bea, identity), mint);
    const failing = await market.serve({ url: market.world.chain.rpcUrl, rates: rates(1_000) });
    const reply = await post(failing.url, KEY_PATH, await signed(bea, mint, {}, failing));
    expect(reply.headers.get('cache-control')).to.equal('no-store');
    const kept = readdirSync(market.dir).map((file) => readFileSync(join(market.dir, file)).toString('latin1'));
    const said = JSON.stringify(market.lines, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    const all = [...kept, said, reply.text].join('\n');
    for (const secret of [...secrets, identity.secret])
      for (const form of ['hex', 'base64', 'latin1'] as const)
        expect(all.includes(Buffer.from(secret).toString(form))).to.equal(false);
    for (const word of ['AGE-SECRET-KEY', 'wrap', 'proof']) expect(said.includes(word), word).to.equal(false);
    expect(JSON.stringify(await readStore(market.store))).to.match(/^"\d+ secrets"$/);
    expect(market.released().length > 0 && said.includes('released')).to.equal(true);
  });

  it('other hosts, origins, methods and paths are refused', async () => {
    const host = (name: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const { port } = new URL(service.url);
        httpRequest({ port, host: '127.0.0.1', path: NONCE_PATH, headers: { host: name } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await host('rebound.example')).to.equal(403);
    expect(await host('localhost')).to.equal(200);
    expect(
      (await ask(service.url, NONCE_PATH, { headers: { origin: 'https://evil.example' } })).body['error'],
    ).to.equal('ForeignOrigin');
    expect((await ask(service.url, '/etc/passwd')).status).to.equal(404);
    expect((await ask(service.url, KEY_PATH)).status).to.equal(404);
    expect((await ask(service.url, NONCE_PATH, { method: 'DELETE' })).status).to.equal(404);
    const page = await market.serve({ origins: ['https://market.example'], rates: rates(1_000) });
    const allowed = await ask(page.url, NONCE_PATH, { headers: { origin: 'https://market.example' } });
    expect(allowed.headers.get('access-control-allow-origin')).to.equal('https://market.example');
  });

  it('attests certificates for those who may, under the mandate of the publisher', async () => {
    const { buyer: bea, mint } = await market.holder();
    const { connection } = market.world;
    const genesisHash = await connection.getGenesisHash();
    const facts = await readLicence(connection, mint);
    const asking = (use: 'train' | 'derive', by: Actor = bea) =>
      signCertificate(walletOf(by), {
        facts,
        audience: 'lab.example',
        purpose: 'run 7',
        use,
        genesisHash,
        now: BigInt(now()),
        lifeSecs: 3_600n,
      });
    await expectError(requestAttestation({ url: service.url }, await asking('train')), 'NoMandate');
    const { publicKey } = (await readStore(market.store)).service;
    const mandate = await signMandate(walletOf(market.pro), {
      service: new PublicKey(publicKey),
      genesisHash,
      now: BigInt(now()),
      lifeSecs: 86_400n,
    });
    await changeStore(market.store, (secrets) => secrets.mandate(market.pro.key, mandate));
    const shown = await requestAttestation({ url: service.url }, await asking('train'));
    const found = verifyCertificate(shown, {
      now: await chainTime(market.world),
      audience: 'lab.example',
      genesisHash,
      dataset: market.sold.dataset,
    });
    expect(found.attested?.publisher.equals(market.pro.key)).to.equal(true);
    await expectError(requestAttestation({ url: service.url }, await asking('derive')), 'UseNotGranted');
    await expectError(
      requestAttestation({ url: service.url }, await asking('train', await market.stranger())),
      'OtherHolder',
    );
  });
});
