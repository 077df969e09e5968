import { expect } from 'chai';
import { AccountLayout } from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import { escrowTokensPda, METHOD, stakeTokensPda } from '@tagger/client';
import { now } from '../support/time.ts';
import {
  booksAt,
  canFinish,
  checkState,
  decoded,
  EXACT,
  explore,
  nextWait,
  pagesOf,
  type Books,
  type Graph,
} from './explorer.ts';
import { printEndings, withoutEach } from './gone.ts';
import { Machine, stateOf, type Move, type State } from './machine.ts';
import { movesOf, scene, type Scene } from './panel.ts';

const MOST_STATES = 60_000;
const WORK = ['claim', 'commit', 'reveal', 'open gold'];

/** Nothing of the task is left on the chain. */
const isOver = (state: State): boolean =>
  decoded(state, 'task').length + decoded(state, 'seat').length + pagesOf(state).length === 0;

const amountOf = (state: State, tokens: PublicKey): bigint =>
  AccountLayout.decode((state.accounts.get(tokens.toBase58()) as { data: Buffer }).data).amount;

interface Explored extends Scene {
  graph: Graph;
  machine: Machine;
  moves: Move[];
  before: Books;
}

async function explored(method: number, gold: boolean): Promise<Explored> {
  const set = await scene(method, gold);
  const machine = new Machine();
  const { unixTimestamp } = await now(set.world);
  const start = stateOf(set.world, BigInt(unixTimestamp));
  const before = await booksAt(set.world, start);
  const moves = await movesOf(machine, set);
  const visit = (state: State): void => checkState(state, before);
  const graph = explore(machine, start, { ...EXACT, moves: () => moves, visit, most: MOST_STATES });
  await set.world.chain.stop();
  return { ...set, graph, machine, moves, before };
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

      it('[attack 74] [attack 77] whoever is gone for good: the living get everything back, what is his waits', function () {
        const { machine, moves, before, world, setup, crew, graph } = all;
        const people = [
          { party: 'requester' as const, actor: setup.requester },
          ...crew.map((actor, at) => ({ party: at === 0 ? ('ann' as const) : ('ben' as const), actor })),
        ];
        const play = { world, task: setup.task, moves: () => moves, waits: nextWait, people, work: WORK };
        const endings = withoutEach(machine, play, graph.states, before);
        this.test!.title += ` (${endings.size} classes of states)`;
        expect(endings.size).to.be.greaterThan(5);
        if (process.env['TAGGER_MODEL'] !== undefined) printEndings(endings);
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
