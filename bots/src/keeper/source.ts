/** Where a keeper reads accounts: all of a kind at once, and some by address. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { discriminatorOf, PROGRAM_ID } from '@tagger/client';
import bs58 from 'bs58';
import type { Bytes } from './facts.ts';
import { BYTES, type Kind } from './kinds.ts';

/** Accounts of one `getMultipleAccounts`. */
const AT_ONCE = 100;

export interface Source {
  /** Every account of a kind, only as many bytes as are needed. */
  all(kind: Kind): Promise<{ address: PublicKey; info: Bytes }[]>;
  /** Accounts by address, in order; null for one that is gone. */
  some(addresses: readonly PublicKey[]): Promise<(Bytes | null)[]>;
}

export function chainSource(connection: Connection): Source {
  return {
    async all(kind) {
      const length = BYTES[kind];
      const found = await connection.getProgramAccounts(PROGRAM_ID, {
        filters: [{ memcmp: { offset: 0, bytes: bs58.encode(discriminatorOf(kind)) } }],
        ...(length !== undefined && { dataSlice: { offset: 0, length } }),
      });
      return found.map(({ pubkey, account }) => ({ address: pubkey, info: account }));
    },
    async some(addresses) {
      const parts: PublicKey[][] = [];
      for (let at = 0; at < addresses.length; at += AT_ONCE) parts.push(addresses.slice(at, at + AT_ONCE));
      return (await Promise.all(parts.map((part) => connection.getMultipleAccountsInfo(part)))).flat();
    },
  };
}
