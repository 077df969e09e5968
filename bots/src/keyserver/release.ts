/** Answers a holder's signed request with the dataset's key, wrapped for the key inside the signed text. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { licensePda, PROGRAM_ID, TaggerClientError } from '@tagger/client';
import { datasetCommitment, wrapKey } from '@tagger/client/keys';
import {
  attest,
  checkInForce,
  checkUse,
  readCertificate,
  readKeyRequest,
  readLicence,
  readMandate,
  refused,
  type KeyReply,
  type LicenceCertificate,
  type LicenceFacts,
} from '@tagger/client/licence';
import { hex } from './deliver.ts';
import type { Note } from './journal.ts';
import type { Limits } from './limits.ts';
import type { Nonces } from './nonces.ts';
import type { Releases } from './releases.ts';
import type { LiveStore } from './store.ts';

export interface Releasing {
  /** Reads `finalized`. */
  connection: Connection;
  genesisHash: string;
  /** How the service is called in signed texts: host and port holders use. */
  domain: string;
  store: LiveStore;
  releases: Releases;
  nonces: Nonces;
  /** By wallet. */
  limits: Limits;
  /** Seconds a licence's next holder waits. */
  cooldownSecs: number;
  note: Note;
  /** Unix seconds; a test's own clock. */
  now: () => number;
}

/** A node whose clock is so far behind has stopped, seconds: a licence could have expired or moved long ago. */
const STALE_SECS = 300;

export class KeyReleases {
  /** The newest slot seen: no answer may come from before it. */
  private slot = 0;

  constructor(private readonly with_: Releasing) {}

  /** Throws by name what stands against it; then nothing was released. */
  async key(signed: { text: string; signature: Uint8Array }): Promise<KeyReply> {
    const { genesisHash, domain, nonces, limits, releases, cooldownSecs, note, now } = this.with_;
    const at = now();
    const { wallet, mint, recipient, nonce } = readKeyRequest(signed, { domain, genesisHash, now: BigInt(at) });
    nonces.take(nonce, at);
    limits.take(wallet.toBase58(), at);
    const facts = await this.read(mint, at);
    if (!facts.license.holder.equals(wallet)) throw refused('OtherHolder');
    checkInForce(facts.license, facts.time);
    // The licence names the dataset: a request can't.
    const { dataset } = facts.license;
    const { secret, commitment } = await this.secretFor(dataset, facts);
    releases.checkCooldown(mint.toBase58(), wallet.toBase58(), at, cooldownSecs);
    const made = wrapKey(secret, {
      programId: PROGRAM_ID.toBytes(),
      account: licensePda(mint).toBytes(),
      commitment,
      recipient,
    });
    const about = { dataset: dataset.toBase58(), licence: mint.toBase58(), wallet: wallet.toBase58() };
    releases.append({ at, slot: facts.slot, ...about, recipient: hex(recipient), how: 'request' });
    note('released', { ...about, slot: facts.slot });
    return { wrap: base64(made.wrap), proof: base64(made.proof) };
  }

  /** Countersigns a holder's certificate after reading the chain. */
  async certificate(shown: LicenceCertificate): Promise<LicenceCertificate> {
    const { genesisHash, limits, store, note, now } = this.with_;
    const at = now();
    const { mint, holder, use } = readCertificate(shown, { now: BigInt(at), genesisHash });
    limits.take(holder.toBase58(), at);
    const facts = await this.read(mint, at);
    if (!facts.license.holder.equals(holder)) throw refused('OtherHolder');
    checkUse(facts.license, use, facts.time);
    await this.secretFor(facts.license.dataset, facts);
    const secrets = await store.read();
    const mandate = facts.dataset === null ? undefined : secrets.mandateOf(facts.dataset.publisher);
    if (facts.dataset === null || mandate === undefined)
      throw new TaggerClientError('NoMandate', 'the publisher has not mandated this service to attest');
    readMandate(mandate, { now: BigInt(at), genesisHash });
    const made = await attest(secrets.service, shown, facts, {
      genesisHash,
      mandate,
      datasetNonce: facts.dataset.nonce,
    });
    note('attested', { licence: mint.toBase58(), wallet: holder.toBase58(), use, slot: facts.slot });
    return made;
  }

  private async read(mint: PublicKey, at: number): Promise<LicenceFacts> {
    const facts = await readLicence(this.with_.connection, mint, {
      commitment: 'finalized',
      minContextSlot: this.slot,
    });
    this.slot = Math.max(this.slot, facts.slot);
    if (BigInt(at) - facts.time > BigInt(STALE_SECS))
      throw new TaggerClientError('ChainStale', 'the node of this service is behind: try again later');
    return facts;
  }

  private async secretFor(
    dataset: PublicKey,
    facts: LicenceFacts,
  ): Promise<{ secret: Uint8Array; commitment: Uint8Array }> {
    const secret = (await this.with_.store.read()).secretOf(dataset);
    if (secret === undefined) throw new TaggerClientError('NotServed', 'this service does not serve that dataset');
    const commitment = datasetCommitment(secret);
    if (facts.dataset !== null && hex(commitment) !== hex(Uint8Array.from(facts.dataset.contents.commitment)))
      throw new TaggerClientError('NotServed', 'this service does not serve that version of the dataset');
    return { secret, commitment };
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
