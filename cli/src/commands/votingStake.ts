/** `tagger governance lock|unlock|delegate`: stake that votes, and who casts it. */
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  closeVoter,
  createVoter,
  dayOf,
  fetchClock,
  fetchVoter,
  formatTag,
  lockVotes,
  send,
  setDelegate,
  TaggerClientError,
  unlockVotes,
} from '@tagger/client';
import { contextOf, onCluster, type ClusterFlags } from '../context.ts';
import { keyOption, tagOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { stakeMissing } from '../stakeMissing.ts';
import { when } from '../time.ts';

export function addVotingStake(governance: Command): void {
  onCluster(
    governance
      .command('lock <tag>')
      .description('lock stake as votes, staking what is missing: they count from the next day (UTC) on'),
  ).action((amount: string, flags: ClusterFlags) => guarded(flags.json, () => lock(tagOption(amount), flags)));
  onCluster(
    governance
      .command('unlock')
      .description(
        'turn votes back into stake, once no vote they were cast in can go on; all of them closes the account',
      ),
  )
    .option('--amount <tag>', 'TAG; default everything', tagOption)
    .action((flags: ClusterFlags & { amount?: bigint }) => guarded(flags.json, () => unlock(flags)));
  onCluster(
    governance
      .command('delegate [wallet]')
      .description('let another wallet cast your votes; without one, take that back. Your own ballot stands above his'),
  ).action((wallet: string | undefined, flags: ClusterFlags) =>
    guarded(flags.json, () => delegate(wallet === undefined ? undefined : keyOption(wallet), flags)),
  );
}

async function lock(amount: bigint, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const key = wallet.publicKey;
  const first = (await fetchVoter(connection, key)) === null ? [createVoter({ wallet: key })] : [];
  const { instructions, staked } = await stakeMissing(connection, key, amount);
  await send(connection, [...instructions, ...first, lockVotes({ wallet: key, amount })], [wallet], options);
  const tomorrow = BigInt(dayOf((await fetchClock(connection)).seconds) + 1) * 86_400n;
  print(
    flags.json,
    { locked: amount, staked, countsFrom: tomorrow },
    `${flags.dryRun ? 'would lock' : 'locked'} ${formatTag(amount)} TAG, ${formatTag(staked)} of it newly staked: they count in votes opened from ${when(tomorrow)} on`,
  );
}

async function unlock(flags: ClusterFlags & { amount?: bigint }): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const key = wallet.publicKey;
  const voter = await fetchVoter(connection, key);
  if (voter === null) throw new TaggerClientError('NoVotes', 'you have no votes: `tagger governance lock` first');
  const amount = flags.amount ?? voter.locked;
  const all = amount === voter.locked;
  const steps = [
    ...(amount > 0n ? [unlockVotes({ wallet: key, amount })] : []),
    ...(all ? [closeVoter({ wallet: key, rentPayer: voter.rentPayer })] : []),
  ];
  await send(connection, steps, [wallet], options);
  print(
    flags.json,
    { unlocked: amount, closed: all && !flags.dryRun },
    `${flags.dryRun ? 'would turn' : 'turned'} ${formatTag(amount)} TAG of votes back into active stake`,
  );
}

async function delegate(to: PublicKey | undefined, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const change = setDelegate({ wallet: wallet.publicKey, ...(to && { delegate: to }) });
  await send(connection, [change], [wallet], options);
  const says = to === undefined ? 'nobody but you casts your votes' : `${to.toBase58()} may cast your votes`;
  print(flags.json, { delegate: to?.toBase58() ?? null }, flags.dryRun ? `then ${says}` : says);
}
