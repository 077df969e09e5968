import { expect } from 'chai';
import {
  closePage,
  commitment,
  expireReveal,
  fetchTask,
  isRecorded,
  METHOD,
  openPanels,
  packLabels,
  recordLeaf,
  recordOf,
  RecordTree,
  recyclePage,
  releasePanel,
  rootOfRecords,
  settle,
  verifyRecord,
  type Bits,
  type PanelRecord,
} from '@tagger/client';
import {
  aPanel,
  answer,
  collectAll,
  commitWork,
  revealWork,
  sit,
  staffed,
  thePage,
  thePanel,
  TRUTH,
  type PanelSetup,
} from '../support/build.ts';
import { waitUntil } from '../support/time.ts';
import { act, theWorld, type World } from '../support/world.ts';

/** Rita asks the same ten questions again and again; what Ann, Ben and Cyd answer stays on record when panels and pages go. */
describe('scenario: records', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  /** What the program will record of the finished panels of a page, oldest first. */
  const waiting = async (setup: PanelSetup): Promise<PanelRecord[]> => {
    const { panels, index, terms } = await thePage(world, setup);
    return panels.map((panel) => recordOf(index, panel, terms.bits as Bits)).filter(isRecorded);
  };
  const onChain = async (setup: PanelSetup): Promise<string> =>
    Buffer.from(rootOfRecords((await fetchTask(world.connection, setup.task))!.records)).toString('hex');
  const rootOver = (records: PanelRecord[]): string =>
    Buffer.from(new RecordTree(records.map(recordLeaf)).root).toString('hex');

  it('the root grows with each panel that leaves its page, and proves who answered what', async () => {
    const specs = [{}, {}, {}, {}, {}];
    const { setup, crew } = await staffed(world, specs, 3, { terms: { method: METHOD.majority } });
    const { requester, task, page } = setup;
    const flipped = TRUTH.map((label) => 1 - label);
    const work = [];
    for (const panel of [0n, 1n, 2n])
      work.push(await answer(world, setup, crew, [TRUTH, TRUTH, panel === 1n ? flipped : TRUTH], panel));
    await act(world, requester, settle({ page, panels: [0n, 1n, 2n] }));
    for (const panel of [0n, 1n, 2n]) await collectAll(world, setup, work[Number(panel)]!, panel);
    const first = await waiting(setup);
    expect(first).to.have.length(3);
    expect(await onChain(setup), 'nothing has left its page').to.equal('00'.repeat(32));

    await act(world, requester, recyclePage({ task, page }));
    expect(await onChain(setup)).to.equal(rootOver(first));
    // Nobody answered the fourth panel; opening a sixth recycles nothing behind the fifth.
    await act(world, requester, releasePanel({ caller: requester.key, task, page, panel: 3n }));
    await act(world, requester, openPanels({ operator: requester.key, task, page, specs: [aPanel()] }));
    expect(await onChain(setup)).to.equal(rootOver(first));

    const last = await answer(world, setup, crew, [TRUTH, TRUTH, TRUTH], 4n);
    await act(
      world,
      requester,
      settle({ page, panels: [4n] }),
      releasePanel({ caller: requester.key, task, page, panel: 5n }),
    );
    await collectAll(world, setup, last, 4n);
    const all = [...first, ...(await waiting(setup))];
    expect(all.map(({ panel }) => panel)).to.deep.equal([0n, 1n, 2n, 4n]);
    const context = Uint8Array.from((await thePage(world, setup)).context);
    await act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key }));
    expect(await onChain(setup)).to.equal(rootOver(all));

    // One path shows that Cyd answered the opposite on the second panel, and that the majority stood.
    const tree = new RecordTree(all.map(recordLeaf));
    const [, second] = all as [PanelRecord, PanelRecord];
    expect(verifyRecord(tree.root, recordLeaf(second), tree.proof(1))).to.equal(true);
    expect(second.labels).to.deep.equal(TRUTH);
    const [, , cyd] = work[1]!;
    const place = { context, page: 0, panel: 1n, wallet: cyd!.member.key };
    expect(second.members[2]).to.deep.equal({
      commitment: commitment(place, packLabels(flipped, 1), cyd!.salt),
      answered: 10,
    });
  });

  it('who committed and stayed silent is on record with no answer', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2, { terms: { method: METHOD.majority } });
    const { requester, task, page } = setup;
    const [ann, ben] = await sit(world, setup, crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, [ann!, ben!]);
    await revealWork(world, setup, [ann!]);
    await waitUntil(world, (await thePanel(world, setup)).until);
    await act(world, requester, expireReveal({ page, panel: 0n }), settle({ page, panels: [0n] }));
    await collectAll(world, setup, [ann!, ben!]);
    const [record] = (await waiting(setup)) as [PanelRecord];
    expect(record.members.map(({ answered }) => answered)).to.deep.equal([10, 0]);
    expect(record.members.every(({ commitment }) => commitment.some((byte) => byte !== 0))).to.equal(true);
    await act(world, requester, recyclePage({ task, page }));
    expect(await onChain(setup)).to.equal(rootOver([record]));
  });
});
