/** Proposals and rules of voting as commands print them. */
import {
  effectsOf,
  formatTag,
  PROPOSAL_STATUS,
  proposalTimes,
  quorumOf,
  type ChainClock,
  type Effect,
  type Keyed,
  type ProposalAccount,
} from '@tagger/client';
import { when } from '../time.ts';
import type { Present } from './changes.ts';

const STATUS = Object.keys(PROPOSAL_STATUS) as (keyof typeof PROPOSAL_STATUS)[];

export function describeProposal(proposal: Keyed<ProposalAccount>, present: Present) {
  const { number, proposer, inFavour, against, abstain, votes, deposit } = proposal;
  return {
    number,
    address: proposal.address.toBase58(),
    proposer: proposer.toBase58(),
    status: STATUS[proposal.status] ?? 'unknown',
    // Against the present values: what is executed or void already changes nothing.
    effects: effectsOf(proposal.change, present),
    votes,
    quorum: quorumOf(proposal),
    for: inFavour,
    against,
    abstain,
    deposit,
    ...proposalTimes(proposal),
  };
}

type Described = ReturnType<typeof describeProposal>;

/** One number that would change. */
export const effectText = ({ what, before, after }: Effect): string =>
  `  ${what}: ${before === '' ? 'none' : before} -> ${after}`;

export function proposalText(proposal: Described, clock: ChainClock): string {
  const { number, status, proposer, effects, votes, quorum, inFavour, against, abstain } = {
    ...proposal,
    inFavour: proposal.for,
  };
  return [
    `proposal ${number}  ${status}, by ${proposer}, deposit ${formatTag(proposal.deposit)} TAG`,
    ...effects.map(effectText),
    `  for ${formatTag(inFavour)}, against ${formatTag(against)}, abstaining ${formatTag(abstain)} TAG of ${formatTag(votes)}; ${formatTag(quorum)} for or abstaining are needed`,
    `  ${nextOf(proposal, clock.seconds)}`,
  ].join('\n');
}

function nextOf({ status, endsAt, executableFrom, expiresAt }: Described, now: bigint): string {
  if (status === 'voting')
    return now < endsAt ? `votes until ${when(endsAt)}` : 'voting is over: `tagger governance finalize`';
  if (status !== 'succeeded') return 'over: `tagger governance close`';
  if (now < executableFrom) return `may be executed from ${when(executableFrom)}`;
  return now < expiresAt
    ? `\`tagger governance execute\` until ${when(expiresAt)}`
    : 'was not executed in time: `tagger governance close`';
}
