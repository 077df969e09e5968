import { expect } from 'chai';
import { checkMembers } from '../support/ledger.ts';
import { now } from '../support/time.ts';
import type { Play } from './drain.ts';
import { Arrows, drawnArrows } from './arrows.ts';
import { booksAt, canFinish, checkState, EXACT, explore, type Books, type Graph } from './explorer.ts';
import { classOf, isOver, printEndings, withoutEach } from './gone.ts';
import { Machine, stateOf, type Move, type State } from './machine.ts';
import { movesOf, openVote, waitsOf, type Kind, type Vote } from './vote.ts';
import { nameOf, viewOf } from './view.ts';

const MOST_STATES = 60_000;

/** A pause can go every way a change of parameters can, and one more. */
const KINDS: Kind[] = process.env['TAGGER_MODEL'] === 'full' ? ['pause', 'parameters'] : ['pause'];

interface Explored extends Vote {
  machine: Machine;
  moves: Move[];
  graph: Graph;
  arrows: Arrows;
  before: Books;
}

async function explored(kind: Kind): Promise<Explored> {
  const vote = await openVote(kind);
  const machine = new Machine();
  const start = stateOf(vote.world, BigInt((await now(vote.world)).unixTimestamp));
  const before = await booksAt(vote.world, start);
  const moves = await movesOf(machine, vote);
  const visit = (state: State): void => {
    checkVote(state);
    // What a vote without a quorum costs is burnt, and so gone from vault and books alike.
    checkState(state, before);
  };
  const arrows = new Arrows();
  const graph = explore(machine, start, {
    ...EXACT,
    moves: () => moves,
    waits: waitsOf,
    visit,
    took: arrows.took,
    most: MOST_STATES,
  });
  await vote.world.chain.stop();
  return { ...vote, machine, moves, graph, arrows, before };
}

/** Votes and deposits are locked stake; as long as a vote can go on, the votes cast in it stay locked. */
function checkVote(state: State): void {
  const { member, voter, proposal, ballot } = viewOf(state);
  checkMembers({
    members: member.map(({ view }) => ({ ...view, owner: nameOf(view.wallet) })),
    voters: voter.map(({ view }) => ({ ...view, owner: nameOf(view.wallet) })),
    proposals: proposal.map(({ address, view }) => ({ ...view, address })),
    seats: [],
    pages: [],
    pools: [],
  });
  for (const { view: cast } of ballot) {
    if (state.now >= cast.closableFrom) continue;
    const own = voter.find(({ view }) => view.wallet.equals(cast.wallet))?.view;
    expect(own !== undefined && own.locked >= cast.weight, 'votes stay locked').to.equal(true);
  }
}

const stuckWithout = (graph: Graph, name: string): number => {
  const edges = graph.edges.map((out) => out.filter((edge) => edge.name !== name));
  return canFinish({ ...graph, edges }, ['keeper', 'time'], isOver).filter((can) => !can).length;
};

(process.env['TAGGER_CHAIN'] === 'surfpool' ? describe.skip : describe)('every state of a proposal', function () {
  this.timeout(300_000);
  for (const kind of KINDS) {
    describe(`a change of ${kind}`, () => {
      let all: Explored;
      before(async () => {
        all = await explored(kind);
      });

      it('is reached, and the books balance in each; votes that were cast stay locked', function () {
        const steps = all.graph.edges.reduce((sum, out) => sum + out.length, 0);
        this.test!.title += ` (${all.graph.states.length} states, ${steps} steps)`;
        const names = new Set(all.graph.edges.flat().map((edge) => edge.name));
        const wanted = ['propose', 'cancel', 'vote', 'vote anew', 'unlock', 'finalize', 'execute'];
        expect([...names]).to.include.members([...wanted, 'close proposal', 'close ballot']);
        expect(names.has('stop'), 'the guardian stops pauses only').to.equal(kind === 'pause');
        expect(names.has('cancel for him'), 'a stranger cancels nothing').to.equal(false);
        const reached = new Set(all.graph.states.map(classOf));
        const ends = ['voting', 'succeeded, ballots', 'defeated', 'noQuorum', 'executed, ballots', 'cancelled'];
        expect([...reached]).to.include.members([...ends, 'closed, ballots']);
      });

      it('[attack 74] [attack 77] is left by a stranger alone, if everybody else is gone for good', () => {
        expect(stuckWithout(all.graph, '')).to.equal(0);
        // Without one of the steps anybody may take some would be left by nobody.
        for (const name of ['finalize', 'close proposal', 'close ballot']) {
          const stuck = stuckWithout(all.graph, name);
          if (process.env['TAGGER_MODEL'] !== undefined) console.log(`      without "${name}": ${stuck} states stuck`);
          expect(stuck, `without "${name}"`).to.be.greaterThan(0);
        }
      });

      it('goes no arrow that is not drawn in docs/state-machine.md', () => {
        const [drawn, gone] = [drawnArrows(), all.arrows.gone];
        expect(gone.size).to.be.greaterThan(10);
        expect([...gone.keys()].filter((arrow) => !drawn.has(arrow))).to.deep.equal([]);
        if (process.env['TAGGER_MODEL'] !== undefined)
          for (const [arrow, names] of [...gone].sort()) console.log(`      ${arrow}: ${[...names].join(', ')}`);
      });

      it('[attack 74] [attack 77] whoever is gone for good: the living get everything back, what is his waits', function () {
        const { machine, moves, graph, before, world } = all;
        const { ann, ben, cyd, pat } = all.electorate;
        const people: Play['people'] = [
          { party: 'pat', actor: pat },
          { party: 'ann', actor: ann },
          { party: 'ben', actor: ben },
          { party: 'ben', actor: cyd },
        ];
        const play: Play = { world, moves: () => moves, waits: waitsOf, people, paid: ['pat'], work: ['vote'] };
        const endings = withoutEach(machine, () => play, graph.states, before);
        this.test!.title += ` (${endings.size} classes of states)`;
        expect(endings.size).to.be.greaterThan(5);
        if (process.env['TAGGER_MODEL'] !== undefined) printEndings(endings);
      });
    });
  }
});
