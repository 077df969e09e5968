/** What a wallet gives back is compared with what it was asked before anybody sends or believes it: a wallet is a stranger's program. */
import type { VersionedTransaction } from '@solana/web3.js';
import type { WalletAccount } from '@wallet-standard/base';
import type { Chain } from '../chain/door.ts';
import type { Cluster } from '../network/network.ts';
import { text } from '../text/index.ts';

/** The network's name in the wallet standard. */
export const chainName = (cluster: Cluster): `solana:${string}` =>
  `solana:${cluster === 'mainnet-beta' ? 'mainnet' : cluster}`;

/** Of a wallet, before it is asked: its address is its key, and the account is one of this network. Throws `WrongAccount`. */
export function checkAccount(chain: Chain, { address, publicKey, chains }: WalletAccount): void {
  const { client, network, PublicKey } = chain;
  if (new PublicKey(Uint8Array.from(publicKey)).toBase58() !== address)
    throw new client.TaggerClientError('WrongAccount', text.actions.noAddress);
  if (!chains.includes(chainName(network.cluster)))
    throw new client.TaggerClientError('WrongAccount', text.actions.otherChain);
}

/**
 * Our own transaction with the wallet's signature in it, whatever else it gave back. Throws `WalletSignsOther` where the message is not
 * byte for byte the one that was shown, where other signatures were touched, and where the wallet's own does not fit.
 */
export async function withSignature(
  { client, PublicKey }: Chain,
  asked: VersionedTransaction,
  answer: unknown,
  address: string,
): Promise<VersionedTransaction> {
  const [{ VersionedTransaction }, { ed25519 }] = await Promise.all([
    import('@solana/web3.js'),
    import('@noble/curves/ed25519'),
  ]);
  const message = asked.message.serialize();
  const wallet = new PublicKey(address);
  const place = asked.message.staticAccountKeys.findIndex((key) => key.equals(wallet));
  try {
    const given = VersionedTransaction.deserialize(bytesOf(answer, 'signedTransaction'));
    const others = given.signatures.every((own, at) => at === place || same(own, asked.signatures[at]));
    const own = given.signatures[place];
    const fits = own !== undefined && ed25519.verify(own, message, wallet.toBytes(), { zip215: false });
    if (same(given.message.serialize(), message) && others && fits) {
      asked.addSignature(wallet, own);
      return asked;
    }
  } catch {
    // Said below: what can't be read is not what was asked for.
  }
  throw new client.TaggerClientError('WalletSignsOther', text.actions.otherTransaction);
}

/** The signature of a text, 64 bytes. Throws `WalletSignsOther` where it is none of exactly this text by this key. */
export async function signatureOf(answer: unknown, message: Uint8Array, publicKey: Uint8Array): Promise<Uint8Array> {
  const [{ ed25519 }, { TaggerClientError }] = await Promise.all([
    import('@noble/curves/ed25519'),
    import('@tagger/client/keys'),
  ]);
  try {
    const signature = bytesOf(answer, 'signature');
    if (ed25519.verify(signature, message, publicKey, { zip215: false })) return signature;
  } catch {
    // Said below.
  }
  throw new TaggerClientError('WalletSignsOther', text.actions.otherText);
}

/** The bytes of the one answer there is. Throws where there are none. */
function bytesOf(answer: unknown, name: 'signedTransaction' | 'signature'): Uint8Array {
  const [first] = answer as readonly Record<string, unknown>[];
  const bytes = first?.[name];
  if (!ArrayBuffer.isView(bytes)) throw new TypeError('no bytes');
  return Uint8Array.from(bytes as Uint8Array);
}

const same = (a: Uint8Array, b: Uint8Array | undefined): boolean =>
  b !== undefined && a.length === b.length && a.every((byte, at) => byte === b[at]);
