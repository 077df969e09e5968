/** Where the chain is read from. */
import type { RawTransaction } from '../chain/transaction.ts';

/** The program's transactions of one slot, all of them, in order. */
export interface SlotBatch {
  slot: number;
  transactions: RawTransaction[];
}

export type Step =
  /**
   * Everything from the last step up to and including slot `upTo`, in order. `final`: none of it can be undone any more. A slot at or
   * below the last one is told again from there on: what is stored and differs is undone first. `failed`: transactions of what became
   * final that failed.
   */
  | { kind: 'slots'; batches: SlotBatch[]; upTo: number; final: boolean; failed?: number }
  /** Everything up to and including this slot is final, as it was told. */
  | { kind: 'final'; slot: number; failed?: number }
  /** A fork won: everything from this slot on did not happen. */
  | { kind: 'undone'; slot: number }
  /** Nothing more to tell right now. */
  | { kind: 'idle' };

/** A transaction that is stored and not final. */
export interface Recent {
  signature: string;
  slot: number;
}

/** How far the index is: what a source goes on from. */
export interface Progress {
  slot: number;
  finalizedSlot: number;
  finalizedSignature: string | undefined;
  /** Oldest first. */
  recent: readonly Recent[];
}

export interface AccountRead {
  address: string;
  /** `undefined`: nothing of the program is there. */
  account: { data: Uint8Array; lamports: bigint } | undefined;
}

/** A signature as a node lists it. */
export interface Listed {
  signature: string;
  slot: number;
  failed: boolean;
}

/** Where a listing is kept that is too long for memory. */
export interface Staging {
  /** Forgets what was kept. */
  clear(): Promise<void>;
  /** Keeps more, newest first. */
  add(rows: readonly Listed[]): Promise<void>;
  /** Takes out the oldest. */
  take(count: number): Promise<Listed[]>;
}

/** All accounts of the program as they were at the end of a slot that is final. */
export interface Opening {
  slot: number;
  /** The newest signature up to there, where the node lists one. */
  signature: string | undefined;
  accounts: AccountRead[];
}

/** Accounts as one node saw them at one slot. */
export interface AccountsAt {
  slot: number;
  accounts: AccountRead[];
}

export interface Source {
  /** Address of the genesis block: tells clusters apart. */
  genesis(): Promise<string>;
  /**
   * What happened after `progress`, for ever; the progress is asked for before each look. Ends when `signal` says so. Throws only
   * what another look can't mend.
   */
  follow(progress: () => Progress | Promise<Progress>, signal: AbortSignal): AsyncIterable<Step>;
  /** Accounts as of slot `since` or later. */
  accounts(addresses: readonly string[], since: number): Promise<AccountsAt>;
  /** Every account of the program, in pages; each page at a slot of its own, not before `since`. */
  snapshot(since: number): AsyncIterable<AccountsAt>;
  /** Newest confirmed slot of the node. */
  head(): Promise<number>;
  /** All accounts at one final slot, to begin with where the history is not whole. Throws `SnapshotMoving`. */
  opening(): Promise<Opening>;
  /** Where a long listing may be kept; without it, in memory. */
  stage?(staging: Staging): void;
  close(): Promise<void>;
}
