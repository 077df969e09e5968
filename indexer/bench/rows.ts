/** Fills an index with a large market that nobody played: a million rows over the tables lists are served from. */
import type { Db } from '../src/db/db.ts';

/** An address out of a letter and a number. */
export const address = (letter: string, n: number): string => letter + String(n).padStart(39, '0').replaceAll('0', 'z');
const sqlAddress = (letter: string, n: string): string =>
  `'${letter}' || translate(lpad((${n})::text, 39, '0'), '0', 'z')`;

/** Rows by table; `scale` 1 makes a million in all. */
export const SIZES = {
  transactions: 100_000,
  ledger_entry: 300_000,
  feed: 200_000,
  entity: 50_000,
  task: 50_000,
  seat: 80_000,
  member: 40_000,
  member_domain: 80_000,
  dataset: 10_000,
  offer: 20_000,
  license: 30_000,
  price: 30_000,
  document: 10_000,
} as const;

const member = sqlAddress('M', 'n % 40000');
const task = sqlAddress('T', 'n % 50000');
const dataset = sqlAddress('D', 'n % 10000');
const signature = sqlAddress('S', 'n % 100000');
const chance = (n: number): string => `(hashint4(n + ${n})::bigint + 2147483648)`;

/** What a column holds, of row `n`; all others are empty. */
const VALUES: Readonly<Record<keyof typeof SIZES, Readonly<Record<string, string>>>> = {
  transactions: { signature: sqlAddress('S', 'n'), slot: 'n', block_time: '1700000000 + n * 60' },
  ledger_entry: {
    signature,
    n: 'n',
    slot: 'n % 100000',
    book: "'balance'",
    owner: member,
    amount: `${chance(1)} % 1000000`,
    reason: "(array['reward', 'vote', 'share', 'withdrawn'])[1 + n % 4]",
    contra_book: "'task'",
    contra_owner: task,
  },
  feed: {
    seq: 'n',
    state: "'finalized'",
    signature,
    slot: 'n % 100000',
    name: "(array['settle', 'collect', 'commit', 'reveal', 'buyLicense'])[1 + n % 5]",
    task,
    dataset,
    wallet: member,
  },
  entity: { address: sqlAddress('T', 'n'), born: 'n', kind: "'task'" },
  task: {
    address: sqlAddress('T', 'n'),
    requester: sqlAddress('M', 'n % 500'),
    terms_domain: 'n % 16',
    terms_required_level: 'n % 6',
    terms_price: `${chance(2)} % 100000`,
    terms_item_count: '100',
    ends_at: `1900000000 + ${chance(3)} % 1000000`,
    answers: '100',
    accepted: '90',
    rules_id: "decode(repeat('07', 32), 'hex')",
  },
  seat: { address: sqlAddress('C', 'n'), index: 'n % 100', task, wallet: member },
  member: { address: sqlAddress('A', 'n'), wallet: sqlAddress('M', 'n'), earned: chance(4), answered: chance(5) },
  member_domain: {
    wallet: sqlAddress('M', 'n / 2'),
    domain: '(n % 2) * 8 + (n / 2) % 8',
    quality_bps: `${chance(6)} % 10000`,
    seen: `${chance(7)} % 100000`,
  },
  dataset: {
    address: sqlAddress('D', 'n'),
    publisher: sqlAddress('M', 'n % 500'),
    mint: sqlAddress('N', 'n'),
    task,
    published_at: `${chance(8)}`,
    sold: 'n % 50',
    contents_manifest_id: "decode(repeat('07', 32), 'hex')",
  },
  offer: { address: sqlAddress('F', 'n'), dataset, price: `${chance(9)} % 100000000`, index: 'n / 10000' },
  license: {
    address: sqlAddress('L', 'n'),
    dataset,
    mint: sqlAddress('Q', 'n'),
    holder: sqlAddress('M', 'n % 5000'),
    bought_at: 'n',
    asking: `case when n % 10 = 0 then ${chance(10)} % 100000000 else 0 end`,
  },
  price: { signature, ix: 'n / 100000', slot: 'n % 100000', what: "'bought'", dataset, amount: 'n' },
  document: {
    kind: "'rules'",
    owner: sqlAddress('T', 'n'),
    title: "'Task ' || n",
    body: "'Boxes around every dog, cat ' || n % 97 || ' and wolf number ' || n % 1009",
  },
};

const EMPTY: Readonly<Record<string, string>> = {
  text: sqlAddress('x', '0'),
  bytea: "'\\x'",
  jsonb: "'{}'",
  boolean: 'false',
};

/** Returns how many rows were made. */
export async function fill(db: Db, scale = 1): Promise<number> {
  let made = 0;
  for (const [table, size] of Object.entries(SIZES)) {
    const columns = await db.query<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns
       where table_schema = 'public' and table_name = '${table}' and is_generated = 'NEVER' and is_nullable = 'NO'
       union select column_name, data_type from information_schema.columns
       where table_schema = 'public' and table_name = '${table}' and column_name in (${Object.keys(
         VALUES[table as keyof typeof SIZES],
       )
         .map((name) => `'${name}'`)
         .join(', ')})`,
    );
    const own = VALUES[table as keyof typeof SIZES];
    const count = Math.round(size * scale);
    await db.exec(
      `insert into ${table} (${columns.map(({ name }) => name).join(', ')})
       select ${columns.map(({ name, type }) => own[name] ?? EMPTY[type] ?? '0').join(', ')} from generate_series(0, ${count - 1}) as n`,
    );
    made += count;
  }
  await db.exec(
    `insert into state (program, genesis, idl, slot, finalized_slot, seq) values ('p', 'g', 'i', 200000, 199000, ${SIZES.feed})`,
  );
  await db.exec('analyze');
  return made;
}
