/** Posting to Arweave, signed by the person's own data key. */
import {
  blobSource,
  bytesSource,
  dataItems,
  solanaSigner,
  type ItemSigner,
  type Storage,
} from '@tagger/client/storage';
import type { Chain } from '../chain/door.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { telling } from './telling.ts';

export { blobSource, bytesSource };

/** Reads and posts; the vault is asked when something is first posted. `seen` hears of bytes sent. `put` throws what `dataItems` throws. */
export const uploads = (chain: Chain, vault: VaultState, seen?: (sent: number) => void): Storage =>
  signedBy(chain, () => vault.dataSigner(), seen);

/** The same under a key of 64 bytes that others know, so that they find what it posted. */
export const uploadsAs = (chain: Chain, secretKey: Uint8Array): Storage =>
  signedBy(chain, () => solanaSigner(secretKey));

function signedBy({ network }: Chain, signer: () => Promise<ItemSigner>, seen?: (sent: number) => void): Storage {
  const [first = ''] = network.gateways;
  const upload = network.upload ?? `${first.replace(/\/$/, '')}/tx`;
  return dataItems({ gateways: network.gateways, upload, signer, ...(seen && { transport: telling(seen) }) });
}
