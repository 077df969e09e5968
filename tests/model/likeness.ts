/**
 * Which states count as one where validators are drawn: those that differ only in what no later step depends on.
 *
 * - Seconds and slots count from the present: how long a window is still open, whether the block of a draw is still to come,
 *   there, forgotten, or of an epoch that is over.
 * - Validators of the bench are alike: who sits where does not matter, only what those who sit have done, and how many.
 * - Hashes (results, seeds, commitments) and the number of tries of a draw are left out; of a commitment counts which vote it
 *   hides.
 */
import { createHash } from 'node:crypto';
import {
  DRAW,
  epochOf,
  fieldSize,
  offsetOf,
  CAMEL_IDL,
  type CourtView,
  type PageView,
  type PoolView,
} from '@tagger/client';
import { digest, type Account, type State } from './machine.ts';
import { nameOf, viewOf, type Placed } from './view.ts';

/** Where the block of a draw is, seen from a slot. */
export function blockOf(target: bigint, slot: bigint): 'to come' | 'there' | 'forgotten' | 'of an epoch that is over' {
  if (slot <= target) return 'to come';
  if (epochOf(target) !== epochOf(slot)) return 'of an epoch that is over';
  return slot - target < BigInt(DRAW.remembered) ? 'there' : 'forgotten';
}

/** What is the same for everybody who looks at an account, whatever the time. */
interface Gist {
  text: string;
  deadlines: bigint[];
  draws: bigint[];
  /** By place in the pool: what a validator has done on this page. */
  done: [place: number, what: string][];
}

/** The coder gives arrays of bytes as they are. */
const bytes = (value: Uint8Array | number[]): Uint8Array => Uint8Array.from(value);
const gists = new WeakMap<Account, Gist>();
const text = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

/** Tells which vote a commitment hides. */
export type Voted = (commitment: Uint8Array) => string;

function gistOfCourt(round: CourtView, voted: Voted): { text: string; done: Gist['done'] } {
  const { case: about, number, reserve, phase, seats, waveStart, committed, revealed, toCollect, labels, sure } = round;
  const { items, parent, reason, deposit, wanted, round: at, substituted } = about;
  const drawing = phase === 'draw' ? [about.seed !== undefined, about.seed === undefined ? 0 : about.tries] : [];
  const funder = nameOf(about.funder);
  const head = [number, reserve, phase, seats, waveStart, committed, revealed, toCollect, labels, sure];
  const done = round.slots
    .filter(({ state }) => state !== 'empty')
    .map(({ index, seat, state, answered, agreed, goldTotal, reward, commitment }): [number, string] => [
      seat,
      text([number, state, answered, agreed, goldTotal, reward, voted(bytes(commitment)), round.answers[index]]),
    ]);
  return { text: text([head, items, parent, reason, deposit, funder, wanted, at, substituted, drawing]), done };
}

function gistOfPage({ account, view }: Placed<PageView>, voted: Voted): Gist {
  const known = gists.get(account);
  if (known !== undefined) return known;
  const { index, review, free, reservedFunds, credited, fees, slashed, paid, answers, itemsSettled } = view;
  const { firstPanel, nextPanel, panelsSettled } = view;
  const gist: Gist = { text: '', deadlines: [view.endsAt], draws: [], done: [] };
  const parts: unknown[] = [
    [index, review, nameOf(view.rentPayer), free, reservedFunds, credited, fees, slashed, paid, answers, itemsSettled],
    [firstPanel, nextPanel, panelsSettled],
  ];
  for (const panel of view.panels) {
    gist.deadlines.push(panel.until);
    if (panel.case === undefined) {
      const { number, reserve, phase, wave, seats, committed, revealed, toCollect, openCases } = panel;
      const slots = panel.slots.map(({ state, seat, answered, agreed, reward, carry }) => [
        [state, seat, answered, agreed, reward, carry],
      ]);
      parts.push([number, reserve, phase, wave, seats, committed, revealed, toCollect, openCases, slots]);
      parts.push([panel.labels, panel.contested, panel.answers]);
      if (phase === 'challenge' && view.terms.auditItems > 0) gist.draws.push(panel.phaseSlot + BigInt(DRAW.delay));
    } else {
      const court = gistOfCourt(panel as CourtView, voted);
      parts.push(court.text);
      gist.done.push(...court.done);
      if (panel.phase === 'draw') gist.draws.push(panel.case.target);
    }
  }
  gist.text = text(parts);
  gists.set(account, gist);
  return gist;
}

