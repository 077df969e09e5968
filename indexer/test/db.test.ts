import { expect } from 'chai';
import fc from 'fast-check';
import { insert } from '../src/db/bulk.ts';
import type { Db } from '../src/db/db.ts';
import { migrate, readMigrations } from '../src/db/migrate.ts';
import { openPglite } from '../src/db/pglite.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { startPostgres, type Server } from './support/postgres.ts';

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'nothing').catch((error: Error) => error.name);

for (const kind of ['pglite', 'postgres'] as const)
  describe(`the database: ${kind}`, function () {
    this.timeout(300_000);
    let server: Server | undefined;
    let url = '';
    let db: Db;
    before(async function () {
      if (kind === 'pglite') {
        db = await openPglite();
        return;
      }
      server = await startPostgres();
      if (server === undefined) return this.skip();
      url = await server.database();
      db = await openPostgres(url);
    });
    after(async () => {
      await db?.close();
      await server?.stop();
    });

    it('[attack 133] keeps every u64 and u128, and texts and bytes of any kind', async () => {
      await db.exec(
        'create table kept (n integer, small numeric(20), wide numeric(39), slot bigint, note text, raw bytea, tree jsonb)',
      );
      const columns = {
        n: 'integer',
        small: 'numeric',
        wide: 'numeric',
        slot: 'bigint',
        note: 'text',
        raw: 'bytea',
        tree: 'jsonb',
      } as const;
      const row = fc.record({
        small: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        wide: fc.bigInt({ min: -(2n ** 127n), max: 2n ** 128n - 1n }),
        slot: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
        // PostgreSQL keeps no zero bytes in texts.
        note: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
        raw: fc.uint8Array(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
          await db.exec('truncate kept');
          const values = rows.map(({ small, wide, slot, note, raw }, n) => [
            n,
            small,
            wide,
            slot,
            note,
            raw,
            JSON.stringify({ note, quoted: '{"a\\' }),
          ]);
          await insert(db, 'kept', columns, values);
          const back = await db.query<Record<string, unknown>>('select * from kept order by n');
          back.forEach((one, n) => {
            const { small, wide, slot, note, raw } = rows[n]!;
            expect([one['small'], one['wide'], one['slot'], one['note']]).to.deep.equal([small, wide, slot, note]);
            expect(Buffer.compare(one['raw'] as Uint8Array, raw)).to.equal(0);
            expect(one['tree']).to.deep.equal({ note, quoted: '{"a\\' });
          });
        }),
        { numRuns: 30 },
      );
    });

    it('a transaction that fails leaves nothing, and the next one is not held up', async () => {
      await db.exec('create table tried (n integer)');
      const failed = db.transaction(async (tx) => {
        await tx.query('insert into tried values (1)');
        throw new RangeError('no');
      });
      expect(await refusal(failed)).to.equal('RangeError');
      await db.transaction((tx) => tx.query('insert into tried values (2)'));
      expect(await db.query('select n from tried')).to.deep.equal([{ n: 2 }]);
    });

    it('migrations are applied once and in order; a changed or unknown one is refused', async () => {
      const migrations = readMigrations();
      const [first] = migrations as [(typeof migrations)[number]];
      expect(await migrate(db)).to.deep.equal(migrations.map(({ name }) => name));
      expect(await migrate(db)).to.deep.equal([]);
      const changed = migrations.map((one) => (one === first ? { ...one, hash: 'other' } : one));
      expect(await refusal(migrate(db, changed))).to.equal('MigrationChanged');
      expect(await refusal(migrate(db, migrations.slice(0, 1)))).to.equal('SchemaNewer');
      const next = {
        number: 9_999,
        name: 'next.sql',
        sql: 'create table next (n integer); broken',
        hash: '',
      };
      expect(await refusal(migrate(db, [...migrations, next]))).not.to.equal('nothing');
      expect(await db.query("select 1 from pg_tables where tablename = 'next'")).to.deep.equal([]);
    });

    it('labels are read out of packed bytes', async () => {
      const read = async (packed: string, item: number, width: number) =>
        (
          await db.query<{ label: number }>(`select label_at(decode($1, 'hex'), $2::integer, $3::integer) as label`, [
            packed,
            item,
            width,
          ])
        )[0]?.label;
      // 0b10110100, 0xff
      expect(await Promise.all([0, 1, 2, 3, 8].map((item) => read('b4ff', item, 1)))).to.deep.equal([0, 0, 1, 0, 1]);
      expect(await Promise.all([0, 1, 2, 3, 4].map((item) => read('b4ff', item, 2)))).to.deep.equal([0, 1, 3, 2, 3]);
      expect(await Promise.all([0, 1].map((item) => read('b4ff', item, 8)))).to.deep.equal([180, 255]);
    });

    it('texts are found by their words', async () => {
      const document = ['card', 'Dogs of Lisbon', 'Photographs with boxes around every dog'];
      await db.query(
        "insert into document (kind, owner, id, title, body) values ($1, 'somebody', 'id', $2, $3)",
        document,
      );
      const found = await db.query(
        "select owner from document where words @@ websearch_to_tsquery('simple', 'lisbon boxes')",
      );
      expect(found).to.deep.equal([{ owner: 'somebody' }]);
    });

    if (kind === 'postgres')
      it('has one writer at a time; readers are welcome', async () => {
        expect(await refusal(openPostgres(url))).to.equal('WriterExists');
        const reader = await openPostgres(url, { write: false });
        expect(await reader.query('select 1 as one')).to.deep.equal([{ one: 1 }]);
        await reader.close();
      });
  });
