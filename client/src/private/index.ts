/** `@tagger/client/private`: tasks whose items only their members can read (docs/decisions/0021-private-tasks.md). */
export { TaggerClientError } from '../clientError.ts';
export { itemsCommitment, itemsIdentity, newItemsSecret, seatIdentity } from './identity.ts';
export { deliverTaskKeys, keyFor, type KeyRound, type KeyService } from './deliver.ts';
export { openManifest, type Manifest, type NamedItem } from './manifest.ts';
export { openItems, type ItemRange } from './open.ts';
export { openedItem, type OpenedFile } from './opened.ts';
export { isOrder, secretOrder } from './order.ts';
export { itemBytes, itemsPerFile } from './padding.ts';
export { sealItems, type SealedItems, type SealOptions } from './seal.ts';
export { passTaskKey, postTaskKeys, readTaskKey, taskKeySharer } from './share.ts';
