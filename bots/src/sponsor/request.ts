/**
 * What a sponsor is asked to sign, read without trust: a transaction of allowed instructions of our program in which the sponsor
 * is nothing but the one who pays fees and rent. Pure; nothing is fetched.
 */
import { ASSOCIATED_TOKEN_PROGRAM_ID, getAssociatedTokenAddressSync, TOKEN_PROGRAM_ID } from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import {
  ComputeBudgetInstruction,
  ComputeBudgetProgram,
  TransactionInstruction,
  VersionedTransaction,
} from '@solana/web3.js';
import { ed25519 } from '@noble/curves/ed25519';
import { CAMEL_IDL, CODER, PROGRAM_ID, TaggerClientError } from '@tagger/client';

export interface Rules {
  /** Who pays. */
  sponsor: PublicKey;
  tagMint: PublicKey;
  /** Names of the instructions that are paid for. */
  instructions: readonly string[];
  /** Lamports per million compute units at most. */
  mostPriority: bigint;
  /** Base units of TAG a withdrawal must have for its token account to be paid for; undefined: never. */
  leastWithdrawal: bigint | undefined;
}

/** An instruction of the program by name, with its accounts by name. */
export interface Named {
  name: string;
  accounts: Readonly<Record<string, PublicKey>>;
  args: Readonly<Record<string, unknown>>;
}

export interface Asked {
  transaction: VersionedTransaction;
  instructions: Named[];
  /** Who has signed. */
  signers: PublicKey[];
  /** Owner of the token account that is opened. */
  opensTokensOf: PublicKey | undefined;
}

/** Bytes of the largest transaction there is. */
export const MAX_BYTES = 1_232;
/** Program, sponsor, wallet and a session key sign at most. */
const MOST_SIGNERS = 3;
/** `createIdempotent` of the program for associated token accounts. */
const CREATE_IDEMPOTENT = 1;

const refuse = (name: string, message: string): never => {
  throw new TaggerClientError(name, message);
};

/**
 * Reads and checks a transaction that all signed but the sponsor.
 * Errors: `BadTransaction`, `OtherPayer`, `NotSigned`, `NotPaidFor`, `SponsorMisused`, `PriorityTooHigh`.
 */
export function readRequest(bytes: Uint8Array, rules: Rules): Asked {
  const transaction = parse(bytes);
  const { message } = transaction;
  const { header, staticAccountKeys: keys } = message;
  const signers = keys.slice(0, header.numRequiredSignatures);
  if (signers.length > MOST_SIGNERS)
    refuse('BadTransaction', `at most ${MOST_SIGNERS} signers, the sponsor among them`);
  if (keys[0]?.equals(rules.sponsor) !== true)
    refuse('OtherPayer', `the first signer must be the sponsor ${rules.sponsor.toBase58()}`);
  checkSignatures(transaction, signers);
  const instructions: Named[] = [];
  let opensTokensOf: PublicKey | undefined;
  for (const { programIdIndex, accountKeyIndexes, data } of message.compiledInstructions) {
    const programId = keys[programIdIndex] ?? refuse('BadTransaction', 'an instruction names no program');
    const accounts = accountKeyIndexes.map((at) => keys[at] ?? refuse('BadTransaction', 'an account is missing'));
    if (programId.equals(PROGRAM_ID)) instructions.push(ours(accounts, data, rules));
    else if (programId.equals(ComputeBudgetProgram.programId)) checkBudget(data, rules);
    else if (programId.equals(ASSOCIATED_TOKEN_PROGRAM_ID)) opensTokensOf = checkTokens(accounts, data, rules);
    else refuse('NotPaidFor', `instructions of ${programId.toBase58()} are not paid for here`);
  }
  if (instructions.length === 0) refuse('NotPaidFor', 'there is no instruction of the program in it');
  if (opensTokensOf !== undefined) checkWithdrawal(instructions, opensTokensOf, rules);
  return { transaction, instructions, signers: signers.slice(1), opensTokensOf };
}

function parse(bytes: Uint8Array): VersionedTransaction {
  if (bytes.length > MAX_BYTES) refuse('BadTransaction', `a transaction has at most ${MAX_BYTES} bytes`);
  try {
    const transaction = VersionedTransaction.deserialize(bytes);
    const canonical = Buffer.from(transaction.serialize()).equals(Buffer.from(bytes));
    // Looked-up accounts could change between the check and the signature.
    if (transaction.version === 0 && transaction.message.addressTableLookups.length === 0 && canonical)
      return transaction;
  } catch {
    // The same answer for all of it.
  }
  return refuse('BadTransaction', 'send one transaction of version 0 without lookup tables, base64');
}

