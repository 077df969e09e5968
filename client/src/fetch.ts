/** Reads accounts. Lists filter on the node (`memcmp`) by fields at offsets computed from the IDL. */
import bs58 from 'bs58';
import type { Connection, GetProgramAccountsFilter, PublicKey } from '@solana/web3.js';
import { decodeAccount, discriminatorOf, fieldOffset, type AccountTypes } from './decode.ts';
import { decodePage, type PageView } from './panel.ts';
import {
  ballotPda,
  bidPda,
  configPda,
  domainsPda,
  escrowVaultPda,
  governancePda,
  licensePda,
  memberPda,
  offerPda,
  poolPda,
  PROGRAM_ID,
  proposalPda,
  seatPda,
  stakeVaultPda,
  voterPda,
} from './pda.ts';
import { decodePool, type PoolView } from './pool.ts';
import type {
  BallotAccount,
  BidAccount,
  ConfigAccount,
  DatasetAccount,
  DomainsAccount,
  GovernanceAccount,
  LicenseAccount,
  MemberAccount,
  OfferAccount,
  ProposalAccount,
  SeatAccount,
  TaskAccount,
  VaultAccount,
  VoterAccount,
} from './types.ts';

/** An account with its address. */
export type Keyed<T> = T & { address: PublicKey };

async function fetchOne<N extends keyof AccountTypes>(
  connection: Connection,
  name: N,
  address: PublicKey,
): Promise<Keyed<AccountTypes[N]> | null> {
  const info = await connection.getAccountInfo(address);
  return info === null ? null : { ...decodeAccount(name, info), address };
}

export const fetchConfig = (connection: Connection): Promise<Keyed<ConfigAccount> | null> =>
  fetchOne(connection, 'config', configPda());
export const fetchStakeVault = (connection: Connection): Promise<Keyed<VaultAccount> | null> =>
  fetchOne(connection, 'vault', stakeVaultPda());
export const fetchEscrowVault = (connection: Connection): Promise<Keyed<VaultAccount> | null> =>
  fetchOne(connection, 'vault', escrowVaultPda());
export const fetchMember = (connection: Connection, wallet: PublicKey): Promise<Keyed<MemberAccount> | null> =>
  fetchOne(connection, 'member', memberPda(wallet));
export const fetchTask = (connection: Connection, task: PublicKey): Promise<Keyed<TaskAccount> | null> =>
  fetchOne(connection, 'task', task);
export const fetchSeat = (
  connection: Connection,
  task: PublicKey,
  wallet: PublicKey,
): Promise<Keyed<SeatAccount> | null> => fetchOne(connection, 'seat', seatPda(task, wallet));
export const fetchDataset = (connection: Connection, dataset: PublicKey): Promise<Keyed<DatasetAccount> | null> =>
  fetchOne(connection, 'dataset', dataset);
export const fetchOffer = (
  connection: Connection,
  dataset: PublicKey,
  index: number,
): Promise<Keyed<OfferAccount> | null> => fetchOne(connection, 'offer', offerPda(dataset, index));
/** The licence of a mint. */
export const fetchLicense = (connection: Connection, mint: PublicKey): Promise<Keyed<LicenseAccount> | null> =>
  fetchOne(connection, 'license', licensePda(mint));
/** What somebody bids for the licence of a mint. */
export const fetchBid = (
  connection: Connection,
  mint: PublicKey,
  bidder: PublicKey,
): Promise<Keyed<BidAccount> | null> => fetchOne(connection, 'bid', bidPda(licensePda(mint), bidder));
export const fetchGovernance = (connection: Connection): Promise<Keyed<GovernanceAccount> | null> =>
  fetchOne(connection, 'governance', governancePda());
export const fetchDomains = (connection: Connection): Promise<Keyed<DomainsAccount> | null> =>
  fetchOne(connection, 'domains', domainsPda());
export const fetchVoter = (connection: Connection, wallet: PublicKey): Promise<Keyed<VoterAccount> | null> =>
  fetchOne(connection, 'voter', voterPda(wallet));
export const fetchProposal = (connection: Connection, number: bigint): Promise<Keyed<ProposalAccount> | null> =>
  fetchOne(connection, 'proposal', proposalPda(number));
export const fetchBallot = (
  connection: Connection,
  proposal: PublicKey,
  wallet: PublicKey,
): Promise<Keyed<BallotAccount> | null> => fetchOne(connection, 'ballot', ballotPda(proposal, wallet));

/** A page with its live panels. */
export async function fetchPage(connection: Connection, page: PublicKey): Promise<Keyed<PageView> | null> {
  const info = await connection.getAccountInfo(page);
  return info === null ? null : { ...decodePage(info), address: page };
}

/** A shard of the validators' pool. */
export async function fetchPool(connection: Connection, index: number): Promise<Keyed<PoolView> | null> {
  const address = poolPda(index);
  const info = await connection.getAccountInfo(address);
  return info === null ? null : { ...decodePool(info), address };
}

/** Byte offset of a field of an account, discriminator included. */
export const offsetOf = (account: keyof AccountTypes, field: string): number => 8 + fieldOffset(account, field);

