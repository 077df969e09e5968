/** Where a download goes: straight into a file where the browser can, else through memory. */

/** Bytes that are held in memory at most, where a browser can't write into a file. */
export const MEMORY_LIMIT = 512 * 1024 * 1024;

export interface Sink {
  writable: WritableStream<Uint8Array>;
  /** Hands the file over; the stream has been closed. */
  done(): void;
}

interface Picker {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<{
    createWritable(): Promise<WritableStream<Uint8Array>>;
  }>;
}

export const writesFiles = (): boolean => (globalThis as Picker).showSaveFilePicker !== undefined;

/**
 * Asks where the file shall go: call it first thing in the click, or the browser won't ask. Undefined when the person closed the window. What is
 * aborted leaves the file as it was.
 */
export async function openSink(name: string): Promise<Sink | undefined> {
  const { showSaveFilePicker: pick } = globalThis as Picker;
  if (pick === undefined) return memorySink(name);
  try {
    const handle = await pick({ suggestedName: name });
    return { writable: await handle.createWritable(), done: () => undefined };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

function memorySink(name: string): Sink {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  return {
    writable: new WritableStream<Uint8Array>({
      write: (chunk) => void chunks.push(Uint8Array.from(chunk)),
      abort: () => void chunks.splice(0),
    }),
    done: () => saveBlob(new Blob(chunks, { type: 'application/octet-stream' }), name),
  };
}

/** Milliseconds a browser may take to begin reading what it is given. */
const TO_BEGIN = 60_000;

/** Hands bytes to the browser as a download. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TO_BEGIN);
}
