/** Instructions of administration. Each returns one instruction and sends nothing. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import { configPda, escrowTokensPda, escrowVaultPda, programDataPda, stakeTokensPda, stakeVaultPda } from '../pda.ts';
import type { Params } from '../types.ts';

/** Creates config and vaults; `upgradeAuthority` must be the program's and pays. */
export function initializeConfig(a: {
  upgradeAuthority: PublicKey;
  tagMint: PublicKey;
  treasury: PublicKey;
  admin: PublicKey;
  guardian: PublicKey;
  /** Genesis hash of the cluster, 32 bytes. */
  cluster: Uint8Array;
  params: Params;
}): TransactionInstruction {
  return buildInstruction(
    'initializeConfig',
    {
      upgradeAuthority: a.upgradeAuthority,
      programData: programDataPda(),
      config: configPda(),
      stakeVault: stakeVaultPda(),
      escrowVault: escrowVaultPda(),
      tagMint: a.tagMint,
      stakeTokens: stakeTokensPda(),
      escrowTokens: escrowTokensPda(),
      treasury: a.treasury,
    },
    { args: { admin: a.admin, guardian: a.guardian, cluster: [...a.cluster], params: a.params } },
  );
}

/** `expiresAt` in unix seconds: the signature is void from then on. */
export function updateConfig(a: {
  admin: PublicKey;
  treasury: PublicKey;
  revision: bigint;
  expiresAt: bigint;
  guardian: PublicKey;
  params: Params;
}): TransactionInstruction {
  const { revision, expiresAt, guardian, params } = a;
  return buildInstruction(
    'updateConfig',
    { admin: a.admin, config: configPda(), treasury: a.treasury },
    { args: { revision, expiresAt, guardian, params } },
  );
}

export function proposeAdmin(a: {
  admin: PublicKey;
  successor: PublicKey;
  revision: bigint;
  expiresAt: bigint;
}): TransactionInstruction {
  const { revision, expiresAt, successor } = a;
  return buildInstruction('proposeAdmin', { admin: a.admin, config: configPda() }, { revision, expiresAt, successor });
}

export function acceptAdmin(a: { pendingAdmin: PublicKey }): TransactionInstruction {
  return buildInstruction('acceptAdmin', { pendingAdmin: a.pendingAdmin, config: configPda() }, {});
}

/** `entries`: bits of `PAUSE`; `seconds` until the pause ends by itself. */
export function pause(a: { guardian: PublicKey; entries: number; seconds: number }): TransactionInstruction {
  const { entries, seconds } = a;
  return buildInstruction('pause', { guardian: a.guardian, config: configPda() }, { entries, seconds });
}

export function unpause(a: { admin: PublicKey }): TransactionInstruction {
  return buildInstruction('unpause', { admin: a.admin, config: configPda() }, {});
}
