/** Knows what is due: an index in memory, kept current by what the chain tells and checked by sweeps. */
import { PublicKey } from '@solana/web3.js';
import { hasCome, type ChainClock, type ConfigAccount, type Moment } from '@tagger/client';
import { ask, type Asked } from './ask.ts';
import { DueIndex } from './dueIndex.ts';
import { Facts, type Bytes } from './facts.ts';
import { kindOf, KINDS, type Kind } from './kinds.ts';
import type { Source } from './source.ts';

/** An account with something to send. */
export interface Found extends Asked {
  address: PublicKey;
  kind: Kind;
  bytes: Bytes;
}

export class Scout {
  readonly index = new DueIndex();
  readonly facts: Facts;
  private readonly source: Source;
  private readonly payoutFrom: bigint;
  /** Accounts that changed while a sweep was reading. */
  private touched = new Set<string>();

  private readonly unreadable: (address: PublicKey, error: unknown) => void;

  /** `unreadable` hears of accounts that can't be decoded: one of them must not stop the others. */
  constructor(
    source: Source,
    config: ConfigAccount,
    payoutFrom: bigint,
    unreadable: (address: PublicKey, error: unknown) => void = () => undefined,
  ) {
    this.unreadable = unreadable;
    this.source = source;
    this.facts = new Facts(config);
    this.payoutFrom = payoutFrom;
  }

  /** Reads everything: at the start, and now and then because notifications get lost. Returns how many accounts there are. */
  async sweep(clock: ChainClock): Promise<number> {
    this.touched = new Set();
    const alive = new Set<string>();
    for (const kind of KINDS) {
      for (const { address, info } of await this.source.all(kind)) {
        const own = address.toBase58();
        alive.add(own);
        // What the chain told meanwhile is newer than the snapshot.
        if (!this.touched.has(own)) this.see(kind, address, info, clock, own);
      }
    }
    for (const address of [...this.index.addresses()])
      if (!alive.has(address) && !this.touched.has(address)) this.forget(address);
    return this.index.size;
  }

  /** An account is as these bytes say. */
  notice(address: PublicKey, info: Bytes, clock: ChainClock): void {
    const kind = kindOf(info.data);
    this.touched.add(address.toBase58());
    if (kind !== undefined) this.see(kind, address, info, clock);
  }

  /** Look at these accounts again, if they are known. */
  touch(addresses: Iterable<string>): void {
    for (const address of addresses) if (this.index.has(address)) this.index.touch(address);
  }

  /** At most `limit` accounts with something due, decided on bytes read now. */
  async due(clock: ChainClock, limit: number): Promise<Found[]> {
    const ready = this.index.ready(clock, limit);
    return ready.length === 0 ? [] : this.look(ready, clock);
  }

  /** Reads accounts and asks what is due on them; what is not due yet goes back to its place. */
  async look(addresses: readonly string[], clock: ChainClock): Promise<Found[]> {
    const keys = addresses.map((address) => new PublicKey(address));
    const infos = await this.source.some(keys);
    const there: { address: PublicKey; kind: Kind; bytes: Bytes }[] = [];
    infos.forEach((info, at) => {
      const address = keys[at] as PublicKey;
      const kind = info === null ? undefined : kindOf(info.data);
      if (info === null || kind === undefined) this.forget(address.toBase58());
      else there.push({ address, kind, bytes: info });
    });
    // Tasks and datasets first: the others are judged by them.
    there.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
    await this.learn(there, clock);
    const found: Found[] = [];
    for (const { address, kind, bytes } of there) {
      const asked = this.see(kind, address, bytes, clock);
      if (asked.steps.length > 0 || (asked.lots?.length ?? 0) > 0 || asked.review === true)
        found.push({ ...asked, address, kind, bytes });
    }
    return found;
  }

  /** Reads what these accounts depend on, as it is now; twice, because a seat's dataset is named by its task. */
  private async learn(there: { address: PublicKey; kind: Kind; bytes: Bytes }[], clock: ChainClock): Promise<void> {
    for (let depth = 0; depth < 2; depth += 1) {
      const wanted = new Map<string, PublicKey>();
      for (const { address, kind, bytes } of there) {
        const { needs } = this.see(kind, address, bytes, clock);
        if (needs !== undefined) wanted.set(needs.toBase58(), needs);
      }
      if (wanted.size === 0) return;
      const keys = [...wanted.values()];
      const infos = await this.source.some(keys);
      infos.forEach((info, at) => {
        const kind = info === null ? undefined : kindOf(info.data);
        if (info !== null && kind !== undefined) this.see(kind, keys[at] as PublicKey, info, clock);
      });
    }
  }

  private see(kind: Kind, address: PublicKey, info: Bytes, clock: ChainClock, own = address.toBase58()): Asked {
    try {
      this.teach(kind, address, info);
      const asked = ask(kind, address, info, this.facts, clock, this.payoutFrom, own);
      const now = asked.steps.length > 0 || asked.review === true || (asked.lots?.length ?? 0) > 0;
      this.index.set(own, now || asked.needs !== undefined ? { slot: 0n } : asked.next);
      return asked;
    } catch (error) {
      // Another version, or bytes a node made up: the next sweep looks again.
      this.unreadable(address, error);
      this.index.set(own, undefined);
      return { steps: [] };
    }
  }

  /** Tasks and datasets say something about others, which are looked at again when it has changed. */
  private teach(kind: Kind, address: PublicKey, info: Bytes): void {
    const news =
      (kind === 'task' && this.facts.task(address, info)) || (kind === 'dataset' && this.facts.dataset(address, info));
    if (news) this.touch(this.facts.children(address.toBase58()));
  }

  /** An account is put back: look at it again at this moment. */
  later(address: PublicKey, at: Moment | undefined, clock: ChainClock): void {
    if (at !== undefined && hasCome(at, clock)) this.index.touch(address.toBase58());
    else this.index.set(address.toBase58(), at);
  }

  private forget(address: string): void {
    this.touch(this.facts.children(address));
    this.index.delete(address);
    this.facts.forget(address);
  }
}
