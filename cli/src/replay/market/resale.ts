/** The buyer sells his licence on: somebody bids, he takes the bid and passes the key on, with a proof the program checks. */
import {
  acceptBid,
  bidLicense,
  closeTokens,
  fetchBid,
  fetchClock,
  fetchLicense,
  licensePda,
  PROGRAM_ID,
  send,
} from '@tagger/client';
import { passOnKey } from '@tagger/client/keys';
import { datasetOf, licenceOf, type Market } from './run.ts';
import { prepare } from './trade.ts';

/** Base units. */
export const BID = 8_000_000n;
const DAY = 86_400n;

export async function resell(m: Market): Promise<void> {
  const { connection, tagMint, progress } = m;
  const [seller, bidder] = m.buyers;
  const [dataset, mint] = [datasetOf(m), licenceOf(m)];
  progress.phase('market: sell on', 2);
  await prepare(m, bidder);
  const license = await fetchLicense(connection, mint);
  if (license === null) throw new Error('the licence is gone before it was sold on');
  const [holder, wallet] = [seller.wallet.publicKey, bidder.wallet.publicKey];
  const sold = !license.holder.equals(holder);
  if (!sold && (await fetchBid(connection, mint, wallet)) === null) {
    const until = (await fetchClock(connection)).seconds + DAY;
    const { terms } = license;
    const bid = { bidder: wallet, mint, price: BID, until, terms, from: bidder.tokens, tagMint };
    await send(connection, [bidLicense(bid)], [bidder.wallet]);
  }
  progress.step();
  const bid = await fetchBid(connection, mint, wallet);
  if (!sold && bid !== null) {
    const made = passOnKey(seller.identity, {
      programId: PROGRAM_ID.toBytes(),
      account: licensePda(mint).toBytes(),
      giver: Uint8Array.from(license.recipient),
      held: Uint8Array.from(license.wrap.flat()),
      recipient: Uint8Array.from(bid.recipient),
    });
    const accept = acceptBid({ holder, dataset, mint, bidder: wallet, least: BID, rentPayer: bid.rentPayer, ...made });
    await send(connection, [accept, closeTokens({ mint, holder, to: license.rentPayer })], [seller.wallet]);
  }
  progress.step();
}
