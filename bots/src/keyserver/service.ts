/** A key service: delivers what waits on the chain, answers holders, until it is stopped. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from '@solana/web3.js';
import { parseEvents, PROGRAM_ID, readWholeLogs, translate } from '@tagger/client';
import { KEY_REQUEST_SECS } from '@tagger/client/licence';
import { Deliveries, type Push } from './deliver.ts';
import { serve } from './http.ts';
import type { Note } from './journal.ts';
import { Limits, type Rate } from './limits.ts';
import { Nonces } from './nonces.ts';
import { KeyReleases } from './release.ts';
import { Releases } from './releases.ts';
import { LiveStore, type StoreKey } from './store.ts';

export interface ServiceOptions {
  /** Reads `finalized`: what is only confirmed may never have been paid. */
  connection: Connection;
  push: Push;
  store: StoreKey;
  /** File of the releases. */
  releases: string;
  host: string;
  /** 0 takes any that is free. */
  port: number;
  /** Default the address it listens on. */
  domain?: string;
  origins: readonly string[];
  behindProxy: boolean;
  /** Milliseconds between two looks at the chain; without it whoever started the service looks by `deliver`. */
  everyMs?: number;
  /** Hear of purchases at once through the node's WebSocket; default by looking only. */
  subscribe?: boolean;
  cooldownSecs: number;
  note: Note;
  rates?: { perAddress: Rate; perWallet: Rate; inAll: Rate };
  now?: () => number;
}

export interface Service {
  /** As holders call it. */
  domain: string;
  url: string;
  /** Looks at the chain now; returns how many keys went out. Throws what reading it throws. */
  deliver(): Promise<number>;
  stop(): Promise<void>;
}

/** A holder needs two requests; whoever sits behind one address with others can wait. */
export const RATES = {
  perAddress: { burst: 30, everySecs: 2 },
  perWallet: { burst: 5, everySecs: 600 },
  inAll: { burst: 200, everySecs: 0.05 },
} as const;

/** Throws `WrongPassphrase`, `NoStore` before it listens. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { connection, push, note, rates = RATES, cooldownSecs } = options;
  const now = options.now ?? (() => Math.floor(Date.now() / 1000));
  const store = new LiveStore(options.store);
  await store.read();
  const genesisHash = await connection.getGenesisHash();
  const releases = new Releases(options.releases);
  const nonces = new Nonces(Number(KEY_REQUEST_SECS));
  const deliveries = new Deliveries({ connection, push, store, releases, note });
  const parts = { domain: options.domain ?? '', genesisHash, nonces, note, now };
  const limits = new Limits(rates.perWallet);
  const releasing = { ...parts, connection, store, releases, limits, cooldownSecs };
  const keys = new KeyReleases(releasing);
  const serving = {
    ...parts,
    ...options,
    domain: parts.domain,
    note,
    now,
    keys,
    perAddress: new Limits(rates.perAddress),
    inAll: new Limits(rates.inAll, 1),
  };
  const server: Server = await serve(serving);
  const { port } = server.address() as AddressInfo;
  // The port may only be known now.
  const domain = options.domain ?? `${options.host}:${port}`;
  releasing.domain = domain;
  serving.domain = domain;

  let running: Promise<number> | undefined;
  const deliver = (): Promise<number> => {
    running ??= deliveries.run().finally(() => (running = undefined));
    return running;
  };
  const look = (): void =>
    void deliver().catch((error: unknown) => note('chain not read', { error: translate(error).name }));
  const timer = options.everyMs === undefined ? undefined : setInterval(look, options.everyMs);
  const deaf = options.subscribe === true ? hear(connection, look) : undefined;
  if (timer !== undefined) look();
  return {
    domain,
    url: `http://${options.host}:${port}`,
    deliver,
    async stop() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await deaf?.();
      await running?.catch(() => undefined);
      releases.close();
    },
  };
}

/** Calls back when a purchase is final, or may be: where the log was cut it can be missing. Returns what stops it. */
function hear(connection: Connection, bought: () => void): () => Promise<void> {
  const id = connection.onLogs(
    PROGRAM_ID,
    ({ err, logs }) => {
      const any = parseEvents(logs).some(({ name, data }) => name === 'licenseChanged' && data.what === 0);
      if (err === null && (any || readWholeLogs(logs).cut !== undefined)) bought();
    },
    'finalized',
  );
  return () => connection.removeOnLogsListener(id).catch(() => undefined);
}
