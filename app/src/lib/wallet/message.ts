/** The connected wallet as one that signs texts. */
import type { KeyWallet } from '@tagger/client/keys';
import { text } from '../text/index.ts';
import { signatureOf } from './signed.ts';
import { featureOf } from './standard.ts';
import type { WalletState } from './wallet.svelte.ts';

/** Throws where no wallet is connected, or where it signs no texts; signing throws `WalletSignsOther` where it signs something else. */
export function messageSigner({ wallet, account }: WalletState): KeyWallet {
  const signing = wallet === undefined ? undefined : featureOf(wallet, 'solana:signMessage');
  if (account === undefined) throw new Error(text.actions.noWallet);
  if (signing === undefined) throw new Error(text.vault.cannot);
  const publicKey = Uint8Array.from(account.publicKey);
  return {
    publicKey,
    signMessage: async (message) => {
      const answer: unknown = await signing.signMessage({ account, message: message.slice() });
      return signatureOf(answer, message, publicKey);
    },
  };
}
