/** The file that proves one record of a dataset, and how it is read from a stranger's hand. */
import { PublicKey, type Connection } from '@solana/web3.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { packedLength, packLabels, unpackLabels, type Bits } from '../answers.ts';
import { TaggerClientError } from '../clientError.ts';
import { RECORD_PEAKS, MAX_SEATS, MAX_PANEL_ITEMS } from '../constants.ts';
import { fetchDataset } from '../fetch.ts';
import { PROGRAM_ID } from '../pda.ts';
import type { PanelRecord, RecordProof } from '../records.ts';
import { recordsFromHistory, type HistoryOptions, type RecordHistory, type TaskHistory } from './records.ts';

/** One seat of the panel: addresses and signatures in base58, bytes in hex. */
export interface ProvenSeat {
  wallet?: string;
  commitment: string;
  answered: number;
  /** Transaction of the commitment. */
  commit?: string;
  reveal?: { signature: string; answers: string; salt: string };
}

/** As JSON in a file. */
export interface ProvenanceProof {
  version: 1;
  program: string;
  genesisHash: string;
  dataset: string;
  task: string;
  /** Number of the record, and of all of them. */
  record: string;
  records: string;
  /** Siblings from the leaf upwards. */
  path: string[];
  page: number;
  panel: string;
  firstItem: number;
  items: number;
  bits: Bits;
  /** Packed, see `packLabels`. */
  labels: string;
  seats: ProvenSeat[];
  /** Transaction that settled the panel. */
  settled: string;
}

/**
 * Proves a record of a dataset by its number, from the node's history. Throws `NoDataset`, `OwnData` for a dataset that was not made of a
 * task, `NoRecord`, and what `recordsFromHistory` throws.
 */
export async function proveRecord(
  connection: Connection,
  dataset: PublicKey,
  record: number,
  options?: HistoryOptions,
): Promise<ProvenanceProof> {
  const { history, genesisHash } = await datasetHistory(connection, dataset, options);
  return proofFrom(history, { dataset, genesisHash, record });
}

/** What a dataset is made of; see `proveRecord`. */
export async function datasetHistory(
  connection: Connection,
  dataset: PublicKey,
  options?: HistoryOptions,
): Promise<{ history: TaskHistory & { address: PublicKey }; genesisHash: string }> {
  const account = await fetchDataset(connection, dataset);
  if (account === null)
    throw new TaggerClientError('NoDataset', `there is no dataset ${dataset.toBase58()} on this cluster`);
  if (account.task.equals(PublicKey.default))
    throw new TaggerClientError('OwnData', 'the publisher brought his own data: the chain knows nothing of its making');
  const [history, genesisHash] = await Promise.all([
    recordsFromHistory(connection, account.task, options),
    connection.getGenesisHash(),
  ]);
  return { history: { ...history, address: account.task }, genesisHash };
}

/** The proof of one record out of a history that was read before; cheap, so all of them can be made in a row. */
export function proofFrom(
  { records, tree, address }: TaskHistory & { address: PublicKey },
  about: { dataset: PublicKey; genesisHash: string; record: number },
): ProvenanceProof {
  const found = records[about.record];
  if (found === undefined)
    throw new TaggerClientError('NoRecord', `the dataset has ${records.length} records, numbered from 0`);
  const { record, seats, settled } = found;
  const proof = tree.proof(about.record);
  return {
    version: 1,
    program: PROGRAM_ID.toBase58(),
    genesisHash: about.genesisHash,
    dataset: about.dataset.toBase58(),
    task: address.toBase58(),
    record: proof.leaf.toString(),
    records: proof.leaves.toString(),
    path: proof.path.map(bytesToHex),
    page: record.page,
    panel: record.panel.toString(),
    firstItem: record.firstItem,
    items: record.labels.length,
    bits: record.bits,
    labels: bytesToHex(packLabels(record.labels, record.bits)),
    seats: record.members.map((member, at) => seatOf(member, seats[at] ?? {})),
    settled,
  };
}

