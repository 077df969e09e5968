/** Payloads as files: one for each panel, by page and number, or a single one for a task that has but one panel. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TaggerClientError } from '@tagger/client';

/** As long as a reader takes it, with room for what encryption adds. */
const MAX_BYTES = 31 * 1024 * 1024;
const NAME = /^(\d{1,9}-\d{1,15})(\.[^.]+)?$/;

const bad = (what: string): TaggerClientError => new TaggerClientError('BadPayload', what);

/** How a panel's file is named, before its ending: page and number. */
export const nameOf = (page: number, panel: bigint): string => `${page}-${panel}`;

export class PayloadFiles {
  private constructor(
    private readonly files: ReadonlyMap<string, string>,
    private readonly only: string | undefined,
  ) {}

  /** A file, a directory, or nothing. Throws `BadPayload`. */
  static at(path: string | undefined): PayloadFiles {
    if (path === undefined) return new PayloadFiles(new Map(), undefined);
    if (!existsSync(path)) throw bad(`there is no file and no directory ${path}`);
    if (!statSync(path).isDirectory()) return new PayloadFiles(new Map(), path);
    const files = new Map<string, string>();
    for (const entry of readdirSync(path)) {
      const name = NAME.exec(entry)?.[1];
      if (name === undefined) continue;
      if (files.has(name)) throw bad(`two files in ${path} answer panel ${name}: leave one`);
      files.set(name, join(path, entry));
    }
    return new PayloadFiles(files, undefined);
  }

  /** A single file answers a single panel. Throws `BadPayload`. */
  checkPanels(count: bigint): void {
    if (this.only !== undefined && count !== 1n)
      throw bad(`this task has ${count} panels: pass a directory with a file PAGE-PANEL for each you answer`);
  }

  has(page: number, panel: bigint): boolean {
    return this.only !== undefined || this.files.has(nameOf(page, panel));
  }

  /** Bytes of a panel's file; `undefined` when there is none. Throws `BadPayload`. */
  read(page: number, panel: bigint): Uint8Array | undefined {
    const file = this.only ?? this.files.get(nameOf(page, panel));
    if (file === undefined) return undefined;
    const { size } = statSync(file);
    if (size === 0 || size > MAX_BYTES) throw bad(`${file} has ${size} bytes: a payload has 1 to ${MAX_BYTES}`);
    return new Uint8Array(readFileSync(file));
  }
}
