/** From settings to what runs. */
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Db } from './db/db.ts';
import { openPglite } from './db/pglite.ts';
import { openPostgres } from './db/postgres.ts';
import { GrpcSource } from './source/grpc.ts';
import { RpcSource } from './source/rpc.ts';
import type { Source } from './source/source.ts';

/** Opens the database. `write: false` reads only; the embedded one has one user at a time either way. */
export function openDb({ database }: Pick<Config, 'database'>, options: { write?: boolean } = {}): Promise<Db> {
  return /^postgres(ql)?:\/\//.test(database) ? openPostgres(database, options) : openPglite(database);
}

/** `failed` is called whenever a node fails. */
export function openSource(config: Config, log: Pick<Logger, 'warn'>, failed: () => void = () => undefined): Source {
  const { rpc, wake, grpc, grpcToken, pollMs, batch, atOnce, step, timeoutMs } = config;
  const node = new RpcSource({
    endpoints: rpc,
    wake,
    pollMs,
    batch,
    atOnce,
    step,
    timeoutMs,
    onFailure: (endpoint, reason) => {
      log.warn({ node: new URL(endpoint).host, reason }, 'a node failed');
      failed();
    },
  });
  return grpc === undefined ? node : new GrpcSource({ endpoint: grpc, token: grpcToken, node });
}
