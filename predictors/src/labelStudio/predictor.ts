/**
 * A predictor behind HTTP that speaks Label Studio's ML-backend protocol: `GET /health`, `POST /setup`, `POST /predict`
 * (github.com/HumanSignal/label-studio-ml-backend, `label_studio_ml/api.py`). What it sends is checked like any model's output.
 */
import { checkModel, type Suggestion, type SuggestionValue } from '@tagger/client/suggestions';
import { suggestionsOf } from '../host/findings.ts';
import { LIMITS, measure, type Limits } from '../limits.ts';
import { sha256Hex } from '../models/model.ts';
import {
  failure,
  type Description,
  type Item,
  type Modality,
  type Predictor,
  type PredictOptions,
} from '../predictor.ts';
import { labelConfig } from './config.ts';
import { endpoint, type Endpoint, type EndpointOptions } from './http.ts';
import { fromPredict } from './map.ts';

export interface BackendOptions extends EndpointOptions {
  modality: Modality;
  /** What is asked for. */
  kind: SuggestionValue['kind'];
  /** What the model is called where suggestions are recorded. */
  modelId: string;
  classes: readonly string[];
  /** SHA-256 of its weights, hexadecimal, where its operator tells it. Without it the hash is of its name and version. */
  sha256?: string;
  limits?: Partial<Limits>;
}

const MOST_IMAGE = 8 * 1024 * 1024;

/** Asks the backend how it is and tells it the classes. Throws what `Endpoint.ask` throws, `BackendDown`, `BadBackend`. */
export async function openBackend(options: BackendOptions): Promise<Predictor> {
  const backend = endpoint(options);
  const health = await backend.ask('GET', '/health');
  const status = typeof health === 'object' && health !== null && !Array.isArray(health) ? health.status : undefined;
  if (status !== 'UP') throw failure('BackendDown', 'the backend does not say that it is up: see its log');
  const schema = labelConfig(options.modality, options.kind, options.classes);
  const setup = await backend.ask('POST', '/setup', { project: 'tagger', schema, hostname: '', access_token: '' });
  const named = typeof setup === 'object' && setup !== null && !Array.isArray(setup) ? setup.model_version : undefined;
  const version = typeof named === 'string' && named !== '' ? named : 'unversioned';
  const told = options.sha256 ?? (await sha256Hex(new TextEncoder().encode(`${options.modelId}\n${version}`)));
  const model = checkModel({ id: options.modelId, version, sha256: told });
  return new BackendPredictor(backend, options, schema, model);
}

class BackendPredictor implements Predictor {
  readonly modality: Modality;
  readonly modelId: string;
  readonly version: string;
  readonly sha256: string;
  private tasks = 0;
  private readonly closing = new AbortController();

  constructor(
    private readonly backend: Endpoint,
    private readonly options: BackendOptions,
    private readonly schema: string,
    private readonly model: { id: string; version: string; sha256: string },
  ) {
    this.modality = options.modality;
    [this.modelId, this.version, this.sha256] = [model.id, model.version, model.sha256];
  }

  describe(): Description {
    const { modality, kind, classes } = this.options;
    const limits = 'Somebody else’s server: what it is called, its version and what it can do are its own word.';
    return { ...this.model, modality, kind, labels: classes, licence: 'unknown', limits };
  }

  async predict(item: Item, { labels = {}, signal }: PredictOptions = {}): Promise<Suggestion[]> {
    const { modality, limits } = this.options;
    if (item.modality !== modality)
      throw failure('WrongModality', `${this.modelId} is for ${modality}, not ${item.modality}`);
    const extent = measure(item, { ...LIMITS, bytes: MOST_IMAGE, ...limits });
    this.tasks += 1;
    const task = { id: this.tasks, data: { [modality]: dataOf(item) } };
    const both = signal === undefined ? this.closing.signal : AbortSignal.any([signal, this.closing.signal]);
    const request = { tasks: [task], project: 'tagger', label_config: this.schema, params: { context: {} } };
    const { version, found } = fromPredict(await this.backend.ask('POST', '/predict', request, both), modality, extent);
    if (version !== undefined && version !== this.version)
      throw failure('WeightsChanged', 'the backend has another model than it had: open it anew');
    return suggestionsOf(found, extent, labels, { model: this.model, labels: this.options.classes, minScore: 0 });
  }

  close(): Promise<void> {
    return Promise.resolve(this.closing.abort());
  }
}

/** A text, or a file inside the request: the backend never has to fetch anything, and gets no address that could be abused. */
function dataOf(item: Item): string {
  if (item.modality === 'text') return item.text;
  if (!('bytes' in item)) throw failure('AudioForm', 'samples can not be sent: pass a WAV file');
  const type = item.modality === 'audio' ? 'audio/wav' : item.bytes[0] === 0x89 ? 'image/png' : 'image/jpeg';
  return `data:${type};base64,${base64(item.bytes)}`;
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 24_576) parts.push(String.fromCharCode(...bytes.subarray(at, at + 24_576)));
  return btoa(parts.join(''));
}
