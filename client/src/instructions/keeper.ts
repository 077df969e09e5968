/** Who earns the tip of a step that costs a silent member stake. */
import type { AccountMeta, PublicKey } from '@solana/web3.js';
import { memberPda } from '../pda.ts';

/** A keeper: the wallet of a member, who gets tips as stake. `actor` signs: the wallet (the default) or its session key. */
export interface Keeper {
  wallet: PublicKey;
  actor?: PublicKey;
}

/** The accounts that name a keeper, behind the instruction's own. */
export const keeperAccounts = (keeper: Keeper | undefined): AccountMeta[] =>
  keeper === undefined
    ? []
    : [
        { pubkey: memberPda(keeper.wallet), isSigner: false, isWritable: true },
        { pubkey: keeper.actor ?? keeper.wallet, isSigner: true, isWritable: false },
      ];
