/**
 * What happens when somebody is gone for good: from a state on, none of his signatures comes any more. Strangers push what
 * anybody may push, the living do their work and leave, the clock goes on. Nothing here knows a rule of the program: every step is
 * tried, and those that are not refused are made.
 */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import {
  closeMember,
  closeVoter,
  DRAW,
  epochOf,
  escrowTokensPda,
  leavePool,
  leaveTask,
  removeValidator,
  stakeTokensPda,
  unlockVotes,
  unstake,
  withdrawBalance,
  withdrawStake,
} from '@tagger/client';
import type { Actor, World } from '../support/world.ts';
import type { Wait } from './explorer.ts';
import type { Machine, Move, Party, State } from './machine.ts';
import { nameOf, tokensAt, viewOf, type View } from './view.ts';

/** An example as a drain needs it. */
export interface Play {
  world: World;
  /** Undefined where the example has none. */
  task?: PublicKey;
  moves(state: State): Move[];
  waits(state: State): Wait[];
  /** Everybody who owns something, with the party that signs for him. */
  people: readonly { party: Party; actor: Actor }[];
  /** Whose gains are told. */
  paid: readonly Party[];
  /** Steps that are somebody's work and no exit, by name. */
  work: readonly string[];
}

export interface Ended {
  state: State;
  /** Steps made, and seconds until nothing of the task was left. */
  steps: number;
  seconds: bigint;
}

const MOST_STEPS = 500;

/** Accounts nobody owns alone, and which must be gone in the end. */
export const left = ({ task, page, seat, proposal, ballot }: View): number =>
  [task, page, seat, proposal, ballot].reduce((sum, found) => sum + found.length, 0);

export class Drain {
  private readonly machine: Machine;
  private readonly play: Play;
  private readonly built = new Map<string, Move>();

  constructor(machine: Machine, play: Play) {
    this.machine = machine;
    this.play = play;
  }

  /** Goes on until nothing moves any more. `gone` never sign; `works` tells which work is done. */
  run(from: State, gone: ReadonlySet<Actor>, works: (move: Move) => boolean): Ended {
    let [state, steps] = [from, 0];
    let over: bigint | undefined;
    for (;;) {
      const view = viewOf(state);
      if (over === undefined && left(view) === 0) over = state.now;
      const next = this.step(state, view, gone, works) ?? this.wait(state, view, gone);
      if (next === undefined) return { state, steps, seconds: (over ?? state.now) - from.now };
      state = next;
      steps += 1;
      if (steps > MOST_STEPS) throw new Error('somebody goes round in circles');
    }
  }

  private step(state: State, view: View, gone: ReadonlySet<Actor>, works: (move: Move) => boolean): State | undefined {
    const { play } = this;
    const moves = play.moves(state);
    const tried = [
      ...moves.filter(works),
      ...moves.filter(({ party }) => party === 'keeper'),
      ...this.removals(view),
      ...play.people.filter(({ actor }) => !gone.has(actor)).flatMap((person) => this.exits(view, person)),
    ];
    for (const move of tried) {
      const next = this.machine.step(state, move);
      if (next !== undefined && differs(state, next)) return next;
    }
    return undefined;
  }

  /** The nearest moment that changes anything: blocks come before seconds, epochs last. */
  private wait(state: State, view: View, gone: ReadonlySet<Actor>): State | undefined {
    const waits = this.play.waits(state);
    const leaving = view.pool.some(({ view: pool }) =>
      pool.validators.some((found) => found.state === 'leaving' && found.since > epochOf(state.slot)),
    );
    const epochs = waits.filter(({ name }) => name === 'the next epoch');
    const others = waits.filter(({ name }) => name !== 'the next epoch');
    const block = others.find(({ slot }) => slot !== undefined);
    if (block !== undefined) return this.later(state, block);
    const cooling = view.member
      .filter(({ view: { wallet, stakeCooling } }) => stakeCooling > 0n && !this.isGone(wallet, gone))
      .map(({ view: { coolingUntil } }) => coolingUntil)
      .filter((at) => at > state.now);
    const moments = [...others.flatMap(({ now }) => (now === undefined ? [] : [now])), ...cooling];
    if (moments.length > 0) return { ...state, now: moments.reduce((a, b) => (a < b ? a : b)) };
    const epoch = epochs[0];
    if (epoch !== undefined) return this.later(state, epoch);
    return leaving ? { ...state, slot: (epochOf(state.slot) + 1n) * EPOCH } : undefined;
  }

