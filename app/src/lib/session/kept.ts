/** Session keys of this browser: by wallet and network, written before they are lent anything. */
import { createStore, del, get, set, type UseStore } from 'idb-keyval';

export interface KeptSession {
  /** 64 bytes. */
  secretKey: Uint8Array;
  /** Unix seconds of the chain. */
  until: bigint;
}

let opened: UseStore | undefined;
const store = (): UseStore => (opened ??= createStore('tagger-session', 'keys'));
const nameOf = (cluster: string, wallet: string): string => `${cluster} ${wallet}`;

export const keptSession = (cluster: string, wallet: string): Promise<KeptSession | undefined> =>
  get<KeptSession>(nameOf(cluster, wallet), store());
export const keepSession = (cluster: string, wallet: string, session: KeptSession): Promise<void> =>
  set(nameOf(cluster, wallet), session, store());
export const dropSession = (cluster: string, wallet: string): Promise<void> => del(nameOf(cluster, wallet), store());