const seatOf = (
  { commitment, answered }: PanelRecord['members'][number],
  { wallet, commit, reveal }: RecordHistory['seats'][number],
): ProvenSeat => ({
  commitment: bytesToHex(commitment),
  answered,
  ...(wallet !== undefined && { wallet: wallet.toBase58() }),
  ...(commit !== undefined && { commit }),
  ...(reveal !== undefined && {
    reveal: { signature: reveal.signature, answers: bytesToHex(reveal.answers), salt: bytesToHex(reveal.salt) },
  }),
});

/** The record that holds an item of the dataset's list; the last one where several panels asked it. `undefined` for none. */
export const recordOfItem = ({ records }: TaskHistory, item: number): number | undefined => {
  const found = records.findLastIndex(
    ({ record }) => record.firstItem <= item && item < record.firstItem + record.labels.length,
  );
  return found < 0 ? undefined : found;
};

const MAX_FILE = 1 << 20;
const ADDRESS = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/;
const SIGNATURE = /^[1-9A-HJ-NP-Za-km-z]{64,88}$/;
const hex = (value: unknown, bytes: number): boolean =>
  typeof value === 'string' && value.length === 2 * bytes && /^[0-9a-f]*$/.test(value);
const matches = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);
const whole = (value: unknown, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
const U64 = /^(0|[1-9]\d{0,19})$/;

/** Reads a proof: its form only. Throws `BadProof`. */
export function parseProof(json: string): ProvenanceProof {
  let found: Partial<ProvenanceProof> | null = null;
  try {
    if (json.length <= MAX_FILE) found = JSON.parse(json) as Partial<ProvenanceProof>;
  } catch {
    // No JSON.
  }
  if (found === null || typeof found !== 'object' || !wellFormed(found))
    throw new TaggerClientError(
      'BadProof',
      'this is no proof of provenance: it is the JSON that `tagger prove` writes',
    );
  return found as ProvenanceProof;
}

function wellFormed(p: Partial<ProvenanceProof>): boolean {
  const bits = [1, 2, 4, 8].includes(p.bits as number);
  const places = [p.program, p.genesisHash, p.dataset, p.task].every((value) => matches(value, ADDRESS));
  const numbers = [p.record, p.records, p.panel].every((value) => matches(value, U64));
  const sizes = whole(p.page, 2 ** 32 - 1) && whole(p.firstItem, 2 ** 32 - 1) && whole(p.items, MAX_PANEL_ITEMS);
  if (p.version !== 1 || !bits || !places || !numbers || !sizes || !matches(p.settled, SIGNATURE)) return false;
  const path = Array.isArray(p.path) && p.path.length <= 2 * RECORD_PEAKS && p.path.every((node) => hex(node, 32));
  const labels = hex(p.labels, packedLength(p.items as number, p.bits as Bits));
  return path && labels && Array.isArray(p.seats) && p.seats.length <= MAX_SEATS && p.seats.every(seatFits);
}

function seatFits(seat: ProvenSeat | null): boolean {
  if (seat === null || typeof seat !== 'object') return false;
  const { wallet, commitment, answered, commit, reveal } = seat;
  const shown =
    reveal === undefined ||
    (typeof reveal === 'object' &&
      reveal !== null &&
      matches(reveal.signature, SIGNATURE) &&
      matches(reveal.answers, /^([0-9a-f]{2}){0,4096}$/) &&
      hex(reveal.salt, 32));
  const named = wallet === undefined || matches(wallet, ADDRESS);
  return (
    named &&
    hex(commitment, 32) &&
    whole(answered, 65_535) &&
    (commit === undefined || matches(commit, SIGNATURE)) &&
    shown
  );
}

/** The record and the path inside a proof. */
export function recordIn(p: ProvenanceProof): { record: PanelRecord; proof: RecordProof } {
  return {
    record: {
      page: p.page,
      panel: BigInt(p.panel),
      firstItem: p.firstItem,
      labels: unpackLabels(hexToBytes(p.labels), p.items, p.bits),
      bits: p.bits,
      members: p.seats.map(({ commitment, answered }) => ({ commitment: hexToBytes(commitment), answered })),
    },
    proof: { leaf: BigInt(p.record), leaves: BigInt(p.records), path: p.path.map(hexToBytes) },
  };
}
