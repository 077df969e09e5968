import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  createAssociatedTokenAccountIdempotentInstruction,
  createMintToInstruction,
  getAccount,
  getAssociatedTokenAddressSync,
} from '@solana/spl-token';
import { Connection, Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { CLAIM_MODE, METHOD, PROGRAM_ID, send, TaggerClientError } from '@tagger/client';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { migrate, readParameters, STEPS } from '@tagger/migrations';
import { publish, readPublished, type Publication } from '../src/publish.ts';

const PROGRAM = fileURLToPath(new URL('../../programs/tagger/artifacts/tagger.so', import.meta.url));

/** Loses its process when it is about to send its transaction of this number. */
class Dying extends Connection {
  left = Infinity;
  override async sendRawTransaction(...args: Parameters<Connection['sendRawTransaction']>): Promise<string> {
    this.left -= 1;
    if (this.left === 0) throw new Error('killed');
    return super.sendRawTransaction(...args);
  }
}

async function refusal(attempt: Promise<unknown>): Promise<TaggerClientError> {
  const error = await attempt.then(
    () => expect.fail('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(TaggerClientError);
  return error as TaggerClientError;
}

describe('publishing a task', () => {
  const requester = Keypair.generate();
  const tagMint = Keypair.generate();
  const tokens = getAssociatedTokenAddressSync(tagMint.publicKey, requester.publicKey);
  const goldRoot = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
  let chain: Localnet;
  let connection: Dying;
  let first: Publication;

  before(async () => {
    const deployer = requester.publicKey;
    chain = await startLocalnet({
      slotMs: 0,
      programs: [{ address: PROGRAM_ID.toBase58(), path: PROGRAM, upgradeAuthority: deployer.toBase58() }],
    });
    connection = new Dying(chain.rpcUrl, 'confirmed');
    await connection.confirmTransaction(await connection.requestAirdrop(deployer, 10_000_000_000));
    const roles = { deployer: requester, admin: deployer, guardian: deployer, treasuryOwner: tagMint.publicKey };
    await migrate(STEPS, { connection, tagMint, parameters: readParameters('localnet'), ...roles });
    await send(
      connection,
      [
        createAssociatedTokenAccountIdempotentInstruction(deployer, tokens, deployer, tagMint.publicKey),
        createMintToInstruction(tagMint.publicKey, tokens, deployer, 1_000_000n),
      ],
      [requester],
    );
    first = {
      requester,
      nonce: 1n,
      title: 'Pets',
      instructions: 'Say what is on the picture.',
      classes: ['cat', 'dog'],
      items: ['picture 1', 'picture 2'],
      terms: {
        price: 10_000n,
        bond: 1_000_000n,
        itemCount: 2,
        holdSecs: 3_600,
        commitSecs: 7_200,
        revealSecs: 3_600,
        goldSecs: 3_600,
        classes: 2,
        tauBps: 9_500,
        bits: 1,
        method: METHOD.majority,
        claimMode: CLAIM_MODE.selfChosen,
        seatsLimit: 3,
      },
      goldRoot,
      lifeSecs: 86_400n,
      tagMint: tagMint.publicKey,
      funds: 61_200n,
      arweave: chain.arweaveUrl,
    };
  });
  after(() => chain.stop());

  const balance = async (): Promise<bigint> => (await getAccount(connection, tokens)).amount;

  it('killed before the money moved, it goes on: one task, paid once, and nothing the third time', async () => {
    connection.left = 2;
    expect((await refusal(publish(connection, first))).message).to.equal('killed');
    connection.left = Infinity;
    expect(await balance()).to.equal(1_000_000n);
    const task = await publish(connection, first);
    expect([task.funded, await balance()]).to.deep.equal([61_200n, 938_800n]);
    expect(Uint8Array.from(task.goldRoot)).to.deep.equal(goldRoot);
    const sent = chain.chain.history.total;
    expect(await publish(connection, first)).to.deep.equal(task);
    expect(chain.chain.history.total).to.equal(sent);
  });

  it('adds what is missing when the task shall have more money', async () => {
    const task = await publish(connection, { ...first, funds: 100_000n });
    expect([task.funded, await balance()]).to.deep.equal([100_000n, 900_000n]);
  });

  it('refuses other items or rules under the same number and moves nothing: OtherTask', async () => {
    const sent = chain.chain.history.total;
    for (const change of [{ items: ['picture 1', 'picture 3'] }, { classes: ['cat', 'cow'] }]) {
      const error = await refusal(publish(connection, { ...first, ...change, funds: 200_000n }));
      expect([error.name, error.message]).to.deep.equal([
        'OtherTask',
        'your task number 1 has other rules or items: use another --nonce for this one',
      ]);
    }
    expect(chain.chain.history.total).to.equal(sent);
  });

  it('what was published is read back from Arweave as it was', async () => {
    const { rules, items } = await readPublished(chain.arweaveUrl, await publish(connection, first));
    expect(items).to.deep.equal(first.items);
    expect([rules.title, rules.instructions, rules.classes]).to.deep.equal([
      'Pets',
      'Say what is on the picture.',
      ['cat', 'dog'],
    ]);
  });

  it('a gateway that serves other rules is found out: PayloadTampered', async () => {
    const liar: Server = createServer((_, response) => response.end('{"title":"Pets"}'));
    await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
    const task = await publish(connection, first);
    const error = await refusal(readPublished(`http://127.0.0.1:${(liar.address() as AddressInfo).port}`, task));
    expect(error.name).to.equal('PayloadTampered');
    await new Promise((resolve) => liar.close(resolve));
  });
});
