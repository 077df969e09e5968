/** Prometheus metrics and a health check, for the machine's own loopback only. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, Gauge, Registry } from 'prom-client';

export class Metrics {
  readonly registry = new Registry();
  private lastGood: number;
  private server: Server | undefined;
  private readonly unhealthySecs: number;
  private why = 'no round was finished yet';
  readonly rounds: Counter<'result'>;
  readonly transactions: Counter<'outcome'>;
  readonly fees: Counter;
  readonly spentTag: Counter;
  readonly rpcFailures: Counter<'endpoint' | 'reason'>;
  readonly rpcSwitches: Counter;
  readonly slot: Gauge;

  /** `unhealthySecs` without a good round are too many. */
  constructor(bot: string, unhealthySecs: number) {
    this.unhealthySecs = unhealthySecs;
    // How long the bot itself has been silent: no chain can say that, and no wall clock is asked.
    this.lastGood = performance.now();
    this.registry.setDefaultLabels({ bot });
    this.rounds = this.counter('rounds_total', 'Rounds by how they ended', ['result']);
    this.transactions = this.counter('transactions_total', 'Transactions by what became of them', ['outcome']);
    this.fees = this.counter('lamports_spent_total', 'Lamports that left the wallet, fees and rent');
    this.spentTag = this.counter('tag_spent_total', 'Base units of TAG that left the wallet');
    this.rpcFailures = this.counter('rpc_failures_total', 'Answers of an endpoint that were no use', [
      'endpoint',
      'reason',
    ]);
    this.rpcSwitches = this.counter('rpc_switches_total', 'Times another endpoint was chosen');
    this.slot = this.gauge('chain_slot', 'Latest slot seen');
  }

  counter<L extends string>(name: string, help: string, labelNames: L[] = []): Counter<L> {
    return new Counter({ name: `tagger_bot_${name}`, help, labelNames, registers: [this.registry] });
  }

  gauge<L extends string>(name: string, help: string, labelNames: L[] = []): Gauge<L> {
    return new Gauge({ name: `tagger_bot_${name}`, help, labelNames, registers: [this.registry] });
  }

  /** A round ended well. */
  good(): void {
    this.lastGood = performance.now();
    this.why = '';
    this.rounds.inc({ result: 'good' });
  }

  /** A round ended with an error; `/healthz` shows its name once it has lasted too long. */
  bad(name: string): void {
    this.why = name;
    this.rounds.inc({ result: name });
  }

  health(): { healthy: boolean; secondsSinceGoodRound: number; why: string } {
    const seconds = (performance.now() - this.lastGood) / 1_000;
    return { healthy: seconds <= this.unhealthySecs, secondsSinceGoodRound: Math.round(seconds), why: this.why };
  }

  /** Serves `/metrics` and `/healthz`; returns the port. */
  async serve(port: number): Promise<number> {
    const server = createServer((request, response) => {
      if (request.method !== 'GET') return void response.writeHead(405).end();
      if (request.url === '/healthz') {
        const health = this.health();
        const headers = { 'content-type': 'application/json' };
        return void response.writeHead(health.healthy ? 200 : 503, headers).end(JSON.stringify(health));
      }
      if (request.url !== '/metrics') return void response.writeHead(404).end();
      this.registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': this.registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.server = server;
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}
