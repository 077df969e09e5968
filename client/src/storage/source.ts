/** What is stored: bytes that can be read twice, once to sign and once to send, without lying in memory. */

export interface Source {
  /** Bytes. */
  size: number;
  /** Reads from the start; must give the same bytes each time. */
  open(): ReadableStream<Uint8Array>;
  /** The same as a blob: browsers send those from disk, and most of them cannot send streams. */
  blob?: Blob;
}

/** Bytes in memory as a source. */
export function bytesSource(bytes: Uint8Array): Source {
  return {
    size: bytes.length,
    open: () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          if (bytes.length > 0) controller.enqueue(bytes);
          controller.close();
        },
      }),
  };
}

/** A file a person chose in a browser, or any blob. */
export const blobSource = (blob: Blob): Source => ({ size: blob.size, open: () => blob.stream(), blob });

/** The chunks of a stream; leaving the loop early cancels the stream. Not every browser iterates streams itself. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let over = false;
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) break;
      yield next.value;
    }
    over = true;
  } finally {
    // A stream that failed refuses to be cancelled; its error is on its way to the caller already.
    if (!over) await reader.cancel().catch(() => undefined);
  }
}

/** The other way round: a stream that pulls when it is read. */
export function streamOf(chunks: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await chunks.return();
      },
    },
    // Nothing is fetched before somebody reads: memory stays with the slower side.
    { highWaterMark: 0 },
  );
}
