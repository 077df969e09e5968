/** Builds any instruction of the program from its IDL: discriminator, arguments, account order and flags come from there. */
import type { IdlTypes } from '@coral-xyz/anchor';
import { SystemProgram, TransactionInstruction, type AccountMeta, type PublicKey } from '@solana/web3.js';
import { TOKEN_PROGRAM_ID } from '@solana/spl-token';
import type { Tagger } from './generated/tagger.ts';
import { PROGRAM_ID } from './pda.ts';
import { toAnchor } from './plain.ts';
import { CAMEL_IDL, CODER } from './program.ts';
import type { Plain } from './types.ts';

type Instruction = Tagger['instructions'][number];
export type InstructionName = Instruction['name'];
type Named<N extends InstructionName> = Extract<Instruction, { name: N }>;
type AccountNames<N extends InstructionName> = Named<N>['accounts'][number]['name'];
/** Filled in by the builder. */
type Fixed = 'tokenProgram' | 'systemProgram';

/** Accounts of an instruction by name; `null` leaves an optional one out. */
export type AccountsOf<N extends InstructionName> = { [K in Exclude<AccountNames<N>, Fixed>]: PublicKey | null };

type Primitive = {
  bool: boolean;
  u8: number;
  u16: number;
  u32: number;
  u64: bigint;
  pubkey: PublicKey;
  bytes: Uint8Array;
};
type ArgValue<T> = T extends keyof Primitive
  ? Primitive[T]
  : T extends { defined: { name: infer D extends keyof IdlTypes<Tagger> } }
    ? Plain<IdlTypes<Tagger>[D]>
    : T extends { vec: infer V }
      ? ArgValue<V>[]
      : T extends { array: [infer _V, number] }
        ? Uint8Array | number[]
        : never;

/** Arguments of an instruction by name. */
export type ArgsOf<N extends InstructionName> = {
  [A in Named<N>['args'][number] as A extends { name: infer K extends string } ? K : never]: A extends { type: infer T }
    ? ArgValue<T>
    : never;
};

/** One instruction, ready to be put into a transaction. `remaining` accounts follow the named ones. */
export function buildInstruction<N extends InstructionName>(
  name: N,
  accounts: AccountsOf<N>,
  args: ArgsOf<N>,
  remaining: AccountMeta[] = [],
): TransactionInstruction {
  const definition = CAMEL_IDL.instructions.find((instruction) => instruction.name === name);
  if (definition === undefined) throw new Error(`the program has no instruction ${name}: regenerate the client`);
  const given: Record<string, PublicKey | null | undefined> = {
    tokenProgram: TOKEN_PROGRAM_ID,
    systemProgram: SystemProgram.programId,
    ...(accounts as Record<string, PublicKey | null>),
  };
  const keys = definition.accounts.map((account): AccountMeta => {
    if (!('name' in account) || 'accounts' in account)
      throw new Error('composite accounts are not used by this program');
    const pubkey = given[account.name];
    if (pubkey === undefined) throw new Error(`${name} needs the account ${account.name}`);
    // The program's own address stands for an optional account that is left out.
    if (pubkey === null) return { pubkey: PROGRAM_ID, isSigner: false, isWritable: false };
    return { pubkey, isSigner: account.signer ?? false, isWritable: account.writable ?? false };
  });
  const data = CODER.instruction.encode(name, toAnchor(args));
  return new TransactionInstruction({ programId: PROGRAM_ID, keys: [...keys, ...remaining], data });
}
