/** A purchase and the delivery of its key. */
import {
  buyLicense,
  createMember,
  deliverKey,
  fetchLicense,
  fetchMember,
  fetchOffer,
  licensePda,
  LICENCE_STATES,
  PROGRAM_ID,
  send,
  setKey,
} from '@tagger/client';
import { datasetCommitment, deliveryKey, wrapKey } from '@tagger/client/keys';
import { datasetOf, licenceOf, NONCE, secretOf, type Buyer, type Market } from './run.ts';

/** Becomes a member who can be given keys. */
export async function prepare({ connection }: Market, { wallet, identity }: Buyer): Promise<void> {
  const key = wallet.publicKey;
  if ((await fetchMember(connection, key)) !== null) return;
  await send(
    connection,
    [createMember({ wallet: key }), setKey({ wallet: key, key: deliveryKey(identity) })],
    [wallet],
  );
}

export async function buy(m: Market): Promise<void> {
  const { connection, buyers, tagMint, progress, requester } = m;
  const [buyer] = buyers;
  const [dataset, mint] = [datasetOf(m), licenceOf(m)];
  progress.phase('market: buy', 2);
  await prepare(m, buyer);
  if ((await fetchLicense(connection, mint)) === null) {
    const found = await fetchOffer(connection, dataset, 0);
    if (found === null) throw new Error('the offer did not appear: run the command again');
    const { terms, price } = found;
    const { publicKey } = buyer.wallet;
    const purchase = {
      buyer: publicKey,
      dataset,
      index: 0,
      nonce: NONCE,
      most: price,
      terms,
      from: buyer.tokens,
      tagMint,
    };
    await send(connection, [buyLicense(purchase)], [buyer.wallet]);
  }
  progress.step();
  const license = await fetchLicense(connection, mint);
  if (license !== null && LICENCE_STATES[license.state] === 'pending') {
    const made = wrapKey(secretOf(m), {
      programId: PROGRAM_ID.toBytes(),
      account: licensePda(mint).toBytes(),
      commitment: datasetCommitment(secretOf(m)),
      recipient: Uint8Array.from(license.recipient),
    });
    await send(connection, [deliverKey({ dataset, mint, holder: license.holder, ...made })], [requester.wallet]);
  }
  progress.step();
}
