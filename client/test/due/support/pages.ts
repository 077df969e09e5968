/** Bytes of pages as the program writes them (`state/page.rs`, `state/panel.rs`), made without a chain. */
import type { PublicKey } from '@solana/web3.js';
import {
  ACCOUNT_VERSION,
  CODER,
  fieldOffset,
  MAX_LIVE_PANELS,
  PAGE_HEADER_BYTES,
  panelWords,
  PHASES,
  PROGRAM_ID,
  sizeOf,
  SLOT_STATES,
  type PhaseName,
  type SlotStateName,
} from '@tagger/client';

export interface MadeSlot {
  state: SlotStateName;
  seat?: number;
  heldUntil?: bigint;
}

export interface MadePanel {
  phase: PhaseName;
  until?: bigint;
  phaseSlot?: bigint;
  wave?: number;
  openCases?: number;
  slots?: MadeSlot[];
}

export interface MadePage {
  task: PublicKey;
  panels: MadePanel[];
  endsAt?: bigint;
  free?: bigint;
  review?: boolean;
  graceSecs?: number;
  auditItems?: number;
  /** Number of the first live panel. */
  first?: number;
}

const ITEMS = 10;
const HEAD = sizeOf('panelHead');
const SLOT = sizeOf('slot');
const SHAPE = { items: ITEMS, seatsFirst: 3, seatsStep: 1, seatsMax: 3 };
const TERMS = { bits: 1, classes: 2, method: 0, reviewSeats: 0 };
/** Words of one panel, of ten one-bit items and three seats. */
export const WORDS = panelWords(SHAPE, TERMS);
const CASE_WORDS = sizeOf('case') / 8;

const inPage = (field: string): number => 8 + fieldOffset('page', field);
const inTerms = (field: string): number => inPage('terms') + fieldOffset('terms', field);
const inHead = (field: string): number => fieldOffset('panelHead', field);
const inSlot = (field: string): number => fieldOffset('slot', field);

/** Where each field of a page lies, found once. */
const AT = {
  version: inPage('version'),
  review: inPage('review'),
  task: inPage('task'),
  endsAt: inPage('endsAt'),
  free: inPage('free'),
  capacity: inPage('capacity'),
  first: inPage('firstPanel'),
  next: inPage('nextPanel'),
  directory: inPage('directory'),
  grace: inTerms('restartGraceSecs'),
  auditItems: inTerms('auditItems'),
  bits: inTerms('bits'),
  classes: inTerms('classes'),
};
const HEADS = {
  number: inHead('number'),
  until: inHead('until'),
  phaseSlot: inHead('phaseSlot'),
  items: inHead('items'),
  phase: inHead('phase'),
  kind: inHead('kind'),
  wave: inHead('wave'),
  seatsMax: inHead('seatsMax'),
  seats: inHead('seats'),
  openCases: inHead('openCases'),
  labelsAt: inHead('labelsAt'),
  sureAt: inHead('sureAt'),
  answersAt: inHead('answersAt'),
  words: inHead('words'),
};
const SLOTS = { state: inSlot('state'), seat: inSlot('seat'), heldUntil: inSlot('heldUntil') };
const DISCRIMINATOR = CODER.accounts.accountDiscriminator('page');

/** A page's account. Rounds of a review have a case behind their slots. */
export function madePage(made: MadePage): { data: Buffer; owner: PublicKey } {
  const first = made.first ?? 0;
  const words = WORDS + (made.review === true ? CASE_WORDS : 0);
  const data = Buffer.alloc(PAGE_HEADER_BYTES + 8 * words * Math.max(1, made.panels.length));
  DISCRIMINATOR.copy(data);
  data.writeUInt8(ACCOUNT_VERSION, AT.version);
  data.writeUInt8(made.review === true ? 1 : 0, AT.review);
  Buffer.from(made.task.toBytes()).copy(data, AT.task);
  data.writeBigUInt64LE(made.endsAt ?? 0n, AT.endsAt);
  data.writeBigUInt64LE(made.free ?? 0n, AT.free);
  data.writeUInt32LE((data.length - PAGE_HEADER_BYTES) / 8, AT.capacity);
  data.writeBigUInt64LE(BigInt(first), AT.first);
  data.writeBigUInt64LE(BigInt(first + made.panels.length), AT.next);
  data.writeUInt32LE(made.graceSecs ?? 0, AT.grace);
  data.writeUInt16LE(made.auditItems ?? 0, AT.auditItems);
  data.writeUInt8(1, AT.bits);
  data.writeUInt8(2, AT.classes);
  made.panels.forEach((panel, place) => {
    const number = first + place;
    data.writeUInt16LE(place * words, AT.directory + 2 * (number % MAX_LIVE_PANELS));
    writePanel(data.subarray(PAGE_HEADER_BYTES + 8 * place * words), number, panel, made.review === true);
  });
  return { data, owner: PROGRAM_ID };
}

function writePanel(record: Buffer, number: number, panel: MadePanel, review: boolean): void {
  const { seatsMax } = SHAPE;
  record.writeBigUInt64LE(BigInt(number), HEADS.number);
  record.writeBigUInt64LE(panel.until ?? 0n, HEADS.until);
  record.writeBigUInt64LE(panel.phaseSlot ?? 0n, HEADS.phaseSlot);
  record.writeUInt16LE(ITEMS, HEADS.items);
  record.writeUInt8(PHASES.indexOf(panel.phase), HEADS.phase);
  record.writeUInt8(review ? 1 : 0, HEADS.kind);
  record.writeUInt8(panel.wave ?? 0, HEADS.wave);
  record.writeUInt8(seatsMax, HEADS.seatsMax);
  record.writeUInt8(seatsMax, HEADS.seats);
  record.writeUInt8(panel.openCases ?? 0, HEADS.openCases);
  const behind = (HEAD + seatsMax * SLOT) / 8 + (review ? CASE_WORDS : 0);
  // One word each of labels and of the sure mask, then a word of answers for each seat.
  [HEADS.labelsAt, HEADS.sureAt, HEADS.answersAt].forEach((at, word) => record.writeUInt16LE(behind + word, at));
  record.writeUInt16LE(behind + 2 + seatsMax, HEADS.words);
  panel.slots?.forEach((slot, index) => {
    const at = HEAD + index * SLOT;
    record.writeUInt8(SLOT_STATES.indexOf(slot.state), at + SLOTS.state);
    record.writeUInt32LE(slot.seat ?? index, at + SLOTS.seat);
    record.writeUInt32LE(Number(slot.heldUntil ?? 0n), at + SLOTS.heldUntil);
  });
}
