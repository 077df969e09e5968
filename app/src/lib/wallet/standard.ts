/** Wallets as they announce themselves by the wallet standard; nothing here knows Svelte or a brand. */
import { getWallets } from '@wallet-standard/app';
import type { Wallet, WalletAccount } from '@wallet-standard/base';

/** What we ask of a wallet: bytes of a transaction in, bytes with its signature out. */
export interface SignTransaction {
  signTransaction(
    ...inputs: { account: WalletAccount; transaction: Uint8Array; chain?: `${string}:${string}` }[]
  ): Promise<readonly { signedTransaction: Uint8Array }[]>;
}
export interface SignMessage {
  signMessage(
    ...inputs: { account: WalletAccount; message: Uint8Array }[]
  ): Promise<readonly { signedMessage: Uint8Array; signature: Uint8Array }[]>;
}
export interface Connect {
  connect(input?: { silent?: boolean }): Promise<{ accounts: readonly WalletAccount[] }>;
}
export interface Disconnect {
  disconnect(): Promise<void>;
}
export interface Events {
  on(event: 'change', listener: (change: { accounts?: readonly WalletAccount[] }) => void): () => void;
}

interface Features {
  'standard:connect': Connect;
  'standard:disconnect': Disconnect;
  'standard:events': Events;
  'solana:signTransaction': SignTransaction;
  'solana:signMessage': SignMessage;
}

/** A feature of a wallet, or undefined. */
export const featureOf = <K extends keyof Features>(wallet: Wallet, name: K): Features[K] | undefined =>
  wallet.features[name as keyof Wallet['features']] as Features[K] | undefined;

/** It connects, and signs transactions of Solana. */
export function isUsable(wallet: Wallet): boolean {
  try {
    return (
      wallet.chains.some((chain) => chain.startsWith('solana:')) &&
      typeof wallet.name === 'string' &&
      featureOf(wallet, 'standard:connect') !== undefined &&
      featureOf(wallet, 'solana:signTransaction') !== undefined
    );
  } catch {
    // Any script in the page can announce what it likes.
    return false;
  }
}

const ICON = /^data:image\/(svg\+xml|webp|png|gif);base64,[A-Za-z0-9+/=]+$/;

/** A wallet's picture as the standard has it, inside its own address; of any other address none. */
export const iconOf = ({ icon }: Wallet): string | undefined =>
  typeof icon === 'string' && icon.length <= 100_000 && ICON.test(icon) ? icon : undefined;

/** The first account that is one: an address and 32 bytes. */
export function accountOf(accounts: unknown): WalletAccount | undefined {
  if (!Array.isArray(accounts)) return undefined;
  const [first] = accounts as (Partial<WalletAccount> | null | undefined)[];
  const usable =
    typeof first?.address === 'string' &&
    /^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(first.address) &&
    ArrayBuffer.isView(first.publicKey) &&
    first.publicKey.byteLength === 32 &&
    Array.isArray(first.chains);
  return usable ? (first as WalletAccount) : undefined;
}

/** Calls `changed` with all usable wallets now and whenever one appears or goes. Returns how to stop. */
export function watchWallets(changed: (wallets: readonly Wallet[]) => void): () => void {
  const wallets = getWallets();
  const tell = (): void => changed(wallets.get().filter(isUsable));
  const stops = [wallets.on('register', tell), wallets.on('unregister', tell)];
  tell();
  return () => stops.forEach((stop) => stop());
}
