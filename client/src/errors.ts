/** Errors of the program, the runtime and the client, each with a name and a sentence that says what to do. */
import { SendTransactionError } from '@solana/web3.js';
import { PROGRAM_ERRORS } from './generated/errors.ts';
import { IDL } from './generated/idl.ts';

/** Anything this client refuses or reports. `name` is what tests compare. */
export class TaggerClientError extends Error {
  readonly logs: readonly string[];

  constructor(name: string, message: string, options: { logs?: readonly string[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = name;
    this.logs = options.logs ?? [];
  }
}

/** Errors of the framework, by the code they share with Anchor. */
const FRAMEWORK: Record<number, { name: string; message: string }> = {
  2000: { name: 'ConstraintMut', message: 'An account must be writable: build the instruction with the client' },
  2003: { name: 'ConstraintRaw', message: 'An account does not fit the instruction: check the accounts' },
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

/** What a failed transaction means, from the runtime's error value (`meta.err`, `value.err`). */
export function explain(err: unknown, logs: readonly string[] = []): TaggerClientError {
  if (typeof err === 'string')
    return new TaggerClientError(err, RUNTIME[err] ?? `The cluster refused the transaction: ${err}`, { logs });
  const detail = (err as { InstructionError?: [number, unknown] } | null)?.InstructionError?.[1];
  if (typeof detail === 'string')
    return new TaggerClientError(detail, RUNTIME[detail] ?? `An instruction failed: ${detail}`, { logs });
  const code = (detail as { Custom?: number } | undefined)?.Custom;
  if (code === undefined) {
    const name =
      err !== null && typeof err === 'object' ? (Object.keys(err)[0] ?? 'TransactionFailed') : 'TransactionFailed';
    return new TaggerClientError(name, RUNTIME[name] ?? `The transaction failed: ${JSON.stringify(err)}`, { logs });
  }
  const known = inOurProgram(logs) ? (PROGRAM_ERRORS[code] ?? FRAMEWORK[code]) : undefined;
  if (known !== undefined) return new TaggerClientError(known.name, known.message, { logs });
  return new TaggerClientError(`Custom${code}`, foreign(code), { logs });
}

/** The innermost program that failed; without logs we take ours. */
function inOurProgram(logs: readonly string[]): boolean {
  const failed = logs.find((line) => / failed: /.test(line));
  return failed === undefined || failed.includes(IDL.address);
}

function foreign(code: number): string {
  if (code === 0) return 'The account exists already, or the token program met a lamport shortage';
  if (code === 1) return 'The token account or wallet holds too little';
  if (code === 4) return 'The token account belongs to another wallet: sign with its owner';
  if (code === 17) return 'The token account is frozen';
  return `Another program refused with code ${code}: see the logs`;
}

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
