/** What is to be labelled, as it lies in the browser. */
import type { ItemType } from '@tagger/client/published';
import type { ShownItem } from '../workbench/items.ts';

export interface Table {
  /** Of the file. */
  name: string;
  columns: string[];
  rows: string[][];
}

export interface PickedFile {
  name: string;
  /** Of the type we named it by its first bytes. */
  blob: Blob;
  type: ItemType;
  size: number;
  /** Hexadecimal. */
  sha256: string;
  width?: number;
  height?: number;
  seconds?: number;
}

/** A table or files. `left`: what was chosen and can be no item. */
export interface Source {
  table?: Table;
  files?: PickedFile[];
  left: { name: string; why: string }[];
}

export interface Item {
  /** What the requester calls it; never published. */
  name: string;
  /** Of a text. */
  text?: string;
  file?: PickedFile;
  /** What his table says is right. */
  known?: string;
}

/** What each type is shown as; `ITEM_TYPES` of the client, without loading it. */
export const ITEM_KINDS: Record<ItemType, 'text' | 'image' | 'audio'> = {
  'text/plain': 'text',
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'audio/wav': 'audio',
  'audio/mpeg': 'audio',
  'audio/ogg': 'audio',
  'audio/flac': 'audio',
};

/** What all of them are; text where there are none yet. */
export const kindOf = (items: readonly Item[]): 'text' | 'image' | 'audio' => {
  const file = items[0]?.file;
  return file === undefined ? 'text' : ITEM_KINDS[file.type];
};

/** An item as the workbench shows it. Whoever asks gives its address back. */
export async function shownOf({ text, file }: Item): Promise<ShownItem> {
  const kind = file === undefined ? 'text' : ITEM_KINDS[file.type];
  if (file === undefined || kind === 'text') return { kind: 'text', text: text ?? '' };
  const bytes = new Uint8Array(await file.blob.arrayBuffer());
  return { kind, url: URL.createObjectURL(file.blob), bytes, text: '' };
}
