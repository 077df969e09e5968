import { expect } from 'chai';
import { AccountLayout } from '@solana/spl-token';
import { Keypair, type PublicKey } from '@solana/web3.js';
import {
  cancelTask,
  claim,
  closePage,
  closeTask,
  collect,
  commit,
  escrowTokensPda,
  expireClaim,
  expireCommit,
  expireReveal,
  foldPage,
  leaveTask,
  METHOD,
  openGold,
  releasePanel,
  settle,
  stakeTokensPda,
  sweepTask,
} from '@tagger/client';
import { commitmentOf, join, panels, revealOf, thePage, type PanelSetup, type Work } from '../support/build.ts';
import { readBooks } from '../support/ledger.ts';
import { team } from '../support/people.ts';
import { now } from '../support/time.ts';
import { createWorld, type Actor, type World } from '../support/world.ts';
import { canFinish, checkState, decoded, explore, lamportsOf, pagesOf, type Graph } from './explorer.ts';
import { Machine, stateOf, type Move, type Party, type State } from './machine.ts';

const MOST_STATES = 60_000;
const GOLD = { firstItem: 0, entries: [{ offset: 0, label: 1 }], salt: new Uint8Array(32).fill(7) };

interface Scene {
  world: World;
  setup: PanelSetup;
  crew: Actor[];
  work: Work[];
}

/** One panel of two items and two seats, Ann and Ben seated in the task, nothing claimed. */
async function scene(method: number, gold: boolean): Promise<Scene> {
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
async function movesOf(machine: Machine, { world, setup, crew, work }: Scene): Promise<Move[]> {
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

/** Nothing of the task is left on the chain. */
const isOver = (state: State): boolean =>
  decoded(state, 'task').length + decoded(state, 'seat').length + pagesOf(state).length === 0;

const amountOf = (state: State, tokens: PublicKey): bigint =>
  AccountLayout.decode((state.accounts.get(tokens.toBase58()) as { data: Buffer }).data).amount;

interface Explored extends Scene {
  graph: Graph;
}

async function explored(method: number, gold: boolean): Promise<Explored> {
  const set = await scene(method, gold);
  const machine = new Machine();
  const { unixTimestamp } = await now(set.world);
  const start = stateOf(set.world, BigInt(unixTimestamp));
  const books = await readBooks(set.world.connection);
  const before = {
    lamports: lamportsOf(start),
    stake: books.stakeHeld - books.stakeOwed,
    escrow: books.escrowHeld - books.escrowOwed,
  };
  const graph = explore(machine, start, await movesOf(machine, set), MOST_STATES, (state) => checkState(state, before));
  await set.world.chain.stop();
  return { ...set, graph };
}

const CASES: [name: string, method: number, gold: boolean][] = [['majority without gold', METHOD.majority, false]];
// Minutes instead of seconds: by hand, with TAGGER_MODEL=full.
if (process.env['TAGGER_MODEL'] === 'full') CASES.push(['weighted with gold', METHOD.weighted, true]);

// Runs on LiteSVM in this process, whatever chain the other tests use.
(process.env['TAGGER_CHAIN'] === 'surfpool' ? describe.skip : describe)('every state of a small task', function () {
  this.timeout(300_000);
  for (const [name, method, gold] of CASES) {
    describe(name, () => {
      let all: Explored;
      before(async () => {
        all = await explored(method, gold);
      });

      it('is reached, and the books balance in each: no unit, no lamport made, lost or paid twice', function () {
        const steps = all.graph.edges.reduce((sum, out) => sum + out.length, 0);
        this.test!.title += ` (${all.graph.states.length} states, ${steps} steps)`;
        expect(all.graph.states.length).to.be.greaterThan(500);
        const names = new Set(all.graph.edges.flat().map((edge) => edge.name));
        // Whatever can be tried works in some state; gold only where the task has some.
        const wanted = ['claim', 'commit', 'reveal', 'expire claim', 'expire commit', 'expire reveal', 'settle'];
        expect([...names]).to.include.members([...wanted, 'collect', 'release', 'cancel', 'leave', 'leave for him']);
        expect([...names]).to.include.members(['fold', 'close page', 'sweep', 'close task', 'the next deadline']);
        expect(names.has('open gold')).to.equal(gold);
      });

      it('[attack 74] [attack 77] is left by a stranger alone, if everybody else is gone for good', () => {
        const ends = canFinish(all.graph, ['keeper', 'time'], isOver);
        const stuck = ends.flatMap((can, at) => (can ? [] : [at]));
        expect(stuck.length, `${stuck.length} states nobody but their owners can leave`).to.equal(0);
      });

      it('ends with every unit where it belongs', () => {
        const over = all.graph.states.filter(isOver);
        expect(over.length).to.be.greaterThan(0);
        const start = all.graph.states[0] as State;
        const total = (state: State): bigint =>
          [stakeTokensPda(), escrowTokensPda(), all.world.treasury].reduce(
            (sum, key) => sum + amountOf(state, key),
            0n,
          );
        for (const state of over) {
          const members = decoded(state, 'member');
          const owned = members.reduce(
            (sum, member) => sum + member.stakeActive + member.stakeLocked + member.stakeCooling + member.balance,
            0n,
          );
          // Nothing is locked any more, and what the vaults hold belongs to members.
          expect(
            members.every((member) => member.stakeLocked === 0n && member.seats === 0 && member.tasks === 0),
          ).to.equal(true);
          expect(owned).to.equal(amountOf(state, stakeTokensPda()) + amountOf(state, escrowTokensPda()));
          // The only units that are gone were burnt from slashes: two members can lose two bonds at most.
          const burnt = total(start) - total(state);
          expect(burnt >= 0n && burnt <= all.setup.terms.bond).to.equal(true);
        }
      });
    });
  }
});