/** Bytes of an account without some of its fields. */
function without(account: Account, kind: 'task', fields: readonly string[]): string {
  const data = Buffer.from(account.data);
  for (const field of fields) {
    const at = offsetOf(kind, field);
    data.fill(0, at, at + sizeOfField(kind, field));
  }
  return `${account.lamports}:${data.toString('latin1')}`;
}

function sizeOfField(kind: string, field: string): number {
  const type = CAMEL_IDL.types?.find((candidate) => candidate.name === kind)?.type;
  const found =
    type?.kind === 'struct' ? type.fields?.find((part) => (part as { name: string }).name === field) : undefined;
  return fieldSize((found as { type: unknown }).type);
}

const tasks = new WeakMap<Account, string>();

/** Equal for states that count as one. `vera` is the address of the one validator who is told from the others. */
export function likeness(state: State, vera: string, voted: Voted): string {
  const { now, slot } = state;
  const view = viewOf(state);
  const left = (deadline: bigint): string => (deadline > now ? `${deadline - now}` : 'over');
  const hash = createHash('sha256');
  for (const { account, view: task } of view.task) {
    const known = tasks.get(account) ?? without(account, 'task', ['endsAt', 'records']);
    tasks.set(account, known);
    hash.update(known).update(left(task.endsAt));
  }
  const done = new Map<number, string[]>();
  for (const page of view.page) {
    const gist = gistOfPage(page, voted);
    hash.update(gist.text).update(text(gist.deadlines.map(left)));
    hash.update(text(gist.draws.map((target) => blockOf(target, slot))));
    for (const [place, what] of gist.done) done.set(place, [...(done.get(place) ?? []), `${page.view.index}${what}`]);
  }
  for (const { address, account } of [...view.seat, ...view.other].sort((a, b) => (a.address < b.address ? -1 : 1)))
    hash.update(address).update(digest(account));
  const validators = new Set<string>();
  const alike: string[] = [];
  for (const pool of view.pool) {
    for (const found of validatorsOf(pool, slot)) {
      const member = view.member.find(({ view: candidate }) => nameOf(candidate.wallet) === found.wallet);
      if (member === undefined) continue;
      validators.add(member.address);
      const { stakeActive, stakeLocked, stakeCooling, balance, earned, slashed, votes, coherent } = member.view;
      const person = [stakeActive, stakeLocked, stakeCooling, balance, earned, slashed, votes, coherent];
      alike.push(text([found.wallet === vera, found.text, person, done.get(found.place)]));
      done.delete(found.place);
    }
  }
  // What those did who have left the pool since.
  alike.push(...[...done.values()].flat());
  // Who left the pool and whoever was never in it.
  for (const { address, account } of view.member.sort((a, b) => (a.address < b.address ? -1 : 1)))
    if (!validators.has(address)) hash.update(address).update(digest(account));
  return hash.update(alike.sort().join()).digest('base64');
}

/** The validators of a shard as a draw in `slot` sees them. */
function validatorsOf({ view: pool }: Placed<PoolView>, slot: bigint) {
  const present = pool.epoch < epochOf(slot) ? pool.coming : pool.frozen;
  return pool.validators.map(({ wallet, place, leaf, bond, held, duties, state, since }) => {
    const at = DRAW.poolPlaces + leaf;
    const gone = since <= epochOf(slot);
    return {
      wallet: nameOf(wallet),
      place,
      text: text([bond, held, duties, state, gone, present[at], pool.coming[at]]),
    };
  });
}
