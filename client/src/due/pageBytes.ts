/**
 * What a page's bytes say about time, read where it lies: a keeper looks at every panel of every task, and decoding labels
 * and answers for that costs a thousand times as much. Offsets come from the IDL.
 */
import { PublicKey, type AccountInfo } from '@solana/web3.js';
import { ACCOUNT_VERSION, MAX_LIVE_PANELS } from '../constants.ts';
import { discriminatorOf, fieldOffset, sizeOf } from '../decode.ts';
import { TaggerClientError } from '../errors.ts';
import { PAGE_HEADER_BYTES, PHASES, SLOT_STATES, type PhaseName, type SlotStateName } from '../panel.ts';
import { PROGRAM_ID } from '../pda.ts';

const inPage = (field: string): number => 8 + fieldOffset('page', field);
const inTerms = (field: string): number => inPage('terms') + fieldOffset('terms', field);
const inHead = (field: string): number => fieldOffset('panelHead', field);
const inSlot = (field: string): number => fieldOffset('slot', field);

const PAGE = {
  version: inPage('version'),
  review: inPage('review'),
  index: inPage('index'),
  task: inPage('task'),
  rentPayer: inPage('rentPayer'),
  endsAt: inPage('endsAt'),
  free: inPage('free'),
  first: inPage('firstPanel'),
  next: inPage('nextPanel'),
  directory: inPage('directory'),
  grace: inTerms('restartGraceSecs'),
  auditItems: inTerms('auditItems'),
};
const HEAD = {
  until: inHead('until'),
  phaseSlot: inHead('phaseSlot'),
  phase: inHead('phase'),
  kind: inHead('kind'),
  wave: inHead('wave'),
  seats: inHead('seats'),
  seatsMax: inHead('seatsMax'),
  openCases: inHead('openCases'),
  bytes: sizeOf('panelHead'),
};
const SLOT = { state: inSlot('state'), seat: inSlot('seat'), heldUntil: inSlot('heldUntil'), bytes: sizeOf('slot') };
const CASE = { target: fieldOffset('case', 'target') };
const DISCRIMINATOR = discriminatorOf('page');

export interface SlotTimes {
  index: number;
  state: SlotStateName;
  /** `Seat.index`; of a validator his place. */
  seat: number;
  /** Unix seconds until which the seat is held without a commitment. */
  heldUntil: bigint;
}

/** One live panel, as far as time and seats go. */
export class PanelTimes {
  readonly number: bigint;
  private readonly data: Buffer;
  private readonly at: number;

  constructor(data: Buffer, at: number, number: bigint) {
    this.data = data;
    this.at = at;
    this.number = number;
  }

  get phase(): PhaseName {
    return PHASES[this.data.readUInt8(this.at + HEAD.phase)] ?? 'done';
  }

  /** Unix seconds; zero while nobody has claimed. */
  get until(): bigint {
    return this.data.readBigUInt64LE(this.at + HEAD.until);
  }

  get phaseSlot(): bigint {
    return this.data.readBigUInt64LE(this.at + HEAD.phaseSlot);
  }

  get wave(): number {
    return this.data.readUInt8(this.at + HEAD.wave);
  }

  get openCases(): number {
    return this.data.readUInt8(this.at + HEAD.openCases);
  }

  /** Of a round of review: the slot after which its draw is decided. */
  get target(): bigint {
    const slots = this.data.readUInt8(this.at + HEAD.seatsMax) * SLOT.bytes;
    return this.data.readBigUInt64LE(this.at + HEAD.bytes + slots + CASE.target);
  }

  /** Slots that are not empty. */
  taken(): SlotTimes[] {
    const found: SlotTimes[] = [];
    const seats = this.data.readUInt8(this.at + HEAD.seats);
    for (let index = 0; index < seats; index += 1) {
      const at = this.at + HEAD.bytes + index * SLOT.bytes;
      const state = SLOT_STATES[this.data.readUInt8(at + SLOT.state)] ?? 'empty';
      if (state === 'empty') continue;
      const seat = this.data.readUInt32LE(at + SLOT.seat);
      found.push({ index, state, seat, heldUntil: BigInt(this.data.readUInt32LE(at + SLOT.heldUntil)) });
    }
    return found;
  }
}

/** A page, as far as time and seats go. Throws `WrongAccount` or `WrongVersion`: an RPC node may lie or lag. */
export class PageTimes {
  readonly isReview: boolean;
  readonly index: number;
  /** Unix seconds after which nothing is claimed. */
  readonly endsAt: bigint;
  /** Base units set aside for no panel. */
  readonly free: bigint;
  readonly graceSecs: number;
  readonly auditItems: number;
  readonly firstPanel: bigint;
  readonly nextPanel: bigint;
  private readonly data: Buffer;

  constructor(info: Pick<AccountInfo<Buffer>, 'data' | 'owner'>) {
    const { data, owner } = info;
    const real = owner.equals(PROGRAM_ID) && DISCRIMINATOR.every((byte, at) => data[at] === byte);
    if (!real || data.length < PAGE_HEADER_BYTES)
      throw new TaggerClientError('WrongAccount', 'this is no page of the program: check the address and the cluster');
    const version = data.readUInt8(PAGE.version);
    if (version !== ACCOUNT_VERSION)
      throw new TaggerClientError(
        'WrongVersion',
        `this page has version ${version}, the client knows ${ACCOUNT_VERSION}: update the client`,
      );
    this.data = data;
    this.isReview = data.readUInt8(PAGE.review) !== 0;
    this.index = data.readUInt32LE(PAGE.index);
    this.endsAt = data.readBigUInt64LE(PAGE.endsAt);
    this.free = data.readBigUInt64LE(PAGE.free);
    this.graceSecs = data.readUInt32LE(PAGE.grace);
    this.auditItems = data.readUInt16LE(PAGE.auditItems);
    this.firstPanel = data.readBigUInt64LE(PAGE.first);
    this.nextPanel = data.readBigUInt64LE(PAGE.next);
  }

  get task(): PublicKey {
    return new PublicKey(this.taskBytes);
  }

  /** The 32 bytes of its task's address. */
  get taskBytes(): Buffer {
    return this.data.subarray(PAGE.task, PAGE.task + 32);
  }

  get rentPayer(): PublicKey {
    return new PublicKey(this.data.subarray(PAGE.rentPayer, PAGE.rentPayer + 32));
  }

  /** Live panels, the oldest first. */
  panels(): PanelTimes[] {
    const found: PanelTimes[] = [];
    for (let number = this.firstPanel; number < this.nextPanel; number += 1n) {
      const place = PAGE.directory + 2 * Number(number % BigInt(MAX_LIVE_PANELS));
      found.push(new PanelTimes(this.data, PAGE_HEADER_BYTES + 8 * this.data.readUInt16LE(place), number));
    }
    return found;
  }
}
