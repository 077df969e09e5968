/**
 * A small model beside the work, in a worker of this origin that is cut off from the network once it is loaded. Off until somebody
 * turns it on: what is suggested is easily believed.
 */
import type { ModelName, Predictor } from '@tagger/predictors';
import type { Suggestion } from '@tagger/client/suggestions';
import type { Rules } from '@tagger/client/published';
import { sentence } from '../format/error.ts';
import { text } from '../text/index.ts';
import type { ShownItem } from './items.ts';
import { allowWorkers } from './trusted.ts';

const BASE = '/predictors/';
const LEAST_KNOWN = 2;

/** The model that gives at least two of the classes; `undefined` where none does. */
export async function modelFor({ classes, modality = 'text' }: Rules): Promise<ModelName | undefined> {
  const { CATALOGUE, MODELS } = await import('@tagger/predictors');
  return MODELS.find((name) => {
    const { kind, labels, modality: of } = CATALOGUE[name];
    const known = classes.filter((word) => labels.includes(word.trim().toLowerCase()));
    return kind === 'classLabel' && of === modality && known.length >= LEAST_KNOWN;
  });
}

export class Suggester {
  state = $state<'off' | 'loading' | 'on'>('off');
  failure = $state<string>();
  /** For the item that was asked about last, by its number in the task. */
  private current = $state.raw<{ number: number; suggestion: Suggestion }>();
  private predictor: Predictor | undefined;
  private asked = 0;

  constructor(
    private readonly model: ModelName,
    private readonly classes: readonly string[],
  ) {}

  async start(): Promise<void> {
    [this.state, this.failure] = ['loading', undefined];
    try {
      await offered();
      allowWorkers();
      const { openPredictor } = await import('@tagger/predictors/browser');
      this.predictor = await openPredictor(this.model, new URL(BASE, location.origin));
      this.state = 'on';
    } catch (error) {
      [this.state, this.failure] = ['off', sentence(error)];
    }
  }

  /** For this item; never another's, however fast somebody goes on. */
  of(number: number): Suggestion | undefined {
    return this.state === 'on' && this.current?.number === number ? this.current.suggestion : undefined;
  }

  stop(): void {
    [this.state, this.current] = ['off', undefined];
    void this.predictor?.close().catch(() => undefined);
    this.predictor = undefined;
  }

  /** Asks about an item; what comes too late is left out. */
  async look(number: number, item: ShownItem | undefined): Promise<void> {
    this.current = undefined;
    this.asked += 1;
    const { asked } = this;
    if (this.predictor === undefined || item?.kind !== 'text') return;
    try {
      const labels = { classes: this.classes.map((name) => name.trim().toLowerCase()) };
      const [first] = await this.predictor.predict({ modality: 'text', text: item.text }, { labels });
      if (asked === this.asked && first?.value.kind === 'classLabel') this.current = { number, suggestion: first };
    } catch {
      // An item the model can't read has no suggestion.
    }
  }
}

/** Models are built into their own folder: whoever serves the pages may leave it out. */
async function offered(): Promise<void> {
  const found = await fetch(`${BASE}worker.js`);
  await found.text();
  if (found.headers.get('content-type')?.includes('javascript') !== true) throw new Error(text.bench.suggest.absent);
}
