/**
 * What this browser keeps of somebody's work. It is written before anything is sent that depends on it, and in one step with what
 * is there already, so that neither a reload nor a second tab takes anything away.
 */
import { createStore, del, entries, get, update, type UseStore } from 'idb-keyval';
import type { ItemAnswer } from '@tagger/client/published';
import type { Suggestion, SuggestionValue } from '@tagger/client/suggestions';

/** A panel of somebody's, on one network. */
export interface Place {
  cluster: string;
  wallet: string;
  task: string;
  page: number;
  panel: bigint;
}

/** An answer to one item: a class, what a payload holds of it, or a reason to leave it out. */
export type Answer = { label: number } | { given: ItemAnswer } | { skip: string };

/** What somebody decided about a suggestion; without `answered` he rejected it. */
export interface Decided {
  suggestion: Suggestion;
  answered?: SuggestionValue;
}

export interface Draft {
  firstItem: number;
  items: number;
  /** By place in the panel; `null` for what is not answered yet. */
  answers: (Answer | null)[];
  /** By place in the panel. */
  decided: Record<number, Decided>;
  /** Everything is answered and may be committed to. */
  ready: boolean;
  /** What models had to do with it is posted, or there was nothing to post. */
  told: boolean;
}

/** A panel that is over, as it was read from the chain before its place was used again. */
export interface Result {
  firstItem: number;
  /** By place in the panel; `null` for an item that was left out or not asked. */
  mine: (number | null)[];
  decided: number[];
  gold: boolean[];
  contested: boolean[];
  /** Base units. */
  reward: bigint;
  /** Why somebody left an item out; by place in the panel, where this device knows it. */
  reasons?: (string | null)[];
  /** Unix seconds of the chain at which it was seen. */
  seen: bigint;
  missed: boolean;
  /** Decided are verdicts about answers that are not on chain. */
  payload?: boolean;
}

let opened: UseStore | undefined;
const store = (): UseStore => (opened ??= createStore('tagger-work', 'kept'));

/** A payload that lies on Arweave: what it was before it was encrypted, and what is committed to. */
export interface SealedPayload {
  /** SHA-256, hexadecimal. */
  plain: string;
  /** Hash and id, 64 bytes. */
  answer: Uint8Array;
}

type Kind = 'draft' | 'sealed' | 'payload' | 'result';
const nameOf = (kind: Kind, { cluster, wallet, task, page, panel }: Place): string =>
  `${kind} ${cluster} ${wallet} ${task} ${page} ${panel}`;

export const newDraft = (firstItem: number, items: number): Draft => ({
  firstItem,
  items,
  answers: Array.from({ length: items }, () => null),
  decided: {},
  ready: false,
  told: false,
});

/** The draft of a panel; `undefined` where this device has none, or one of other items. */
export async function draftOf(place: Place, of: Pick<Draft, 'firstItem' | 'items'>): Promise<Draft | undefined> {
  const found = await get<Draft>(nameOf('draft', place), store());
  return found?.firstItem === of.firstItem && found.items === of.items ? found : undefined;
}

/** Changes what is kept, whoever changed it last, and returns it. */
export async function changeDraft(
  place: Place,
  of: Pick<Draft, 'firstItem' | 'items'>,
  change: (draft: Draft) => Draft,
): Promise<Draft> {
  let changed = newDraft(of.firstItem, of.items);
  await update<Draft>(
    nameOf('draft', place),
    (old) => {
      const same = old?.firstItem === of.firstItem && old.items === of.items;
      return (changed = change(same ? old : newDraft(of.firstItem, of.items)));
    },
    store(),
  );
  return changed;
}

/** Everything that was ever committed to on a panel, or tried to be: packed answers, the newest last. */
export const sealedOf = async (place: Place): Promise<Uint8Array[]> =>
  (await get<Uint8Array[]>(nameOf('sealed', place), store())) ?? [];

/** Keeps what is about to be committed to. What was kept stays: it may be that which the chain has. */
export const keepSealed = (place: Place, answers: Uint8Array): Promise<void> =>
  update<Uint8Array[]>(
    nameOf('sealed', place),
    (old = []) => [...old.filter((one) => !equal(one, answers)), answers],
    store(),
  );

/** Payloads of a panel that are posted: no second encryption gives the same bytes. */
export const payloadsOf = async (place: Place): Promise<SealedPayload[]> =>
  (await get<SealedPayload[]>(nameOf('payload', place), store())) ?? [];

export const keepPayload = (place: Place, payload: SealedPayload): Promise<void> =>
  update<SealedPayload[]>(nameOf('payload', place), (old = []) => [...old, payload], store());

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Reasons that are known stay, also once the draft they came from is forgotten. */
export const keepResult = (place: Place, result: Result): Promise<void> =>
  update<Result>(
    nameOf('result', place),
    (old) => ({ ...(old?.reasons && { reasons: old.reasons }), ...result }),
    store(),
  );

/** Forgets answers that are shown, or that nobody will ask for. */
export async function forgetAnswers(place: Place): Promise<void> {
  const kinds: readonly Kind[] = ['draft', 'sealed', 'payload'];
  await Promise.all(kinds.map((kind) => del(nameOf(kind, place), store())));
}

/** All of one kind that a wallet has on a network, on this device. */
async function allOf<T>(kind: Kind, cluster: string, wallet: string): Promise<{ place: Place; value: T }[]> {
  const begins = `${kind} ${cluster} ${wallet} `;
  const found = (await entries<string, T>(store())).filter(([name]) => name.startsWith(begins));
  return found.map(([name, value]) => {
    const [task = '', page, panel] = name.slice(begins.length).split(' ');
    return { place: { cluster, wallet, task, page: Number(page), panel: BigInt(panel ?? 0) }, value };
  });
}

export const draftsOf = (cluster: string, wallet: string) => allOf<Draft>('draft', cluster, wallet);
export const resultsOf = (cluster: string, wallet: string) => allOf<Result>('result', cluster, wallet);

/** Whether anything of this wallet may wait to be sent from this device. */
export async function hasWork(cluster: string, wallet: string): Promise<boolean> {
  const open = [...(await allOf('draft', cluster, wallet)), ...(await allOf('sealed', cluster, wallet))];
  return open.length > 0;
}
