/** What every predictor is, wherever it runs. */
import { TaggerClientError, type ModelRef, type Suggestion, type SuggestionValue } from '@tagger/client/suggestions';

export { TaggerClientError };
export type { ModelRef, Suggestion };

export type Modality = 'image' | 'text' | 'audio';

/** An item as it is answered: a file's bytes, or a text. Nothing in it is ever an instruction. */
export type Item =
  | { modality: 'image'; bytes: Uint8Array }
  | { modality: 'text'; text: string }
  /** A WAV file, or samples from -1 to 1 of one channel. */
  | { modality: 'audio'; bytes: Uint8Array }
  | { modality: 'audio'; samples: Float32Array; sampleRate: number };

export interface Labels {
  /** The task's classes in their order; suggestions name them by place. Default: the model's own. */
  classes?: readonly string[];
  /** Which class a word of the model's means. Words that are no class and have none here are left out. */
  aliases?: Readonly<Record<string, string>>;
  /** Scores below it are left out, 0 to 1. Default: the model's. */
  minScore?: number;
}

export interface PredictOptions {
  labels?: Labels;
  signal?: AbortSignal;
}

export interface Description extends ModelRef {
  modality: Modality;
  /** What its suggestions are. */
  kind: SuggestionValue['kind'];
  /** The words the model itself uses; none when it writes free text. */
  labels: readonly string[];
  licence: string;
  /** What it can't do, in a sentence. */
  limits: string;
}

export interface Predictor {
  readonly modality: Modality;
  readonly modelId: string;
  readonly version: string;
  /** SHA-256 of the weights that were loaded, hexadecimal. */
  readonly sha256: string;
  describe(): Description;
  /**
   * Suggestions for one item, the surest first. What a model says is checked before anybody sees it.
   * @throws TaggerClientError `WrongModality`, `ImageTooLarge`, `ImageForm`, `ImageDamaged`, `TextTooLong`, `AudioTooLong`,
   * `AudioForm`, `UnknownClass`, `BadSuggestion`, `PredictorTimeout`, `PredictorAborted`, `PredictorCrashed`,
   * `PredictorFailed`, `PredictorClosed`.
   */
  predict(item: Item, options?: PredictOptions): Promise<Suggestion[]>;
  /** Ends its worker. What is under way fails with `PredictorClosed`. */
  close(): Promise<void>;
}

/** What a model itself returns: a word of its own or none, and where. */
export type Finding =
  | { kind: 'classLabel'; word: string; score: number }
  | { kind: 'box'; word: string; score: number; left: number; top: number; right: number; bottom: number }
  | { kind: 'span'; word: string; score: number; start: number; end: number }
  | { kind: 'region'; word: string; score: number; start: number; end: number }
  | { kind: 'transcript'; text: string; score: number };

export const failure = (name: string, message: string, cause?: unknown): TaggerClientError =>
  new TaggerClientError(name, message, cause === undefined ? {} : { cause });
