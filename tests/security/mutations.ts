/** Every way to change one account of an instruction, and what the program says to it. */
import type { PublicKey } from '@solana/web3.js';
import {
  ComputeBudgetProgram,
  Keypair,
  SystemProgram,
  TransactionInstruction,
  TransactionMessage,
  VersionedTransaction,
  type AccountMeta,
} from '@solana/web3.js';
import { TOKEN_2022_PROGRAM_ID, TOKEN_PROGRAM_ID } from '@solana/spl-token';
import {
  ballotPda,
  CAMEL_IDL,
  CHOICE,
  configPda,
  createVoter,
  domainAppendChange,
  domainsPda,
  escrowTokensPda,
  escrowVaultPda,
  explain,
  finalizeProposal,
  governancePda,
  lockVotes,
  memberPda,
  poolPda,
  PROGRAM_ID,
  seatPda,
  stakeTokensPda,
  stakeVaultPda,
  voterPda,
  type InstructionName,
} from '@tagger/client';
import { staffed, TRUTH } from '../support/build.ts';
import { setAccount } from '../support/forge.ts';
import { electorate, nextDay, opened, theProposal, vote } from '../support/govern.ts';
import { contest, contestable, draw } from '../support/reviews.ts';
import { call } from '../support/rpc.ts';
import { waitUntil } from '../support/time.ts';
import { aMint, aTokenAccount } from '../support/tokens.ts';
import { act, type Actor, type World } from '../support/world.ts';

/** Accounts that exist, are whole, and belong to somebody else. */
export type Strangers = Readonly<Record<string, PublicKey>>;

export async function makeStrangers(world: World): Promise<Strangers> {
  // Alive for as long as fixtures let time pass.
  const { setup, crew } = await staffed(world, [{}], 1, { lifeSecs: 300n * 86_400n });
  const other = crew[0]!;
  const mint = await aMint(world);
  const foreign = await aLostProposal(world, other);
  const review = await contest(world, (await contestable(world, [TRUTH])).setup, [0]);
  const voters = await draw(world, review);
  return {
    'another wallet': other.key,
    'an empty address': Keypair.generate().publicKey,
    'the config': configPda(),
    'the stake vault': stakeVaultPda(),
    'the escrow vault': escrowVaultPda(),
    "the stake vault's tokens": stakeTokensPda(),
    "the escrow vault's tokens": escrowTokensPda(),
    'the treasury': world.treasury,
    "another member's TAG account": other.tokens,
    'another mint': mint,
    'an account of another mint': await aTokenAccount(world, mint, other.key, 1_000n),
    'another member': memberPda(other.key),
    'the pool': poolPda(0),
    "another review's page": review.page,
    'another validator': memberPda(voters[0]!.key),
    'another task': setup.task,
    "another task's page": setup.page,
    "another task's seat": seatPda(setup.task, other.key),
    'the governance': governancePda(),
    'the list of domains': domainsPda(),
    'another voter': voterPda(other.key),
    'another proposal': foreign,
    "another proposal's ballot": ballotPda(foreign, other.key),
    'the token program': TOKEN_PROGRAM_ID,
    'the Token-2022 program': TOKEN_2022_PROGRAM_ID,
    'the system program': SystemProgram.programId,
    'the program itself': PROGRAM_ID,
  };
}

/** A proposal of `proposer` that is over, with his ballot. */
async function aLostProposal(world: World, proposer: Actor): Promise<PublicKey> {
  const { key: wallet } = proposer;
  await electorate(world);
  await act(world, proposer, createVoter({ wallet }), lockVotes({ wallet, amount: 5_000_000n }));
  await nextDay(world);
  const motion = await opened(world, domainAppendChange('lost'), proposer);
  await vote(world, motion, [proposer, CHOICE.for]);
  await waitUntil(world, (await theProposal(world, motion)).endsAt);
  await act(world, proposer, finalizeProposal({ proposal: motion.proposal }));
  return motion.proposal;
}

export interface Mutation {
  account: string;
  what: string;
  instruction: TransactionInstruction;
}

/** Names of an instruction's accounts; appended ones are numbered. */
export function accountNames(name: InstructionName, instruction: TransactionInstruction): string[] {
  const fixed =
    CAMEL_IDL.instructions.find((entry) => entry.name === name)?.accounts.map((account) => account.name) ?? [];
  return instruction.keys.map((_, at) => fixed[at] ?? `appended${at - fixed.length}`);
}

function changed(
  instruction: TransactionInstruction,
  at: number,
  change: Partial<AccountMeta>,
): TransactionInstruction {
  const keys = instruction.keys.map((key, index) => (index === at ? { ...key, ...change } : { ...key }));
  return new TransactionInstruction({ programId: instruction.programId, keys, data: instruction.data });
}

/** All single changes: strangers, duplicates, copies under another owner, dropped signatures, dropped write locks. */
export async function mutationsOf(
  world: World,
  name: InstructionName,
  instruction: TransactionInstruction,
  strangers: Strangers,
): Promise<Mutation[]> {
  const names = accountNames(name, instruction);
  const mutations: Mutation[] = [];
  for (const [at, key] of instruction.keys.entries()) {
    const account = names[at] ?? '';
    const add = (what: string, change: Partial<AccountMeta>): void => {
      mutations.push({ account, what, instruction: changed(instruction, at, change) });
    };
    if (key.isSigner) add('no signature', { isSigner: false });
    if (key.isWritable) add('read-only', { isWritable: false });
    for (const [what, pubkey] of Object.entries(strangers)) {
      if (!pubkey.equals(key.pubkey)) add(what, { pubkey });
    }
    for (const [from, other] of instruction.keys.entries()) {
      if (!other.pubkey.equals(key.pubkey)) add(`the same as ${names[from]}`, { pubkey: other.pubkey });
    }
    const copy = await underAnotherOwner(world, key.pubkey);
    if (copy !== undefined) add('a copy under another owner', { pubkey: copy });
  }
  return mutations;
}

/** The same bytes in an account that another program owns. Accounts without data have no such copy. */
async function underAnotherOwner(world: World, of: PublicKey): Promise<PublicKey | undefined> {
  const info = await world.connection.getAccountInfo(of);
  if (info === null || info.executable || info.data.length === 0) return undefined;
  const copy = Keypair.generate().publicKey;
  await setAccount(world, copy, { data: info.data, lamports: info.lamports, owner: Keypair.generate().publicKey });
  return copy;
}

/** The name of the refusal, or undefined when the instruction succeeds. Nothing is sent; signatures are taken as given. */
export async function outcome(
  world: World,
  feePayer: PublicKey,
  blockhash: string,
  instruction: TransactionInstruction,
): Promise<string | undefined> {
  const budget = ComputeBudgetProgram.setComputeUnitLimit({ units: 1_400_000 });
  const message = new TransactionMessage({
    payerKey: feePayer,
    recentBlockhash: blockhash,
    instructions: [budget, instruction],
  });
  const bytes = Buffer.from(new VersionedTransaction(message.compileToV0Message()).serialize()).toString('base64');
  const { value } = await call<{ value: { err: unknown; logs: string[] | null } }>(
    world.chain.rpcUrl,
    'simulateTransaction',
    bytes,
    {
      encoding: 'base64',
      sigVerify: false,
      commitment: 'confirmed',
    },
  );
  return value.err === null ? undefined : explain(value.err, value.logs ?? []).name;
}
