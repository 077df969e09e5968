/** One panel of two items and two seats: who can try what. */
import { Keypair } from '@solana/web3.js';
import {
  cancelTask,
  claim,
  closePage,
  closeTask,
  collect,
  commit,
  expireClaim,
  expireCommit,
  expireReveal,
  foldPage,
  leaveTask,
  openGold,
  releasePanel,
  settle,
  sweepTask,
} from '@tagger/client';
import { commitmentOf, join, panels, revealOf, thePage, type PanelSetup, type Work } from '../support/build.ts';
import { team } from '../support/people.ts';
import { createWorld, type Actor, type World } from '../support/world.ts';
import type { Machine, Move, Party } from './machine.ts';

const GOLD = { firstItem: 0, entries: [{ offset: 0, label: 1 }], salt: new Uint8Array(32).fill(7) };

export interface Scene {
  world: World;
  setup: PanelSetup;
  crew: Actor[];
  work: Work[];
}

/** One panel of two items and two seats, Ann and Ben seated in the task, nothing claimed. */
export async function scene(method: number, gold: boolean): Promise<Scene> {
  const world = await createWorld();
  // Equal windows and one bond each keep the number of moments and of second tries small.
  const windows = { holdSecs: 600, commitSecs: 600, revealSecs: 600, goldSecs: 600 };
  const options = { terms: { method, itemCount: 2, ...windows }, lifeSecs: 900n, ...(gold && { gold: [GOLD] }) };
  const setup = await panels(world, [{ items: 2, seatsFirst: 2 }], options);
  const crew = await team(world, 2);
  await join(world, setup, crew, setup.terms.bond);
  // Ann is right, Ben is wrong about both items.
  const work = crew.map((member, slot): Work => {
    const labels = slot === 0 ? [1, 0] : [0, 1];
    return { member, labels, salt: new Uint8Array(32).fill(slot + 1), slot };
  });
  return { world, setup, crew, work };
}

/** Everything anybody can try, whatever the state: most of it is refused most of the time. */
export async function movesOf(machine: Machine, { world, setup, crew, work }: Scene): Promise<Move[]> {
  const { task, page, requester } = setup;
  const view = await thePage(world, setup);
  const stranger = Keypair.generate().publicKey;
  const moves: Move[] = [];
  const add = (party: Party, name: string, instruction: Parameters<Machine['move']>[2]): void => {
    moves.push(machine.move(party, name, instruction));
  };
  crew.forEach(({ key }, at) => {
    const party = at === 0 ? 'ann' : 'ben';
    const own = work[at] as Work;
    add(party, 'claim', claim({ wallet: key, task, page, panels: [0n] }));
    add(party, 'leave', leaveTask({ caller: key, wallet: key, task, rentPayer: key }));
    add('keeper', 'leave for him', leaveTask({ caller: stranger, wallet: key, task, rentPayer: key }));
    for (const slot of [0, 1]) {
      const entries = [{ panel: 0n, slot, commitment: commitmentOf(view, setup, own) }];
      add(party, 'commit', commit({ wallet: key, task, page, entries }));
      add(party, 'reveal', revealOf(setup, { ...own, slot }));
      add('keeper', 'expire claim', expireClaim({ wallet: key, task, page, panel: 0n, slot }));
      add('keeper', 'collect', collect({ wallet: key, task, page, entries: [{ panel: 0n, slot }] }));
    }
  });
  const operator = requester.key;
  add('requester', 'cancel', cancelTask({ requester: operator, task }));
  add('requester', 'release', releasePanel({ caller: operator, task, page, panel: 0n }));
  add('requester', 'waive gold', openGold({ operator, task, page, panel: 0n }));
  const opening = setup.gold?.open(0);
  if (opening !== undefined) add('requester', 'open gold', openGold({ operator, task, page, panel: 0n, opening }));
  const rentPayer = operator;
  add('requester', 'close page', closePage({ caller: operator, task, page, rentPayer }));
  add('keeper', 'release', releasePanel({ caller: stranger, task, page, panel: 0n }));
  add('keeper', 'expire commit', expireCommit({ page, panel: 0n }));
  add('keeper', 'expire reveal', expireReveal({ page, panel: 0n }));
  add('keeper', 'settle', settle({ page, panels: [0n] }));
  add('keeper', 'fold', foldPage({ task, page }));
  add('keeper', 'close page', closePage({ caller: stranger, task, page, rentPayer }));
  add('keeper', 'sweep', sweepTask({ task, treasury: world.treasury, tagMint: world.tagMint }));
  add('keeper', 'close task', closeTask({ requester: operator, task }));
  return moves;
}
