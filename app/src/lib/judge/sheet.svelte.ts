/** A ballot as it is filled in: every vote is kept before anything else. */
import { changeSheet, newSheet, sheetOf, type SeatAt, type Sheet } from './kept.ts';

const MOST_STEPS = 500;

interface Step {
  place: number;
  before: number | null;
  after: number;
}

export class BallotBench {
  sheet = $state.raw<Sheet>(newSheet([]));
  /** Place in the ballot; as many as there are items means that all of it is looked at once more. */
  at = $state(0);
  saved = $state<'saved' | 'saving' | 'failed'>('saved');
  private done = $state.raw<Step[]>([]);
  private undone = $state.raw<Step[]>([]);
  private writes = 0;

  private constructor(
    readonly seat: SeatAt,
    readonly items: readonly number[],
  ) {}

  /** With what is kept of it, at the first item without a vote. */
  static async open(seat: SeatAt, items: readonly number[]): Promise<BallotBench> {
    const bench = new BallotBench(seat, items);
    bench.sheet = (await sheetOf(seat, items)) ?? newSheet(items);
    const open = bench.sheet.votes.indexOf(null);
    bench.at = open < 0 ? items.length : open;
    return bench;
  }

  get vote(): number | null {
    return this.sheet.votes[this.at] ?? null;
  }
  get judged(): number {
    return this.sheet.votes.filter((vote) => vote !== null).length;
  }
  get complete(): boolean {
    return this.judged === this.items.length;
  }
  get canUndo(): boolean {
    return this.done.length > 0 && !this.sheet.ready;
  }
  get canRedo(): boolean {
    return this.undone.length > 0 && !this.sheet.ready;
  }

  set(code: number): void {
    const place = this.at;
    if (place >= this.items.length || this.sheet.ready) return;
    this.done = [...this.done, { place, before: this.vote, after: code }].slice(-MOST_STEPS);
    this.undone = [];
    this.write(place, code);
  }
  undo(): void {
    const step = this.done.at(-1);
    if (step === undefined || this.sheet.ready) return;
    this.done = this.done.slice(0, -1);
    this.undone = [...this.undone, step];
    this.at = step.place;
    this.write(step.place, step.before);
  }
  redo(): void {
    const step = this.undone.at(-1);
    if (step === undefined || this.sheet.ready) return;
    this.undone = this.undone.slice(0, -1);
    this.done = [...this.done, step];
    this.at = step.place;
    this.write(step.place, step.after);
  }
  next(): void {
    if (this.vote !== null) this.at = Math.min(this.at + 1, this.items.length);
  }
  back(): void {
    this.at = Math.max(0, this.at - 1);
  }
  goTo(at: number): void {
    this.at = Math.min(Math.max(0, at), this.items.length);
  }

  /** The validator's own words about the item at a place. */
  note(place: number, words: string): void {
    this.change((sheet) => ({ ...sheet, notes: sheet.notes.map((old, at) => (at === place ? words : old)) }));
  }

  /** Lets it be committed to, or takes that back while it is not. Resolves once it is kept. */
  async release(ready: boolean): Promise<void> {
    this.sheet = await changeSheet(this.seat, this.items, (sheet) => ({ ...sheet, ready }));
  }

  private write(place: number, vote: number | null): void {
    this.change((sheet) => ({ ...sheet, votes: sheet.votes.map((old, at) => (at === place ? vote : old)) }));
  }

  /** Shown at once, kept a moment later; two tabs don't take each other's votes away. */
  private change(change: (sheet: Sheet) => Sheet): void {
    this.sheet = change(this.sheet);
    this.saved = 'saving';
    this.writes += 1;
    void changeSheet(this.seat, this.items, change)
      .then(() => {
        if (this.writes === 1) this.saved = 'saved';
      })
      .catch(() => (this.saved = 'failed'))
      .finally(() => (this.writes -= 1));
  }
}
