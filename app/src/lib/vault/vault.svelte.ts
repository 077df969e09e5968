/**
 * A person's own secret, made from a signature of the wallet: the same on every device, so a lost one costs nothing. It decrypts what
 * is meant for him and hides his answers until they are shown; it moves no money. It stays on the device until the wallet is disconnected.
 */
import { getContext, setContext } from 'svelte';
import { createStore, delMany, get, keys, set } from 'idb-keyval';
import type { Identity } from '@tagger/client/keys';
import type { ItemSigner } from '@tagger/client/storage';
import type { ChainState } from '../chain/chain.svelte.ts';
import type { Chain } from '../chain/door.ts';
import { text } from '../text/index.ts';
import { messageSigner } from '../wallet/message.ts';
import { checkAccount } from '../wallet/signed.ts';
import type { WalletState } from '../wallet/wallet.svelte.ts';

const KEY = Symbol('vault');

export class VaultState {
  /** A question waits for a yes: the person should know why the wallet asks. */
  asked = $state.raw<{ answer(yes: boolean): void }>();
  private readonly store = createStore('tagger-vault', 'identities');
  private readonly open = new Map<string, Promise<Identity>>();

  constructor(
    private readonly chain: ChainState,
    private readonly wallet: WalletState,
  ) {}

  /** The connected wallet's. Asks at most once a device. Throws where there is no wallet, or where it refuses. */
  identity(): Promise<Identity> {
    const { address } = this.wallet;
    if (address === undefined) return Promise.reject(new Error(text.actions.noWallet));
    const known = this.open.get(address);
    if (known !== undefined) return known;
    const opening = this.enter(address);
    this.open.set(address, opening);
    opening.catch(() => this.open.delete(address));
    return opening;
  }

  /** The connected wallet's where it is on this device already: asks nobody. */
  async known(): Promise<Identity | undefined> {
    const { address } = this.wallet;
    if (address === undefined) return undefined;
    const { network } = await this.chain.open();
    return (await get(`${network.cluster} ${address}`, this.store)) === undefined ? undefined : this.identity();
  }

  /** 32 bytes for one purpose. Throws like `identity`. */
  async secret(purpose: string): Promise<Uint8Array> {
    const [{ secretFor }, identity] = await Promise.all([import('./derive.ts'), this.identity()]);
    return secretFor(identity, purpose);
  }

  /** Signs what the person posts to Arweave. Throws like `identity`. */
  async dataSigner(): Promise<ItemSigner> {
    const [{ dataSigner }, identity] = await Promise.all([import('./derive.ts'), this.identity()]);
    return dataSigner(identity);
  }

  /** Whether the connected wallet's is on this device already: whoever must not ask looks here first. */
  async has(): Promise<boolean> {
    const { address } = this.wallet;
    if (address === undefined) return false;
    if (this.open.has(address)) return true;
    const { network } = await this.chain.open();
    return (await get<Uint8Array>(`${network.cluster} ${address}`, this.store)) !== undefined;
  }

  /** Takes every secret off this device. */
  async forget(): Promise<void> {
    this.open.clear();
    await delMany(await keys(this.store), this.store);
  }

  private async enter(address: string): Promise<Identity> {
    const [chain, derive] = await Promise.all([this.chain.open(), import('./derive.ts')]);
    const kept = `${chain.network.cluster} ${address}`;
    const found = await get<Uint8Array>(kept, this.store);
    if (found !== undefined) return new derive.Identity(found);
    await chain.sure();
    if (!(await this.ask())) throw new Error(text.vault.refused);
    const identity = await derive.identityOf(chain, this.signer(chain, address));
    await set(kept, identity.secret, this.store);
    return identity;
  }

  private signer(chain: Chain, address: string) {
    const { account } = this.wallet;
    if (account === undefined || account.address !== address) throw new Error(text.actions.noWallet);
    checkAccount(chain, account);
    return messageSigner(this.wallet);
  }

  private async ask(): Promise<boolean> {
    try {
      return await new Promise<boolean>((answer) => (this.asked = { answer }));
    } finally {
      this.asked = undefined;
    }
  }
}

export const createVault = (chain: ChainState, wallet: WalletState): VaultState =>
  setContext(KEY, new VaultState(chain, wallet));
export const useVault = (): VaultState => getContext(KEY);
