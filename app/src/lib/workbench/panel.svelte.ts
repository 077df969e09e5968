/** One panel on the workbench: where the person is, what he said, and what he took back. Every answer is kept before anything else. */
import type { ItemAnswer } from '@tagger/client/published';
import { isAsked, type HeldPanel } from '../work/desk.ts';
import { changeDraft, draftOf, newDraft, type Answer, type Decided, type Draft, type Place } from '../work/kept.ts';

/** An item's state; undoing brings one back. */
interface Cell {
  answer: Answer | null;
  decided: Decided | undefined;
}
interface Step {
  place: number;
  before: Cell;
  after: Cell;
}

const MOST_STEPS = 500;

export class PanelBench {
  draft = $state.raw<Draft>(newDraft(0, 0));
  /** Place in `asked`; as many as there are means that everything is answered and is looked at once more. */
  at = $state(0);
  saved = $state<'saved' | 'saving' | 'failed'>('saved');
  private undone = $state.raw<Step[]>([]);
  private done = $state.raw<Step[]>([]);
  private writes = 0;
  /** Places in the panel that are asked. */
  readonly asked: number[];

  private constructor(
    readonly place: Place,
    readonly held: HeldPanel,
    /** Whether an answer of several parts has all of them. */
    private readonly whole: (given: ItemAnswer) => boolean,
  ) {
    const { panel } = held;
    this.asked = Array.from({ length: panel.items }, (_, item) => item).filter((item) => isAsked(panel, item));
  }

  /** With what is kept of it, at the first item without an answer. */
  static async open(
    place: Place,
    held: HeldPanel,
    whole: (given: ItemAnswer) => boolean = () => true,
  ): Promise<PanelBench> {
    const bench = new PanelBench(place, held, whole);
    await bench.reread();
    bench.toFirstOpen();
    return bench;
  }

  /** Another tab may have gone on: so does this one where it had not. */
  async reread(): Promise<void> {
    if (this.writes > 0) return;
    const { panel } = this.held;
    const waited = this.answer === null;
    this.draft = (await draftOf(this.place, panel)) ?? newDraft(panel.firstItem, panel.items);
    if (waited && this.answer !== null) this.toFirstOpen();
  }

  /** Place in the panel of the item that is shown; `undefined` on the last look. */
  get item(): number | undefined {
    return this.asked[this.at];
  }
  /** Numbers in the task of the items that are asked. */
  get numbers(): number[] {
    return this.asked.map((item) => this.held.panel.firstItem + item);
  }
  get answer(): Answer | null {
    return this.item === undefined ? null : (this.draft.answers[this.item] ?? null);
  }
  get answered(): number {
    return this.asked.filter((item) => this.isAnswered(item)).length;
  }
  get skipped(): number {
    return this.asked.filter((item) => 'skip' in (this.draft.answers[item] ?? {})).length;
  }
  get complete(): boolean {
    return this.answered === this.asked.length;
  }
  get canUndo(): boolean {
    return this.done.length > 0 && !this.draft.ready;
  }
  get canRedo(): boolean {
    return this.undone.length > 0 && !this.draft.ready;
  }

  /** Answers the item that is shown; with what was done about a suggestion, if there is one. */
  set(answer: Answer, decided?: Decided): void {
    const place = this.item;
    if (place === undefined || this.draft.ready) return;
    const before = this.cell(place);
    const step = { place, before, after: { answer, decided: decided ?? before.decided } };
    this.done = [...this.done, step].slice(-MOST_STEPS);
    this.undone = [];
    this.write(place, step.after);
  }

  /** What was done about a suggestion without an answer yet. */
  decide(decided: Decided): void {
    const place = this.item;
    if (place === undefined || this.draft.ready) return;
    this.write(place, { ...this.cell(place), decided });
  }

  next(): void {
    if (this.answer === null && this.item !== undefined) return;
    this.at = Math.min(this.at + 1, this.asked.length);
  }
  back(): void {
    this.at = Math.max(0, this.at - 1);
  }
  goTo(at: number): void {
    this.at = Math.min(Math.max(0, at), this.asked.length);
  }
  toFirstOpen(): void {
    const open = this.asked.findIndex((item) => !this.isAnswered(item));
    this.at = open < 0 ? this.asked.length : open;
  }

  undo(): void {
    const step = this.done.at(-1);
    if (step === undefined || this.draft.ready) return;
    this.done = this.done.slice(0, -1);
    this.undone = [...this.undone, step];
    this.show(step.place);
    this.write(step.place, step.before);
  }
  redo(): void {
    const step = this.undone.at(-1);
    if (step === undefined || this.draft.ready) return;
    this.undone = this.undone.slice(0, -1);
    this.done = [...this.done, step];
    this.show(step.place);
    this.write(step.place, step.after);
  }

  /** Lets it be committed to, or takes that back while it is not. Resolves once it is kept. */
  async release(ready: boolean): Promise<void> {
    this.draft = await changeDraft(this.place, this.held.panel, (draft) => ({ ...draft, ready }));
  }

  private isAnswered(item: number): boolean {
    const answer = this.draft.answers[item] ?? null;
    return answer !== null && (!('given' in answer) || this.whole(answer.given));
  }
  private show(place: number): void {
    this.at = this.asked.indexOf(place);
  }
  private cell(place: number): Cell {
    return { answer: this.draft.answers[place] ?? null, decided: this.draft.decided[place] };
  }

  /** Shown at once, kept a moment later; only this item is written, so that two tabs don't take each other's answers away. */
  private write(place: number, cell: Cell): void {
    const change = (draft: Draft): Draft => {
      const { [place]: _, ...others } = draft.decided;
      return {
        ...draft,
        answers: draft.answers.map((answer, item) => (item === place ? cell.answer : answer)),
        decided: cell.decided === undefined ? others : { ...others, [place]: cell.decided },
      };
    };
    this.draft = change(this.draft);
    this.saved = 'saving';
    this.writes += 1;
    void changeDraft(this.place, this.held.panel, change)
      .then(() => {
        if (this.writes === 1) this.saved = 'saved';
      })
      .catch(() => (this.saved = 'failed'))
      .finally(() => (this.writes -= 1));
  }
}
