/** The chain's time as it goes on: read now and then, and carried forward in between without asking the device what time it is. */
import type { ChainState } from './chain.svelte.ts';

const READ_MS = 15_000;

export class ChainSeconds {
  /** Unix seconds of the chain; `undefined` until they were read. */
  now = $state<bigint>();
  private read: { seconds: bigint; at: number } | undefined;

  constructor(private readonly chain: ChainState) {}

  /** Returns how to stop. */
  start(): () => void {
    const [tick, ask] = [setInterval(() => this.tick(), 1_000), setInterval(() => void this.ask(), READ_MS)];
    void this.ask();
    return () => {
      clearInterval(tick);
      clearInterval(ask);
    };
  }

  /** What somebody else read. */
  set(seconds: bigint): void {
    this.read = { seconds, at: performance.now() };
    this.tick();
  }

  private async ask(): Promise<void> {
    try {
      const { client, connection } = await this.chain.open();
      this.set((await client.fetchClock(connection)).seconds);
    } catch {
      // The shell says that the network is away; time goes on.
    }
  }

  private tick(): void {
    if (this.read === undefined) return;
    this.now = this.read.seconds + BigInt(Math.floor((performance.now() - this.read.at) / 1_000));
  }
}
