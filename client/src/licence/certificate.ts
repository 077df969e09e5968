/**
 * Certificates of licences that are checked without a network (docs/decisions/0020-verification.md). Three signatures:
 * the holder shows his licence to one audience; the publisher's key service says what it read from the chain at a finalized
 * slot; the publisher's wallet says that this service speaks for him. The dataset's address names its publisher, so a verifier
 * needs nothing but the dataset he knows and the hash of the cluster's first block.
 */
import { PublicKey } from '@solana/web3.js';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import type { KeyWallet } from '../keys/wallet.ts';
import { licenceTermsHash } from '../instructions/dataset.ts';
import { datasetPda, PROGRAM_ID, titlePda } from '../pda.ts';
import { documentKind, isoOf, secondsOf, type Values } from './document.ts';
import type { LicenceFacts } from './facts.ts';
import { verifyStrict } from './strict.ts';
import { usesOf, type Use } from './verify.ts';

const CERTIFICATE = documentKind(
  'Tagger licence certificate, version 1',
  [
    'I hold this licence and show it to the audience named here, for the purpose named here.',
    'It moves no money and is no transaction.',
  ],
  [
    'Audience',
    'Purpose',
    'Use',
    'Licence',
    'Dataset',
    'Terms',
    'Wallet',
    'Chain',
    'Program',
    'Issued',
    'Expires',
    'Nonce',
  ],
);
const ATTESTATION = documentKind(
  'Tagger licence attestation, version 1',
  ['At this finalized slot the licence was in force, and its token in the wallet of its holder.'],
  [
    'Certificate',
    'Licence',
    'Dataset',
    'Holder',
    'Terms',
    'Uses',
    'Over',
    'Slot',
    'Read',
    'Expires',
    'Service',
    'Chain',
    'Program',
  ],
);
const MANDATE = documentKind(
  'Tagger attestation mandate, version 1',
  [
    'The service named here may say in my name who holds licences of my datasets, until the date named here.',
    'It can move no money and publish nothing.',
  ],
  ['Publisher', 'Service', 'Chain', 'Program', 'Issued', 'Expires'],
);
const NEVER = 'never';
/** Longest life of what a holder signs, and of what a service says, seconds. */
export const CERTIFICATE_SECS = 30n * 86_400n;
export const ATTESTATION_SECS = 7n * 86_400n;
/** Clocks of people, services and chains may differ by so much, seconds. */
const SKEW = 300n;

/** A text and its signature, base64. */
export interface Signed {
  text: string;
  signature: string;
}

/** As it is handed round, in JSON. */
export interface LicenceCertificate {
  version: 1;
  /** By the holder. */
  certificate: Signed;
  /** By the publisher's service; a certificate without one is the holder's word alone. */
  attestation?: Signed;
  /** By the publisher, with the number that makes the dataset's address out of his own. */
  mandate?: Signed & { datasetNonce: string };
}

const encoder = new TextEncoder();
const sign = async (wallet: KeyWallet, text: string): Promise<Signed> => ({
  text,
  signature: Buffer.from(await wallet.signMessage(encoder.encode(text))).toString('base64'),
});
const fingerprint = (text: string): string => bytesToHex(sha256(encoder.encode(text)));

export interface CertificateRequest {
  facts: Pick<LicenceFacts, 'mint' | 'license'>;
  /** Who is to be shown it: a name he goes by, such as a domain. */
  audience: string;
  /** In words, one line. */
  purpose: string;
  use: Use;
  genesisHash: string;
  /** Unix seconds, and how long it is to be good for. */
  now: bigint;
  lifeSecs: bigint;
}

/** The holder's part. Throws `BadText` for a purpose or an audience that is not one printable line. */
export async function signCertificate(wallet: KeyWallet, a: CertificateRequest): Promise<LicenceCertificate> {
  const { mint, license } = a.facts;
  const text = CERTIFICATE.write({
    Audience: a.audience,
    Purpose: a.purpose,
    Use: a.use,
    Licence: mint.toBase58(),
    Dataset: license.dataset.toBase58(),
    Terms: bytesToHex(licenceTermsHash(license.terms)),
    Wallet: new PublicKey(wallet.publicKey).toBase58(),
    Chain: a.genesisHash,
    Program: PROGRAM_ID.toBase58(),
    Issued: isoOf(a.now),
    Expires: isoOf(a.now + a.lifeSecs),
    Nonce: bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(16))),
  });
  return { version: 1, certificate: await sign(wallet, text) };
}

