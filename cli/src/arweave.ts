/** The Arweave endpoint a command was given, to read from and to post to. */
import type { Keypair } from '@solana/web3.js';
import { dataItems, reader, solanaSigner, type Reader, type Storage } from '@tagger/client/storage';

export const LOCAL_ARWEAVE = 'http://127.0.0.1:8901';

export const gatewayOf = (arweave: string): Reader => reader({ gateways: [arweave] });

/** What is put there is signed by `wallet`. */
export const storageOf = (arweave: string, { secretKey }: Keypair): Storage =>
  dataItems({ gateways: [arweave], upload: `${arweave}/tx`, signer: () => solanaSigner(secretKey) });
