/**
 * How fast an index catches up with a local chain over JSON-RPC. Chain and node, indexer and (embedded) database share one
 * process here, so the node's work is in the figures too.
 *
 *   node --conditions=tagger-source --import tsx indexer/bench/live.ts [transactions] [pglite|postgres]
 */
import { ComputeBudgetProgram, Transaction } from '@solana/web3.js';
import { createMember, setSession } from '@tagger/client';
import { act, anActor, createWorld, type Actor } from '../../tests/support/world.ts';
import { migrate } from '../src/db/migrate.ts';
import { openPglite } from '../src/db/pglite.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { identityOf } from '../src/identity.ts';
import { Indexer } from '../src/indexer.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { Store } from '../src/store/store.ts';
import { startPostgres } from '../test/support/postgres.ts';

const [wanted = '5000', kind = 'pglite'] = process.argv.slice(2);
const COUNT = Number(wanted);
const BATCH = 100;

const world = await createWorld();
const people: Actor[] = [];
for (let at = 0; at < 10; at += 1) {
  const who = await anActor(world, `member ${at}`, 0n);
  await act(world, who, createMember({ wallet: who.key }));
  people.push(who);
}

const until = BigInt(Math.floor(Date.now() / 1_000) + 3_600);

/** Sends `count` small transactions, a hundred a request. */
async function burst(count: number): Promise<void> {
  for (let at = 0; at < count; at += BATCH) {
    const { blockhash } = await world.connection.getLatestBlockhash();
    const body = Array.from({ length: Math.min(BATCH, count - at) }, (_, place) => {
      const who = people[place % people.length] as Actor;
      // Another limit makes each transaction another one.
      const limit = ComputeBudgetProgram.setComputeUnitLimit({ units: 200_000 + at + place });
      const transaction = new Transaction({ recentBlockhash: blockhash, feePayer: who.key });
      transaction.add(limit, setSession({ wallet: who.key, session: world.deployer.publicKey, until }));
      transaction.sign(who.wallet);
      return {
        jsonrpc: '2.0',
        id: place,
        method: 'sendTransaction',
        params: [transaction.serialize().toString('base64'), { encoding: 'base64', skipPreflight: true }],
      };
    });
    await fetch(world.chain.rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}

const server = kind === 'postgres' ? await startPostgres() : undefined;
const db = server === undefined ? await openPglite() : await openPostgres(await server.database());
await migrate(db);
const source = new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20 });
const store = await Store.open(db, identityOf(await source.genesis()));
const quiet = (): void => undefined;
const indexer = new Indexer({ store, source, log: { info: quiet, warn: quiet, error: quiet } });
await burst(COUNT);
const began = Date.now();
await indexer.catchUp((await world.connection.getSlot()) - 1, { final: true });
const seconds = (Date.now() - began) / 1_000;
const [row] = await db.query<{ n: bigint }>('select count(*) as n from transactions');
console.log(
  JSON.stringify({ kind, transactions: Number(row?.n), seconds, perSecond: Math.round(Number(row?.n) / seconds) }),
);
await source.close();
await db.close();
await server?.stop();
await world.chain.stop();
process.exit();
