/** What the chain says of a dataset, before and after it is published, and the figures that follow from it. */
import { bytesToHex } from '@noble/hashes/utils';
import { PublicKey, type Connection } from '@solana/web3.js';
import { TaggerClientError } from '../clientError.ts';
import { decodeAccount } from '../decode.ts';
import { fetchDataset, fetchTask, listSeats, type Keyed } from '../fetch.ts';
import { DUTIES, licenceTermsHash, USES } from '../instructions/dataset.ts';
import { datasetPda, offerPda, PROGRAM_ID, titlePda } from '../pda.ts';
import { rootOfRecords } from '../records.ts';
import type { Contents, LicenceTerms, OfferAccount, SeatAccount, TaskAccount } from '../types.ts';
import type { Annotator, ChainFacts, Figure, OfferFacts } from './model.ts';

export type ContentsOf = Omit<Contents, 'reserved' | 'manifestId' | 'manifestHash'>;

export interface ChainState {
  /** First 32 characters of the genesis hash. */
  cluster: string;
  dataset: PublicKey;
  title: PublicKey;
  publisher: PublicKey;
  contents: ContentsOf;
  /** 32 bytes; zeros for own data. */
  recordsRoot: Uint8Array;
  panels: bigint;
  contributorBps: number;
  validatorBps: number;
  /** Absent for own data. */
  task?: Keyed<TaskAccount>;
  /** Seats of the task that are still there. */
  seats: readonly Keyed<SeatAccount>[];
  offers: readonly Pick<OfferAccount, 'index' | 'terms' | 'price'>[];
}

/** A dataset whose account exists: the manifest it names is known too. */
export interface PublishedState extends ChainState {
  /** 32 bytes each. */
  manifestId: Uint8Array;
  manifestHash: Uint8Array;
}

const clusterOf = async (connection: Connection): Promise<string> => (await connection.getGenesisHash()).slice(0, 32);

/** What to publish: the dataset does not exist yet, its address is known. */
export interface Planned {
  publisher: PublicKey;
  /** Of the publication. */
  nonce: bigint;
  /** The finished task, its pages closed; absent for own data. */
  task?: PublicKey;
  contents: ContentsOf;
  /** Offers that will be opened, in this order. */
  offers?: readonly { terms: LicenceTerms; price: bigint }[];
}

/** The state from which a manifest is written before its dataset is published. Throws `NoSuchTask`. */
export async function describeTask(connection: Connection, planned: Planned): Promise<ChainState> {
  const { publisher, nonce, contents, offers = [] } = planned;
  const title = titlePda(publisher, nonce);
  const task = planned.task === undefined ? undefined : await fetchTask(connection, planned.task);
  if (task === null)
    throw new TaggerClientError(
      'NoSuchTask',
      `there is no task ${planned.task?.toBase58()}: publish before it is closed`,
    );
  return {
    cluster: await clusterOf(connection),
    dataset: datasetPda(title),
    title,
    publisher,
    contents,
    recordsRoot: task === undefined ? new Uint8Array(32) : rootOfRecords(task.records),
    panels: task?.records.leaves ?? 0n,
    contributorBps: task?.contributorBps ?? 0,
    validatorBps: task?.validatorBps ?? 0,
    ...(task === undefined ? {} : { task }),
    seats: task === undefined ? [] : await listSeats(connection, { task: task.address }),
    offers: offers.map((offer, index) => ({ ...offer, index })),
  };
}

/** The same of a dataset that is published, with what it says of its manifest. Throws `NoSuchDataset`. */
export async function describeDataset(connection: Connection, dataset: PublicKey): Promise<PublishedState> {
  const found = await fetchDataset(connection, dataset);
  if (found === null) throw new TaggerClientError('NoSuchDataset', `there is no dataset ${dataset.toBase58()}`);
  const { contents } = found;
  const made = !found.task.equals(PublicKey.default);
  const task = made ? await fetchTask(connection, found.task) : null;
  return {
    cluster: await clusterOf(connection),
    dataset,
    title: found.mint,
    publisher: found.publisher,
    contents,
    recordsRoot: Uint8Array.from(found.recordsRoot),
    panels: found.panels,
    contributorBps: found.contributorBps,
    validatorBps: found.validatorBps,
    ...(task === null ? {} : { task }),
    seats: made ? await listSeats(connection, { task: found.task }) : [],
    offers: await offersOf(connection, dataset, found.offersMade),
    manifestId: Uint8Array.from(contents.manifestId),
    manifestHash: Uint8Array.from(contents.manifestHash),
  };
}

/** Accounts of one request to a node. */
const BATCH = 100;

async function offersOf(connection: Connection, dataset: PublicKey, made: number): Promise<Keyed<OfferAccount>[]> {
  const found: Keyed<OfferAccount>[] = [];
  for (let first = 0; first < made; first += BATCH) {
    const addresses = Array.from({ length: Math.min(BATCH, made - first) }, (_, at) => offerPda(dataset, first + at));
    const accounts = await connection.getMultipleAccountsInfo(addresses);
    accounts.forEach((account, at) => {
      if (account !== null) found.push({ ...decodeAccount('offer', account), address: addresses[at]! });
    });
  }
  return found;
}

