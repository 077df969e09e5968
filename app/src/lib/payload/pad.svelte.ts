/** Marking one item: which tool and label the next mark gets, which mark is chosen, and what is done to it. Whoever shows it keeps the answer. */
import { MARK_KINDS, type ItemAnswer, type MarkKind, type Rules, type Tool } from '@tagger/client/published';
import { COLOURS } from '../posting/templates.ts';
import { marksOf, middle, moved, stretched, withCorner, withMarks, type Frame, type Mark } from './marks.ts';

export type MarkTool = Extract<Tool, { kind: MarkKind | 'choice' }> & { kind: MarkKind };

/** Steps of a key: a hundredth of a side, a tenth of a second, one character. */
const PARTS = 100;
const STEP_MS = 100;
const FINE_MS = 10;

export interface Kept {
  answer(): ItemAnswer | undefined;
  change(answer: ItemAnswer): void;
  disabled(): boolean;
}

export class Pad {
  at = $state(0);
  /** Label of the next mark, by place of the tool. */
  private labels = $state<Record<number, number>>({});
  selected = $state(-1);
  /** Of a chosen outline, the corner keys move. */
  corner = $state<number>();
  fine = $state(false);
  frame = $state.raw<Frame>({});
  readonly marking: MarkTool[];
  readonly others: Exclude<Tool, MarkTool>[];

  constructor(
    readonly rules: Pick<Rules, 'answer' | 'classes' | 'colours'>,
    private readonly kept: Kept,
  ) {
    const tools = rules.answer ?? [];
    this.marking = tools.filter((tool): tool is MarkTool => tool.kind in MARK_KINDS);
    this.others = tools.filter((tool): tool is Exclude<Tool, MarkTool> => !(tool.kind in MARK_KINDS));
  }

  get answer(): ItemAnswer {
    return this.kept.answer() ?? {};
  }
  get marks(): Mark[] {
    return marksOf(this.kept.answer());
  }
  get chosen(): Mark | undefined {
    return this.marks[this.selected];
  }
  get disabled(): boolean {
    return this.kept.disabled();
  }
  get tool(): MarkTool | undefined {
    return this.marking[this.at];
  }
  /** Labels of the present tool: places in the classes. */
  get known(): number[] {
    return this.labelsOf(this.tool);
  }
  labelsOf(tool: { labels?: number[] } | undefined): number[] {
    return tool?.labels ?? this.rules.classes.map((_, at) => at);
  }
  get label(): number {
    return this.labels[this.at] ?? this.known[0] ?? 0;
  }
  colourOf(label: number): string {
    return this.rules.colours?.[label] ?? COLOURS[label % COLOURS.length]!;
  }

  /** The label of the next mark. */
  choose(place: number): void {
    const label = this.known[place];
    if (label !== undefined) this.labels[this.at] = label;
  }
  use(at: number): void {
    if (this.marking[at] === undefined) return;
    this.at = at;
    this.selected = -1;
  }
  select(at: number): void {
    [this.selected, this.corner] = [at, undefined];
  }
  /** The next mark or the one before. */
  step(by: 1 | -1): void {
    const { length } = this.marks;
    if (length > 0) this.select(this.selected < 0 ? (by > 0 ? 0 : length - 1) : (this.selected + by + length) % length);
  }

  /** What is known of the item goes with every change: marks are nothing without it. */
  change(answer: ItemAnswer): void {
    if (!this.disabled) this.kept.change({ ...this.frame, ...answer });
  }
  add(mark: Mark | undefined): void {
    if (mark === undefined || this.disabled) return;
    const marks = this.marks;
    const last = marks.findLastIndex(({ kind }) => kind === mark.kind);
    this.change(withMarks(this.answer, [...marks, mark]));
    const behind = last >= 0 ? last : this.marks.findIndex(({ kind }) => kind === mark.kind) - 1;
    this.select(behind + 1);
  }
  addMiddle(): void {
    const { kind } = this.tool ?? {};
    if (kind === 'box' || kind === 'polygon' || kind === 'point') this.add(middle(kind, this.label, this.frame));
  }
  /** Another mark in the place of the chosen one. */
  put(mark: Mark): void {
    const { selected } = this;
    this.change(
      withMarks(
        this.answer,
        this.marks.map((one, at) => (at === selected ? mark : one)),
      ),
    );
  }
  relabel(): void {
    const mark = this.chosen;
    if (mark !== undefined && this.tool?.kind === mark.kind) this.put({ ...mark, label: this.label });
  }
  remove(at = this.selected): void {
    if (this.marks[at] === undefined) return;
    this.change(
      withMarks(
        this.answer,
        this.marks.filter((_, place) => place !== at),
      ),
    );
    this.select(Math.min(at, this.marks.length - 1));
  }
  /** By keys: so many steps to the right and down. */
  nudge(x: number, y: number): void {
    const [dx, dy] = this.steps(x, y);
    if (this.chosen !== undefined) this.put(moved(this.chosen, dx, dy, this.frame, this.corner));
  }
  stretch(x: number, y: number): void {
    const [dx, dy] = this.steps(x, y);
    if (this.chosen !== undefined) this.put(stretched(this.chosen, dx, dy, this.frame));
  }
  nextCorner(): void {
    const mark = this.chosen;
    if (mark?.kind !== 'polygon') return;
    const next = this.corner === undefined ? 0 : this.corner + 1;
    this.corner = next < mark.points.length ? next : undefined;
  }
  addCorner(): void {
    if (this.chosen?.kind !== 'polygon' || this.corner === undefined) return;
    this.put(withCorner(this.chosen, this.corner));
    this.corner += 1;
  }

  private steps(x: number, y: number): [number, number] {
    const { width, height, duration } = this.frame;
    if (duration !== undefined) return [x * (this.fine ? FINE_MS : STEP_MS), 0];
    const step = (side = 0): number => (this.fine || side === 0 ? 1 : Math.max(1, Math.round(side / PARTS)));
    return [x * step(width), y * step(height)];
  }
}
