/** Balances that members asked to be sent to their token accounts. */
import { PublicKey } from '@solana/web3.js';
import type { ChainClock } from '../clock.ts';
import { pushPayouts } from '../instructions/crank.ts';
import type { MemberAccount } from '../types.ts';
import { Findings, type Due } from './moment.ts';

/** A payout is due from `least` base units on: pushing dust would cost whoever pushes more than it is worth. */
export function dueOnMember(
  member: Pick<MemberAccount, 'wallet' | 'payout' | 'balance'>,
  least: bigint,
  clock: ChainClock,
): Due {
  const found = new Findings(clock);
  const { wallet, payout, balance } = member;
  if (payout.equals(PublicKey.default) || balance === 0n || balance < least) return found;
  found.steps.push({
    what: 'pushPayouts',
    key: `pushPayouts ${wallet.toBase58()} ${balance}`,
    build: () => pushPayouts({ payees: [{ wallet, payout }] }),
  });
  return found;
}
