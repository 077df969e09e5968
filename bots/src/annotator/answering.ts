/** What answers the panels of a task: labels that go to the chain, or a file that is sealed. */
import { packLabels, type Bits, type TaskTerms } from '@tagger/client';
import {
  AssistLog,
  encodeAnswerFile,
  type AnsweredItem,
  type AssistRecord,
  type Suggestion,
} from '@tagger/client/suggestions';
import { LIMITS, measure, type Item } from '@tagger/predictors';
import { answersOf } from './answer.ts';
import type { Labeller } from './model.ts';
import type { Load } from './read.ts';
import type { AnnotatorSettings } from './settings.ts';

/** What is kept of a panel's answers until they are shown. */
export interface PanelAnswers {
  /** Packed labels, or the 64 bytes of a sealed payload; `undefined` until it is sealed. */
  answer: Uint8Array | undefined;
  /** A payload before it is sealed. */
  plain?: Uint8Array;
  /** What the model said to each item, and what became of it. */
  record: AssistRecord;
}

export interface Answering {
  readonly secondsPerItem: number | undefined;
  /** Answers to a panel whose first item is number `first` of the task; `undefined` where the model has none to give. */
  answer(loads: readonly Load[], first: number, stopping: AbortSignal): Promise<PanelAnswers | undefined>;
}

type Choices = Pick<AnnotatorSettings, 'abstainBelow' | 'mostAbstained'>;

/** One class an item. */
export const labelling = (
  labeller: Labeller,
  { bits, classes }: Pick<TaskTerms, 'bits' | 'classes'>,
  { abstainBelow, mostAbstained }: Choices,
): Answering => ({
  get secondsPerItem() {
    return labeller.secondsPerItem;
  },
  async answer(loads, _first, stopping) {
    const suggestions = [];
    for (const load of loads) suggestions.push(await labeller.suggest(load, stopping));
    const found = answersOf(suggestions, { bits: bits as Bits, classes, abstainBelow, mostAbstained });
    return found && { answer: packLabels(found.labels, bits as Bits), record: found.record };
  },
});

/**
 * Everything the model finds with a score of `abstainBelow` or more, as a file of answers (`tagger:answers:v1`) whose items are
 * called by their number in the task. An item the model can't read, and one without a transcript where transcripts are
 * given, counts as left out.
 */
export const describing = (labeller: Labeller, { abstainBelow, mostAbstained }: Choices): Answering => ({
  get secondsPerItem() {
    return labeller.secondsPerItem;
  },
  async answer(loads, first, stopping) {
    const log = new AssistLog();
    const items: AnsweredItem[] = [];
    let left = 0;
    for (const [at, load] of loads.entries()) {
      const { answered, found } = await describe(labeller, load, stopping, abstainBelow);
      found.forEach((suggestion, place) => log.decide(at, place, suggestion, suggestion.value));
      items.push({ id: `${first + at}`, ...answered });
      if (answered === undefined) left += 1;
    }
    if (left > mostAbstained * loads.length || left === loads.length) return undefined;
    const record = log.record();
    return { answer: undefined, plain: encodeAnswerFile({ classes: [...labeller.classes], items, ...record }), record };
  },
});

/** What a model says to one item with so much of a score, in the shape of an answer; nothing where it can't read it. */
export async function describe(
  labeller: Labeller,
  load: Load,
  stopping: AbortSignal,
  leastScore: number,
): Promise<{ answered: Omit<AnsweredItem, 'id'> | undefined; found: Suggestion[] }> {
  let item: Item | undefined;
  const all = await labeller.find(async () => (item = await load()), stopping);
  const found = all?.filter(({ score }) => score >= leastScore) ?? [];
  const silent = labeller.kind === 'transcript' && found.length === 0;
  if (all === undefined || item === undefined || silent) return { answered: undefined, found: [] };
  return { answered: answerOf(item, found), found };
}

function answerOf(item: Item, found: readonly Suggestion[]): Omit<AnsweredItem, 'id'> {
  const { width, height, milliseconds } = measure(item, LIMITS);
  const values = found.map(({ value }) => value);
  const boxes = values.flatMap((value) => (value.kind === 'box' ? [without(value)] : []));
  const polygons = values.flatMap((value) => (value.kind === 'polygon' ? [without(value)] : []));
  const spans = values.flatMap((value) => (value.kind === 'span' ? [without(value)] : []));
  const regions = values.flatMap((value) => (value.kind === 'region' ? [without(value)] : []));
  const transcript = values.find((value) => value.kind === 'transcript');
  const label = values.find((value) => value.kind === 'classLabel');
  return {
    ...(width !== undefined && height !== undefined && { width, height }),
    ...(milliseconds !== undefined && { duration: milliseconds }),
    ...(spans.length > 0 && item.modality === 'text' && { text: item.text, spans }),
    ...(boxes.length > 0 && { boxes }),
    ...(polygons.length > 0 && { polygons }),
    ...(regions.length > 0 && { regions }),
    ...(transcript && { transcript: transcript.text }),
    ...(label && { classLabel: label.label }),
  };
}

function without<T extends { kind: string }>({ kind: _, ...value }: T): Omit<T, 'kind'> {
  return value;
}
