/** Payload answers as files. */
import { TaggerClientError } from '@tagger/client';
import {
  labelStudioConfig,
  toCoco,
  toConll,
  toLabelStudio,
  toVoc,
  toYolo,
  type LabelSet,
} from '@tagger/client/exports';
import { modalityIn } from '@tagger/client/published';
import { text } from '../text/index.ts';
import type { Download } from './download.ts';
import type { PayloadRow } from './payloads.ts';
import type { Watched } from './watch.ts';

export const PAYLOAD_FORMATS = ['json', 'coco', 'yolo', 'voc', 'conll', 'labelStudio'] as const;
export type PayloadFormat = (typeof PAYLOAD_FORMATS)[number];

/** What no format but our own has room for. */
const OWN = ['points', 'regions', 'rating', 'preferred', 'fields'] as const;

/** The set other formats are made of: skipped items are left out, items of one name told apart by their place. */
function setOf(rows: readonly PayloadRow[], { rules, items }: Watched): LabelSet {
  const seen = new Set<string>();
  const answered = rows.filter(({ answer }) => answer.skipped === undefined);
  return {
    classes: [...(rules?.classes ?? [])],
    items: answered.map(({ name, place, answer }) => {
      const id = seen.has(name) ? `${name}-${place}` : name;
      seen.add(id);
      const item = items?.[place];
      const file = typeof item === 'object' ? item : undefined;
      return {
        ...(file?.width !== undefined && { width: file.width, height: file.height }),
        ...(typeof item === 'string' && { text: item }),
        ...answer,
        id,
      };
    }),
  };
}

/** All that is known of each answer; `content` is the text, or the SHA-256 of the file. */
export const linesOf = (rows: readonly PayloadRow[], { items }: Pick<Watched, 'items'>): object[] =>
  rows.map(({ name, place, judged, annotator, answer: { id: _, ...answer } }) => {
    const item = items?.[place];
    return { name, place, content: typeof item === 'object' ? item.sha256 : item, judged, annotator, ...answer };
  });

/** Throws what the export throws, for a format that can't hold such answers by name. */
export function payloadFile(format: PayloadFormat, watched: Watched, rows: readonly PayloadRow[]): Download {
  const { task, rules } = watched;
  const stem = `answers-${task.address.toBase58().slice(0, 8)}`;
  const file = (ending: string, type: string, content: string): Download => ({
    name: `${stem}.${ending}`,
    blob: new Blob([content], { type }),
  });
  const json = (value: unknown): string => JSON.stringify(value, null, 1);
  if (format === 'json') {
    return file('json', 'application/json', json({ classes: rules?.classes ?? [], items: linesOf(rows, watched) }));
  }
  const set = setOf(rows, watched);
  const strange = rows.find(({ answer }) => OWN.some((field) => answer[field] !== undefined));
  if (strange !== undefined) throw new TaggerClientError('FormatCannotHold', text.myTasks.payload.cannot);
  const shown = rules === undefined ? 'text' : modalityIn(rules);
  switch (format) {
    case 'coco':
      return file('coco.json', 'application/json', json(toCoco(set)));
    case 'yolo':
      return file('yolo.json', 'application/json', json(Object.fromEntries(toYolo(set))));
    case 'voc':
      return file('voc.json', 'application/json', json(Object.fromEntries(toVoc(set))));
    case 'conll':
      return file('conll', 'text/plain', toConll(set));
    case 'labelStudio': {
      const config = labelStudioConfig(set, shown);
      return file('label-studio.json', 'application/json', json({ config, tasks: toLabelStudio(set, shown) }));
    }
  }
}

/** Whether a format has room for all of these answers. */
export function holds(format: PayloadFormat, watched: Watched, rows: readonly PayloadRow[]): boolean {
  try {
    payloadFile(format, watched, rows);
    return true;
  } catch {
    return false;
  }
}
