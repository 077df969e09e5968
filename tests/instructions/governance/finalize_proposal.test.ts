import { expect } from 'chai';
import { CHOICE, domainAppendChange, finalizeProposal, PROPOSAL_STATUS, proposalTimes, quorumOf } from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import {
  electorate,
  opened,
  SHARES,
  theProposal,
  voted,
  voters,
  type Electorate,
  type Says,
} from '../../support/govern.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('finalize_proposal', () => {
  let world: World;
  let all: Electorate;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    all = await electorate(world);
    [stranger] = (await people(world, 1)) as [Actor];
    // Ten TAG more of votes, so that Cyd has a little less than a fifth.
    await voters(world, 1);
  });

  it('[attack 64] refuses until the second voting ends: VotingOpen; and twice: WrongProposalState', async () => {
    const motion = await opened(world, domainAppendChange('finalize'));
    const finalize = finalizeProposal({ proposal: motion.proposal });
    const { endsAt } = await theProposal(world, motion);
    await waitUntil(world, endsAt - 1n);
    await expectError(act(world, stranger, finalize), 'VotingOpen');
    await waitUntil(world, endsAt);
    await act(world, stranger, finalize);
    await expectError(act(world, stranger, finalize), 'WrongProposalState');
  });

  it('[attack 136] refuses a proposal of another version: WrongVersion', async () => {
    const motion = await opened(world, domainAppendChange('finalize'));
    await whilePatched(
      world,
      motion.proposal,
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, stranger, finalizeProposal({ proposal: motion.proposal })), 'WrongVersion');
      },
    );
  });

  const outcomes: [string, (all: Electorate) => Says[], keyof typeof PROPOSAL_STATUS][] = [
    ['half for, nobody else', ({ ann }) => [[ann, CHOICE.for]], 'succeeded'],
    [
      'three tenths for, one fifth against',
      ({ ben, cyd }) => [
        [ben, CHOICE.for],
        [cyd, CHOICE.against],
      ],
      'succeeded',
    ],
    [
      'three tenths for, half abstaining',
      ({ ann, ben }) => [
        [ann, CHOICE.abstain],
        [ben, CHOICE.for],
      ],
      'succeeded',
    ],
    [
      'three tenths for, half against',
      ({ ann, ben }) => [
        [ann, CHOICE.against],
        [ben, CHOICE.for],
      ],
      'defeated',
    ],
    [
      'half for and half against',
      ({ ann, ben, cyd }) => [
        [ann, CHOICE.for],
        [ben, CHOICE.against],
        [cyd, CHOICE.against],
      ],
      'defeated',
    ],
    ['half abstaining', ({ ann }) => [[ann, CHOICE.abstain]], 'defeated'],
    ['half against', ({ ann }) => [[ann, CHOICE.against]], 'defeated'],
    ['nobody', () => [], 'noQuorum'],
  ];
  for (const [what, ballots, status] of outcomes) {
    it(`writes down what the votes said: ${what} is ${status}`, async () => {
      const motion = await voted(world, domainAppendChange('finalize'), ballots(all));
      const sent = await act(world, stranger, finalizeProposal({ proposal: motion.proposal }));
      const event = eventOf(sent, 'proposalMoved');
      expect(event).to.include({ number: motion.number, status: PROPOSAL_STATUS[status], burnt: 0n, closed: false });
      const proposal = await theProposal(world, motion);
      expect(proposal).to.include({ status: PROPOSAL_STATUS[status] });
      const { executableFrom, expiresAt } = proposalTimes(proposal);
      expect([event.executableFrom, event.expiresAt]).to.deep.equal([executableFrom, expiresAt]);
    });
  }

  it('[attack 110] votes against do not help a minority over the quorum', async () => {
    const { cyd } = all;
    const motion = await voted(world, domainAppendChange('finalize'), [[cyd, CHOICE.for]]);
    const proposal = await theProposal(world, motion);
    expect(quorumOf(proposal) > SHARES.cyd).to.equal(true);
    await act(world, stranger, finalizeProposal({ proposal: motion.proposal }));
    expect(await theProposal(world, motion)).to.include({ status: PROPOSAL_STATUS.noQuorum, inFavour: SHARES.cyd });
  });
});
