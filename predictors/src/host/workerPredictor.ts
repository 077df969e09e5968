/**
 * A predictor whose model lives in a worker. One item at a time; a time-out, an abort or a crash ends the worker and nothing
 * else, and the next item gets a new one.
 */
import type { ModelName } from '../catalogue.ts';
import { CATALOGUE, type Entry } from '../catalogue.ts';
import { LIMITS, measure, type Limits } from '../limits.ts';
import {
  failure,
  type Description,
  type Item,
  type Predictor,
  type PredictOptions,
  type Suggestion,
} from '../predictor.ts';
import type { FromWorker, ToWorker } from '../worker/protocol.ts';
import { suggestionsOf } from './findings.ts';

export interface WorkerHandle {
  post(message: ToWorker): void;
  kill(): Promise<void>;
}

/** Starts a worker; `heard` gets its messages, `died` why it ended without being told to. */
export type Spawn = (heard: (message: FromWorker) => void, died: (reason: string) => void) => WorkerHandle;

export interface WorkerOptions {
  /** For one item, milliseconds. Default 60,000. */
  timeout?: number;
  /** For loading the model, milliseconds. Default 120,000. */
  loadTimeout?: number;
  limits?: Partial<Limits>;
}

interface Pending {
  resolve(found: unknown): void;
  reject(error: Error): void;
}

/** Loads the model; throws `PredictorFailed`, `PredictorTimeout`, `PredictorCrashed`. */
export async function startPredictor(model: ModelName, spawn: Spawn, options: WorkerOptions = {}): Promise<Predictor> {
  const predictor = new WorkerPredictor(CATALOGUE[model], spawn, options);
  await predictor.start();
  return predictor;
}

export class WorkerPredictor implements Predictor {
  readonly modality: Predictor['modality'];
  readonly modelId: string;
  readonly version: string;
  sha256 = '';
  private readonly limits: Limits;
  private readonly timeout: number;
  private readonly loadTimeout: number;
  private handle: WorkerHandle | undefined;
  private loading: Pending | undefined;
  private job: (Pending & { id: number }) | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private jobs = 0;
  private closed = false;

  constructor(
    private readonly entry: Entry,
    private readonly spawn: Spawn,
    options: WorkerOptions,
  ) {
    [this.modality, this.modelId, this.version] = [entry.modality, entry.modelId, entry.version];
    this.limits = { ...LIMITS, ...options.limits };
    this.timeout = options.timeout ?? 60_000;
    this.loadTimeout = options.loadTimeout ?? 120_000;
  }

  describe(): Description {
    const { modality, kind, modelId: id, version, labels, licence, limits } = this.entry;
    return { modality, kind, id, version, sha256: this.sha256, labels, licence, limits };
  }

  async start(signal?: AbortSignal): Promise<void> {
    const handle: WorkerHandle = this.spawn(
      (message) => this.heard(handle, message),
      (reason) =>
        void this.end(
          handle,
          failure(
            'PredictorCrashed',
            `the model's worker died (${reason.slice(0, 200)}); the next item gets a new one`,
          ),
        ),
    );
    this.handle = handle;
    const ready = new Promise((resolve, reject) => (this.loading = { resolve, reject }));
    const sha256 = String(await this.within(handle, ready, this.loadTimeout, signal));
    if (this.sha256 !== '' && this.sha256 !== sha256) {
      const changed = failure('WeightsChanged', 'the weights are others than before: start the predictor anew');
      await this.end(handle, changed);
      throw changed;
    }
    this.sha256 = sha256;
  }

  async predict(item: Item, { labels = {}, signal }: PredictOptions = {}): Promise<Suggestion[]> {
    if (item.modality !== this.modality)
      throw failure('WrongModality', `${this.modelId} is for ${this.modality}: this item is ${item.modality}`);
    const extent = measure(item, this.limits);
    const mine = this.turn.then(() => this.run(item, signal));
    this.turn = mine.catch(() => undefined);
    const { modelId: id, version, sha256 } = this;
    const { labels: own, minScore } = this.entry;
    return suggestionsOf(await unlessAborted(mine, signal), extent, labels, {
      model: { id, version, sha256 },
      labels: own,
      minScore,
    });
  }

  private async run(item: Item, signal?: AbortSignal): Promise<unknown> {
    if (this.closed) throw closed();
    if (signal?.aborted === true) throw aborted();
    if (this.handle === undefined) await this.start(signal);
    const handle = this.handle;
    if (handle === undefined) throw closed();
    this.jobs += 1;
    const id = this.jobs;
    const found = new Promise((resolve, reject) => (this.job = { id, resolve, reject }));
    handle.post({ type: 'predict', id, item });
    return this.within(handle, found, this.timeout, signal);
  }

  /** Waits no longer than that and than the caller wants to; otherwise the worker is ended, whatever it is doing. */
  private async within(
    handle: WorkerHandle,
    done: Promise<unknown>,
    most: number,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const stop = (error: Error) => void this.end(handle, error);
    const late = setTimeout(
      () => stop(failure('PredictorTimeout', `the model took over ${most} ms and was ended: send a smaller item`)),
      most,
    );
    const abort = (): void => stop(aborted());
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await done;
    } finally {
      clearTimeout(late);
      signal?.removeEventListener('abort', abort);
    }
  }

  private heard(handle: WorkerHandle, message: FromWorker): void {
    if (this.handle !== handle) return;
    const { job, loading } = this;
    if (message.type === 'ready') {
      this.loading = undefined;
      if (/^[0-9a-f]{64}$/.test(message.sha256)) loading?.resolve(message.sha256);
      else loading?.reject(failure('PredictorFailed', 'the worker names no weights'));
    } else if (message.type === 'failed' && message.id === undefined) {
      void this.end(handle, failure('PredictorFailed', `the model could not be loaded: ${message.message}`));
    } else if (job !== undefined && message.id === job.id) {
      this.job = undefined;
      if (message.type === 'found') job.resolve(message.findings);
      else job.reject(failure(KNOWN.has(message.name) ? message.name : 'PredictorFailed', message.message));
    }
  }

  private async end(handle: WorkerHandle, error: Error): Promise<void> {
    if (this.handle !== handle) return;
    const { job, loading } = this;
    [this.handle, this.job, this.loading] = [undefined, undefined, undefined];
    job?.reject(error);
    loading?.reject(error);
    await handle.kill();
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.handle !== undefined) await this.end(this.handle, closed());
  }
}

/** Whoever waits behind others need not wait to be told that he gave up. */
function unlessAborted<T>(done: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return done;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(aborted());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    done.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Names a worker may give its refusals; a model can't make up others. */
const KNOWN = new Set(['ImageForm', 'ImageDamaged', 'AudioForm', 'AssetMissing']);

const closed = () => failure('PredictorClosed', 'this predictor was closed: start another');
const aborted = () => failure('PredictorAborted', 'the caller gave up on this item');
