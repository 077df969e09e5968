/**
 * Spans of names and figures: people, places and organisations by compromise, the rest by wink-nlp. Both are rules and lists
 * and have no measure of doubt. What one library says about places in the text is checked against the text itself.
 */
import nlp from 'compromise';
import type { Finding } from '../predictor.ts';
import type { Assets, Model } from './model.ts';
import { wink } from './wink.ts';

const SCORE = 0.5;

interface Place {
  word: string;
  /** UTF-16 units. */
  start: number;
  end: number;
}

interface Term {
  text: string;
  offset: { start: number; length: number };
}

export async function loadEntities(assets: Assets): Promise<Model> {
  return {
    sha256: await assets.modules('entities'),
    run: async (item) => {
      if (item.modality !== 'text') return [];
      const places = await Promise.resolve([...names(item.text), ...figures(item.text)]);
      return inCodePoints(item.text, withoutOverlap(places));
    },
  };
}

function names(text: string): Place[] {
  const doc = nlp(text);
  const found = { PERSON: doc.people(), PLACE: doc.places(), ORGANIZATION: doc.organizations() };
  return Object.entries(found).flatMap(([word, view]) =>
    (view.json({ offset: true }) as { terms: Term[] }[]).flatMap(({ terms }) => {
      const [first, last] = [terms[0], terms.at(-1)];
      if (first === undefined || last === undefined) return [];
      const [start, end] = [first.offset.start, last.offset.start + last.text.length];
      const fits =
        text.startsWith(first.text, start) && text.startsWith(last.text, last.offset.start) && first.text !== '';
      return fits ? [{ word, start, end }] : [];
    }),
  );
}

function figures(text: string): Place[] {
  const doc = wink.readDoc(text);
  const tokens = doc.tokens().out();
  // Where each token lies: they are in the order of the text.
  let at = 0;
  const starts = tokens.map((token) => {
    const start = text.indexOf(token, at);
    if (start >= 0) at = start + token.length;
    return start;
  });
  // eslint-disable-next-line @typescript-eslint/unbound-method -- names of columns, nobody calls them here
  const { span, type } = wink.its;
  const spans = doc.entities().out(span) as unknown as [number, number][];
  const types = doc.entities().out(type);
  return spans.flatMap(([first, last], entity) => {
    const [start, lastStart] = [starts[first] ?? -1, starts[last] ?? -1];
    if (start < 0 || lastStart < start) return [];
    return [{ word: types[entity]!, start, end: lastStart + tokens[last]!.length }];
  });
}

/** The longer of two that overlap; of equal ones the first. */
function withoutOverlap(places: readonly Place[]): Place[] {
  const order = [...places].sort((a, b) => b.end - b.start - (a.end - a.start));
  const kept: Place[] = [];
  for (const place of order)
    if (place.start < place.end && kept.every(({ start, end }) => place.end <= start || place.start >= end))
      kept.push(place);
  return kept.sort((a, b) => a.start - b.start);
}

function inCodePoints(text: string, places: readonly Place[]): Finding[] {
  let [units, characters] = [0, 0];
  const count = (to: number): number => {
    characters += [...text.slice(units, to)].length;
    units = to;
    return characters;
  };
  return places.map(({ word, start, end }) => ({
    kind: 'span',
    word,
    score: SCORE,
    start: count(start),
    end: count(end),
  }));
}
