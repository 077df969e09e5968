/** The connected wallet as one that signs texts. */
import type { KeyWallet } from '@tagger/client/keys';
import { text } from '../text/index.ts';
import { featureOf } from './standard.ts';
import type { WalletState } from './wallet.svelte.ts';

/** Throws where no wallet is connected, or where it signs no texts. */
export function messageSigner({ wallet, account }: WalletState): KeyWallet {
  const signing = wallet === undefined ? undefined : featureOf(wallet, 'solana:signMessage');
  if (account === undefined) throw new Error(text.actions.noWallet);
  if (signing === undefined) throw new Error(text.vault.cannot);
  return {
    publicKey: Uint8Array.from(account.publicKey),
    signMessage: async (message) => {
      const [signed] = await signing.signMessage({ account, message });
      if (signed === undefined) throw new Error(text.actions.notSigned);
      return signed.signature;
    },
  };
}
