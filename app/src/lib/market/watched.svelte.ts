/** A licence as the chain has it now, while it waits for its key; and the chain's time. */
import type { ChainState } from '../chain/chain.svelte.ts';
import { standing, type Licence } from '../services/licences.ts';

/** Milliseconds between looks. */
const LOOK_MS = 2_000;

export class Watched {
  licence = $state.raw<Licence>();
  /** Chain time, unix seconds. */
  seconds = $state<bigint>();

  /** Looks until there is nothing to wait for. Returns how to stop. */
  follow(chain: ChainState, first: Licence): () => void {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      let waiting = true;
      try {
        const { client, connection } = await chain.open();
        const [clock, found] = await Promise.all([
          client.fetchClock(connection),
          client.fetchLicense(connection, first.mint),
        ]);
        if (stopped) return;
        this.seconds = clock.seconds;
        this.licence = found ?? first;
        const stands = standing(this.licence, clock.seconds);
        waiting = stands === 'pending';
      } catch {
        // The node is away; the page says so elsewhere, and this looks again.
      }
      if (!stopped && waiting) timer = setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }
}
