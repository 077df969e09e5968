/**
 * The one format of a payload answer, checked against what its task asks. It is the file of answers of
 * `@tagger/client/suggestions`; here every item is held against the rules and against what is known of the item itself.
 */
import { TaggerClientError } from '../clientError.ts';
import { decodeAnswerFile, encodeAnswerFile, type AnsweredItem, type AnswerFile } from '../suggestions/answerFile.ts';
import { labelsOfTool, type Tool, type ToolKind } from './answerDesign.ts';
import type { ItemFile } from './items.ts';
import type { Rules } from './rules.ts';

export type { AnsweredItem, AnswerFile };

/** What is answered about one item, without its name. */
export type ItemAnswer = Omit<AnsweredItem, 'id'>;

/** What an answer of each tool is kept in. */
const HELD_IN = {
  box: 'boxes',
  polygon: 'polygons',
  point: 'points',
  span: 'spans',
  region: 'regions',
  transcript: 'transcript',
  choice: 'classLabel',
  rating: 'rating',
  pairwise: 'preferred',
  form: 'fields',
} as const satisfies Record<ToolKind, keyof AnsweredItem>;

/** Tools without which an item is not answered; marks may be none, where there is nothing to mark. */
const NEEDED: readonly ToolKind[] = ['choice', 'rating', 'pairwise', 'form', 'transcript'];

const bad = (why: string): never => {
  throw new TaggerClientError('BadAnswer', `${why}: these are no answers to this task`);
};

/** What is still missing before an item counts as answered; `undefined` when nothing is. */
export function missingOf(answer: ItemAnswer, tools: readonly Tool[]): ToolKind | undefined {
  if (answer.skipped !== undefined) return undefined;
  return tools.find((tool) => {
    const value = answer[HELD_IN[tool.kind]];
    if (tool.kind === 'form')
      return tool.fields.some(({ optional }, at) => optional !== true && !(answer.fields?.[at] ?? '').trim());
    return NEEDED.includes(tool.kind) && value === undefined;
  })?.kind;
}

/** Throws `BadAnswer` where an item is answered with what the task did not ask for, or not wholly. */
export function checkAnswer(
  answer: ItemAnswer,
  { answer: tools = [], classes }: Pick<Rules, 'answer' | 'classes'>,
): void {
  if (answer.skipped !== undefined) {
    const more = Object.values(HELD_IN).find((field) => answer[field] !== undefined);
    if (more !== undefined) bad(`an item that is left out has ${more}`);
    return;
  }
  for (const [kind, field] of Object.entries(HELD_IN) as [ToolKind, keyof ItemAnswer][]) {
    const value = answer[field];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const tool = tools.find((one) => one.kind === kind);
    if (tool === undefined) return bad(`nobody asked for ${field}`);
    const known = labelsOfTool(tool, classes);
    const labels = Array.isArray(value) ? value.flatMap((one) => (typeof one === 'object' ? [one.label] : [])) : [];
    if (kind === 'choice') labels.push(value as number);
    if (labels.some((label) => !known.includes(label))) bad(`a label is none ${kind} may have`);
    if (tool.kind === 'rating' && !((value as number) >= tool.min && (value as number) <= tool.max))
      bad('a rating is not on the scale');
    if (tool.kind === 'form' && (value as string[]).length !== tool.fields.length) bad('a form has other fields');
  }
  const missing = missingOf(answer, tools);
  if (missing !== undefined) bad(`an item has no ${missing}`);
}

/** Throws `BadAnswer` where an item says of itself what it is not. Sizes nobody published can't be compared. */
function checkItem(answer: AnsweredItem, item: string | ItemFile | undefined): void {
  if (item === undefined) return;
  if (typeof item === 'string') {
    if (answer.text !== undefined && answer.text !== item) bad('spans are in another text');
    return;
  }
  const { width, height } = item;
  if (width !== undefined && answer.width !== undefined && (answer.width !== width || answer.height !== height))
    bad('a picture has another size');
}

/**
 * Answers of one panel: as many items as the panel has, each named by its number in the task, in order. `items`: those of the
 * panel, where they are public. Rules without `answer` (older tasks) let every kind through. Throws `BadAnswer` and what `decodeAnswerFile` throws.
 */
export function decodeAnswers(
  bytes: Uint8Array,
  rules: Pick<Rules, 'answer' | 'classes'>,
  panel: { firstItem: number; items: number },
  items?: readonly (string | ItemFile)[],
): AnswerFile {
  const file = decodeAnswerFile(bytes);
  checkAnswers(file, rules, panel, items);
  return file;
}

/** What goes into `sealPayload`. Throws what `decodeAnswers` throws. */
export function encodeAnswers(
  file: AnswerFile,
  rules: Pick<Rules, 'answer' | 'classes'>,
  panel: { firstItem: number; items: number },
): Uint8Array {
  checkAnswers(file, rules, panel);
  return encodeAnswerFile(file);
}

function checkAnswers(
  file: AnswerFile,
  rules: Pick<Rules, 'answer' | 'classes'>,
  { firstItem, items: count }: { firstItem: number; items: number },
  items?: readonly (string | ItemFile)[],
): void {
  if (file.items.length !== count) bad(`there are ${file.items.length} items, the panel has ${count}`);
  const same =
    file.classes.length === rules.classes.length && file.classes.every((name, at) => name === rules.classes[at]);
  if (!same) bad('its classes are others than those of the rules');
  file.items.forEach((item, at) => {
    if (item.id !== String(firstItem + at)) bad(`item ${at} is called ${item.id.slice(0, 40)}`);
    if (rules.answer !== undefined) checkAnswer(item, rules);
    checkItem(item, items?.[at]);
  });
}
