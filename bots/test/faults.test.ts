import { readFileSync } from 'node:fs';
import { SystemProgram, Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { z } from 'zod';
import { configPda } from '@tagger/client';
import { amount, defineBot, keeper, type Running } from '@tagger/bots';
import { sit, staffed, TRUTH } from '../../tests/support/build.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { createWorld, wait, type World } from '../../tests/support/world.ts';
import { aHome, complaints, once, start, type Home } from './support/bot.ts';
import { faultyNode, seeded, type FaultyNode, type Faults } from '../../tests/support/faults.ts';
import { leftOver, NOTHING } from './support/leftOver.ts';
import { Passing, silence } from './support/silence.ts';

/** Everything that can happen to a node, often. */
const STORM: Faults = {
  error: 0.04,
  tooMany: 0.02,
  slow: 0.1,
  slowMs: 50,
  lost: 0.02,
  lostSend: 0.3,
  stale: 0.05,
  fork: 0.05,
  mute: 0.3,
  echo: 0.3,
};

/** Sends a present, once for each name, and remembers whom it gave to. */
const giver = defineBot({
  name: 'giver',
  about: 'Sends a present',
  settings: { to: z.string(), lamports: amount },
  start({ chain, wallet, ledger }, { to, lamports }): Running {
    return {
      async round() {
        if (ledger.recall('given') === true) return false;
        const toPubkey = Keypair.fromSeed(Buffer.alloc(32, to)).publicKey;
        const present = SystemProgram.transfer({ fromPubkey: wallet.publicKey, toPubkey, lamports });
        await wallet.push([present], await chain.clock());
        ledger.remember('given', true);
        return false;
      },
    };
  },
});

describe('bots and a network that fails', () => {
  let world: World;
  const nodes: FaultyNode[] = [];
  const homes: Home[] = [];
  before(async () => {
    world = await createWorld();
  });
  after(() => world.chain.stop());
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.stop()));
    homes.splice(0).forEach((home) => home.remove());
  });

  const node = async (seed: number, faults: Faults = {}): Promise<FaultyNode> => {
    const made = await faultyNode(world.chain.rpcUrl, world.chain.wsUrl, { seed, faults });
    nodes.push(made);
    return made;
  };
  /** A bot that knows these nodes only. */
  const home = async (behind: FaultyNode[], settings: Record<string, unknown> = {}): Promise<Home> => {
    const endpoints = behind.map(({ url, wsUrl }) => ({ http: url, ws: wsUrl }));
    const made = await aHome(world, { endpoints, timeoutMs: 2_000, ...settings });
    homes.push(made);
    return made;
  };

  it('[attack 134] a reply that gets lost after the transaction was sent pays once', async () => {
    const lossy = await node(7, { lostSend: 1 });
    const own = await home([lossy], { to: 'Gwen', lamports: '2000000' });
    await once(giver, own);
    const gwen = Keypair.fromSeed(Buffer.alloc(32, 'Gwen')).publicKey;
    expect(await world.connection.getBalance(gwen)).to.equal(2_000_000);
    expect(lossy.counts.get('lostSend')).to.be.at.least(1);
    // The fee and the present, and nothing open.
    const state = JSON.parse(readFileSync(own.state, 'utf8')) as { inAll: { lamports: string }; open: unknown[] };
    expect(state).to.deep.include({ inAll: { lamports: '2005000', tag: '0' }, open: [] });
  });

  it('[attack 135] leaves a node that lags, and trusts none of another cluster', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    await sit(world, setup, crew, [TRUTH]);
    await wait(world, 3_600);
    await world.chain.advance({ slots: 2_000 });
    const lagging = await node(8, { behindSlots: 1_000, skewSecs: -3_600 });
    const own = await home([lagging, await node(9)]);
    const said = await once(keeper, own);
    expect(complaints(said)).to.deep.equal([]);
    expect(said.filter(({ msg }) => msg === 'pushed').map(({ step }) => String(step).split(' ')[0])).to.include(
      'expireClaim',
    );
    const other = await createWorld([]);
    own.write({ endpoints: [world.chain.rpcUrl, other.chain.rpcUrl] });
    await once(keeper, own).then(
      () => expect.fail('it ran'),
      (error: Error) => expect(error).to.include({ name: 'WrongCluster' }),
    );
    await other.chain.stop();
    own.write({ genesis: Keypair.generate().publicKey.toBase58() });
    await once(keeper, own).then(
      () => expect.fail('it ran'),
      (error: Error) => expect(error).to.include({ name: 'WrongCluster' }),
    );
  });

  it('a node whose clock runs ahead makes it try early, which costs nothing', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    await sit(world, setup, crew, [TRUTH]);
    const own = await home([await node(10, { skewSecs: 3_600 })]);
    const before = await world.connection.getBalance(own.wallet);
    const said = await once(keeper, own);
    expect(said.filter(({ msg }) => msg === 'pushed')).to.deep.equal([]);
    expect(await world.connection.getBalance(own.wallet)).to.equal(before);
  });

  it('[attack 136] refuses accounts of a version it does not know', async () => {
    const account = (await world.connection.getAccountInfo(configPda()))!;
    const data = Buffer.from(account.data);
    data.writeUInt8(data.readUInt8(8) + 1, 8);
    const config = configPda().toBase58();
    await world.chain.setAccount(config, { data });
    const own = await home([await node(11)]);
    await once(keeper, own).then(
      () => expect.fail('it ran'),
      (error: Error) => expect(error).to.include({ name: 'WrongVersion' }),
    );
    await world.chain.setAccount(config, { data: account.data });
  });

  it('says that it is unhealthy while all nodes are gone, and goes on when they are back', async () => {
    const only = await node(12);
    const own = await home([only], { unhealthySecs: 1.5, timeoutMs: 300, intervalSecs: 0.2 });
    const bot = start(['keeper', '--config', own.config]);
    const { port } = (await bot.line((line) => line['port'] !== undefined)) as unknown as { port: number };
    await bot.line(({ msg }) => msg === 'read all accounts');
    const health = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/healthz`)).status;
    const until = async (status: number): Promise<void> => {
      for (let tries = 0; (await health()) !== status; tries += 1) {
        if (tries > 200) throw new Error(`it never said ${status}: ${bot.written()}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    await until(200);
    only.faults = { down: true };
    await until(503);
    only.faults = {};
    await until(200);
    bot.kill('SIGTERM');
    expect(await bot.ended).to.equal(0);
    expect(bot.lines().at(-1)).to.include({ msg: 'stopped' });
  });

  it('three keepers in a storm come to the end, with every fault there is', async () => {
    await silence(world, { short: true });
    const storm = await Promise.all([21, 22].map((seed) => node(seed, STORM)));
    const own = await Promise.all([1, 2, 3].map(() => home(storm)));
    const passing = new Passing(world, 4);
    do await Promise.allSettled(own.map((one) => once(keeper, one)));
    while (await passing.next());
    expect(await leftOver(world.connection)).to.deep.equal(NOTHING);
    await checkBooks(world.connection);
    const happened = (name: keyof Faults): number =>
      storm.reduce((sum, { counts }) => sum + (counts.get(name) ?? 0), 0);
    for (const name of ['error', 'tooMany', 'slow', 'lost', 'lostSend', 'stale', 'fork'] as const)
      expect(happened(name), name).to.be.greaterThan(0);
  }).timeout(300_000);

  it('a keeper killed at random moments comes to the end, and its books never say too little', async () => {
    await silence(world, { short: true });
    const own = await home([await node(31, { ...STORM, error: 0.01, lost: 0.01, slow: 0.02 })]);
    const before = await world.connection.getBalance(own.wallet);
    const random = seeded(32);
    const passing = new Passing(world, 4);
    let [killed, ended] = [0, 0];
    do {
      for (let tries = 0; ; tries += 1) {
        const bot = start(['keeper', '--config', own.config, '--once']);
        // Most of the first ones are killed at work; the next one has to finish what they left.
        const doomed = tries === 0 && random() < 0.7;
        const timer = doomed ? setTimeout(() => bot.kill('SIGKILL'), 1_200 + random() * 1_500) : undefined;
        const code = await bot.ended;
        clearTimeout(timer);
        if (code === 0) ended += 1;
        else killed += 1;
        if (code === 0 || tries > 6) break;
      }
      const state = JSON.parse(readFileSync(own.state, 'utf8')) as { inAll: { lamports: string } };
      const paid = before - (await world.connection.getBalance(own.wallet));
      expect(Number(state.inAll.lamports)).to.be.at.least(paid);
    } while (await passing.next());
    expect(killed).to.be.greaterThan(3);
    expect(ended).to.be.greaterThan(0);
    expect(await leftOver(world.connection)).to.deep.equal(NOTHING);
    await checkBooks(world.connection);
  }).timeout(600_000);
});
