import { expect } from 'chai';
import { checkMembers } from '../support/ledger.ts';
import type { Actor } from '../support/world.ts';
import { Docket, openCourt, type Court, type Plan } from './court.ts';
import type { Play } from './drain.ts';
import { Arrows, drawnArrows } from './arrows.ts';
import { booksAt, canFinish, checkState, explore, type Books, type Edge, type Graph } from './explorer.ts';
import { classOf, isOver, printEndings, withoutEach } from './gone.ts';
import { Machine, type State } from './machine.ts';
import { nameOf, reviewsOf, roundsOf, viewOf } from './view.ts';

const FULL = process.env['TAGGER_MODEL'] === 'full';
const MOST_STATES = 250_000;

const SMALL = { labels: [[1]], payload: false, contests: [[0]], reviewSeats: 1, slowDraws: false, everyOrder: false };
const PLANS: Plan[] = [
  // Contest, review, appeal; the pool is too small to fill the appeal's three seats.
  { ...SMALL, name: 'an appeal', validators: 3, appealRounds: 1, audited: false, cancels: false, leaves: false },
  // The task is cancelled, a validator leaves; epochs end before seats are drawn.
  { ...SMALL, name: 'a validator leaves', validators: 2, appealRounds: 0, audited: false, cancels: true, leaves: true },
  // The only validator judges or leaves; then nobody can be drawn, for the review or for its appeal.
  { ...SMALL, name: 'an empty pool', validators: 1, appealRounds: 1, audited: false, cancels: false, leaves: true },
  // Whatever a payload is worth, validators say; anybody has it judged.
  {
    ...SMALL,
    name: 'a payload',
    payload: true,
    validators: 2,
    appealRounds: 0,
    audited: true,
    cancels: false,
    leaves: false,
  },
];
const MORE: Plan[] = [
  {
    ...SMALL,
    name: 'appeal, audit, cancel',
    validators: 4,
    appealRounds: 1,
    audited: true,
    cancels: true,
    leaves: false,
  },
  {
    ...SMALL,
    name: 'every order',
    validators: 2,
    appealRounds: 0,
    audited: true,
    cancels: true,
    leaves: true,
    slowDraws: true,
    everyOrder: true,
  },
  {
    ...SMALL,
    name: 'three seats, two annotators',
    labels: [[1], [0]],
    validators: 4,
    reviewSeats: 3,
    appealRounds: 0,
    audited: false,
    cancels: false,
    leaves: false,
    slowDraws: true,
  },
];

interface Explored {
  court: Court;
  machine: Machine;
  docket: Docket;
  graph: Graph;
  arrows: Arrows;
  before: Books;
}

async function explored(plan: Plan): Promise<Explored> {
  const court = await openCourt(plan);
  const machine = new Machine();
  const docket = new Docket(machine, court);
  const before = await booksAt(court.world, court.start);
  const visit = (state: State): void => {
    checkState(state, before);
    checkPeople(state);
  };
  const arrows = new Arrows();
  const rules = {
    moves: docket.movesOf,
    waits: docket.waitsOf,
    key: docket.key,
    visit,
    took: arrows.took,
    most: MOST_STATES,
  };
  const graph = explore(machine, court.start, rules);
  await court.world.chain.stop();
  return { court, machine, docket, graph, arrows, before };
}

/** Stakes behind seats and places in the pool, duties of validators, sums of the pool's trees. */
function checkPeople(state: State): void {
  const view = viewOf(state);
  checkMembers({
    members: view.member.map(({ view: found }) => ({ ...found, owner: nameOf(found.wallet) })),
    seats: view.seat.map(({ view: found }) => ({ ...found, owner: nameOf(found.wallet) })),
    pages: view.page.map(({ view: found }) => found),
    pools: view.pool.map(({ view: found }) => found),
    voters: [],
    proposals: [],
  });
}

/** Moves a stranger needs: without any one of them some state is left by nobody. */
const stuckWithout = (graph: Graph, name: string): number[] => {
  const edges = graph.edges.map((out) => out.filter((edge: Edge) => edge.name !== name));
  return canFinish({ ...graph, edges }, ['keeper', 'time'], isOver).flatMap((can, at) => (can ? [] : [at]));
};

/** The validators, those who sit on the last round before the others. */
function judgesFirst(validators: readonly Actor[], state: State): Actor[] {
  const view = viewOf(state);
  const slots = reviewsOf(view)
    .flatMap(({ view: page }) => roundsOf(page))
    .at(-1)
    ?.slots.filter((slot) => slot.state !== 'empty');
  const places = new Set(slots?.map(({ seat }) => seat));
  const sitting = new Set(
    view.pool.flatMap(({ view: pool }) =>
      pool.validators.filter(({ place }) => places.has(place)).map(({ wallet }) => nameOf(wallet)),
    ),
  );
  const sits = ({ key }: Actor): boolean => sitting.has(nameOf(key));
  return [...validators.filter(sits), ...validators.filter((actor) => !sits(actor))];
}

