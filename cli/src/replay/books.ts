/** What the books of a whole chain say: lamports, TAG in wallets, and accounts of the program that are left. */
import { getAccount } from '@solana/spl-token';
import type { Connection } from '@solana/web3.js';
import {
  configPda,
  domainsPda,
  escrowVaultPda,
  fetchConfig,
  governancePda,
  poolPda,
  PROGRAM_ID,
  stakeVaultPda,
} from '@tagger/client';
import { pool } from '../pool.ts';
import type { Person } from './people.ts';

/** Lamports of all accounts plus all fees ever taken: constant on a chain that loses nothing. */
export async function lamports(rpcUrl: string): Promise<bigint> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tagger_getLamportsTotal', params: [] }),
  });
  return BigInt(((await response.json()) as { result: { sum: string } }).result.sum);
}

export async function walletTag(connection: Connection, people: Person[]): Promise<bigint> {
  let sum = 0n;
  await pool(people, 12, async ({ tokens }) => {
    const { amount } = await getAccount(connection, tokens);
    sum += amount;
  });
  return sum;
}

/** Accounts of the program that are still there, those aside that the deployment makes once and for all. */
export async function leftAccounts(connection: Connection): Promise<number> {
  const all = await connection.getProgramAccounts(PROGRAM_ID, { dataSlice: { offset: 0, length: 0 } });
  const shards = Array.from({ length: (await fetchConfig(connection))?.pools ?? 0 }, (_, index) => poolPda(index));
  const lasting = [configPda(), stakeVaultPda(), escrowVaultPda(), governancePda(), domainsPda(), ...shards];
  return all.filter(({ pubkey }) => !lasting.some((address) => address.equals(pubkey))).length;
}
