/** Each party gone for good in each class of states, generated from an explored graph: nothing here is written by hand. */
import { expect } from 'chai';
import { configPda, governancePda, offsetOf, PAUSE, PROPOSAL_STATUS, ticketState } from '@tagger/client';
import type { Actor } from '../support/world.ts';
import { Drain, inVaults, left, propertyOf, type Play } from './drain.ts';
import { checkState, lamportsOf, type Books } from './explorer.ts';
import type { Machine, Move, Party, State } from './machine.ts';
import { reviewsOf, roundsOf, subjectOf, viewOf, type View } from './view.ts';

/** By number as stored. */
const PROPOSAL_STATUSES = Object.keys(PROPOSAL_STATUS);

/** Somebody who is gone for good, and what the chain looks like then. */
interface Gone {
  name: string;
  /** Only where there is a task. */
  ofTask?: boolean;
  /** Who never signs again. */
  parties: readonly Party[];
  /** Steps nobody makes any more, whoever could. */
  without?: (move: Move) => boolean;
  change?: (state: State) => State;
}

const EVERYBODY: Party[] = ['requester', 'ann', 'ben', 'vera', 'bench', 'pat', 'guardian'];

const CASES: Gone[] = [
  { name: 'nobody', parties: [] },
  { name: 'requester', parties: ['requester'] },
  { name: 'proposer', parties: ['pat'] },
  { name: 'an annotator', parties: ['ann'], ofTask: true },
  { name: 'all annotators', parties: ['ann', 'ben'], ofTask: true },
  { name: 'a voter', parties: ['ann'], ofTask: false },
  { name: 'all voters', parties: ['ann', 'ben'], ofTask: false },
  { name: 'a validator', parties: ['vera'] },
  { name: 'all validators', parties: ['vera', 'bench'] },
  { name: 'guardian and admin, paused', parties: ['guardian'], change: pausedForGood },
  { name: 'governance', parties: [], ofTask: true, change: ungoverned },
  // Nobody can read what is to be labelled or judged: nobody answers any more. What was committed can still be revealed.
  { name: 'Arweave', parties: [], ofTask: true, without: ({ name }) => /^(claim|commit|vote)/.test(name) },
  { name: 'all but a stranger', parties: EVERYBODY, ofTask: true, change: (state) => ungoverned(pausedForGood(state)) },
  { name: 'all but a stranger', parties: EVERYBODY, ofTask: false, change: pausedForGood },
];

/** The last act of guardian and admin: every entry is paused, and the pause never ends. */
function pausedForGood(state: State): State {
  const address = configPda().toBase58();
  const config = state.accounts.get(address);
  if (config === undefined) throw new Error('there is no config');
  const data = Buffer.from(config.data);
  data.writeUInt8(PAUSE.stake | PAUSE.tasks | PAUSE.claims, offsetOf('config', 'paused'));
  data.writeBigUInt64LE(2n ** 63n, offsetOf('config', 'pausedUntil'));
  return { ...state, accounts: new Map(state.accounts).set(address, { ...config, data }) };
}

/** Governance is not even there any more. */
function ungoverned(state: State): State {
  const accounts = new Map(state.accounts);
  accounts.delete(governancePda().toBase58());
  return { ...state, accounts };
}

/** Which phases the accounts of a state are in: panel, then the rounds of its review; or proposal. Empty once all are closed. */
export function classOf(state: State): string {
  const view = viewOf(state);
  if (view.proposal.length + view.ballot.length > 0) return classOfVote(view);
  if (view.task.length === 0) return '';
  const panel = subjectOf(view)?.view.panels[0];
  const reviews = reviewsOf(view);
  const rounds = reviews.flatMap(({ view: page }) => roundsOf(page));
  const phases = rounds.map(({ phase, case: about }) =>
    about.substituted === 1 && phase === 'draw' ? 'redraw' : phase,
  );
  const closed = subjectOf(view) === undefined ? 'closed' : 'done';
  const tickets = view.seat.map(({ view: { ticket } }) => ticketState(ticket, state.slot));
  const held = ['waiting', 'ready', 'lapsed'].filter((name) => tickets.includes(name as never));
  const words = held.length === 0 ? '' : `, ticket ${held.join(' and ')}`;
  return `${[panel?.phase ?? closed, ...phases].join(' / ')}${words}`;
}

function classOfVote({ proposal, ballot }: View): string {
  const status = proposal.map(({ view }) => PROPOSAL_STATUSES[view.status] ?? '');
  return [...(status.length > 0 ? status : ['closed']), ...(ballot.length > 0 ? ['ballots'] : [])].join(', ');
}

/** Nothing of task or proposal is left, no validator has a duty, and whoever left the pool is out of it. */
export function isOver(state: State): boolean {
  const view = viewOf(state);
  const validators = view.pool.flatMap(({ view: pool }) => pool.validators);
  return (
    left(view) === 0 &&
    validators.every(({ duties, held, state: place }) => duties === 0 && held === 0n && place === 'active')
  );
}

/** How each case ends, by class of state. */
export type Endings = Map<string, string[]>;

