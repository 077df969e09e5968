/** Errors of the program, the runtime and the client, each with a name and a sentence that says what to do. */
import { TOKEN_PROGRAM_ID } from '@solana/spl-token';
import { SendTransactionError, SystemProgram } from '@solana/web3.js';
import { PROGRAM_ERRORS } from './generated/errors.ts';
import { IDL } from './generated/idl.ts';
import { TaggerClientError } from './clientError.ts';

export { TaggerClientError };

/** Errors of the framework, by the code they share with Anchor. */
const FRAMEWORK: Record<number, { name: string; message: string }> = {
  2000: { name: 'ConstraintMut', message: 'An account must be writable: build the instruction with the client' },
  2003: { name: 'ConstraintRaw', message: 'An account does not fit the instruction: check the accounts' },
  2007: { name: 'ConstraintExecutable', message: 'A program is expected here: pass the program the instruction names' },
  2012: { name: 'ConstraintAddress', message: 'An account has the wrong address: derive it again' },
  2020: { name: 'ConstraintAccountIsNone', message: 'An optional account is missing' },
  2040: {
    name: 'ConstraintDuplicateMutableAccount',
    message: 'The same account is given twice: each must be another one',
  },
};

/** Sentences for errors of the runtime that people meet. */
const RUNTIME: Record<string, string> = {
  MissingRequiredSignature: 'A required signature is missing: sign with the wallet the instruction names',
  IllegalOwner: 'An account belongs to another program: check the addresses and the cluster',
  InvalidAccountOwner: 'An account belongs to another program: check the addresses and the cluster',
  InvalidAccountData: 'An account is of another type: check the addresses',
  InvalidSeeds: 'An address was not derived as the program derives it',
  UninitializedAccount: 'An account does not exist yet: create it first',
  AccountAlreadyInitialized: 'The account exists already',
  AccountDataTooSmall: 'An account is of another type: check the addresses',
  NotEnoughAccountKeys: 'Accounts are missing: build the instruction with the client',
  InvalidInstructionData: 'The program does not understand this instruction: update the client',
  IncorrectProgramId: 'Another program stands where the program expected its own kind',
  InsufficientFunds: 'The paying account holds too little',
  InsufficientFundsForRent: 'The paying account holds too little SOL for the rent',
  InsufficientFundsForFee: 'The fee payer holds too little SOL',
  AccountNotFound: 'The fee payer holds no SOL',
  BlockhashNotFound: 'The transaction waited too long: it is built again and retried',
  ComputationalBudgetExceeded: 'The transaction asks for more work than fits: put fewer panels into it',
  ProgramFailedToComplete: 'The program ran out of memory or time: put fewer panels into one transaction',
  AlreadyProcessed: 'This transaction was processed before',
};

/**
 * What a failed transaction means, from the runtime's error value (`meta.err`, `value.err`). `before` instructions stand in
 * front of those the caller knows, for `TaggerClientError.instruction`.
 */
export function explain(err: unknown, logs: readonly string[] = [], before = 0): TaggerClientError {
  const at = (err as { InstructionError?: [number, unknown] } | null)?.InstructionError?.[0];
  const instruction = at === undefined || at < before ? undefined : at - before;
  if (typeof err === 'string')
    return new TaggerClientError(err, RUNTIME[err] ?? `The cluster refused the transaction: ${err}`, { logs });
  const detail = (err as { InstructionError?: [number, unknown] } | null)?.InstructionError?.[1];
  if (typeof detail === 'string')
    return new TaggerClientError(detail, RUNTIME[detail] ?? `An instruction failed: ${detail}`, {
      logs,
      instruction,
    });
  const code = (detail as { Custom?: number } | undefined)?.Custom;
  if (code === undefined) {
    const name =
      err !== null && typeof err === 'object' ? (Object.keys(err)[0] ?? 'TransactionFailed') : 'TransactionFailed';
    return new TaggerClientError(name, RUNTIME[name] ?? `The transaction failed: ${JSON.stringify(err)}`, { logs });
  }
  const program = failedProgram(logs);
  const known = program === IDL.address ? (PROGRAM_ERRORS[code] ?? FRAMEWORK[code]) : FOREIGN[program]?.[code];
  if (known !== undefined) return new TaggerClientError(known.name, known.message, { logs, instruction });
  return new TaggerClientError(`Custom${code}`, `The program ${program} refused with code ${code}: see the logs`, {
    logs,
    instruction,
  });
}

/** The innermost program that failed; without logs we take ours. */
function failedProgram(logs: readonly string[]): string {
  for (const line of logs) {
    const failed = /^Program (\w+) failed: /.exec(line)?.[1];
    if (failed !== undefined) return failed;
  }
  return IDL.address;
}

/** Errors of programs ours calls, as people meet them. */
const FOREIGN: Record<string, Record<number, { name: string; message: string }>> = {
  [SystemProgram.programId.toBase58()]: {
    0: { name: 'AccountExists', message: 'The account exists already: nothing needs to be created' },
    1: { name: 'NotEnoughLamports', message: 'The paying wallet holds too little SOL: add some' },
  },
  [TOKEN_PROGRAM_ID.toBase58()]: {
    1: { name: 'NotEnoughTokens', message: 'The token account holds less TAG than the amount: use less or add some' },
    3: { name: 'TokenMintMismatch', message: 'The token account holds another mint than TAG: use a TAG account' },
    4: { name: 'TokenOwnerMismatch', message: 'The token account belongs to another wallet: sign with its owner' },
    17: { name: 'TokenAccountFrozen', message: 'The token account is frozen: use another one' },
  },
};

/** Turns whatever a send threw into one of ours. */
export function translate(error: unknown): TaggerClientError {
  if (error instanceof TaggerClientError) return error;
  if (error instanceof SendTransactionError) {
    const custom = /custom program error: (0x[0-9a-f]+)/i.exec(error.message)?.[1];
    if (custom !== undefined) return explain({ InstructionError: [0, { Custom: Number(custom) }] }, error.logs ?? []);
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/already been processed/i.test(message)) {
    return new TaggerClientError('AlreadyProcessed', RUNTIME['AlreadyProcessed'] ?? message, { cause: error });
  }
  if (/blockhash not found|block height exceeded/i.test(message)) {
    return new TaggerClientError('BlockhashNotFound', RUNTIME['BlockhashNotFound'] ?? message, { cause: error });
  }
  if (/fetch failed|ECONNREFUSED|ECONNRESET|socket hang up|Failed to fetch/i.test(message)) {
    return new TaggerClientError(
      'ConnectionLost',
      'The RPC node does not answer: check the address and try again; nothing is paid twice',
      { cause: error },
    );
  }
  return new TaggerClientError('Unexpected', message, { cause: error });
}
