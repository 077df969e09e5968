/**
 * JSON-RPC over several nodes: whoever answers serves, the others stand by. web3.js is used for subscriptions; its readers check
 * every field of every answer and ask for one transaction a request, which a back-fill can't afford.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { IndexerError } from '../error.ts';

export interface RpcError {
  code: number;
  message: string;
}

interface Answer<T> {
  id: number;
  result?: T;
  error?: RpcError;
}

export interface EndpointOptions {
  /** Milliseconds an answer may take. */
  timeoutMs?: number;
  /** Milliseconds waited after all nodes have failed; doubled each time up to thirty times as much. */
  retryMs?: number;
  /** Told of every failure. */
  onFailure?: (endpoint: string, reason: string) => void;
}

/** A node that is behind says so with this number. */
const BEHIND = -32016;
/** Errors that say something about the question, not about the node. */
const OWN_FAULT = new Set([-32600, -32602, -32601]);

export class Endpoints {
  private at = 0;
  private readonly timeoutMs: number;
  private readonly retryMs: number;
  private readonly onFailure: (endpoint: string, reason: string) => void;

  constructor(
    private readonly urls: readonly string[],
    { timeoutMs = 30_000, retryMs = 500, onFailure = () => undefined }: EndpointOptions = {},
    private readonly signal?: AbortSignal,
  ) {
    if (urls.length === 0) throw new IndexerError('NoEndpoint', 'name at least one RPC node');
    this.timeoutMs = timeoutMs;
    this.retryMs = retryMs;
    this.onFailure = onFailure;
  }

  /** The node asked next. */
  get current(): string {
    return this.urls[this.at % this.urls.length] as string;
  }

  /** Asks one question. */
  async call<T>(method: string, params: readonly unknown[]): Promise<T> {
    return (await this.batch<T>([{ method, params }]))[0] as T;
  }

  /**
   * Asks all questions of one node in one request; answers in order. Tries the nodes in turn until one answers all of them. Throws
   * `RpcRefused` for a question no node will answer, and when the process is stopping.
   */
  async batch<T>(questions: readonly { method: string; params: readonly unknown[] }[]): Promise<T[]> {
    for (let failures = 0; ; failures += 1) {
      this.signal?.throwIfAborted();
      const endpoint = this.current;
      try {
        return await this.ask<T>(endpoint, questions);
      } catch (error) {
        if (error instanceof IndexerError && error.name === 'RpcRefused') throw error;
        this.signal?.throwIfAborted();
        this.onFailure(endpoint, error instanceof Error ? error.message : String(error));
        this.at += 1;
        const round = Math.floor(failures / this.urls.length);
        if ((failures + 1) % this.urls.length === 0)
          await sleep(Math.min(this.retryMs * 2 ** round, this.retryMs * 30), undefined, { signal: this.signal });
      }
    }
  }

  private async ask<T>(
    endpoint: string,
    questions: readonly { method: string; params: readonly unknown[] }[],
  ): Promise<T[]> {
    const body = questions.map(({ method, params }, id) => ({ jsonrpc: '2.0', id, method, params }));
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body.length === 1 ? body[0] : body),
      signal: this.signal === undefined ? timeout : AbortSignal.any([timeout, this.signal]),
    });
    if (!response.ok) throw new Error(`the node answered ${response.status}`);
    const json = (await response.json()) as Answer<T> | Answer<T>[];
    const answers = new Map((Array.isArray(json) ? json : [json]).map((answer) => [answer.id, answer]));
    return questions.map(({ method }, id) => {
      const answer = answers.get(id);
      if (answer === undefined) throw new Error(`the node left ${method} unanswered`);
      if (answer.error !== undefined) {
        const { code, message } = answer.error;
        const behind = code === BEHIND || /minimum context slot/i.test(message);
        if (OWN_FAULT.has(code) && !behind)
          throw new IndexerError('RpcRefused', `the node refuses ${method}: ${message} (${code})`);
        throw new Error(`${method}: ${message} (${code})`);
      }
      return answer.result as T;
    });
  }
}
