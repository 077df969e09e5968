import { expect } from 'chai';
import bs58 from 'bs58';
import { getAccount, getMint } from '@solana/spl-token';
import { Connection, Keypair, SystemProgram, type PublicKey } from '@solana/web3.js';
import {
  configPda,
  domainsOf,
  domainsPda,
  escrowTokensPda,
  escrowVaultPda,
  fetchConfig,
  fetchDomains,
  fetchEscrowVault,
  fetchGovernance,
  fetchPool,
  fetchStakeVault,
  governancePda,
  growPool,
  openPool,
  poolPda,
  send,
  stakeTokensPda,
  stakeVaultPda,
} from '@tagger/client';
import { migrate, STEPS, treasuryAddress, type MigrationContext } from '../src/index.ts';
import { aDeployment, airdrop, governance, stateOf, type Deployment } from './support/deployment.ts';

const NOW = STEPS.map(() => 'now');
const BEFORE = STEPS.map(() => 'before');

async function run(context: MigrationContext, steps = STEPS): Promise<string[]> {
  return (await migrate(steps, context)).map((step) => step.done);
}

/** What a finished deployment must look like, whatever way it was reached. */
async function expectDeployed({ deployer, tagMint, treasuryOwner, context }: Deployment): Promise<void> {
  const wanted = context();
  const { connection, parameters } = wanted;
  const mint = await getMint(connection, tagMint.publicKey);
  expect([mint.decimals, mint.freezeAuthority, mint.supply]).to.deep.equal([6, null, 0n]);
  expect(mint.mintAuthority?.equals(deployer.publicKey)).to.equal(true);
  const treasury = await getAccount(connection, treasuryAddress(wanted));
  expect([treasury.owner.toBase58(), treasury.mint.toBase58()]).to.deep.equal(
    [treasuryOwner, tagMint].map((key) => key.publicKey.toBase58()),
  );
  const config = await fetchConfig(connection);
  const text = (key: PublicKey | undefined): string | undefined => key?.toBase58();
  expect([config?.admin, config?.guardian, config?.tagMint, config?.treasury].map(text)).to.deep.equal(
    [wanted.admin, wanted.guardian, tagMint.publicKey, treasury.address].map(text),
  );
  expect(config?.params).to.deep.equal(parameters.params);
  expect(await fetchGovernance(connection)).to.deep.include({
    params: parameters.governance,
    locked: 0n,
    proposals: 0n,
  });
  const domains = await fetchDomains(connection);
  expect(domains && domainsOf(domains).map(({ name }) => name)).to.deep.equal([
    'image',
    'text',
    'audio',
    'video',
    'medical',
    'driving',
    'industrial',
    'other',
  ]);
  expect(config?.pools).to.equal(1);
  expect(await fetchPool(connection, 0)).to.include({ index: 0, ready: 1, members: 0 });
  expect(bs58.encode(Uint8Array.from(config?.cluster ?? []))).to.equal(await connection.getGenesisHash());
  for (const [vault, tokens] of [
    [await fetchStakeVault(connection), stakeTokensPda()],
    [await fetchEscrowVault(connection), escrowTokensPda()],
  ] as const) {
    expect(vault).to.include({ liabilities: 0n, credited: 0n, paid: 0n });
    const account = await getAccount(connection, tokens);
    expect([account.amount, text(account.owner)]).to.deep.equal([0n, text(vault?.address)]);
  }
}

/** Dies the moment its transaction of this number has reached the cluster, before anybody hears of it. */
class Dying extends Connection {
  private left: number;
  constructor(rpcUrl: string, sends: number) {
    super(rpcUrl, 'confirmed');
    this.left = sends;
  }
  override async sendRawTransaction(...args: Parameters<Connection['sendRawTransaction']>): Promise<string> {
    const signature = await super.sendRawTransaction(...args);
    this.left -= 1;
    if (this.left === 0) throw new Error('killed');
    return signature;
  }
}

