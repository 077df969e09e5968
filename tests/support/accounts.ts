/** Every account of the program, decoded. What did not change since the last look is not decoded again. */
import type { AccountInfo, Connection } from '@solana/web3.js';
import {
  decodeAccount,
  decodePage,
  decodePool,
  discriminatorOf,
  PROGRAM_ID,
  type AccountTypes,
  type PageView,
  type PoolView,
} from '@tagger/client';
import { call } from './rpc.ts';

/** With the wallet as text, to group by. */
type Owned<T> = T & { owner: string };
type Addressed<T> = T & { address: string };

export interface Everything {
  members: Owned<AccountTypes['member']>[];
  tasks: AccountTypes['task'][];
  pages: PageView[];
  seats: Owned<AccountTypes['seat']>[];
  voters: Owned<AccountTypes['voter']>[];
  proposals: Addressed<AccountTypes['proposal']>[];
  ballots: Owned<AccountTypes['ballot']>[];
  pools: PoolView[];
  datasets: Addressed<AccountTypes['dataset']>[];
  offers: AccountTypes['offer'][];
  licenses: AccountTypes['license'][];
  bids: AccountTypes['bid'][];
}

const KINDS = [
  'member',
  'task',
  'page',
  'seat',
  'voter',
  'proposal',
  'ballot',
  'pool',
  'dataset',
  'offer',
  'license',
  'bid',
] as const;
type Kind = (typeof KINDS)[number];
type Known = { kind: Kind; value: unknown } | undefined;

const PREFIXES = KINDS.map((kind) => ({ kind, bytes: Buffer.from(discriminatorOf(kind)) }));
const seen = new Map<string, { base64: string; known: Known }>();

function decode(address: string, account: AccountInfo<Buffer>): Known {
  const kind = PREFIXES.find(({ bytes }) => account.data.subarray(0, 8).equals(bytes))?.kind;
  if (kind === undefined) return undefined;
  if (kind === 'page') return { kind, value: decodePage(account) };
  if (kind === 'pool') return { kind, value: decodePool(account) };
  const value = decodeAccount(kind, account);
  if (kind === 'proposal' || kind === 'dataset') return { kind, value: { ...value, address } };
  return { kind, value: 'wallet' in value ? { ...value, owner: value.wallet.toBase58() } : value };
}

interface Raw {
  pubkey: string;
  account: { data: [string, string]; owner: string; lamports: number; executable: boolean };
}

/** Reads all members, tasks, pages, seats, shards of the pool, datasets with offers, licences and bids, and what of governance comes and goes. */
export async function everything(connection: Connection): Promise<Everything> {
  const all = await call<Raw[]>(connection.rpcEndpoint, 'getProgramAccounts', PROGRAM_ID.toBase58(), {
    encoding: 'base64',
    commitment: 'confirmed',
  });
  const found = Object.fromEntries(KINDS.map((kind): [Kind, unknown[]] => [kind, []])) as Record<Kind, unknown[]>;
  for (const { pubkey, account } of all) {
    const base64 = account.data[0];
    const before = seen.get(pubkey);
    const known =
      before !== undefined && before.base64 === base64
        ? before.known
        : decode(pubkey, { ...account, data: Buffer.from(base64, 'base64'), owner: PROGRAM_ID });
    seen.set(pubkey, { base64, known });
    if (known !== undefined) found[known.kind].push(known.value);
  }
  return {
    members: found.member,
    tasks: found.task,
    pages: found.page,
    seats: found.seat,
    voters: found.voter,
    proposals: found.proposal,
    ballots: found.ballot,
    pools: found.pool,
    datasets: found.dataset,
    offers: found.offer,
    licenses: found.license,
    bids: found.bid,
  } as Everything;
}
