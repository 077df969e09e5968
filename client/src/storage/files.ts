/** Files as what is stored and as where it is read to. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Source } from './source.ts';

const PIECE = 64 * 1024;

/** A file as it is now; it must not change until it is stored. */
export async function fileSource(path: string): Promise<Source> {
  const { size } = await stat(path);
  const open = (): ReadableStream<Uint8Array> =>
    Readable.toWeb(createReadStream(path, { highWaterMark: PIECE })) as ReadableStream<Uint8Array>;
  return { size, open };
}

/** A file that appears under its name only when it is complete; what was aborted leaves nothing. For `Reader.copy`. */
export function fileSink(path: string): WritableStream<Uint8Array> {
  const part = `${path}.part`;
  const file = createWriteStream(part);
  // An error reaches the writer through the callback of `write`; without a listener it would end the process too.
  file.on('error', () => undefined);
  const write = (chunk: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      file.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  return new WritableStream<Uint8Array>({
    write,
    async close() {
      file.end();
      await finished(file);
      await rename(part, path);
    },
    async abort() {
      file.destroy();
      await rm(part, { force: true });
    },
  });
}
