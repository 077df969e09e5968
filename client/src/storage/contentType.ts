/** Content types that may be shown. A type is a claim of whoever uploaded: it picks a viewer, it never makes one run. */

const FALLBACK = 'application/octet-stream';

/** None of these runs scripts in a browser: no HTML, SVG or XML. */
const HARMLESS = new Set([
  FALLBACK,
  'application/gzip',
  'application/json',
  'application/ld+json',
  'application/vnd.apache.parquet',
  'application/x.arweave-manifest+json',
  'application/zip',
  'audio/flac',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'image/avif',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'text/plain',
  'video/mp4',
  'video/webm',
]);

/** The recorded type without its parameters if it is harmless, else `application/octet-stream`. */
export function safeContentType(recorded: string | undefined): string {
  const type = (recorded ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return HARMLESS.has(type) ? type : FALLBACK;
}
