/** What proposals change, in words and numbers: changes to vote on, deadlines, quorum, weights, names of domains. */
import { FULL_BPS, DOMAIN_NAME_BYTES, PAUSE } from './constants.ts';
import type {
  Change,
  ConfigAccount,
  DomainsAccount,
  GovernanceAccount,
  GovernanceParams,
  Params,
  ProposalAccount,
  VoterAccount,
} from './types.ts';

/** What a proposal changes. */
export const PROPOSAL_KIND = { params: 0, domainAppend: 1, domainRetire: 2, pause: 3, governance: 4 } as const;
/** How far a proposal got. A succeeded one that was not executed in time stays `succeeded`; see `proposalTimes`. */
export const PROPOSAL_STATUS = {
  voting: 0,
  succeeded: 1,
  defeated: 2,
  noQuorum: 3,
  executed: 4,
  cancelled: 5,
} as const;
/** What a ballot says. */
export const CHOICE = { against: 0, for: 1, abstain: 2 } as const;

const NO_PARAMS: Params = {
  minStake: 0n,
  minBond: 0n,
  unbondingSecs: 0n,
  reviewBond: 0n,
  minReviewFee: 0n,
  weightCap: 0n,
  minWindowSecs: 0,
  maxWindowSecs: 0,
  maxTaskSecs: 0,
  restartGraceSecs: 0,
  maxPauseSecs: 0,
  maxSessionSecs: 0,
  reviewCommitSecs: 0,
  reviewRevealSecs: 0,
  challengeSecs: 0,
  appealSecs: 0,
  feeBps: 0,
  slashHoldBps: 0,
  slashMissBps: 0,
  slashGoldBps: 0,
  slashBurnBps: 0,
  goldFailBps: 0,
  slashReversedBps: 0,
  keeperTipBps: 0,
};
const NO_RULES: GovernanceParams = {
  deposit: 0n,
  minQuorum: 0n,
  votingSecs: 0,
  timelockSecs: 0,
  extensionSecs: 0,
  executionSecs: 0,
  quorumBps: 0,
  maxExtensions: 0,
  reserved: [0, 0],
};
const nothing = (): Change => ({
  kind: 0,
  pauseEntries: 0,
  domain: 0,
  reserved: 0,
  pauseSecs: 0,
  name: new Array<number>(DOMAIN_NAME_BYTES).fill(0),
  params: { ...NO_PARAMS },
  governance: { ...NO_RULES },
});

/** All parameters of the config at once: no set of them is ever half in force. */
export const paramsChange = (params: Params): Change => ({ ...nothing(), kind: PROPOSAL_KIND.params, params });
/** All rules of voting at once. */
export const governanceChange = (governance: GovernanceParams): Change => ({
  ...nothing(),
  kind: PROPOSAL_KIND.governance,
  governance,
});
/** Appends a domain to the list. Throws a `RangeError` for a name that does not fit. */
export const domainAppendChange = (name: string): Change => ({
  ...nothing(),
  kind: PROPOSAL_KIND.domainAppend,
  name: domainName(name),
});
/** Retires the domain at a place of the list; the place stays taken. */
export const domainRetireChange = (domain: number): Change => ({
  ...nothing(),
  kind: PROPOSAL_KIND.domainRetire,
  domain,
});
/** Stops entries (bits of `PAUSE`) for a time. */
export const pauseChange = (pauseEntries: number, pauseSecs: number): Change => ({
  ...nothing(),
  kind: PROPOSAL_KIND.pause,
  pauseEntries,
  pauseSecs,
});

/** A domain's name as the program keeps it: 16 bytes, padded with zeros. */
export function domainName(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > DOMAIN_NAME_BYTES)
    throw new RangeError(`"${text}" has ${bytes.length} bytes: a domain's name has at most ${DOMAIN_NAME_BYTES}`);
  return Array.from({ length: DOMAIN_NAME_BYTES }, (_, at) => bytes[at] ?? 0);
}

