/** What a model's code gets from where it runs, and what it returns. Nothing here knows whether that is Node or a browser. */
import type { Config } from '@vladmandic/human';
import type { Finding, Item } from '../predictor.ts';

export interface Assets {
  /** A file of a package, e.g. `@vladmandic/human/models/centernet.bin`. Throws `AssetMissing`. */
  bytes(path: string): Promise<Uint8Array>;
  /** SHA-256 of the modules a text model consists of, hexadecimal: their weights are their code. */
  modules(group: ModuleGroup): Promise<string>;
  /** The detector's library, imported so that it takes this for a browser's worker. */
  human(): Promise<HumanLibrary>;
  /** Where tesseract.js finds its language data and, unless Node finds them, its own worker and engine. */
  tesseract(): Promise<{ langPath: string; workerPath?: string; corePath?: string }>;
}

/** Files the text models are made of, by package: a folder or a file. */
export const MODULE_GROUPS = {
  wink: ['wink-eng-lite-web-model/dist'],
  entities: ['wink-eng-lite-web-model/dist', 'compromise/src'],
  franc: ['franc-min/data.js', 'franc-min/expressions.js'],
} as const;
export type ModuleGroup = keyof typeof MODULE_GROUPS;

/** The part of @vladmandic/human that is used; its own types leave the tensors open. */
export interface HumanLibrary {
  Human: new (config: Partial<Config>) => {
    tf: {
      env(): { set(flag: string, value: boolean): void };
      getBackend(): string;
      tensor4d(values: Int32Array, shape: [number, number, number, number], type: 'int32'): { dispose(): void };
    };
    load(): Promise<void>;
    /** Boxes are left, top, width and height as shares of the image. */
    detect(tensor: unknown): Promise<{
      object: { label: string; score: number; boxRaw: [number, number, number, number] }[];
      error?: string | null;
    }>;
  };
}

export interface Model {
  /** Of the weights in use, hexadecimal. */
  sha256: string;
  run(item: Item): Promise<Finding[]>;
}

export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One hash for several files: of the lines "hash  name" as sha256sum writes them, names in order. */
export async function sha256Of(files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const lines: string[] = [];
  for (const name of [...files.keys()].sort()) lines.push(`${await sha256Hex(files.get(name)!)}  ${name}\n`);
  return sha256Hex(new TextEncoder().encode(lines.join('')));
}
