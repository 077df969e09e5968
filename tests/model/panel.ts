/** One panel of two items: who can try what. */
import { Keypair } from '@solana/web3.js';
import {
  cancelTask,
  claim,
  CLAIM_MODE,
  closePage,
  closeTask,
  collect,
  commit,
  dropTicket,
  expireClaim,
  expireCommit,
  expireReveal,
  foldPage,
  leaveTask,
  openGold,
  releasePanel,
  settle,
  sweepTask,
  takeTicket,
} from '@tagger/client';
import { itemsCommitment, newItemsSecret } from '@tagger/client/private';
import { commitmentOf, join, panels, revealOf, thePage, type PanelSetup, type Work } from '../support/build.ts';
import { team } from '../support/people.ts';
import { keyed, taskKey } from '../support/private.ts';
import { now, waitUntil } from '../support/time.ts';
import { createWorld, type Actor, type World } from '../support/world.ts';
import type { Machine, Move, Party } from './machine.ts';

const GOLD = { firstItem: 0, entries: [{ offset: 0, label: 1 }], salt: new Uint8Array(32).fill(7) };

export interface Scene {
  world: World;
  setup: PanelSetup;
  crew: Actor[];
  work: Work[];
  /** Behind the key of private items. */
  secret: Uint8Array;
}

export interface Example {
  name: string;
  method: number;
  gold: boolean;
  /** Whether panels are assigned by tickets. */
  tickets: boolean;
  /** Whether the items are private: then the requester may deliver their key, or not. */
  secret?: boolean;
  /** Seats of the panel. */
  seats: number;
  /** Ann, or Ann and Ben. */
  members: number;
}

/** One panel of two items, its members seated in the task, nothing claimed. */
export async function scene({ method, gold, tickets, secret = false, seats, members }: Example): Promise<Scene> {
  const world = await createWorld();
  // Equal windows and one bond each keep the number of moments and of second tries small.
  const windows = { holdSecs: 600, commitSecs: 600, revealSecs: 600, goldSecs: 600 };
  const itemsSecret = newItemsSecret();
  const claimMode = tickets ? CLAIM_MODE.assigned : CLAIM_MODE.selfChosen;
  const options = {
    terms: { method, itemCount: 2, claimMode, ...windows },
    lifeSecs: 900n,
    ...(gold && { gold: [GOLD] }),
    ...(secret && { itemsKey: itemsCommitment(itemsSecret) }),
  };
  const setup = await panels(world, [{ items: 2, seatsFirst: seats }], options);
  const crew = await keyed(world, await team(world, members));
  // A seat of a private task knows when it was opened: the same number of seconds before the start in every run.
  const opening = BigInt((await now(world)).unixTimestamp + 5);
  if (secret) await waitUntil(world, opening);
  await join(world, setup, crew, setup.terms.bond);
  if (secret) await waitUntil(world, opening + 10n);
  // Ann is right, Ben is wrong about both items.
  const work = crew.map((member, slot): Work => {
    const labels = slot === 0 ? [1, 0] : [0, 1];
    return { member, labels, salt: new Uint8Array(32).fill(slot + 1), slot };
  });
  return { world, setup, crew, work, secret: itemsSecret };
}

/** Everything anybody can try, whatever the state: most of it is refused most of the time. */
export async function movesOf(
  machine: Machine,
  { world, setup, crew, work, secret: itemsSecret }: Scene,
  { seats, tickets, secret = false }: Example,
): Promise<Move[]> {
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
    if (tickets) {
      add(party, 'take a ticket', takeTicket({ wallet: key, task, page, count: 1 }));
      add('keeper', 'drop ticket', dropTicket({ wallet: key, task }));
    }
    for (let slot = 0; slot < seats; slot += 1) {
      const entries = [{ panel: 0n, slot, commitment: commitmentOf(view, setup, own) }];
      add(party, 'commit', commit({ wallet: key, task, page, entries }));
      add(party, 'reveal', revealOf(setup, { ...own, slot }));
      add('keeper', 'expire claim', expireClaim({ wallet: key, task, page, panel: 0n, slot }));
      add('keeper', 'collect', collect({ wallet: key, task, page, entries: [{ panel: 0n, slot }] }));
    }
  });
  if (secret)
    for (const member of crew)
      add('requester', 'deliver the key', await taskKey(world, { ...setup, secret: itemsSecret }, member));
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
