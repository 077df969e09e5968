/** One function per program address; seeds come from the IDL. */
import { PublicKey } from '@solana/web3.js';
import { SEEDS } from './constants.ts';
import { IDL } from './generated/idl.ts';

export const PROGRAM_ID = new PublicKey(IDL.address);
const UPGRADEABLE_LOADER = new PublicKey('BPFLoaderUpgradeab1e11111111111111111111111');

const derive = (...seeds: Uint8Array[]): PublicKey => PublicKey.findProgramAddressSync(seeds, PROGRAM_ID)[0];

function u32(value: number): Uint8Array {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value, true);
  return out;
}

function u64(value: bigint): Uint8Array {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, value, true);
  return out;
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
  derive(SEEDS.task, requester.toBytes(), u64(nonce));
export const pagePda = (task: PublicKey, index: number): PublicKey => derive(SEEDS.page, task.toBytes(), u32(index));
export const seatPda = (task: PublicKey, wallet: PublicKey): PublicKey =>
  derive(SEEDS.seat, task.toBytes(), wallet.toBytes());
/** A shard of the validators' pool. */
export const poolPda = (index: number): PublicKey => derive(SEEDS.pool, u32(index));
/** The loader's account that names the program's upgrade authority. */
export const programDataPda = (): PublicKey =>
  PublicKey.findProgramAddressSync([PROGRAM_ID.toBytes()], UPGRADEABLE_LOADER)[0];
