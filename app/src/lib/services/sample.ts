/** Pictures and sounds of a public sample, ready to be shown. */
import type { ManifestFile } from '@tagger/client/manifest';
import type { Chain } from '../chain/door.ts';
import { showable } from '../workbench/pixels.ts';

/** Most bytes of one of them. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The file by its hash, with a type that its own first bytes show; undefined where that is of another kind than the card says, damaged, or of too many pixels. Throws what `Reader.get`
 * throws.
 */
export async function readSample(
  chain: Chain,
  { id, sha256, size, mediaType }: ManifestFile,
): Promise<{ blob: Blob; kind: 'image' | 'audio' } | undefined> {
  const [{ ITEM_TYPES, itemTypeOf }, { hexToBytes }] = await Promise.all([
    import('@tagger/client/published'),
    import('@noble/hashes/utils'),
  ]);
  const { bytes } = await chain.storage.get(id, { sha256: hexToBytes(sha256), maxBytes: MOST_BYTES, size });
  const type = itemTypeOf(bytes);
  if (type === undefined) return undefined;
  const kind = ITEM_TYPES[type];
  if (!mediaType.startsWith(`${kind}/`)) return undefined;
  if (kind === 'text' || (kind === 'image' && !showable(bytes))) return undefined;
  return { blob: new Blob([Uint8Array.from(bytes)], { type }), kind };
}
