/** One proposal from its opening to its end: Pat asks, Ann and Ben vote, the guardian may stop a pause. */
import { Keypair, type TransactionInstruction } from '@solana/web3.js';
import {
  cancelProposal,
  castBallot,
  changeBallot,
  CHOICE,
  closeBallot,
  closeProposal,
  createProposal,
  executeProposal,
  finalizeProposal,
  PAUSE,
  pauseChange,
  paramsChange,
  proposalPda,
  proposalTimes,
  unlockVotes,
  type Change,
} from '@tagger/client';
import { electorate, SHARES, theGovernance, type Electorate } from '../support/govern.ts';
import { createWorld, theConfig, type World } from '../support/world.ts';
import type { Wait } from './explorer.ts';
import type { Machine, Move, Party, State } from './machine.ts';
import { viewOf } from './view.ts';

export type Kind = 'parameters' | 'pause';

export interface Vote {
  world: World;
  electorate: Electorate;
  change: Change;
  /** The number the proposal will have. */
  number: bigint;
}

/** A world with votes and no proposal yet. */
export async function openVote(kind: Kind): Promise<Vote> {
  const world = await createWorld();
  const people = await electorate(world);
  const { params } = await theConfig(world);
  const pausing = pauseChange(PAUSE.tasks, 3_600);
  const change = kind === 'pause' ? pausing : paramsChange({ ...params, minStake: 2n * params.minStake });
  const { proposals: number } = await theGovernance(world);
  return { world, electorate: people, change, number };
}

/** Everything anybody can try, whatever the state. */
export async function movesOf(machine: Machine, { world, electorate: people, change, number }: Vote): Promise<Move[]> {
  const { ann, ben, pat } = people;
  const proposal = proposalPda(number);
  const { guardian } = await theConfig(world);
  const moves: Move[] = [];
  const add = (party: Party, name: string, instruction: TransactionInstruction): void => {
    moves.push(machine.move(party, name, instruction));
  };
  add('pat', 'propose', createProposal({ wallet: pat.key, number, change }));
  add('pat', 'cancel', cancelProposal({ canceller: pat.key, proposal }));
  add('guardian', 'stop', cancelProposal({ canceller: guardian, proposal }));
  add('keeper', 'cancel for him', cancelProposal({ canceller: Keypair.generate().publicKey, proposal }));
  for (const [party, { key: wallet }, amount] of [
    ['ann', ann, SHARES.ann],
    ['ben', ben, SHARES.ben],
  ] as const) {
    for (const choice of [CHOICE.against, CHOICE.for]) {
      add(party, 'vote', castBallot({ wallet, proposal, choice }));
      add(party, 'vote anew', changeBallot({ wallet, proposal, choice }));
    }
    add(party, 'unlock', unlockVotes({ wallet, amount }));
    add('keeper', 'close ballot', closeBallot({ proposal, wallet }));
  }
  add('keeper', 'finalize', finalizeProposal({ proposal }));
  add('keeper', 'execute', executeProposal({ proposal }));
  add('keeper', 'close proposal', closeProposal({ proposal, proposer: pat.key, tagMint: world.tagMint }));
  return moves;
}

/** The next moment that matters: the last second and the end of the vote, of its latest end, of time lock and execution. */
export function waitsOf(state: State): Wait[] {
  const { proposal, ballot, voter } = viewOf(state);
  const moments = proposal.flatMap(({ view }) => {
    const { endsAt, latestEnd, executableFrom, expiresAt } = proposalTimes(view);
    return [endsAt - 1n, endsAt, latestEnd, executableFrom, expiresAt];
  });
  moments.push(...ballot.map(({ view }) => view.closableFrom), ...voter.map(({ view }) => view.lockedUntil));
  const later = moments.filter((at) => at > state.now);
  return later.length === 0
    ? []
    : [{ name: 'the next deadline', now: later.reduce((first, at) => (at < first ? at : first)) }];
}
