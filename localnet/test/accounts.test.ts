import { AnchorProvider, Program, Wallet, type Idl } from '@coral-xyz/anchor';
import {
  createMint,
  getAccount,
  getMint,
  getOrCreateAssociatedTokenAccount,
  mintTo,
  NATIVE_MINT,
  TOKEN_2022_PROGRAM_ID,
  TOKEN_PROGRAM_ID,
  transfer,
} from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import {
  Keypair,
  SystemProgram,
  Transaction,
  type AccountInfo,
  type KeyedAccountInfo,
  type Logs,
} from '@solana/web3.js';
import bs58 from 'bs58';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { failure, rpc, testNet, type TestNet } from './support/net.ts';

describe('accounts and subscriptions', () => {
  let t: TestNet;
  let payer: Keypair;
  before(async () => {
    t = await testNet();
    payer = await t.funded(100);
  });
  after(() => t.stop());

  const set = (key: PublicKey, owner: PublicKey, data: Buffer): Promise<unknown> =>
    rpc(t.net.rpcUrl, 'tagger_setAccount', [
      key.toBase58(),
      { owner: owner.toBase58(), data: data.toString('base64') },
    ]);

  it('asks (128 + bytes) x 5,080 lamports of rent, and another rate after tagger_setRent', async () => {
    expect(await t.connection.getMinimumBalanceForRentExemption(0)).to.equal(650_240);
    expect(await t.connection.getMinimumBalanceForRentExemption(165)).to.equal(1_488_440);
    await rpc(t.net.rpcUrl, 'tagger_setRent', [6_960]);
    expect(await t.connection.getMinimumBalanceForRentExemption(0)).to.equal(890_880);
    await rpc(t.net.rpcUrl, 'tagger_setRent', [5_080]);
  });

  it('refuses to leave an account below the rent-exempt minimum', async () => {
    const tx = new Transaction().add(
      SystemProgram.transfer({
        fromPubkey: payer.publicKey,
        toPubkey: Keypair.generate().publicKey,
        lamports: 650_239,
      }),
    );
    expect((await failure(t.connection.sendTransaction(tx, [payer]))).message).to.include(
      'insufficient funds for rent',
    );
  });

  it('filters program accounts by size and bytes, slices data, and counts 100 accounts at most', async () => {
    const owner = Keypair.generate().publicKey;
    const keys = [0, 1, 2].map(() => Keypair.generate().publicKey);
    await set(keys[0] as PublicKey, owner, Buffer.from([1, 2, 3, 4]));
    await set(keys[1] as PublicKey, owner, Buffer.from([1, 2, 9, 9]));
    await set(keys[2] as PublicKey, owner, Buffer.from([1, 2, 3, 4, 5]));
    const find = async (filters: object[]): Promise<string[]> =>
      (await t.connection.getProgramAccounts(owner, { filters: filters as never })).map((a) => a.pubkey.toBase58());
    expect(await find([])).to.have.members(keys.map(String));
    expect(await find([{ dataSize: 4 }])).to.have.members(keys.slice(0, 2).map(String));
    const memcmp = { offset: 1, bytes: bs58.encode(Buffer.from([2, 3])) };
    expect(await find([{ memcmp }, { dataSize: 5 }])).to.deep.equal([String(keys[2])]);
    expect(
      await find([{ memcmp: { offset: 2, bytes: Buffer.from([9]).toString('base64'), encoding: 'base64' } }]),
    ).to.deep.equal([String(keys[1])]);
    const sliced = await t.connection.getProgramAccounts(owner, {
      dataSlice: { offset: 1, length: 2 },
      filters: [{ dataSize: 5 }],
    });
    expect([...(sliced[0]?.account.data ?? [])]).to.deep.equal([2, 3]);
    const many = await t.connection.getMultipleAccountsInfo([...keys, Keypair.generate().publicKey]);
    expect(many.map((a) => a?.data.length)).to.deep.equal([4, 4, 5, undefined]);
    const tooMany = Array.from({ length: 101 }, () => keys[0] as PublicKey);
    expect((await failure(t.connection.getMultipleAccountsInfo(tooMany))).message).to.include('max 100');
  });

  for (const [name, program] of [
    ['Token', TOKEN_PROGRAM_ID],
    ['Token-2022', TOKEN_2022_PROGRAM_ID],
  ] as const) {
    it(`mints and transfers with ${name}, and shows parsed balances`, async () => {
      const mint = await createMint(t.connection, payer, payer.publicKey, null, 6, undefined, undefined, program);
      const [a, b] = [await t.funded(1), Keypair.generate()];
      const from = await getOrCreateAssociatedTokenAccount(
        t.connection,
        payer,
        mint,
        a.publicKey,
        false,
        undefined,
        undefined,
        program,
      );
      const to = await getOrCreateAssociatedTokenAccount(
        t.connection,
        payer,
        mint,
        b.publicKey,
        false,
        undefined,
        undefined,
        program,
      );
      await mintTo(t.connection, payer, mint, from.address, payer, 5_000_000n, [], undefined, program);
      const signature = await transfer(
        t.connection,
        payer,
        from.address,
        to.address,
        a,
        1_250_000n,
        [],
        undefined,
        program,
      );
      expect((await getAccount(t.connection, to.address, undefined, program)).amount).to.equal(1_250_000n);
      expect((await getMint(t.connection, mint, undefined, program)).supply).to.equal(5_000_000n);
      expect((await t.connection.getTokenAccountBalance(from.address)).value.uiAmountString).to.equal('3.75');
      expect((await t.connection.getTokenSupply(mint)).value.amount).to.equal('5000000');
      const parsed = await t.connection.getParsedTokenAccountsByOwner(b.publicKey, { mint });
      expect(parsed.value[0]?.account.data.parsed).to.have.nested.property('info.tokenAmount.uiAmount', 1.25);
      expect((await t.connection.getTokenAccountsByOwner(b.publicKey, { programId: program })).value).to.have.length(1);
      const meta = (await t.connection.getParsedTransaction(signature, { maxSupportedTransactionVersion: 0 }))?.meta;
      const after = meta?.postTokenBalances?.find((balance) => balance.owner === b.publicKey.toBase58());
      expect(after?.uiTokenAmount.amount).to.equal('1250000');
    });
  }

  it('has the native mint', async () => {
    expect((await getMint(t.connection, NATIVE_MINT)).decimals).to.equal(9);
  });

  it('works as the provider of an Anchor program', async () => {
    const provider = new AnchorProvider(t.connection, new Wallet(payer), { commitment: 'confirmed' });
    const to = Keypair.generate().publicKey;
    await provider.sendAndConfirm(
      new Transaction().add(SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: to, lamports: 1e8 })),
    );
    const simulated = await provider.simulate(
      new Transaction().add(SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: to, lamports: 1e8 })),
    );
    expect(simulated.logs).to.have.length(2);
    const idl = {
      address: SystemProgram.programId.toBase58(),
      metadata: { name: 'empty', version: '0.1.0', spec: '0.1.0' },
      instructions: [],
      accounts: [{ name: 'Thing', discriminator: [9, 9, 9, 9, 9, 9, 9, 9] }],
      types: [{ name: 'Thing', type: { kind: 'struct', fields: [{ name: 'value', type: 'u8' }] } }],
    } satisfies Idl;
    const program = new Program(idl, provider);
    const key = Keypair.generate().publicKey;
    await set(key, SystemProgram.programId, Buffer.from([9, 9, 9, 9, 9, 9, 9, 9, 42]));
    const found = await (
      program.account as Record<string, { all(): Promise<{ publicKey: PublicKey; account: { value: number } }[]> }>
    )['thing']?.all();
    expect(found?.map((f) => [f.publicKey.toBase58(), f.account.value])).to.deep.equal([[key.toBase58(), 42]]);
  });

  it('tells subscribers of accounts, programs, logs and slots what changed, and nobody after unsubscribing', async () => {
    const target = Keypair.generate().publicKey;
    const owner = Keypair.generate().publicKey;
    const seen = {
      account: [] as AccountInfo<Buffer>[],
      program: [] as KeyedAccountInfo[],
      logs: [] as Logs[],
      slots: [] as number[],
    };
    const ids = [
      t.connection.onAccountChange(target, (info) => seen.account.push(info)),
      t.connection.onProgramAccountChange(owner, (info) => seen.program.push(info), { filters: [{ dataSize: 3 }] }),
      t.connection.onLogs(target, (logs) => seen.logs.push(logs)),
      t.connection.onSlotChange(({ slot }) => seen.slots.push(slot)),
    ] as const;
    await until(() => seen.slots.length > 1);
    const pay = (lamports: number): Promise<string> =>
      t.connection.sendTransaction(
        new Transaction().add(SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: target, lamports })),
        [payer],
      );
    const signature = await pay(1e8);
    const hit = Keypair.generate().publicKey;
    await set(hit, owner, Buffer.from([1, 2, 3]));
    await set(Keypair.generate().publicKey, owner, Buffer.from([1, 2]));
    await until(() => seen.account.length === 1 && seen.program.length === 1 && seen.logs.length === 1);
    expect(seen.account[0]?.lamports).to.equal(1e8);
    expect(seen.program[0]?.accountId.toBase58()).to.equal(hit.toBase58());
    expect(seen.logs[0]?.signature).to.equal(signature);
    expect(seen.slots[1]).to.equal((seen.slots[0] ?? 0) + 1);
    await t.connection.removeAccountChangeListener(ids[0]);
    await t.connection.removeOnLogsListener(ids[2]);
    await t.connection.removeProgramAccountChangeListener(ids[1]);
    await t.connection.removeSlotChangeListener(ids[3]);
    await pay(2e8);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([seen.account.length, seen.logs.length]).to.deep.equal([1, 1]);
  });

  it('answers batches, unknown methods, bad JSON and bad parameters in JSON-RPC form', async () => {
    const send = async (body: string): Promise<unknown> => (await fetch(t.net.rpcUrl, { method: 'POST', body })).json();
    const batch = (await send(
      '[{"jsonrpc":"2.0","id":1,"method":"getHealth"},{"jsonrpc":"2.0","id":2,"method":"nope"}]',
    )) as object[];
    expect(batch[0]).to.deep.equal({ jsonrpc: '2.0', result: 'ok', id: 1 });
    expect(batch[1]).to.have.nested.property('error.code', -32601);
    expect(await send('{')).to.have.nested.property('error.code', -32700);
    expect((await rpc(t.net.rpcUrl, 'getBalance', ['x'])).error?.code).to.equal(-32602);
    expect((await rpc(t.net.rpcUrl, 'constructor', [])).error?.code).to.equal(-32601);
    const foreign = await fetch(t.net.rpcUrl, {
      method: 'POST',
      body: '{}',
      headers: { origin: 'https://example.com' },
    });
    expect(foreign.status).to.equal(403);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(condition(), 'condition within 5 seconds').to.equal(true);
}
