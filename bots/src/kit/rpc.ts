/**
 * Several RPC endpoints behind one `fetch`: an answer that does not come in time, an error that is the node's own, and an answer
 * from a slot long gone are no answers, and the next endpoint is asked. The same bytes of a transaction may be sent to any number
 * of nodes: the cluster takes them once.
 */
import type { Metrics } from './metrics.ts';

export interface Endpoint {
  http: string;
  ws?: string | undefined;
}

export interface RpcSettings {
  endpoints: readonly Endpoint[];
  timeoutMs: number;
  maxLagSlots: number;
}

/** Errors of JSON-RPC that say something about the node and nothing about the question. */
const NODE_ERRORS = new Set([-32_603, -32_004, -32_005, -32_014, -32_016, 429]);
/** Rounds through all endpoints before a call is given up. */
const ROUNDS = 3;
const FIRST_PAUSE_MS = 100;
/** How long an endpoint that failed is asked only when no other is left. */
const REST_MS = 10_000;

interface Known extends Endpoint {
  name: string;
  restsUntil: number;
}

interface Reply {
  result?: { context?: { slot?: number } } | null;
  error?: { code?: number };
}

export class RpcPool {
  /** The latest slot any endpoint has shown. */
  latest = 0;
  private readonly known: Known[];
  private readonly settings: RpcSettings;
  private readonly metrics: Pick<Metrics, 'rpcFailures' | 'rpcSwitches'> | undefined;
  private chosen = 0;

  constructor(settings: RpcSettings, metrics?: Pick<Metrics, 'rpcFailures' | 'rpcSwitches'>) {
    this.settings = settings;
    this.metrics = metrics;
    // Addresses often carry a key of the provider: logs and metrics get numbers.
    this.known = settings.endpoints.map((endpoint, at) => ({ ...endpoint, name: `${at + 1}`, restsUntil: 0 }));
  }

  get count(): number {
    return this.known.length;
  }

  /** What web3.js takes as its `fetch`. Throws `TypeError: fetch failed` when no endpoint has an answer. */
  readonly fetch = async (_url: unknown, init?: { body?: unknown }): Promise<Response> => {
    const body = String(init?.body);
    let reason = 'none is named';
    for (let attempt = 0; attempt < ROUNDS * this.known.length; attempt += 1) {
      const endpoint = this.pick();
      const answer = await this.ask(endpoint, body);
      if (answer.text !== undefined)
        return new Response(answer.text, { headers: { 'content-type': 'application/json' } });
      reason = answer.reason;
      this.metrics?.rpcFailures.inc({ endpoint: endpoint.name, reason });
      endpoint.restsUntil = performance.now() + REST_MS;
      // Jitter, so that many bots do not come back at once.
      const pause = FIRST_PAUSE_MS * 2 ** Math.floor(attempt / this.known.length);
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
    throw new TypeError(`fetch failed: no endpoint has an answer (${reason})`);
  };

  /** Asks one endpoint directly, whatever it did before. `undefined` when it has no answer. */
  async askOne<T>(at: number, method: string, params: unknown[] = []): Promise<T | undefined> {
    const endpoint = this.known[at];
    if (endpoint === undefined) return undefined;
    const { text } = await this.ask(endpoint, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }));
    return text === undefined ? undefined : (JSON.parse(text) as { result?: T }).result;
  }

  /** An endpoint that should not be asked for a while, for a reason of the caller's. */
  rest(at: number, reason: string): void {
    const endpoint = this.known[at];
    if (endpoint === undefined) return;
    this.metrics?.rpcFailures.inc({ endpoint: endpoint.name, reason });
    endpoint.restsUntil = performance.now() + REST_MS;
  }

  private pick(): Known {
    const now = performance.now();
    const rested = this.known.findIndex(({ restsUntil }) => restsUntil <= now);
    // Nobody is rested: the one that has waited longest.
    const next =
      rested >= 0
        ? rested
        : this.known.reduce((best, { restsUntil }, at) => (restsUntil < this.restOf(best) ? at : best), 0);
    if (next !== this.chosen) this.metrics?.rpcSwitches.inc();
    this.chosen = next;
    return this.known[next] as Known;
  }

  private restOf(at: number): number {
    return this.known[at]?.restsUntil ?? 0;
  }

  private async ask(endpoint: Known, body: string): Promise<{ text: string } | { text?: undefined; reason: string }> {
    let text: string;
    try {
      const response = await fetch(endpoint.http, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(this.settings.timeoutMs),
      });
      text = await response.text();
      if (response.status === 429) return { reason: 'too many requests' };
      if (!response.ok && response.status !== 200) return { reason: `status ${response.status}` };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return { reason: late ? 'no answer in time' : 'no connection' };
    }
    let reply: Reply | Reply[];
    try {
      reply = JSON.parse(text) as Reply | Reply[];
    } catch {
      return { reason: 'no JSON' };
    }
    for (const one of Array.isArray(reply) ? reply : [reply]) {
      if (one.error !== undefined && NODE_ERRORS.has(one.error.code ?? 0)) return { reason: `error ${one.error.code}` };
      const slot = one.result?.context?.slot;
      if (typeof slot !== 'number') continue;
      if (slot + this.settings.maxLagSlots < this.latest) return { reason: 'behind' };
      this.latest = Math.max(this.latest, slot);
    }
    return { text };
  }
}