/** The class, and what state everything in it is in: slots, tickets, seats, places in the pool, ballots, the task. */
function detailOf(state: State): string {
  const { task, page, seat, pool, ballot } = viewOf(state);
  const parts = [
    task.map(({ view }) => view.cancelled !== 0 || state.now >= view.endsAt),
    page.flatMap(({ view }) => view.panels.map(({ slots }) => slots.map((slot) => slot.state).sort())),
    seat.map(({ view }) => [view.openSlots, ticketState(view.ticket, state.slot)]).sort(),
    pool.flatMap(({ view }) => view.validators.map((found) => `${found.state} ${found.duties}`)).sort(),
    ballot.map(({ view }) => view.choice).sort(),
  ];
  return `${classOf(state)} ${JSON.stringify(parts)}`;
}

/**
 * Tries every case in one state of each class; by hand, with TAGGER_MODEL=full, in one state of each that differs in the state of
 * any account. Throws when somebody alive gets less than everything back. Returns the endings of the first state of each class.
 */
export function withoutEach(
  machine: Machine,
  playOf: (state: State) => Play,
  states: readonly State[],
  before: Books,
): Endings {
  const told = process.env['TAGGER_MODEL'] === 'full' ? detailOf : classOf;
  const samples = new Map<string, State>();
  for (const state of states) {
    const name = told(state);
    if (classOf(state) !== '' && !samples.has(name)) samples.set(name, state);
  }
  const endings: Endings = new Map();
  for (const state of samples.values()) {
    const name = classOf(state);
    const play = playOf(state);
    const drain = new Drain(machine, play);
    const ending = (gone: Gone): string =>
      casesOf(play, gone) ? without(drain, play, gone, state, before, `${name}, without ${gone.name}`) : '';
    const cells = CASES.map(ending);
    if (!endings.has(name)) endings.set(name, cells);
  }
  if (told === detailOf)
    console.log(`      ${samples.size} states that differ in some account's state, each of the above gone`);
  return endings;
}

/** Whether the example has anybody of that kind. */
const casesOf = ({ task, people }: Play, { parties, ofTask }: Gone): boolean =>
  (ofTask === undefined || ofTask === (task !== undefined)) &&
  (parties.length === 0 || parties[0] === 'guardian' || people.some(({ party }) => parties.includes(party)));

function without(drain: Drain, play: Play, gone: Gone, from: State, before: Books, what: string): string {
  const start = gone.change?.(from) ?? from;
  const lost = lamportsOf(from) - lamportsOf(start);
  const dead = new Set(play.people.filter(({ party }) => gone.parties.includes(party)).map(({ actor }) => actor));
  const works = (move: Move): boolean =>
    play.work.includes(move.name) && !gone.parties.includes(move.party) && gone.without?.(move) !== true;
  const { state, seconds } = drain.run(start, dead, works);
  expect(isOver(state), `${what}: the task is gone, no validator has a duty`).to.equal(true);
  checkState(state, { ...before, lamports: before.lamports - lost });
  for (const { actor } of play.people) checkProperty(start, state, actor, dead.has(actor), `${what}: ${actor.name}`);
  // Whoever finds his key again is paid out to the last unit.
  const back = drain.run(state, new Set(), () => false).state;
  expect(inVaults(back), `${what}: the vaults are empty`).to.equal(before.stake + before.escrow);
  const paid = play.people
    .filter(({ party }) => play.paid.includes(party))
    .map(({ actor }) => worth(back, actor) - worth(from, actor));
  return `${lasting(seconds)} · ${paid.join(' ')}`;
}

const lasting = (seconds: bigint): string => (seconds < 7_200n ? `${seconds / 60n} min` : `${seconds / 3_600n} h`);

function checkProperty(start: State, end: State, actor: Actor, gone: boolean, who: string): void {
  const [was, is] = [propertyOf(start, actor), propertyOf(end, actor)];
  if (gone) {
    // Less only what he lost by not doing what he had promised.
    expect(is.stake, `${who}'s stake waits`).to.equal(was.stake - (is.slashed - was.slashed));
    expect(is.balance >= was.balance, `${who}'s balance waits`).to.equal(true);
    expect(is.tokens, `${who}'s wallet`).to.equal(was.tokens);
  } else {
    expect(is.stake + is.balance, `${who} has every unit back`).to.equal(0n);
    expect(is.rents, `${who} has every rent back`).to.equal(0n);
  }
  expect(is.lamports + is.rents, `${who}'s lamports`).to.equal(was.lamports + was.rents);
}

function worth(state: State, actor: Actor): bigint {
  const { tokens, stake, balance } = propertyOf(state, actor);
  return tokens + stake + balance;
}

/**
 * As it stands in docs/state-machine.md: what ends as if nobody were gone is `=`, parties whose absence never changes anything are
 * named above, and states that end alike share a line.
 */
export function printEndings(endings: Endings): void {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  const all = [...endings.values()];
  const there = CASES.flatMap((_, at) => (all.some((cells) => cells[at] !== '') ? [at] : []));
  const matters = there.filter((at) => at === 0 || all.some((cells) => cells[at] !== cells[0]));
  const named = (which: number[]): string[] => which.map((at) => CASES[at]?.name ?? '');
  const lines = new Map<string, string[]>();
  for (const [name, cells] of endings) {
    const rest = matters.map((at) => (at > 0 && cells[at] === cells[0] ? '=' : (cells[at] ?? ''))).join(' | ');
    lines.set(rest, [...(lines.get(rest) ?? []), name]);
  }
  console.log(`Nothing changes without: ${named(there.filter((at) => !matters.includes(at))).join('; ')}.`);
  console.log(line(['state', ...named(matters)]));
  console.log(line(['---', ...matters.map(() => '---')]));
  for (const [rest, names] of lines) console.log(line([names.join('; '), rest]));
}
