/** `tagger balance`, `stake`, `unstake` and `withdraw`: a member's own money. */
import { createAssociatedTokenAccountIdempotentInstruction, getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  fetchMember,
  formatTag,
  send,
  TaggerClientError,
  unstake,
  withdrawBalance,
  withdrawStake,
} from '@tagger/client';
import { contextOf, needConfig, onCluster, type ClusterFlags } from '../context.ts';
import { keyOption, tagOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { stakeMissing } from '../stakeMissing.ts';
import { when } from '../time.ts';

export function addMoney(program: Command): void {
  onCluster(program.command('balance').description("a member's stake and earnings"))
    .option('--wallet <address>', 'default: the wallet that signs', keyOption)
    .action((flags: ClusterFlags & { wallet?: PublicKey }) => guarded(flags.json, () => balance(flags)));
  onCluster(program.command('stake <tag>').description('become a member, if need be, and stake TAG')).action(
    (amount: string, flags: ClusterFlags) => guarded(flags.json, () => addStake(tagOption(amount), flags)),
  );
  onCluster(program.command('unstake').description('let active stake cool down; `withdraw --stake` pays it afterwards'))
    .option('--amount <tag>', 'TAG; default all that is active', tagOption)
    .action((flags: ClusterFlags & { amount?: bigint }) => guarded(flags.json, () => coolDown(flags)));
  onCluster(program.command('withdraw').description('pay earnings (or cooled-down stake) to the wallet'))
    .option('--amount <tag>', 'TAG; default everything', tagOption)
    .option('--stake', 'cooled-down stake instead of earnings', false)
    .action((flags: ClusterFlags & { amount?: bigint; stake: boolean }) => guarded(flags.json, () => withdraw(flags)));
}

async function balance(flags: ClusterFlags & { wallet?: PublicKey }): Promise<void> {
  const { connection, wallet } = contextOf(flags);
  const key = flags.wallet ?? wallet.publicKey;
  const member = await fetchMember(connection, key);
  if (member === null) throw new TaggerClientError('NoMember', `${key.toBase58()} is no member yet`);
  const { stakeActive, stakeLocked, stakeCooling, coolingUntil, earned, slashed } = member;
  const ready = stakeCooling > 0n ? ` (ready ${new Date(Number(coolingUntil) * 1000).toISOString()})` : '';
  print(
    flags.json,
    {
      wallet: key.toBase58(),
      balance: member.balance,
      stakeActive,
      stakeLocked,
      stakeCooling,
      coolingUntil,
      earned,
      slashed,
    },
    [
      `balance        ${formatTag(member.balance)} TAG`,
      `stake active   ${formatTag(stakeActive)} TAG`,
      `stake locked   ${formatTag(stakeLocked)} TAG`,
      `stake cooling  ${formatTag(stakeCooling)} TAG${ready}`,
      `earned so far  ${formatTag(earned)} TAG, slashed ${formatTag(slashed)} TAG`,
    ].join('\n'),
  );
}

async function addStake(amount: bigint, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const active = (await fetchMember(connection, wallet.publicKey))?.stakeActive ?? 0n;
  const { instructions } = await stakeMissing(connection, wallet.publicKey, active + amount);
  await send(connection, instructions, [wallet], options);
  const all = active + amount;
  print(
    flags.json,
    { staked: amount, stakeActive: all },
    `${flags.dryRun ? 'would stake' : 'staked'} ${formatTag(amount)} TAG: ${formatTag(all)} TAG are active`,
  );
}

async function coolDown(flags: ClusterFlags & { amount?: bigint }): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const key = wallet.publicKey;
  const before = await fetchMember(connection, key);
  if (before === null) throw new TaggerClientError('NoMember', `${key.toBase58()} is no member yet`);
  const amount = flags.amount ?? before.stakeActive;
  await send(connection, [unstake({ wallet: key, amount })], [wallet], options);
  const { coolingUntil } = (await fetchMember(connection, key)) ?? before;
  print(
    flags.json,
    { cooling: amount, coolingUntil },
    flags.dryRun
      ? `would let ${formatTag(amount)} TAG cool down`
      : `${formatTag(amount)} TAG cool down until ${when(coolingUntil)}`,
  );
}

async function withdraw(flags: ClusterFlags & { amount?: bigint; stake: boolean }): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { tagMint } = await needConfig(connection);
  const key = wallet.publicKey;
  const member = await fetchMember(connection, key);
  if (member === null) throw new TaggerClientError('NoMember', `${key.toBase58()} is no member yet`);
  const to = getAssociatedTokenAddressSync(tagMint, key);
  const amount = flags.stake ? member.stakeCooling : (flags.amount ?? member.balance);
  const pay = flags.stake
    ? withdrawStake({ wallet: key, to, tagMint })
    : withdrawBalance({ wallet: key, to, tagMint, amount });
  const account = createAssociatedTokenAccountIdempotentInstruction(key, to, key, tagMint);
  const { signature } = await send(connection, [account, pay], [wallet], options);
  const verb = flags.dryRun ? 'would pay' : 'paid';
  print(flags.json, { amount, to: to.toBase58(), signature }, `${verb} ${formatTag(amount)} TAG to ${to.toBase58()}`);
}
