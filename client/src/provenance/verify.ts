/** Checks a proof of provenance against any RPC node. Nothing of ours is asked. */
import { PublicKey, type Connection, type VersionedTransactionResponse } from '@solana/web3.js';
import { sha256 } from '@noble/hashes/sha2';
import { concatBytes, hexToBytes } from '@noble/hashes/utils';
import bs58 from 'bs58';
import { unpackLabels } from '../answers.ts';
import { TaggerClientError } from '../clientError.ts';
import { commitment } from '../commitment.ts';
import { COMMIT_DOMAIN } from '../constants.ts';
import { decodeAccount } from '../decode.ts';
import { METHOD } from '../instructions/requester.ts';
import { verifyStrict } from '../licence/strict.ts';
import { datasetPda, memberPda, pagePda, PROGRAM_ID, seatPda } from '../pda.ts';
import { recordLeaf, verifyRecord } from '../records.ts';
import { callsOf, fetchTransaction, type Call } from './history.ts';
import { recordIn, type ProvenanceProof, type ProvenSeat } from './proof.ts';

/** What a proof that holds says, seat by seat. */
export interface Provenance {
  dataset: PublicKey;
  task: PublicKey;
  publisher: PublicKey;
  firstItem: number;
  labels: number[];
  seats: {
    wallet: PublicKey | undefined;
    /** `undefined` for who committed and stayed silent, and where nobody sat. Of a payload task: hash and id of the payload. */
    answers: number[] | Uint8Array | undefined;
    /** Signed by the wallet itself, or by a session key it had named. */
    by: 'wallet' | 'session' | undefined;
  }[];
}

/**
 * What was checked, in this order; seats one by one, by their place in the panel. `settled` is the last.
 */
export type ProvenStep =
  | { step: 'cluster' | 'accounts' | 'path' | 'settled' }
  | { step: 'seat'; slot: number; by: 'wallet' | 'session' | undefined };

/**
 * `told` hears of each step that holds, as it is done. Throws what is wrong by name: `OtherCluster`, `OtherProgram`, `NoDataset`, `WrongAccount`, `OtherTask`, `NotInDataset`,
 * `WrongOpening`, `NoTransaction`, `BadSignature`, `NotInTransaction`, `OtherSigner`.
 *
 * The record and its path hang on the root in `Dataset`; what was answered on commitments in the record; who answered on the wallet
 * inside each commitment and on his own signature under the transaction. A node that lies can withhold things and make up a
 * whole dataset account; it can't make signatures.
 */
export async function verifyProvenance(
  connection: Connection,
  p: ProvenanceProof,
  told: (holds: ProvenStep) => void = () => undefined,
): Promise<Provenance> {
  if (p.program !== PROGRAM_ID.toBase58()) throw refuse('OtherProgram', 'the proof is about another program');
  const genesisHash = await connection.getGenesisHash();
  if (genesisHash !== p.genesisHash)
    throw refuse('OtherCluster', 'the node serves another cluster than the proof is about');
  told({ step: 'cluster' });
  const [address, task] = [new PublicKey(p.dataset), new PublicKey(p.task)];
  const [datasetInfo, taskInfo] = await connection.getMultipleAccountsInfo([address, task], 'finalized');
  if (datasetInfo == null || taskInfo == null)
    throw refuse('NoDataset', 'the node shows no such dataset, or no such task');
  const dataset = decodeAccount('dataset', datasetInfo);
  const { terms } = decodeAccount('task', taskInfo);
  if (!datasetPda(dataset.mint).equals(address))
    throw refuse('WrongAccount', 'the account of the dataset is another one');
  if (!dataset.task.equals(task)) throw refuse('OtherTask', 'the dataset was made of another task');
  if (terms.bits !== p.bits) throw refuse('OtherTask', 'the labels of this task have another width');

  told({ step: 'accounts' });
  const { record, proof } = recordIn(p);
  const under =
    dataset.panels === proof.leaves && verifyRecord(Uint8Array.from(dataset.recordsRoot), recordLeaf(record), proof);
  if (!under) throw refuse('NotInDataset', 'the path does not lead from this record to the root of the dataset');

  told({ step: 'path' });
  const context = sha256(concatBytes(COMMIT_DOMAIN, bs58.decode(genesisHash), PROGRAM_ID.toBytes(), task.toBytes()));
  const panel = { p, context, task, page: pagePda(task, p.page) };
  const seats: Provenance['seats'] = [];
  for (const [slot, seat] of p.seats.entries()) {
    const by = await checkSeat(connection, panel, slot, seat);
    told({ step: 'seat', slot, by });
    const raw = seat.reveal === undefined ? undefined : hexToBytes(seat.reveal.answers);
    const answers = raw === undefined || terms.method === METHOD.payload ? raw : unpackLabels(raw, p.items, p.bits);
    seats.push({ wallet: seat.wallet === undefined ? undefined : new PublicKey(seat.wallet), answers, by });
  }
  await checkSettled(connection, panel);
  told({ step: 'settled' });
  return { dataset: address, task, publisher: dataset.publisher, firstItem: p.firstItem, labels: record.labels, seats };
}

