/** Anything the indexer refuses. `name` is what programs compare, the message says what to do. */
export class IndexerError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
