import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { headers, scriptsIn, talksTo } from '../server/headers.ts';
import { NETWORK, readSettings } from '../server/settings.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NET = {
  cluster: 'devnet',
  rpc: 'https://rpc.example/key',
  ws: 'wss://rpc.example',
  gateways: ['https://ar.example'],
};

describe('what serves the pages', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tagger-app-'));
  after(() => rmSync(dir, { recursive: true }));
  const written = (settings: unknown): string => {
    const file = join(dir, 'app.json');
    writeFileSync(file, JSON.stringify(settings));
    return file;
  };

  it('lets pages talk to the origins of its network, each once, and to nobody else', () => {
    const network = NETWORK.parse({
      ...NET,
      indexer: 'https://rpc.example/index',
      keyServices: ['https://keys.example'],
    });
    expect(talksTo(network)).to.deep.equal([
      'https://ar.example',
      'https://keys.example',
      'https://rpc.example',
      'wss://rpc.example',
    ]);
    const policy = headers(network, [])['content-security-policy'];
    expect(policy).to.contain(
      "connect-src 'self' https://ar.example https://keys.example https://rpc.example wss://rpc.example;",
    );
  });

  it('names the scripts inside a page by hash, and leaves those with an address to their origin', () => {
    const html =
      '<script src="/theme.js"></script><script>let a = 1;</script><script type="module">import("x")</script>';
    expect(scriptsIn(html)).to.deep.equal([
      "'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck='",
      "'sha256-1PiFtxq7w4Ql1otswZEBtRKrkX4/WBcRRCrJg/4VUkg='",
    ]);
  });

  it('refuses personas, whose keys everybody can read, on any cluster but a local one', () => {
    const personas = [{ name: 'Ann', secret: Buffer.alloc(64).toString('base64') }];
    expect(() => readSettings(written({ network: { ...NET, personas } }))).to.throw('for a local chain only');
    expect(
      readSettings(written({ network: { ...NET, cluster: 'localnet', personas } })).network.personas,
    ).to.have.length(1);
  });

  it('says what is wrong with its settings and ends', async () => {
    const file = written({ network: { ...NET, rpc: 'ftp://rpc.example', colour: 'red' } });
    const failed = await promisify(execFile)(join(ROOT, 'bin/tagger-app'), ['--config', file]).then(
      () => undefined,
      (error: { code: number; stderr: string }) => error,
    );
    expect(failed?.code).to.equal(1);
    expect(failed?.stderr).to.contain('network.rpc').and.contain('colour');
  });
});
