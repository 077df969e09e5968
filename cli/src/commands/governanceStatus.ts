/** `tagger governance status`: rules of voting, a wallet's votes, and proposals with what they would change. */
import type { Command } from 'commander';
import { PublicKey } from '@solana/web3.js';
import {
  dayOf,
  domainsOf,
  fetchClock,
  fetchVoter,
  formatTag,
  listProposals,
  listVoters,
  weightAt,
  type ChainClock,
} from '@tagger/client';
import { contextOf, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { describeProposal, proposalText } from '../governance/describe.ts';
import { presentState } from '../governance/present.ts';
import { keyOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { lasting, when } from '../time.ts';

type StatusFlags = ClusterFlags & { wallet?: PublicKey };

export function addGovernanceStatus(governance: Command): void {
  onCluster(
    governance.command('status').description('rules of voting, your votes, and every proposal that is not closed'),
  )
    .option('--wallet <address>', 'whose votes; default: the wallet that signs', keyOption)
    .action((flags: StatusFlags) => guarded(flags.json, () => status(flags)));
}

async function status(flags: StatusFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection } = context;
  const key = flags.wallet ?? context.wallet.publicKey;
  const [present, clock, found] = await Promise.all([
    presentState(connection),
    fetchClock(connection),
    listProposals(connection),
  ]);
  const { params, locked } = present.governance;
  const own = await votesOf(context, key, clock);
  const proposals = found.map((proposal) => describeProposal(proposal, present));
  const domains = domainsOf(present.domains);
  const { reserved: _, ...rules } = params;
  print(
    flags.json,
    { rules, locked, own, domains, proposals },
    [
      `rules     deposit ${formatTag(params.deposit)} TAG; voting ${lasting(params.votingSecs)}, time lock ${lasting(params.timelockSecs)}, execution within ${lasting(params.executionSecs)}; quorum ${params.quorumBps / 100} %, at least ${formatTag(params.minQuorum)} TAG`,
      `votes     ${formatTag(locked)} TAG locked altogether`,
      `yours     ${formatTag(own.locked)} TAG locked, ${formatTag(own.weight)} count in a vote opened today${own.lockedUntil > clock.seconds ? `; bound until ${when(own.lockedUntil)}` : ''}`,
      ...(own.delegate === null ? [] : [`delegate  ${own.delegate} may cast them`]),
      ...own.castsFor.map((wallet) => `you may cast the votes of ${wallet}`),
      `domains   ${domains.map(({ name, retired }) => (retired ? `(${name})` : name)).join(', ')}`,
      ...proposals.map((proposal) => proposalText(proposal, clock)),
      ...(proposals.length === 0 ? ['no open proposals'] : []),
    ].join('\n'),
  );
}

async function votesOf({ connection }: Context, wallet: PublicKey, clock: ChainClock) {
  const [voter, trusting] = await Promise.all([
    fetchVoter(connection, wallet),
    listVoters(connection, { delegate: wallet }),
  ]);
  const delegate = voter === null || voter.delegate.equals(PublicKey.default) ? null : voter.delegate.toBase58();
  return {
    wallet: wallet.toBase58(),
    locked: voter?.locked ?? 0n,
    weight: voter === null ? 0n : (weightAt(voter, dayOf(clock.seconds)) ?? 0n),
    lockedUntil: voter?.lockedUntil ?? 0n,
    delegate,
    castsFor: trusting.map((principal) => principal.wallet.toBase58()),
  };
}
