/** The chain these pages show, and whether it can be reached. Made once by the layout, read through `useNetwork`. */
import { getContext, setContext } from 'svelte';
import { isChainOf } from './genesis.ts';
import { readNetwork, type Network } from './network.ts';

const KEY = Symbol('network');
/** Milliseconds between looks at the node, and how long one may take. */
const LOOK_MS = 10_000;
const PATIENCE_MS = 5_000;

/** `wrong`: the node is of another chain than the settings say. */
export type Reach = 'unknown' | 'good' | 'offline' | 'unreachable' | 'wrong';

export class NetworkState {
  /** Undefined until it was read. */
  network = $state.raw<Network>();
  reach = $state<Reach>('unknown');
  private known: (network: Network) => void = () => undefined;
  private readonly read = new Promise<Network>((resolve) => (this.known = resolve));

  /** Resolves once the settings are there, however long that takes. */
  ready(): Promise<Network> {
    return this.read;
  }

  /** Returns how to stop. */
  start(): () => void {
    const look = (): void => void this.look();
    const timer = setInterval(look, LOOK_MS);
    const events = ['online', 'offline'] as const;
    for (const event of events) addEventListener(event, look);
    look();
    return () => {
      clearInterval(timer);
      for (const event of events) removeEventListener(event, look);
    };
  }

  private async look(): Promise<void> {
    if (!navigator.onLine) {
      this.reach = 'offline';
      return;
    }
    try {
      this.network ??= await readNetwork();
      this.known(this.network);
      const response = await fetch(this.network.rpc, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'getGenesisHash' }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const { result } = (await response.json()) as { result?: unknown };
      this.reach = isChainOf(this.network, result) ? 'good' : 'wrong';
    } catch {
      this.reach = 'unreachable';
    }
  }
}

export const createNetwork = (): NetworkState => setContext(KEY, new NetworkState());
export const useNetwork = (): NetworkState => getContext(KEY);
