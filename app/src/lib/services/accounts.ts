/** Many accounts of one kind, by their addresses. */
import type { PublicKey } from '@solana/web3.js';
import type { AccountTypes, Keyed } from '@tagger/client';
import type { Chain } from '../chain/door.ts';

/** Accounts of one request to a node. */
const BATCH = 100;

/** By address, base58; what is not there or of another kind is left out. */
export async function accountsOf<N extends keyof AccountTypes>(
  { client, connection }: Chain,
  kind: N,
  addresses: readonly PublicKey[],
): Promise<Map<string, Keyed<AccountTypes[N]>>> {
  const found = new Map<string, Keyed<AccountTypes[N]>>();
  for (let first = 0; first < addresses.length; first += BATCH) {
    const part = addresses.slice(first, first + BATCH);
    const infos = await connection.getMultipleAccountsInfo([...part]);
    infos.forEach((info, at) => {
      if (info === null || !client.isAccount(kind, info)) return;
      const address = part[at]!;
      found.set(address.toBase58(), { ...client.decodeAccount(kind, info), address });
    });
  }
  return found;
}
