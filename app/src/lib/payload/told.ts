/** An answer in a line of words. */
import type { ItemAnswer } from '@tagger/client/published';
import { text } from '../text/index.ts';
import { marksOf } from './marks.ts';

export function told(answer: ItemAnswer, classes: readonly string[]): string {
  const { skipped, transcript, classLabel, rating, preferred, fields } = answer;
  if (skipped !== undefined) return `${text.payload.skipped}: ${skipped}`;
  const nameOf = (label: number): string => classes[label] ?? String(label);
  const counts = new Map<string, number>();
  for (const { kind, label } of marksOf(answer)) {
    const name = `${text.payload.kinds[kind].toLowerCase()} ${nameOf(label)}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [
    ...[...counts].map(([name, count]) => `${count} × ${name}`),
    ...(classLabel === undefined ? [] : [nameOf(classLabel)]),
    ...(rating === undefined ? [] : [String(rating)]),
    ...(preferred === undefined ? [] : [text.payload.better[preferred]]),
    ...(fields?.filter((field) => field !== '') ?? []),
    ...(transcript === undefined ? [] : [transcript]),
  ].join(', ');
}
