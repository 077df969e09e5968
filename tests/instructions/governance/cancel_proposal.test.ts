import { expect } from 'chai';
import {
  cancelProposal,
  CHOICE,
  domainAppendChange,
  executeProposal,
  governanceChange,
  paramsChange,
  PAUSE,
  pauseChange,
  PROPOSAL_STATUS,
  proposalTimes,
  unpause,
} from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import {
  electorate,
  executable,
  finalized,
  opened,
  theGovernance,
  theProposal,
  vote,
  type Electorate,
  type Motion,
} from '../../support/govern.ts';
import { waitUntil } from '../../support/time.ts';
import { act, rehearse, theConfig, theWorld, type World } from '../../support/world.ts';

describe('cancel_proposal', () => {
  let world: World;
  let all: Electorate;
  before(async () => {
    world = await theWorld();
    all = await electorate(world);
  });

  const byGuardian = ({ proposal }: Motion) => cancelProposal({ canceller: world.guardian.publicKey, proposal });
  const byProposer = ({ proposal, proposer }: Motion) => cancelProposal({ canceller: proposer.key, proposal });
  const aPause = pauseChange(PAUSE.tasks, 600);

  it('[attack 116] the guardian stops no other kind of proposal, however far it got: NotCanceller', async () => {
    const { params } = await theConfig(world);
    const { params: rules } = await theGovernance(world);
    for (const change of [domainAppendChange('cancel'), paramsChange(params), governanceChange(rules)]) {
      await expectError(act(world, world.guardian, byGuardian(await opened(world, change))), 'NotCanceller');
    }
    const passed = await executable(world, domainAppendChange('cancel'));
    await expectError(act(world, world.guardian, byGuardian(passed)), 'NotCanceller');
  });

  it('refuses strangers, voters and the admin: NotCanceller', async () => {
    const motion = await opened(world, aPause);
    for (const somebody of [all.ann.wallet, world.admin])
      await expectError(
        act(world, somebody, cancelProposal({ canceller: somebody.publicKey, proposal: motion.proposal })),
        'NotCanceller',
      );
  });

  it('the proposer takes back what nobody voted on: NotCanceller once somebody has', async () => {
    const motion = await opened(world, domainAppendChange('cancel'));
    const event = eventOf(await act(world, all.pat, byProposer(motion)), 'proposalMoved');
    expect(event).to.include({ status: PROPOSAL_STATUS.cancelled });
    await expectError(act(world, all.pat, byProposer(motion)), 'WrongProposalState');
    const wanted = await opened(world, domainAppendChange('cancel'));
    await vote(world, wanted, [all.cyd, CHOICE.abstain]);
    await expectError(act(world, all.pat, byProposer(wanted)), 'NotCanceller');
    await expectError(vote(world, motion, [all.cyd, CHOICE.for]), 'WrongProposalState');
  });

  it('[attack 110] the proposer does not save the deposit of an unwanted proposal once the vote is over: VotingClosed', async () => {
    const motion = await opened(world, domainAppendChange('cancel'));
    const { endsAt } = await theProposal(world, motion);
    await waitUntil(world, endsAt - 1n);
    await rehearse(world, all.pat, byProposer(motion));
    await waitUntil(world, endsAt);
    await expectError(act(world, all.pat, byProposer(motion)), 'VotingClosed');
  });

  it('the guardian stops a pause while it is voted on, and until it is executed', async () => {
    const early = await opened(world, aPause);
    await vote(world, early, [all.ann, CHOICE.for]);
    await act(world, world.guardian, byGuardian(early));
    expect(await theProposal(world, early)).to.include({ status: PROPOSAL_STATUS.cancelled });

    const late = await executable(world, aPause);
    await act(world, world.guardian, byGuardian(late));
    const execute = executeProposal({ proposal: late.proposal });
    await expectError(act(world, world.guardian, execute), 'WrongProposalState');
  });

  it('not afterwards: WrongProposalState once it is executed, ProposalExpired once it has expired', async () => {
    const done = await executable(world, aPause);
    await act(world, all.pat, executeProposal({ proposal: done.proposal }));
    await expectError(act(world, world.guardian, byGuardian(done)), 'WrongProposalState');
    await act(world, world.admin, unpause({ admin: world.admin.publicKey }));
    const left = await finalized(world, aPause);
    await waitUntil(world, proposalTimes(await theProposal(world, left)).expiresAt);
    await expectError(act(world, world.guardian, byGuardian(left)), 'ProposalExpired');
  });

  it('[attack 136] refuses a proposal of another version: WrongVersion', async () => {
    const motion = await opened(world, aPause);
    await whilePatched(
      world,
      motion.proposal,
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, world.guardian, byGuardian(motion)), 'WrongVersion');
      },
    );
  });
});
