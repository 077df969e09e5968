import { expect } from 'chai';
import { Connection, Keypair, SystemProgram, type VersionedTransaction } from '@solana/web3.js';
import { send, TaggerClientError, type Planned, type Rehearsed, type WalletSigner } from '@tagger/client';
import { startLocalnet, type Localnet } from '@tagger/localnet';

/** A connection whose replies can be spoilt. */
class Moody extends Connection {
  sent = 0;
  staleBlockhashes = 0;
  dropReplies = 0;
  hiddenStatuses = 0;

  override async getLatestBlockhash(...args: Parameters<Connection['getLatestBlockhash']>) {
    const real = await super.getLatestBlockhash(...args);
    // A blockhash nobody knows: what an expired one looks like to the node.
    return this.staleBlockhashes-- > 0 ? { ...real, blockhash: Keypair.generate().publicKey.toBase58() } : real;
  }

  /** The node asked for a status is a moment behind the one asked for the height. */
  override async getSignatureStatuses(...args: Parameters<Connection['getSignatureStatuses']>) {
    const real = await super.getSignatureStatuses(...args);
    return this.hiddenStatuses-- > 0 ? { ...real, value: real.value.map(() => null) } : real;
  }

  override async sendRawTransaction(...args: Parameters<Connection['sendRawTransaction']>) {
    this.sent += 1;
    const signature = await super.sendRawTransaction(...args);
    if (this.dropReplies-- > 0) throw new TypeError('fetch failed');
    return signature;
  }
}

