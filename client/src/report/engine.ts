/** One instance of `wasm/tagger.wasm`: arrays in, arrays out, refusals as errors with a name. */

/** Anything the report refuses. `name` is what programs compare, the message says what to do. */
export class ReportError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

// The part of the global of that name used here; its types come with browsers only.
declare const WebAssembly: {
  Instance: new (module: object) => { exports: object };
  compile(bytes: Uint8Array | ArrayBuffer): Promise<object>;
};

/** Arrays the module reads. */
export type Input = Int32Array | Uint32Array | Uint16Array | Uint8Array | BigUint64Array;

/** Arrays the module writes. */
export interface OutputKind<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, offset: number, length: number): T;
}

interface Exports {
  memory: { buffer: ArrayBuffer };
  tagger_alloc(bytes: number): number;
  tagger_free(block: number, bytes: number): void;
  error_text(code: number, out: number, room: number): number;
}

type Measure = (...numbers: number[]) => number;

interface Block {
  start: number;
  bytes: number;
}

const ERROR_TEXT_BYTES = 512;

export class Engine {
  private exports: Exports;

  private constructor(private readonly module: object) {
    this.exports = this.start();
  }

  static async compile(bytes: Uint8Array | ArrayBuffer): Promise<Engine> {
    return new Engine(await WebAssembly.compile(bytes));
  }

  private start(): Exports {
    return new WebAssembly.Instance(this.module).exports as Exports;
  }

  /**
   * Calls an export with the arrays, then the numbers, then room for `room` elements of `kind`; returns the elements it wrote.
   * Throws `ReportError` with the module's own name and sentence.
   */
  call<T extends { slice(): T }>(
    name: string,
    inputs: readonly Input[],
    numbers: readonly number[],
    kind: OutputKind<T>,
    room: number,
  ): T {
    const blocks: Block[] = [];
    let status: number;
    try {
      for (const input of inputs) {
        const { start } = this.take(input.byteLength, blocks);
        const bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
        new Uint8Array(this.exports.memory.buffer).set(bytes, start);
      }
      const out = this.take(room * kind.BYTES_PER_ELEMENT, blocks);
      const measure = (this.exports as unknown as Record<string, Measure>)[name] as Measure;
      const arrays = inputs.flatMap((input, place) => [blocks[place]?.start ?? 0, input.length]);
      status = measure(...arrays, ...numbers, out.start, room);
      if (status >= 0) {
        const written = new kind(this.exports.memory.buffer, out.start, status).slice();
        this.giveBack(blocks);
        return written;
      }
    } catch (error) {
      // The module stopped half way, so its memory is in no known state: the next call gets a new instance.
      this.exports = this.start();
      if (error instanceof ReportError) throw error;
      throw new ReportError('Stopped', `the report ran out of memory or stopped (${String(error)}): report on a part`);
    }
    this.giveBack(blocks);
    throw this.refusal(-status);
  }

  private take(bytes: number, blocks: Block[]): Block {
    // Addresses are unsigned, numbers from the module are not.
    const start = this.exports.tagger_alloc(bytes) >>> 0;
    if (start === 0) throw new ReportError('OutOfMemory', 'there is not enough memory: report on a part');
    const block = { start, bytes };
    blocks.push(block);
    return block;
  }

  private giveBack(blocks: Block[]): void {
    for (const { start, bytes } of blocks.reverse()) this.exports.tagger_free(start, bytes);
  }

  private refusal(code: number): ReportError {
    const block = this.take(ERROR_TEXT_BYTES, []);
    const length = this.exports.error_text(code, block.start, ERROR_TEXT_BYTES);
    const text = new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, block.start, length));
    this.giveBack([block]);
    const [name = 'Refused', sentence = text] = text.split(/: (.*)/s);
    return new ReportError(name, sentence);
  }
}
