/**
 * The thin border to LiteSVM's native class. Its public wrapper encodes every address through base58; the class below
 * takes raw bytes, which is what a server with thousands of requests a second needs.
 */
import litesvm from 'litesvm/dist/internal.js';
import type {
  Account,
  FailedTransactionMetadata,
  LiteSvm,
  SimulatedTransactionInfo,
  TransactionMetadata,
} from 'litesvm/dist/internal.js';
import type { AccountState } from './accounts.ts';
import { bytesOf, GENESIS_OWNERS, keyOf, UPGRADEABLE_LOADER, type Key } from './keys.ts';
import type { WireTransaction } from './wire.ts';

export type {
  FailedTransactionMetadata,
  SimulatedTransactionInfo,
  TransactionMetadata,
} from 'litesvm/dist/internal.js';
export const { FailedTransactionMetadata: FailedMetadata } = litesvm;

/** Tag of `UpgradeableLoaderState::ProgramData`. */
const PROGRAM_DATA_TAG = 3;

export class Svm {
  private readonly inner: LiteSvm;

  constructor(rentPerByte: bigint) {
    this.inner = new litesvm.LiteSvm();
    // Blockhashes and duplicates are judged by our own ring of 150 and history: LiteSVM knows one blockhash only.
    this.inner.setBlockhashCheck(false);
    this.inner.setTransactionHistory(0n);
    this.inner.withNativeMints();
    this.setRent(rentPerByte);
  }

  /** Rent-exempt minimum becomes (128 + bytes) x lamports per byte. */
  setRent(lamportsPerByte: bigint): void {
    this.inner.setRent(new litesvm.Rent(lamportsPerByte, 1, 50));
  }

  minimumBalance(bytes: number): bigint {
    return this.inner.minimumBalanceForRentExemption(BigInt(bytes));
  }

  account(key: Key): AccountState | undefined {
    const found = this.inner.getAccount(bytesOf(key));
    return found === null ? undefined : stateOf(found);
  }

  setAccount(key: Key, state: AccountState | undefined): void {
    const s = state ?? {
      lamports: 0n,
      data: new Uint8Array(0),
      owner: '\0'.repeat(32),
      executable: false,
      rentEpoch: 0n,
    };
    this.inner.setAccount(
      bytesOf(key),
      new litesvm.Account(s.lamports, s.data, bytesOf(s.owner), s.executable, s.rentEpoch),
    );
  }

  genesisAccounts(): [Key, AccountState][] {
    return GENESIS_OWNERS.flatMap((owner) =>
      this.inner
        .getProgramAccounts(bytesOf(owner))
        .map((a): [Key, AccountState] => [keyOf(a.address), stateOf(a.account())]),
    );
  }

  addProgram(address: Key, elf: Uint8Array): void {
    this.inner.addProgram(bytesOf(address), elf);
  }

  /** Runs a transaction without keeping anything. `verify` = check the signatures too. */
  simulate(tx: WireTransaction, verify: boolean): SimulatedTransactionInfo | FailedTransactionMetadata {
    this.inner.setSigverify(verify);
    return tx.version === 'legacy'
      ? this.inner.simulateLegacyTransaction(tx.raw)
      : this.inner.simulateVersionedTransaction(tx.raw);
  }

  /** Runs a transaction whose signatures were checked before and keeps what it wrote (a failed one keeps the fee). */
  sendVerified(tx: WireTransaction): TransactionMetadata | FailedTransactionMetadata {
    this.inner.setSigverify(false);
    return tx.version === 'legacy'
      ? this.inner.sendLegacyTransaction(tx.raw)
      : this.inner.sendVersionedTransaction(tx.raw);
  }

  /** Keeps the accounts a simulation wrote. Returns them with the program data of upgrades first, as the loader needs. */
  commit(simulated: SimulatedTransactionInfo): [Key, AccountState][] {
    const posts = simulated.postAccounts().map((p): { address: Uint8Array; account: Account; state: AccountState } => {
      const account = p.account();
      return { address: p.address, account, state: stateOf(account) };
    });
    posts.sort((a, b) => Number(isProgramData(b.state)) - Number(isProgramData(a.state)));
    for (const p of posts) this.inner.setAccount(p.address, p.account);
    return posts.map((p) => [keyOf(p.address), p.state]);
  }

  postAccounts(simulated: SimulatedTransactionInfo): [Key, AccountState][] {
    return simulated.postAccounts().map((p) => [keyOf(p.address), stateOf(p.account())]);
  }

  setClock(slot: bigint, epochStart: bigint, epoch: bigint, unixSeconds: bigint): void {
    this.inner.setClock(new litesvm.Clock(slot, epochStart, epoch, epoch + 1n, unixSeconds));
  }

  get lastRestartSlot(): bigint {
    return this.inner.getLastRestartSlot();
  }

  setLastRestartSlot(slot: bigint): void {
    this.inner.setLastRestartSlot(slot);
  }

  epochSchedule(): { slotsPerEpoch: bigint; firstNormalEpoch: bigint; firstNormalSlot: bigint } {
    const { slotsPerEpoch, firstNormalEpoch, firstNormalSlot } = this.inner.getEpochSchedule();
    return { slotsPerEpoch, firstNormalEpoch, firstNormalSlot };
  }

  genesisSlot(): bigint {
    return this.inner.getClock().slot;
  }
}

export function isProgramData(state: AccountState): boolean {
  return state.owner === UPGRADEABLE_LOADER && state.data[0] === PROGRAM_DATA_TAG;
}

function stateOf(account: Account): AccountState {
  return {
    lamports: account.lamports(),
    data: account.data(),
    owner: keyOf(account.owner()),
    executable: account.executable(),
    rentEpoch: account.rentEpoch(),
  };
}
