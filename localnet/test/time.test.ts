import {
  Keypair,
  PublicKey,
  SystemProgram,
  SYSVAR_CLOCK_PUBKEY,
  SYSVAR_SLOT_HASHES_PUBKEY,
  Transaction,
  TransactionInstruction,
} from '@solana/web3.js';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure, rpc, testNet, type TestNet } from './support/net.ts';

const LOADER = new PublicKey('BPFLoaderUpgradeab1e11111111111111111111111');
const MEMO = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');
const LAST_RESTART = new PublicKey('SysvarLastRestartS1ot1111111111111111111111');

describe('time travel, direct writes and snapshots', () => {
  let t: TestNet;
  before(async () => (t = await testNet({ slotMs: 0, seed: 'time', startTime: 1_800_000_000 })));
  after(() => t.stop());

  const clock = async (): Promise<{ slot: bigint; unix: bigint }> => {
    const data = (await t.connection.getAccountInfo(SYSVAR_CLOCK_PUBKEY))?.data as Buffer;
    return { slot: data.readBigUInt64LE(0), unix: data.readBigInt64LE(32) };
  };

  it('stands still without transactions when slotMs is 0, and moves a slot with each', async () => {
    const before = await t.connection.getSlot();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await t.connection.getSlot()).to.equal(before);
    await t.funded(1);
    expect(await t.connection.getSlot()).to.equal(before + 1);
  });

  it('advances by seconds, by slots and by both, in the Clock sysvar too', async () => {
    const start = await clock();
    await t.net.advance({ seconds: 3_600 });
    expect(await clock()).to.deep.equal({ slot: start.slot + 9_000n, unix: start.unix + 3_600n });
    await t.net.advance({ slots: 10 });
    expect(await clock()).to.deep.equal({ slot: start.slot + 9_010n, unix: start.unix + 3_604n });
    const now = await t.net.advance({ slots: 1, seconds: 86_400 });
    expect(now).to.deep.equal({ slot: Number(start.slot) + 9_011, unixTimestamp: Number(start.unix) + 90_004 });
    expect((await failure(t.net.advance({}))).message).to.include('slots, seconds or both');
  });

  it('keeps SlotHashes in step: 512 parents, newest first, never the present slot', async () => {
    await t.net.advance({ slots: 600 });
    const data = (await t.connection.getAccountInfo(SYSVAR_SLOT_HASHES_PUBKEY))?.data as Buffer;
    const slot = await t.connection.getSlot();
    expect(data.readBigUInt64LE(0)).to.equal(512n);
    expect(data.readBigUInt64LE(8)).to.equal(BigInt(slot - 1));
    const block = await t.connection.getBlock(slot - 1, { maxSupportedTransactionVersion: 0 });
    expect(new PublicKey(data.subarray(16, 48)).toBase58()).to.equal(block?.blockhash);
    expect(await t.connection.getBlockTime(slot - 1)).to.equal(block?.blockTime);
    expect((await failure(t.connection.getBlockTime(5))).message).to.include('skipped');
  });

  it('sets the last restart slot', async () => {
    await rpc(t.net.rpcUrl, 'tagger_setLastRestartSlot', [123_456]);
    const data = (await t.connection.getAccountInfo(LAST_RESTART))?.data as Buffer;
    expect(data.readBigUInt64LE(0)).to.equal(123_456n);
  });

  it('keeps lamports plus fees constant, whatever lands or fails', async () => {
    const totals = async (): Promise<{ sum: string; feesTaken: string }> =>
      (await rpc<{ sum: string; feesTaken: string }>(t.net.rpcUrl, 'tagger_getLamportsTotal')).result;
    const a = await t.funded(2);
    const start = await totals();
    const send = async (lamports: number): Promise<void> => {
      const { blockhash, lastValidBlockHeight } = await t.connection.getLatestBlockhash();
      const tx = new Transaction({ feePayer: a.publicKey, blockhash, lastValidBlockHeight });
      tx.add(SystemProgram.transfer({ fromPubkey: a.publicKey, toPubkey: Keypair.generate().publicKey, lamports }));
      tx.sign(a);
      await t.connection.sendRawTransaction(tx.serialize(), { skipPreflight: true });
    };
    await send(1e9);
    await send(9e9);
    const end = await totals();
    expect(end.sum).to.equal(start.sum);
    expect(BigInt(end.feesTaken) - BigInt(start.feesTaken)).to.equal(10_000n);
  });

  it('snapshots and restores accounts, clock and history', async () => {
    const a = await t.funded(3);
    const before = await clock();
    const { result: id } = await rpc<number>(t.net.rpcUrl, 'tagger_snapshot');
    const b = await t.funded(1);
    await t.net.advance({ seconds: 1_000 });
    await rpc(t.net.rpcUrl, 'tagger_setAccount', [a.publicKey.toBase58(), null]);
    expect(await t.connection.getBalance(a.publicKey)).to.equal(0);
    await rpc(t.net.rpcUrl, 'tagger_restore', [id]);
    expect(await t.connection.getBalance(a.publicKey)).to.equal(3e9);
    expect(await t.connection.getBalance(b.publicKey)).to.equal(0);
    expect(await t.connection.getSignaturesForAddress(b.publicKey)).to.deep.equal([]);
    expect(await clock()).to.deep.equal(before);
    expect((await rpc(t.net.rpcUrl, 'tagger_restore', [999])).error?.message).to.include('no such snapshot');
  });

  it('loads a program with its upgrade authority, from the API and from options', async () => {
    const elf = (await t.connection.getAccountInfo(MEMO))?.data as Buffer;
    const authority = Keypair.generate().publicKey;
    const check = async (net: TestNet, program: PublicKey, expected: PublicKey | undefined): Promise<void> => {
      const [dataKey] = PublicKey.findProgramAddressSync([program.toBytes()], LOADER);
      const data = (await net.connection.getAccountInfo(dataKey))?.data as Buffer;
      expect(data.readUInt32LE(0)).to.equal(3);
      expect(data[12]).to.equal(expected === undefined ? 0 : 1);
      if (expected !== undefined) expect(new PublicKey(data.subarray(13, 45)).toBase58()).to.equal(expected.toBase58());
      const payer = await net.funded(1);
      const { blockhash, lastValidBlockHeight } = await net.connection.getLatestBlockhash();
      const tx = new Transaction({ feePayer: payer.publicKey, blockhash, lastValidBlockHeight });
      tx.add(new TransactionInstruction({ programId: program, keys: [], data: Buffer.from('hello') }));
      tx.sign(payer);
      const signature = await net.connection.sendRawTransaction(tx.serialize());
      const landed = await net.connection.getTransaction(signature);
      expect(landed?.meta?.logMessages?.join()).to.include('hello');
    };
    const program = Keypair.generate().publicKey;
    const loaded = await rpc(t.net.rpcUrl, 'tagger_loadProgram', [
      program.toBase58(),
      elf.toString('base64'),
      authority.toBase58(),
    ]);
    expect(loaded.error).to.equal(undefined);
    await check(t, program, authority);
    const bad = await rpc(t.net.rpcUrl, 'tagger_loadProgram', [
      program.toBase58(),
      Buffer.from('no elf').toString('base64'),
    ]);
    expect(bad.error?.message).to.include('ProgramRejected');

    const directory = mkdtempSync(join(tmpdir(), 'tagger-program-'));
    const path = join(directory, 'memo.so');
    writeFileSync(path, elf);
    const other = await testNet({ programs: [{ address: program.toBase58(), path }] });
    await check(other, program, undefined);
    await other.stop();
    rmSync(directory, { recursive: true });
  });

  it('makes the same genesis and blockhashes from the same seed', async () => {
    const again = await testNet({ slotMs: 0, seed: 'time' });
    expect(await again.connection.getGenesisHash()).to.equal(await t.connection.getGenesisHash());
    await again.stop();
  });
});
