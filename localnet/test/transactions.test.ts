import {
  AddressLookupTableProgram,
  ComputeBudgetProgram,
  Keypair,
  PublicKey,
  sendAndConfirmTransaction,
  SendTransactionError,
  SystemProgram,
  Transaction,
  TransactionInstruction,
  TransactionMessage,
  VersionedTransaction,
} from '@solana/web3.js';
import bs58 from 'bs58';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { createPrivateKey, sign } from 'node:crypto';
import { failure, rpc, testNet, type TestNet } from './support/net.ts';

const transfer = (from: Keypair, to: Keypair, lamports: number): TransactionInstruction =>
  SystemProgram.transfer({ fromPubkey: from.publicKey, toPubkey: to.publicKey, lamports });

describe('transactions', () => {
  let t: TestNet;
  before(async () => (t = await testNet()));
  after(() => t.stop());

  const signed = async (payer: Keypair, ...instructions: TransactionInstruction[]): Promise<Transaction> => {
    const { blockhash, lastValidBlockHeight } = await t.connection.getLatestBlockhash();
    const tx = new Transaction({ feePayer: payer.publicKey, blockhash, lastValidBlockHeight }).add(...instructions);
    tx.sign(payer);
    return tx;
  };

  it('airdrops exactly, even amounts above 2^53 lamports', async () => {
    const wallet = Keypair.generate();
    await t.connection.confirmTransaction(await t.connection.requestAirdrop(wallet.publicKey, 3_000_000_000));
    expect(await t.connection.getBalance(wallet.publicKey)).to.equal(3_000_000_000);
    const big = 9_007_199_254_740_993n;
    const { result } = await rpc<string>(t.net.rpcUrl, 'requestAirdrop', [
      Keypair.generate().publicKey.toBase58(),
      big.toString(),
    ]);
    expect(result).to.be.a('string');
  });

  it('gives two equal airdrops in a row', async () => {
    const wallet = Keypair.generate();
    await t.connection.requestAirdrop(wallet.publicKey, 1e9);
    await t.connection.requestAirdrop(wallet.publicKey, 1e9);
    expect(await t.connection.getBalance(wallet.publicKey)).to.equal(2e9);
  });

  it('transfers, confirms over the WebSocket and charges 5,000 lamports', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const signature = await sendAndConfirmTransaction(t.connection, new Transaction().add(transfer(a, b, 4e8)), [a]);
    expect(await t.connection.getBalance(b.publicKey)).to.equal(4e8);
    expect(await t.connection.getBalance(a.publicKey)).to.equal(6e8 - 5_000);
    const found = await t.connection.getTransaction(signature, { maxSupportedTransactionVersion: 0 });
    expect(found?.meta?.fee).to.equal(5_000);
    expect(found?.meta?.err).to.equal(null);
    expect(found?.meta?.logMessages).to.include('Program 11111111111111111111111111111111 success');
    const parsed = await t.connection.getParsedTransaction(signature);
    expect(parsed?.transaction.message.instructions[0]).to.have.nested.property('parsed.info.lamports', 4e8);
    const [status] = (await t.connection.getSignatureStatuses([signature])).value;
    expect(status?.confirmationStatus).to.equal('finalized');
    const block = await t.connection.getBlock(found?.slot ?? 0, { maxSupportedTransactionVersion: 0 });
    expect(block?.transactions.map((x) => x.transaction.signatures[0])).to.include(signature);
  });

  it('reports a failing preflight as SendTransactionError with logs and takes no fee', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const error = await failure(t.connection.sendTransaction(await signed(a, transfer(a, b, 5e9)), [a]));
    expect(error).to.be.instanceOf(SendTransactionError);
    expect((error as SendTransactionError).logs?.join('\n')).to.include('insufficient lamports');
    expect(await t.connection.getBalance(a.publicKey)).to.equal(1e9);
    const wire = (await signed(a, transfer(a, b, 5e9))).serialize().toString('base64');
    const raw = await rpc(t.net.rpcUrl, 'sendTransaction', [wire, { encoding: 'base64' }]);
    expect(raw.error?.code).to.equal(-32002);
    expect(raw.error?.message).to.equal(
      'Transaction simulation failed: Error processing Instruction 0: custom program error: 0x1',
    );
    expect(raw.error?.data?.['err']).to.deep.equal({ InstructionError: [0, { Custom: 1 }] });
  });

  it('lands a failing transaction without preflight and takes its fee', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const wire = (await signed(a, transfer(a, b, 5e9))).serialize();
    const signature = await t.connection.sendRawTransaction(wire, { skipPreflight: true });
    const found = await t.connection.getTransaction(signature);
    expect(found?.meta?.err).to.deep.equal({ InstructionError: [0, { Custom: 1 }] });
    expect(await t.connection.getBalance(a.publicKey)).to.equal(1e9 - 5_000);
  });

  it('refuses more than 1,232 bytes', async () => {
    const a = await t.funded(1);
    const memo = (bytes: number): TransactionInstruction =>
      new TransactionInstruction({ programId: SystemProgram.programId, keys: [], data: Buffer.alloc(bytes, 7) });
    const tx = await signed(a, memo(1));
    const overhead = tx.serialize().length - 1;
    // web3.js refuses to build it, so the wire bytes are made by hand: a long instruction needs a 2-byte length.
    const short = tx.serialize();
    const data = Buffer.alloc(1_233 - overhead - 1, 7);
    const wire = Buffer.concat([
      short.subarray(0, overhead - 1),
      Buffer.from([(data.length & 127) | 128, data.length >> 7]),
      data,
    ]);
    expect(wire.length).to.equal(1_233);
    const raw = await rpc(t.net.rpcUrl, 'sendTransaction', [
      wire.toString('base64'),
      { encoding: 'base64', skipPreflight: true },
    ]);
    expect(raw.error?.code).to.equal(-32602);
    expect(raw.error?.message).to.equal(
      'decoded solana_transaction::versioned::VersionedTransaction too large: 1233 bytes (max: 1232 bytes)',
    );
    const huge = await rpc(t.net.rpcUrl, 'sendTransaction', [
      Buffer.alloc(2_000).toString('base64'),
      { encoding: 'base64' },
    ]);
    expect(huge.error?.message).to.include('too large: 2668 bytes (max: encoded/raw 1644/1232)');
  });

  it('refuses an expired and an unknown blockhash', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const tx = await signed(a, transfer(a, b, 1e8));
    expect((await t.connection.isBlockhashValid(tx.recentBlockhash ?? '')).value).to.equal(true);
    await t.net.advance({ slots: 151 });
    expect((await t.connection.isBlockhashValid(tx.recentBlockhash ?? '')).value).to.equal(false);
    for (const skipPreflight of [false, true]) {
      const error = await failure(t.connection.sendRawTransaction(tx.serialize(), { skipPreflight }));
      expect(error.message).to.include('Blockhash not found');
    }
    expect((await t.connection.getFeeForMessage(tx.compileMessage())).value).to.equal(null);
  });

  it('accepts a blockhash of 140 slots ago', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const tx = await signed(a, transfer(a, b, 1e8));
    await t.net.advance({ slots: 140 });
    await t.connection.sendRawTransaction(tx.serialize());
    expect(await t.connection.getBalance(b.publicKey)).to.equal(1e8);
  });

  it('refuses a duplicate, and answers a rebroadcast without preflight with its signature', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const wire = (await signed(a, transfer(a, b, 1e8))).serialize();
    const signature = await t.connection.sendRawTransaction(wire);
    const error = await failure(t.connection.sendRawTransaction(wire));
    expect(error.message).to.include('This transaction has already been processed');
    expect(await t.connection.sendRawTransaction(wire, { skipPreflight: true })).to.equal(signature);
    expect(await t.connection.getBalance(b.publicKey)).to.equal(1e8);
  });

  it('refuses a wrong signature with and without preflight', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const wire = (await signed(a, transfer(a, b, 1e8))).serialize();
    wire[10] = (wire[10] ?? 0) ^ 1;
    for (const skipPreflight of [false, true]) {
      const raw = await rpc(t.net.rpcUrl, 'sendTransaction', [
        wire.toString('base64'),
        { encoding: 'base64', skipPreflight },
      ]);
      expect(raw.error).to.deep.include({ code: -32003, message: 'Transaction signature verification failure' });
    }
    expect(await t.connection.getBalance(b.publicKey)).to.equal(0);
  });

  it('refuses bytes that are no transaction', async () => {
    const raw = await rpc(t.net.rpcUrl, 'sendTransaction', [
      Buffer.from('hello').toString('base64'),
      { encoding: 'base64' },
    ]);
    expect(raw.error?.message).to.include('failed to deserialize');
  });

  it('simulates: logs, units, changed accounts, replaced blockhash, no state change', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const message = new TransactionMessage({
      payerKey: a.publicKey,
      recentBlockhash: Keypair.generate().publicKey.toBase58(),
      instructions: [transfer(a, b, 2e8)],
    });
    const tx = new VersionedTransaction(message.compileToV0Message());
    expect((await t.connection.simulateTransaction(tx)).value.err).to.equal('BlockhashNotFound');
    const accounts = { encoding: 'base64' as const, addresses: [b.publicKey.toBase58()] };
    const { value } = await t.connection.simulateTransaction(tx, { replaceRecentBlockhash: true, accounts });
    expect(value.err).to.equal(null);
    expect(value.unitsConsumed).to.equal(150);
    expect(value.accounts?.[0]?.lamports).to.equal(2e8);
    expect(await t.connection.getBalance(b.publicKey)).to.equal(0);
    const bad = new TransactionMessage({
      payerKey: a.publicKey,
      recentBlockhash: message.recentBlockhash,
      instructions: [transfer(a, b, 2e9)],
    });
    const failed = await t.connection.simulateTransaction(new VersionedTransaction(bad.compileToV0Message()), {
      replaceRecentBlockhash: true,
    });
    expect(failed.value.err).to.deep.equal({ InstructionError: [0, { Custom: 1 }] });
    const verified = await rpc(t.net.rpcUrl, 'simulateTransaction', [
      Buffer.from((await signedV0(t, a, [transfer(a, b, 1)], false)).serialize()).toString('base64'),
      { encoding: 'base64', sigVerify: true },
    ]);
    expect(verified.error?.code).to.equal(-32003);
  });

  it('runs a v0 transaction through an address lookup table', async () => {
    const [a, b] = [await t.funded(5), Keypair.generate()];
    const [create, table] = AddressLookupTableProgram.createLookupTable({
      authority: a.publicKey,
      payer: a.publicKey,
      recentSlot: (await t.connection.getSlot()) - 1,
    });
    const extend = AddressLookupTableProgram.extendLookupTable({
      authority: a.publicKey,
      payer: a.publicKey,
      lookupTable: table,
      addresses: [b.publicKey],
    });
    await t.connection.sendRawTransaction((await signed(a, create, extend)).serialize());
    await t.net.advance({ slots: 1 });
    const found = (await t.connection.getAddressLookupTable(table)).value;
    expect(found?.state.addresses.map(String)).to.deep.equal([b.publicKey.toBase58()]);
    const { blockhash } = await t.connection.getLatestBlockhash();
    const message = new TransactionMessage({
      payerKey: a.publicKey,
      recentBlockhash: blockhash,
      instructions: [transfer(a, b, 1e8)],
    });
    const tx = new VersionedTransaction(message.compileToV0Message(found === null ? [] : [found]));
    tx.sign([a]);
    const signature = await t.connection.sendTransaction(tx);
    const landed = await t.connection.getTransaction(signature, { maxSupportedTransactionVersion: 0 });
    expect(landed?.meta?.loadedAddresses?.writable.map(String)).to.deep.equal([b.publicKey.toBase58()]);
    expect((await failure(t.connection.getTransaction(signature))).message).to.include('version (0) is not supported');
  });

  it('runs v1 transactions of up to 4,096 bytes and refuses larger ones', async () => {
    const a = await t.funded(1);
    const blockhash = async (): Promise<string> => (await t.connection.getLatestBlockhash()).blockhash;
    const send = (wire: Buffer): ReturnType<typeof rpc<string>> =>
      rpc<string>(t.net.rpcUrl, 'sendTransaction', [wire.toString('base64'), { encoding: 'base64' }]);
    const fits = v1Memo(a, await blockhash(), 4_096);
    const landed = await send(fits);
    expect(landed.error?.message).to.equal(undefined);
    const shown = await rpc<{ version: number; meta: { fee: number; err: null } }>(t.net.rpcUrl, 'getTransaction', [
      landed.result,
      { maxSupportedTransactionVersion: 1 },
    ]);
    expect(shown.result.version).to.equal(1);
    expect(shown.result.meta).to.include({ err: null, fee: 5_000 + 77 });
    const large = await send(v1Memo(a, await blockhash(), 4_097));
    expect(large.error?.message).to.include('too large: 4097 bytes (max: 4096 bytes)');
  });

  it('tells the fee of a message, priority fee included, as it is then charged', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const tx = await signed(
      a,
      ComputeBudgetProgram.setComputeUnitLimit({ units: 10_000 }),
      ComputeBudgetProgram.setComputeUnitPrice({ microLamports: 1_000_001 }),
      transfer(a, b, 1e8),
    );
    const fee = (await t.connection.getFeeForMessage(tx.compileMessage())).value;
    expect(fee).to.equal(5_000 + 10_001);
    const signature = await t.connection.sendRawTransaction(tx.serialize());
    expect((await t.connection.getTransaction(signature))?.meta?.fee).to.equal(fee);
  });

  it('lists the signatures of an address, newest first, between before and until', async () => {
    const [a, b] = [await t.funded(1), Keypair.generate()];
    const sent: string[] = [];
    for (let i = 0; i < 4; i++) {
      sent.unshift(await t.connection.sendRawTransaction((await signed(a, transfer(a, b, 1e8 + i))).serialize()));
    }
    const all = await t.connection.getSignaturesForAddress(b.publicKey);
    expect(all.map((s) => s.signature)).to.deep.equal(sent);
    const some = await t.connection.getSignaturesForAddress(b.publicKey, { before: sent[0], until: sent[3] });
    expect(some.map((s) => s.signature)).to.deep.equal(sent.slice(1, 3));
    expect(await t.connection.getSignaturesForAddress(b.publicKey, { limit: 1 })).to.have.length(1);
  });
});

