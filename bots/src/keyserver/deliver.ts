/**
 * Delivers keys for purchases that wait. The chain says what waits, so nothing has to be remembered: a licence that is delivered is
 * not pending any more, and the program takes a key only once, whatever is sent twice.
 */
import type { Connection, PublicKey, TransactionInstruction } from '@solana/web3.js';
import {
  decodeAccount,
  deliverKey,
  fetchClock,
  LICENCE_STATES,
  licensePda,
  listLicenses,
  PROGRAM_ID,
  translate,
  type DatasetAccount,
  type Keyed,
  type LicenseAccount,
} from '@tagger/client';
import { datasetCommitment, wrapKey } from '@tagger/client/keys';
import type { Note } from './journal.ts';
import type { Releases } from './releases.ts';
import type { LiveStore } from './store.ts';

/** Sends instructions from a wallet that pays fees and nothing else; returns the signature, empty if it was only tried out. */
export type Push = (instructions: TransactionInstruction[]) => Promise<string>;

export interface Delivering {
  /** Must read `finalized`: what is only confirmed may never have been paid. */
  connection: Connection;
  push: Push;
  store: LiveStore;
  releases: Releases;
  note: Note;
}

const PENDING = LICENCE_STATES.indexOf('pending');
/** A transaction whose fate is not known has landed or expired after so long: 150 slots and some. */
const UNKNOWN_MS = 120_000;
/** After any other failure. */
const FAILED_MS = 15_000;
const MAX_ACCOUNTS = 100;

export class Deliveries {
  /** Licences that rest, by mint, until when. */
  private readonly resting = new Map<string, number>();

  constructor(private readonly with_: Delivering) {}

  /** Delivers what waits now; returns how many keys went out. Failures are noted and tried again later. */
  async run(): Promise<number> {
    const now = Date.now();
    for (const [mint, until] of this.resting) if (until <= now) this.resting.delete(mint);
    let delivered = 0;
    for (const dataset of await this.waiting()) {
      const pending = await listLicenses(this.with_.connection, { dataset: dataset.address, state: PENDING });
      const { seconds } = await fetchClock(this.with_.connection);
      for (const licence of pending) {
        if (licence.keyUntil <= seconds || this.resting.has(licence.mint.toBase58())) continue;
        if (await this.deliver(dataset, licence)) delivered += 1;
      }
    }
    return delivered;
  }

  /** Datasets of the store with purchases that wait, whose secret is the one they committed to. */
  private async waiting(): Promise<Keyed<DatasetAccount>[]> {
    const { connection, store, note } = this.with_;
    const secrets = await store.read();
    const addresses = secrets.datasets.map(({ dataset }) => dataset);
    const found: Keyed<DatasetAccount>[] = [];
    for (let from = 0; from < addresses.length; from += MAX_ACCOUNTS) {
      const part = addresses.slice(from, from + MAX_ACCOUNTS);
      const infos = await connection.getMultipleAccountsInfo(part);
      infos.forEach((info, at) => {
        if (info === null) return;
        const dataset = { ...decodeAccount('dataset', info), address: part[at] as PublicKey };
        if (dataset.pending === 0n) return;
        const own = datasetCommitment(secrets.secretOf(dataset.address) as Uint8Array);
        if (Buffer.compare(own, Uint8Array.from(dataset.contents.commitment)) === 0) found.push(dataset);
        else note('wrong secret', { dataset: dataset.address.toBase58() });
      });
    }
    return found;
  }

  private async deliver(dataset: Keyed<DatasetAccount>, licence: Keyed<LicenseAccount>): Promise<boolean> {
    const { connection, push, store, releases, note } = this.with_;
    const { mint, holder } = licence;
    const about = { dataset: dataset.address.toBase58(), licence: mint.toBase58(), wallet: holder.toBase58() };
    const secret = (await store.read()).secretOf(dataset.address);
    if (secret === undefined) return false;
    try {
      const recipient = Uint8Array.from(licence.recipient);
      const account = licensePda(mint).toBytes();
      const commitment = Uint8Array.from(dataset.contents.commitment);
      const made = wrapKey(secret, { programId: PROGRAM_ID.toBytes(), account, commitment, recipient });
      const instruction = deliverKey({ dataset: dataset.address, mint, holder, ...made });
      // Simulated first: a delivery that landed before a restart costs nothing to try.
      const signature = await push([instruction]);
      if (signature === '') {
        note('would be delivered', about);
        this.resting.set(mint.toBase58(), Date.now() + UNKNOWN_MS);
        return false;
      }
      const slot = await connection.getSlot();
      const at = Math.floor(Date.now() / 1000);
      releases.append({ at, slot, ...about, recipient: hex(recipient), how: 'chain', signature });
      note('delivered', { ...about, signature });
      // Finalized will show it as pending for a while yet.
      this.resting.set(mint.toBase58(), Date.now() + FAILED_MS);
      return true;
    } catch (error) {
      const { name } = translate(error);
      // Somebody else sent it, or we did before a restart.
      const done = name === 'WrongLicenceState';
      note(done ? 'delivered before' : 'not delivered', { ...about, error: name });
      this.resting.set(mint.toBase58(), Date.now() + (name === 'NotConfirmed' ? UNKNOWN_MS : FAILED_MS));
      return false;
    }
  }
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
