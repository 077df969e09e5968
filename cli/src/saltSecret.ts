/** The secret a wallet's salts come from: whoever has the key file has every salt. */
import type { Keypair } from '@solana/web3.js';
import { contentHash } from './arweave.ts';

export const saltSecretOf = ({ secretKey }: Keypair): Uint8Array =>
  contentHash(Buffer.concat([Buffer.from('tagger:cli:salt'), secretKey]));
