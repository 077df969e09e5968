/**
 * How fast an index is written, from a recorded market repeated with fresh addresses until it has the wanted number of transactions. The
 * chain and its node are left out: this is decoding, folding and the database.
 *
 *   node --conditions=tagger-source --import tsx indexer/bench/stream.ts [transactions] [pglite|postgres] [directory]
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import bs58 from 'bs58';
import { CAMEL_IDL, CODER } from '@tagger/client';
import { createWorld } from '../../tests/support/world.ts';
import { decode, ESCROW_TOKENS, PROGRAM, STAKE_TOKENS } from '../src/chain/calls.ts';
import { bytesOf } from '../src/chain/keys.ts';
import type { RawTransaction } from '../src/chain/transaction.ts';
import type { Db } from '../src/db/db.ts';
import { migrate } from '../src/db/migrate.ts';
import { openPglite } from '../src/db/pglite.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { identityOf } from '../src/identity.ts';
import type { SlotBatch } from '../src/source/source.ts';
import { Store } from '../src/store/store.ts';
import { playMarket } from '../test/support/market.ts';
import { record } from '../test/support/recorded.ts';
import { startPostgres } from '../test/support/postgres.ts';

const [wanted = '100000', kind = 'pglite'] = process.argv.slice(2);
const COUNT = Number(wanted);
/** Transactions written in one go, as the program does. */
const STEP = 2_000;

const world = await createWorld();
await playMarket(world);
const recorded = await record(world.chain.rpcUrl);
await world.chain.stop();

/** Addresses that are the same in every repetition: programs, the program's own singletons. */
const once = new Set([PROGRAM, STAKE_TOKENS, ESCROW_TOKENS]);
const programs = new Set(
  recorded.batches.flatMap(({ transactions }) =>
    transactions.flatMap((one) =>
      [...one.outer, ...[...one.inner.values()].flat()].map(({ program }) => one.keys[program] as string),
    ),
  ),
);
programs.forEach((program) => once.add(program));

/** The same history by other people: every address becomes another one, in accounts and in what was logged. */
function repetition(round: number): RawTransaction[] {
  const others = new Map<string, Buffer>();
  const other = (address: string): string => {
    if (once.has(address)) return address;
    let bytes = others.get(address);
    if (bytes === undefined) {
      bytes = createHash('sha256').update(`${round} ${address}`).digest();
      others.set(address, bytes);
    }
    return bs58.encode(bytes);
  };
  return recorded.batches.flatMap(({ transactions }) =>
    transactions.map((one): RawTransaction => {
      const keys = one.keys.map(other);
      const logs = (one.logs ?? []).map((line) => {
        if (!line.startsWith('Program data: ')) return line;
        const bytes = Buffer.from(line.slice(14), 'base64');
        one.keys.forEach((address, at) => {
          const from = Buffer.from(bytesOf(address));
          for (let place = bytes.indexOf(from); place >= 0; place = bytes.indexOf(from, place + 1))
            Buffer.from(bytesOf(keys[at] as string)).copy(bytes, place);
        });
        return `Program data: ${bytes.toString('base64')}`;
      });
      const signature = createHash('sha512').update(`${round} ${one.signature}`).digest();
      return { ...one, signature: bs58.encode(signature), keys, logs };
    }),
  );
}

async function open(): Promise<{ db: Db; close: () => Promise<void> }> {
  if (kind === 'postgres') {
    const server = await startPostgres();
    if (server === undefined) throw new Error('no PostgreSQL server: toolchain/postgres.sh');
    const db = await openPostgres(await server.database());
    return { db, close: async () => (await db.close(), await server.stop()) };
  }
  const directory = mkdtempSync(join(tmpdir(), 'tagger-bench-'));
  const db = await openPglite(directory);
  return { db, close: async () => (await db.close(), rmSync(directory, { recursive: true, force: true })) };
}

const { db, close } = await open();
await migrate(db);
const store = await Store.open(db, identityOf('bench'));
const backend =
  kind === 'postgres' ? Number((await db.query<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid) : undefined;
/** CPU milliseconds a process has used, from /proc; its clock ticks a hundred times a second. */
const cpuOf = (pid: number | undefined): number => {
  if (pid === undefined) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const load = (): number => Number(loadavg()[0]?.toFixed(1));
const loadBefore = load();
let [slot, done, busy, made, cpu] = [1, 0, 0, 0, 0];
const cpuBackend = cpuOf(backend);
let waiting: RawTransaction[] = [];
while (done < COUNT) {
  while (waiting.length < STEP) waiting.push(...repetition(made++));
  const part = waiting.slice(0, STEP);
  waiting = waiting.slice(STEP);
  const batches: SlotBatch[] = [];
  // Ten transactions of the program in a slot.
  for (let at = 0; at < part.length; at += 10)
    batches.push({
      slot: (slot += 1),
      transactions: part.slice(at, at + 10).map((one, position) => ({ ...one, slot, position })),
    });
  const [began, used] = [process.hrtime.bigint(), process.cpuUsage()];
  await store.apply(batches, slot, true);
  busy += Number(process.hrtime.bigint() - began) / 1e9;
  const { user, system } = process.cpuUsage(used);
  cpu += (user + system) / 1e3;
  done += part.length;
  if (done % 50_000 < STEP) console.error(`${done} transactions in ${busy.toFixed(1)} s, load ${load()}`);
}
const [row] = await db.query<{ events: bigint; entries: bigint; instructions: bigint; size: bigint }>(
  `select (select count(*) from events) as events, (select count(*) from ledger_entry) as entries,
     (select count(*) from instructions) as instructions, pg_database_size(current_database()) as size`,
);
const events = Number(row?.events);

/** Decoding alone, ours and by the coder of the interface. */
const sample = recorded.batches.flatMap((batch) => batch.transactions);
const time = (work: () => void): number => {
  for (let warm = 0; warm < 3; warm += 1) work();
  const began = process.hrtime.bigint();
  for (let times = 0; times < 5; times += 1) work();
  return (Number(process.hrtime.bigint() - began) / 1e3 / 5 / sample.length) | 0;
};
const own = time(() => sample.forEach((one) => decode(one)));
const calls = sample.map((one) => ({ one, calls: decode(one).calls }));
const coder = time(() =>
  calls.forEach(({ one, calls: all }) => {
    for (const call of all) CODER.instruction.decode(Buffer.from(call.data));
    for (const line of one.logs ?? []) if (line.startsWith('Program data: ')) CODER.events.decode(line.slice(14));
  }),
);
console.log(
  JSON.stringify({
    kind,
    transactions: done,
    instructions: Number(row?.instructions),
    events,
    entries: Number(row?.entries),
    seconds: Number(busy.toFixed(1)),
    // CPU milliseconds for a transaction are CPU seconds for a thousand.
    indexerCpuSecondsPer1000: Number((cpu / done).toFixed(3)),
    postgresCpuSecondsPer1000: Number(((cpuOf(backend) - cpuBackend) / done).toFixed(3)),
    load: [loadBefore, load()],
    transactionsPerSecond: Math.round(done / busy),
    eventsPerSecond: Math.round(events / busy),
    megabytes: Math.round(Number(row?.size) / 1e6),
    decodeMicroseconds: own,
    coderMicroseconds: coder,
    interface: CAMEL_IDL.instructions.length,
  }),
);
await close();
process.exit();
