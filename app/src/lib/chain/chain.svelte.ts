/** Opens the door to the chain once, when somebody first needs it. */
import { getContext, setContext } from 'svelte';
import type { NetworkState } from '../network/network.svelte.ts';
import type { Chain } from './door.ts';

const KEY = Symbol('chain');

export class ChainState {
  private opened: Promise<Chain> | undefined;

  constructor(private readonly network: NetworkState) {}

  /** Resolves when the network's settings are known and the code is there; fails when the code can't be loaded. */
  open(): Promise<Chain> {
    return (this.opened ??= this.enter().catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    }));
  }

  private async enter(): Promise<Chain> {
    const [network, { openChain }] = await Promise.all([this.network.ready(), import('./door.ts')]);
    return openChain(network);
  }
}

export const createChain = (network: NetworkState): ChainState => setContext(KEY, new ChainState(network));
export const useChain = (): ChainState => getContext(KEY);
