/** `tagger share show|claim|leave`: what datasets owe those who made them. */
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import { claimShare, fetchSeat, formatTag, leaveDataset, send, shareDue, TaggerClientError } from '@tagger/client';
import { contextOf, onCluster, type ClusterFlags } from '../context.ts';
import { needDataset } from '../dataset/find.ts';
import { keyOption } from '../options.ts';
import { guarded, print } from '../output.ts';

interface ShareFlags extends ClusterFlags {
  wallet?: PublicKey;
}

export function addShare(program: Command): void {
  const share = program.command('share').description('your part of what a dataset you labelled or judged earns');
  const ofWallet = (command: Command): Command =>
    onCluster(command).option('--wallet <address>', 'whose; default the wallet that signs', keyOption);
  ofWallet(share.command('show <dataset>').description('labels accepted, and what they earned so far')).action(
    (dataset: string, flags: ShareFlags) => guarded(flags.json, () => show(keyOption(dataset), flags)),
  );
  ofWallet(share.command('claim <dataset>').description("anyone: a member's part to his balance")).action(
    (dataset: string, flags: ShareFlags) => guarded(flags.json, () => claim(keyOption(dataset), flags)),
  );
  onCluster(
    share.command('leave <dataset>').description('take what is due and give up the rest; the rent of the seat returns'),
  ).action((dataset: string, flags: ClusterFlags) => guarded(flags.json, () => leave(keyOption(dataset), flags)));
}

async function owed(dataset: PublicKey, flags: ShareFlags) {
  const { connection, wallet } = contextOf(flags);
  const owner = flags.wallet ?? wallet.publicKey;
  const found = await needDataset(connection, dataset);
  const { task, shares, votes } = found;
  const seat = await fetchSeat(connection, task, owner);
  if (seat === null)
    throw new TaggerClientError('NoSeat', `${owner.toBase58()} has no seat in the task of this dataset`);
  const { accepted, judged, revenue: taken } = seat;
  return { owner, task, accepted, shares, judged, votes, taken, due: shareDue(found, seat) };
}

async function show(dataset: PublicKey, flags: ShareFlags): Promise<void> {
  const { owner, accepted, shares, judged, votes, taken, due } = await owed(dataset, flags);
  const votesHeld = judged === 0 ? '' : `, ${judged} of ${votes} votes that became the verdict`;
  print(
    flags.json,
    { wallet: owner.toBase58(), accepted, shares, judged, votes, taken, due },
    `${accepted} of ${shares} accepted labels${votesHeld}: ${formatTag(taken)} TAG taken, ${formatTag(due)} TAG due`,
  );
}

async function claim(dataset: PublicKey, flags: ShareFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { owner, task, due } = await owed(dataset, flags);
  const { signature } = await send(connection, [claimShare({ dataset, task, wallet: owner })], [wallet], options);
  print(
    flags.json,
    { wallet: owner.toBase58(), amount: due, signature },
    `${flags.dryRun ? 'would send' : 'sent'} ${formatTag(due)} TAG to the balance of ${owner.toBase58()}`,
  );
}

async function leave(dataset: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { owner, task, due } = await owed(dataset, flags);
  const seat = await fetchSeat(connection, task, owner);
  const leaving = leaveDataset({ wallet: owner, dataset, task, rentPayer: seat?.rentPayer });
  const { signature } = await send(connection, [leaving], [wallet], options);
  print(
    flags.json,
    { wallet: owner.toBase58(), amount: due, signature },
    `${flags.dryRun ? 'would leave' : 'left'}: ${formatTag(due)} TAG`,
  );
}
