/** The secret a wallet's salts come from: whoever has the key file has every salt. */
import type { Keypair, PublicKey } from '@solana/web3.js';
import { sha256 } from '@noble/hashes/sha2';
import { saltFor } from '@tagger/client';

const secretFor = (use: string, { secretKey }: Keypair): Uint8Array =>
  sha256(Buffer.concat([Buffer.from(use), secretKey]));

export const saltSecretOf = (wallet: Keypair): Uint8Array => secretFor('tagger:cli:salt', wallet);

/**
 * The secret of the payload a wallet answers a panel with, 32 bytes. It comes from another secret than the salts do, because
 * those are shown when answers are revealed.
 */
export const payloadSecretFor = (wallet: Keypair, task: PublicKey, page: number, panel: bigint): Uint8Array =>
  saltFor(secretFor('tagger:cli:payload', wallet), task, page, panel);
