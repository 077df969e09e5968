/** The chain's accounts as they were last read. */
import type { Queries } from '../db/db.ts';
import { insert, rowsOf, textArray, type ColumnType, type Row } from '../db/bulk.ts';
import { IndexerError } from '../error.ts';
import { readAccount, type Fields } from '../chain/layout.ts';
import type { AccountsAt } from '../source/source.ts';
import { ACCOUNT_VERSION } from '@tagger/client';
import { MIRRORED, valueOf } from './columns.ts';

const ACCOUNT = { address: 'text', kind: 'text', read_slot: 'bigint', lamports: 'numeric', data: 'bytea' } as const;

const DOMAIN = {
  wallet: 'text',
  domain: 'smallint',
  slot: 'bigint',
  good: 'bigint',
  seen: 'bigint',
  day: 'integer',
  streak: 'integer',
  quality_bps: 'integer',
} as const;

/**
 * Writes what was read; only a newer read overwrites an older one. Owner and discriminator decide what an account is [attack 135];
 * another version of it means another program: throws `ProgramNewer`.
 */
export async function writeAccounts(db: Queries, { slot, accounts }: AccountsAt): Promise<void> {
  const gone: string[] = [];
  const rows: Row[] = [];
  const kinds = new Map<string, Row[]>();
  const domains: Row[] = [];
  for (const { address, account } of accounts) {
    const read = account === undefined ? undefined : readAccount(account.data);
    if (account === undefined || read === undefined) {
      gone.push(address);
      continue;
    }
    const { kind, fields } = read;
    if (fields['version'] !== ACCOUNT_VERSION)
      throw new IndexerError(
        'ProgramNewer',
        `${kind} ${address} has version ${fields['version'] as number}, this indexer knows ${ACCOUNT_VERSION}: update it`,
      );
    rows.push([address, kind, slot, account.lamports, account.data]);
    const columns = MIRRORED.get(kind) ?? [];
    const own = kinds.get(kind) ?? [];
    own.push([address, slot, ...columns.map((column) => valueOf(column, fields))]);
    kinds.set(kind, own);
    if (kind === 'member') domains.push(...domainsOf(address, fields, slot));
  }
  await remove(db, gone, slot);
  const newer = await upsertAccounts(db, rows);
  for (const [kind, own] of kinds) {
    const written = own.filter((row) => newer.has(row[0] as string));
    await writeKind(db, kind, written);
  }
  await insert(
    db,
    'member_domain',
    DOMAIN,
    domains.filter((row) => newer.has(row[0] as string)).map((row) => row.slice(1)),
    `on conflict (wallet, domain) do update set slot = excluded.slot, good = excluded.good, seen = excluded.seen,
       day = excluded.day, streak = excluded.streak, quality_bps = excluded.quality_bps`,
  );
  // What was read in the slot that changed it may not show the change yet.
  await db.query('delete from stale where address = any(($1::text)::text[]) and slot < $2', [
    textArray(accounts.map(({ address }) => address)),
    slot,
  ]);
}

/** Returns the addresses whose read was the newest. */
async function upsertAccounts(db: Queries, rows: readonly Row[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const { select, params } = rowsOf(ACCOUNT, rows);
  const written = await db.query<{ address: string }>(
    `insert into account (address, kind, read_slot, lamports, data) ${select}
     on conflict (address) do update set kind = excluded.kind, read_slot = excluded.read_slot, lamports = excluded.lamports,
       data = excluded.data where account.read_slot <= excluded.read_slot
     returning address`,
    params,
  );
  return new Set(written.map(({ address }) => address));
}

async function writeKind(db: Queries, kind: string, rows: readonly Row[]): Promise<void> {
  const columns = MIRRORED.get(kind) ?? [];
  const types: Record<string, ColumnType> = { address: 'text', read_slot: 'bigint' };
  for (const { name, type } of columns) types[name] = type;
  const set = Object.keys(types)
    .slice(1)
    .map((name) => `${name} = excluded.${name}`);
  await insert(db, kind, types, rows, `on conflict (address) do update set ${set.join(', ')}`);
}

async function remove(db: Queries, addresses: readonly string[], slot: number): Promise<void> {
  if (addresses.length === 0) return;
  const params = [textArray(addresses), slot];
  const gone = await db.query<{ address: string; kind: string }>(
    'delete from account where address = any(($1::text)::text[]) and read_slot <= $2 returning address, kind',
    params,
  );
  for (const kind of new Set(gone.map((row) => row.kind))) {
    const own = textArray(gone.filter((row) => row.kind === kind).map(({ address }) => address));
    if (kind === 'member')
      await db.query(
        'delete from member_domain d using member m where m.wallet = d.wallet and m.address = any(($1::text)::text[])',
        [own],
      );
    await db.query(`delete from ${kind} where address = any(($1::text)::text[])`, [own]);
  }
}

/** A member's records behind his address; those of domains he was never measured in are left out. */
function domainsOf(address: string, { wallet, records }: Fields, slot: number): Row[] {
  return (records as Fields[]).flatMap(({ good, seen, day, streak }, domain): Row[] => {
    const [sum, count] = [good as number, seen as number];
    if (count === 0 && sum === 0) return [];
    const quality = count === 0 ? 0 : Math.floor((sum * 10_000) / count);
    return [[address, wallet as string, domain, slot, sum, count, day as number, streak as number, quality]];
  });
}
