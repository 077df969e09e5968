/** What requesters published, from Arweave. */
import type { TaskRow } from '@tagger/client/indexer';
import { readRules, type Rules } from '@tagger/client/published';
import { idBytes, reader, type Reader } from '@tagger/client/storage';
import { hexToBytes } from '@noble/hashes/utils';

export interface Published {
  /** Reads Arweave, and believes hashes only. */
  storage: Reader;
  /** What a requester published with a task, checked by its hash, read once. Throws what `readRules` throws. */
  rulesOf: (task: Pick<TaskRow, 'rulesHash' | 'rulesId'>) => Promise<Rules>;
}

export function publishedOn(gateways: readonly string[]): Published {
  const storage = reader({ gateways });
  const known = new Map<string, Promise<Rules>>();
  return {
    storage,
    rulesOf: ({ rulesHash, rulesId }) => {
      const found = known.get(rulesHash);
      if (found !== undefined) return found;
      const reading = readRules(storage, { rulesHash: hexToBytes(rulesHash), rulesId: idBytes(rulesId) });
      known.set(rulesHash, reading);
      // What failed is tried again by the next who asks.
      reading.catch(() => known.delete(rulesHash));
      return reading;
    },
  };
}
