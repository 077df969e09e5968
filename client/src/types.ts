/** Types derived from the IDL. Amounts, times and counters of 64 bits are `bigint`; nothing is retyped by hand. */
import type { BN, IdlAccounts, IdlEvents, IdlTypes } from '@coral-xyz/anchor';
import type { PublicKey } from '@solana/web3.js';
import type { Tagger } from './generated/tagger.ts';

/** What Anchor decodes, with `bigint` instead of `BN` and bytes as `Uint8Array`. */
export type Plain<T> = T extends BN
  ? bigint
  : T extends PublicKey
    ? PublicKey
    : T extends Buffer | Uint8Array
      ? Uint8Array
      : T extends (infer U)[]
        ? Plain<U>[]
        : T extends object
          ? { [K in keyof T]: Plain<T[K]> }
          : T;

type Accounts = IdlAccounts<Tagger>;
type Types = IdlTypes<Tagger>;
type Events = IdlEvents<Tagger>;

export type ConfigAccount = Plain<Accounts['config']>;
export type VaultAccount = Plain<Accounts['vault']>;
export type MemberAccount = Plain<Accounts['member']>;
export type TaskAccount = Plain<Accounts['task']>;
export type PageAccount = Plain<Accounts['page']>;
export type SeatAccount = Plain<Accounts['seat']>;
export type GovernanceAccount = Plain<Accounts['governance']>;
export type DomainsAccount = Plain<Accounts['domains']>;
export type VoterAccount = Plain<Accounts['voter']>;
export type ProposalAccount = Plain<Accounts['proposal']>;
export type BallotAccount = Plain<Accounts['ballot']>;
export type PoolAccount = Plain<Accounts['pool']>;
export type DatasetAccount = Plain<Accounts['dataset']>;
export type OfferAccount = Plain<Accounts['offer']>;
export type LicenseAccount = Plain<Accounts['license']>;
export type BidAccount = Plain<Accounts['bid']>;
export type AccountName = keyof Accounts;

export type Params = Plain<Types['params']>;
export type GovernanceParams = Plain<Types['governanceParams']>;
export type Change = Plain<Types['change']>;
export type Terms = Plain<Types['terms']>;
export type PanelHead = Plain<Types['panelHead']>;
export type Slot = Plain<Types['slot']>;
export type Case = Plain<Types['case']>;
export type SeatKey = Plain<Types['seatKey']>;
export type Ticket = Plain<Types['ticket']>;
export type Validator = Plain<Types['validator']>;
export type LicenceTerms = Plain<Types['licenceTerms']>;
export type Contents = Plain<Types['contents']>;
export type PanelSpec = Plain<Types['panelSpec']>;

export type EventName = keyof Events;
export type TaggerEvent = { [N in EventName]: { name: N; data: Plain<Events[N]> } }[EventName];
