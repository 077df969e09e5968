/** Who listens to what. Notifications are made once per change and only for subscribers of that change. */
import type { AccountState } from '../chain/accounts.ts';
import type { Block } from '../chain/clock.ts';
import type { Chain, ChainListener } from '../chain/chain.ts';
import type { TransactionRecord } from '../chain/history.ts';
import { SYSTEM_PROGRAM, toBase58, type Key } from '../chain/keys.ts';
import { accountJson, compileFilters, dataView, type DataView, type Filter } from './accountJson.ts';
import { contextOf } from './cluster.ts';
import { encodeJson, invalidParams, type Handlers } from './json.ts';
import { address, config, list, signature } from './params.ts';

/** Most subscriptions one connection may hold. */
const MAX_SUBSCRIPTIONS = 10_000;

interface Subscription {
  send(method: string, result: unknown): void;
  cancel(): void;
}

/** Subscribers by topic; an empty topic is removed. */
class Topics<K, V> {
  private readonly map = new Map<K, Set<V>>();
  add(key: K, value: V): () => void {
    let set = this.map.get(key);
    if (set === undefined) this.map.set(key, (set = new Set()));
    set.add(value);
    return () => {
      set.delete(value);
      if (set.size === 0 && this.map.get(key) === set) this.map.delete(key);
    };
  }
  get(key: K): Iterable<V> {
    return this.map.get(key) ?? [];
  }
}

export class Subscriptions implements ChainListener {
  private readonly accounts = new Topics<Key, { view: DataView; sub: Subscription }>();
  private readonly programs = new Topics<Key, { view: DataView; filter: Filter; sub: Subscription }>();
  private readonly signatures = new Topics<string, Subscription>();
  private readonly mentions = new Topics<Key, Subscription>();
  private readonly allLogs = new Topics<'all', Subscription>();
  private readonly slots = new Topics<'slot' | 'root', Subscription>();
  private readonly chain: Chain;
  private nextId = 1;

  constructor(chain: Chain) {
    this.chain = chain;
  }

  /** The WebSocket methods of one connection. `close` cancels what is left. */
  connection(sendText: (text: string) => void): { handlers: Handlers; close: () => void } {
    const open = new Map<number, () => void>();
    const subscribe = (attach: (sub: Subscription) => () => void): number => {
      if (open.size >= MAX_SUBSCRIPTIONS)
        throw invalidParams(`one connection holds ${MAX_SUBSCRIPTIONS} subscriptions.`);
      const id = this.nextId++;
      const cancel = (): void => {
        open.get(id)?.();
        open.delete(id);
      };
      const send = (method: string, result: unknown): void => {
        sendText(encodeJson({ jsonrpc: '2.0', method, params: { result, subscription: id } }));
      };
      open.set(id, attach({ send, cancel }));
      return id;
    };
    const unsubscribe = ([id]: unknown[]): boolean => {
      const found = typeof id === 'number' ? open.get(id) : undefined;
      if (found === undefined) throw invalidParams('Invalid subscription id.');
      found();
      open.delete(id as number);
      return true;
    };
    const handlers: Handlers = {
      accountSubscribe: ([key, options]) => {
        const view = dataView(config(options));
        const target = address(key);
        return subscribe((sub) => this.accounts.add(target, { view, sub }));
      },
      programSubscribe: ([program, options]) => {
        const settings = config(options);
        const [view, filter] = [dataView(settings), compileFilters(settings['filters'])];
        const target = address(program);
        return subscribe((sub) => this.programs.add(target, { view, filter, sub }));
      },
      logsSubscribe: ([filter]) => {
        if (filter === 'all' || filter === 'allWithVotes') return subscribe((sub) => this.allLogs.add('all', sub));
        const mentions = list(config(filter)['mentions'], 'mentions', 1);
        const target = address(mentions[0]);
        return subscribe((sub) => this.mentions.add(target, sub));
      },
      signatureSubscribe: ([wanted, options]) => {
        const target = signature(wanted);
        const received = config(options)['enableReceivedNotification'] === true;
        return subscribe((sub) => {
          const detach = this.signatures.add(target, sub);
          // The answer with the id must leave first, so a known signature is reported in a later turn.
          setImmediate(() => {
            const record = this.chain.history.get(target);
            if (record !== undefined) this.notifySignature(record, received);
          });
          return detach;
        });
      },
      slotSubscribe: () => subscribe((sub) => this.slots.add('slot', sub)),
      rootSubscribe: () => subscribe((sub) => this.slots.add('root', sub)),
    };
    for (const name of ['account', 'program', 'logs', 'signature', 'slot', 'root']) {
      handlers[`${name}Unsubscribe`] = unsubscribe;
    }
    const close = (): void => {
      for (const cancel of open.values()) cancel();
      open.clear();
    };
    return { handlers, close };
  }

  account(key: Key, state: AccountState | undefined): void {
    const shown = state ?? EMPTY_ACCOUNT;
    const lookup = (k: Key): AccountState | undefined => this.chain.account(k);
    for (const { view, sub } of this.accounts.get(key)) {
      sub.send('accountNotification', this.inContext(accountJson(shown, view, lookup)));
    }
    for (const { view, filter, sub } of this.programs.get(shown.owner)) {
      if (!filter(shown)) continue;
      const value = { account: accountJson(shown, view, lookup), pubkey: toBase58(key) };
      sub.send('programNotification', this.inContext(value));
    }
  }

  transaction(record: TransactionRecord): void {
    this.notifySignature(record, false);
    const value = {
      err: record.err,
      signature: record.tx.signature,
      get logs() {
        return record.meta.logs();
      },
    };
    const result = this.inContext(value);
    for (const sub of this.allLogs.get('all')) sub.send('logsNotification', result);
    for (const key of new Set(record.keys)) {
      for (const sub of this.mentions.get(key)) sub.send('logsNotification', result);
    }
  }

  blocks(blocks: Block[]): void {
    for (const { slot, parent } of blocks) {
      for (const sub of this.slots.get('slot')) sub.send('slotNotification', { parent, root: parent, slot });
      for (const sub of this.slots.get('root')) sub.send('rootNotification', parent);
    }
  }

  private notifySignature(record: TransactionRecord, received: boolean): void {
    for (const sub of [...this.signatures.get(record.tx.signature)]) {
      if (received) sub.send('signatureNotification', this.inContext('receivedSignature'));
      sub.send('signatureNotification', this.inContext({ err: record.err }));
      sub.cancel();
    }
  }

  private inContext(value: unknown): unknown {
    return { context: contextOf(this.chain), value };
  }
}

/** What a deleted account looks like to its subscribers. */
const EMPTY_ACCOUNT: AccountState = {
  lamports: 0n,
  data: new Uint8Array(0),
  owner: SYSTEM_PROGRAM,
  executable: false,
  rentEpoch: 0n,
};
