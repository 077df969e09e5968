/** A manifest for files that lie beside it, decrypted: what `mlcroissant load --jsonld croissant.json` opens. */
import { bytesToHex } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import { GATEWAY } from './address.ts';
import { MANIFEST_TYPE } from './context.ts';
import { documentOf } from './document.ts';
import type { Manifest, ManifestFile } from './model.ts';
import { fileName } from './plainText.ts';

/** A file in the folder of the local manifest. */
export interface LocalFile {
  /** Its name in the manifest that was bought. */
  name: string;
  /** SHA-256 (32 bytes) and size of what lies in the folder: decrypted, if it was encrypted. */
  sha256: Uint8Array;
  size: number;
}

/**
 * The document to write into the folder, under any name. Files lie in it under their plain names. An encrypted file has no hash
 * of its plain text in the public manifest, where it would let anybody test guesses; age authenticated it while it was
 * decrypted, so who decrypts states the hash. Throws `NoSuchFile` for a file the manifest does not have.
 */
export function localManifest(
  manifest: Manifest,
  present: readonly LocalFile[],
): { bytes: Uint8Array; contentType: string } {
  const files = present.map((local): ManifestFile => {
    const file = manifest.files.find(({ name }) => name === local.name);
    if (file === undefined)
      throw new TaggerClientError('NoSuchFile', `the manifest has no file ${JSON.stringify(local.name.slice(0, 60))}`);
    const { plain, ...stored } = file;
    const opened = { ...stored, sha256: bytesToHex(local.sha256), size: local.size };
    return plain === undefined ? opened : { ...opened, name: plain.name, mediaType: plain.mediaType };
  });
  const document = documentOf({ ...manifest, files }, GATEWAY, ({ name }) => fileName(name));
  return { bytes: new TextEncoder().encode(JSON.stringify(document, null, 1)), contentType: MANIFEST_TYPE };
}
