/** What a person's secret gives: loaded when somebody first needs it. */
import { hkdf } from '@noble/hashes/hkdf';
import { sha256 } from '@noble/hashes/sha2';
import { Identity, identityFromWallet, type KeyWallet } from '@tagger/client/keys';
import { solanaSigner, type ItemSigner } from '@tagger/client/storage';
import { ed25519 } from '@noble/curves/ed25519';
import type { Chain } from '../chain/door.ts';

export { Identity };

/** Asks the wallet twice for the same signature. Throws what `identityFromWallet` throws, and whatever the wallet throws. */
export async function identityOf({ client, connection }: Chain, wallet: KeyWallet): Promise<Identity> {
  const genesisHash = await connection.getGenesisHash();
  return identityFromWallet(wallet, { genesisHash, programId: client.PROGRAM_ID.toBase58() });
}

/** 32 bytes for one purpose; none tells anything of the identity or of another (HKDF-SHA256, RFC 5869). */
export const secretFor = ({ secret }: Identity, purpose: string): Uint8Array =>
  hkdf(sha256, secret, 'tagger:app:v1', purpose, 32);

/** Signs what is posted to Arweave. Not the wallet's key: a wallet asks each time, and bytes are found by their hash anyway. */
export function dataSigner(identity: Identity): Promise<ItemSigner> {
  const seed = secretFor(identity, 'data');
  return solanaSigner(Uint8Array.from([...seed, ...ed25519.getPublicKey(seed)]));
}
