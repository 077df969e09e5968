/** Buying: membership and key if they are missing, and the purchase; the way back where no key comes. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { DatasetAccount, Keyed, OfferAccount } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { text } from '../text/index.ts';
import type { Licence } from './licences.ts';

/**
 * What a wallet lacks to be sent keys: membership, and the key made from its signature. Throws `OtherKey` where the member named another one, unless
 * it shall be replaced: what was encrypted for that one needs it.
 */
export async function readyForKeys(
  { client, connection }: Chain,
  wallet: PublicKey,
  vault: VaultState,
  replace = false,
): Promise<TransactionInstruction[]> {
  const member = await client.fetchMember(connection, wallet);
  const { deliveryKey } = await import('@tagger/client/keys');
  const key = deliveryKey(await vault.identity());
  if (member !== null && member.key.every((byte, at) => byte === key[at])) return [];
  if (!replace && member?.key.some((byte) => byte !== 0) === true)
    throw new client.TaggerClientError('OtherKey', text.licences.otherKey);
  const own = client.setKey({ wallet, key });
  return member === null ? [client.createMember({ wallet }), own] : [own];
}

/**
 * The first number of a purchase that is free: two windows, or a page that was reloaded, take the same one, and the program
 * refuses the second purchase.
 */
async function freeNonce({ client, connection }: Chain, dataset: PublicKey, buyer: PublicKey): Promise<bigint> {
  for (let first = 1n; ; first += 50n) {
    const nonces = Array.from({ length: 50 }, (_, at) => first + BigInt(at));
    const infos = await connection.getMultipleAccountsInfo(
      nonces.map((nonce) => client.licenceMintPda(dataset, buyer, nonce)),
    );
    const at = infos.findIndex((info) => info === null);
    if (at >= 0) return nonces[at]!;
  }
}

export interface Purchase {
  instructions: TransactionInstruction[];
  mint: PublicKey;
}

/** `list` are the wallets that may buy, of an offer for named buyers, as the publisher wrote them. Throws `NotNamed`. */
export async function purchase(
  chain: Chain,
  buyer: PublicKey,
  vault: VaultState,
  { dataset, index, price, terms, allowed }: Keyed<OfferAccount>,
  list?: string,
): Promise<Purchase> {
  const { client } = chain;
  const [ready, nonce, { tagMint }, from] = await Promise.all([
    readyForKeys(chain, buyer, vault),
    freeNonce(chain, dataset, buyer),
    chain.config(),
    chain.tokensOf(buyer),
  ]);
  const path = isNamed({ allowed }) ? pathOf(chain, list ?? '', buyer) : undefined;
  const wanted = client.buyLicense({ buyer, dataset, index, nonce, most: price, terms, path, from, tagMint });
  return { instructions: [...ready, wanted], mint: client.licenceMintPda(dataset, buyer, nonce) };
}

/** Only wallets on a list may take it. */
export const isNamed = ({ allowed }: Pick<OfferAccount, 'allowed'>): boolean => allowed.some((byte) => byte !== 0);

/** The wallet's path in the tree over all that are named (`Offer.allowed`): leaves in the order of the list, the last of an odd level goes up. */
function pathOf(chain: Chain, list: string, buyer: PublicKey): Uint8Array[] {
  const { client } = chain;
  const names = list.split(/\s+/).filter((line) => line !== '');
  let at = names.indexOf(buyer.toBase58());
  if (at < 0) throw new client.TaggerClientError('NotNamed', 'this wallet is not on the list: ask the publisher');
  let level = leavesOf(chain, names);
  const path: Uint8Array[] = [];
  while (level.length > 1) {
    const other = level[at ^ 1];
    if (other !== undefined) path.push(other);
    const above: Uint8Array[] = [];
    for (let left = 0; left < level.length; left += 2) {
      const right = level[left + 1];
      above.push(right === undefined ? level[left]! : client.buyerNode(level[left]!, right));
    }
    [level, at] = [above, at >> 1];
  }
  return path;
}

/** Throws `NotNamed` where a line is no address. */
function leavesOf({ client, PublicKey }: Chain, names: readonly string[]): Uint8Array[] {
  return names.map((name) => {
    try {
      return client.buyerLeaf(new PublicKey(name));
    } catch {
      throw new client.TaggerClientError(
        'NotNamed',
        `"${name.slice(0, 50)}" is no address: use the list as it was sent`,
      );
    }
  });
}

/** Gives a buyer back what he paid for a key that did not come. */
export const refund = (
  { client }: Chain,
  { mint, holder, rentPayer }: Licence,
  dataset: Keyed<DatasetAccount>,
): TransactionInstruction =>
  client.refundPurchase({ dataset: dataset.address, publisher: dataset.publisher, holder, mint, rentPayer });
