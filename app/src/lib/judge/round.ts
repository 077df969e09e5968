/** One look at the chain for a validator, and whatever is due: reveals, commitments, pay. It goes on from what the chain says. */
import type { PublicKey } from '@solana/web3.js';
import type { ChainClock, VoteSheet } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import { sendAs, type Session } from '../session/lend.ts';
import { heldSeats, seatAt, type Held } from './held.ts';
import { forgetSealed, keepPast, keepPlace, keepSealed, sealedVotes, sheetOf } from './kept.ts';
import { pastRound } from './past.ts';

/** Who judges, and with what. */
export interface Judge {
  wallet: string;
  session: Session | undefined;
  /** 32 bytes salts are made of; `undefined` while the person has not given it. */
  secret: Uint8Array | undefined;
}

export interface JudgeRound {
  clock: ChainClock;
  /** The wallet has a place in the pool. */
  validator: boolean;
  held: Held[];
  /** Seats whose reveal is due while their ballot is not on this device. */
  lost: Held[];
  /** Seats that are ready or due while nothing can send for them. */
  stuck: Held[];
  done: { committed: number; revealed: number; collected: number };
  /** What went wrong; it keeps nothing else from being done, and is tried again in the next round. */
  troubles: unknown[];
}

/** Throws what reading the chain throws. Ballots are kept before they are committed to. */
export async function judgeRound(chain: Chain, judge: Judge): Promise<JudgeRound> {
  const { client, connection } = chain;
  const wallet = new chain.PublicKey(judge.wallet);
  const [clock, member] = await Promise.all([client.fetchClock(connection), client.fetchMember(connection, wallet)]);
  const place = member === null ? undefined : client.placeOf(member);
  const round: JudgeRound = {
    clock,
    validator: place !== undefined,
    held: place === undefined ? [] : heldSeats(chain, await client.listReviews(connection), place, clock),
    lost: [],
    stuck: [],
    done: { committed: 0, revealed: 0, collected: 0 },
    troubles: [],
  };
  await keepPlace(chain.network.cluster, judge.wallet, place !== undefined);
  const due = async (wanted: readonly Held['standing'][], step: (held: Held) => Promise<void>): Promise<void> => {
    for (const held of round.held)
      if (wanted.includes(held.standing)) await step(held).catch((error: unknown) => void round.troubles.push(error));
  };
  // Reveals first: nothing costs more than one that is missed.
  await due(['reveal'], (held) => reveal(chain, judge, wallet, held, round));
  await due(['vote'], (held) => commit(chain, judge, wallet, held, round));
  // What is collected is gone from what the next look finds.
  for (const held of round.held) await remember(chain, judge, held, clock);
  await due(['owed', 'missed'], (held) => collect(chain, judge, wallet, held, round));
  return round;
}

async function remember(chain: Chain, judge: Judge, held: Held, clock: ChainClock): Promise<void> {
  const at = seatAt(chain, judge.wallet, held);
  const past = pastRound(held, clock);
  if (past !== undefined) await keepPast(at, past);
  if (held.slot.state === 'revealed') await forgetSealed(at);
}

const ballot = (
  { client }: Chain,
  secret: Uint8Array,
  session: Session | undefined,
  wallet: PublicKey,
  { page, round, slot }: Held,
  votes: readonly number[],
): VoteSheet => ({
  wallet,
  ...(session && { actor: session.key.publicKey }),
  panel: round.number,
  slot: slot.index,
  votes,
  salt: client.saltFor(secret, page.task, page.index, round.number),
});

async function reveal(chain: Chain, judge: Judge, wallet: PublicKey, held: Held, round: JudgeRound): Promise<void> {
  const { client } = chain;
  const { session, secret } = judge;
  if (session === undefined || secret === undefined) {
    round.stuck.push(held);
    return;
  }
  const kept = await sealedVotes(seatAt(chain, judge.wallet, held));
  const sheets = kept.map((votes) => ballot(chain, secret, session, wallet, held, votes));
  const hidden = sheets.findLast((sheet) =>
    client.sheetCommitment(held.page, sheet).every((byte, at) => byte === held.slot.commitment[at]),
  );
  if (hidden === undefined) {
    round.lost.push(held);
    return;
  }
  await sendAs(chain, session, [client.revealSheet(held.page, hidden)], ['revealVotes']);
  round.done.revealed += 1;
}

async function commit(chain: Chain, judge: Judge, wallet: PublicKey, held: Held, round: JudgeRound): Promise<void> {
  const { session, secret } = judge;
  const at = seatAt(chain, judge.wallet, held);
  const sheet = await sheetOf(at, held.round.case.items);
  if (sheet?.ready !== true) return;
  if (session === undefined || secret === undefined) {
    round.stuck.push(held);
    return;
  }
  const votes = sheet.votes.filter((vote) => vote !== null);
  if (votes.length !== sheet.items.length) return;
  // On disk before it is sent: a tab that dies now still can reveal.
  await keepSealed(at, votes);
  const hidden = ballot(chain, secret, session, wallet, held, votes);
  await sendAs(chain, session, [chain.client.commitSheet(held.page, hidden)], ['commitVotes']);
  round.done.committed += 1;
}

async function collect(chain: Chain, judge: Judge, wallet: PublicKey, held: Held, round: JudgeRound): Promise<void> {
  // The bond of a seat that was silent, less what that cost, comes back with it.
  if (judge.session === undefined || held.round.phase !== 'settled') return;
  await sendAs(chain, judge.session, [collecting(chain, wallet, held)], ['collectVotes']);
  round.done.collected += 1;
}

/** What brings a validator's fees and bond back from one seat; anybody may send it. */
export const collecting = ({ client }: Chain, wallet: PublicKey, { page, round, slot }: Held) =>
  client.collectVotes({
    wallet,
    pool: slot.seat >> 16,
    task: page.task,
    page: page.address,
    entries: [{ panel: round.number, slot: slot.index }],
  });
