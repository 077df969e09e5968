/**
 * What this browser keeps of a validator's votes. A ballot is written before it is hidden and kept until it is shown: without it half
 * of what the seat binds is lost.
 */
import { createStore, del, entries, get, set, update, type UseStore } from 'idb-keyval';

/** A seat on one round of a review, on one network. */
export interface SeatAt {
  cluster: string;
  wallet: string;
  /** Page of the review. */
  review: string;
  round: bigint;
}

export interface Sheet {
  /** Items of the judged panel, by their number there. */
  items: number[];
  /** In the order of the items; `null` for what is not judged yet. */
  votes: (number | null)[];
  /** The validator's own words about each item. They stay here. */
  notes: string[];
  /** Every item is judged and may be committed to. */
  ready: boolean;
}

/** A round that was counted, as it was read before its page was closed. */
export interface Past {
  task: string;
  items: number[];
  firstItem: number;
  payload: boolean;
  breach: boolean;
  /** `null` where nothing was shown. */
  mine: number[] | null;
  /** What became the verdict; `null` for an item the round left undecided, and as a whole where nobody knows it any more. */
  verdict: (number | null)[] | null;
  /** Votes that became the verdict; `null` where it is not known. */
  coherent: number | null;
  /** Base units; `null` where it is not known. */
  reward: bigint | null;
  /** Base units taken from the bond, where an index tells it. */
  slashed?: bigint;
  /** Why there is no vote, if there is none. */
  missed: 'commit' | 'reveal' | undefined;
  /** Votes that a later round clearly reversed. */
  reversed: number;
  /** The review is concluded: nothing of this changes any more. */
  final: boolean;
  /** Unix seconds of the chain at which it was seen. */
  seen: bigint;
}

let opened: UseStore | undefined;
const store = (): UseStore => (opened ??= createStore('tagger-judge', 'kept'));

type Kind = 'sheet' | 'sealed' | 'past';
const nameOf = (kind: Kind, { cluster, wallet, review, round }: SeatAt): string =>
  `${kind} ${cluster} ${wallet} ${review} ${round}`;

export const newSheet = (items: readonly number[]): Sheet => ({
  items: [...items],
  votes: items.map(() => null),
  notes: items.map(() => ''),
  ready: false,
});

const isOf = (sheet: Sheet | undefined, items: readonly number[]): sheet is Sheet =>
  sheet?.items.length === items.length && sheet.items.every((item, at) => item === items[at]);

/** `undefined` where this device has none, or one about other items. */
export async function sheetOf(at: SeatAt, items: readonly number[]): Promise<Sheet | undefined> {
  const found = await get<Sheet>(nameOf('sheet', at), store());
  return isOf(found, items) ? found : undefined;
}

/** Changes what is kept, whoever changed it last, and returns it. */
export async function changeSheet(
  at: SeatAt,
  items: readonly number[],
  change: (sheet: Sheet) => Sheet,
): Promise<Sheet> {
  let changed = newSheet(items);
  await update<Sheet>(
    nameOf('sheet', at),
    (old) => (changed = change(isOf(old, items) ? old : newSheet(items))),
    store(),
  );
  return changed;
}

/** Every ballot that was ever hidden for a seat, or tried to be, the newest last: the chain took one of them. */
export const sealedVotes = async (at: SeatAt): Promise<number[][]> =>
  (await get<number[][]>(nameOf('sealed', at), store())) ?? [];

export const keepSealed = (at: SeatAt, votes: readonly number[]): Promise<void> =>
  update<number[][]>(
    nameOf('sealed', at),
    (old = []) => [...old.filter((one) => !same(one, votes)), [...votes]],
    store(),
  );

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((vote, at) => vote === b[at]);

/** What was shown is no secret any more; the notes stay as long as the sheet does. */
export const forgetSealed = (at: SeatAt): Promise<void> => del(nameOf('sealed', at), store());

export const keepPast = (at: SeatAt, past: Past): Promise<void> => set(nameOf('past', at), past, store());

export async function pastOf(cluster: string, wallet: string): Promise<{ at: SeatAt; past: Past }[]> {
  const begins = `past ${cluster} ${wallet} `;
  const found = (await entries<string, Past>(store())).filter(([name]) => name.startsWith(begins));
  return found.map(([name, past]) => {
    const [review = '', round = '0'] = name.slice(begins.length).split(' ');
    return { at: { cluster, wallet, review, round: BigInt(round) }, past };
  });
}

const placeName = (cluster: string, wallet: string): string => `place ${cluster} ${wallet}`;

/** Remembers whether a wallet is a validator, so that every page looks whether it was drawn. */
export const keepPlace = (cluster: string, wallet: string, taken: boolean): Promise<void> =>
  taken ? set(placeName(cluster, wallet), true, store()) : del(placeName(cluster, wallet), store());

/** Whether anything may be due for this wallet as a validator. */
export async function hasPlace(cluster: string, wallet: string): Promise<boolean> {
  return (await get<boolean>(placeName(cluster, wallet), store())) === true;
}
