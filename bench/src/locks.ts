/** What transactions lock for writing, read from their messages as the scheduler of a validator reads them. */
import type { PublicKey } from '@solana/web3.js';
import {
  CAMEL_IDL,
  configPda,
  escrowTokensPda,
  escrowVaultPda,
  PROGRAM_ID,
  stakeTokensPda,
  stakeVaultPda,
} from '@tagger/client';
import type { Signed } from './chain.ts';

/** Instructions that run for every batch of answers. */
export const HOT = ['claim', 'commit', 'reveal', 'settle', 'collect'] as const;
const NAMES = new Map(CAMEL_IDL.instructions.map(({ discriminator, name }) => [discriminator[0], name]));

export interface Locks {
  name: string;
  transactions: number;
  instructions: number;
  /** Transactions with that instruction that lock such an account for writing. */
  task: number;
  vault: number;
  config: number;
}

/** Counts write locks by instruction. */
export function locksOf(sent: readonly Signed[], tasks: readonly PublicKey[]): Locks[] {
  const taskKeys = new Set(tasks.map((key) => key.toBase58()));
  const vaults = [stakeVaultPda(), escrowVaultPda(), stakeTokensPda(), escrowTokensPda()];
  const vaultKeys = new Set(vaults.map((key) => key.toBase58()));
  const config = configPda().toBase58();
  const counted = new Map<string, Locks>();
  for (const { transaction } of sent) {
    const { message } = transaction;
    const keys = message.staticAccountKeys.map((key) => key.toBase58());
    const locked = keys.filter((_, at) => message.isAccountWritable(at));
    const program = keys.indexOf(PROGRAM_ID.toBase58());
    const own = message.compiledInstructions.filter(({ programIdIndex }) => programIdIndex === program);
    const names = own.map(({ data }) => NAMES.get(data[0] ?? -1) ?? 'unknown');
    for (const name of new Set(names)) {
      const old = counted.get(name) ?? { name, transactions: 0, instructions: 0, task: 0, vault: 0, config: 0 };
      counted.set(name, {
        name,
        transactions: old.transactions + 1,
        instructions: old.instructions + names.filter((other) => other === name).length,
        task: old.task + Number(locked.some((key) => taskKeys.has(key))),
        vault: old.vault + Number(locked.some((key) => vaultKeys.has(key))),
        config: old.config + Number(locked.includes(config)),
      });
    }
  }
  return [...counted.values()];
}

/** Throws when a hot instruction locks the task, a vault or the config. */
export function checkHot(locks: readonly Locks[]): void {
  for (const name of HOT) {
    const found = locks.find((entry) => entry.name === name);
    if (found === undefined) throw new Error(`no transaction held the instruction ${name}: nothing was shown about it`);
    if (found.task + found.vault + found.config > 0) throw new Error(`${name} locks a shared account for writing`);
  }
}
