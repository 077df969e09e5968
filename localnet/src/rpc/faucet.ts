/** requestAirdrop: ordinary transfers from a well-known, richly funded local account. */
import { createHash } from 'node:crypto';
import { ComputeBudgetProgram, Keypair, PublicKey, SystemProgram, Transaction } from '@solana/web3.js';
import type { Chain } from '../chain/chain.ts';
import { bytesOf, keyOf, SYSTEM_PROGRAM, toBase58, type Key } from '../chain/keys.ts';
import { parseTransaction } from '../chain/wire.ts';
import { RpcCode, RpcError } from './json.ts';
import { errorText } from '../chain/errors.ts';

/** 500 million SOL. */
const SUPPLY = 500_000_000_000_000_000n;
const MIN_UNITS = 1_000;
const UNIT_STEPS = 1_000_000;

export class Faucet {
  // The key is public on purpose: this money exists on this machine only.
  private readonly payer = Keypair.fromSeed(createHash('sha256').update('tagger-localnet faucet').digest());
  private counter = 0;
  private readonly chain: Chain;

  constructor(chain: Chain) {
    this.chain = chain;
    const key = this.key;
    if (chain.account(key) === undefined) {
      chain.setAccount(key, {
        lamports: SUPPLY,
        data: new Uint8Array(0),
        owner: SYSTEM_PROGRAM,
        executable: false,
        rentEpoch: (1n << 64n) - 1n,
      });
    }
  }

  get key(): Key {
    return keyOf(this.payer.publicKey.toBytes());
  }

  /** @throws RpcError when the amount leaves the receiver below the rent-exempt minimum. */
  airdrop(to: Key, lamports: bigint): string {
    const transaction = new Transaction({
      feePayer: this.payer.publicKey,
      blockhash: toBase58(this.chain.clock.latest.blockhash),
      lastValidBlockHeight: 0,
    });
    // The unit limit differs from one airdrop to the next, so that equal ones in a slot are different transactions.
    const units = MIN_UNITS + (this.counter++ % UNIT_STEPS);
    transaction.add(
      ComputeBudgetProgram.setComputeUnitLimit({ units }),
      SystemProgram.transfer({ fromPubkey: this.payer.publicKey, toPubkey: new PublicKey(bytesOf(to)), lamports }),
    );
    transaction.sign(this.payer);
    const tx = parseTransaction(transaction.serialize());
    const outcome = this.chain.execute(tx, true);
    if (outcome.landed) return tx.signature;
    const minimum = this.chain.svm.minimumBalance(0);
    throw new RpcError(
      RpcCode.internal,
      `Airdrop refused: ${errorText(outcome.err)}. An account needs at least ${minimum} lamports.`,
    );
  }
}
