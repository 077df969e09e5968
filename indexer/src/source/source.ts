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
   * below the last one is told again from there on: what is stored and differs is undone first.
   */
  | { kind: 'slots'; batches: SlotBatch[]; upTo: number; final: boolean }
  /** Everything up to and including this slot is final, as it was told. */
  | { kind: 'final'; slot: number }
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
  close(): Promise<void>;
}
