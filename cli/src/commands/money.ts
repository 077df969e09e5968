/** `tagger balance` and `tagger withdraw`: a member's own money. */
import { createAssociatedTokenAccountIdempotentInstruction, getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import { fetchMember, formatTag, send, TaggerClientError, withdrawBalance, withdrawStake } from '@tagger/client';
import { contextOf, needConfig, onCluster, type ClusterFlags } from '../context.ts';
import { keyOption, tagOption } from '../options.ts';
import { guarded, print } from '../output.ts';

export function addMoney(program: Command): void {
  onCluster(program.command('balance').description("a member's stake and earnings"))
    .option('--wallet <address>', 'default: the wallet that signs', keyOption)
    .action((flags: ClusterFlags & { wallet?: PublicKey }) => guarded(flags.json, () => balance(flags)));
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
