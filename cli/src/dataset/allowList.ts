/** The wallets that may take an offer, as one root on chain: see `Offer.allowed`. A file has one address a line. */
import { readFileSync } from 'node:fs';
import type { PublicKey } from '@solana/web3.js';
import { buyerLeaf, buyerNode, TaggerClientError } from '@tagger/client';
import { keyOption } from '../options.ts';

export class AllowList {
  private readonly levels: Uint8Array[][];

  constructor(private readonly wallets: readonly PublicKey[]) {
    if (wallets.length === 0) throw new TaggerClientError('NobodyAllowed', 'the list of buyers is empty');
    this.levels = [wallets.map(buyerLeaf)];
    for (let level = this.levels[0] as Uint8Array[]; level.length > 1;) {
      // The last of an odd number goes up as it is.
      level = pairs(level).map(([left, right]) => (right === undefined ? left : buyerNode(left, right)));
      this.levels.push(level);
    }
  }

  static read(file: string): AllowList {
    const lines = readFileSync(file, 'utf8').split('\n');
    return new AllowList(
      lines
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map(keyOption),
    );
  }

  /** 32 bytes. */
  get root(): Uint8Array {
    return this.levels.at(-1)?.[0] as Uint8Array;
  }

  /** Throws `NotAllowed`. */
  pathOf(wallet: PublicKey): Uint8Array[] {
    let at = this.wallets.findIndex((one) => one.equals(wallet));
    if (at < 0) throw new TaggerClientError('NotAllowed', `${wallet.toBase58()} is not on the list of buyers`);
    const path: Uint8Array[] = [];
    for (const level of this.levels.slice(0, -1)) {
      const other = level[at ^ 1];
      if (other !== undefined) path.push(other);
      at >>= 1;
    }
    return path;
  }
}

const pairs = (level: readonly Uint8Array[]): [Uint8Array, Uint8Array | undefined][] =>
  Array.from({ length: Math.ceil(level.length / 2) }, (_, at) => [level[2 * at] as Uint8Array, level[2 * at + 1]]);
