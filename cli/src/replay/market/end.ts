/** Takes the market apart: licence burnt, shares taken and given up, dataset closed. What is left is the title, the publisher's. */
import {
  burnLicense,
  closeDataset,
  closeOffer,
  fetchDataset,
  fetchLicense,
  fetchOffer,
  leaveDataset,
  fetchSeat,
  send,
  takeRevenue,
  withdrawDataset,
} from '@tagger/client';
import { pool } from '../../pool.ts';
import { datasetOf, licenceOf, type Market } from './run.ts';

export async function endMarket(m: Market): Promise<void> {
  const { connection, requester, task, treasury, tagMint, progress } = m;
  const me = requester.wallet;
  const publisher = me.publicKey;
  const [address, mint] = [datasetOf(m), licenceOf(m)];
  const license = await fetchLicense(connection, mint);
  const owner = m.buyers.find(({ wallet }) => license?.holder.equals(wallet.publicKey) === true)?.wallet;
  if (license !== null && owner !== undefined) {
    const { holder, rentPayer } = license;
    await send(connection, [burnLicense({ caller: holder, mint, holder, rentPayer })], [owner]);
  }
  const dataset = await fetchDataset(connection, address);
  if (dataset === null) return;
  progress.phase('market: leave the dataset', m.contributors.length);
  await pool(m.contributors, 12, async ({ wallet }) => {
    const seat = await fetchSeat(connection, task, wallet.publicKey);
    if (seat !== null) {
      const { rentPayer } = seat;
      await send(connection, [leaveDataset({ wallet: wallet.publicKey, dataset: address, task, rentPayer })], [wallet]);
    }
    progress.step();
  });
  if (dataset.withdrawn === 0) await send(connection, [withdrawDataset({ publisher, dataset: address })], [me]);
  const offer = await fetchOffer(connection, address, 0);
  if (offer !== null)
    await send(
      connection,
      [closeOffer({ caller: publisher, dataset: address, index: 0, rentPayer: offer.rentPayer })],
      [me],
    );
  const closing = closeDataset({ dataset: address, publisher, task, rentPayer: dataset.rentPayer });
  // The units nobody could claim become a fee first, so closing may take two turns.
  for (;;) {
    const left = await fetchDataset(connection, address);
    if (left === null) return;
    const due = left.publisherDue + left.feesDue > 0n;
    const take = takeRevenue({ dataset: address, publisher, treasury, tagMint });
    await send(connection, [due ? take : closing], [me]);
  }
}
