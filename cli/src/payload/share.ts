/** Keys for those who must read, as commands post them: of the wallet's payloads, or of the items of a private task. */
import type { Keyed, SeatKeyView, TaskAccount } from '@tagger/client';
import type { Identity } from '@tagger/client/keys';
import { shareKeys, type Shared, type Sharer, type SharerOf } from '@tagger/client/payload';
import { passTaskKey } from '@tagger/client/private';
import { storageOf } from '../arweave.ts';
import type { Context } from '../context.ts';

export { taskKeySharer } from '@tagger/client/private';
export { payloadSharer, type Shared, type Sharer, type SharerOf } from '@tagger/client/payload';

/** A member of a private task passes on what his seat holds, once a process: his wraps have no proof to find them by again. */
export function seatKeySharer(key: SeatKeyView, identity: Identity, itemsKey: readonly number[]): Sharer {
  const passed = new Set<string>();
  return {
    commitment: Uint8Array.from(itemsKey),
    post: async (storage, place, readers) => {
      const name = [place.page, place.panel, ...readers.map(({ wallet }) => wallet.toBase58())].join(' ');
      if (!passed.has(name)) await passTaskKey(storage, place, { key, identity, itemsKey }, readers);
      passed.add(name);
    },
  };
}

/** Posts what is missing for every live review of a task. Returns the rounds something was posted for. */
export const shareWith = (
  { connection, wallet }: Pick<Context, 'connection' | 'wallet'>,
  { arweave, dryRun }: { arweave: string; dryRun: boolean },
  task: Keyed<TaskAccount>,
  sharerOf: SharerOf,
): Promise<Shared[]> =>
  shareKeys(connection, task.address, sharerOf, {
    storage: storageOf(arweave, wallet),
    poster: wallet.publicKey,
    dryRun,
  });

export const sharedText = ({ review, round, readers, keyless }: Shared, dryRun: boolean): string =>
  [
    `${dryRun ? 'would post' : 'posted'} the key for ${readers.length} readers of round ${round} of review ${review}`,
    ...(keyless.length > 0 ? [`not for ${keyless.join(', ')}, who named no key (\`tagger key\`)`] : []),
  ].join('; ');
