/** Files of a dataset that is made of a task, before they are encrypted. */
import { rootOfRecords } from '@tagger/client';
import { toCsv } from '@tagger/client/exports';
import { recordsOf, type ManifestFile } from '@tagger/client/manifest';
import { idText } from '@tagger/client/storage';
import { bytesToHex } from '@noble/hashes/utils';
import { columnsOf } from './download.ts';
import type { LabelRow } from './labels.ts';
import { holds, linesOf, PAYLOAD_FORMATS, payloadFile, type PayloadFormat } from './payloadFiles.ts';
import type { PayloadRow } from './payloads.ts';
import type { Watched } from './watch.ts';

export interface DatasetPart {
  /** As the buyer saves it. */
  name: string;
  mediaType: string;
  bytes: Uint8Array;
  records?: NonNullable<ManifestFile['records']>;
}
export type DatasetParts = [DatasetPart, ...DatasetPart[]];

const MEANINGS = {
  place: 'Place of the item in its task',
  content: 'The text, or the SHA-256 of the file',
  confidence: 'Estimated chance that the label is right, 0 to 1',
  final: 'Whether nothing could change the label any more',
};
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One line for each label. */
export function labelParts({ rules }: Watched, rows: readonly LabelRow[]): DatasetParts {
  const columns = columnsOf(rows, rules?.classes ?? []);
  const records = recordsOf(columns, {
    ...{ name: 'labels', description: 'One line for each item' },
    meanings: MEANINGS,
  });
  return [{ name: 'labels.csv', mediaType: 'text/csv', bytes: bytesOf(toCsv(columns)), records }];
}

/** Formats that have room for these answers, besides our own. */
const fittingFormats = (watched: Watched, rows: readonly PayloadRow[]): PayloadFormat[] =>
  PAYLOAD_FORMATS.filter((format) => format !== 'json' && holds(format, watched, rows));

/** Answers with what the chain has of each batch, which anybody can compare with the records; and the same in other formats. */
export async function payloadParts(watched: Watched, rows: readonly PayloadRow[]): Promise<DatasetParts> {
  const { task, rules, panels } = watched;
  const batches = panels.flatMap(({ page, number, firstItem, items, labels, seats }) =>
    seats.flatMap(({ wallet, payload }) =>
      payload === undefined
        ? []
        : [
            {
              ...{ page, panel: String(number), firstItem, items, annotator: wallet, verdicts: labels },
              sealed: { sha256: bytesToHex(payload.hash), id: idText(payload.id) },
            },
          ],
    ),
  );
  const all = {
    task: task.address.toBase58(),
    recordsRoot: bytesToHex(rootOfRecords(task.records)),
    classes: rules?.classes ?? [],
    items: linesOf(rows, watched),
    batches,
  };
  const others = fittingFormats(watched, rows).map(async (format): Promise<DatasetPart> => {
    const { name, blob } = payloadFile(format, watched, rows);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return { name: `answers${name.slice(name.indexOf('.'))}`, mediaType: blob.type, bytes };
  });
  const json = bytesOf(JSON.stringify(all, null, 1));
  return [{ name: 'answers.json', mediaType: 'application/json', bytes: json }, ...(await Promise.all(others))];
}
