/** Signatures a node lists newest first, given out oldest first, in whole slots. Long ones are kept in the database meanwhile. */
import type { Listed, Staging } from './source.ts';

const MOST = 20_000;
/** Rows taken out of the database at once. */
const PAGE = 5_000;

export class Listing {
  /** Newest first, while it is filled; not used once it is staged. */
  private held: Listed[] = [];
  private staged = false;
  /** Oldest first, being given out. */
  private ahead: Listed[] = [];
  private filled = true;

  constructor(
    private readonly staging?: Staging,
    private readonly most = MOST,
  ) {}

  /** One whose rows are at hand, oldest first. */
  static of(rows: readonly Listed[]): Listing {
    const listing = new Listing();
    listing.held = [...rows].reverse();
    return listing;
  }

  /** Adds a page, newest first. */
  async add(page: readonly Listed[]): Promise<void> {
    this.held.push(...page);
    if (this.staging === undefined || this.held.length <= this.most) return;
    // A listing that was given up half way may have left something.
    if (!this.staged) await this.staging.clear();
    this.staged = true;
    await this.staging.add(this.held);
    this.held = [];
  }

  /** Whether `take` has more to give. Known once it was called. */
  get more(): boolean {
    return !this.filled || this.ahead.length > 0;
  }

  /** At least `count` of the oldest, whole slots only; fewer where there are no more. */
  async take(count: number): Promise<Listed[]> {
    if (this.filled) await this.begin();
    for (;;) {
      let end = Math.min(count, this.ahead.length);
      while (end > 0 && end < this.ahead.length && this.ahead[end]?.slot === this.ahead[end - 1]?.slot) end += 1;
      if (end < this.ahead.length || !(await this.read())) return this.ahead.splice(0, end);
    }
  }

  private async begin(): Promise<void> {
    if (this.staged && this.held.length > 0) await this.staging?.add(this.held);
    else this.ahead.push(...this.held.reverse());
    this.held = [];
    this.filled = !this.staged;
  }

  /** Reads on; false where nothing is left. */
  private async read(): Promise<boolean> {
    if (this.filled) return false;
    const rows = (await this.staging?.take(PAGE)) ?? [];
    this.ahead.push(...rows);
    this.filled = rows.length === 0;
    return !this.filled;
  }
}
