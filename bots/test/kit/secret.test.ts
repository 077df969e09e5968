import { chmodSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Keypair } from '@solana/web3.js';
import bs58 from 'bs58';
import { expect } from 'chai';
import { BotKey, createLog, readKey } from '@tagger/bots';
import { createWorld, type World } from '../../../tests/support/world.ts';
import { aHome, start, type Home } from '../support/bot.ts';

/** Every way the secret could be read out of a text. */
const spellings = ({ secretKey }: Keypair): string[] =>
  [secretKey, secretKey.subarray(0, 32)].flatMap((bytes) => [
    bs58.encode(bytes),
    Buffer.from(bytes).toString('hex'),
    Buffer.from(bytes).toString('base64'),
    [...bytes].join(','),
    [...bytes].join(', '),
    // As JSON prints a Uint8Array.
    [...bytes].map((byte, at) => `"${at}":${byte}`).join(','),
  ]);

const tells = (text: string, key: Keypair): string[] => spellings(key).filter((spelling) => text.includes(spelling));

describe("a bot's secret [attack 138]", () => {
  let world: World;
  let home: Home;
  before(async () => {
    world = await createWorld();
    home = await aHome(world, { logLevel: 'debug', intervalSecs: 0.1 });
  });
  after(async () => {
    home.remove();
    await world.chain.stop();
  });

  it('[attack 138] is in nothing it ever wrote: outputs, metrics, health, state, errors', async () => {
    const bot = start(['keeper', '--config', home.config]);
    const { port } = (await bot.line(({ port }) => port !== undefined)) as unknown as { port: number };
    await bot.line(({ msg }) => msg === 'read all accounts');
    const pages = await Promise.all(
      ['metrics', 'healthz', 'nowhere'].map(async (path) => (await fetch(`http://127.0.0.1:${port}/${path}`)).text()),
    );
    bot.kill('SIGTERM');
    expect(await bot.ended).to.equal(0);
    const files = readdirSync(home.dir)
      .filter((name) => name !== 'key.json')
      .map((name) => readFileSync(join(home.dir, name), 'utf8'));
    const all = [bot.written(), ...pages, ...files].join('\n');
    expect(all).to.contain(home.wallet.toBase58());
    expect(tells(all, home.key)).to.deep.equal([]);
  });

  it('[attack 138] is struck out of a log even when somebody logs it', () => {
    const pair = Keypair.generate();
    const key = new BotKey(pair);
    let text = '';
    const log = createLog({}, { logLevel: 'debug' }, key.spellings(), { write: (line) => void (text += line) });
    for (const spelling of spellings(pair)) log.info({ note: spelling }, `a note ${spelling}`);
    log.info({ key, keypair: pair, deep: { keypair: pair }, bytes: pair.secretKey, pair });
    log.error(new Error(`failed with ${bs58.encode(pair.secretKey)}`));
    text += inspect(key, { depth: 9, showHidden: true }) + JSON.stringify({ key }) + String(key);
    expect(text).to.contain(pair.publicKey.toBase58());
    expect(tells(text, pair)).to.deep.equal([]);
  });

  it('is taken from standard input, and not from a file that others may read', async () => {
    const text = readFileSync(home.keyFile, 'utf8');
    const piped = start(['keeper', '--config', home.config, '--keypair', '-', '--once'], { input: text });
    expect(await piped.ended, piped.written()).to.equal(0);
    expect(tells(piped.written(), home.key)).to.deep.equal([]);
    chmodSync(home.keyFile, 0o640);
    const open = start(['keeper', '--config', home.config, '--once']);
    expect(await open.ended).to.equal(1);
    expect(open.written()).to.match(/^KeyFileOpen: .*chmod 600/m);
    chmodSync(home.keyFile, 0o600);
    const broken = join(home.dir, 'broken.json');
    writeFileSync(broken, text.slice(0, -1), { mode: 0o600 });
    expect(() => readKey(broken))
      .to.throw()
      .with.property('name', 'BadKey');
    expect(() => readKey(join(home.dir, 'nothing')))
      .to.throw()
      .with.property('name', 'NoKey');
    try {
      readKey(broken);
    } catch (error) {
      expect(tells(inspect(error, { depth: 9 }), home.key)).to.deep.equal([]);
    }
  });
});
