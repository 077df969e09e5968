/** Constants of the program, read from its IDL: nothing here is typed a second time. */
import { IDL } from './generated/idl.ts';

function constant(name: string): string {
  const found = IDL.constants?.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`the IDL has no constant ${name}: regenerate the client`);
  return found.value;
}

const bytes = (name: string): Uint8Array => Uint8Array.from(JSON.parse(constant(name)) as number[]);
const number = (name: string): number => Number(constant(name));

/** PDA seeds. */
export const SEEDS = {
  config: bytes('CONFIG'),
  stakeVault: bytes('STAKE_VAULT'),
  escrowVault: bytes('ESCROW_VAULT'),
  stakeTokens: bytes('STAKE_TOKENS'),
  escrowTokens: bytes('ESCROW_TOKENS'),
  member: bytes('MEMBER'),
  task: bytes('TASK'),
  page: bytes('PAGE'),
  seat: bytes('SEAT'),
  governance: bytes('GOVERNANCE'),
  domains: bytes('DOMAINS'),
  voter: bytes('VOTER'),
  proposal: bytes('PROPOSAL'),
  ballot: bytes('BALLOT'),
  pool: bytes('POOL'),
  title: bytes('TITLE'),
  dataset: bytes('DATASET'),
  offer: bytes('OFFER'),
  licenceMint: bytes('LICENCE_MINT'),
  license: bytes('LICENSE'),
  extraMetas: bytes('EXTRA_METAS'),
  bid: bytes('BID'),
} as const;

/** Version of the accounts this client understands. */
export const ACCOUNT_VERSION = number('ACCOUNT_VERSION');
/** 100 % in basis points. */
export const FULL_BPS = number('FULL_BPS');
/** Most of a slash that can go to a keeper, basis points. */
export const MAX_KEEPER_TIP_BPS = number('MAX_KEEPER_TIP_BPS');
export const MAX_SEATS = number('MAX_SEATS');
export const MAX_LIVE_PANELS = number('MAX_LIVE_PANELS');
export const MAX_PANEL_ITEMS = number('MAX_PANEL_ITEMS');
export const MAX_WEIGHTED_CLASSES = number('MAX_WEIGHTED_CLASSES');
export const MAX_PRIOR_COST = number('MAX_PRIOR_COST');
export const MAX_WIDE_ANSWERS = number('MAX_WIDE_ANSWERS');
export const MAX_PAGE_BYTES = number('MAX_PAGE_BYTES');
export const CHECKPOINTS = number('CHECKPOINTS');
export const MAX_DOMAINS = number('MAX_DOMAINS');
export const DOMAIN_NAME_BYTES = number('DOMAIN_NAME_BYTES');
export const MAX_FEE_STEP_BPS = number('MAX_FEE_STEP_BPS');
/** A task's records have at most so many peaks. */
export const RECORD_PEAKS = number('RECORD_PEAKS');
/** Seconds after a task's end in which its dataset may be published. */
export const PUBLISH_SECS = number('PUBLISH_SECS');
/** Seconds after a dataset was withdrawn until what contributors did not claim goes to the treasury. */
export const UNCLAIMED_SECS = number('UNCLAIMED_SECS');
/** Seconds after its expiry until anyone may burn a licence. */
export const BURN_SECS = number('BURN_SECS');
/** What a late key of a private task costs the requester, basis points of a member's highest pay on the panel. */
export const LATE_KEY_BPS = number('LATE_KEY_BPS');
/** Items of one review. */
export const MAX_REVIEW_ITEMS = number('MAX_REVIEW_ITEMS');

/** Draws of validators: see `draw.ts`. */
export const DRAW = {
  epochSlots: number('EPOCH_SLOTS'),
  delay: number('DRAW_DELAY'),
  room: number('DRAW_ROOM'),
  remembered: number('REMEMBERED'),
  triesASeat: number('TRIES_A_SEAT'),
  auditSelection: number('AUDIT_SELECTION'),
  auditOffset: number('AUDIT_OFFSET'),
  poolPlaces: number('POOL_PLACES'),
} as const;

/** Tickets: see `ticket.ts`. */
export const TICKET = { panels: number('MAX_TICKET_PANELS'), tries: number('TICKET_TRIES') } as const;

/** Bits of a pause. */
export const PAUSE = {
  stake: number('PAUSE_STAKE'),
  tasks: number('PAUSE_TASKS'),
  claims: number('PAUSE_CLAIMS'),
} as const;

export const COMMIT_DOMAIN = bytes('COMMIT_DOMAIN');
export const DRAW_DOMAIN = bytes('DRAW_DOMAIN');
export const TICKET_DOMAIN = bytes('TICKET_DOMAIN');
export const GOLD_LEAF = bytes('GOLD_LEAF');
export const GOLD_NODE = bytes('GOLD_NODE');
export const RECORD_LEAF = bytes('RECORD_LEAF');
export const RECORD_NODE = bytes('RECORD_NODE');
export const RECORD_ROOT = bytes('RECORD_ROOT');
