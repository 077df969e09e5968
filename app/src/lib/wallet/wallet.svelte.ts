/** Who is connected. Made once by the layout, read by everybody through `useWallet`. */
import { getContext, setContext } from 'svelte';
import type { Wallet, WalletAccount } from '@wallet-standard/base';
import { accountOf, featureOf, watchWallets } from './standard.ts';

const REMEMBERED = 'wallet';
const KEY = Symbol('wallet');

export class WalletState {
  /** All that announced themselves. */
  known = $state.raw<readonly Wallet[]>([]);
  wallet = $state.raw<Wallet>();
  account = $state.raw<WalletAccount>();
  connecting = $state(false);
  private stopEvents: () => void = () => undefined;
  private left: () => Promise<void> = () => Promise.resolve();

  get address(): string | undefined {
    return this.account?.address;
  }

  /** Watches for wallets, and takes up the one that was used last without asking; `left` when the person disconnects. Returns how to stop. */
  start(left: () => Promise<void>): () => void {
    this.left = left;
    const stop = watchWallets((wallets) => {
      this.known = wallets;
      const last = localStorage.getItem(REMEMBERED);
      const again = wallets.find(({ name }) => name === last);
      if (again !== undefined && this.wallet === undefined && !this.connecting) void this.connect(again, true);
    });
    return () => {
      stop();
      this.stopEvents();
    };
  }

  /** Asks the wallet for an account; `silent` asks without a window of its own. False when it gave none. */
  async connect(wallet: Wallet, silent = false): Promise<boolean> {
    this.connecting = true;
    try {
      const given = await featureOf(wallet, 'standard:connect')?.connect({ silent });
      const account = accountOf(given?.accounts);
      if (account === undefined) return false;
      this.take(wallet, account);
      return true;
    } catch (error) {
      if (silent) return false;
      throw error;
    } finally {
      this.connecting = false;
    }
  }

  async disconnect(): Promise<void> {
    const { wallet } = this;
    this.forget();
    await this.left();
    if (wallet !== undefined) await featureOf(wallet, 'standard:disconnect')?.disconnect();
  }

  private take(wallet: Wallet, account: WalletAccount): void {
    this.stopEvents();
    this.wallet = wallet;
    this.account = account;
    localStorage.setItem(REMEMBERED, wallet.name);
    this.stopEvents =
      featureOf(wallet, 'standard:events')?.on('change', ({ accounts }) => {
        if (accounts === undefined) return;
        const next = accountOf(accounts);
        if (next === undefined) this.forget();
        else this.account = next;
      }) ?? (() => undefined);
  }

  private forget(): void {
    this.stopEvents();
    this.wallet = undefined;
    this.account = undefined;
    localStorage.removeItem(REMEMBERED);
  }
}

export const createWallet = (): WalletState => setContext(KEY, new WalletState());
export const useWallet = (): WalletState => getContext(KEY);
