/** What a bot reads with: the identity its wallet's signature gives, as `tagger key` names it, so that nothing has to be kept. */
import type { TransactionInstruction } from '@solana/web3.js';
import { fetchMember, PROGRAM_ID, setKey, TaggerClientError, type MemberAccount } from '@tagger/client';
import { deliveryKey, identityFromWallet, type Identity } from '@tagger/client/keys';
import type { PayloadReader } from '@tagger/client/payload';
import type { Kit } from './run.ts';

type Reading = Pick<Kit, 'chain' | 'wallet'>;

export const isKey = (key: ArrayLike<number>, of: ArrayLike<number>): boolean =>
  key.length === of.length && Array.from(key).every((byte, at) => byte === of[at]);

const named = ({ key }: Pick<MemberAccount, 'key'>): boolean => key.some((byte) => byte !== 0);

/** The wallet's identity on its chain. */
export async function identityOf({ chain, wallet }: Reading): Promise<Identity> {
  const genesisHash = await chain.connection.getGenesisHash();
  return identityFromWallet(wallet.keyWallet(), { genesisHash, programId: PROGRAM_ID.toBase58() });
}

/** Names the wallet's key for a member who has none. Throws `OtherKey` where he named one this wallet's signature does not give. */
export async function keyMissing(
  kit: Reading,
  member: Pick<MemberAccount, 'key'> | null,
): Promise<TransactionInstruction[]> {
  const key = deliveryKey(await identityOf(kit));
  if (member === null || !named(member)) return [setKey({ wallet: kit.wallet.publicKey, key })];
  if (!isKey(member.key, key)) throw otherKey();
  return [];
}

/** The wallet as a reader. Throws `NoKey`, `OtherKey`. */
export async function readingAs(kit: Reading): Promise<{ self: PayloadReader; identity: Identity }> {
  const wallet = kit.wallet.publicKey;
  const [identity, member] = await Promise.all([identityOf(kit), fetchMember(kit.chain.connection, wallet)]);
  if (member === null || !named(member))
    throw new TaggerClientError('NoKey', 'this wallet named no key yet: nobody could encrypt anything for it');
  const key = deliveryKey(identity);
  if (!isKey(member.key, key)) throw otherKey();
  return { self: { wallet, key }, identity };
}

export const otherKey = (): TaggerClientError =>
  new TaggerClientError(
    'OtherKey',
    "the key named on chain is not the one of this wallet's signature: run `tagger key --replace` with its key file",
  );
