/**
 * Opens a task: stores what is published, then sends what the chain says is missing until nothing is. Whatever interrupts it, it looks
 * first when it is started again, and waits for what was signed last to land or to expire: nothing is paid twice.
 */
import type { PublicKey } from '@solana/web3.js';
import type { ActionState } from '../actions/actions.svelte.ts';
import type { ChainState } from '../chain/chain.svelte.ts';
import type { Chain } from '../chain/door.ts';
import { formatUnits } from '../format/amount.ts';
import { sentence } from '../format/error.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import type { WalletState } from '../wallet/wallet.svelte.ts';
import type { Progress } from './data.ts';
import type { Draft } from './draft.svelte.ts';
import { planOf } from './plan.ts';
import { publish } from './publish.ts';

const said = text.post.fund;
const LOCK = 'tagger-post';
/** Milliseconds between looks at a transaction that may still land. */
const LOOK_MS = 1_000;

export type Stage = 'idle' | 'look' | 'wait' | 'key' | 'upload' | 'sign' | 'done';

class Stopped extends Error {}

export class Funding {
  stage = $state<Stage>('idle');
  done = $state(0);
  of = $state(0);
  problem = $state<string>();

  constructor(
    private readonly draft: Draft,
    private readonly chain: ChainState,
    private readonly wallet: WalletState,
    private readonly vault: VaultState,
    private readonly actions: ActionState,
  ) {}

  get busy(): boolean {
    return this.stage !== 'idle' && this.stage !== 'done';
  }

  /** Does all that is missing. The task's address once it is open; undefined where it stopped, `problem` says why. */
  async go(): Promise<string | undefined> {
    if (this.busy) return undefined;
    this.problem = undefined;
    this.stage = 'look';
    try {
      // Another tab of the same browser must not do the same at the same time.
      const task = await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
        if (lock === null) throw new Stopped(said.otherTab);
        return this.work();
      });
      this.stage = 'done';
      return task;
    } catch (error) {
      this.problem = sentence(error);
      this.stage = 'idle';
      return undefined;
    }
  }

  private async work(): Promise<string> {
    const chain = await this.chain.open();
    const { client, connection, PublicKey } = chain;
    const { address } = this.wallet;
    if (address === undefined) throw new Stopped(text.actions.noWallet);
    const requester = new PublicKey(address);
    const config = await chain.config();
    const progress = await this.begun(chain, address);
    if (progress.inFlight !== undefined) await this.landed(chain, progress);
    const plan = planOf(chain, config, this.draft.data, this.draft.items);
    const nonce = BigInt(progress.nonce);
    const task = client.taskPda(requester, nonce);
    if ((await client.fetchTask(connection, task)) === null) await this.affordable(chain, requester, plan.most);
    this.stage = 'key';
    const published = await publish(chain, this.vault, this.draft, plan, progress, task, (done, of) => {
      [this.stage, this.done, this.of] = ['upload', done, of];
    });
    const about = {
      operator: requester,
      task,
      terms: plan.terms,
      panels: published.layout.panels,
      feeBps: config.params.feeBps,
      isPrivate: this.draft.data.private,
    };
    for (this.done = 0; ; this.done += 1) {
      const [known, pages, member] = await Promise.all([
        client.fetchTask(connection, task),
        client.listPages(connection, { task }),
        client.fetchMember(connection, requester),
      ]);
      if (known !== null && !published.isOf(known)) throw new Stopped(said.otherTask);
      if (known?.cancelled === 1) throw new Stopped(said.cancelled);
      const missing = plan.most - (known?.funded ?? 0n);
      const clock = await client.fetchClock(connection);
      const first = [
        ...(member === null ? [client.createMember({ wallet: requester })] : []),
        ...(known === null ? [client.openTask(published.opening(requester, nonce, clock.seconds + plan.life))] : []),
        ...(missing > 0n
          ? [
              client.fundTask({
                ...{ payer: requester, task, amount: missing, tagMint: config.tagMint },
                from: await chain.tokensOf(requester),
              }),
            ]
          : []),
      ];
      const left = client.postingTransactions(about, pages, first);
      const [next] = left;
      if (next === undefined) return task.toBase58();
      [this.stage, this.of] = ['sign', this.done + left.length];
      const title = known === null ? said.openTitle(formatUnits(missing)) : said.panelsTitle(this.done + 1, this.of);
      const sent = await this.actions.run({
        title,
        instructions: () => next,
        approve: async ({ signature, lastValidBlockHeight }) => {
          progress.inFlight = { signature, lastValidBlockHeight };
          await this.draft.remember(progress);
        },
      });
      if (sent === undefined) throw new Stopped(said.stopped);
      delete progress.inFlight;
      await this.draft.remember(progress);
    }
  }

  /** What was begun before, or a new beginning, which is written down before anything else happens. */
  private async begun({ connection }: Chain, wallet: string): Promise<Progress> {
    const genesis = await connection.getGenesisHash();
    const before = $state.snapshot(this.draft.data.progress);
    if (before !== undefined && before.genesis !== genesis) throw new Stopped(said.otherNetwork);
    if (before !== undefined && before.wallet !== wallet) throw new Stopped(said.otherWallet(before.wallet));
    if (before !== undefined) return before;
    const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
    const progress = { wallet, genesis, nonce: String((BigInt(high) << 32n) | BigInt(low)), posted: {} };
    await this.draft.remember(progress);
    return progress;
  }

  /** Waits until the transaction that was signed last has landed or can't any more. */
  private async landed({ connection }: Chain, progress: Progress): Promise<void> {
    const { signature, lastValidBlockHeight } = progress.inFlight!;
    for (;;) {
      const height = await connection.getBlockHeight('confirmed');
      const { value } = await connection.getSignatureStatus(signature, { searchTransactionHistory: true });
      if (value?.confirmationStatus === 'confirmed' || value?.confirmationStatus === 'finalized') break;
      if (value === null && height > lastValidBlockHeight) break;
      this.stage = 'wait';
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    delete progress.inFlight;
    await this.draft.remember(progress);
  }

  private async affordable(chain: Chain, wallet: PublicKey, most: bigint): Promise<void> {
    const account = await chain.connection.getTokenAccountBalance(await chain.tokensOf(wallet)).catch(() => undefined);
    const has = BigInt(account?.value.amount ?? 0);
    if (has < most) throw new Stopped(said.poor(formatUnits(most), formatUnits(has)));
  }
}
