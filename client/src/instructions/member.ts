/** Instructions of a member. Amounts in base units of TAG. Each returns one instruction and sends nothing. */
import { PublicKey, type TransactionInstruction } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import {
  configPda,
  escrowTokensPda,
  escrowVaultPda,
  memberPda,
  seatPda,
  stakeTokensPda,
  stakeVaultPda,
} from '../pda.ts';

/** `payer` pays the rent and gets it back when the member account is closed. */
export function createMember(a: { wallet: PublicKey; payer?: PublicKey }): TransactionInstruction {
  const { wallet, payer = wallet } = a;
  return buildInstruction('createMember', { payer, wallet, member: memberPda(wallet) }, {});
}

export function closeMember(a: { wallet: PublicKey; rentPayer?: PublicKey }): TransactionInstruction {
  const { wallet, rentPayer = wallet } = a;
  return buildInstruction('closeMember', { wallet, member: memberPda(wallet), rentPayer }, {});
}

/** Lends claim, commit and reveal to `session` until the unix second `until`; without a session the key is withdrawn. */
export function setSession(a: { wallet: PublicKey; session?: PublicKey; until?: bigint }): TransactionInstruction {
  const { wallet, session = PublicKey.default, until = 0n } = a;
  return buildInstruction('setSession', { wallet, config: configPda(), member: memberPda(wallet) }, { session, until });
}

/** Names the key others encrypt for the wallet with (32 bytes, `deliveryKey` of `@tagger/client/keys`); without one it is taken away. */
export function setKey(a: { wallet: PublicKey; key?: Uint8Array }): TransactionInstruction {
  const { wallet, key = new Uint8Array(32) } = a;
  return buildInstruction('setKey', { wallet, member: memberPda(wallet) }, { key: [...key] });
}

/** Asks for pushed payouts to a TAG account of the wallet; without one the wish is withdrawn. */
export function setPayout(a: { wallet: PublicKey; payout?: PublicKey }): TransactionInstruction {
  const { wallet, payout = null } = a;
  return buildInstruction('setPayout', { wallet, config: configPda(), member: memberPda(wallet), payout }, {});
}

export function stake(a: {
  wallet: PublicKey;
  from: PublicKey;
  tagMint: PublicKey;
  amount: bigint;
}): TransactionInstruction {
  const { wallet, from, tagMint, amount } = a;
  const vault = { stakeVault: stakeVaultPda(), stakeTokens: stakeTokensPda() };
  return buildInstruction(
    'stake',
    { wallet, config: configPda(), member: memberPda(wallet), ...vault, from, tagMint },
    { amount },
  );
}

export function unstake(a: { wallet: PublicKey; amount: bigint }): TransactionInstruction {
  const { wallet, amount } = a;
  return buildInstruction('unstake', { wallet, config: configPda(), member: memberPda(wallet) }, { amount });
}

/** Pays all cooled-down stake to `to`. */
export function withdrawStake(a: { wallet: PublicKey; to: PublicKey; tagMint: PublicKey }): TransactionInstruction {
  const { wallet, to, tagMint } = a;
  const vault = { stakeVault: stakeVaultPda(), stakeTokens: stakeTokensPda() };
  return buildInstruction(
    'withdrawStake',
    { wallet, config: configPda(), member: memberPda(wallet), ...vault, to, tagMint },
    {},
  );
}

export function withdrawBalance(a: {
  wallet: PublicKey;
  to: PublicKey;
  tagMint: PublicKey;
  amount: bigint;
}): TransactionInstruction {
  const { wallet, to, tagMint, amount } = a;
  const vault = { escrowVault: escrowVaultPda(), escrowTokens: escrowTokensPda() };
  return buildInstruction(
    'withdrawBalance',
    { wallet, config: configPda(), member: memberPda(wallet), ...vault, to, tagMint },
    { amount },
  );
}

/** Takes a seat and locks `bond`; naming the hash of the rules is agreeing to them. */
export function joinTask(a: {
  wallet: PublicKey;
  payer?: PublicKey;
  task: PublicKey;
  rulesHash: Uint8Array;
  bond: bigint;
}): TransactionInstruction {
  const { wallet, payer = wallet, task, bond } = a;
  const own = { member: memberPda(wallet), seat: seatPda(task, wallet) };
  return buildInstruction(
    'joinTask',
    { payer, wallet, config: configPda(), task, ...own },
    { rulesHash: [...a.rulesHash], bond },
  );
}

export function addBond(a: { wallet: PublicKey; task: PublicKey; amount: bigint }): TransactionInstruction {
  const { wallet, task, amount } = a;
  return buildInstruction('addBond', { wallet, member: memberPda(wallet), seat: seatPda(task, wallet) }, { amount });
}

/** Gives a seat up; after the task's end `caller` may be anyone. */
export function leaveTask(a: {
  wallet: PublicKey;
  caller?: PublicKey;
  task: PublicKey;
  rentPayer?: PublicKey;
}): TransactionInstruction {
  const { wallet, caller = wallet, task, rentPayer = wallet } = a;
  return buildInstruction(
    'leaveTask',
    { caller, task, member: memberPda(wallet), seat: seatPda(task, wallet), rentPayer },
    {},
  );
}
