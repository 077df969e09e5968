import { expect } from 'chai';
import {
  AuthorityType,
  createInitializeMint2Instruction,
  createSetAuthorityInstruction,
  MINT_SIZE,
  TOKEN_2022_PROGRAM_ID,
  TOKEN_PROGRAM_ID,
} from '@solana/spl-token';
import { Keypair, SystemProgram, type PublicKey } from '@solana/web3.js';
import { acceptAdmin, fetchConfig, proposeAdmin, send } from '@tagger/client';
import { migrate, STEPS, treasuryAddress, type MigrationContext } from '../src/index.ts';
import { aDeployment, airdrop, refused, soon, stateOf, type Deployment } from './support/deployment.ts';

describe('a deployment refuses', () => {
  let deployment: Deployment;
  beforeEach(async () => {
    deployment = await aDeployment();
  });
  afterEach(() => deployment.chain.stop());

  const migrating =
    (change: Partial<MigrationContext> = {}) =>
    () =>
      migrate(STEPS, deployment.context(change));

  /** A mint of another kind than TAG. */
  async function aMint(kind: { decimals?: number; freeze?: boolean; program?: PublicKey }): Promise<PublicKey> {
    const { connection, deployer } = deployment.context();
    const mint = Keypair.generate();
    const programId = kind.program ?? TOKEN_PROGRAM_ID;
    const authority = deployer.publicKey;
    const create = SystemProgram.createAccount({
      fromPubkey: authority,
      newAccountPubkey: mint.publicKey,
      lamports: await connection.getMinimumBalanceForRentExemption(MINT_SIZE),
      space: MINT_SIZE,
      programId,
    });
    const freeze = kind.freeze === true ? authority : null;
    const initialize = createInitializeMint2Instruction(
      mint.publicKey,
      kind.decimals ?? 6,
      authority,
      freeze,
      programId,
    );
    await send(connection, [create, initialize], [deployer, mint]);
    return mint.publicKey;
  }

  for (const [what, kind] of [
    ['with a freeze authority [attack 34]', { freeze: true }],
    ['with nine decimals', { decimals: 9 }],
    ['of Token-2022 [attack 31]', { program: TOKEN_2022_PROGRAM_ID }],
  ] as const) {
    it(`a mint ${what}: BadTagMint`, async () => {
      const tagMint = await aMint(kind);
      await refused(deployment, migrating({ tagMint }), 'BadTagMint', /pass the TAG mint, or the key of a new one$/);
    });
  }

  it('a mint address where a wallet is: BadTagMint', async () => {
    const tagMint = deployment.deployer.publicKey;
    await refused(deployment, migrating({ tagMint }), 'BadTagMint', new RegExp(`^${tagMint.toBase58()} is not TAG`));
  });

  it('to create the mint without its key: MintKeyMissing', async () => {
    const tagMint = deployment.tagMint.publicKey;
    await refused(deployment, migrating({ tagMint }), 'MintKeyMissing', /pass the key/);
  });

  it('a treasury account that its owner gave away: TreasuryGivenAway', async () => {
    await migrate(STEPS.slice(0, 2), deployment.context());
    const { connection, deployer } = deployment.context();
    const { treasuryOwner } = deployment;
    const address = treasuryAddress(deployment.context());
    const stranger = Keypair.generate().publicKey;
    const give = createSetAuthorityInstruction(address, treasuryOwner.publicKey, AuthorityType.AccountOwner, stranger);
    await send(connection, [give], [deployer, treasuryOwner]);
    await refused(deployment, migrating(), 'TreasuryGivenAway', new RegExp(`belongs to ${stranger.toBase58()}.*pass`));
  });

  it('a config of another mint: OtherMint', async () => {
    await migrate(STEPS, deployment.context());
    const tagMint = await aMint({});
    // Its treasury exists, so that the config is what is wrong.
    await migrate(STEPS.slice(0, 2), deployment.context({ tagMint }));
    const real = deployment.tagMint.publicKey.toBase58();
    await refused(deployment, migrating({ tagMint }), 'OtherMint', new RegExp(`the mint ${real}: pass that one`));
  });

  it('a config with another admin, also after a hand-over: OtherAdmin', async () => {
    await migrate(STEPS, deployment.context());
    const { admin, deployer } = deployment;
    const successor = Keypair.generate();
    const named = (key: PublicKey): RegExp => new RegExp(`admin is ${key.toBase58()}: pass that one`);
    await refused(deployment, migrating({ admin: successor.publicKey }), 'OtherAdmin', named(admin.publicKey));

    const { connection } = deployment.context();
    await airdrop(connection, admin.publicKey, 1_000_000_000);
    const revision = (await fetchConfig(connection))?.revision ?? 0n;
    const propose = proposeAdmin({
      admin: admin.publicKey,
      successor: successor.publicKey,
      revision,
      expiresAt: soon(),
    });
    await send(connection, [propose], [admin]);
    await send(connection, [acceptAdmin({ pendingAdmin: successor.publicKey })], [deployer, successor]);

    await refused(deployment, migrating(), 'OtherAdmin', named(successor.publicKey));
    const again = await migrate(STEPS, deployment.context({ admin: successor.publicKey }));
    expect(again.map((step) => step.done)).to.deep.equal(STEPS.map(() => 'before'));
  });

  it('a deployer who may not upgrade the program: NotUpgradeAuthority [attack 9]', async () => {
    await migrate(STEPS.slice(0, 2), deployment.context());
    const stranger = Keypair.generate();
    await airdrop(deployment.context().connection, stranger.publicKey, 10_000_000_000);
    await refused(deployment, migrating({ deployer: stranger }), 'NotUpgradeAuthority', /upgrade authority/);
  });

  it('rules of voting from somebody who may not upgrade the program: NotUpgradeAuthority [attack 9]', async () => {
    await migrate(STEPS.slice(0, 3), deployment.context());
    const stranger = Keypair.generate();
    await airdrop(deployment.context().connection, stranger.publicKey, 10_000_000_000);
    await refused(deployment, migrating({ deployer: stranger }), 'NotUpgradeAuthority', /upgrade authority/);
  });

  it('a step the chain does not show afterwards: StepNotShown', async () => {
    const idle = { id: '0007', title: 'idle', isDone: () => Promise.resolve(false), run: () => Promise.resolve() };
    const attempt = () => migrate([idle], deployment.context());
    await refused(deployment, attempt, 'StepNotShown', /migration 0007 .* run again/);
  });
});

describe('before anything is sent, a deployment refuses', () => {
  let deployment: Deployment | undefined;
  afterEach(() => deployment?.chain.stop());

  it('a cluster without the program: ProgramMissing', async () => {
    const bare = (deployment = await aDeployment({ withProgram: false }));
    await refused(bare, () => migrate(STEPS, bare.context()), 'ProgramMissing', /deploy it first/);
  });

  it('a deployer one lamport short, and goes on once he has it: NotEnoughLamports', async () => {
    const poor = (deployment = await aDeployment({ lamports: 1_999_999_999 }));
    const { connection, deployer } = poor.context();
    await refused(poor, () => migrate(STEPS, poor.context()), 'NotEnoughLamports', /send it 1 more$/);
    await airdrop(connection, deployer.publicKey, 1);
    const before = stateOf(poor).transactions;
    await migrate(STEPS, poor.context());
    expect(stateOf(poor).transactions - before).to.equal(STEPS.length);
  });
});