  private later(state: State, { now = state.now, slot = state.slot }: Wait): State {
    return { ...state, now, slot };
  }

  private isGone(wallet: PublicKey, gone: ReadonlySet<Actor>): boolean {
    return [...gone].some(({ key }) => key.equals(wallet));
  }

  private add(party: Party, name: string, id: string, instruction: () => TransactionInstruction): Move {
    const key = `${name}:${id}`;
    const move = this.built.get(key) ?? this.machine.move(party, name, instruction());
    this.built.set(key, move);
    return move;
  }

  /** Anybody takes out of the pool who left it. */
  private removals(view: View): Move[] {
    return view.pool.flatMap(({ view: pool }) =>
      pool.validators
        .filter(({ state }) => state === 'leaving')
        .map(({ wallet }) => this.add('keeper', 'remove', nameOf(wallet), () => removeValidator({ wallet }))),
    );
  }

  /** Everything a member can sign to get out. */
  private exits(view: View, { party, actor }: Play['people'][number]): Move[] {
    const { task, world } = this.play;
    const { key: wallet, tokens: to } = actor;
    const { tagMint } = world;
    const member = view.member.find(({ view: found }) => found.wallet.equals(wallet))?.view;
    if (member === undefined) return [];
    const id = nameOf(wallet);
    const exits: Move[] = [];
    const add = (name: string, amount: bigint, instruction: () => TransactionInstruction): void => {
      exits.push(this.add(party, name, `${id}:${amount}`, instruction));
    };
    if (task !== undefined && view.seat.some(({ view: seat }) => seat.wallet.equals(wallet)))
      add('leave', 0n, () => leaveTask({ caller: wallet, wallet, task, rentPayer: wallet }));
    if (member.poolPlace !== 0) add('leave the pool', 0n, () => leavePool({ wallet }));
    const locked = view.voter.find(({ view: found }) => found.wallet.equals(wallet))?.view.locked;
    if (locked !== undefined && locked > 0n) add('unlock', locked, () => unlockVotes({ wallet, amount: locked }));
    if (locked === 0n) add('close voter', 0n, () => closeVoter({ wallet }));
    const { stakeActive, stakeCooling, balance } = member;
    if (stakeActive > 0n) add('unstake', stakeActive, () => unstake({ wallet, amount: stakeActive }));
    if (stakeCooling > 0n) add('withdraw stake', 0n, () => withdrawStake({ wallet, to, tagMint }));
    if (balance > 0n) add('withdraw balance', balance, () => withdrawBalance({ wallet, to, tagMint, amount: balance }));
    add('close member', 0n, () => closeMember({ wallet }));
    return exits;
  }
}

const EPOCH = BigInt(DRAW.epochSlots);

/** Whether a step changed anything: some may be made again and again. */
const differs = (a: State, b: State): boolean =>
  a.accounts.size !== b.accounts.size || [...b.accounts].some(([key, account]) => a.accounts.get(key) !== account);

/** What somebody owns in a state: TAG in his wallet, stake and balance with us; lamports in his wallet and in rents he paid. */
export interface Property {
  tokens: bigint;
  stake: bigint;
  slashed: bigint;
  balance: bigint;
  lamports: bigint;
  rents: bigint;
}

export function propertyOf(state: State, { key, tokens }: Actor): Property {
  const view = viewOf(state);
  const member = view.member.find(({ view: found }) => found.wallet.equals(key))?.view;
  const paid = [
    ...view.task,
    ...view.member,
    ...view.seat,
    ...view.page,
    ...view.voter,
    ...view.proposal,
    ...view.ballot,
  ]
    .filter(({ view: found }) => found.rentPayer.equals(key))
    .reduce((sum, { account }) => sum + BigInt(account.lamports), 0n);
  const staked = member === undefined ? 0n : member.stakeActive + member.stakeLocked + member.stakeCooling;
  return {
    tokens: tokensAt(state, tokens),
    stake: staked,
    slashed: member?.slashed ?? 0n,
    balance: member?.balance ?? 0n,
    lamports: BigInt(state.accounts.get(nameOf(key))?.lamports ?? 0),
    rents: paid,
  };
}

const VAULTS = [stakeTokensPda(), escrowTokensPda()];

/** What both vaults hold. */
export const inVaults = (state: State): bigint => VAULTS.reduce((sum, vault) => sum + tokensAt(state, vault), 0n);