const WORK = ['vote 1', 'reveal 0', 'reveal 1'];

(process.env['TAGGER_CHAIN'] === 'surfpool' ? describe.skip : describe)('every state of a small review', function () {
  this.timeout(3_600_000);
  for (const plan of FULL ? [...PLANS, ...MORE] : PLANS) {
    describe(plan.name, () => {
      let all: Explored;
      before(async () => {
        all = await explored(plan);
      });

      it('is reached, and the books balance in each: no unit, no lamport made, lost or paid twice', function () {
        const steps = all.graph.edges.reduce((sum, out) => sum + out.length, 0);
        this.test!.title += ` (${all.graph.states.length} states, ${steps} steps)`;
        const names = new Set(all.graph.edges.flat().map((edge) => edge.name));
        const wanted = [
          'contest items',
          'contest score',
          'draw',
          'retarget',
          'vote 0',
          'vote 1',
          'reveal 0',
          'reveal 1',
        ];
        expect([...names]).to.include.members([
          ...wanted,
          'expire votes',
          'count',
          'conclude',
          'collect votes',
          'settle',
        ]);
        expect([...names]).to.include.members(['collect', 'leave for him', 'close page', 'sweep', 'close task']);
        expect(names.has('audit'), 'audits').to.equal(plan.audited);
        expect(names.has('cancel'), 'cancelled').to.equal(plan.cancels);
        expect(names.has('leave the pool') && names.has('remove'), 'left the pool').to.equal(plan.leaves);
        const appeals = names.has('appeal items') && names.has('appeal score');
        expect(appeals, 'appeals of both sides').to.equal(plan.appealRounds > 0);
      });

      it('[attack 74] [attack 77] is left by a stranger alone, if everybody else is gone for good', () => {
        expect(stuckWithout(all.graph, '').length, 'states nobody but their owners can leave').to.equal(0);
      });

      it('goes no arrow that is not drawn in docs/state-machine.md', () => {
        const [drawn, gone] = [drawnArrows(), all.arrows.gone];
        expect(gone.size).to.be.greaterThan(20);
        expect([...gone.keys()].filter((arrow) => !drawn.has(arrow))).to.deep.equal([]);
        if (process.env['TAGGER_MODEL'] !== undefined)
          for (const [arrow, names] of [...gone].sort()) console.log(`      ${arrow}: ${[...names].join(', ')}`);
      });

      it('would not be left if an exit were missing', () => {
        for (const name of ['expire votes', 'draw', 'count', 'conclude', 'collect votes', 'close page', 'settle']) {
          const stuck = stuckWithout(all.graph, name);
          if (process.env['TAGGER_MODEL'] !== undefined)
            console.log(`      without "${name}": ${stuck.length} states stuck`);
          expect(stuck.length, `without "${name}"`).to.be.greaterThan(0);
        }
        // Who stays silent can't be waited for: without the deadline nobody gets past him.
        const phases = new Set(
          stuckWithout(all.graph, 'expire votes').map((at) => classOf(all.graph.states[at] as State)),
        );
        expect([...phases]).to.include.members(['challenge / commit', 'challenge / reveal']);
      });

      it('[attack 74] [attack 77] whoever is gone for good: the living get everything back, what is his waits for his key', function () {
        const { machine, court, graph, before } = all;
        const plays = new Map<string, Play>();
        const playOf = (state: State): Play => {
          // In a drain one validator is told from the others, whatever the plan: who sits on the last round, if anybody does.
          const validators = judgesFirst(court.validators, state);
          const order = validators.map(({ key }) => nameOf(key)).join();
          const known = plays.get(order) ?? playWith(validators);
          plays.set(order, known);
          return known;
        };
        const playWith = (validators: Actor[]): Play => {
          const plan = { ...court.plan, leaves: true, everyOrder: false };
          const docket = new Docket(machine, { ...court, validators, plan });
          const people: Play['people'] = [
            { party: 'requester', actor: court.setup.requester },
            ...court.crew.map((actor, at) => ({ party: at === 0 ? ('ann' as const) : ('ben' as const), actor })),
            ...validators.map((actor, at) => ({ party: at === 0 ? ('vera' as const) : ('bench' as const), actor })),
            { party: 'keeper', actor: court.keeper },
          ];
          const { world, setup } = court;
          const [moves, waits] = [docket.movesOf, docket.waitsOf];
          return { world, task: setup.task, moves, waits, people, paid: ['ann', 'ben'], work: WORK };
        };
        const endings = withoutEach(machine, playOf, graph.states, before);
        this.test!.title += ` (${endings.size} classes of states)`;
        expect(endings.size).to.be.greaterThan(5);
        if (process.env['TAGGER_MODEL'] !== undefined) printEndings(endings);
      });
    });
  }
});