describe('send', () => {
  let chain: Localnet;
  let connection: Moody;
  const payer = Keypair.generate();
  const to = Keypair.generate().publicKey;
  const transfer = (lamports: number) =>
    SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: to, lamports });

  before(async () => {
    chain = await startLocalnet({ slotMs: 50 });
    connection = new Moody(chain.rpcUrl, { commitment: 'confirmed', wsEndpoint: chain.wsUrl });
    await connection.confirmTransaction(await connection.requestAirdrop(payer.publicKey, 10_000_000_000));
  });
  after(() => chain.stop());

  it('asks for little more compute than it uses and reports bytes and units', async () => {
    const sent = await send(connection, [transfer(1_000_000)], [payer]);
    expect(sent.units).to.be.within(300, 1_000);
    expect(sent.bytes).to.be.lessThan(300);
    expect(await connection.getBalance(to)).to.equal(1_000_000);
  });

  it('tries an expired blockhash again', async () => {
    connection.staleBlockhashes = 2;
    await send(connection, [transfer(1_000_000)], [payer]);
    expect(await connection.getBalance(to)).to.equal(2_000_000);
  });

  it('[attack 134] a reply that got lost does not pay twice', async () => {
    connection.dropReplies = 1;
    const before = connection.sent;
    await send(connection, [transfer(1_000_000)], [payer]);
    expect(await connection.getBalance(to)).to.equal(3_000_000);
    expect(connection.sent - before).to.be.at.least(1);
  });

  it('changes nothing in a dry run', async () => {
    const sent = await send(connection, [transfer(1_000_000)], [payer], { dryRun: true });
    expect(sent.signature).to.equal('');
    expect(await connection.getBalance(to)).to.equal(3_000_000);
  });

  it('says who must pay when there is no SOL', async () => {
    const poor = Keypair.generate();
    const failure = await send(
      connection,
      [SystemProgram.transfer({ fromPubkey: poor.publicKey, toPubkey: to, lamports: 1 })],
      [poor],
    ).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(TaggerClientError);
    expect((failure as TaggerClientError).name).to.equal('AccountNotFound');
  });

  it('[attack 134] a transaction that lands in its last block, after it was asked for, is not paid again', async () => {
    const before = await connection.getBalance(to);
    connection.hiddenStatuses = 1;
    const { getBlockHeight } = connection;
    connection.getBlockHeight = () => Promise.resolve(10 ** 9);
    await send(connection, [transfer(1_000_000)], [payer]);
    connection.getBlockHeight = getBlockHeight;
    expect(await connection.getBalance(to)).to.equal(before + 1_000_000);
  });

  it('says which instruction was refused, counted without its own', async () => {
    for (const options of [{}, { priorityFee: 7 }]) {
      const refused = await send(connection, [transfer(1), transfer(10 ** 15)], [payer], options).then(
        () => undefined,
        (error: TaggerClientError) => error,
      );
      expect(refused).to.include({ name: 'NotEnoughLamports', instruction: 1 });
    }
  });

  it('asks before it sends, with the fee and what the transaction would leave', async () => {
    const before = await connection.getBalance(payer.publicKey);
    const [sent, given] = [connection.sent, await connection.getBalance(to)];
    const seen: Planned[] = [];
    const options = { watch: [payer.publicKey], priorityFee: 1_000_000 };
    const approve = (plan: Planned): void => {
      seen.push(plan);
      throw new TaggerClientError('TooMuch', 'not today');
    };
    await send(connection, [transfer(1_000_000)], [payer], { ...options, approve }).catch((error: Error) =>
      expect(error.name).to.equal('TooMuch'),
    );
    const [plan] = seen as [Planned];
    // 5,000 for the signature, one lamport for each unit asked for.
    expect(plan.fee).to.equal(5_000n + BigInt(plan.units));
    expect([connection.sent, await connection.getBalance(to)]).to.deep.equal([sent, given]);
    const allowed = await send(connection, [transfer(1_000_000)], [payer], {
      ...options,
      approve: (plan) => void seen.push(plan),
    });
    expect(seen[1]?.signature).to.equal(allowed.signature);
    const left = seen[1]?.accounts[0]?.lamports ?? 0;
    expect(before - left).to.be.at.least(1_000_000);
    expect(await connection.getBalance(payer.publicKey)).to.equal(before - 1_000_000 - Number(seen[1]?.fee));
  });

  it('shows what will happen before anybody signs, and waits however long somebody reads', async () => {
    const signed: number[] = [];
    const wallet: WalletSigner = {
      publicKey: payer.publicKey,
      signTransaction: (transaction) => {
        signed.push(1);
        (transaction as VersionedTransaction).sign([payer]);
        return Promise.resolve(transaction);
      },
    };
    const before = await connection.getBalance(payer.publicKey);
    const given = await connection.getBalance(to);
    const seen: Rehearsed[] = [];
    const options = { watch: [payer.publicKey, to] };
    const refused = await send(connection, [transfer(1_000_000)], [wallet], {
      ...options,
      review: (rehearsed) => {
        seen.push(rehearsed);
        throw new TaggerClientError('Refused', 'not this');
      },
    }).catch((error: Error) => error.name);
    expect([refused, signed.length]).to.deep.equal(['Refused', 0]);
    expect([seen[0]?.fee, seen[0]?.accounts[1]?.lamports]).to.deep.equal([5_000n, given + 1_000_000]);
    await send(connection, [transfer(1_000_000)], [wallet], {
      ...options,
      // Longer than the 150 blocks a blockhash lives.
      review: async () => void (await chain.advance({ slots: 400 })),
    });
    expect(signed).to.have.length(1);
    expect(await connection.getBalance(payer.publicKey)).to.equal(before - 1_005_000);
  });

  it('a transaction that needed more compute than its rehearsal is built again: one fee more, nothing twice', async () => {
    // Somebody changes the accounts between rehearsal and landing: so many rehearsals needed less.
    let cheap = 1;
    const simulate = connection.simulateTransaction.bind(connection) as (
      ...given: unknown[]
    ) => ReturnType<Connection['simulateTransaction']>;
    connection.simulateTransaction = async (...given: unknown[]) => {
      const real = await simulate(...given);
      return cheap-- > 0 ? { ...real, value: { ...real.value, unitsConsumed: 1_000 } } : real;
    };
    // 150 units each: 3,000 in all, of which a cheap rehearsal leaves room for 2,196 at most.
    const many = Array.from({ length: 20 }, () => transfer(1_000));
    const [given, held] = [await connection.getBalance(to), await connection.getBalance(payer.publicKey)];
    await send(connection, many, [payer]);
    expect(await connection.getBalance(to)).to.equal(given + 20_000);
    expect(await connection.getBalance(payer.publicKey)).to.equal(held - 20_000 - 2 * 5_000);

    cheap = 1;
    const failure = await send(connection, many, [payer], { retries: 0 }).catch((error: Error) => error);
    expect(failure).to.include({ name: 'OutOfCompute' });
    expect(await connection.getBalance(to)).to.equal(given + 20_000);
  });
});