/** What the publisher signs once for his service, with his wallet. */
export const signMandate = (
  publisher: KeyWallet,
  a: { service: PublicKey; genesisHash: string; now: bigint; lifeSecs: bigint },
): Promise<Signed> =>
  sign(
    publisher,
    MANDATE.write({
      Publisher: new PublicKey(publisher.publicKey).toBase58(),
      Service: a.service.toBase58(),
      Chain: a.genesisHash,
      Program: PROGRAM_ID.toBase58(),
      Issued: isoOf(a.now),
      Expires: isoOf(a.now + a.lifeSecs),
    }),
  );

/**
 * The service's part: it has read `facts` at a finalized slot and checked the use. Throws `BadSignature`, `BadText`, and
 * `OtherHolder`, `OtherLicence` when the certificate is not about these facts.
 */
export async function attest(
  service: KeyWallet,
  shown: LicenceCertificate,
  facts: LicenceFacts,
  a: { genesisHash: string; mandate: Signed; datasetNonce: bigint },
): Promise<LicenceCertificate> {
  const own = readOwn(shown.certificate);
  const { license, mint, slot, time } = facts;
  const about = own.Licence === mint.toBase58() && own.Dataset === license.dataset.toBase58();
  if (!about) throw refuse('OtherLicence', 'the certificate names another licence');
  if (own.Wallet !== license.holder.toBase58()) throw refuse('OtherHolder', 'another wallet holds this licence');
  const text = ATTESTATION.write({
    Certificate: fingerprint(shown.certificate.text),
    Licence: mint.toBase58(),
    Dataset: license.dataset.toBase58(),
    Holder: license.holder.toBase58(),
    Terms: bytesToHex(licenceTermsHash(license.terms)),
    Uses: usesOf(license.terms.uses).join(' '),
    Over: license.expiresAt === 0n ? NEVER : isoOf(license.expiresAt),
    Slot: String(slot),
    Read: isoOf(time),
    Expires: isoOf(time + ATTESTATION_SECS),
    Service: new PublicKey(service.publicKey).toBase58(),
    Chain: a.genesisHash,
    Program: PROGRAM_ID.toBase58(),
  });
  return {
    version: 1,
    certificate: shown.certificate,
    attestation: await sign(service, text),
    mandate: { ...a.mandate, datasetNonce: a.datasetNonce.toString() },
  };
}

export interface CertificateCheck {
  /** Unix seconds. */
  now: bigint;
  /** Who I am. */
  audience: string;
  /** Of the cluster I trust. */
  genesisHash: string;
  /** The dataset and the use I want shown; default those of the certificate. */
  dataset?: PublicKey;
  use?: Use;
  /** Accept the holder's word alone, to be checked online with `verifyLicense`. Default false. */
  holderOnly?: boolean;
  /** The oldest reading of the chain I accept, seconds; default 7 days, which is also the most. */
  maxAgeSecs?: bigint;
}

export interface CertifiedLicence {
  mint: PublicKey;
  dataset: PublicKey;
  holder: PublicKey;
  use: Use;
  purpose: string;
  nonce: string;
  /** `licenceTermsHash` of the terms, hex. */
  termsHash: string;
  /** Unix seconds from which none of it counts. */
  until: bigint;
  /** Who says what the chain said, and when; `undefined` for the holder's word alone. */
  attested?: { publisher: PublicKey; service: PublicKey; slot: bigint; readAt: bigint };
}

const refuse = (name: string, message: string): TaggerClientError => new TaggerClientError(name, message);
const least = (...times: bigint[]): bigint => times.reduce((a, b) => (a < b ? a : b));

function checkSigned(signed: Signed, signer: string, whose: string): void {
  const signature = Buffer.from(signed.signature, 'base64');
  if (!verifyStrict(signature, encoder.encode(signed.text), keyOf(signer).toBytes()))
    throw refuse('BadSignature', `the signature of the ${whose} does not fit the text`);
}

