import { expect } from 'chai';
import {
  CHOICE,
  configPda,
  domainAppendChange,
  domainRetireChange,
  domainsOf,
  domainsPda,
  executeProposal,
  fetchDomains,
  governanceChange,
  governancePda,
  paramsChange,
  pause,
  PAUSE,
  pauseChange,
  PROPOSAL_STATUS,
  proposalTimes,
  stake,
  unpause,
} from '@tagger/client';
import { parametersUpdate } from '../../support/admin.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import {
  electorate,
  enacted,
  executable,
  finalized,
  opened,
  theGovernance,
  theProposal,
  type Electorate,
  type Motion,
} from '../../support/govern.ts';
import { people, team } from '../../support/people.ts';
import { restartCluster, waitUntil } from '../../support/time.ts';
import { act, rehearse, theConfig, theWorld, type Actor, type World } from '../../support/world.ts';

describe('execute_proposal', () => {
  let world: World;
  let all: Electorate;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    all = await electorate(world);
    [stranger] = (await people(world, 1)) as [Actor];
  });

  const execute = ({ proposal }: Motion) => executeProposal({ proposal });
  const executing = (motion: Motion) => act(world, stranger, execute(motion));
  const update = async (change: Parameters<typeof parametersUpdate>[1]) =>
    act(world, world.admin, await parametersUpdate(world, change));

  it('refuses what is still voted on, and what was voted down: WrongProposalState', async () => {
    await expectError(executing(await opened(world, domainAppendChange('execute'))), 'WrongProposalState');
    const lost = await finalized(world, domainAppendChange('execute'), [[all.ann, CHOICE.against]]);
    await expectError(executing(lost), 'WrongProposalState');
  });

  it('[attack 136] refuses config, governance, domains and proposal of another version: WrongVersion', async () => {
    const motion = await executable(world, domainAppendChange('execute'));
    for (const account of [configPda(), governancePda(), domainsPda(), motion.proposal]) {
      await whilePatched(
        world,
        account,
        (data) => data.writeUInt8(2, 8),
        async () => {
          await expectError(executing(motion), 'WrongVersion');
        },
      );
    }
  });

  it('[attack 114] keeps to its window, to the second: TimelockRunning before, ProposalExpired after', async () => {
    const motion = await finalized(world, domainAppendChange('execute'));
    const { executableFrom, expiresAt } = proposalTimes(await theProposal(world, motion));
    await expectError(executing(motion), 'TimelockRunning');
    await waitUntil(world, executableFrom - 1n);
    await expectError(executing(motion), 'TimelockRunning');
    await waitUntil(world, executableFrom);
    await rehearse(world, stranger, execute(motion));
    await waitUntil(world, expiresAt - 1n);
    await rehearse(world, stranger, execute(motion));
    await waitUntil(world, expiresAt);
    await expectError(executing(motion), 'ProposalExpired');
  });

  it('a restart of the cluster moves the window by the grace', async () => {
    const motion = await finalized(world, domainAppendChange('execute'));
    const proposal = await theProposal(world, motion);
    const { executableFrom, expiresAt } = proposalTimes(proposal);
    const grace = BigInt(proposal.graceSecs);
    await restartCluster(world);
    try {
      await waitUntil(world, executableFrom + grace - 1n);
      await expectError(executing(motion), 'TimelockRunning');
      await waitUntil(world, expiresAt + grace - 1n);
      await rehearse(world, stranger, execute(motion));
      await waitUntil(world, expiresAt + grace);
      await expectError(executing(motion), 'ProposalExpired');
    } finally {
      await restartCluster(world, 0);
    }
  });

  it('makes new parameters, once: anybody may, and the revision goes on', async () => {
    const before = await theConfig(world);
    const params = { ...before.params, feeBps: 300, slashBurnBps: 4_000, maxPauseSecs: 200_000 };
    const motion = await executable(world, paramsChange(params));
    const sent = await executing(motion);
    expect(eventOf(sent, 'configChanged')).to.include({
      revision: before.revision + 1n,
      feeBpsBefore: before.params.feeBps,
      feeBps: 300,
    });
    expect(eventOf(sent, 'proposalMoved')).to.include({ status: PROPOSAL_STATUS.executed });
    const after = await theConfig(world);
    expect(after.params).to.deep.equal(params);
    // Nothing else of the config is a matter of this vote.
    for (const field of ['admin', 'pendingAdmin', 'guardian', 'treasury', 'tagMint', 'paused', 'pausedUntil'] as const)
      expect(String(after[field])).to.equal(String(before[field]));
    await expectError(executing(motion), 'WrongProposalState');
    await update(before.params);
  });

  it('[attack 112] puts all of a change in force or none of it', async () => {
    const { params, revision } = await theConfig(world);
    const motion = await executable(world, paramsChange({ ...params, feeBps: 250, minStake: 15_000_000n }));
    // Meanwhile the admin halved the stake: tripling it is too large, so the fee does not rise either.
    await update({ minStake: 5_000_000n });
    await expectError(executing(motion), 'ChangeTooLarge');
    expect((await theConfig(world)).params).to.deep.equal({ ...params, minStake: 5_000_000n });
    expect(await theProposal(world, motion)).to.include({ status: PROPOSAL_STATUS.succeeded });
    await update({ minStake: params.minStake });
    await executing(motion);
    expect(await theConfig(world)).to.include({ revision: revision + 3n });
    await update(params);
  });

  it('pauses entries, and the pause ends by itself', async () => {
    const motion = await executable(world, pauseChange(PAUSE.stake | PAUSE.claims, 3_600));
    const event = eventOf(await executing(motion), 'configChanged');
    expect(event.paused).to.equal(PAUSE.stake | PAUSE.claims);
    const [ann] = (await team(world, 1, 0n)) as [Actor];
    const entry = stake({ wallet: ann.key, from: ann.tokens, tagMint: world.tagMint, amount: 1n });
    await waitUntil(world, event.pausedUntil - 1n);
    await expectError(act(world, ann, entry), 'Paused');
    await waitUntil(world, event.pausedUntil);
    await act(world, ann, entry);
    await act(world, world.admin, unpause({ admin: world.admin.publicKey }));
  });

  it('[attack 116] a pause by vote never ends the one the guardian called meanwhile', async () => {
    const motion = await executable(world, pauseChange(PAUSE.tasks, 60));
    const called = pause({ guardian: world.admin.publicKey, entries: PAUSE.stake, seconds: 7_200 });
    const { pausedUntil } = eventOf(await act(world, world.admin, called), 'configChanged');
    expect(eventOf(await executing(motion), 'configChanged')).to.include({
      paused: PAUSE.stake | PAUSE.tasks,
      pausedUntil,
    });
    await act(world, world.admin, unpause({ admin: world.admin.publicKey }));
  });

  it('appends a domain and retires it; its place stays taken', async () => {
    const before = domainsOf((await fetchDomains(world.connection))!);
    await enacted(world, domainAppendChange('remote-sensing'));
    const place = before.length;
    const motion = await executable(world, domainRetireChange(place));
    const twin = await executable(world, domainRetireChange(place));
    const event = eventOf(await executing(motion), 'domainsChanged');
    expect([event.count, event.retired >> place]).to.deep.equal([place + 1, 1]);
    expect(domainsOf((await fetchDomains(world.connection))!)).to.deep.equal([
      ...before,
      { place, name: 'remote-sensing', retired: true },
    ]);
    // What was legal when it was opened is asked again.
    await expectError(executing(twin), 'NoSuchDomain');
    const { pat } = all;
    const again = async () => opened(world, domainAppendChange('remote-sensing'), pat);
    await expectError(again(), 'DomainExists');
  });

  it('changes the rules of voting for proposals opened afterwards; open ones keep theirs', async () => {
    const { params: rules } = await theGovernance(world);
    const changed = { ...rules, votingSecs: 259_200, quorumBps: 1_500, deposit: 15_000_000n };
    const motion = await executable(world, governanceChange(changed));
    const open = await opened(world, domainAppendChange('execute'));
    const event = eventOf(await executing(motion), 'governanceChanged');
    expect(event.params).to.deep.equal(changed);
    expect((await theProposal(world, open)).rules).to.deep.equal(rules);
    const later = await opened(world, domainAppendChange('execute'));
    const proposal = await theProposal(world, later);
    expect(proposal.rules).to.deep.equal(changed);
    expect([proposal.deposit, proposal.endsAt - proposal.openedAt]).to.deep.equal([15_000_000n, 259_200n]);
    await enacted(world, governanceChange(rules));
    expect((await theGovernance(world)).params).to.deep.equal(rules);
  });
});
