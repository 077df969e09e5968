import { ArweaveSigner, createData, SolanaSigner, type DataItem, type Signer } from '@dha-team/arbundles/node';
import { Keypair } from '@solana/web3.js';
import Arweave from 'arweave';
import bs58 from 'bs58';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { startLocalnet, type Localnet } from '../src/index.ts';

const TYPE = { name: 'Content-Type', value: 'text/html' };

describe('Arweave endpoint', () => {
  let net: Localnet;
  const signer = new SolanaSigner(bs58.encode(Keypair.generate().secretKey));
  before(async () => (net = await startLocalnet({ maxItemBytes: 3_000_000 })));
  after(() => net.stop());

  const sign = async (data: string | Uint8Array, tags = [TYPE], by: Signer = signer): Promise<DataItem> => {
    const item = createData(data, by, { tags });
    await item.sign(by);
    return item;
  };
  const post = (body: Uint8Array, path = '/tx'): Promise<Response> =>
    fetch(net.arweaveUrl + path, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body });
  const query = async (
    text: string,
    variables = {},
  ): Promise<{ edges: { cursor: string; node: { id: string } }[]; pageInfo: unknown }> => {
    const body = JSON.stringify({ query: text, variables });
    const response = await fetch(`${net.arweaveUrl}/graphql`, { method: 'POST', body });
    return ((await response.json()) as { data: { transactions: never } }).data.transactions;
  };

  it('takes a signed item and gives its bytes back with the declared type, never sniffed', async () => {
    const item = await sign('<h1>hello</h1>');
    const answer = (await (await post(item.getRaw())).json()) as { id: string };
    expect(answer.id).to.equal(item.id);
    for (const path of [`/${item.id}`, `/raw/${item.id}`]) {
      const found = await fetch(net.arweaveUrl + path);
      expect(await found.text()).to.equal('<h1>hello</h1>');
      expect(found.headers.get('content-type')).to.equal('text/html');
      expect(found.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(found.headers.get('content-security-policy')).to.equal('sandbox');
    }
    const head = await fetch(`${net.arweaveUrl}/${item.id}`, { method: 'HEAD' });
    expect(head.headers.get('content-length')).to.equal('14');
    const part = await fetch(`${net.arweaveUrl}/${item.id}`, { headers: { range: 'bytes=4-8' } });
    expect([part.status, await part.text()]).to.deep.equal([206, 'hello']);
  });

  it('takes items signed with an Arweave key and shows them to arweave-js', async () => {
    const { port } = new URL(net.arweaveUrl);
    const arweave = Arweave.init({ host: '127.0.0.1', port: Number(port), protocol: 'http' });
    const item = await sign('signed with RSA', [TYPE], new ArweaveSigner(await arweave.wallets.generate()));
    expect((await post(item.getRaw(), '/v1/tx')).status).to.equal(200);
    const { data } = await arweave.api.get<string>(`tx/${item.id}/data`);
    expect(Buffer.from(data, 'base64url').toString()).to.equal('signed with RSA');
    expect((await arweave.transactions.getStatus(item.id)).status).to.equal(200);
    expect((await arweave.network.getInfo()).network).to.equal('tagger.localnet');
  }).timeout(60_000);

  it('refuses a tampered item, in its data, tags or signature', async () => {
    const good = (await sign('do not change me')).getRaw();
    for (const at of [good.length - 1, 120, 10]) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 1;
      const answer = await post(bad);
      expect(answer.status).to.equal(400);
      expect(await answer.text()).to.match(/^(InvalidSignature|InvalidDataItem): .+\.$/);
    }
  });

  it('refuses what is no item, too large, or of another type', async () => {
    const noItem = await post(Buffer.from('hello'));
    expect([noItem.status, await noItem.text()]).to.deep.equal([
      400,
      'InvalidDataItem: Signature type 25960 is not known.',
    ]);
    const short = await post((await sign('x')).getRaw().subarray(0, 50));
    expect(await short.text()).to.include('ends inside its signature');
    const large = await post(new Uint8Array(3_000_001));
    expect([large.status, (await large.text()).split(':')[0]]).to.deep.equal([413, 'ItemTooLarge']);
    const json = await fetch(`${net.arweaveUrl}/tx`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await json.text()).to.include('NotADataItem');
    expect((await fetch(`${net.arweaveUrl}/${'A'.repeat(43)}`)).status).to.equal(404);
    expect((await fetch(`${net.arweaveUrl}/..%2Fitems.log`)).status).to.equal(404);
  });

  it('keeps large items whole', async () => {
    const data = new Uint8Array(2_900_000).map((_, i) => (i * 31) >> 3);
    const item = await sign(data, []);
    expect((await post(item.getRaw())).status).to.equal(200);
    const found = await fetch(`${net.arweaveUrl}/${item.id}`);
    expect(found.headers.get('content-type')).to.equal('application/octet-stream');
    expect(Buffer.compare(new Uint8Array(await found.arrayBuffer()), data)).to.equal(0);
  });

  it('finds items by tags and owners, page by page', async () => {
    const tag = { name: 'Set', value: 'pages' };
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const item = await sign(`page ${i}`, [tag, { name: 'N', value: String(i) }]);
      await post(item.getRaw());
      ids.unshift(item.id);
    }
    const text = `query($after: String, $values: [String!]!) {
      transactions(tags: [{ name: "Set", values: $values }], first: 3, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage } } }`;
    const first = await query(text, { values: ['pages'] });
    expect(first.edges.map((e) => e.node.id)).to.deep.equal(ids.slice(0, 3));
    expect(first.pageInfo).to.deep.equal({ hasNextPage: true });
    const second = await query(text, { values: ['pages'], after: first.edges[2]?.cursor });
    expect(second.edges.map((e) => e.node.id)).to.deep.equal(ids.slice(3));
    expect(second.pageInfo).to.deep.equal({ hasNextPage: false });
    const both = await query(
      '{ transactions(tags: [{name: "Set", values: ["pages"]}, {name: "N", values: ["2", "4"]}], sort: HEIGHT_ASC) { edges { node { id } } } }',
    );
    expect(both.edges.map((e) => e.node.id)).to.deep.equal([ids[2], ids[0]]);
    const nobody = await query('{ transactions(owners: ["nobody"]) { edges { node { id } } } }');
    expect(nobody.edges).to.deep.equal([]);
  });

  it('resolves path manifests', async () => {
    const page = await sign('the page');
    await post(page.getRaw());
    const manifest = await sign(
      JSON.stringify({
        manifest: 'arweave/paths',
        version: '0.2.0',
        index: { path: 'index.html' },
        paths: { 'index.html': { id: page.id } },
      }),
      [{ name: 'Content-Type', value: 'application/x.arweave-manifest+json' }],
    );
    await post(manifest.getRaw());
    expect(await (await fetch(`${net.arweaveUrl}/${manifest.id}`)).text()).to.equal('the page');
    expect(await (await fetch(`${net.arweaveUrl}/${manifest.id}/index.html`)).text()).to.equal('the page');
    expect((await fetch(`${net.arweaveUrl}/${manifest.id}/missing`)).status).to.equal(404);
    expect(await (await fetch(`${net.arweaveUrl}/raw/${manifest.id}`)).text()).to.include('arweave/paths');
  });

  it('answers nobody but the loopback', async () => {
    const foreign = await fetch(`${net.arweaveUrl}/info`, { headers: { origin: 'https://example.com' } });
    expect(foreign.status).to.equal(403);
    expect(await foreign.text()).to.include('ForeignOrigin');
    const local = await fetch(`${net.arweaveUrl}/info`, { headers: { origin: 'http://localhost:5173' } });
    expect(local.headers.get('access-control-allow-origin')).to.equal('http://localhost:5173');
  });
});
