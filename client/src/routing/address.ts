import { base58 } from '@scure/base';

/** An address, as web3.js has it or anybody else: the ranking compares bytes and looks counters up by text. */
export interface Address {
  toBase58(): string;
  toBytes(): Uint8Array;
}

/** An address for those who rank without web3.js. */
export const addressOf = (text: string): Address => ({ toBase58: () => text, toBytes: () => base58.decode(text) });
