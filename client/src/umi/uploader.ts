/** umi's uploader over a storage of this client. */
import type { GenericFile, UmiPlugin, UploaderUploadOptions } from '@metaplex-foundation/umi';
import { TaggerClientError } from '../clientError.ts';
import { bytesSource, type Storage } from '../storage/index.ts';

export interface UploaderOptions {
  /** What umi is told of an item's place, from its id; default its place at arweave.net, which wallets open. */
  address?: (id: string) => string;
}

const atArweave = (id: string): string => `https://arweave.net/${id}`;

/**
 * `umi.use(taggerUploader(storage))`: files one after the other, under their content type and tags.
 *
 * Uploads throw what `Storage.put` throws, and `Aborted` between two files once the signal says so. Prices are between an endpoint and
 * whoever uses it: `getUploadPrice` throws `PriceUnknown`.
 */
export const taggerUploader = (storage: Storage, { address = atArweave }: UploaderOptions = {}): UmiPlugin => ({
  install(umi) {
    const upload = async (files: GenericFile[], options: UploaderUploadOptions = {}): Promise<string[]> => {
      const addresses: string[] = [];
      for (const file of files) {
        if (options.signal?.aborted === true)
          throw new TaggerClientError('Aborted', `stopped after ${addresses.length} of ${files.length} files`);
        const { id } = await storage.put(bytesSource(file.buffer), {
          contentType: file.contentType ?? 'application/octet-stream',
          tags: file.tags.map(({ name, value }) => ({ name, value })),
        });
        addresses.push(address(id));
        options.onProgress?.((100 * addresses.length) / files.length);
      }
      return addresses;
    };
    umi.uploader = {
      upload,
      async uploadJson(json, options) {
        const buffer = new TextEncoder().encode(JSON.stringify(json));
        const file: GenericFile = {
          buffer,
          fileName: 'inline.json',
          displayName: 'inline.json',
          uniqueName: 'inline.json',
          contentType: 'application/json',
          extension: 'json',
          tags: [],
        };
        return (await upload([file], options))[0]!;
      },
      getUploadPrice: () =>
        Promise.reject(
          new TaggerClientError(
            'PriceUnknown',
            'what an upload costs is the endpoint’s to say: ask it before you upload',
          ),
        ),
    };
  },
});
