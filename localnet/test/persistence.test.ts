import { SolanaSigner, createData } from '@dha-team/arbundles/node';
import { Connection, Keypair, SystemProgram, Transaction } from '@solana/web3.js';
import bs58 from 'bs58';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalnet, type Localnet } from '../src/index.ts';
import { failure, rpc } from './support/net.ts';

interface Running {
  child: ChildProcess;
  rpcUrl: string;
  wsUrl: string;
  arweaveUrl: string;
}

const children = new Set<ChildProcess>();

/** Starts the command line in its own process, so that it can be killed. */
function start(dataDir: string): Promise<Running> {
  const main = new URL('../src/main.ts', import.meta.url).pathname;
  const flags = ['--port', '0', '--arweave-port', '0', '--slot-ms', '50', '--json', '--data-dir', dataDir];
  const child = spawn(process.execPath, ['--conditions=tagger-source', '--import=tsx', main, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The localnet ended with code ${code}.`)));
    child.stdout?.once('data', (line: Buffer) =>
      resolve({ child, ...(JSON.parse(line.toString()) as Omit<Running, 'child'>) }),
    );
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

describe('state on disk', () => {
  let dataDir: string;
  before(() => (dataDir = mkdtempSync(join(tmpdir(), 'tagger-state-'))));
  afterEach(() => {
    // A failed test must not leave its process behind.
    for (const child of children) child.kill('SIGKILL');
  });
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it('survives kill -9: accounts, slots, blockhashes, signatures, settings, Arweave items', async () => {
    const first = await start(dataDir);
    const connection = new Connection(first.rpcUrl, 'confirmed');
    const [a, b] = [Keypair.generate(), Keypair.generate()];
    await connection.requestAirdrop(a.publicKey, 5e9);
    await rpc(first.rpcUrl, 'tagger_advance', [{ seconds: 7_200 }]);
    await rpc(first.rpcUrl, 'tagger_setRent', [6_000]);
    await rpc(first.rpcUrl, 'tagger_setLastRestartSlot', [77]);
    const { blockhash, lastValidBlockHeight } = await connection.getLatestBlockhash();
    const pay = (lamports: number): Buffer => {
      const tx = new Transaction({ feePayer: a.publicKey, blockhash, lastValidBlockHeight });
      tx.add(SystemProgram.transfer({ fromPubkey: a.publicKey, toPubkey: b.publicKey, lamports }));
      tx.sign(a);
      return tx.serialize();
    };
    const signature = await connection.sendRawTransaction(pay(1e9));
    const signer = new SolanaSigner(bs58.encode(a.secretKey));
    const item = createData('kept', signer);
    await item.sign(signer);
    await fetch(`${first.arweaveUrl}/tx`, {
      method: 'POST',
      body: item.getRaw(),
      headers: { 'content-type': 'application/octet-stream' },
    });
    const genesis = await connection.getGenesisHash();
    const totals = (await rpc(first.rpcUrl, 'tagger_getLamportsTotal')).result;
    const time = (await rpc<{ slot: number; unixTimestamp: number }>(first.rpcUrl, 'tagger_getTime')).result;
    await end(first.child, 'SIGKILL');

    const second = await start(dataDir);
    const again = new Connection(second.rpcUrl, 'confirmed');
    expect(await again.getGenesisHash()).to.equal(genesis);
    expect(await again.getBalance(b.publicKey)).to.equal(1e9);
    expect(await again.getBalance(a.publicKey)).to.equal(4e9 - 5_000);
    expect((await rpc(second.rpcUrl, 'tagger_getLamportsTotal')).result).to.deep.equal(totals);
    const later = (await rpc<{ slot: number; unixTimestamp: number }>(second.rpcUrl, 'tagger_getTime')).result;
    expect(later.slot).to.be.at.least(time.slot);
    expect(later.unixTimestamp).to.be.at.least(time.unixTimestamp);
    expect(await again.getMinimumBalanceForRentExemption(0)).to.equal(128 * 6_000);
    const landed = await again.getTransaction(signature);
    expect(landed?.meta?.logMessages).to.have.length(2);
    expect((await again.getSignaturesForAddress(b.publicKey)).map((s) => s.signature)).to.deep.equal([signature]);
    expect((await failure(again.sendRawTransaction(pay(1e9)))).message).to.include('already been processed');
    await again.sendRawTransaction(pay(2e9));
    expect(await again.getBalance(b.publicKey)).to.equal(3e9);
    expect(await (await fetch(`${second.arweaveUrl}/${item.id}`)).text()).to.equal('kept');
    expect(await end(second.child, 'SIGTERM')).to.equal(0);
  }).timeout(60_000);

  it('has every acknowledged transaction after a kill -9 in the middle of traffic', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tagger-traffic-'));
    const first = await start(directory);
    const connection = new Connection(first.rpcUrl, 'confirmed');
    const [a, b] = [Keypair.generate(), Keypair.generate()];
    await connection.requestAirdrop(a.publicKey, 100e9);
    let latest = await connection.getLatestBlockhash();
    const wires: string[] = [];
    for (let i = 0; i < 1_200; i += 1) {
      // Signing all of them can take longer than a block hash lives.
      if (i % 100 === 0) latest = await connection.getLatestBlockhash();
      const tx = new Transaction({ feePayer: a.publicKey, ...latest });
      tx.add(SystemProgram.transfer({ fromPubkey: a.publicKey, toPubkey: b.publicKey, lamports: 1e6 + i }));
      tx.sign(a);
      wires.push(tx.serialize().toString('base64'));
    }
    const acknowledged: string[] = [];
    const refused: unknown[] = [];
    let killed = false;
    const sender = async (): Promise<void> => {
      for (let wire = wires.pop(); wire !== undefined && !killed; wire = wires.pop()) {
        try {
          const { result, error } = await rpc<string>(first.rpcUrl, 'sendTransaction', [wire, { encoding: 'base64' }]);
          if (result !== undefined) acknowledged.push(result);
          else refused.push(error);
        } catch {
          return;
        }
      }
    };
    const senders = [sender(), sender(), sender(), sender()];
    while (acknowledged.length < 300 && wires.length > 0) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(refused).to.deep.equal([]);
    expect(acknowledged).to.have.length.at.least(300);
    await end(first.child, 'SIGKILL');
    killed = true;
    await Promise.all(senders);

    const net = await startLocalnet({ dataDir: directory });
    const missing = acknowledged.filter((signature) => !net.chain.history.has(signature));
    expect(missing).to.deep.equal([]);
    const records = net.chain.history.records().filter((r) => acknowledged.includes(r.tx.signature));
    expect(records).to.have.length(acknowledged.length);
    const paid = net.chain.history
      .records()
      .slice(1)
      .reduce((sum, r) => sum + r.tx.instructions[0]!.data.readBigUInt64LE(4), 0n);
    expect(BigInt(await new Connection(net.rpcUrl).getBalance(b.publicKey))).to.equal(paid);
    await net.stop();
    rmSync(directory, { recursive: true });
  }).timeout(60_000);

  it('catches up with the wall clock after a pause, unless time was travelled ahead', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tagger-pause-'));
    const past = Math.floor(Date.now() / 1000) - 10_000;
    const first = await startLocalnet({ dataDir: directory, slotMs: 0, startTime: past });
    const { slot } = first.chain;
    await first.stop();
    const second = await startLocalnet({ dataDir: directory });
    expect(second.chain.clock.unixTime).to.be.within(past + 10_000, past + 10_060);
    expect(second.chain.slot - slot).to.be.within(25_000, 25_150);
    await second.advance({ seconds: 1_000 });
    await second.stop();
    const third = await startLocalnet({ dataDir: directory });
    expect(third.chain.clock.unixTime).to.be.within(past + 11_000, past + 11_060);
    await third.stop();
    rmSync(directory, { recursive: true });
  });

  const inProcess = (): Promise<Localnet> => startLocalnet({ dataDir, slotMs: 0 });

  it('keeps programs runnable and loses nothing in a compaction', async () => {
    const net = await inProcess();
    const memo = 'MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr';
    const connection = new Connection(net.rpcUrl);
    const program = Keypair.generate().publicKey.toBase58();
    const { result } = await rpc<{ value: { data: [string] } }>(net.rpcUrl, 'getAccountInfo', [
      memo,
      { encoding: 'base64' },
    ]);
    await rpc(net.rpcUrl, 'tagger_loadProgram', [program, result.value.data[0], null]);
    const { result: id } = await rpc<number>(net.rpcUrl, 'tagger_snapshot');
    await rpc(net.rpcUrl, 'tagger_restore', [id]);
    const wallet = Keypair.generate();
    await connection.requestAirdrop(wallet.publicKey, 1e9);
    await net.stop();
    const again = await inProcess();
    const other = new Connection(again.rpcUrl);
    expect(await other.getBalance(wallet.publicKey)).to.equal(1e9);
    const { blockhash, lastValidBlockHeight } = await other.getLatestBlockhash();
    const tx = new Transaction({ feePayer: wallet.publicKey, blockhash, lastValidBlockHeight });
    tx.add({
      programId: new (await import('@solana/web3.js')).PublicKey(program),
      keys: [],
      data: Buffer.from('still here'),
    });
    tx.sign(wallet);
    const signature = await other.sendRawTransaction(tx.serialize());
    expect((await other.getTransaction(signature))?.meta?.logMessages?.join()).to.include('still here');
    await again.stop();
  });

  it('cuts off a torn last record and refuses a damaged one before the end', async () => {
    const path = join(dataDir, 'chain.log');
    appendFileSync(path, Buffer.from([200, 0, 0, 0, 1, 2, 3, 4, 5, 6]));
    const net = await inProcess();
    await net.stop();
    const fd = openSync(path, 'r+');
    const at = 200;
    writeSync(fd, Buffer.from([(readFileSync(path)[at] ?? 0) ^ 255]), 0, 1, at);
    closeSync(fd);
    const error = await failure(inProcess());
    expect(error.name).to.equal('CorruptLog');
    expect(error.message).to.include('damaged at byte');
  });

  it('lets one process use a data directory at a time, and takes over from a dead one', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tagger-lock-'));
    const net = await startLocalnet({ dataDir: directory });
    expect((await failure(startLocalnet({ dataDir: directory }))).name).to.equal('DataDirectoryInUse');
    await net.stop();
    appendFileSync(join(directory, 'lock'), '999999999');
    const again = await startLocalnet({ dataDir: directory });
    await again.stop();
    rmSync(directory, { recursive: true });
  });
});
