/** Voters with known shares, and proposals on their way. */
import type { PublicKey } from '@solana/web3.js';
import {
  castBallot,
  CHOICE,
  createMember,
  createProposal,
  createVoter,
  executeProposal,
  fetchGovernance,
  fetchProposal,
  finalizeProposal,
  lockVotes,
  proposalPda,
  proposalTimes,
  stake,
  type Change,
  type GovernanceAccount,
  type Keyed,
  type ProposalAccount,
  type Sent,
} from '@tagger/client';
import { people, team } from './people.ts';
import { now, waitUntil } from './time.ts';
import { together } from './together.ts';
import { act, type Actor, type World } from './world.ts';

export const TAG = 1_000_000n;

/** Of all votes Ann has half, Ben three tenths, Cyd one fifth; what other tests lock is too little to matter. */
export interface Electorate {
  ann: Actor;
  ben: Actor;
  cyd: Actor;
  /** Has stake for deposits and no votes. */
  pat: Actor;
}

export const SHARES = { ann: 500_000n * TAG, ben: 300_000n * TAG, cyd: 200_000n * TAG } as const;
const electorates = new WeakMap<World, Promise<Electorate>>();

/** The voters of this world; made on first use. */
export function electorate(world: World): Promise<Electorate> {
  const known = electorates.get(world) ?? summon(world);
  electorates.set(world, known);
  return known;
}

async function summon(world: World): Promise<Electorate> {
  const [ann, ben, cyd, pat] = (await people(world, 4, 1_000_000n * TAG)) as [Actor, Actor, Actor, Actor];
  const { tagMint } = world;
  const joining = (actor: Actor, amount: bigint) => [
    createMember({ wallet: actor.key }),
    stake({ wallet: actor.key, from: actor.tokens, tagMint, amount }),
  ];
  const steps = Object.entries(SHARES).map(([name, amount]) => {
    const actor = { ann, ben, cyd }[name as keyof typeof SHARES];
    return { signers: [actor], instructions: [...joining(actor, amount), ...voting(actor, amount)] };
  });
  await together(world, [...steps, { signers: [pat], instructions: joining(pat, 100_000n * TAG) }]);
  await nextDay(world);
  return { ann, ben, cyd, pat };
}

const voting = (actor: Actor, amount: bigint) => [
  createVoter({ wallet: actor.key }),
  lockVotes({ wallet: actor.key, amount }),
];

/** New members with `amount` base units of votes each (default 10 of their 100 staked TAG), which count from now on. */
export async function voters(world: World, count: number, amount = 10n * TAG): Promise<Actor[]> {
  const actors = await team(world, count);
  await together(
    world,
    actors.map((actor) => ({ signers: [actor], instructions: voting(actor, amount) })),
  );
  await nextDay(world);
  return actors;
}

/** The first second of the next unix day: what was locked today counts. */
export async function nextDay(world: World): Promise<void> {
  const day = BigInt(Math.floor((await now(world)).unixTimestamp / 86_400));
  await waitUntil(world, (day + 1n) * 86_400n);
}

export async function theGovernance(world: World): Promise<Keyed<GovernanceAccount>> {
  const governance = await fetchGovernance(world.connection);
  if (governance === null) throw new Error('the world has no governance');
  return governance;
}

/** A proposal by number, with its address and deadlines. */
export interface Motion {
  number: bigint;
  proposal: PublicKey;
  proposer: Actor;
}

export async function theProposal(world: World, motion: Motion): Promise<Keyed<ProposalAccount>> {
  const proposal = await fetchProposal(world.connection, motion.number);
  if (proposal === null) throw new Error(`proposal ${motion.number} is closed`);
  return proposal;
}

/** The instruction that opens the next proposal; Pat proposes unless somebody else does. */
export async function proposing(world: World, change: Change, by?: Actor) {
  const wallet = (by ?? (await electorate(world)).pat).key;
  const { proposals: number } = await theGovernance(world);
  return createProposal({ wallet, number, change });
}

/** An open proposal. */
export async function opened(world: World, change: Change, by?: Actor): Promise<Motion & { sent: Sent }> {
  const proposer = by ?? (await electorate(world)).pat;
  const { proposals: number } = await theGovernance(world);
  const sent = await act(world, proposer, await proposing(world, change, proposer));
  return { number, proposal: proposalPda(number), proposer, sent };
}

export type Says = readonly [voter: Actor, choice: number];

/** Casts ballots in this order. */
export async function vote(world: World, { proposal }: Motion, ...ballots: Says[]): Promise<Sent[]> {
  return together(
    world,
    ballots.map(([voter, choice]) => ({
      signers: [voter],
      instructions: [castBallot({ wallet: voter.key, proposal, choice })],
    })),
  );
}

/** A proposal whose voting is over, with these ballots (default: Ann and Ben are for it). */
export async function voted(world: World, change: Change, ballots?: readonly Says[]): Promise<Motion> {
  const { ann, ben } = await electorate(world);
  const motion = await opened(world, change);
  const said = ballots ?? [
    [ann, CHOICE.for],
    [ben, CHOICE.for],
  ];
  await vote(world, motion, ...said);
  await waitUntil(world, (await theProposal(world, motion)).endsAt);
  return motion;
}

/** A finalized proposal. */
export async function finalized(world: World, change: Change, ballots?: readonly Says[]): Promise<Motion> {
  const motion = await voted(world, change, ballots);
  await act(world, motion.proposer, finalizeProposal({ proposal: motion.proposal }));
  return motion;
}

/** A proposal that passed and whose time lock is over. */
export async function executable(world: World, change: Change): Promise<Motion> {
  const motion = await finalized(world, change);
  await waitUntil(world, proposalTimes(await theProposal(world, motion)).executableFrom);
  return motion;
}

/** A change that was voted for and made. */
export async function enacted(world: World, change: Change): Promise<Motion> {
  const motion = await executable(world, change);
  await act(world, motion.proposer, executeProposal({ proposal: motion.proposal }));
  return motion;
}
