import { expect } from 'chai';
import { METHOD, openPanels, recyclePage, settle } from '@tagger/client';
import { recordsFromHistory } from '@tagger/client/provenance';
import { send } from '@tagger/client';
import { answer, aPanel, collectAll, staffed, TRUTH } from '../../tests/support/build.ts';
import { heldLicence } from '../../tests/support/datasets.ts';
import { act, createWorld, type World } from '../../tests/support/world.ts';
import { labelsIn } from '../src/store/lost.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { anIndex, differences, type Index } from './support/index.ts';
import { noise, settleDown } from './support/market.ts';

const flipped = TRUTH.map((label) => 1 - label);

/** Everything about one panel is hidden behind full logs, and it is gone from its page before anybody reads it. */
describe('labels nobody logged', function () {
  this.timeout(300_000);
  let world: World;
  let index: Index;
  before(async () => {
    world = await createWorld();
  });
  after(async () => {
    await index?.source.close();
    await index?.db.close();
    await world.chain.stop();
  });

  it('[attack 130] are computed again from the answers, and the record root says they are right', async () => {
    const held = await heldLicence(world);
    const loud = (...instructions: Parameters<typeof send>[1]) =>
      send(world.connection, [...noise(held), ...instructions], [held.bea.wallet]);
    for (const method of [METHOD.majority, METHOD.weighted]) {
      const { setup, crew } = await staffed(world, [{}, {}], 3, { terms: { method } });
      const { task, page, requester } = setup;
      const first = await answer(world, setup, crew, [TRUTH, TRUTH, flipped]);
      const second = await answer(world, setup, crew, [TRUTH, TRUTH, TRUTH], 1n);
      await loud(settle({ page, panels: [0n] }));
      await act(world, requester, settle({ page, panels: [1n] }));
      await collectAll(world, setup, first);
      await loud(recyclePage({ task, page }));
      await collectAll(world, setup, second, 1n);
      // The next panel takes the place of the second.
      await act(world, requester, openPanels({ operator: requester.key, task, page, specs: [aPanel({})] }));
    }
    await settleDown(world);
    index = await anIndex(new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20 }));
    await index.indexer.catchUp((await world.connection.getSlot()) - 1, { final: true });
    await settleDown(world);
    expect(await differences(index)).to.deep.equal([]);
    const panels = await index.db.query<{ task: string; labels_from: string; labels_proved: boolean }>(
      'select task, labels_from, labels_proved from panel where number = 0 and labels_from is not null order by opened_slot',
    );
    const found = panels.map(({ labels_from, labels_proved }) => [labels_from, labels_proved]);
    // The licence's own task was settled aloud; then the majority and the weighted one.
    expect(found.slice(-2)).to.deep.equal([
      ['recomputed', true],
      ['recomputed', true],
    ]);
    const events = await index.db.query<{ decided: number; task_item: bigint }>(
      `select decided, task_item from label_event where labels_from = 'recomputed' and task = $1 and slot_number = 2 order by item`,
      [panels.at(-1)?.task ?? ''],
    );
    expect(events.map(({ decided }) => decided)).to.deep.equal(TRUTH);
  });

  it('serve a prover who reads everything else from a node', async () => {
    const tasks = await index.db.query<{ task: string }>(
      "select distinct task from panel where labels_from = 'recomputed'",
    );
    const { PublicKey } = await import('@solana/web3.js');
    for (const { task } of tasks) {
      const { records } = await recordsFromHistory(world.connection, new PublicKey(task), {
        lostLabels: labelsIn(index.db, task),
      });
      expect(records.map(({ labelsFrom }) => labelsFrom)).to.deep.equal(['recomputed', 'event']);
    }
  });
});
