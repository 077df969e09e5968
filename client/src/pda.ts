/** One function per program address; seeds come from the IDL. */
import { PublicKey } from '@solana/web3.js';
import { SEEDS } from './constants.ts';
import { IDL } from './generated/idl.ts';

export const PROGRAM_ID = new PublicKey(IDL.address);
const UPGRADEABLE_LOADER = new PublicKey('BPFLoaderUpgradeab1e11111111111111111111111');

const derive = (...seeds: Uint8Array[]): PublicKey => PublicKey.findProgramAddressSync(seeds, PROGRAM_ID)[0];

/** A number as the program writes it into seeds: `length` bytes, the lowest first. */
function littleEndian(value: bigint, length: 4 | 8): Uint8Array {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, value, true);
  return out.subarray(0, length);
}

export const configPda = (): PublicKey => derive(SEEDS.config);
export const stakeVaultPda = (): PublicKey => derive(SEEDS.stakeVault);
export const escrowVaultPda = (): PublicKey => derive(SEEDS.escrowVault);
/** Token account of the stake vault. */
export const stakeTokensPda = (): PublicKey => derive(SEEDS.stakeTokens);
/** Token account of the escrow vault. */
export const escrowTokensPda = (): PublicKey => derive(SEEDS.escrowTokens);
export const memberPda = (wallet: PublicKey): PublicKey => derive(SEEDS.member, wallet.toBytes());
export const taskPda = (requester: PublicKey, nonce: bigint): PublicKey =>
  derive(SEEDS.task, requester.toBytes(), littleEndian(nonce, 8));
export const pagePda = (task: PublicKey, index: number): PublicKey =>
  derive(SEEDS.page, task.toBytes(), littleEndian(BigInt(index), 4));
export const seatPda = (task: PublicKey, wallet: PublicKey): PublicKey =>
  derive(SEEDS.seat, task.toBytes(), wallet.toBytes());
export const governancePda = (): PublicKey => derive(SEEDS.governance);
export const domainsPda = (): PublicKey => derive(SEEDS.domains);
export const voterPda = (wallet: PublicKey): PublicKey => derive(SEEDS.voter, wallet.toBytes());
export const proposalPda = (number: bigint): PublicKey => derive(SEEDS.proposal, littleEndian(number, 8));
/** The ballot of `wallet`'s votes, whoever casts it. */
export const ballotPda = (proposal: PublicKey, wallet: PublicKey): PublicKey =>
  derive(SEEDS.ballot, proposal.toBytes(), wallet.toBytes());
/** A shard of the validators' pool. */
export const poolPda = (index: number): PublicKey => derive(SEEDS.pool, littleEndian(BigInt(index), 4));
/** Mint of a dataset's title. `nonce` is the publisher's choice. */
export const titlePda = (publisher: PublicKey, nonce: bigint): PublicKey =>
  derive(SEEDS.title, publisher.toBytes(), littleEndian(nonce, 8));
export const datasetPda = (title: PublicKey): PublicKey => derive(SEEDS.dataset, title.toBytes());
export const offerPda = (dataset: PublicKey, index: number): PublicKey =>
  derive(SEEDS.offer, dataset.toBytes(), littleEndian(BigInt(index), 4));
/** Mint of a licence. `nonce` is the buyer's choice. */
export const licenceMintPda = (dataset: PublicKey, buyer: PublicKey, nonce: bigint): PublicKey =>
  derive(SEEDS.licenceMint, dataset.toBytes(), buyer.toBytes(), littleEndian(nonce, 8));
export const licensePda = (mint: PublicKey): PublicKey => derive(SEEDS.license, mint.toBytes());
/** What the transfer hook of a licence needs, for wallets that send it; the hook interface fixes the address. */
export const extraMetasPda = (mint: PublicKey): PublicKey => derive(SEEDS.extraMetas, mint.toBytes());
export const bidPda = (license: PublicKey, bidder: PublicKey): PublicKey =>
  derive(SEEDS.bid, license.toBytes(), bidder.toBytes());
/** The loader's account that names the program's upgrade authority. */
export const programDataPda = (): PublicKey =>
  PublicKey.findProgramAddressSync([PROGRAM_ID.toBytes()], UPGRADEABLE_LOADER)[0];
