/** What a bot earned goes to its wallet once that is worth the fee. */
import { createAssociatedTokenAccountIdempotentInstruction } from '@solana/spl-token';
import { fetchMember, withdrawBalance, type ChainClock } from '@tagger/client';
import type { Kit } from './run.ts';

/** Withdraws the whole balance from `least` base units on. Returns how many transactions it took. */
export async function withdraw(kit: Kit, least: bigint, clock: ChainClock): Promise<number> {
  const { chain, wallet, log } = kit;
  const member = await fetchMember(chain.connection, wallet.publicKey);
  if (member === null || member.balance === 0n || member.balance < least) return 0;
  const { tagMint } = await chain.config();
  const { publicKey, tokens } = wallet;
  const amount = member.balance;
  const pay = withdrawBalance({ wallet: publicKey, to: tokens, tagMint, amount });
  const missing = (await chain.connection.getAccountInfo(tokens)) === null;
  const account = createAssociatedTokenAccountIdempotentInstruction(publicKey, tokens, publicKey, tagMint);
  await wallet.push(missing ? [account, pay] : [pay], clock);
  log.info({ amount }, kit.dryRun ? 'would have withdrawn' : 'withdrawn');
  return 1;
}
