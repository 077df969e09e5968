/**
 * The accounts of the chain, mirrored beside LiteSVM so that reads, filters by owner and change detection need no call
 * into the SVM. States are immutable: a write replaces the object, so a snapshot is a shallow copy of the map.
 */
import type { Key } from './keys.ts';

export interface AccountState {
  lamports: bigint;
  data: Uint8Array;
  owner: Key;
  executable: boolean;
  rentEpoch: bigint;
}

export class AccountStore {
  private readonly accounts = new Map<Key, AccountState>();
  private readonly owners = new Map<Key, Map<Key, AccountState>>();
  private lamports = 0n;

  get(key: Key): AccountState | undefined {
    return this.accounts.get(key);
  }

  get size(): number {
    return this.accounts.size;
  }

  /** Sum of lamports over all accounts. */
  get totalLamports(): bigint {
    return this.lamports;
  }

  entries(): IterableIterator<[Key, AccountState]> {
    return this.accounts.entries();
  }

  ownedBy(owner: Key): ReadonlyMap<Key, AccountState> {
    return this.owners.get(owner) ?? new Map<Key, AccountState>();
  }

  /** Stores (or with zero lamports deletes) an account. Returns false when nothing changed. */
  set(key: Key, next: AccountState | undefined): boolean {
    const wanted = next === undefined || next.lamports === 0n ? undefined : next;
    const before = this.accounts.get(key);
    if (before === undefined && wanted === undefined) return false;
    if (before !== undefined && wanted !== undefined && sameState(before, wanted)) return false;
    if (before !== undefined) {
      this.lamports -= before.lamports;
      if (before.owner !== wanted?.owner) this.owners.get(before.owner)?.delete(key);
    }
    if (wanted === undefined) {
      this.accounts.delete(key);
      return true;
    }
    this.accounts.set(key, wanted);
    this.lamports += wanted.lamports;
    let owned = this.owners.get(wanted.owner);
    if (owned === undefined) {
      owned = new Map();
      this.owners.set(wanted.owner, owned);
    }
    owned.set(key, wanted);
    return true;
  }
}

export function sameState(a: AccountState, b: AccountState): boolean {
  return (
    a.lamports === b.lamports &&
    a.owner === b.owner &&
    a.executable === b.executable &&
    a.data.length === b.data.length &&
    Buffer.compare(a.data, b.data) === 0
  );
}
