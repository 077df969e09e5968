/** What a wallet reads with: made from its own signature whenever it is needed, so that nothing has to be kept. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { fetchMember, PROGRAM_ID, setKey, TaggerClientError, type MemberAccount } from '@tagger/client';
import { deliveryKey, identityFromWallet, seedWallet, type Identity } from '@tagger/client/keys';
import type { Context } from './context.ts';

type Acting = Pick<Context, 'connection' | 'wallet'>;

export async function identityOf({ connection, wallet }: Acting): Promise<Identity> {
  const genesisHash = await connection.getGenesisHash();
  return identityFromWallet(seedWallet(wallet.secretKey), { genesisHash, programId: PROGRAM_ID.toBase58() });
}

export const keyOf = async (context: Acting): Promise<Uint8Array> => deliveryKey(await identityOf(context));

export const isKey = (key: ArrayLike<number>, of: Uint8Array): boolean => Buffer.from(Array.from(key)).equals(of);

/** Whether a member named a key at all. */
export const hasKey = ({ key }: Pick<MemberAccount, 'key'>): boolean => key.some((byte) => byte !== 0);

/** Names the wallet's key for a member who has none. Throws `OtherKey` where he named one that is not this wallet's. */
export async function keyMissing(
  context: Acting,
  member: Pick<MemberAccount, 'key'> | null,
): Promise<TransactionInstruction[]> {
  const own = deliveryKey(await identityOf(context));
  if (member === null || !hasKey(member)) return [setKey({ wallet: context.wallet.publicKey, key: own })];
  if (!isKey(member.key, own)) throw otherKey();
  return [];
}

export const otherKey = (): TaggerClientError =>
  new TaggerClientError(
    'OtherKey',
    "the key you named on chain is not the one of this wallet's signature, so nothing sent to it can be read here: `tagger key --replace` names yours",
  );

/** A wallet with the key it named and what opens what is encrypted for it. */
export interface Reading {
  self: { wallet: PublicKey; key: Uint8Array };
  identity: Identity;
}

/** The wallet as a reader. Throws `NoKey` and `OtherKey`. */
export async function readingAs(context: Acting): Promise<Reading> {
  const wallet = context.wallet.publicKey;
  const [identity, member] = await Promise.all([identityOf(context), fetchMember(context.connection, wallet)]);
  if (member === null || !hasKey(member))
    throw new TaggerClientError(
      'NoKey',
      'you named no key, so nobody could encrypt anything for you: run `tagger key`, and ask for the keys to be shared again',
    );
  const key = deliveryKey(identity);
  if (!isKey(member.key, key)) throw otherKey();
  return { self: { wallet, key }, identity };
}
