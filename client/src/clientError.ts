/** The one class of errors of this client. It stands alone so that storage and keys load nothing of a chain. */
/** Anything this client refuses or reports. `name` is what tests compare. */
export class TaggerClientError extends Error {
  readonly logs: readonly string[];
  /** Of a refused transaction: which of the instructions given to `send` was refused. */
  readonly instruction: number | undefined;

  constructor(
    name: string,
    message: string,
    options: { logs?: readonly string[]; instruction?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = name;
    this.logs = options.logs ?? [];
    this.instruction = options.instruction;
  }
}