export function chainFacts(state: ChainState): ChainFacts {
  const { contents, task } = state;
  return {
    cluster: state.cluster,
    program: PROGRAM_ID.toBase58(),
    dataset: state.dataset.toBase58(),
    title: state.title.toBase58(),
    publisher: state.publisher.toBase58(),
    ...(task === undefined ? {} : { task: task.address.toBase58() }),
    recordsRoot: bytesToHex(state.recordsRoot),
    panels: state.panels.toString(),
    payloadHash: hex(contents.payloadHash),
    commitment: hex(contents.commitment),
    contributorBps: state.contributorBps,
    validatorBps: state.validatorBps,
  };
}

const hex = (bytes: readonly number[] | Uint8Array): string => bytesToHex(Uint8Array.from(bytes));

export function offerFacts(offers: ChainState['offers']): OfferFacts[] {
  const names = (bits: Readonly<Record<string, number>>, set: number): string[] =>
    Object.keys(bits).filter((name) => (set & bits[name]!) !== 0);
  return offers.map(({ index, terms, price }) => ({
    index,
    termsHash: bytesToHex(licenceTermsHash(terms)),
    price: price.toString(),
    uses: names(USES, terms.uses),
    duties: names(DUTIES, terms.duties),
    termSecs: terms.termSecs.toString(),
  }));
}

/** Members who answered, most accepted labels first; equal ones in the order of their seats. */
export function annotatorsOf(seats: ChainState['seats']): Annotator[] {
  return seats
    .filter(({ answered }) => answered > 0n)
    .sort((a, b) => (a.accepted === b.accepted ? a.index - b.index : a.accepted < b.accepted ? 1 : -1))
    .map(({ wallet, answered, accepted, goldHits, goldTotal, earned }) => ({
      wallet: wallet.toBase58(),
      answered: answered.toString(),
      accepted: accepted.toString(),
      goldHits,
      goldTotal,
      earned: earned.toString(),
    }));
}

const METHODS = ['majority', 'weighted', 'payload'];

/** `a / b` with `decimals`, rounded down; `none` when there is nothing to divide by. */
function ratio(a: bigint, b: bigint, decimals: number): string {
  if (b === 0n) return 'none';
  const scaled = ((a * 10n ** BigInt(decimals)) / b).toString().padStart(decimals + 1, '0');
  return `${scaled.slice(0, -decimals)}.${scaled.slice(-decimals)}`;
}

const onChain = (name: string, value: bigint | number | string, source: string, unit?: string): Figure => ({
  name,
  value: value.toString(),
  ...(unit === undefined ? {} : { unit }),
  source,
  checked: 'chain',
});

/** Figures of a task: sums its pages folded into it when they were closed. They never change afterwards. */
export function taskFigures(task: TaskAccount): Figure[] {
  const base = 'base units of TAG';
  return [
    onChain('items', task.itemsSettled, 'Task.itemsSettled'),
    onChain('panels', task.panelsSettled, 'Task.panelsSettled'),
    onChain('answers', task.answers, 'Task.answers'),
    onChain('annotationsPerItem', ratio(task.answers, task.itemsSettled, 2), 'Task.answers / Task.itemsSettled'),
    onChain('acceptedLabels', task.accepted, 'Task.accepted'),
    onChain(
      'agreement',
      ratio(task.accepted, task.answers, 4),
      'Task.accepted / Task.answers',
      'share of answers that are the label',
    ),
    onChain('paid', task.paid, 'Task.paid', base),
    onChain('payPerLabel', ratio(task.paid, task.accepted, 2), 'Task.paid / Task.accepted', base),
    onChain('pricePerItem', task.terms.price, 'Task.terms.price', base),
    onChain('slashed', task.slashed, 'Task.slashed', base),
    onChain('classes', task.terms.classes, 'Task.terms.classes'),
    onChain('method', METHODS[task.terms.method] ?? 'unknown', 'Task.terms.method'),
    onChain('seatsMade', task.seatsMade, 'Task.seatsMade'),
    onChain('gold', task.terms.hasGold === 1 ? 'committed' : 'none', 'Task.terms.hasGold'),
    onChain('reviewSeats', task.terms.reviewSeats, 'Task.terms.reviewSeats'),
    onChain(
      'suggestions',
      isZero(task.suggestionsHash) ? 'none' : hex(task.suggestionsHash),
      'Task.suggestionsHash',
      'SHA-256',
    ),
  ];
}

/** Sums over the seats that were there when the manifest was written: members may take their seat with them. */
export function seatFigures(annotators: readonly Annotator[]): Figure[] {
  const sum = (of: (one: Annotator) => number): bigint => annotators.reduce((all, one) => all + BigInt(of(one)), 0n);
  const [hits, total] = [sum(({ goldHits }) => goldHits), sum(({ goldTotal }) => goldTotal)];
  return [
    onChain('annotators', annotators.length, 'Seat.answered > 0', 'members'),
    onChain('goldHits', hits, 'sum of Seat.goldHits', 'gold items answered right'),
    onChain('goldTotal', total, 'sum of Seat.goldTotal', 'gold items answered'),
    onChain('goldScore', ratio(hits, total, 4), 'Seat.goldHits / Seat.goldTotal'),
  ];
}

export const isZero = (bytes: readonly number[] | Uint8Array): boolean =>
  Uint8Array.from(bytes).every((byte) => byte === 0);
