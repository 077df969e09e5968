/** A fresh chain with the program and nothing else, and contexts to deploy with, each as a new process would make it. */
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import bs58 from 'bs58';
import { Connection, Keypair, PublicKey, type TransactionInstruction } from '@solana/web3.js';
import { fetchConfig, PROGRAM_ID, TaggerClientError, updateConfig, type Params } from '@tagger/client';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { readParameters, type MigrationContext } from '../../src/index.ts';

const PROGRAM =
  process.env['TAGGER_PROGRAM'] ??
  fileURLToPath(new URL('../../../programs/tagger/artifacts/tagger.so', import.meta.url));

export interface Deployment {
  chain: Localnet;
  deployer: Keypair;
  admin: Keypair;
  tagMint: Keypair;
  treasuryOwner: Keypair;
  /** A context that shares nothing with an earlier one but the keys on disk. */
  context: (change?: Partial<MigrationContext>) => MigrationContext;
}

const fromDisk = ({ secretKey }: Keypair): Keypair => Keypair.fromSecretKey(Uint8Array.from(secretKey));

/** `withProgram: false` leaves the program out; `lamports` is what the deployer holds. */
export async function aDeployment(options: { withProgram?: boolean; lamports?: number } = {}): Promise<Deployment> {
  const [deployer, admin, guardian, tagMint, treasuryOwner] = [
    Keypair.generate(),
    Keypair.generate(),
    Keypair.generate(),
    Keypair.generate(),
    Keypair.generate(),
  ];
  const program = { address: PROGRAM_ID.toBase58(), path: PROGRAM, upgradeAuthority: deployer.publicKey.toBase58() };
  const chain = await startLocalnet({ slotMs: 0, programs: options.withProgram === false ? [] : [program] });
  const connect = (): Connection => new Connection(chain.rpcUrl, { commitment: 'confirmed', wsEndpoint: chain.wsUrl });
  await airdrop(connect(), deployer.publicKey, options.lamports ?? 10_000_000_000);
  return {
    chain,
    deployer,
    admin,
    tagMint,
    treasuryOwner,
    context: (change = {}) => ({
      connection: connect(),
      deployer: fromDisk(deployer),
      tagMint: fromDisk(tagMint),
      admin: new PublicKey(admin.publicKey.toBytes()),
      guardian: new PublicKey(guardian.publicKey.toBytes()),
      treasuryOwner: new PublicKey(treasuryOwner.publicKey.toBytes()),
      parameters: readParameters('localnet'),
      ...change,
    }),
  };
}

export async function airdrop(connection: Connection, to: PublicKey, lamports: number): Promise<void> {
  await connection.confirmTransaction(await connection.requestAirdrop(to, lamports), 'confirmed');
}

/** The admin's instruction that changes some parameters, or the guardian, of a finished deployment. */
export async function governance(
  { admin, context }: Deployment,
  change: { params?: Partial<Params>; guardian?: PublicKey },
): Promise<TransactionInstruction> {
  const config = await fetchConfig(context().connection);
  if (config === null) throw new Error('there is no config');
  return updateConfig({
    admin: admin.publicKey,
    treasury: config.treasury,
    revision: config.revision,
    expiresAt: soon(),
    guardian: change.guardian ?? config.guardian,
    params: { ...config.params, ...change.params },
  });
}

/** An hour from now, Unix seconds. */
export const soon = (): bigint => BigInt(Math.floor(Date.now() / 1000)) + 3_600n;

/** Every account of the chain to the last byte, and how many transactions ever landed. */
export interface ChainState {
  accounts: Record<string, string>;
  transactions: number;
}

export function stateOf({ chain: { chain } }: Deployment): ChainState {
  const base58 = (key: string): string => bs58.encode(Buffer.from(key, 'latin1'));
  const accounts: Record<string, string> = {};
  for (const [key] of chain.accounts.entries()) {
    const state = chain.account(key);
    if (state === undefined) throw new Error(`${base58(key)} is listed but not there`);
    const { lamports, owner, executable, data } = state;
    accounts[base58(key)] = `${lamports} ${base58(owner)} ${executable} ${Buffer.from(data).toString('base64')}`;
  }
  return { accounts, transactions: chain.history.total };
}

/** Must be refused with an error of this name whose sentence says what to do, and leave the chain as it was. */
export async function refused(
  deployment: Deployment,
  attempt: () => Promise<unknown>,
  name: string,
  says: RegExp,
): Promise<void> {
  const before = stateOf(deployment);
  const error: unknown = await attempt().then(
    () => expect.fail(`expected ${name}, but nothing was refused`),
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(TaggerClientError);
  const { name: thrown, message } = error as TaggerClientError;
  expect(thrown, message).to.equal(name);
  expect(message).to.match(says);
  expect(stateOf(deployment)).to.deep.equal(before);
}