function keyOf(text: string): PublicKey {
  try {
    return new PublicKey(text);
  } catch (cause) {
    throw new TaggerClientError('BadText', `"${text}" is no address`, { cause });
  }
}

function readOwn(
  signed: Signed,
): Values<
  | 'Audience'
  | 'Purpose'
  | 'Use'
  | 'Licence'
  | 'Dataset'
  | 'Terms'
  | 'Wallet'
  | 'Chain'
  | 'Program'
  | 'Issued'
  | 'Expires'
  | 'Nonce'
> {
  const own = CERTIFICATE.read(signed.text);
  checkSigned(signed, own.Wallet, 'holder');
  return own;
}

function checkPlace(found: { Chain: string; Program: string }, genesisHash: string): void {
  if (found.Chain !== genesisHash || found.Program !== PROGRAM_ID.toBase58())
    throw refuse('OtherCluster', 'the certificate is for another cluster or another program');
}

function checkLife(found: { Issued: string; Expires: string }, now: bigint, most: bigint, what: string): bigint {
  const [from, until] = [secondsOf(found.Issued), secondsOf(found.Expires)];
  if (until <= from || until - from > most)
    throw refuse('LifeTooLong', `the ${what} is good for longer than it may be`);
  if (now + SKEW < from) throw refuse('NotYetValid', `the ${what} is of a later time: check the clock`);
  if (now >= until) throw refuse('CertificateExpired', `the ${what} has expired: ask the holder for a new one`);
  return until;
}

/** Reads what a stranger handed over, at most 8 KiB of JSON. Throws `BadCertificate`. */
export function parseCertificate(json: string): LicenceCertificate {
  const signed = (value: unknown): boolean =>
    typeof (value as Signed | null)?.text === 'string' && typeof (value as Signed).signature === 'string';
  try {
    if (json.length > 8_192) throw new RangeError('too long');
    const found = JSON.parse(json) as LicenceCertificate;
    const whole = found.version === 1 && signed(found.certificate);
    const parts = [found.attestation, found.mandate].every((part) => part === undefined || signed(part));
    const nonce = found.mandate === undefined || /^\d{1,20}$/.test(found.mandate.datasetNonce);
    if (whole && parts && nonce) return found;
  } catch {
    // Falls through: what it was is of no interest.
  }
  throw refuse('BadCertificate', 'this is no licence certificate: it is JSON with version 1 and signed texts');
}

/**
 * Checks a certificate without a network. Throws what is wrong by name: `BadText`, `BadSignature`, `OtherAudience`, `OtherCluster`,
 * `OtherDataset`, `UseNotGranted`, `CertificateExpired`, `NotYetValid`, `LifeTooLong`, `NotAttested`, `OtherCertificate`, `NotMandated`,
 * `NotPublisher`, `TooOld`.
 *
 * It proves what the publisher's service says of the chain at that slot, and that the holder shows it here. It can't prove what has
 * happened since: `verifyLicense` asks the chain. Keep `nonce` until the end of `until` to refuse a second showing.
 */
export function verifyCertificate(shown: LicenceCertificate, check: CertificateCheck): CertifiedLicence {
  const { now } = check;
  const own = readOwn(shown.certificate);
  checkPlace(own, check.genesisHash);
  if (own.Audience !== check.audience)
    throw refuse('OtherAudience', `the certificate was made for ${own.Audience}, not for ${check.audience}`);
  if (check.dataset !== undefined && own.Dataset !== check.dataset.toBase58())
    throw refuse('OtherDataset', 'the certificate is about another dataset, or another version of it');
  if (check.use !== undefined && own.Use !== check.use)
    throw refuse('UseNotGranted', `the certificate is for the use "${own.Use}"`);
  const until = checkLife(own, now, CERTIFICATE_SECS, 'certificate');
  const result: CertifiedLicence = {
    mint: keyOf(own.Licence),
    dataset: keyOf(own.Dataset),
    holder: keyOf(own.Wallet),
    use: own.Use as Use,
    purpose: own.Purpose,
    nonce: own.Nonce,
    termsHash: own.Terms,
    until,
  };
  if (check.holderOnly === true && shown.attestation === undefined) return result;
  return { ...result, ...checkAttestation(shown, own, check, until) };
}

