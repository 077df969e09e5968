/** The feed as server-sent events: one event a row, its `id` the row's number, so a browser that comes back goes on where it was. */
import { once } from 'node:events';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Queries } from '../db/db.ts';
import { AFTER, FEED_FILTERS, filterOf, lastSeq, readFeed, type FeedFilter } from './feed.ts';
import { Failure } from './shape.ts';
import { Refusal } from './refusal.ts';

export interface StreamOptions {
  /** Clients at the same time. */
  most: number;
  /** Milliseconds between looks, and between signs of life. */
  pollMs: number;
  heartbeatMs: number;
}

const QUERY = Type.Object({ ...FEED_FILTERS, after: AFTER }, { additionalProperties: false });
const ID = /^(0|[1-9]\d{0,17})$/;
const PAGE = 500;

export class Streams {
  private readonly stopped = new AbortController();
  private open = 0;
  /** Everybody waits for the same look. */
  private looking: Promise<bigint> | undefined;

  constructor(
    private readonly db: Queries,
    private readonly options: StreamOptions,
  ) {}

  get clients(): number {
    return this.open;
  }

  /** Ends every stream; clients come back by themselves. */
  stop(): void {
    this.stopped.abort();
  }

  register(app: FastifyInstance): void {
    app.get(
      '/feed/stream',
      {
        schema: {
          operationId: 'streamFeed',
          summary:
            'The feed as server-sent events; `Last-Event-ID` (or `after`) says where to go on, else it begins with what comes',
          tags: ['feed'],
          querystring: QUERY,
          response: { '4xx': Failure, 503: Failure },
        },
      },
      (request, reply) => this.serve(request as FastifyRequest<{ Querystring: Static<typeof QUERY> }>, reply),
    );
  }

  private async serve(
    request: FastifyRequest<{ Querystring: Static<typeof QUERY> }>,
    reply: FastifyReply,
  ): Promise<void> {
    const { most } = this.options;
    if (this.open >= most)
      throw new Refusal('TooManyStreams', `${most} clients listen already: read /feed instead, or try later`);
    const resumed = request.headers['last-event-id'];
    if (resumed !== undefined && (typeof resumed !== 'string' || !ID.test(resumed)))
      throw new Refusal('BadCursor', 'Last-Event-ID is the id of an event of this stream: leave it out to begin anew');
    const from = resumed ?? request.query.after;
    this.open += 1;
    try {
      const after = from === undefined ? await lastSeq(this.db) : BigInt(from);
      await this.tell(reply, filterOf(request.query), after);
    } finally {
      this.open -= 1;
    }
  }

  private async tell(reply: FastifyReply, filter: FeedFilter, from: bigint): Promise<void> {
    const { heartbeatMs, pollMs } = this.options;
    reply.hijack();
    const { raw } = reply;
    const gone = new AbortController();
    raw.on('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.stopped.signal]);
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const write = async (text: string): Promise<void> => {
      // A client that does not read is waited for: nothing piles up for him.
      if (!raw.write(text)) await once(raw, 'drain', { signal });
    };
    let [after, sign] = [from, Date.now()];
    try {
      await write(`retry: ${pollMs}\n\n`);
      while (!signal.aborted) {
        const seq = await this.look(signal);
        while (after < seq && !signal.aborted) {
          const found = await readFeed(this.db, filter, after, PAGE);
          for (const row of found) await write(`id: ${row.seq}\nevent: ${row.state}\ndata: ${JSON.stringify(row)}\n\n`);
          after = found.length < PAGE ? maximum(seq, found.at(-1)?.seq) : BigInt(found.at(-1)?.seq ?? seq);
        }
        if (Date.now() - sign >= heartbeatMs) {
          await write(': here\n\n');
          sign = Date.now();
        }
      }
    } catch {
      // Whoever left, or a database that failed: the client comes back with the last id it saw.
    } finally {
      raw.end();
    }
  }

  /** The feed's last number, a moment later. */
  private look(signal: AbortSignal): Promise<bigint> {
    this.looking ??= new Promise<bigint>((resolve, reject) => {
      setTimeout(() => {
        this.looking = undefined;
        lastSeq(this.db).then(resolve, reject);
      }, this.options.pollMs);
    });
    if (signal.aborted) return Promise.reject(new Error('stopped'));
    return this.looking;
  }
}

const maximum = (a: bigint, b: string | undefined): bigint => (b === undefined || a > BigInt(b) ? a : BigInt(b));
