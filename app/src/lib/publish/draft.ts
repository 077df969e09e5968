/** What was begun on this device: kept after each step, so that a lost page costs no second upload. */
import { createStore, del, get, set } from 'idb-keyval';
import type { PublishForm } from './form.ts';

/** What Arweave holds; hashes in hexadecimal. */
export interface StoredItem {
  id: string;
  sha256: string;
  size: number;
}

export interface DraftFile {
  /** As buyers get it. */
  name: string;
  mediaType: string;
  /** Encrypted for whoever has a licence; else part of the public sample. */
  secret: boolean;
  /** `bytes` are encrypted already. */
  sealed?: boolean;
  /** What is uploaded: the browser keeps large ones on disk. Gone once it is stored. */
  bytes?: Blob;
  stored?: StoredItem;
}

export interface Draft {
  form: PublishForm;
  /** Number of the dataset among the publisher's, and its address. */
  nonce: string;
  dataset: string;
  files: DraftFile[];
  licence?: StoredItem;
  card?: StoredItem;
}

const store = createStore('tagger-publish', 'drafts');

export const readDraft = (whose: string): Promise<Draft | undefined> => get<Draft>(whose, store);
export const writeDraft = (whose: string, draft: Draft): Promise<void> => set(whose, draft, store);
export const dropDraft = (whose: string): Promise<void> => del(whose, store);