async function signedV0(
  t: TestNet,
  payer: Keypair,
  instructions: TransactionInstruction[],
  sign: boolean,
): Promise<VersionedTransaction> {
  const { blockhash } = await t.connection.getLatestBlockhash();
  const message = new TransactionMessage({ payerKey: payer.publicKey, recentBlockhash: blockhash, instructions });
  const tx = new VersionedTransaction(message.compileToV0Message());
  if (sign) tx.sign([payer]);
  return tx;
}

/** A v1 transaction of exactly `size` bytes: one memo, a priority fee of 77 lamports, signatures at the end. */
function v1Memo(payer: Keypair, blockhash: string, size: number): Buffer {
  const program = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');
  const config = Buffer.alloc(16);
  config.writeBigUInt64LE(77n, 0);
  config.writeUInt32LE(600_000, 8);
  config.writeUInt32LE(1_000_000, 12);
  const head = Buffer.concat([
    Buffer.from([0x81, 1, 0, 1, 3 | 4 | 8, 0, 0, 0]),
    bs58.decode(blockhash),
    Buffer.from([1, 2]),
    payer.publicKey.toBytes(),
    program.toBytes(),
    config,
  ]);
  const text = Buffer.alloc(size - head.length - 4 - 64, 'a');
  const header = Buffer.from([1, 0, text.length & 255, text.length >> 8]);
  const message = Buffer.concat([head, header, text]);
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    payer.secretKey.subarray(0, 32),
  ]);
  return Buffer.concat([message, sign(null, message, createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))]);
}
