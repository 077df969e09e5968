/** Turns LiteSVM's error objects into the shapes and sentences of a validator's JSON-RPC. */
import litesvm from 'litesvm/dist/internal.js';
import type { FailedTransactionMetadata } from 'litesvm/dist/internal.js';
import { INSTRUCTION_ERRORS, TRANSACTION_ERRORS } from './errorTables.ts';

export type InstructionErrorJson = string | { Custom: number } | { BorshIoError: string };
export type TransactionErrorJson =
  | string
  | { InstructionError: [number, InstructionErrorJson] }
  | { DuplicateInstruction: number }
  | { InsufficientFundsForRent: { account_index: number } }
  | { ProgramExecutionTemporarilyRestricted: { account_index: number } };

type NativeError = ReturnType<FailedTransactionMetadata['err']>;

/** A refusal by the chain itself (as opposed to a malformed request). */
export class ChainError extends Error {
  override readonly name: string;
  constructor(name: string, sentence: string) {
    super(sentence);
    this.name = name;
  }
}

export function errorJson(err: NativeError): TransactionErrorJson {
  if (typeof err === 'number') return TRANSACTION_ERRORS[err]?.[0] ?? 'CommitCancelled';
  if (err instanceof litesvm.TransactionErrorInstructionError) {
    return { InstructionError: [err.index, instructionErrorJson(err.err())] };
  }
  if (err instanceof litesvm.TransactionErrorDuplicateInstruction) return { DuplicateInstruction: err.index };
  if (err instanceof litesvm.TransactionErrorInsufficientFundsForRent) {
    return { InsufficientFundsForRent: { account_index: err.accountIndex } };
  }
  return { ProgramExecutionTemporarilyRestricted: { account_index: err.accountIndex } };
}

function instructionErrorJson(
  err: ReturnType<InstanceType<typeof litesvm.TransactionErrorInstructionError>['err']>,
): InstructionErrorJson {
  if (typeof err === 'number') return INSTRUCTION_ERRORS[err]?.[0] ?? 'GenericError';
  if (err instanceof litesvm.InstructionErrorCustom) return { Custom: err.code };
  return { BorshIoError: err.msg };
}

const transactionText = new Map(TRANSACTION_ERRORS);
const instructionText = new Map(INSTRUCTION_ERRORS);

/** The sentence a validator prints for this error. */
export function errorText(err: TransactionErrorJson): string {
  if (typeof err === 'string') return transactionText.get(err) ?? err;
  if ('InstructionError' in err) {
    const [index, inner] = err.InstructionError;
    return `Error processing Instruction ${index}: ${instructionErrorText(inner)}`;
  }
  if ('DuplicateInstruction' in err) {
    return `Transaction contains a duplicate instruction (${err.DuplicateInstruction}) that is not allowed`;
  }
  if ('InsufficientFundsForRent' in err) {
    const index = err.InsufficientFundsForRent.account_index;
    return `Transaction results in an account (${index}) with insufficient funds for rent`;
  }
  const index = err.ProgramExecutionTemporarilyRestricted.account_index;
  return `Execution of the program referenced by account at index ${index} is temporarily restricted.`;
}

function instructionErrorText(err: InstructionErrorJson): string {
  if (typeof err === 'string') return instructionText.get(err) ?? err;
  if ('Custom' in err) return `custom program error: 0x${err.Custom.toString(16)}`;
  return 'Failed to serialize or deserialize account data';
}
