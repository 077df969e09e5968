import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import { awaitsKey, decodeSeatKey, METHOD } from '@tagger/client';
import { now } from '../support/time.ts';
import { inVaults } from './drain.ts';
import { Arrows, drawnArrows } from './arrows.ts';
import { booksAt, canFinish, checkState, EXACT, explore, nextWait, type Books, type Graph } from './explorer.ts';
import { printEndings, withoutEach } from './gone.ts';
import { Machine, stateOf, type Move, type Party, type State } from './machine.ts';
import { movesOf, scene, type Example, type Scene } from './panel.ts';
import { waitsForKeys } from './taskKeys.ts';
import { keyOfTickets, redemptions, waitsOf } from './tickets.ts';
import { tokensAt, viewOf } from './view.ts';

const MOST_STATES = 250_000;
const WORK = ['claim', 'commit', 'reveal', 'open gold', 'deliver the key'];

/** Nothing of the task is left on the chain. */
function isOver(state: State): boolean {
  const { task, seat, page } = viewOf(state);
  return task.length + seat.length + page.length === 0;
}

interface Explored extends Scene {
  graph: Graph;
  arrows: Arrows;
  machine: Machine;
  movesAt: (state: State) => Move[];
  before: Books;
}

async function explored(example: Example): Promise<Explored> {
  const set = await scene(example);
  const machine = new Machine();
  const { unixTimestamp } = await now(set.world);
  const start = stateOf(set.world, BigInt(unixTimestamp));
  const before = await booksAt(set.world, start);
  const moves = await movesOf(machine, set, example);
  const redeem = redemptions(machine, set.setup);
  const movesAt = (state: State): Move[] => (example.tickets ? [...moves, ...redeem(state)] : moves);
  const visit = (state: State): void => checkState(state, before);
  const counting = example.tickets ? { key: keyOfTickets, waits: waitsOf } : { ...EXACT, waits: waitsIn(example) };
  const arrows = new Arrows();
  const graph = explore(machine, start, { ...counting, moves: movesAt, visit, took: arrows.took, most: MOST_STATES });
  await set.world.chain.stop();
  return { ...set, graph, arrows, machine, movesAt, before };
}

const waitsIn = ({ secret = false }: Example) => (secret ? waitsForKeys : nextWait);

const PLAIN = { method: METHOD.majority, gold: false, tickets: false, seats: 2, members: 2 };
const CASES: Example[] = [
  { ...PLAIN, name: 'majority without gold' },
  { ...PLAIN, name: 'a ticket', tickets: true, seats: 1, members: 1 },
  { ...PLAIN, name: 'private items', secret: true, seats: 1, members: 1 },
];
// Minutes instead of seconds: by hand, with TAGGER_MODEL=full.
if (process.env['TAGGER_MODEL'] === 'full') {
  CASES.push({ ...PLAIN, name: 'weighted with gold', method: METHOD.weighted, gold: true });
  CASES.push({ ...PLAIN, name: 'two tickets for one seat', tickets: true, seats: 1 });
  CASES.push({ ...PLAIN, name: 'two tickets for two seats', tickets: true });
}

