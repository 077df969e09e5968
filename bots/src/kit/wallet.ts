/** The only place a bot sends from: simulate, hold against the caps, write down, send, see it through. */
import { AccountLayout, getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { PublicKey, TransactionInstruction, VersionedTransaction } from '@solana/web3.js';
import { send, TaggerClientError, type ChainClock, type Planned, type Sent } from '@tagger/client';
import type { KeyWallet } from '@tagger/client/keys';
import type { ItemSigner } from '@tagger/client/storage';
import bs58 from 'bs58';
import type { Chain } from './chain.ts';
import type { BotKey } from './key.ts';
import type { Ledger, OpenSpending, Spending } from './ledger.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface Parts {
  chain: Chain;
  key: BotKey;
  ledger: Ledger;
  log: Logger;
  metrics: Metrics;
  tagMint: PublicKey;
  priorityFee: number;
  /** Slots one endpoint may be behind another. */
  maxLagSlots: number;
  /** Simulate and say; send nothing. */
  dryRun: boolean;
}

/** What a transaction does to the wallet, by its simulation. */
export interface Effect {
  /** Lamports for signatures and compute. */
  fee: bigint;
  /** Lamports that leave the wallet, the fee included; negative when more comes in. */
  lamports: bigint;
  /** Base units of TAG that leave the wallet's own token account; negative when more comes in. */
  tag: bigint;
  /** Base units of TAG that the wallet's member earns as a keeper; they become his stake. */
  tips: bigint;
}

/** Blocks after which a transaction that nobody knows is given up for good: a node may forget, so not at once. */
const FORGET_BLOCKS = 300;

