/**
 * Whether an imported item may be mined and trained on: the training and data mining assertion of CAWG (1.0 and 1.1), which
 * C2PA 1.x had under its own prefix. It is read out of the C2PA metadata of a JPEG or PNG, or from a file beside the item.
 *
 * No signature is checked. Who forges a refusal keeps an item out of a dataset; who forges a permission has said no more than
 * an item without metadata says, so nothing is allowed because of one that would not be allowed without.
 */
import { decode } from 'cborg';
import { TaggerClientError } from '../clientError.ts';
import { contentBoxes, jumbfOf, type LabelledBox } from './jumbf.ts';
import { parseJson } from './strictJson.ts';

export const TRAINING_ENTRIES = ['dataMining', 'aiInference', 'aiGenerativeTraining', 'aiTraining'] as const;
export type TrainingEntry = (typeof TRAINING_ENTRIES)[number];
/** `constrained` counts as `notAllowed` until somebody has read the constraint (CAWG 1.0, section 1.1). */
export type Consent = 'allowed' | 'notAllowed' | 'constrained' | 'unstated';

export interface TrainingMining {
  /** `compressed`: there is metadata that can't be read here without unpacking it. */
  found: 'embedded' | 'sidecar' | 'none' | 'compressed';
  entries: Record<TrainingEntry, Consent>;
  /** What the constraints are, in the words of who made the item; for people to read. */
  constraints: Partial<Record<TrainingEntry, string>>;
}

const LABELS = new Set(['cawg.training-mining', 'c2pa.training-mining']);
const KEYS: Readonly<Record<string, TrainingEntry>> = {
  'cawg.data_mining': 'dataMining',
  'cawg.ai_inference': 'aiInference',
  'cawg.ai_generative_training': 'aiGenerativeTraining',
  'cawg.ai_training': 'aiTraining',
  'c2pa.data_mining': 'dataMining',
  'c2pa.ai_inference': 'aiInference',
  'c2pa.ai_generative_training': 'aiGenerativeTraining',
  'c2pa.ai_training': 'aiTraining',
};
const STRICTNESS: readonly Consent[] = ['unstated', 'allowed', 'constrained', 'notAllowed'];
const MOST_ASSERTION = 64 * 1024;
const MOST_DEPTH = 16;

/**
 * What an item allows. `sidecar` is JSON: the assertion itself, or `{ "label": "cawg.training-mining", "data": ... }`. Where there
 * are several assertions, in the item, in earlier versions it was made of or beside it, the strictest counts.
 * @throws TaggerClientError `MetadataDamaged`, and what `parseJson` throws for a sidecar.
 */
export function trainingMining(item: Uint8Array, sidecar?: Uint8Array): TrainingMining {
  const jumbf = jumbfOf(item);
  const boxes = jumbf === undefined ? [] : contentBoxes(jumbf);
  const embedded = boxes.filter(({ path, type }) => LABELS.has(nameOf(path)) && (type === 'cbor' || type === 'json'));
  const beside =
    sidecar === undefined ? [] : [unwrapped(parseJson(sidecar, { bytes: MOST_ASSERTION, depth: MOST_DEPTH }))];
  const result: TrainingMining = {
    found: beside.length > 0 ? 'sidecar' : 'none',
    entries: {
      dataMining: 'unstated',
      aiInference: 'unstated',
      aiGenerativeTraining: 'unstated',
      aiTraining: 'unstated',
    },
    constraints: {},
  };
  if (boxes.some(({ type }) => type === 'brob')) result.found = 'compressed';
  else if (embedded.length > 0) result.found = 'embedded';
  for (const assertion of [...embedded.map(assertionOf), ...beside]) add(result, assertion);
  return result;
}

/** Of a second assertion of the same label C2PA writes `label__1`. */
const nameOf = (path: readonly string[]): string => (path.at(-1) ?? '').replace(/__\d{1,6}$/, '');

function assertionOf({ type, bytes }: LabelledBox): unknown {
  if (bytes.length > MOST_ASSERTION) throw damaged(`an assertion has more than ${MOST_ASSERTION} bytes`);
  if (type === 'json') return parseJson(bytes, { bytes: MOST_ASSERTION, depth: MOST_DEPTH });
  try {
    // Dates of the metadata are tagged text (tag 0); they are not looked at.
    const tags = { 0: (inner: () => unknown) => inner() };
    return decode(bytes, { useMaps: true, rejectDuplicateMapKeys: true, tags });
  } catch (cause) {
    // Also what is nested so deeply that the decoder runs out of stack; 64 KiB bound the time until then.
    throw damaged('an assertion is no CBOR', cause);
  }
}

const damaged = (reason: string, cause?: unknown): TaggerClientError =>
  new TaggerClientError('MetadataDamaged', `the C2PA metadata of the item is damaged: ${reason}`, { cause });

const get = (value: unknown, key: string): unknown => {
  if (value instanceof Map) return value.get(key);
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
};
const keysOf = (value: unknown): unknown[] => (value instanceof Map ? [...value.keys()] : Object.keys(value as object));

function unwrapped(value: unknown): unknown {
  const label = get(value, 'label');
  if (label === undefined) return value;
  if (typeof label !== 'string' || !LABELS.has(label))
    throw damaged('the file beside the item is another assertion: pass the one about training and data mining');
  return get(value, 'data');
}

/** Takes an assertion in, the strictest answer of each entry. Entries nobody knows are for others to read. */
function add(result: TrainingMining, assertion: unknown): void {
  const entries = get(assertion, 'entries');
  if (typeof entries !== 'object' || entries === null) throw damaged('an assertion has no entries');
  for (const key of keysOf(entries)) {
    const entry = typeof key === 'string' && Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (entry === undefined) continue;
    const stated = get(entries, key as string);
    const use = get(stated, 'use');
    // A use nobody knows is no permission.
    const consent: Consent = use === 'allowed' || use === 'constrained' ? use : 'notAllowed';
    if (STRICTNESS.indexOf(consent) > STRICTNESS.indexOf(result.entries[entry])) result.entries[entry] = consent;
    const info = get(stated, 'constraint_info') ?? get(stated, 'constraints_info');
    if (typeof info === 'string') result.constraints[entry] = info.slice(0, 1_000);
  }
}

export interface ConsentFinding {
  /** The item's name or number, as it was passed. */
  item: string;
  entry: TrainingEntry;
  consent: Consent;
  constraint?: string;
}

/**
 * What stands against using items so: `refused` are items that must not be imported (`notAllowed`), `flagged` those a person has
 * to decide on (`constrained`, or metadata that can't be read).
 */
export function checkConsent(
  items: readonly { item: string; consent: TrainingMining }[],
  uses: readonly TrainingEntry[],
): { refused: ConsentFinding[]; flagged: ConsentFinding[] } {
  const refused: ConsentFinding[] = [];
  const flagged: ConsentFinding[] = [];
  for (const { item, consent } of items) {
    for (const entry of uses) {
      const stated = consent.entries[entry];
      const constraint = consent.constraints[entry];
      const finding = { item, entry, consent: stated, ...(constraint === undefined ? {} : { constraint }) };
      if (stated === 'notAllowed') refused.push(finding);
      else if (stated === 'constrained' || consent.found === 'compressed') flagged.push(finding);
    }
  }
  return { refused, flagged };
}
