/** What a transaction changes for one person, by its simulation: read before anybody signs. */
import type { AccountInfo, PublicKey, SimulatedTransactionAccountInfo } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';

/** Differences: lamports of the wallet; base units of TAG in the wallet, in the balance with Tagger, and staked. */
export interface Changes {
  lamports: bigint;
  wallet: bigint;
  balance: bigint;
  stake: bigint;
}

type Holdings = Changes;

/** The accounts that hold what is his, in the order `holdings` wants them. */
export function accountsOf({ client }: Chain, wallet: PublicKey, tokens: PublicKey): PublicKey[] {
  return [wallet, tokens, client.memberPda(wallet)];
}

/** Where the amount of a token account lies (SPL Token, `Account.amount`). */
const AMOUNT_AT = 64;

/** `found` as `accountsOf` names them; null for what is not there. */
export function holdings({ client }: Chain, found: readonly (AccountInfo<Buffer> | null)[]): Holdings {
  const [wallet, tokens, member] = found;
  const own = member == null ? undefined : client.decodeAccount('member', member);
  return {
    lamports: BigInt(wallet?.lamports ?? 0),
    wallet: tokens == null ? 0n : tokens.data.readBigUInt64LE(AMOUNT_AT),
    balance: own?.balance ?? 0n,
    stake: own === undefined ? 0n : own.stakeActive + own.stakeLocked + own.stakeCooling,
  };
}

/** An account of a simulation as a node would give it. */
export function asAccount(seen: SimulatedTransactionAccountInfo | null, owner: PublicKey): AccountInfo<Buffer> | null {
  if (seen === null || seen.lamports === 0) return null;
  return { ...seen, owner, data: Buffer.from(seen.data[0] ?? '', 'base64') };
}

export const difference = (before: Holdings, after: Holdings): Changes => ({
  lamports: after.lamports - before.lamports,
  wallet: after.wallet - before.wallet,
  balance: after.balance - before.balance,
  stake: after.stake - before.stake,
});