// Runs on LiteSVM in this process, whatever chain the other tests use.
(process.env['TAGGER_CHAIN'] === 'surfpool' ? describe.skip : describe)('every state of a small task', function () {
  this.timeout(300_000);
  for (const example of CASES) {
    const { name, gold, tickets } = example;
    describe(name, () => {
      let all: Explored;
      before(async () => {
        all = await explored(example);
      });

      it('is reached, and the books balance in each: no unit, no lamport made, lost or paid twice', function () {
        const steps = all.graph.edges.reduce((sum, out) => sum + out.length, 0);
        this.test!.title += ` (${all.graph.states.length} states, ${steps} steps)`;
        expect(all.graph.states.length).to.be.greaterThan(500);
        const names = new Set(all.graph.edges.flat().map((edge) => edge.name));
        // Whatever can be tried works in some state; gold only where the task has some.
        const wanted = ['commit', 'reveal', 'expire claim', 'expire reveal', 'settle'];
        expect([...names]).to.include.members([...wanted, 'collect', 'release', 'cancel', 'leave', 'leave for him']);
        expect([...names]).to.include.members(['fold', 'close page', 'sweep', 'close task', 'the next deadline']);
        expect(names.has('open gold')).to.equal(gold);
        // Where the only seat commits, nobody is waited for.
        expect(names.has('expire commit')).to.equal(example.seats > 1);
        expect(names.has('claim'), 'self-chosen claims').to.equal(!tickets);
        expect(names.has('deliver the key')).to.equal(example.secret === true);
        for (const step of ['take a ticket', 'redeem', 'drop ticket', 'a block', 'a block is forgotten'])
          expect(names.has(step), step).to.equal(tickets);
      });

      it('[attack 74] [attack 77] is left by a stranger alone, if everybody else is gone for good', () => {
        const ends = canFinish(all.graph, ['keeper', 'time'], isOver);
        const stuck = ends.flatMap((can, at) => (can ? [] : [at]));
        expect(stuck.length, `${stuck.length} states nobody but their owners can leave`).to.equal(0);
      });

      it('[attack 74] [attack 77] whoever is gone for good: the living get everything back, what is his waits', function () {
        const { machine, movesAt, before, world, setup, crew, graph } = all;
        const people = [
          { party: 'requester' as const, actor: setup.requester },
          ...crew.map((actor, at) => ({ party: at === 0 ? ('ann' as const) : ('ben' as const), actor })),
        ];
        const waits = tickets ? waitsOf : waitsIn(example);
        const paid: Party[] = ['ann', 'ben'];
        const play = { world, task: setup.task, moves: movesAt, waits, people, paid, work: WORK };
        const endings = withoutEach(machine, () => play, graph.states, before);
        this.test!.title += ` (${endings.size} classes of states)`;
        expect(endings.size).to.be.greaterThan(5);
        if (process.env['TAGGER_MODEL'] !== undefined) printEndings(endings);
      });

      it('goes no arrow that is not drawn in docs/state-machine.md', () => {
        const [drawn, gone] = [drawnArrows(), all.arrows.gone];
        expect(gone.size).to.be.greaterThan(10);
        expect([...gone.keys()].filter((arrow) => !drawn.has(arrow))).to.deep.equal([]);
        if (process.env['TAGGER_MODEL'] !== undefined)
          for (const [arrow, names] of [...gone].sort()) console.log(`      ${arrow}: ${[...names].join(', ')}`);
      });

      if (example.secret === true)
        it('[attack 173] blames a member only when he had the key, and compensates him once', () => {
          let [blamed, compensated] = [0, 0];
          for (const state of all.graph.states) {
            const { member, page, seat } = viewOf(state);
            const lapsed = member.filter(({ view }) => view.expiredClaims > 0);
            const late = page.flatMap(({ view }) => view.panels).reduce((sum, panel) => sum + panel.late, 0);
            for (const { view } of lapsed) {
              const own = seat.find((candidate) => candidate.view.wallet.equals(view.wallet));
              // After the task the seat may be gone, and what it knew with it.
              if (own === undefined) continue;
              expect(awaitsKey(decodeSeatKey(new PublicKey(own.address), own.account))).to.equal(false);
            }
            expect(late).to.be.at.most(Math.min(example.seats, example.members));
            blamed += lapsed.length;
            compensated += late;
          }
          expect(blamed).to.be.greaterThan(0);
          expect(compensated).to.be.greaterThan(0);
        });

      it('ends with every unit where it belongs', () => {
        const over = all.graph.states.filter(isOver);
        expect(over.length).to.be.greaterThan(0);
        const start = all.graph.states[0] as State;
        const total = (state: State): bigint => inVaults(state) + tokensAt(state, all.world.treasury);
        for (const state of over) {
          const members = viewOf(state).member.map(({ view }) => view);
          const owned = members.reduce(
            (sum, member) => sum + member.stakeActive + member.stakeLocked + member.stakeCooling + member.balance,
            0n,
          );
          // Nothing is locked any more, and what the vaults hold belongs to members.
          expect(
            members.every((member) => member.stakeLocked === 0n && member.seats === 0 && member.tasks === 0),
          ).to.equal(true);
          expect(owned).to.equal(inVaults(state));
          // The only units that are gone were burnt from slashes: two members can lose two bonds at most.
          const burnt = total(start) - total(state);
          expect(burnt >= 0n && burnt <= all.setup.terms.bond).to.equal(true);
        }
      });
    });
  }
});
