/** JSON-RPC methods that send, simulate and read transactions. */
import bs58 from 'bs58';
import type { Chain } from '../chain/chain.ts';
import { ChainError, errorText, type TransactionErrorJson } from '../chain/errors.ts';
import type { TransactionMeta, TransactionRecord } from '../chain/history.ts';
import { toBase58 } from '../chain/keys.ts';
import {
  PACKET_DATA_SIZE,
  parseTransaction,
  V1_TRANSACTION_SIZE,
  withBlockhash,
  type WireTransaction,
} from '../chain/wire.ts';
import type { AccountState } from '../chain/accounts.ts';
import { accountJson } from './accountJson.ts';
import { contextOf, missing } from './cluster.ts';
import type { Faucet } from './faucet.ts';
import { invalidParams, RpcCode, RpcError, type Config, type Handlers } from './json.ts';
import { address, config, dataEncoding, integer, list, signature, text, u64Param } from './params.ts';
import { innerInstructionsJson, returnDataJson, transactionEncoding, transactionJson } from './transactionJson.ts';

const WIRE_TYPE = 'solana_transaction::versioned::VersionedTransaction';
const MAX_SIGNATURE_QUERIES = 256;

/** Decodes wire bytes and refuses oversized ones with the sentences of a validator. LiteSVM itself takes any size. */
export function decodeTransaction(encoded: unknown, encoding: unknown): WireTransaction {
  const form = encoding === undefined || encoding === null ? 'base58' : encoding;
  if (form !== 'base58' && form !== 'base64') throw invalidParams('unsupported encoding: use base58 or base64.');
  const wire = text(encoded, 'transaction');
  const raw = form === 'base64' ? Buffer.from(wire, 'base64') : Buffer.from(bs58.decodeUnsafe(wire) ?? []);
  const max = raw[0] === 0x81 ? V1_TRANSACTION_SIZE : PACKET_DATA_SIZE;
  const maxEncoded = form === 'base64' ? Math.ceil(max / 3) * 4 : Math.ceil(max * 1.3658);
  if (wire.length > maxEncoded) {
    throw invalidText(
      `${form} encoded ${WIRE_TYPE} too large: ${wire.length} bytes (max: encoded/raw ${maxEncoded}/${max})`,
    );
  }
  if (raw.length > max) throw invalidText(`decoded ${WIRE_TYPE} too large: ${raw.length} bytes (max: ${max} bytes)`);
  try {
    return parseTransaction(raw);
  } catch (error) {
    if (error instanceof ChainError) throw invalidText(`failed to deserialize ${WIRE_TYPE}: ${error.message}`);
    throw error;
  }
}

function invalidText(message: string): RpcError {
  return new RpcError(RpcCode.invalidParams, message);
}

function preflightError(err: TransactionErrorJson, meta: TransactionMeta): RpcError {
  if (err === 'SignatureFailure') {
    return new RpcError(RpcCode.signatureVerification, 'Transaction signature verification failure');
  }
  return new RpcError(RpcCode.preflightFailure, `Transaction simulation failed: ${errorText(err)}`, {
    accounts: null,
    err,
    innerInstructions: null,
    logs: meta.logs(),
    replacementBlockhash: null,
    returnData: returnDataJson(meta) ?? null,
    unitsConsumed: meta.computeUnits(),
  });
}

/** Executes a decoded transaction as sendTransaction does. Returns its signature. */
export function submit(chain: Chain, tx: WireTransaction, skipPreflight: boolean): string {
  const outcome = chain.execute(tx, !skipPreflight);
  if (outcome.landed) return tx.signature;
  // A node forwards a resent transaction without complaint when preflight is off; clients rely on that to rebroadcast.
  if (skipPreflight && outcome.err === 'AlreadyProcessed') return tx.signature;
  throw preflightError(outcome.err, outcome.meta);
}

