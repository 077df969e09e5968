/** `@tagger/client/storage`: data on Arweave, read back through gateways nobody needs to trust. No chain in here. */
export { TaggerClientError } from '../clientError.ts';
export { safeContentType } from './contentType.ts';
export { dataItems, signItem, type DataItemOptions, type SignedItem } from './dataItem.ts';
export { DEFAULT_PATIENCE, type Patience, type Transport } from './gateway.ts';
export { idBytes, idText } from './id.ts';
export { layerOne, type LayerOne, type LayerOneOptions, type LayerOnePut, type UploadState } from './layerOne.ts';
export { DEFAULT_PERSISTENCE, type Persistence } from './post.ts';
export { reader, type ReaderOptions } from './reader.ts';
export { blobSource, bytesSource, type Source } from './source.ts';
export { arweaveSigner, solanaSigner, type ArweaveKey, type ItemSigner } from './signers.ts';
export type { Expected, Found, Payload, PutOptions, Query, Reader, Storage, Stored, Tag } from './storage.ts';