export class Wallet {
  readonly publicKey: PublicKey;
  /** The wallet's own account for TAG. */
  readonly tokens: PublicKey;
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
    this.publicKey = parts.key.publicKey;
    this.tokens = getAssociatedTokenAddressSync(parts.tagMint, this.publicKey, true);
  }

  /** 32 bytes for one use, the same after every restart. They never leave the process. */
  secretFor(use: string): Uint8Array {
    return this.parts.key.secretFor(use);
  }

  /** What its identity is made of (`identityOf`). */
  keyWallet(): KeyWallet {
    return this.parts.key.keyWallet();
  }

  /** Signs what the bot posts to Arweave. */
  dataSigner(): Promise<ItemSigner> {
    return this.parts.key.dataSigner();
  }

  /** Throws `CapReached` when so much more than now would pass a cap. */
  checkRoom(more: Spending, clock: ChainClock): void {
    this.parts.ledger.check(more, clock.seconds);
  }

  /**
   * Sends instructions in one transaction that the wallet signs and pays. `accept` may refuse by what the transaction would do
   * to the wallet, by throwing.
   *
   * Errors: those of `send`, `CapReached`, `StateNotWritten`, and what `accept` throws. In all these three nothing was sent.
   */
  async push(
    instructions: TransactionInstruction[],
    clock: ChainClock,
    accept: (effect: Effect) => void = () => undefined,
  ): Promise<Sent> {
    const { chain, key, ledger, metrics, dryRun, priorityFee, log } = this.parts;
    let last: { signature: string; spent: Spending } | undefined;
    const sent = await send(chain.connection, instructions, [key], {
      dryRun,
      expiryMargin: this.parts.maxLagSlots,
      ...(priorityFee > 0 && { priorityFee }),
      watch: [this.publicKey, this.tokens],
      approve: async (plan) => {
        const effect = await this.effectOf(plan, instructions);
        accept(effect);
        const spent = { lamports: positive(effect.lamports), tag: positive(effect.tag) };
        if (dryRun) return ledger.check(spent, clock.seconds);
        ledger.reserve({ ...plannedIn(plan), ...spent }, clock.seconds);
        last = { signature: plan.signature, spent };
      },
    });
    if (last !== undefined) {
      metrics.fees.inc(Number(last.spent.lamports));
      metrics.spentTag.inc(Number(last.spent.tag));
      ledger.settle(last.signature, true);
      log.debug({ signature: last.signature, units: sent.units, bytes: sent.bytes }, 'transaction landed');
    }
    metrics.transactions.inc({ outcome: dryRun ? 'simulated' : 'landed' });
    return sent;
  }

  /**
   * Signs a transaction of somebody else that the wallet pays for. What it takes is written down before the signature is handed out;
   * `accept` may refuse by throwing, before and for good. It is that somebody who sends it; `resolve` finds out what became of it.
   *
   * Errors: `CapReached`, `StateNotWritten`, `DryRun`; then the signature is not handed out.
   */
  async cosign(
    transaction: VersionedTransaction,
    open: Omit<OpenSpending, 'signature'>,
    clock: ChainClock,
    accept: (signature: string) => 'sign' | 'signed before',
  ): Promise<string> {
    const { key, ledger, dryRun } = this.parts;
    const signed = await key.signTransaction(transaction);
    const signature = bs58.encode(signed.signatures[0] ?? new Uint8Array());
    if (accept(signature) === 'signed before') return signature;
    if (dryRun) throw new TaggerClientError('DryRun', 'the service is trying itself out and signs nothing');
    ledger.reserve({ ...open, signature }, clock.seconds);
    return signature;
  }

  /**
   * Looks up what became of transactions whose end the bot did not see: it was killed, or the connection was lost. Call it before
   * the first new one. One that can't land any more gives back what was written down for it.
   */
  async resolve(): Promise<void> {
    const { chain, ledger, log } = this.parts;
    const { open } = ledger;
    if (open.length === 0) return;
    const [statuses, height] = await Promise.all([
      chain.connection.getSignatureStatuses(
        open.map(({ signature }) => signature),
        { searchTransactionHistory: true },
      ),
      chain.connection.getBlockHeight('finalized'),
    ]);
    open.forEach((entry, at) => {
      const status = statuses.value[at];
      const landed = status?.confirmationStatus === 'confirmed' || status?.confirmationStatus === 'finalized';
      const gone = status == null && height > entry.lastValidBlockHeight + FORGET_BLOCKS;
      if (!landed && !gone) return;
      log.info({ signature: entry.signature, landed }, 'an unfinished transaction has its end');
      ledger.settle(entry.signature, landed);
    });
  }

  private tipsOf({ events }: Planned): bigint {
    let tips = 0n;
    for (const event of events)
      if (event.name === 'tipPaid' && event.data.wallet.equals(this.publicKey)) tips += event.data.amount;
    return tips;
  }

  /** Read after the simulation: what comes in meanwhile makes the spending look larger, never smaller. */
  private async effectOf(plan: Planned, instructions: readonly TransactionInstruction[]): Promise<Effect> {
    const [own, tokens] = await this.parts.chain.connection.getMultipleAccountsInfo([this.publicKey, this.tokens]);
    const [after, tokensAfter] = plan.accounts;
    if (after == null)
      throw new TaggerClientError('NoEffect', 'the node does not show what the transaction would do to the wallet');
    const lamports = BigInt(own?.lamports ?? 0) - BigInt(after.lamports);
    // Nodes show only what a transaction names: what it can't write to has not changed, and is not there for that reason.
    const written = instructions.some(({ keys }) =>
      keys.some(({ pubkey, isWritable }) => isWritable && pubkey.equals(this.tokens)),
    );
    const left = amountOf(tokensAfter == null ? undefined : bytesOf(tokensAfter.data));
    return { fee: plan.fee, lamports, tag: written ? amountOf(tokens?.data) - left : 0n, tips: this.tipsOf(plan) };
  }
}

const positive = (value: bigint): bigint => (value > 0n ? value : 0n);
const plannedIn = ({
  signature,
  lastValidBlockHeight,
}: Planned): { signature: string; lastValidBlockHeight: number } => ({
  signature,
  lastValidBlockHeight,
});
const bytesOf = (data: readonly string[]): Buffer => Buffer.from(data[0] ?? '', 'base64');

/** Base units in a token account; an account that is not there holds nothing. */
function amountOf(data: Uint8Array | undefined): bigint {
  if (data === undefined || data.length < AccountLayout.span) return 0n;
  return AccountLayout.decode(data).amount;
}
