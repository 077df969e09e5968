/** Every state the machine can reach, breadth first, and what holds in all of them. */
import { escrowTokensPda, stakeTokensPda } from '@tagger/client';
import { checkPage, equal, owedBy, readBooks } from '../support/ledger.ts';
import type { World } from '../support/world.ts';
import { keyOf, type Machine, type Move, type Party, type State } from './machine.ts';
import { tokensAt, viewOf } from './view.ts';

export interface Edge {
  to: number;
  party: Party;
  name: string;
}

export interface Graph {
  states: State[];
  edges: Edge[][];
}

/** The next second at which a window ends; undefined when none is open. */
export function nextDeadline(state: State): bigint | undefined {
  const { task, page } = viewOf(state);
  const deadlines = task.map(({ view }) => view.endsAt);
  for (const panel of page.flatMap(({ view }) => view.panels)) {
    deadlines.push(panel.until);
    for (const slot of panel.slots) if (slot.state === 'claimed') deadlines.push(slot.heldUntil);
  }
  const later = deadlines.filter((at) => at > state.now);
  return later.length === 0 ? undefined : later.reduce((a, b) => (a < b ? a : b));
}

/** A jump of the clock. */
export interface Wait {
  name: string;
  now?: bigint;
  slot?: bigint;
}

/** The jump to the next deadline, if there is one. */
export function nextWait(state: State): Wait[] {
  const now = nextDeadline(state);
  return now === undefined ? [] : [{ name: 'the next deadline', now }];
}

export interface Rules {
  /** Everything anybody may try in a state. */
  moves(state: State): Move[];
  waits(state: State): Wait[];
  /** Equal for states that count as one. */
  key(state: State): string;
  /** Called once for each state. */
  visit(state: State): void;
  /** Called for each step and each jump of the clock, with the state it leads to before that is taken for one like it. */
  took(from: State, to: State, name: string): void;
  /** Gives up beyond this many states. */
  most: number;
}

/** What always counts: states are one when every byte is equal. */
export const EXACT = { waits: nextWait, key: keyOf };

/** Explores everything reachable. */
export function explore(machine: Machine, start: State, rules: Rules): Graph {
  const graph: Graph = { states: [start], edges: [] };
  const known = new Map([[rules.key(start), 0]]);
  for (let at = 0; at < graph.states.length; at += 1) {
    if (graph.states.length > rules.most) throw new Error(`more than ${rules.most} states: make the example smaller`);
    const state = graph.states[at] as State;
    rules.visit(state);
    const out: Edge[] = [];
    const reach = (next: State, party: Party, name: string): void => {
      rules.took(state, next, name);
      const key = rules.key(next);
      let to = known.get(key);
      if (to === undefined) {
        to = graph.states.push(next) - 1;
        known.set(key, to);
      }
      if (to !== at) out.push({ to, party, name });
    };
    for (const move of rules.moves(state)) {
      const next = machine.step(state, move);
      if (next !== undefined) reach(next, move.party, move.name);
    }
    for (const { name, ...time } of rules.waits(state)) reach({ ...state, ...time }, 'time', name);
    graph.edges.push(out);
  }
  return graph;
}

/** States from which the given parties alone can reach one that `done` accepts. */
export function canFinish(graph: Graph, parties: readonly Party[], done: (state: State) => boolean): boolean[] {
  const back: number[][] = graph.states.map(() => []);
  graph.edges.forEach((out, from) => {
    for (const { to, party } of out) if (parties.includes(party)) back[to]?.push(from);
  });
  const reached = graph.states.map(done);
  const queue = reached.flatMap((yes, at) => (yes ? [at] : []));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const from of back[next] ?? []) {
      if (reached[from] === true) continue;
      reached[from] = true;
      queue.push(from);
    }
  }
  return reached;
}

const sum = (values: bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

/** The lamports, and what was in the vaults and nobody's, at first. */
export interface Books {
  lamports: bigint;
  stake: bigint;
  escrow: bigint;
}

/** What the books of every state are compared with. */
export async function booksAt(world: World, start: State): Promise<Books> {
  const { stakeHeld, stakeOwed, escrowHeld, escrowOwed } = await readBooks(world.connection);
  return { lamports: lamportsOf(start), stake: stakeHeld - stakeOwed, escrow: escrowHeld - escrowOwed };
}

const [STAKE, ESCROW] = [stakeTokensPda(), escrowTokensPda()];

/** Throws when a state's books don't balance. */
export function checkState(state: State, before: Books): void {
  const view = viewOf(state);
  const pages = view.page.map((page) => page.view);
  const owed = owedBy({
    members: view.member.map((member) => member.view),
    tasks: view.task.map((task) => task.view),
    pages,
  });
  equal(owed.stakeOwed, tokensAt(state, STAKE) - before.stake, 'stake vault');
  equal(owed.escrowOwed, tokensAt(state, ESCROW) - before.escrow, 'escrow vault');
  equal(lamportsOf(state), before.lamports, 'lamports');
  pages.forEach(checkPage);
}

export const lamportsOf = (state: State): bigint =>
  sum([...state.accounts.values()].map((account) => BigInt(account.lamports)));
