import { expect } from 'chai';
import {
  configPda,
  createProposal,
  dayOf,
  domainAppendChange,
  domainRetireChange,
  domainsPda,
  effectsOf,
  fetchDomains,
  fetchMember,
  governanceChange,
  governancePda,
  offsetOf,
  paramsChange,
  PAUSE,
  pauseChange,
  PROPOSAL_STATUS,
  proposalPda,
  send,
  type Change,
  type GovernanceParams,
  type Params,
} from '@tagger/client';
import { eventOf, EXISTS, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { electorate, opened, proposing, theGovernance, theProposal } from '../../support/govern.ts';
import { team } from '../../support/people.ts';
import { now } from '../../support/time.ts';
import { act, rehearse, theConfig, theWorld, type Actor, type World } from '../../support/world.ts';

describe('create_proposal', () => {
  let world: World;
  let pat: Actor;
  let params: Params;
  let rules: GovernanceParams;
  before(async () => {
    world = await theWorld();
    ({ pat } = await electorate(world));
    ({ params } = await theConfig(world));
    ({ params: rules } = await theGovernance(world));
  });

  const trying = async (change: Change): Promise<unknown> => rehearse(world, pat, await proposing(world, change));

  it('refuses a member who does not hold the deposit: NotEnoughStake', async () => {
    const [poor] = (await team(world, 1, rules.deposit - 1n)) as [Actor];
    await expectError(act(world, poor, await proposing(world, domainAppendChange('law'), poor)), 'NotEnoughStake');
  });

  it("[attack 6] refuses another wallet's member account: NotWallet", async () => {
    const [ann] = (await team(world, 1)) as [Actor];
    const instruction = await proposing(world, domainAppendChange('law'));
    instruction.keys[1]!.pubkey = ann.key;
    await expectError(send(world.connection, [instruction], [pat.wallet, ann.wallet]), 'NotWallet');
  });

  it('refuses another number than the next one: StaleRevision', async () => {
    const { proposals } = await theGovernance(world);
    for (const number of [proposals + 1n, 1_000_000n]) {
      const instruction = createProposal({ wallet: pat.key, number, change: domainAppendChange('law') });
      await expectError(act(world, pat, instruction), 'StaleRevision');
    }
  });

  it('[attack 110] refuses while fewer votes count than the absolute quorum: QuorumOutOfReach', async () => {
    const counted = offsetOf('governance', 'counted');
    const locked = offsetOf('governance', 'locked');
    const asleep = (votes: bigint) => (data: Buffer) => {
      data.writeBigUInt64LE(votes, counted);
      data.writeBigUInt64LE(votes, locked);
    };
    await whilePatched(world, governancePda(), asleep(rules.minQuorum - 1n), async () => {
      await expectError(trying(domainAppendChange('law')), 'QuorumOutOfReach');
    });
    await whilePatched(world, governancePda(), asleep(rules.minQuorum), async () => {
      await trying(domainAppendChange('law'));
    });
  });

  it('[attack 136] refuses config, governance and domains of another version: WrongVersion', async () => {
    for (const account of [configPda(), governancePda(), domainsPda()]) {
      await whilePatched(
        world,
        account,
        (data) => data.writeUInt8(2, 8),
        async () => {
          await expectError(trying(domainAppendChange('law')), 'WrongVersion');
        },
      );
    }
  });

  it('[attack 112] refuses a kind it does not know, and a change with parts of two kinds: BadChange', async () => {
    const law = domainAppendChange('law');
    for (const change of [
      { ...law, kind: 5 },
      { ...law, kind: 255 },
      { ...law, reserved: 1 },
      { ...law, params },
      { ...law, domain: 1 },
      { ...pauseChange(PAUSE.tasks, 60), governance: rules },
      { ...paramsChange(params), pauseSecs: 1 },
      { ...governanceChange(rules), name: law.name },
    ]) {
      await expectError(trying(change), 'BadChange');
    }
  });

  const ruinous: [string, Partial<Params>, string][] = [
    ['a fee above 5 %', { feeBps: 501 }, 'ParameterOutOfBounds'],
    ['silence cheaper than failing gold', { slashMissBps: 2_999 }, 'ParameterOutOfBounds'],
    ['a fee raised by more than 1 %', { feeBps: 301 }, 'ChangeTooLarge'],
    ['a least stake more than doubled', { minStake: 20_000_001n }, 'ChangeTooLarge'],
    ['a least stake less than half', { minStake: 4_999_999n }, 'ChangeTooLarge'],
    ['a cool-down more than doubled', { unbondingSecs: 172_801n }, 'ChangeTooLarge'],
    ['a share of slashes more than doubled', { slashGoldBps: 6_001, slashMissBps: 6_700 }, 'ChangeTooLarge'],
    ['a tip above a fifth of the slash', { keeperTipBps: 2_001 }, 'ParameterOutOfBounds'],
    ['a grace that is nearly gone', { restartGraceSecs: 3_600 * 2 + 1 }, 'ChangeTooLarge'],
  ];
  for (const [what, change, name] of ruinous) {
    it(`[attack 111] refuses ${what}: ${name}`, async () => {
      await expectError(trying(paramsChange({ ...params, ...change })), name);
    });
  }

  it('[attack 111] takes the largest steps themselves', async () => {
    await trying(paramsChange({ ...params, feeBps: 300, minStake: 20_000_000n, unbondingSecs: 172_800n }));
    await trying(paramsChange({ ...params, feeBps: 100, minStake: 5_000_000n, unbondingSecs: 43_200n }));
    await trying(paramsChange({ ...params, restartGraceSecs: 0, slashBurnBps: 2_500 }));
  });

  const locking: [string, Partial<GovernanceParams>, string][] = [
    ['a vote of an hour', { votingSecs: 3_600 }, 'ParameterOutOfBounds'],
    ['a time lock more than doubled', { timelockSecs: 172_801 }, 'ChangeTooLarge'],
    ['a share more than doubled', { quorumBps: 4_001 }, 'ChangeTooLarge'],
    ['a deposit less than half', { deposit: 4_999_999n }, 'ChangeTooLarge'],
  ];
  for (const [what, change, name] of locking) {
    it(`[attack 111] refuses rules of voting with ${what}: ${name}`, async () => {
      await expectError(trying(governanceChange({ ...rules, ...change })), name);
    });
  }

  it('[attack 117] refuses a quorum above all votes there are: QuorumOutOfReach', async () => {
    const votes = offsetOf('governance', 'locked');
    await whilePatched(
      world,
      governancePda(),
      (data) => {
        data.writeBigUInt64LE(rules.minQuorum + 1n, votes);
        data.writeBigUInt64LE(rules.minQuorum + 1n, offsetOf('governance', 'counted'));
      },
      async () => {
        await trying(governanceChange({ ...rules, minQuorum: rules.minQuorum + 1n }));
        await expectError(trying(governanceChange({ ...rules, minQuorum: rules.minQuorum + 2n })), 'QuorumOutOfReach');
      },
    );
  });

  it('[attack 24] refuses names of domains that are not plain: BadDomainName', async () => {
    for (const name of ['', 'Law', '-law', 'law-', 'l w', 'büro', 'a\0b', '<b>law</b>'])
      await expectError(trying(domainAppendChange(name)), 'BadDomainName');
  });

  it('refuses a domain that is there, and more than there is room for: DomainExists, DomainsFull', async () => {
    await expectError(trying(domainAppendChange('medical')), 'DomainExists');
    await whilePatched(
      world,
      domainsPda(),
      (data) => data.writeUInt8(16, offsetOf('domains', 'count')),
      async () => {
        await expectError(trying(domainAppendChange('law')), 'DomainsFull');
      },
    );
  });

  it('refuses to retire what is not there: NoSuchDomain', async () => {
    for (const place of [16, 200, 255]) await expectError(trying(domainRetireChange(place)), 'NoSuchDomain');
  });

  it('[attack 117] refuses to retire the last domain: LastDomain', async () => {
    const domains = await fetchDomains(world.connection);
    const allButThird = ((1 << (domains?.count ?? 0)) - 1) & ~(1 << 2);
    await whilePatched(
      world,
      domainsPda(),
      (data) => data.writeUInt16LE(allButThird, offsetOf('domains', 'retired')),
      async () => {
        await expectError(trying(domainRetireChange(2)), 'LastDomain');
        await expectError(trying(domainRetireChange(1)), 'NoSuchDomain');
      },
    );
  });

  it('refuses a pause of nothing, of what it does not know, and one too long: UnknownPauseBits, ParameterOutOfBounds', async () => {
    for (const bits of [0, 8, 255]) await expectError(trying(pauseChange(bits, 60)), 'UnknownPauseBits');
    for (const seconds of [0, params.maxPauseSecs + 1])
      await expectError(trying(pauseChange(PAUSE.tasks, seconds)), 'ParameterOutOfBounds');
  });

  it('opens a proposal under the rules and with the votes of today, locks the deposit, and says what it would do', async () => {
    const before = await theGovernance(world);
    const member = await fetchMember(world.connection, pat.key);
    const change = paramsChange({ ...params, feeBps: 150, slashBurnBps: 5_100 });
    // Time moves on after a transaction, not before it.
    const { unixTimestamp } = await now(world);
    const motion = await opened(world, change);
    const proposal = await theProposal(world, motion);
    expect(proposal).to.deep.include({
      number: before.proposals,
      status: PROPOSAL_STATUS.voting,
      snapshot: dayOf(BigInt(unixTimestamp)),
      openedAt: BigInt(unixTimestamp),
      endsAt: BigInt(unixTimestamp + rules.votingSecs),
      deposit: rules.deposit,
      votes: before.locked,
      against: 0n,
      inFavour: 0n,
      abstain: 0n,
      ballots: 0,
      rules,
      change,
    });
    const event = eventOf(motion.sent, 'proposalOpened');
    expect(event).to.deep.include({ number: before.proposals, deposit: rules.deposit, votes: before.locked, change });
    expect(await fetchMember(world.connection, pat.key)).to.include({
      stakeActive: member!.stakeActive - rules.deposit,
      stakeLocked: member!.stakeLocked + rules.deposit,
      governance: member!.governance + 1,
    });
    const [config, domains] = [await theConfig(world), (await fetchDomains(world.connection))!];
    expect(effectsOf(proposal.change, { config, governance: before, domains })).to.deep.equal([
      { what: 'feeBps', before: '200', after: '150' },
      { what: 'slashBurnBps', before: '5000', after: '5100' },
    ]);
  });

  it('[attack 113] void once another proposal was opened: a signature kept back opens nothing', async () => {
    const kept = await proposing(world, domainAppendChange('kept-back'));
    await opened(world, domainAppendChange('law'));
    await expectError(act(world, pat, kept), ['StaleRevision', EXISTS]);
    const { proposals } = await theGovernance(world);
    expect(kept.keys[6]!.pubkey.equals(proposalPda(proposals - 1n))).to.equal(true);
  });
});
