/** `@tagger/client/licence`: who may use what: asked of the chain, shown offline, and keys for those who may. */
export { TaggerClientError } from '../clientError.ts';
export {
  attest,
  ATTESTATION_SECS,
  CERTIFICATE_SECS,
  MANDATE_SECS,
  parseCertificate,
  readCertificate,
  readMandate,
  signCertificate,
  signMandate,
  verifyCertificate,
} from './certificate.ts';
export type {
  CertificateCheck,
  CertificateRequest,
  CertifiedLicence,
  LicenceCertificate,
  Signed,
} from './certificate.ts';
export { readLicence, refused, REFUSALS, type LicenceFacts, type ReadOptions, type Refusal } from './facts.ts';
export {
  CERTIFICATE_PATH,
  KEY_PATH,
  KEY_REQUEST_SECS,
  KEY_STATEMENT,
  NONCE_PATH,
  readKeyRequest,
  writeKeyRequest,
} from './keyRequest.ts';
export type { KeyReply, KeyRequest, NonceReply } from './keyRequest.ts';
export { requestAttestation, requestKey, type KeyService } from './requestKey.ts';
export { readSignIn, writeSignIn, type ExpectedSignIn, type SignIn } from './siws.ts';
export { verifyStrict } from './strict.ts';
export {
  checkInForce,
  checkUse,
  usesOf,
  verifyLicense,
  type LicenceQuestion,
  type LicenceVerdict,
  type Use,
} from './verify.ts';
