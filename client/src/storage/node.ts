/** `@tagger/client/storage/node`: files as sources and sinks, locks, and a transport for services that read for strangers. */
export { fileSink, fileSource } from './files.ts';
export { lockFile } from './lock.ts';
export { isPublicAddress, publicFetch, type Lookup } from './publicFetch.ts';