const nameText = (bytes: readonly number[]): string => {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(Uint8Array.from(end < 0 ? bytes : bytes.slice(0, end)));
};

export interface Domain {
  /** What tasks and records refer to; never changes. */
  place: number;
  name: string;
  retired: boolean;
}

/** The list of domains, retired ones included. */
export const domainsOf = (account: DomainsAccount): Domain[] =>
  account.names.slice(0, account.count).map((name, place) => ({
    place,
    name: nameText(name),
    retired: ((account.retired >> place) & 1) === 1,
  }));

/** Unix day of a unix second; weights of votes are those of a day. */
export const dayOf = (unixSeconds: bigint): number => Number(unixSeconds / 86_400n);

/**
 * What a voter's votes count for in a vote with this snapshot: what was locked then and still is. `null` when the
 * account changed too often since to tell.
 */
export function weightAt(voter: VoterAccount, day: number): bigint | null {
  const found = voter.checkpoints.find((checkpoint) => checkpoint.epoch <= day);
  if (found === undefined) return null;
  return found.amount < voter.locked ? found.amount : voter.locked;
}

/** Votes for or abstaining that a proposal needs, base units. */
export function quorumOf({ votes, rules }: ProposalAccount): bigint {
  const share = (votes * BigInt(rules.quorumBps) + BigInt(FULL_BPS) - 1n) / BigInt(FULL_BPS);
  return share > rules.minQuorum ? share : rules.minQuorum;
}

/** Unix seconds. A cluster restart after the opening moves each by `graceSecs`. */
export interface ProposalTimes {
  /** Voting ends; a late turn of the outcome may still move it. */
  endsAt: bigint;
  /** Ballots bind votes until then. */
  latestEnd: bigint;
  /** A proposal that passed may be executed from here... */
  executableFrom: bigint;
  /** ...until here. */
  expiresAt: bigint;
}

export function proposalTimes({ endsAt, latestEnd, rules }: ProposalAccount): ProposalTimes {
  const executableFrom = endsAt + BigInt(rules.timelockSecs);
  return { endsAt, latestEnd, executableFrom, expiresAt: executableFrom + BigInt(rules.executionSecs) };
}

/** One number that would change. */
export interface Effect {
  what: string;
  before: string;
  after: string;
}

type Numbers = Record<string, unknown>;

function differences(before: Numbers, after: Numbers): Effect[] {
  return Object.keys(after)
    .filter((field) => field !== 'reserved' && before[field] !== after[field])
    .map((field) => ({ what: field, before: String(before[field]), after: String(after[field]) }));
}

/**
 * What a change would do to the present state, decoded from the account itself: what a voter should read, never the
 * proposer's words.
 */
export function effectsOf(
  change: Change,
  present: { config: ConfigAccount; governance: GovernanceAccount; domains: DomainsAccount },
): Effect[] {
  switch (change.kind) {
    case PROPOSAL_KIND.params:
      return differences(present.config.params, change.params);
    case PROPOSAL_KIND.governance:
      return differences(present.governance.params, change.governance);
    case PROPOSAL_KIND.domainAppend:
      return [{ what: `domain ${present.domains.count}`, before: '', after: nameText(change.name) }];
    case PROPOSAL_KIND.domainRetire: {
      const name = nameText(present.domains.names[change.domain] ?? []);
      return [{ what: `domain ${change.domain}`, before: name, after: `${name} (retired)` }];
    }
    case PROPOSAL_KIND.pause: {
      const entries = Object.entries(PAUSE).filter(([, bit]) => (change.pauseEntries & bit) !== 0);
      return entries.map(([entry]) => ({ what: entry, before: 'open', after: `paused for ${change.pauseSecs} s` }));
    }
    default:
      throw new RangeError(`there is no change of kind ${change.kind}: update the client`);
  }
}
