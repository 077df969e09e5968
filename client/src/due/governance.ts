/** What anyone may push on proposals and ballots. */
import type { PublicKey } from '@solana/web3.js';
import type { ChainClock } from '../clock.ts';
import type { Keyed } from '../fetch.ts';
import { PROPOSAL_STATUS } from '../governance.ts';
import { closeBallot, closeProposal, executeProposal, finalizeProposal } from '../instructions/governance.ts';
import type { BallotAccount, ProposalAccount } from '../types.ts';
import { deadline, Findings, type Due } from './moment.ts';

/** What is due on a proposal: its count, its execution while there is time, its end. */
export function dueOnProposal(proposal: Keyed<ProposalAccount>, tagMint: PublicKey, clock: ChainClock): Due {
  const found = new Findings(clock);
  const { address, proposer, rentPayer, rules, graceSecs, slot, endsAt } = proposal;
  const at = (seconds: bigint): bigint => deadline(seconds, slot, graceSecs, clock);
  const close = {
    what: 'closeProposal',
    key: `closeProposal ${address.toBase58()}`,
    build: () => closeProposal({ proposal: address, proposer, rentPayer, tagMint }),
  } as const;
  const executable = endsAt + BigInt(rules.timelockSecs);
  const expires = executable + BigInt(rules.executionSecs);
  switch (proposal.status) {
    case PROPOSAL_STATUS.voting:
      found.from(at(endsAt), {
        what: 'finalizeProposal',
        key: `finalizeProposal ${address.toBase58()}`,
        build: () => finalizeProposal({ proposal: address }),
      });
      break;
    case PROPOSAL_STATUS.succeeded:
      if (clock.seconds < at(expires))
        found.from(at(executable), {
          what: 'executeProposal',
          key: `executeProposal ${address.toBase58()}`,
          build: () => executeProposal({ proposal: address }),
        });
      found.from(at(expires), close);
      break;
    default:
      found.steps.push(close);
  }
  return found;
}

/** What is due on a ballot: its end, once its vote can't go on. */
export function dueOnBallot(ballot: Keyed<BallotAccount>, clock: ChainClock): Due {
  const found = new Findings(clock);
  const { address, proposal, wallet, rentPayer } = ballot;
  found.from(ballot.closableFrom, {
    what: 'closeBallot',
    key: `closeBallot ${address.toBase58()}`,
    build: () => closeBallot({ proposal, wallet, rentPayer }),
  });
  return found;
}
