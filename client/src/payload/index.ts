/** `@tagger/client/payload`: answers only the drawn validators and the requester can read. */
export { readerKeyOf } from './readerKey.ts';
export { fetchReaders, type PayloadReader } from './readers.ts';
export { payloadSharer, shareKeys, type Shared, type ShareOptions, type Sharer, type SharerOf } from './serve.ts';
export { openPayload, sealPayload, type SealedPayload } from './sealed.ts';
export { findPayloadKeys, postPayloadKeys, readSharedPayload, type SharedPayload } from './share.ts';
export { decodeKeys, encodeKeys, identityFor, payloadKeys, readersWithout, type PayloadKeys } from './wraps.ts';
