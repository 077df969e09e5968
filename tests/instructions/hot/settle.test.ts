import { expect } from 'chai';
import { METHOD, newSalt, settle } from '@tagger/client';
import { answer, staffed, thePage, thePanel, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type World } from '../../support/world.ts';

describe('settle', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('refuses an empty batch, a panel that is not there and one that is not ready: BadBatch, NoSuchPanel, WrongPhase', async () => {
    const { setup } = await staffed(world, [{}], 0);
    const settling = (...panels: bigint[]) => act(world, setup.requester, settle({ page: setup.page, panels }));
    await expectError(settling(), 'BadBatch');
    await expectError(settling(1n), 'NoSuchPanel');
    await expectError(settling(0n), 'WrongPhase');
  });

  it('pays and takes the fee, and refuses a second time: WrongPhase', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2, {
      terms: { price: 7n, method: METHOD.majority },
      pageFunds: 1_000n,
    });
    await answer(world, setup, crew, [TRUTH, TRUTH]);
    const event = eventOf(
      await act(world, setup.requester, settle({ page: setup.page, panels: [0n] })),
      'panelSettled',
    );
    // 70 each; 2 % of 70 is 1.4, rounded up for each.
    expect(event).to.deep.include({
      panel: 0n,
      firstItem: 0,
      items: 10,
      answers: 20n,
      rewards: 140n,
      fees: 4n,
      returned: 0n,
    });
    expect([...event.labels]).to.deep.equal([0b1001_1010, 0b11]);
    expect(await thePage(world, setup)).to.include({
      free: 1_000n - 144n,
      reservedFunds: 0n,
      credited: 140n,
      fees: 4n,
      paid: 140n,
      answers: 20n,
      itemsSettled: 10n,
      panelsSettled: 1,
    });
    expect(await thePanel(world, setup)).to.include({ phase: 'settled', toCollect: 2, reserve: 0n });
    await expectError(act(world, setup.requester, settle({ page: setup.page, panels: [0n] })), 'WrongPhase');
  });

  it('refuses the same panel twice in one batch: WrongPhase', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1);
    await answer(world, setup, crew, [TRUTH]);
    await expectError(act(world, setup.requester, settle({ page: setup.page, panels: [0n, 0n] })), 'WrongPhase');
  });

  it('[attack 64] waits for gold until its deadline: WindowOpen', async () => {
    const gold = [{ firstItem: 0, salt: newSalt(), entries: [{ offset: 0, label: 0 }] }];
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, { gold });
    await answer(world, setup, crew, [TRUTH]);
    const settling = settle({ page: setup.page, panels: [0n] });
    expect(eventOf(await act(world, setup.requester, settling), 'panelMoved')).to.deep.include({ phase: 3, wave: 0 });
    const { until } = await thePanel(world, setup);
    await waitUntil(world, until - 1n);
    await expectError(act(world, setup.requester, settling), 'WindowOpen');
    await waitUntil(world, until);
    expect(eventOf(await act(world, setup.requester, settling), 'panelSettled').rewards).to.equal(100_000n);
  });
});
