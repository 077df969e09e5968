/** What is in force, what is proposed, and what votes a wallet has. Read from the chain. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type {
  BallotAccount,
  ChainClock,
  ConfigAccount,
  Domain,
  DomainsAccount,
  Due,
  GovernanceAccount,
  Keyed,
  MemberAccount,
  ProposalAccount,
  ProposalTimes,
  VoterAccount,
} from '@tagger/client';
import type { Chain } from '../chain/door.ts';

export interface Present {
  config: ConfigAccount;
  governance: GovernanceAccount;
  list: DomainsAccount;
  domains: Domain[];
  clock: ChainClock;
  /** What all votes weigh today, base units. */
  votesToday: bigint;
  /** Entries that are paused, by name, and until when. */
  paused: { entries: string[]; until: bigint };
}

/** `undefined` where the network has no governance. The configuration is read anew: votes change it. */
export async function presentOf({ client, connection }: Chain): Promise<Present | undefined> {
  const [config, governance, list, clock] = await Promise.all([
    client.fetchConfig(connection),
    client.fetchGovernance(connection),
    client.fetchDomains(connection),
    client.fetchClock(connection),
  ]);
  if (config === null || governance === null || list === null) return undefined;
  const paused = clock.seconds < config.pausedUntil ? config.paused : 0;
  return {
    config,
    governance,
    list,
    domains: client.domainsOf(list),
    clock,
    votesToday: client.dayOf(clock.seconds) > governance.epoch ? governance.locked : governance.counted,
    paused: {
      entries: Object.entries(client.PAUSE).flatMap(([name, bit]) => ((paused & bit) === 0 ? [] : [name])),
      until: config.pausedUntil,
    },
  };
}

/** Where a proposal stands now, by its status and the chain's time. */
export type Stage = 'voting' | 'counting' | 'locked' | 'executable' | 'expired' | 'over';

export interface Motion {
  proposal: Keyed<ProposalAccount>;
  stage: Stage;
  times: ProposalTimes;
  /** Base units for or abstaining that are needed. */
  quorum: bigint;
  due: Due;
}

export function motionOf({ client }: Chain, proposal: Keyed<ProposalAccount>, present: Present): Motion {
  const { clock, config } = present;
  const grace = clock.lastRestart > proposal.slot ? BigInt(proposal.graceSecs) : 0n;
  const plain = client.proposalTimes(proposal);
  const times = {
    endsAt: plain.endsAt + grace,
    latestEnd: plain.latestEnd,
    executableFrom: plain.executableFrom + grace,
    expiresAt: plain.expiresAt + grace,
  };
  return {
    proposal,
    stage: stageOf(proposal.status, times, clock.seconds),
    times,
    quorum: client.quorumOf(proposal),
    due: client.dueOnProposal(proposal, config.tagMint, clock),
  };
}

function stageOf(status: number, { endsAt, executableFrom, expiresAt }: ProposalTimes, now: bigint): Stage {
  if (status === 0) return now < endsAt ? 'voting' : 'counting';
  if (status !== 1) return 'over';
  if (now < executableFrom) return 'locked';
  return now < expiresAt ? 'executable' : 'expired';
}

/** What a wallet votes with. */
export interface Votes {
  wallet: PublicKey;
  member: Keyed<MemberAccount> | null;
  voter: Keyed<VoterAccount> | null;
  /** Base units that count in a vote opened today. */
  weight: bigint;
  delegate: PublicKey | undefined;
  /** Those whose votes it may cast. */
  castsFor: Keyed<VoterAccount>[];
  /** Base units in the wallet's own account. */
  tokens: bigint;
}

export async function votesOf(chain: Chain, wallet: PublicKey, { seconds }: ChainClock): Promise<Votes> {
  const { client, connection, PublicKey } = chain;
  const [member, voter, castsFor, tokens] = await Promise.all([
    client.fetchMember(connection, wallet),
    client.fetchVoter(connection, wallet),
    client.listVoters(connection, { delegate: wallet }),
    chain.tokensOf(wallet).then((account) => connection.getTokenAccountBalance(account).catch(() => undefined)),
  ]);
  return {
    wallet,
    member,
    voter,
    weight: voter === null ? 0n : (client.weightAt(voter, client.dayOf(seconds)) ?? 0n),
    delegate: voter === null || voter.delegate.equals(PublicKey.default) ? undefined : voter.delegate,
    castsFor,
    tokens: BigInt(tokens?.value.amount ?? 0),
  };
}

/** Votes that may be cast on one proposal: the wallet's own, and those of who trusts it. */
export interface Castable {
  voter: Keyed<VoterAccount>;
  own: boolean;
  /** Base units; 0 where nothing counted when it was opened. */
  weight: bigint;
  ballot: Keyed<BallotAccount> | null;
}

export async function castableOn(
  { client, connection }: Chain,
  votes: Votes,
  { proposal }: Motion,
): Promise<Castable[]> {
  const voters = [...(votes.voter === null ? [] : [votes.voter]), ...votes.castsFor];
  return Promise.all(
    voters.map(async (voter) => ({
      voter,
      own: voter.wallet.equals(votes.wallet),
      weight: client.weightAt(voter, proposal.snapshot) ?? 0n,
      ballot: await client.fetchBallot(connection, proposal.address, voter.wallet),
    })),
  );
}

/** Base units that have to be staked before so much is active. */
export const missingStake = (member: MemberAccount | null, amount: bigint): bigint => {
  const missing = amount - (member?.stakeActive ?? 0n);
  return missing > 0n ? missing : 0n;
};

/** Member and stake, where they are missing. */
export async function staking(
  chain: Chain,
  { wallet, member }: Votes,
  amount: bigint,
): Promise<TransactionInstruction[]> {
  const { client } = chain;
  const missing = missingStake(member, amount);
  const [from, { tagMint }] = [await chain.tokensOf(wallet), await chain.config()];
  return [
    ...(member === null ? [client.createMember({ wallet })] : []),
    ...(missing > 0n ? [client.stake({ wallet, from, tagMint, amount: missing })] : []),
  ];
}

/** Who may pause at once: the guardian, who has to wait between two pauses, and the admin, who also ends one. */
export function guards(
  { config }: Pick<Present, 'config'>,
  wallet: PublicKey | undefined,
): 'guardian' | 'admin' | undefined {
  if (wallet === undefined) return undefined;
  if (config.admin.equals(wallet)) return 'admin';
  return config.guardian.equals(wallet) ? 'guardian' : undefined;
}

/** In what way the wallet may cancel a proposal; `undefined` where it may not. */
export function cancels(
  { client }: Chain,
  { proposal, stage }: Motion,
  { config }: Present,
  wallet: PublicKey,
): 'proposer' | 'guardian' | undefined {
  if (proposal.proposer.equals(wallet) && stage === 'voting' && proposal.ballots === 0) return 'proposer';
  const pending = ['voting', 'counting', 'locked', 'executable'].includes(stage);
  const pause = proposal.change.kind === client.PROPOSAL_KIND.pause;
  return pause && pending && config.guardian.equals(wallet) ? 'guardian' : undefined;
}
