/** The draft of a task on this device: every change is kept at once, so that a reload or a lost wallet costs nothing. */
import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import { emptyDraft, type DraftData, type Progress } from './data.ts';
import type { Item, Source } from './item.ts';

export class Draft {
  data = $state<DraftData>(emptyDraft());
  /** Undefined until files were chosen. */
  source = $state.raw<Source>();
  items = $state.raw<Item[]>([]);
  /** Whether what was kept has been read. */
  ready = $state(false);
  /** The browser keeps nothing, e.g. in a private window. */
  unkept = $state(false);
  private readonly store: UseStore = createStore('tagger-post', 'draft');
  private writing: Promise<void> = Promise.resolve();
  private latest: DraftData | undefined;

  async load(): Promise<void> {
    try {
      const [data, source] = await Promise.all([get<DraftData>('data', this.store), get<Source>('source', this.store)]);
      if (data?.version === 1) this.data = { ...emptyDraft(), ...data };
      if (source !== undefined) await this.take(source, false);
    } catch {
      this.unkept = true;
    }
    this.ready = true;
  }

  /** Writes what stands there now, at once; what changes while it is written is written once afterwards. */
  save(): Promise<void> {
    this.latest = $state.snapshot(this.data);
    return this.write(async () => {
      const data = this.latest;
      this.latest = undefined;
      if (data !== undefined) await set('data', data, this.store);
    });
  }

  /** Takes what was chosen, and keeps it unless it comes from where it is kept. */
  async take(source: Source, keep = true): Promise<void> {
    this.source = source;
    await this.cut();
    if (keep) await this.write(() => set('source', source, this.store));
  }

  /** Items by the columns that are chosen. */
  async cut(): Promise<void> {
    if (this.source === undefined) return;
    const { itemsOf } = await import('./source.ts');
    this.items = await itemsOf(this.source, $state.snapshot(this.data.columns));
  }

  async remember(progress: Progress | undefined): Promise<void> {
    if (progress === undefined) delete this.data.progress;
    else this.data.progress = progress;
    await this.save();
  }

  async forget(): Promise<void> {
    this.data = emptyDraft();
    this.source = undefined;
    this.items = [];
    await this.write(async () => {
      await del('data', this.store);
      await del('source', this.store);
    });
  }

  private write(work: () => Promise<void>): Promise<void> {
    this.writing = this.writing.then(work).catch(() => {
      this.unkept = true;
    });
    return this.writing;
  }
}