function checkAttestation(
  { certificate, attestation, mandate }: LicenceCertificate,
  own: Values<'Licence' | 'Dataset' | 'Wallet' | 'Terms' | 'Use'>,
  { now, genesisHash, maxAgeSecs = ATTESTATION_SECS }: CertificateCheck,
  until: bigint,
): Pick<CertifiedLicence, 'until' | 'attested'> {
  if (attestation === undefined || mandate === undefined)
    throw refuse(
      'NotAttested',
      "nobody but the holder says so: ask for one with the publisher's attestation, or ask the chain",
    );
  const said = ATTESTATION.read(attestation.text);
  checkSigned(attestation, said.Service, 'service');
  checkPlace(said, genesisHash);
  const same =
    said.Certificate === fingerprint(certificate.text) &&
    said.Licence === own.Licence &&
    said.Dataset === own.Dataset &&
    said.Holder === own.Wallet &&
    said.Terms === own.Terms;
  if (!same) throw refuse('OtherCertificate', 'the attestation is about another certificate');
  if (!said.Uses.split(' ').includes(own.Use))
    throw refuse('UseNotGranted', 'the terms of the licence do not grant this use');
  const readAt = secondsOf(said.Read);
  const age = checkLife({ Issued: said.Read, Expires: said.Expires }, now, ATTESTATION_SECS, 'attestation');
  if (now - readAt > maxAgeSecs)
    throw refuse('TooOld', `the chain was read at ${said.Read}: ask for a newer attestation`);
  const over = said.Over === NEVER ? until : secondsOf(said.Over);
  if (said.Over !== NEVER && now >= over) throw refuse('CertificateExpired', 'the licence has expired');
  if (!/^\d{1,15}$/.test(said.Slot)) throw refuse('BadText', 'the slot is no number');

  const given = MANDATE.read(mandate.text);
  checkSigned(mandate, given.Publisher, 'publisher');
  checkPlace(given, genesisHash);
  if (given.Service !== said.Service) throw refuse('NotMandated', 'the publisher has named another service');
  const mandated = checkLife(given, now, MANDATE_SECS, 'mandate');
  const publisher = keyOf(given.Publisher);
  // The address of a dataset is made of its publisher: nobody else can have it.
  if (!datasetPda(titlePda(publisher, BigInt(mandate.datasetNonce))).equals(keyOf(own.Dataset)))
    throw refuse('NotPublisher', 'who signed the mandate is not the publisher of this dataset');
  return {
    until: least(until, age, over, mandated),
    attested: { publisher, service: keyOf(said.Service), slot: BigInt(said.Slot), readAt },
  };
}

/** Longest life of a mandate: a year and a day, seconds. */
export const MANDATE_SECS = 366n * 86_400n;

/** What a service reads off a certificate it is asked to attest; checks the holder's signature, place and life. */
export function readCertificate(
  shown: LicenceCertificate,
  { now, genesisHash }: { now: bigint; genesisHash: string },
): { mint: PublicKey; holder: PublicKey; use: Use } {
  const own = readOwn(shown.certificate);
  checkPlace(own, genesisHash);
  checkLife(own, now, CERTIFICATE_SECS, 'certificate');
  return { mint: keyOf(own.Licence), holder: keyOf(own.Wallet), use: own.Use as Use };
}

/** Who a mandate names, with its signature checked. Throws `BadText`, `BadSignature`, `OtherCluster`, `CertificateExpired`. */
export function readMandate(
  mandate: Signed,
  { now, genesisHash }: { now: bigint; genesisHash: string },
): { publisher: PublicKey; service: PublicKey; until: bigint } {
  const given = MANDATE.read(mandate.text);
  checkSigned(mandate, given.Publisher, 'publisher');
  checkPlace(given, genesisHash);
  const until = checkLife(given, now, MANDATE_SECS, 'mandate');
  return { publisher: keyOf(given.Publisher), service: keyOf(given.Service), until };
}
