/** What anyone may push on a review now: keepers, the demo and the command line all move reviews with it. */
import type { Connection, PublicKey, TransactionInstruction } from '@solana/web3.js';
import { fetchClock, isOver } from '../clock.ts';
import { TaggerClientError } from '../errors.ts';
import { fetchPage, fetchTask, type Keyed } from '../fetch.ts';
import type { Keeper } from '../instructions/keeper.ts';
import { concludeAccusation } from '../instructions/breach.ts';
import { collectVotes, concludeCase, expireVotes, retargetDraw, settleCase } from '../instructions/review.ts';
import type { CourtView, PageView } from '../panel.ts';
import { fetchPools, fundersOf, isCourt, nextDraw, roundOf, sittersOf } from '../review.ts';
import { keeperFor } from './moment.ts';

export interface ReviewStep {
  what: 'draw' | 'retarget' | 'expire' | 'count' | 'conclude' | 'collect';
  /** Round of the review. */
  panel: bigint;
  instruction: TransactionInstruction;
}

/** What a review waits for: a block that decides a draw, votes, or an appeal. */
export type ReviewWait = { for: 'block'; slot: bigint } | { for: 'votes' | 'appeal'; until: bigint };

export interface ReviewDue {
  /** To be sent one by one, in order; then ask again. */
  steps: ReviewStep[];
  waits: ReviewWait | undefined;
}

/** Nothing to send and nothing to wait for: the review is over, or its page closed. */
export const isFinished = ({ steps, waits }: ReviewDue): boolean => steps.length === 0 && waits === undefined;

/**
 * Reads a review's page and says what is due. A step may still be refused when somebody else was faster. `keeper` earns the tips
 * on votes that never came.
 */
export async function dueOnReview(connection: Connection, address: PublicKey, keeper?: Keeper): Promise<ReviewDue> {
  const page = await fetchPage(connection, address);
  const rounds = page?.panels.filter(isCourt) ?? [];
  const last = rounds.at(-1);
  if (page == null || last === undefined) return { steps: [], waits: undefined };
  const settled = rounds.filter(({ phase }) => phase === 'settled');
  if (settled.length > 0) return { steps: await collecting(connection, page, settled, keeper), waits: undefined };
  const { what, waits, instruction } = await movingOn(connection, page, last);
  const steps = what === undefined ? [] : [{ what, panel: last.number, instruction }];
  return { steps, waits };
}

type Move =
  | { what: ReviewStep['what']; instruction: TransactionInstruction; waits?: undefined }
  | { what?: undefined; instruction?: undefined; waits?: ReviewWait };

/** The step the last round is in, or what it waits for. */
async function movingOn(connection: Connection, page: Keyed<PageView>, round: CourtView): Promise<Move> {
  const at = { page: page.address, panel: round.number };
  const { phase, until } = round;
  const over = async (): Promise<boolean> => isOver(round, page.terms.restartGraceSecs, await fetchClock(connection));
  switch (phase) {
    case 'draw':
      return drawing(connection, at, round.case.target);
    case 'commit':
    case 'reveal':
      return (await over()) ? { what: 'expire', instruction: expireVotes(at) } : { waits: { for: 'votes', until } };
    case 'revealed':
      return { what: 'count', instruction: settleCase(at) };
    case 'challenge': {
      if (!(await over())) return { waits: { for: 'appeal', until } };
      const { task } = page;
      if (roundOf(page, page.firstPanel).case.reason === 'breach') return accusation(connection, page, round);
      const parts = { ...at, task, subject: round.case.subjectPage, funders: fundersOf(page, round.number) };
      return { what: 'conclude', instruction: concludeCase(parts) };
    }
    default:
      return {};
  }
}

/** The end of an accusation. */
async function accusation(connection: Connection, page: Keyed<PageView>, round: CourtView): Promise<Move> {
  const task = await fetchTask(connection, page.task);
  if (task === null) throw new TaggerClientError('NoTask', 'the task of this accusation is closed');
  const { accused, address } = task;
  const at = { page: page.address, panel: round.number, task: address };
  return { what: 'conclude', instruction: concludeAccusation({ ...at, license: round.case.subjectPage, accused }) };
}

async function drawing(connection: Connection, at: { page: PublicKey; panel: bigint }, target: bigint): Promise<Move> {
  try {
    const { instruction } = await nextDraw(connection, at.page, at.panel);
    return { what: 'draw', instruction };
  } catch (error) {
    const name = error instanceof TaggerClientError ? error.name : undefined;
    if (name === 'SeedGone') return { what: 'retarget', instruction: retargetDraw(at) };
    if (name === 'SeedNotReady') return { waits: { for: 'block', slot: target + 1n } };
    throw error;
  }
}

/** One instruction for everybody who sat and was not paid yet. */
async function collecting(
  connection: Connection,
  { address: page, task }: Keyed<PageView>,
  rounds: readonly CourtView[],
  keeper: Keeper | undefined,
): Promise<ReviewStep[]> {
  const pools = await fetchPools(connection);
  return rounds.flatMap((round) =>
    sittersOf(pools, round)
      .filter(({ slot }) => slot.state === 'revealed' || slot.state === 'missed')
      .map(({ slot, wallet }): ReviewStep => {
        const entries = [{ panel: round.number, slot: slot.index }];
        const tipped = slot.state === 'missed' ? keeperFor(wallet, keeper) : undefined;
        const instruction = collectVotes({ wallet, pool: slot.seat >> 16, task, page, entries, keeper: tipped });
        return { what: 'collect', panel: round.number, instruction };
      }),
  );
}
