/** `@tagger/client/keys`: who can read what. age files, identities from wallets, keys delivered through the chain. */
export { TaggerClientError } from '../clientError.ts';
export { datasetCommitment, datasetIdentity, deliveryKey, newDatasetSecret } from './delivery.ts';
export {
  passKey,
  PROOF_BYTES,
  unwrapKey,
  verifyWrap,
  WRAP_BYTES,
  wrapKey,
  type Delivery,
  type Wrap,
} from './delivery.ts';
export { passOnKey, verifyHandover, type Handover } from './delivery.ts';
export { exportIdentity, generateIdentity, Identity, identityFromAge, importIdentity } from './identity.ts';
export { openText, sealBytes } from './passphrase.ts';
export { decryptBytes, decryptStream, encryptBytes, encryptStream } from './streams.ts';
export { identityFromWallet, keyMessage, seedWallet, type KeyDomain, type KeyWallet } from './wallet.ts';
