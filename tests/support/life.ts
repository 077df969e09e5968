/** One task from its opening to its end, whatever the parameters are. */
import { expect } from 'chai';
import {
  closePage,
  closeTask,
  createMember,
  fetchMember,
  fetchTask,
  foldPage,
  fundTask,
  joinTask,
  leaveTask,
  openPage,
  openPanels,
  openTask,
  pagePda,
  refundTask,
  settle,
  stake,
  sweepTask,
  taskPda,
} from '@tagger/client';
import { answer, aPanel, collectAll, RULES, sha256, TERMS, TRUTH, type PanelSetup } from './build.ts';
import { people } from './people.ts';
import { now, waitUntil } from './time.ts';
import { act, theConfig, type Actor, type World } from './world.ts';

const PAY = 100_000n;

/**
 * Rita opens the smallest task the parameters allow, Ann joins with the least stake and bond, labels ten items and is
 * paid; Rita gets the rest back, and nothing remains.
 */
export async function wholeLife(world: World): Promise<void> {
  const { params } = await theConfig(world);
  const [rita, ann] = (await people(world, 2, params.minStake + 100_000_000n)) as [Actor, Actor];
  const { connection, tagMint, treasury } = world;
  const window = params.minWindowSecs;
  const terms = {
    ...TERMS,
    bond: params.minBond,
    holdSecs: window,
    commitSecs: window,
    revealSecs: window,
    goldSecs: window,
  };
  const task = taskPda(rita.key, 1n);
  const page = pagePda(task, 0);
  const endsAt = BigInt((await now(world)).unixTimestamp + params.maxTaskSecs);
  const operator = rita.key;
  await act(
    world,
    rita,
    createMember({ wallet: rita.key }),
    openTask({
      requester: rita.key,
      nonce: 1n,
      rulesHash: RULES,
      rulesId: sha256('rules'),
      itemsId: sha256('items'),
      endsAt,
      terms,
    }),
    fundTask({ payer: rita.key, task, from: rita.tokens, tagMint, amount: 1_000_000n }),
  );
  await act(
    world,
    rita,
    openPage({ operator, task, page, bytes: 4_000, amount: 1_000_000n }),
    openPanels({ operator, task, page, specs: [aPanel({ seatsFirst: 1 })] }),
  );
  await act(
    world,
    ann,
    createMember({ wallet: ann.key }),
    stake({ wallet: ann.key, from: ann.tokens, tagMint, amount: params.minStake }),
    joinTask({ wallet: ann.key, task, rulesHash: RULES, bond: params.minBond }),
  );
  const setup: PanelSetup = { requester: rita, task, terms, gold: undefined, page, pageIndex: 0 };
  const work = await answer(world, setup, [ann], [TRUTH]);
  await act(world, ann, settle({ page, panels: [0n] }));
  await collectAll(world, setup, work);
  await waitUntil(world, endsAt);
  await act(
    world,
    ann,
    leaveTask({ wallet: ann.key, task }),
    foldPage({ task, page }),
    closePage({ caller: ann.key, task, page, rentPayer: rita.key }),
  );
  const fee = (PAY * BigInt(params.feeBps) + 9_999n) / 10_000n;
  if (fee > 0n) await act(world, ann, sweepTask({ task, treasury, tagMint }));
  await act(world, rita, refundTask({ requester: rita.key, task, amount: 1_000_000n - PAY - fee }));
  await act(world, ann, closeTask({ requester: rita.key, task }));
  expect(await fetchTask(connection, task)).to.equal(null);
  expect(await fetchMember(connection, ann.key)).to.include({
    balance: PAY,
    stakeActive: params.minStake,
    stakeLocked: 0n,
    slashed: 0n,
  });
  expect(await fetchMember(connection, rita.key)).to.include({ balance: 1_000_000n - PAY - fee, tasks: 0 });
}