interface Place {
  p: ProvenanceProof;
  context: Uint8Array;
  task: PublicKey;
  page: PublicKey;
}

const refuse = (name: string, message: string): TaggerClientError => new TaggerClientError(name, message);
const EMPTY = '00'.repeat(32);

/** Returns who signed the commitment; `undefined` for a seat nobody took. */
async function checkSeat(
  connection: Connection,
  place: Place,
  slot: number,
  seat: ProvenSeat,
): Promise<'wallet' | 'session' | undefined> {
  const { p, context, task, page } = place;
  const { wallet: address, commit, reveal } = seat;
  if (seat.commitment === EMPTY) {
    if (commit !== undefined || reveal !== undefined || address !== undefined || seat.answered !== 0)
      throw refuse('WrongOpening', `nobody committed on seat ${slot}`);
    return undefined;
  }
  if (address === undefined || commit === undefined)
    throw refuse('NoTransaction', `the commitment of seat ${slot} has no transaction`);
  if (reveal === undefined && seat.answered > 0)
    throw refuse('WrongOpening', `seat ${slot} answered, so it was revealed`);
  const wallet = new PublicKey(address);
  const panel = BigInt(p.panel);
  const fits = (call: Call): boolean =>
    call.outer &&
    call.accounts['page']?.equals(page) === true &&
    call.accounts['member']?.equals(memberPda(wallet)) === true &&
    call.accounts['seat']?.equals(seatPda(task, wallet)) === true;
  const by = await checkTransaction(connection, commit, wallet, (call) => {
    if (call.name !== 'commit' || !fits(call)) return false;
    return call.args.entries.some(
      (one) => one.panel === panel && one.slot === slot && hex(one.commitment) === seat.commitment,
    );
  });
  if (reveal === undefined) return by;
  const place_ = { context, page: p.page, panel, wallet };
  const [answers, salt] = [hexToBytes(reveal.answers), hexToBytes(reveal.salt)];
  if (hex(salt) === EMPTY || hex(commitment(place_, answers, salt)) !== seat.commitment)
    throw refuse('WrongOpening', `answers and salt of seat ${slot} are not what its commitment holds`);
  await checkTransaction(connection, reveal.signature, wallet, (call) => {
    if (call.name !== 'reveal' || !fits(call)) return false;
    const same = (one: (typeof call.args.entries)[number]): boolean =>
      one.panel === panel && one.slot === slot && hex(one.salt) === reveal.salt && hex(one.answers) === reveal.answers;
    return call.args.entries.some(same);
  });
  return by;
}

const hex = (bytes: Uint8Array | readonly number[]): string => Buffer.from(bytes).toString('hex');

/** The transaction is signed as it says, and carries such an instruction whose actor signed. */
async function checkTransaction(
  connection: Connection,
  signature: string,
  wallet: PublicKey,
  wanted: (call: Call) => boolean,
): Promise<'wallet' | 'session'> {
  const found = await genuine(connection, signature);
  const call = callsOf(found).find(wanted);
  if (call === undefined)
    throw refuse('NotInTransaction', `the transaction ${signature} does not hold what the proof says`);
  const actor = call.accounts['actor'];
  const { message } = found.transaction;
  const signers = message.staticAccountKeys.slice(0, message.header.numRequiredSignatures);
  if (actor === undefined || !signers.some((signer) => signer.equals(actor)))
    throw refuse('OtherSigner', `the transaction ${signature} was not signed by who acted`);
  return actor.equals(wallet) ? 'wallet' : 'session';
}

/** A transaction whose signatures are those of its signers over exactly these bytes. */
async function genuine(connection: Connection, signature: string): Promise<VersionedTransactionResponse> {
  const found = await fetchTransaction(connection, signature);
  if (found === null)
    throw refuse(
      'NoTransaction',
      `the node does not know the transaction ${signature}: ask one with the whole history`,
    );
  if (found.meta === null || found.meta.err !== null)
    throw refuse('NoTransaction', `the transaction ${signature} failed`);
  const { message, signatures } = found.transaction;
  const bytes = message.serialize();
  const signers = message.staticAccountKeys.slice(0, message.header.numRequiredSignatures);
  const signed =
    signatures[0] === signature &&
    signatures.length === signers.length &&
    signers.every((signer, at) => verifyStrict(bs58.decode(signatures[at] ?? ''), bytes, signer.toBytes()));
  if (!signed)
    throw refuse('BadSignature', `the node shows another transaction than the one that was signed as ${signature}`);
  return found;
}

/** The panel was settled in this transaction: an instruction on its page. */
async function checkSettled(connection: Connection, { p, page }: Place): Promise<void> {
  const calls = callsOf(await genuine(connection, p.settled));
  if (!calls.some(({ accounts }) => Object.values(accounts).some((account) => account.equals(page))))
    throw refuse('NotInTransaction', `the transaction ${p.settled} is not about this page`);
}
