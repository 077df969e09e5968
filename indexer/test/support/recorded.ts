/** A history as it happened on a local chain: its transactions by slot, and the accounts at its end. */
import { fromAnswer, type RawTransaction, type TransactionAnswer } from '../../src/chain/transaction.ts';
import { PROGRAM } from '../../src/chain/calls.ts';
import type { AccountRead, SlotBatch } from '../../src/source/source.ts';

export interface Recorded {
  batches: SlotBatch[];
  accounts: AccountRead[];
  /** Slot of the end. */
  slot: number;
}

interface Listed {
  signature: string;
  err: unknown;
}

const PAGE = 1_000;
const BATCH = 100;

export async function rpc<T>(url: string, method: string, params: unknown[]): Promise<T> {
  return (await many<T>(url, method, [params]))[0] as T;
}

async function many<T>(url: string, method: string, params: unknown[][]): Promise<T[]> {
  const body = params.map((one, id) => ({ jsonrpc: '2.0', id, method, params: one }));
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await response.json()) as { result: T }[]).map(({ result }) => result);
}

/** Reads everything the program did on the chain behind `url`. */
export async function record(url: string): Promise<Recorded> {
  const listed: Listed[] = [];
  for (let before: string | undefined; ;) {
    const page = await rpc<Listed[]>(url, 'getSignaturesForAddress', [PROGRAM, { limit: PAGE, before }]);
    listed.push(...page.filter(({ err }) => err === null));
    if (page.length < PAGE) break;
    before = page.at(-1)?.signature;
  }
  listed.reverse();
  const transactions: RawTransaction[] = [];
  for (let at = 0; at < listed.length; at += BATCH) {
    const part = listed.slice(at, at + BATCH);
    const wanted = part.map(({ signature }) => [signature, { encoding: 'base64', maxSupportedTransactionVersion: 0 }]);
    const answers = await many<TransactionAnswer>(url, 'getTransaction', wanted);
    answers.forEach((answer, place) => {
      const found = fromAnswer((part[place] as Listed).signature, 0, answer);
      if (found !== undefined) transactions.push(found);
    });
  }
  const held = await rpc<{
    context: { slot: number };
    value: { pubkey: string; account: { lamports: number; data: [string, string] } }[];
  }>(url, 'getProgramAccounts', [PROGRAM, { encoding: 'base64', withContext: true }]);
  return {
    batches: bySlot(transactions),
    accounts: held.value.map(({ pubkey, account }) => ({
      address: pubkey,
      account: { data: Buffer.from(account.data[0], 'base64'), lamports: BigInt(account.lamports) },
    })),
    slot: held.context.slot,
  };
}

/** Groups transactions by slot, in order. */
export function bySlot(transactions: readonly RawTransaction[]): SlotBatch[] {
  const batches: SlotBatch[] = [];
  for (const transaction of transactions) {
    const last = batches.at(-1);
    if (last?.slot === transaction.slot) last.transactions.push({ ...transaction, position: last.transactions.length });
    else batches.push({ slot: transaction.slot, transactions: [{ ...transaction, position: 0 }] });
  }
  return batches;
}
