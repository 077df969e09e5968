/**
 * Slots, blockhashes and time. Slots follow wall time (`slotMs` > 0) or only transactions and test calls (`slotMs` = 0).
 * The last 151 blockhashes stay valid, as on a cluster; the SlotHashes and Clock sysvars are kept in step.
 */
import { createHash } from 'node:crypto';
import { bytesOf, keyOf, SLOT_HASHES, SYSVAR_OWNER, toBase58, type Key } from './keys.ts';
import type { Svm } from './svm.ts';

/** A blockhash may be used while at most this many slots passed since it was made. */
export const MAX_BLOCKHASH_AGE = 150;
/** Nominal slot length for the passage of time when slots do not follow wall time. */
export const NOMINAL_SLOT_MS = 400;
const SLOT_HASHES_LENGTH = 512;

export interface Block {
  slot: number;
  blockhash: Key;
  parent: number;
  previousBlockhash: Key;
  /** Unix seconds. */
  time: number;
}

export interface ClockState {
  slot: number;
  unixMs: number;
  genesisHash: Key;
  recent: Block[];
  lastRestartSlot: number;
}

export class SlotClock {
  /** Newest first: the present slot and the 512 parents SlotHashes shows. */
  private recent: Block[] = [];
  private valid = new Map<string, number>();
  private readonly hashesSysvar = Buffer.alloc(8 + SLOT_HASHES_LENGTH * 40);
  private unixMs: number;
  private genesis: Key;
  private readonly svm: Svm;

  constructor(svm: Svm, seed: string, startMs: number, restored?: ClockState) {
    this.svm = svm;
    this.unixMs = restored?.unixMs ?? startMs;
    this.genesis = restored?.genesisHash ?? digest(Buffer.from(`tagger-localnet ${seed}`));
    if (restored !== undefined) {
      this.restore(restored);
      return;
    }
    const slot = Number(svm.genesisSlot());
    this.push({
      slot,
      blockhash: digest(bytesOf(this.genesis)),
      parent: slot - 1,
      previousBlockhash: this.genesis,
      time: this.unixTime,
    });
    this.writeSysvars();
  }

  get genesisHash(): Key {
    return this.genesis;
  }
  get slot(): number {
    return this.latest.slot;
  }
  get latest(): Block {
    return this.recent[0] as Block;
  }
  /** Unix seconds of the chain, the value of the Clock sysvar. */
  get unixTime(): number {
    return Math.floor(this.unixMs / 1000);
  }
  get unixMilliseconds(): number {
    return this.unixMs;
  }

  block(slot: number): Block | undefined {
    return this.recent.find((b) => b.slot === slot);
  }

  /** Last slot in which a transaction with this blockhash is accepted, undefined when unknown or expired. */
  lastValidSlot(blockhash: string): number | undefined {
    const born = this.valid.get(blockhash);
    return born === undefined || this.slot - born > MAX_BLOCKHASH_AGE ? undefined : born + MAX_BLOCKHASH_AGE;
  }

  /** Moves on by `slots` (each with its own blockhash, the last 512 kept) and `ms` of chain time. */
  advance(slots: number, ms: number): Block[] {
    this.unixMs += ms;
    const made: Block[] = [];
    const target = this.slot + slots;
    // Slots of a long jump that could never be seen again are skipped, as a cluster skips slots without a block.
    let slot = Math.max(this.slot + 1, target - SLOT_HASHES_LENGTH + 1);
    for (; slot <= target; slot++) {
      const { slot: parent, blockhash: previousBlockhash } = this.latest;
      const blockhash = digest(Buffer.concat([bytesOf(previousBlockhash), Buffer.from(String(slot))]));
      const block = { slot, blockhash, parent, previousBlockhash, time: this.unixTime };
      this.push(block);
      made.push(block);
    }
    this.writeSysvars();
    return made;
  }

  state(): ClockState {
    return {
      slot: this.slot,
      unixMs: this.unixMs,
      genesisHash: this.genesis,
      recent: this.recent.slice(),
      lastRestartSlot: Number(this.svm.lastRestartSlot),
    };
  }

  restore(state: ClockState): void {
    this.unixMs = state.unixMs;
    this.genesis = state.genesisHash;
    this.recent = [];
    this.valid.clear();
    this.hashesSysvar.fill(0);
    for (const block of [...state.recent].reverse()) this.push(block);
    this.svm.setLastRestartSlot(BigInt(state.lastRestartSlot));
    this.writeSysvars();
  }

  /** Appends blocks read back from the log. */
  replay(blocks: Block[], unixMs: number): void {
    for (const block of blocks) this.push(block);
    this.unixMs = unixMs;
  }

  epochInfo(): { epoch: number; slotIndex: number; slotsInEpoch: number } {
    const { slotsPerEpoch, firstNormalEpoch, firstNormalSlot } = this.svm.epochSchedule();
    const past = BigInt(this.slot) - firstNormalSlot;
    return {
      epoch: Number(past / slotsPerEpoch + firstNormalEpoch),
      slotIndex: Number(past % slotsPerEpoch),
      slotsInEpoch: Number(slotsPerEpoch),
    };
  }

  private push(block: Block): void {
    // SlotHashes holds parents only: a program can read the hash of past slots, never of the slot it runs in.
    const parent = this.recent[0];
    if (parent !== undefined) {
      this.hashesSysvar.copyWithin(48, 8);
      this.hashesSysvar.writeBigUInt64LE(BigInt(parent.slot), 8);
      this.hashesSysvar.write(parent.blockhash, 16, 'latin1');
      this.hashesSysvar.writeBigUInt64LE(BigInt(Math.min(this.recent.length, SLOT_HASHES_LENGTH)), 0);
    }
    this.recent.unshift(block);
    if (this.recent.length > SLOT_HASHES_LENGTH + 1) this.recent.pop();
    this.valid.set(toBase58(block.blockhash), block.slot);
    for (const [hash, slot] of this.valid) {
      if (block.slot - slot <= MAX_BLOCKHASH_AGE) break;
      this.valid.delete(hash);
    }
  }

  writeSysvars(): void {
    this.svm.setAccount(SLOT_HASHES, {
      lamports: 1n,
      data: this.hashesSysvar,
      owner: SYSVAR_OWNER,
      executable: false,
      rentEpoch: 0n,
    });
    const { epoch, slotIndex } = this.epochInfo();
    const epochStart = this.unixTime - Math.floor((slotIndex * NOMINAL_SLOT_MS) / 1000);
    this.svm.setClock(BigInt(this.slot), BigInt(epochStart), BigInt(epoch), BigInt(this.unixTime));
  }
}

function digest(bytes: Uint8Array): Key {
  return keyOf(createHash('sha256').update(bytes).digest());
}
