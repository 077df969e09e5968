/** Showing a licence, and checking one that is shown. */
import type { PublicKey } from '@solana/web3.js';
import type { KeyWallet } from '@tagger/client/keys';
import type { CertifiedLicence, LicenceVerdict, Use } from '@tagger/client/licence';
import type { Chain } from '../chain/door.ts';

/** The holder's certificate as a file, attested by a key service where one of this network does. Throws what `signCertificate` throws. */
export async function certify(
  chain: Chain,
  wallet: KeyWallet,
  wanted: { mint: PublicKey; audience: string; purpose: string; use: Use; days: number },
): Promise<{ json: string; attested: boolean }> {
  const { readLicence, signCertificate, requestAttestation } = await import('@tagger/client/licence');
  const { connection, network } = chain;
  const [facts, genesisHash] = await Promise.all([readLicence(connection, wanted.mint), connection.getGenesisHash()]);
  const { audience, purpose, use, days } = wanted;
  const lifeSecs = BigInt(days) * 86_400n;
  let made = await signCertificate(wallet, { facts, audience, purpose, use, genesisHash, now: facts.time, lifeSecs });
  for (const url of network.keyServices) {
    try {
      made = await requestAttestation({ url }, made);
      break;
    } catch {
      // Another service's dataset, or none that attests: the holder's word alone is a certificate, too.
    }
  }
  return { json: `${JSON.stringify(made, null, 2)}\n`, attested: made.attestation !== undefined };
}

/** What a certificate proves by itself. Throws what is wrong with it by name. */
export async function readShown(chain: Chain, json: string, audience: string): Promise<CertifiedLicence> {
  const { parseCertificate, verifyCertificate } = await import('@tagger/client/licence');
  const { client, connection } = chain;
  const [genesisHash, { seconds: now }] = await Promise.all([
    connection.getGenesisHash(),
    client.fetchClock(connection),
  ]);
  return verifyCertificate(parseCertificate(json), { now, audience, genesisHash, holderOnly: true });
}

/** What the chain says of it now. */
export const askChain = (
  { client, connection }: Chain,
  question: { mint: PublicKey; use: Use; holder?: PublicKey },
): Promise<LicenceVerdict> => client.verifyLicense(connection, question);
