/** Opens the doors to the chain once each, when somebody first needs them. */
import { getContext, setContext } from 'svelte';
import type { NetworkState } from '../network/network.svelte.ts';
import type { Chain } from './door.ts';
import type { Lobby } from './lobby.ts';

const KEY = Symbol('chain');

export class ChainState {
  private opened: Promise<Chain> | undefined;
  private entered: Promise<Lobby> | undefined;

  constructor(private readonly network: NetworkState) {}

  /** Resolves when the network's settings are known and the code is there; fails when the code can't be loaded. */
  open(): Promise<Chain> {
    return (this.opened ??= this.enter().catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    }));
  }

  /** What can be seen before a wallet is there; small. Fails when the code can't be loaded. */
  lobby(): Promise<Lobby> {
    return (this.entered ??= this.look().catch((error: unknown) => {
      this.entered = undefined;
      throw error;
    }));
  }

  private async look(): Promise<Lobby> {
    const [network, { openLobby }] = await Promise.all([this.network.ready(), import('./lobby.ts')]);
    return openLobby(network);
  }

  private async enter(): Promise<Chain> {
    const [network, { openChain }] = await Promise.all([this.network.ready(), import('./door.ts')]);
    return openChain(network);
  }
}

export const createChain = (network: NetworkState): ChainState => setContext(KEY, new ChainState(network));
export const useChain = (): ChainState => getContext(KEY);
