/** What came of practising, on this device alone. */
import { createStore, get, set, type UseStore } from 'idb-keyval';

export interface Practised {
  right: number;
  of: number;
}

let opened: UseStore | undefined;
const store = (): UseStore => (opened ??= createStore('tagger-practice', 'rounds'));
const nameOf = (cluster: string, task: string): string => `${cluster} ${task}`;

/** Of the last round; undefined where there was none, or the browser keeps nothing. */
export const practised = (cluster: string, task: string): Promise<Practised | undefined> =>
  get<Practised>(nameOf(cluster, task), store()).catch(() => undefined);

export const keepPractised = (cluster: string, task: string, round: Practised): Promise<void> =>
  set(nameOf(cluster, task), round, store()).catch(() => undefined);