export function transactionMethods(chain: Chain, faucet: Faucet): Handlers {
  const withContext = (value: unknown): unknown => ({ context: contextOf(chain), value });
  const status = (record: TransactionRecord): Record<string, unknown> => ({
    confirmationStatus: 'finalized',
    confirmations: null,
    err: record.err,
    slot: record.slot,
    status: record.err === null ? { Ok: null } : { Err: record.err },
  });
  const versionOf = (options: Config): number | undefined => {
    const value = options['maxSupportedTransactionVersion'];
    return value === undefined || value === null ? undefined : integer(value, 'maxSupportedTransactionVersion', 0, 255);
  };

  function simulate(encoded: unknown, options: Config): unknown {
    const sigVerify = options['sigVerify'] === true;
    const replace = options['replaceRecentBlockhash'] === true;
    if (sigVerify && replace) throw invalidText('sigVerify may not be used with replaceRecentBlockhash');
    let tx = decodeTransaction(encoded, options['encoding']);
    const { blockhash } = chain.clock.latest;
    if (replace) tx = withBlockhash(tx, blockhash);
    const result = chain.simulate(tx, sigVerify, !replace);
    if (result.err === 'SignatureFailure') throw preflightError(result.err, result.meta);
    const value: Record<string, unknown> = {
      accounts: simulatedAccounts(options['accounts'], result.postAccounts),
      err: result.err,
      innerInstructions:
        options['innerInstructions'] === true ? innerInstructionsJson(result.meta, result.keys.keys, true) : null,
      logs: result.meta.logs(),
      returnData: returnDataJson(result.meta) ?? null,
      unitsConsumed: result.meta.computeUnits(),
    };
    if (replace) {
      const lastValidBlockHeight = chain.clock.lastValidSlot(tx.blockhash);
      value['replacementBlockhash'] = { blockhash: toBase58(blockhash), lastValidBlockHeight };
    }
    return withContext(value);
  }

  function simulatedAccounts(wanted: unknown, posts: Map<string, AccountState>): unknown {
    if (wanted === undefined || wanted === null) return null;
    const { addresses, encoding } = config(wanted);
    const view = { encoding: dataEncoding(encoding, 'base64') };
    const lookup = (key: string): AccountState | undefined => posts.get(key) ?? chain.account(key);
    return list(addresses, 'accounts.addresses', 64).map((entry) => {
      const state = lookup(address(entry));
      return state === undefined || state.lamports === 0n ? null : accountJson(state, view, lookup);
    });
  }

  function block(slot: number, options: Config): unknown {
    const found = chain.history.atSlot(slot);
    const made = found?.block ?? chain.clock.block(slot) ?? missing(slot);
    const records = found?.records ?? [];
    const json: Record<string, unknown> = {
      blockHeight: slot,
      blockTime: made.time,
      blockhash: toBase58(made.blockhash),
      parentSlot: made.parent,
      previousBlockhash: toBase58(made.previousBlockhash),
    };
    const details = options['transactionDetails'] ?? 'full';
    if (details === 'signatures') json['signatures'] = records.map((r) => r.tx.signature);
    if (details === 'full' || details === 'accounts') {
      const encoding = transactionEncoding(options['encoding']);
      json['transactions'] = records.map((r) => transactionJson(r, encoding, versionOf(options)));
    }
    if (options['rewards'] !== false) json['rewards'] = [];
    return json;
  }

  return {
    sendTransaction: ([encoded, options]) => {
      const settings = config(options);
      return submit(chain, decodeTransaction(encoded, settings['encoding']), settings['skipPreflight'] === true);
    },
    simulateTransaction: ([encoded, options]) => simulate(encoded, config(options)),
    requestAirdrop: ([to, lamports]) => faucet.airdrop(address(to), u64Param(lamports, 'lamports')),
    getSignatureStatuses: ([signatures]) =>
      withContext(
        list(signatures, 'signatures', MAX_SIGNATURE_QUERIES).map((entry) => {
          const record = chain.history.get(signature(entry));
          return record === undefined ? null : status(record);
        }),
      ),
    getSignaturesForAddress: ([key, options]) => {
      const { limit, before, until } = config(options);
      const count = integer(limit, 'limit', 1, 1000, 1000);
      const from = before === undefined || before === null ? undefined : signature(before);
      const to = until === undefined || until === null ? undefined : signature(until);
      return chain.history.ofAddress(address(key), count, from, to).map((record) => ({
        blockTime: record.time,
        confirmationStatus: 'finalized',
        err: record.err,
        memo: null,
        signature: record.tx.signature,
        slot: record.slot,
      }));
    },
    getTransaction: ([wanted, options]) => {
      const settings = config(options);
      const record = chain.history.get(signature(wanted));
      if (record === undefined) return null;
      const json = transactionJson(record, transactionEncoding(settings['encoding']), versionOf(settings));
      return { blockTime: record.time, slot: record.slot, ...json };
    },
    getBlock: ([slot, options]) => block(integer(slot, 'slot', 0, Number.MAX_SAFE_INTEGER), config(options)),
  };
}
