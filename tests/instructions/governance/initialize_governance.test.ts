import { expect } from 'chai';
import { fetchGovernance, governancePda, initializeGovernance, type GovernanceParams } from '@tagger/client';
import { STEPS } from '@tagger/migrations';
import { eventOf, EXISTS, expectError } from '../../support/expect.ts';
import { act, anActor, createWorld, type World } from '../../support/world.ts';

describe('initialize_governance', () => {
  // A chain of its own: the rules of the shared one exist already.
  let world: World;
  let rules: GovernanceParams;
  before(async () => {
    world = await createWorld(STEPS.filter((step) => step.id < '0004'));
    rules = world.migration.parameters.governance;
  });
  after(async () => {
    await world.chain.stop();
  });

  const init = (change: Partial<GovernanceParams> = {}) =>
    initializeGovernance({ upgradeAuthority: world.deployer.publicKey, params: { ...rules, ...change } });

  it('[attack 9] refuses a stranger before the deployer came: NotUpgradeAuthority', async () => {
    const mallory = await anActor(world, 'Mallory', 0n);
    const theirs = initializeGovernance({ upgradeAuthority: mallory.key, params: rules });
    await expectError(act(world, mallory, theirs), 'NotUpgradeAuthority');
    expect(await fetchGovernance(world.connection)).to.equal(null);
  });

  const outside: [string, Partial<GovernanceParams>][] = [
    ['no deposit', { deposit: 0n }],
    ['a deposit above a million TAG', { deposit: 10n ** 12n + 1n }],
    ['no least quorum', { minQuorum: 0n }],
    ['a least quorum above a billion TAG', { minQuorum: 10n ** 15n + 1n }],
    ['a vote shorter than a day', { votingSecs: 86_399 }],
    ['a time lock below an hour', { timelockSecs: 3_599 }],
    ['an endless time lock', { timelockSecs: 0xffff_ffff }],
    ['no time to execute', { executionSecs: 0 }],
    ['a share of everybody', { quorumBps: 10_000 }],
    ['no extension', { maxExtensions: 0 }],
    ['endless extensions', { maxExtensions: 4 }],
    ['bytes in the reserve', { reserved: [1, 0] }],
  ];
  for (const [what, change] of outside) {
    it(`[attack 111] refuses ${what}: ParameterOutOfBounds`, async () => {
      await expectError(act(world, world.deployer, init(change)), 'ParameterOutOfBounds');
    });
  }

  it('[attack 8] writes the rules down once', async () => {
    const event = eventOf(await act(world, world.deployer, init()), 'governanceChanged');
    expect(event.params).to.deep.equal(rules);
    expect(await fetchGovernance(world.connection)).to.deep.include({
      address: governancePda(),
      params: rules,
      locked: 0n,
      counted: 0n,
      proposals: 0n,
    });
    await expectError(act(world, world.deployer, init({ quorumBps: 100 })), EXISTS);
  });
});
