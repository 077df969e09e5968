import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createAssociatedTokenAccountIdempotentInstruction,
  createMintToInstruction,
  getAccount,
  getAssociatedTokenAddressSync,
} from '@solana/spl-token';
import { Connection, Keypair, PublicKey, SystemProgram } from '@solana/web3.js';
import { expect } from 'chai';
import { CLAIM_MODE, fetchTask, PROGRAM_ID, send } from '@tagger/client';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { tagger } from './support/run.ts';

const PROGRAM = fileURLToPath(new URL('../../programs/tagger/artifacts/tagger.so', import.meta.url));

describe('the command line on a chain', function () {
  this.timeout(300_000);
  const dir = mkdtempSync(join(tmpdir(), 'tagger-cli-'));
  const mint = Keypair.generate();
  const people = new Map(['deployer', 'rita', 'ann', 'ben', 'cyd'].map((name) => [name, Keypair.generate()]));
  const key = (name: string): Keypair => people.get(name) as Keypair;
  const keyFile = (name: string): string => join(dir, `${name}.json`);
  let chain: Localnet;
  let task: string;

  const as = (name: string, ...args: string[]) => tagger(...args, '--url', chain.rpcUrl, '--keypair', keyFile(name));
  const json = async (name: string, ...args: string[]): Promise<Record<string, unknown>> => {
    const run = await as(name, ...args, '--json');
    expect(run.code, run.stderr).to.equal(0);
    return JSON.parse(run.stdout) as Record<string, unknown>;
  };

  before(async () => {
    chain = await startLocalnet({
      slotMs: 50,
      programs: [
        { address: PROGRAM_ID.toBase58(), path: PROGRAM, upgradeAuthority: key('deployer').publicKey.toBase58() },
      ],
    });
    for (const [name, pair] of people) writeFileSync(keyFile(name), JSON.stringify([...pair.secretKey]));
    writeFileSync(keyFile('mint'), JSON.stringify([...mint.secretKey]));
    const connection = new Connection(chain.rpcUrl, 'confirmed');
    await connection.confirmTransaction(await connection.requestAirdrop(key('deployer').publicKey, 100_000_000_000));
  });
  after(async () => {
    await chain.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('config init: plans, runs, and changes nothing the second time', async () => {
    const init = ['config', 'init', '--cluster', 'localnet', '--mint-keypair', keyFile('mint')];
    const done = async (...more: string[]) =>
      ((await json('deployer', ...init, ...more))['steps'] as { done: string }[]).map((step) => step.done);
    expect(await done('--dry-run')).to.deep.equal(['planned', 'planned', 'planned', 'planned', 'planned', 'planned']);
    expect(await done()).to.deep.equal(['now', 'now', 'now', 'now', 'now', 'now']);
    expect(await done()).to.deep.equal(['before', 'before', 'before', 'before', 'before', 'before']);
    const connection = new Connection(chain.rpcUrl, 'confirmed');
    const deployer = key('deployer');
    for (const name of ['rita', 'ann', 'ben', 'cyd']) {
      const owner = key(name).publicKey;
      const tokens = getAssociatedTokenAddressSync(mint.publicKey, owner);
      await send(
        connection,
        [
          SystemProgram.transfer({ fromPubkey: deployer.publicKey, toPubkey: owner, lamports: 1_000_000_000 }),
          createAssociatedTokenAccountIdempotentInstruction(deployer.publicKey, tokens, owner, mint.publicKey),
          createMintToInstruction(mint.publicKey, tokens, deployer.publicKey, 1_000_000_000n),
        ],
        [deployer],
      );
    }
  });

  it('task open: publishes, funds and opens; a second run adds nothing', async () => {
    const items = join(dir, 'items.txt');
    writeFileSync(items, Array.from({ length: 20 }, (_, at) => `picture ${at}`).join('\n'));
    const open = [
      'task',
      'open',
      '--items',
      items,
      '--classes',
      'cat,dog,none',
      '--batch',
      '8',
      '--arweave',
      chain.arweaveUrl,
    ];
    const first = await json('rita', ...open);
    expect(first).to.include({ items: 20, panels: 3 });
    task = first['task'] as string;
    const before = await json('rita', 'task', 'status', task);
    expect(before['phases']).to.deep.equal({ commit: 3 });
    await json('rita', ...open);
    expect(await json('rita', 'task', 'status', task)).to.deep.equal(before);
    const connection = new Connection(chain.rpcUrl, 'confirmed');
    const modeOf = async (key: string) => (await fetchTask(connection, new PublicKey(key)))?.terms.claimMode;
    expect(await modeOf(task)).to.equal(CLAIM_MODE.assigned);
    const second = await json('rita', ...open, '--nonce', '2', '--self-chosen');
    expect(await modeOf(second['task'] as string)).to.equal(CLAIM_MODE.selfChosen);
  });

  it('work, settle, balance, withdraw: three people label twenty pictures and are paid', async () => {
    const answers = join(dir, 'answers.csv');
    const label = (at: number): string => ['cat', 'dog', 'none'][at % 3] as string;
    writeFileSync(
      answers,
      ['ann', 'ben', 'cyd']
        .flatMap((who) => Array.from({ length: 20 }, (_, at) => `${who},picture ${at},${label(at)},${label(at)}`))
        .join('\n'),
    );
    const work = (who: string) => json(who, 'work', task, answers, '--worker', who, '--arweave', chain.arweaveUrl);
    for (const who of ['ann', 'ben', 'cyd']) expect(await work(who)).to.include({ claimed: 3, committed: 3 });
    for (const who of ['ann', 'ben']) expect((await work(who))['revealed']).to.equal(3);
    expect(await json('rita', 'settle', task)).to.deep.equal({ tickets: 0, settled: 3, paid: '600000' });
    expect(await json('ann', 'balance')).to.include({ balance: '200000', earned: '200000' });
    expect((await json('ann', 'withdraw', '--dry-run'))['amount']).to.equal('200000');
    await json('ann', 'withdraw', '--amount', '0.15');
    const connection = new Connection(chain.rpcUrl, 'confirmed');
    const tokens = getAssociatedTokenAddressSync(mint.publicKey, key('ann').publicKey);
    expect((await getAccount(connection, tokens)).amount).to.equal(900_150_000n);
  });

  it('work --take: a payload task gives tickets, and no more panels than asked for', async () => {
    const items = join(dir, 'items.txt');
    const arweave = ['--arweave', chain.arweaveUrl];
    const open = ['task', 'open', '--items', items, '--batch', '8', '--method', 'payload', '--nonce', '3', ...arweave];
    const payloads = (await json('rita', ...open))['task'] as string;
    const take = (count: string) =>
      json('ben', 'work', payloads, '--take', count, '--notes', join(dir, 'n'), ...arweave);
    expect(await take('1')).to.include({ claimed: 1 });
    expect(await take('1')).to.include({ claimed: 0 });
    const { claimed, missing } = await take('2');
    expect([claimed, (missing as string[]).length]).to.deep.equal([1, 2]);
  });

  it('refuses with a name, a sentence and exit code 1, and never prints a key', async () => {
    const refused = await as('ann', 'task', 'cancel', task);
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.match(/^NotRequester: Only the requester/);
    writeFileSync(join(dir, 'broken.json'), '[1,2,3');
    const broken = await tagger('balance', '--url', chain.rpcUrl, '--keypair', join(dir, 'broken.json'));
    expect([broken.code, broken.stderr.includes('KeyUnreadable'), broken.stderr.includes('1,2,3')]).to.deep.equal([
      1,
      true,
      false,
    ]);
    const lost = await tagger('balance', '--url', 'http://127.0.0.1:1', '--keypair', keyFile('ann'));
    expect([lost.code, lost.stderr.split(':')[0]]).to.deep.equal([1, 'ConnectionLost']);
  });

  it('task cancel: ends it', async () => {
    await json('rita', 'task', 'cancel', task);
    expect((await json('rita', 'task', 'status', task))['cancelled']).to.equal(true);
  });

  it('consensus: the native engine over a file, and its refusal of a wrong row', async () => {
    const file = fileURLToPath(new URL('../../data/MS.csv', import.meta.url));
    const majority = await tagger('consensus', file, '--method', 'majority', '--json');
    expect(majority.code, majority.stderr).to.equal(0);
    expect((JSON.parse(majority.stdout) as { accuracy: number }).accuracy).to.be.within(0.7, 0.72);
    const bad = join(dir, 'bad.csv');
    writeFileSync(bad, 'ann,a,1,1\nben,a\n');
    const refused = await tagger('consensus', bad);
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.match(/line 2/);
  });
});
