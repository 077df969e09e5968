/** What the HTTP interface, exports and webhooks build on. */
export { migrate, readMigrations } from './db/migrate.ts';
export type { Db, Queries, Value } from './db/db.ts';
export { openPglite } from './db/pglite.ts';
export { openPostgres } from './db/postgres.ts';
export { insert, textArray } from './db/bulk.ts';
export { IndexerError } from './error.ts';
export { readConfig, type Config } from './config.ts';
export { openDb, openSource } from './open.ts';
export { identityOf, interfaceHash } from './identity.ts';
export { Indexer } from './indexer.ts';
export { Store } from './store/store.ts';
export { status, type Status } from './status.ts';
export { readInstruction, readEvent, readAccount, toJson } from './chain/layout.ts';
export { RpcSource } from './source/rpc.ts';
export { GrpcSource } from './source/grpc.ts';
export type { Source, Step, SlotBatch, Progress, AccountsAt } from './source/source.ts';
export { verify, type Difference, type Verdict } from './verify.ts';
