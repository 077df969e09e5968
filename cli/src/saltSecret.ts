/** The secret a wallet's salts come from: whoever has the key file has every salt. */
import type { Keypair } from '@solana/web3.js';
import { sha256 } from '@noble/hashes/sha2';

export const saltSecretOf = ({ secretKey }: Keypair): Uint8Array =>
  sha256(Buffer.concat([Buffer.from('tagger:cli:salt'), secretKey]));
