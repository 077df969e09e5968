/** Runs migrations. A step asks the chain whether it is done; there is no other ledger, so running twice changes nothing. */
import type { Connection, Keypair, PublicKey } from '@solana/web3.js';
import { PROGRAM_ID, TaggerClientError } from '@tagger/client';
import type { ClusterParameters } from './parameters.ts';

/** What every step may use. */
export interface MigrationContext {
  connection: Connection;
  /** Pays, and is the program's upgrade authority. */
  deployer: Keypair;
  /** Key of the TAG mint to create; only its address is used once the mint exists. */
  tagMint: Keypair | PublicKey;
  admin: PublicKey;
  guardian: PublicKey;
  /** Owner of the treasury's token account. */
  treasuryOwner: PublicKey;
  parameters: ClusterParameters;
}

export interface Step {
  /** Four digits and a name; steps run in this order. */
  id: string;
  title: string;
  /** Whether the chain already shows what `run` would make. Throws when the chain shows something else. */
  isDone(context: MigrationContext): Promise<boolean>;
  run(context: MigrationContext): Promise<void>;
}

export interface StepResult {
  id: string;
  title: string;
  done: 'before' | 'now' | 'planned';
}

/**
 * Runs what is pending, in order; with `dryRun` only says what would run. Throws `ProgramMissing`, `NotEnoughLamports`,
 * what a step throws, and `StepNotShown` when the chain does not show what a step sent.
 */
export async function migrate(
  steps: readonly Step[],
  context: MigrationContext,
  options: { dryRun?: boolean } = {},
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const result = { id: step.id, title: step.title };
    if (await step.isDone(context)) {
      results.push({ ...result, done: 'before' });
      continue;
    }
    if (results.every(({ done }) => done === 'before')) await checkReady(context);
    if (options.dryRun === true) {
      results.push({ ...result, done: 'planned' });
      continue;
    }
    await step.run(context);
    if (!(await step.isDone(context)))
      throw new TaggerClientError(
        'StepNotShown',
        `migration ${step.id} ran but the chain does not show it yet: wait a moment and run again`,
      );
    results.push({ ...result, done: 'now' });
  }
  return results;
}

/** What must be true before the first thing is sent. */
async function checkReady({ connection, deployer, parameters }: MigrationContext): Promise<void> {
  const program = await connection.getAccountInfo(PROGRAM_ID);
  if (program?.executable !== true)
    throw new TaggerClientError(
      'ProgramMissing',
      `this cluster has no program ${PROGRAM_ID.toBase58()}: deploy it first, or check the RPC address`,
    );
  const needs = parameters.feePayerNeedsLamports;
  const has = BigInt(await connection.getBalance(deployer.publicKey));
  if (has < needs)
    throw new TaggerClientError(
      'NotEnoughLamports',
      `${deployer.publicKey.toBase58()} holds ${has} lamports: send it ${needs - has} more`,
    );
}
