import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { startLocalnet } from '@tagger/localnet';
import { airdrop, createWorld, giveTag, type World } from '../../tests/support/world.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** The samples of a page, one after the other, as one program. */
export function samplesIn(markdown: string): string {
  const blocks = [...markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? '');
  const lines = blocks.join('\n').split('\n');
  const isImport = (line: string): boolean => line.startsWith('import ');
  return [...lines.filter(isImport), ...lines.filter((line) => !isImport(line))].join('\n');
}

describe('docs/guides/client.md', function () {
  this.timeout(300_000);
  // Inside the repository, where its packages are found.
  const dir = mkdtempSync(join(ROOT, 'client/test/.cookbook-'));
  const file = join(dir, 'samples.ts');
  let world: World;
  let net: Awaited<ReturnType<typeof startLocalnet>>;
  before(async () => {
    writeFileSync(file, samplesIn(readFileSync(join(ROOT, 'docs/guides/client.md'), 'utf8')));
    world = await createWorld();
    net = await startLocalnet({ slotMs: 0 });
    for (const name of ['rita', 'ann']) {
      const key = Keypair.generate();
      await airdrop(world.connection, key.publicKey, 1_000_000_000);
      await giveTag(world, key.publicKey, 100_000_000n);
      writeFileSync(join(dir, `${name}.json`), JSON.stringify([...key.secretKey]));
    }
  });
  after(async () => {
    await world.chain.stop();
    await net.stop();
    rmSync(dir, { recursive: true });
  });

  it('passes the type checker as it stands there', async () => {
    const config = join(dir, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), include: [file], exclude: [] }));
    const { stdout } = await run('npx', ['tsc', '-p', config], { cwd: ROOT }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).to.equal('');
  });

  it('runs: Rita posts, Ann answers and is paid, a wrong claim is refused by name', async () => {
    const env = { ...process.env, RPC_URL: world.chain.rpcUrl, ARWEAVE_URL: net.arweaveUrl };
    const args = ['--conditions=tagger-source', '--import', 'tsx', file];
    const { stdout } = await run('node', args, { cwd: dir, env });
    expect(stdout.trim().split('\n')).to.deep.equal([
      'least stake 10',
      `[ 'panelSettled' ]`,
      `[ 'positive', 'negative', 'positive', 'negative' ]`,
      'earned 0.04',
      'NoSuchPanel - There is no such live panel on this page',
    ]);
  });
});
