/**
 * When to look at which account, for all accounts of the program: only these moments are kept, never the accounts. What is due
 * is decided on bytes read when the moment has come.
 */
import type { ChainClock, Moment } from '@tagger/client';
import { Heap } from './heap.ts';

export interface When {
  seconds: number;
  slot: number;
}

const NOW: Moment = { slot: 0n };

export class DueIndex {
  private readonly known = new Map<string, When>();
  private bySeconds = new Heap();
  private bySlot = new Heap();

  get size(): number {
    return this.known.size;
  }

  has(address: string): boolean {
    return this.known.has(address);
  }

  addresses(): IterableIterator<string> {
    return this.known.keys();
  }

  /** Look at an account at this moment; without one, not before it changes. */
  set(address: string, at: Moment | undefined): void {
    const when = {
      seconds: at?.seconds === undefined ? Infinity : Number(at.seconds),
      slot: at?.slot === undefined ? Infinity : Number(at.slot),
    };
    const before = this.known.get(address);
    if (before !== undefined && before.seconds === when.seconds && before.slot === when.slot) return;
    this.known.set(address, when);
    if (when.seconds !== Infinity) this.bySeconds.push(when.seconds, address);
    if (when.slot !== Infinity) this.bySlot.push(when.slot, address);
    this.tidy();
  }

  /** Look at an account as soon as possible. */
  touch(address: string): void {
    this.set(address, NOW);
  }

  delete(address: string): void {
    this.known.delete(address);
  }

  /** At most `limit` accounts whose moment has come. They are not looked at again until `set`. */
  ready(clock: ChainClock, limit: number): string[] {
    const found: string[] = [];
    this.take(this.bySlot, Number(clock.slot), ({ slot }) => slot, limit, found);
    this.take(this.bySeconds, Number(clock.seconds), ({ seconds }) => seconds, limit, found);
    return found;
  }

  /** The next second and the next slot at which something is due; infinity for none. */
  next(): When {
    return {
      seconds: this.least(this.bySeconds, ({ seconds }) => seconds),
      slot: this.least(this.bySlot, ({ slot }) => slot),
    };
  }

  private least(heap: Heap, of: (when: When) => number): number {
    while (heap.size > 0) {
      const when = this.known.get(heap.first as string);
      if (when !== undefined && of(when) === heap.least) break;
      heap.pop();
    }
    return heap.least;
  }

  private take(heap: Heap, now: number, of: (when: When) => number, limit: number, found: string[]): void {
    while (found.length < limit && heap.least <= now) {
      const key = heap.least;
      const address = heap.pop() as string;
      const when = this.known.get(address);
      // What was set anew left its old place in the heap.
      if (when === undefined || of(when) !== key) continue;
      this.known.set(address, { seconds: Infinity, slot: Infinity });
      found.push(address);
    }
  }

  /** Old places are left behind by every change; they must not outgrow the rest. */
  private tidy(): void {
    if (this.bySeconds.size + this.bySlot.size < 4 * this.known.size + 1_024) return;
    this.bySeconds = new Heap();
    this.bySlot = new Heap();
    for (const [address, { seconds, slot }] of this.known) {
      if (seconds !== Infinity) this.bySeconds.push(seconds, address);
      if (slot !== Infinity) this.bySlot.push(slot, address);
    }
  }
}
