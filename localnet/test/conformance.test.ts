/** The same expectations against our server and, once it is built, against Surfpool. */
import {
  Connection,
  Keypair,
  PublicKey,
  sendAndConfirmTransaction,
  SendTransactionError,
  SystemProgram,
  SYSVAR_CLOCK_PUBKEY,
  Transaction,
  TransactionInstruction,
} from '@solana/web3.js';
import { createMint, getAccount, getOrCreateAssociatedTokenAccount, mintTo } from '@solana/spl-token';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSurfpoolBuilt, startLocalnet, startSurfpool, type LocalChain, type ProgramToLoad } from '../src/index.ts';
import { airdrop, failure } from './support/net.ts';

const LOADER = new PublicKey('BPFLoaderUpgradeab1e11111111111111111111111');
const MEMO = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');

const chains: [name: string, start: (programs: ProgramToLoad[]) => Promise<LocalChain>][] = [
  ['our server', (programs) => startLocalnet({ slotMs: 50, programs })],
];
if (isSurfpoolBuilt()) chains.push(['Surfpool', (programs) => startSurfpool({ slotMs: 50, programs })]);

let elf: Buffer;
before(async () => {
  const net = await startLocalnet();
  elf = (await new Connection(net.rpcUrl).getAccountInfo(MEMO))?.data as Buffer;
  await net.stop();
});

for (const [name, start] of chains) {
  describe(`conformance: ${name}`, () => {
    const [program, authority] = [Keypair.generate().publicKey, Keypair.generate().publicKey];
    const directory = mkdtempSync(join(tmpdir(), 'tagger-conformance-'));
    let chain: LocalChain;
    let connection: Connection;
    let payer: Keypair;

    before(async () => {
      const path = join(directory, 'memo.so');
      writeFileSync(path, elf);
      const address = program.toBase58();
      chain = await start([{ address, path, upgradeAuthority: authority.toBase58() }]);
      connection = new Connection(chain.rpcUrl, { commitment: 'confirmed', wsEndpoint: chain.wsUrl });
      payer = Keypair.generate();
      await airdrop(connection, payer.publicKey, 50e9);
    });
    after(async () => {
      // web3.js closes its idle socket after half a second; cut off earlier, it would reconnect for ever.
      await new Promise((resolve) => setTimeout(resolve, 700));
      await chain.stop();
      rmSync(directory, { recursive: true });
    });

    const signed = async (instruction: TransactionInstruction): Promise<Transaction> => {
      const { blockhash, lastValidBlockHeight } = await connection.getLatestBlockhash();
      const tx = new Transaction({ feePayer: payer.publicKey, blockhash, lastValidBlockHeight }).add(instruction);
      tx.sign(payer);
      return tx;
    };
    const pay = (to: PublicKey, lamports: number): TransactionInstruction =>
      SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: to, lamports });

    it('asks 5,080 lamports a byte of rent', async () => {
      expect(await connection.getMinimumBalanceForRentExemption(165)).to.equal(1_488_440);
    });

    it('transfers, confirms and reports a failing preflight with logs', async () => {
      const to = Keypair.generate().publicKey;
      const signature = await sendAndConfirmTransaction(connection, new Transaction().add(pay(to, 1e9)), [payer]);
      expect(await connection.getBalance(to)).to.equal(1e9);
      const landed = await connection.getTransaction(signature, { maxSupportedTransactionVersion: 0 });
      expect(landed?.meta?.fee).to.equal(5_000);
      const error = await failure(connection.sendRawTransaction((await signed(pay(to, 1e15))).serialize()));
      expect(error).to.be.instanceOf(SendTransactionError);
      expect(error.message).to.include('custom program error: 0x1');
      expect((error as SendTransactionError).logs?.join()).to.include('insufficient lamports');
    });

    it('refuses a duplicate and a wrong signature', async () => {
      const to = Keypair.generate().publicKey;
      const wire = (await signed(pay(to, 1e9))).serialize();
      await connection.sendRawTransaction(wire);
      expect((await failure(connection.sendRawTransaction(wire))).message).to.include('already been processed');
      const wrong = (await signed(pay(to, 2e9))).serialize();
      wrong[5] = (wrong[5] ?? 0) ^ 1;
      expect((await failure(connection.sendRawTransaction(wrong))).message).to.match(/signature/i);
      expect(await connection.getBalance(to)).to.equal(1e9);
    });

    it('mints tokens', async () => {
      const mint = await createMint(connection, payer, payer.publicKey, null, 6);
      const account = await getOrCreateAssociatedTokenAccount(connection, payer, mint, payer.publicKey);
      await mintTo(connection, payer, mint, account.address, payer, 7n);
      expect((await getAccount(connection, account.address)).amount).to.equal(7n);
    });

    it('runs the loaded program and shows its upgrade authority', async () => {
      const [dataKey] = PublicKey.findProgramAddressSync([program.toBytes()], LOADER);
      const data = (await connection.getAccountInfo(dataKey))?.data as Buffer;
      expect(new PublicKey(data.subarray(13, 45)).toBase58()).to.equal(authority.toBase58());
      const call = new TransactionInstruction({ programId: program, keys: [], data: Buffer.from('hello') });
      const { value } = await connection.simulateTransaction(await signed(call));
      expect(value.err).to.equal(null);
      expect(value.logs?.join()).to.include('hello');
    });

    it('travels in time by seconds and by slots', async () => {
      const clock = async (): Promise<{ slot: number; unix: number }> => {
        const data = (await connection.getAccountInfo(SYSVAR_CLOCK_PUBKEY))?.data as Buffer;
        return { slot: Number(data.readBigUInt64LE(0)), unix: Number(data.readBigInt64LE(32)) };
      };
      const start = await clock();
      await chain.advance({ seconds: 100_000 });
      const later = await clock();
      expect(later.unix - start.unix).to.be.within(100_000, 100_010);
      await chain.advance({ slots: 1_000 });
      expect((await clock()).slot - later.slot).to.be.within(1_000, 1_100);
      await connection.sendRawTransaction((await signed(pay(Keypair.generate().publicKey, 1e9))).serialize());
    });

    it('notifies account subscribers', async () => {
      const to = Keypair.generate().publicKey;
      let id = 0;
      const seen = new Promise<number>((resolve) => {
        id = connection.onAccountChange(to, (info) => resolve(info.lamports));
      });
      await new Promise((resolve) => setTimeout(resolve, 500));
      await connection.sendRawTransaction((await signed(pay(to, 1e9))).serialize());
      expect(await seen).to.equal(1e9);
      await connection.removeAccountChangeListener(id);
    });
  });
}
