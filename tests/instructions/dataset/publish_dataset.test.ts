import { expect } from 'chai';
import {
  closePage,
  fetchDataset,
  fetchMember,
  fetchTask,
  METHOD,
  publishDataset,
  PUBLISH_SECS,
  settle,
  stake,
  type PublishDataset,
} from '@tagger/client';
import { aMember, answer, collectAll, staffed, TRUTH, type PanelSetup } from '../../support/build.ts';
import { publication } from '../../support/datasets.ts';
import { expectError } from '../../support/expect.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

const ZEROS = Array.from({ length: 32 }, () => 0);

describe('publish_dataset', () => {
  let world: World;
  let rita: Actor;
  let setup: PanelSetup;
  before(async () => {
    world = await theWorld();
    const job = await staffed(world, [{ seatsFirst: 1 }], 1, {
      terms: { method: METHOD.majority },
      lifeSecs: 3_600n,
      shares: { contributorBps: 5_000, validatorBps: 0 },
    });
    setup = job.setup;
    rita = setup.requester;
    const work = await answer(world, setup, job.crew, [TRUTH]);
    await act(world, rita, settle({ page: setup.page, panels: [0n] }));
    await collectAll(world, setup, work);
    await act(world, rita, stake({ wallet: rita.key, from: rita.tokens, tagMint: world.tagMint, amount: 5_000_000n }));
  });
  const publishing = async (change: Partial<PublishDataset> = {}) => {
    const { publish } = await publication(world, rita, setup.task);
    return publishDataset({ ...publish, ...change });
  };

  it('refuses while the task runs, and while a page is open: NotPublishable', async () => {
    await expectError(act(world, rita, await publishing()), 'NotPublishable');
    await waitUntil(world, (await fetchTask(world.connection, setup.task))!.endsAt);
    await expectError(act(world, rita, await publishing()), 'NotPublishable');
    const { task, page } = setup;
    await act(world, rita, closePage({ caller: rita.key, task, page, rentPayer: rita.key }));
  });

  it('refuses the task of somebody else: NotRequester', async () => {
    const mallory = await aMember(world, 'Mallory');
    const { publish } = await publication(world, mallory, setup.task);
    await expectError(act(world, mallory, publishDataset(publish)), 'NotRequester');
  });

  it('refuses another root than that of the records: WrongRoot', async () => {
    const made = { task: setup.task, recordsRoot: new Uint8Array(32).fill(1) };
    await expectError(act(world, rita, await publishing({ made })), 'WrongRoot');
    const { publish } = await publication(world, rita);
    // Own data has no records.
    const claimed = { ...publish, made: undefined };
    const instruction = publishDataset(claimed);
    instruction.data.fill(1, 17, 49);
    await expectError(act(world, rita, instruction), 'WrongRoot');
  });

  const unclassified: [string, Partial<PublishDataset['contents']>][] = [
    ['no class', { useClass: 0 }],
    ['a class there is not', { useClass: 5 }],
    ['no text', { licenceHash: ZEROS }],
    ['no place of the text', { licenceId: ZEROS }],
    ['no manifest', { manifestHash: ZEROS }],
    ['no payload', { payloadHash: ZEROS }],
    ['a flag of two', { attribution: 2 }],
  ];
  for (const [what, change] of unclassified)
    it(`[attack 118] refuses ${what}: UnclassifiedLicence`, async () => {
      const { publish } = await publication(world, rita, setup.task);
      const contents = { ...publish.contents, ...change };
      await expectError(act(world, rita, publishDataset({ ...publish, contents })), 'UnclassifiedLicence');
    });

  it('[attack 164] refuses a commitment that is no point, or none: BadKey', async () => {
    const { publish } = await publication(world, rita, setup.task);
    for (const commitment of [ZEROS, [1, ...ZEROS.slice(1)]]) {
      const contents = { ...publish.contents, commitment };
      await expectError(act(world, rita, publishDataset({ ...publish, contents })), 'BadKey');
    }
  });

  it('refuses a bond below the least, and one that is not there: BondTooSmall, NotEnoughStake', async () => {
    await expectError(act(world, rita, await publishing({ bond: 99_999n })), 'BondTooSmall');
    await expectError(act(world, rita, await publishing({ bond: 5_000_001n })), 'NotEnoughStake');
  });

  it('[attack 119] refuses names that are none or too long: BadNftText', async () => {
    for (const change of [{ name: '' }, { name: 'n'.repeat(33) }, { uri: 'u'.repeat(201) }, { name: 'two\nlines' }])
      await expectError(act(world, rita, await publishing(change)), 'BadNftText');
  });

  it('binds the bond, promises what the task promised, once: NotPublishable', async () => {
    const { setup: sold, publish } = await publication(world, rita, setup.task);
    await act(world, rita, publishDataset(publish));
    expect(await fetchDataset(world.connection, sold.dataset)).to.include({
      shares: 10n,
      panels: 1n,
      contributorBps: 5_000,
      bond: 5_000_000n,
    });
    expect(await fetchMember(world.connection, rita.key)).to.include({ stakeLocked: 5_000_000n, datasets: 1 });
    await act(world, rita, stake({ wallet: rita.key, from: rita.tokens, tagMint: world.tagMint, amount: 5_000_000n }));
    await expectError(act(world, rita, await publishing()), 'NotPublishable');
  });

  it('[attack 125] refuses from the second the time to publish is over: NotPublishable', async () => {
    const { setup: late, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, {
      terms: { method: METHOD.majority },
      lifeSecs: 3_600n,
    });
    const { requester, task, page } = late;
    const work = await answer(world, late, crew, [TRUTH]);
    await act(world, requester, settle({ page, panels: [0n] }));
    await collectAll(world, late, work);
    const { endsAt, publishUntil } = (await fetchTask(world.connection, task))!;
    expect(publishUntil).to.equal(endsAt + BigInt(PUBLISH_SECS));
    await waitUntil(world, endsAt);
    await act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key }));
    const { tokens, key } = requester;
    await act(world, requester, stake({ wallet: key, from: tokens, tagMint: world.tagMint, amount: 5_000_000n }));
    const { publish } = await publication(world, requester, task);
    await waitUntil(world, publishUntil);
    await expectError(act(world, requester, publishDataset(publish)), 'NotPublishable');
  });
});
