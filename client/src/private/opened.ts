/** What an item of a private task is, by its bytes and the modality its rules name. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import type { Modality } from '../modality.ts';
import { ITEM_TYPES, itemTypeOf } from '../published/file.ts';
import type { ItemFile } from '../published/items.ts';

/** A file that was sealed: named as published ones are, with its bytes. */
export interface OpenedFile extends ItemFile {
  bytes: Uint8Array;
}

/** Items of text tasks are UTF-8; others are files, told by their first bytes. Throws `BadItems` where they are something else. */
export function openedItem(bytes: Uint8Array, modality: Modality): string | OpenedFile {
  if (modality === 'text') return new TextDecoder().decode(bytes);
  const contentType = itemTypeOf(bytes);
  if (contentType === undefined || ITEM_TYPES[contentType] !== modality)
    throw new TaggerClientError(
      'BadItems',
      `the rules of this task say ${modality}, and one of its items is none that is shown: tell its requester`,
    );
  return { sha256: bytesToHex(sha256(bytes)), size: bytes.length, contentType, bytes };
}
