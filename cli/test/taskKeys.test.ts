import { writeFileSync } from 'node:fs';
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import {
  CLAIM_MODE,
  createMember,
  fetchClock,
  fetchSeatKey,
  fetchTask,
  joinTask,
  METHOD,
  openTask,
  send,
  setKey,
  stake,
  taskPda,
} from '@tagger/client';
import { deliveryKey, exportIdentity, generateIdentity, Identity } from '@tagger/client/keys';
import { itemsCommitment, itemsIdentity, newItemsSecret, seatIdentity } from '@tagger/client/private';
import { start } from './support/run.ts';
import { Town } from './support/town.ts';

const PASSPHRASE = 'correct horse battery';
const RULES = new Uint8Array(createHash('sha256').update('rules').digest());

/** Rita's key service in a shell: Ann and Ben sit down in her private task, one before it starts, one while it runs. */
describe('keys of a private task from the shell', function () {
  this.timeout(300_000);
  let town: Town;
  let task: PublicKey;
  let secretFile: string;
  const secret = newItemsSecret();
  const identities = new Map<string, Identity>();
  const passphrase = process.env['TAGGER_PASSPHRASE'];

  before(async () => {
    town = await Town.build(['rita', 'ann', 'ben']);
    secretFile = town.file('items.age');
    writeFileSync(secretFile, await exportIdentity(new Identity(secret), PASSPHRASE, 10));
    process.env['TAGGER_PASSPHRASE'] = PASSPHRASE;
    task = await opened(itemsCommitment(secret), 1n);
    await opened(undefined, 2n);
  });
  after(async () => {
    if (passphrase === undefined) delete process.env['TAGGER_PASSPHRASE'];
    else process.env['TAGGER_PASSPHRASE'] = passphrase;
    await town.close();
  });

  async function opened(itemsKey: Uint8Array | undefined, nonce: bigint): Promise<PublicKey> {
    const rita = town.key('rita');
    const requester = rita.publicKey;
    const { seconds } = await fetchClock(town.connection);
    const terms = {
      price: 10_000n,
      bond: 1_000_000n,
      itemCount: 10,
      holdSecs: 600,
      commitSecs: 3_600,
      revealSecs: 1_800,
      goldSecs: 900,
      classes: 2,
      tauBps: 9_500,
      bits: 1,
      method: METHOD.majority,
      claimMode: CLAIM_MODE.selfChosen,
      seatsLimit: 3,
    };
    const open = openTask({
      requester,
      nonce,
      rulesHash: RULES,
      rulesId: RULES,
      itemsId: RULES,
      itemsKey,
      endsAt: seconds + 86_400n,
      terms,
    });
    await send(town.connection, [...(nonce === 1n ? [createMember({ wallet: requester })] : []), open], [rita]);
    return taskPda(requester, nonce);
  }

  async function seated(name: string): Promise<void> {
    const [pair, identity] = [town.key(name), generateIdentity()];
    const [wallet, tagMint] = [pair.publicKey, town.mint.publicKey];
    identities.set(name, identity);
    const from = getAssociatedTokenAddressSync(tagMint, wallet);
    await send(
      town.connection,
      [
        createMember({ wallet }),
        stake({ wallet, from, tagMint, amount: 100_000_000n }),
        setKey({ wallet, key: deliveryKey(identity) }),
        joinTask({ wallet, task, rulesHash: RULES, bond: 1_000_000n }),
      ],
      [pair],
    );
  }

  async function opens(name: string): Promise<string | undefined> {
    const key = (await fetchSeatKey(town.connection, task, town.key(name).publicKey))!;
    if (key.deliveredAt === 0n) return undefined;
    const { itemsKey } = (await fetchTask(town.connection, task))!;
    return seatIdentity(key, identities.get(name)!, itemsKey).recipient;
  }

  const serving = (...more: string[]) => ['task', 'keys', task.toBase58(), '--secret', secretFile, ...more];

  it('delivers to whoever waits, once; --dry-run to nobody', async () => {
    await seated('ann');
    const ann = town.key('ann').publicKey.toBase58();
    expect(await town.json('rita', ...serving('--dry-run'))).to.deep.equal({
      delivered: [ann],
      failed: [],
      shared: [],
    });
    expect(await opens('ann')).to.equal(undefined);
    expect(await town.json('rita', ...serving())).to.deep.equal({ delivered: [ann], failed: [], shared: [] });
    expect(await opens('ann')).to.equal(itemsIdentity(secret).recipient);
    expect(await town.json('rita', ...serving())).to.deep.equal({ delivered: [], failed: [], shared: [] });
  });

  it('--serve goes on: it delivers to who comes later, and starts again after it was killed', async () => {
    const flags = ['--url', town.chain.rpcUrl, '--keypair', town.keyFile('rita')];
    const service = start([...serving('--serve', '--every', '1'), ...flags]);
    service.kill();
    await service.finished;
    const again = start([...serving('--serve', '--every', '1'), ...flags]);
    await seated('ben');
    const ben = town.key('ben').publicKey.toBase58();
    for (let tries = 0; tries < 300 && !again.printed().includes(ben); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    again.kill();
    expect((await again.finished).stdout).to.contain(ben);
    expect(await opens('ben')).to.equal(itemsIdentity(secret).recipient);
  });

  it('[attack 171] refuses by name, and never says the secret or the passphrase', async () => {
    const other = town.file('other.age');
    writeFileSync(other, await exportIdentity(new Identity(newItemsSecret()), PASSPHRASE, 10));
    const rita = town.key('rita').publicKey;
    const wrong: [string, string[]][] = [
      ['OtherSecret', ['task', 'keys', task.toBase58(), '--secret', other]],
      ['NotPrivate', ['task', 'keys', taskPda(rita, 2n).toBase58(), '--secret', secretFile]],
      ['NoTask', ['task', 'keys', taskPda(rita, 3n).toBase58(), '--secret', secretFile]],
      ['SecretMissing', ['task', 'keys', task.toBase58(), '--secret', town.file('nothing.age')]],
      ['BadPause', serving('--every', '0')],
    ];
    for (const [name, args] of wrong) expect(await town.refusal('rita', ...args)).to.equal(name);
    process.env['TAGGER_PASSPHRASE'] = 'another passphrase';
    const run = await town.as('rita', ...serving());
    process.env['TAGGER_PASSPHRASE'] = PASSPHRASE;
    expect(run.stderr).to.contain('WrongPassphrase').and.not.contain('another passphrase');
    expect(run.stdout + run.stderr).to.not.contain(Buffer.from(secret).toString('hex'));
  });
});