/** Everybody else has signed: whoever asks can't use up what is set aside for others. */
function checkSignatures({ message, signatures }: VersionedTransaction, signers: PublicKey[]): void {
  const bytes = message.serialize();
  signers.forEach((signer, at) => {
    if (at === 0) return;
    const signature = signatures[at];
    const good = signature !== undefined && ed25519.verify(signature, bytes, signer.toBytes(), { zip215: false });
    if (!good) refuse('NotSigned', `${signer.toBase58()} has not signed: the sponsor signs last`);
  });
}

function ours(accounts: PublicKey[], data: Uint8Array, rules: Rules): Named {
  const definition = CAMEL_IDL.instructions.find(({ discriminator }) => discriminator[0] === data[0]);
  const decoded = definition && CODER.instruction.decode(Buffer.from(data));
  if (definition === undefined || decoded == null)
    return refuse('BadTransaction', 'an instruction of the program can not be read: update client or sponsor');
  if (!rules.instructions.includes(definition.name))
    refuse('NotPaidFor', `${definition.name} is not paid for here: pay for it with the wallet`);
  const names = definition.accounts.map(({ name }) => name);
  // Where nothing is created a payer pays TAG.
  const lends = (name: string | undefined): boolean =>
    name === 'rentPayer' || (name === 'payer' && names.includes('systemProgram'));
  const named: Record<string, PublicKey> = {};
  accounts.forEach((key, at) => {
    const name = names[at];
    if (key.equals(rules.sponsor) && !lends(name))
      refuse(
        'SponsorMisused',
        `the sponsor pays fees and rent and is nothing else: not ${name ?? 'a further account'}`,
      );
    if (name !== undefined) named[name] = key;
  });
  return { name: definition.name, accounts: named, args: decoded.data as Record<string, unknown> };
}

function checkBudget(data: Uint8Array, { mostPriority }: Rules): void {
  const instruction = new TransactionInstruction({
    programId: ComputeBudgetProgram.programId,
    keys: [],
    data: Buffer.from(data),
  });
  const kind = ((): string => {
    try {
      return ComputeBudgetInstruction.decodeInstructionType(instruction);
    } catch {
      return 'unknown';
    }
  })();
  if (kind === 'SetComputeUnitLimit') return;
  if (kind !== 'SetComputeUnitPrice') refuse('NotPaidFor', 'of the compute budget only limit and price are allowed');
  const { microLamports } = ComputeBudgetInstruction.decodeSetComputeUnitPrice(instruction);
  if (BigInt(microLamports) > mostPriority)
    refuse('PriorityTooHigh', `at most ${mostPriority} lamports per million compute units`);
}

/** Opens an account for TAG, and nothing else. Returns whose. */
function checkTokens(accounts: PublicKey[], data: Uint8Array, rules: Rules): PublicKey {
  const [payer, tokens, owner, mint, , program] = accounts;
  const right =
    data.length === 1 &&
    data[0] === CREATE_IDEMPOTENT &&
    payer?.equals(rules.sponsor) === true &&
    owner?.equals(rules.sponsor) === false &&
    mint?.equals(rules.tagMint) === true &&
    program?.equals(TOKEN_PROGRAM_ID) === true &&
    tokens?.equals(getAssociatedTokenAddressSync(rules.tagMint, owner, true)) === true;
  if (!right || owner === undefined)
    return refuse('NotPaidFor', 'of token accounts only one for TAG is opened, idempotently, paid by the sponsor');
  return owner;
}

/** Its rent goes to whoever closes the account, so it is paid once something was earned. */
function checkWithdrawal(instructions: Named[], owner: PublicKey, { leastWithdrawal }: Rules): void {
  if (leastWithdrawal === undefined)
    return refuse('NotPaidFor', 'token accounts are not paid for here: open one with the wallet');
  const paid = instructions.some(
    ({ name, accounts, args }) =>
      name === 'withdrawBalance' &&
      accounts['wallet']?.equals(owner) === true &&
      BigInt(String(args['amount'])) >= leastWithdrawal,
  );
  if (!paid)
    refuse(
      'NotPaidFor',
      `a token account is paid for with a withdrawal of at least ${leastWithdrawal} base units only`,
    );
}
