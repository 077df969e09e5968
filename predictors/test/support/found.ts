/** Suggestions in words, and what each shipped model says about its item. */
import { CATALOGUE, type ModelName, type Suggestion } from '@tagger/predictors';
import { TEXT } from './items.ts';

type Value<K> = Extract<Suggestion['value'], { kind: K }>;
export const of = <K extends Suggestion['value']['kind']>(kind: K, found: readonly Suggestion[]): Value<K>[] =>
  found.map(({ value }) => value).filter((value): value is Value<K> => value.kind === kind);

/** What each finds in its item, in words. */
export function whatItFound(model: ModelName, found: readonly Suggestion[]): unknown {
  const word = (label: number) => CATALOGUE[model].labels[label];
  if (model === 'objects') return [...new Set(of('box', found).map(({ label }) => word(label)))];
  if (model === 'ocr') return of('transcript', found).map(({ text }) => text);
  if (model === 'entities') {
    const characters = [...TEXT];
    const spans = of('span', found).sort((a, b) => a.start - b.start);
    return spans.map(({ label, start, end }) => `${word(label)} ${characters.slice(start, end).join('')}`);
  }
  if (model === 'speech') return of('region', found).length;
  return of('classLabel', found).map(({ label }) => word(label));
}

export const EXPECTED: Readonly<Record<ModelName, unknown>> = {
  objects: ['person'],
  ocr: ['Invoice 4711 was paid in May.'],
  entities: ['PERSON Jane Doe', 'EMOJI 😀', 'PERSON Bob Smith', 'PLACE Berlin', 'DATE 4 July 2026', 'MONEY $30'],
  sentiment: ['positive'],
  language: ['eng'],
  speech: 1,
};