describe('the deployment', () => {
  let deployment: Deployment;
  beforeEach(async () => {
    deployment = await aDeployment();
  });
  afterEach(() => deployment.chain.stop());

  it('creates mint, treasury, config, vaults, rules, domains and pool; a dry run before says so and sends nothing', async () => {
    const before = stateOf(deployment);
    const planned = await migrate(STEPS, deployment.context(), { dryRun: true });
    expect(planned.map(({ id, done }) => [id, done])).to.deep.equal(
      ['0001', '0002', '0003', '0004', '0005', '0006'].map((id) => [id, 'planned']),
    );
    expect(stateOf(deployment)).to.deep.equal(before);
    expect(await run(deployment.context())).to.deep.equal(NOW);
    expect(stateOf(deployment).transactions - before.transactions).to.equal(STEPS.length);
    await expectDeployed(deployment);
  });

  it('changes no byte of any account and sends nothing when it runs again', async () => {
    await run(deployment.context());
    const before = stateOf(deployment);
    expect(before.accounts).to.include.keys(configPda().toBase58(), deployment.tagMint.publicKey.toBase58());
    expect(await run(deployment.context())).to.deep.equal(BEFORE);
    // The key of the mint is needed only to create it.
    expect(await run(deployment.context({ tagMint: deployment.tagMint.publicKey }))).to.deep.equal(BEFORE);
    expect(stateOf(deployment)).to.deep.equal(before);
  });

  for (let k = 0; k < STEPS.length; k += 1) {
    const id = STEPS[k]?.id ?? '';
    const [done, open] = [BEFORE.slice(0, k + 1), NOW.slice(k + 1)];

    it(`stopped after step ${id}, it goes on where it stopped`, async () => {
      await run(deployment.context(), STEPS.slice(0, k + 1));
      expect(await run(deployment.context())).to.deep.equal([...done, ...open]);
      await expectDeployed(deployment);
    });

    it(`killed while step ${id} waits for its confirmation, it goes on and does nothing twice`, async () => {
      const before = stateOf(deployment).transactions;
      const dying = deployment.context({ connection: new Dying(deployment.chain.rpcUrl, k + 1) });
      const outcome = await run(dying).catch((error: Error) => error.message);
      expect(outcome).to.equal('killed');
      expect(await run(deployment.context())).to.deep.equal([...done, ...open]);
      expect(stateOf(deployment).transactions - before).to.equal(STEPS.length);
      await expectDeployed(deployment);
    });
  }

  it('is not stopped by lamports somebody sent to its addresses first [attack 46]', async () => {
    const { connection, deployer } = deployment.context();
    const addresses = [
      treasuryAddress(deployment.context()),
      ...[configPda(), stakeVaultPda(), escrowVaultPda(), stakeTokensPda(), escrowTokensPda()],
      ...[governancePda(), domainsPda(), poolPda(0)],
    ];
    const gifts = addresses.map((toPubkey) =>
      SystemProgram.transfer({ fromPubkey: deployer.publicKey, toPubkey, lamports: 900_000 }),
    );
    await send(connection, gifts, [deployer]);
    expect(await run(deployment.context())).to.deep.equal(NOW);
    await expectDeployed(deployment);
  });

  for (const [what, parts] of [
    ['opened', 0],
    ['opened and let grow in part', 3],
    ['opened and let grow whole', 8],
  ] as const) {
    it(`is not stopped by a stranger who ${what} the pool before`, async () => {
      await run(deployment.context(), STEPS.slice(0, -1));
      const { connection } = deployment.context();
      const stranger = Keypair.generate();
      await airdrop(connection, stranger.publicKey, 1_000_000_000);
      const grow = growPool({ payer: stranger.publicKey, index: 0 });
      const opening = [
        openPool({ caller: stranger.publicKey, index: 0 }),
        ...Array.from({ length: parts }, () => grow),
      ];
      await send(connection, opening, [stranger]);
      expect(await run(deployment.context())).to.deep.equal([...BEFORE.slice(0, -1), parts === 8 ? 'before' : 'now']);
      await expectDeployed(deployment);
    });
  }

  it('leaves parameters and guardian alone that governance changed later', async () => {
    await run(deployment.context());
    const { connection, deployer } = deployment.context();
    const { admin } = deployment;
    await airdrop(connection, admin.publicKey, 1_000_000_000);
    const change = await governance(deployment, { params: { feeBps: 300 }, guardian: deployer.publicKey });
    await send(connection, [change], [admin]);
    const before = stateOf(deployment);
    expect(await run(deployment.context())).to.deep.equal(BEFORE);
    expect(stateOf(deployment)).to.deep.equal(before);
    expect((await fetchConfig(connection))?.params.feeBps).to.equal(300);
  });
});
