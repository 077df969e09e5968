/** Transactions as JSON-RPC shows them (`json`, `jsonParsed`, `base58`, `base64`). */
import bs58 from 'bs58';
import type {
  InnerInstructionRecord,
  TokenBalanceRecord,
  TransactionMeta,
  TransactionRecord,
} from '../chain/history.ts';
import { toBase58, type Key } from '../chain/keys.ts';
import type { CompiledInstruction } from '../chain/wire.ts';
import { uiAmount } from '../chain/tokens.ts';
import { invalidParams, RpcCode, RpcError, u64 } from './json.ts';
import { parseInstruction } from './parsedInstructions.ts';

export type TransactionEncoding = 'json' | 'jsonParsed' | 'base58' | 'base64';
const ENCODINGS = ['json', 'jsonParsed', 'base58', 'base64'];

export function transactionEncoding(value: unknown): TransactionEncoding {
  if (value === undefined || value === null) return 'json';
  if (typeof value !== 'string' || !ENCODINGS.includes(value)) {
    throw invalidParams(`encoding must be one of ${ENCODINGS.join(', ')}.`);
  }
  return value as TransactionEncoding;
}

/** `{ meta, transaction, version }` of one landed transaction. @throws -32015 for a version the caller did not allow. */
export function transactionJson(
  record: TransactionRecord,
  encoding: TransactionEncoding,
  maxVersion: number | undefined,
): Record<string, unknown> {
  const { tx } = record;
  if (tx.version !== 'legacy' && (maxVersion === undefined || tx.version > maxVersion)) {
    throw new RpcError(
      RpcCode.unsupportedVersion,
      `Transaction version (${tx.version}) is not supported by the requesting client. Please try the request again ` +
        `with the following configuration parameter: "maxSupportedTransactionVersion": ${tx.version}`,
    );
  }
  const body = { meta: metaJson(record, encoding), transaction: bodyJson(record, encoding) };
  return maxVersion === undefined ? body : { ...body, version: tx.version };
}

function bodyJson(record: TransactionRecord, encoding: TransactionEncoding): unknown {
  const { tx, keys, writable } = record;
  if (encoding === 'base64') return [tx.raw.toString('base64'), 'base64'];
  if (encoding === 'base58') return [bs58.encode(tx.raw), 'base58'];
  const parsed = encoding === 'jsonParsed';
  const message: Record<string, unknown> = {
    accountKeys: parsed
      ? keys.map((key, i) => ({
          pubkey: toBase58(key),
          signer: i < tx.numRequiredSignatures,
          source: i < tx.staticKeys.length ? 'transaction' : 'lookupTable',
          writable: writable[i],
        }))
      : tx.staticKeys.map(toBase58),
    instructions: tx.instructions.map((ix) => instructionJson(ix, keys, parsed, parsed ? 1 : null)),
    recentBlockhash: tx.blockhash,
  };
  if (!parsed) {
    message['header'] = {
      numReadonlySignedAccounts: tx.numReadonlySigned,
      numReadonlyUnsignedAccounts: tx.numReadonlyUnsigned,
      numRequiredSignatures: tx.numRequiredSignatures,
    };
  }
  if (tx.version === 0) {
    message['addressTableLookups'] = tx.lookups.map((l) => ({
      accountKey: toBase58(l.table),
      readonlyIndexes: l.readonly,
      writableIndexes: l.writable,
    }));
  }
  return { message, signatures: tx.signatures.map((s) => bs58.encode(s)) };
}

function instructionJson(
  ix: CompiledInstruction | InnerInstructionRecord,
  keys: Key[],
  parsed: boolean,
  stackHeight: number | null,
): unknown {
  const data = bs58.encode(ix.data);
  if (!parsed) return { accounts: ix.accounts, data, programIdIndex: ix.programIdIndex, stackHeight };
  const program = keys[ix.programIdIndex] as Key;
  const accounts = ix.accounts.map((i) => toBase58(keys[i] as Key));
  const readable = parseInstruction(program, ix.data, accounts);
  const programId = toBase58(program);
  return readable === undefined ? { accounts, data, programId, stackHeight } : { ...readable, programId, stackHeight };
}

export function innerInstructionsJson(meta: TransactionMeta, keys: Key[], parsed: boolean): unknown[] {
  return meta
    .innerInstructions()
    .map((list, index) => ({
      index,
      instructions: list.map((ix) => instructionJson(ix, keys, parsed, ix.stackHeight)),
    }))
    .filter((entry) => entry.instructions.length > 0);
}

export function returnDataJson(meta: TransactionMeta): unknown {
  const found = meta.returnData();
  if (found === undefined) return undefined;
  return { data: [Buffer.from(found.data).toString('base64'), 'base64'], programId: toBase58(found.programId) };
}

function metaJson(record: TransactionRecord, encoding: TransactionEncoding): Record<string, unknown> {
  const { meta, err } = record;
  const json: Record<string, unknown> = {
    computeUnitsConsumed: meta.computeUnits(),
    err,
    fee: u64(record.fee),
    innerInstructions: innerInstructionsJson(meta, record.keys, encoding === 'jsonParsed'),
    logMessages: meta.logs(),
    postBalances: record.postBalances.map(u64),
    postTokenBalances: record.postTokenBalances.map(tokenBalanceJson),
    preBalances: record.preBalances.map(u64),
    preTokenBalances: record.preTokenBalances.map(tokenBalanceJson),
    rewards: [],
    status: err === null ? { Ok: null } : { Err: err },
  };
  const returnData = returnDataJson(meta);
  if (returnData !== undefined) json['returnData'] = returnData;
  if (encoding !== 'jsonParsed') {
    json['loadedAddresses'] = {
      readonly: record.loadedReadonly.map(toBase58),
      writable: record.loadedWritable.map(toBase58),
    };
  }
  return json;
}

function tokenBalanceJson(balance: TokenBalanceRecord): unknown {
  return {
    accountIndex: balance.accountIndex,
    mint: toBase58(balance.mint),
    owner: toBase58(balance.owner),
    programId: toBase58(balance.programId),
    uiTokenAmount: uiAmount(balance.amount, balance.decimals),
  };
}
