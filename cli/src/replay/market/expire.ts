/** A year goes by; then the licence refuses to move, by our instruction and by any wallet's transfer. */
import type { TransactionInstruction } from '@solana/web3.js';
import { fetchClock, fetchLicense, send, sendLicence, transferLicense, translate } from '@tagger/client';
import { datasetOf, licenceOf, type Market } from './run.ts';

/** What the program answered; `none` where it moved. */
export interface Refusals {
  ours: string;
  wallet: string;
}

export async function untilExpired(m: Market): Promise<Refusals> {
  const { connection, progress, tagMint } = m;
  const [back, holder] = m.buyers;
  const mint = licenceOf(m);
  progress.phase('market: a year passes', 2);
  const license = await fetchLicense(connection, mint);
  if (license === null) throw new Error('the licence is gone before it expired');
  const missing = license.expiresAt - (await fetchClock(connection)).seconds;
  if (missing > 0n) await m.advance({ seconds: Number(missing) });
  progress.step();
  const [from, to] = [holder.wallet.publicKey, back.wallet.publicKey];
  const refusal = async (instructions: TransactionInstruction[]): Promise<string> => {
    try {
      await send(connection, instructions, [holder.wallet]);
      return 'none';
    } catch (error) {
      return translate(error).name;
    }
  };
  const approval = { holder: from, dataset: datasetOf(m), mint, to, price: 0n, from: holder.tokens, tagMint };
  const sending = await sendLicence(connection, { mint, from, to });
  const refusals = { ours: await refusal([transferLicense(approval)]), wallet: await refusal(sending) };
  progress.step();
  return refusals;
}
