/** Cutting lists into parts, as the client does it. */
export { chunks, pack, type Limit } from '@tagger/client';
