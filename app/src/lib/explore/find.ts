/** What an address is. */
import type { PublicKey } from '@solana/web3.js';
import type { AccountTypes, PageView } from '@tagger/client';
import type { Chain } from '../chain/door.ts';

type Kinds = keyof AccountTypes;

export type Found =
  | { kind: Exclude<Kinds, 'page'>; address: PublicKey; account: AccountTypes[Exclude<Kinds, 'page'>] }
  | { kind: 'page'; address: PublicKey; account: PageView }
  | { kind: 'wallet' | 'other' | 'gone'; address: PublicKey; lamports: bigint; owner: string | undefined };

const KINDS = [
  'task',
  'page',
  'seat',
  'member',
  'dataset',
  'license',
  'offer',
  'bid',
  'config',
  'vault',
  'pool',
  'governance',
  'domains',
  'voter',
  'proposal',
  'ballot',
] as const satisfies readonly Kinds[];

const SYSTEM = '11111111111111111111111111111111';

/**
 * The account behind an address: of a wallet its member, of the token of a licence the licence, of the title of a dataset the dataset. Throws what the node throws.
 */
export async function find(chain: Chain, address: PublicKey): Promise<Found> {
  const { client, connection } = chain;
  const behind = [address, client.memberPda(address), client.licensePda(address), client.datasetPda(address)];
  const [own, ...others] = await connection.getMultipleAccountsInfo(behind);
  const infos = [own, ...others];
  for (const [at, info] of infos.entries()) {
    if (info == null) continue;
    const kind = KINDS.find((name) => client.isAccount(name, info));
    if (kind === undefined) continue;
    const where = behind[at]!;
    if (kind === 'page') return { kind, address: where, account: client.decodePage(info) };
    if (kind === 'pool') return { kind, address: where, account: client.decodeAccount('pool', info) };
    return { kind, address: where, account: client.decodeAccount(kind, info) };
  }
  if (own == null) return { kind: 'gone', address, lamports: 0n, owner: undefined };
  const owner = own.owner.toBase58();
  return { kind: owner === SYSTEM ? 'wallet' : 'other', address, lamports: BigInt(own.lamports), owner };
}
