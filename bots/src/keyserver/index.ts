/** A publisher's key service as a library, for the command line and for programs of one's own; the bot is `keyserver.ts`. */
export { journal, type Note } from './journal.ts';
export type { Push } from './deliver.ts';
export { passphraseOf } from './passphrase.ts';
export { RATES, startService, type Service, type ServiceOptions } from './service.ts';
export { changeStore, createStore, noSecret, readStore, Secrets, writeDurably, type StoreKey } from './store.ts';
