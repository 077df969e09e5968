/** `@tagger/client/indexer`: lists from an indexer, and from the chain where there is none. No word of an indexer is proven. */
export { TaggerClientError } from '../clientError.ts';
export type { Operations } from '../generated/indexer.ts';
export { readBoard, type Board, type BoardOptions } from './board.ts';
export { indexerReader, type Answer, type IndexerOptions, type IndexerReader } from './reader.ts';
export { marketReader, type MarketOptions, type MarketReader, type Listed } from './market.ts';
export { datasetRow, memberRow, taskRow, type DatasetRow, type MemberRow, type TaskRow } from './rows.ts';