async function list<N extends keyof AccountTypes>(
  connection: Connection,
  name: N,
  wanted: Record<string, PublicKey | number | undefined>,
) {
  const filters: GetProgramAccountsFilter[] = [{ memcmp: { offset: 0, bytes: bs58.encode(discriminatorOf(name)) } }];
  for (const [field, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    // Numbers are those of one byte.
    const bytes = typeof value === 'number' ? bs58.encode([value]) : value.toBase58();
    filters.push({ memcmp: { offset: offsetOf(name, field), bytes } });
  }
  return connection.getProgramAccounts(PROGRAM_ID, { filters });
}

export async function listMembers(connection: Connection): Promise<Keyed<MemberAccount>[]> {
  const found = await list(connection, 'member', {});
  return found.map(({ pubkey, account }) => ({ ...decodeAccount('member', account), address: pubkey }));
}

export async function listTasks(
  connection: Connection,
  wanted: { requester?: PublicKey } = {},
): Promise<Keyed<TaskAccount>[]> {
  const found = await list(connection, 'task', wanted);
  return found.map(({ pubkey, account }) => ({ ...decodeAccount('task', account), address: pubkey }));
}

/** Pages of a task by index, panels included. */
export async function listPages(connection: Connection, wanted: { task?: PublicKey } = {}): Promise<Keyed<PageView>[]> {
  const found = await list(connection, 'page', wanted);
  return found
    .map(({ pubkey, account }) => ({ ...decodePage(account), address: pubkey }))
    .sort((a, b) => a.index - b.index);
}

/** Pages of reviews, by task and number; each holds one review with its appeals. */
export async function listReviews(
  connection: Connection,
  wanted: { task?: PublicKey } = {},
): Promise<Keyed<PageView>[]> {
  const found = await list(connection, 'page', { ...wanted, review: 1 });
  const order = (page: PageView): string => `${page.task.toBase58()} ${String(page.index).padStart(10, '0')}`;
  return found
    .map(({ pubkey, account }) => ({ ...decodePage(account), address: pubkey }))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Bytes of a task's seats. */
export const listSeatInfos = (connection: Connection, task: PublicKey) => list(connection, 'seat', { task });

export async function listSeats(
  connection: Connection,
  wanted: { task?: PublicKey; wallet?: PublicKey } = {},
): Promise<Keyed<SeatAccount>[]> {
  const found = await list(connection, 'seat', wanted);
  return found
    .map(({ pubkey, account }) => ({ ...decodeAccount('seat', account), address: pubkey }))
    .sort((a, b) => a.index - b.index);
}

/** Datasets in order of their publication. */
export async function listDatasets(
  connection: Connection,
  wanted: { publisher?: PublicKey; task?: PublicKey } = {},
): Promise<Keyed<DatasetAccount>[]> {
  const found = await list(connection, 'dataset', wanted);
  return found
    .map(({ pubkey, account }) => ({ ...decodeAccount('dataset', account), address: pubkey }))
    .sort((a, b) => Number(a.publishedAt - b.publishedAt));
}

/** Offers by index. */
export async function listOffers(
  connection: Connection,
  wanted: { dataset?: PublicKey } = {},
): Promise<Keyed<OfferAccount>[]> {
  const found = await list(connection, 'offer', wanted);
  return found
    .map(({ pubkey, account }) => ({ ...decodeAccount('offer', account), address: pubkey }))
    .sort((a, b) => a.index - b.index);
}

/** Licences, the oldest purchase first; `state` by its number (`LICENCE_STATES`). */
export async function listLicenses(
  connection: Connection,
  wanted: { dataset?: PublicKey; holder?: PublicKey; state?: number } = {},
): Promise<Keyed<LicenseAccount>[]> {
  const found = await list(connection, 'license', wanted);
  return found
    .map(({ pubkey, account }) => ({ ...decodeAccount('license', account), address: pubkey }))
    .sort((a, b) => Number(a.boughtAt - b.boughtAt));
}

/** Bids, the highest first; `license` is the account of a licence, not its mint. */
export async function listBids(
  connection: Connection,
  wanted: { license?: PublicKey; bidder?: PublicKey } = {},
): Promise<Keyed<BidAccount>[]> {
  const found = await list(connection, 'bid', wanted);
  return found
    .map(({ pubkey, account }) => ({ ...decodeAccount('bid', account), address: pubkey }))
    .sort((a, b) => (a.price < b.price ? 1 : a.price > b.price ? -1 : 0));
}

/** Proposals by number. */
export async function listProposals(
  connection: Connection,
  wanted: { proposer?: PublicKey } = {},
): Promise<Keyed<ProposalAccount>[]> {
  const found = await list(connection, 'proposal', wanted);
  return found
    .map(({ pubkey, account }) => ({ ...decodeAccount('proposal', account), address: pubkey }))
    .sort((a, b) => Number(a.number - b.number));
}

export async function listBallots(
  connection: Connection,
  wanted: { proposal?: PublicKey; wallet?: PublicKey; rentPayer?: PublicKey } = {},
): Promise<Keyed<BallotAccount>[]> {
  const found = await list(connection, 'ballot', wanted);
  return found.map(({ pubkey, account }) => ({ ...decodeAccount('ballot', account), address: pubkey }));
}

/** Voters; with `delegate`, those whose votes that wallet may cast. */
export async function listVoters(
  connection: Connection,
  wanted: { delegate?: PublicKey } = {},
): Promise<Keyed<VoterAccount>[]> {
  const found = await list(connection, 'voter', wanted);
  return found.map(({ pubkey, account }) => ({ ...decodeAccount('voter', account), address: pubkey }));
}
