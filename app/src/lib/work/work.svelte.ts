/**
 * Sends what is due while any page of the app is open: it asks the chain, does it with the session key, and asks again. Tabs take
 * turns, so that nothing is sent twice. Pages read from here where the person stands.
 */
import { getContext, setContext } from 'svelte';
import { toast } from 'svelte-sonner';
import type { ChainState } from '../chain/chain.svelte.ts';
import { sentence } from '../format/error.ts';
import type { NetworkState } from '../network/network.svelte.ts';
import type { SessionState } from '../session/session.svelte.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import type { WalletState } from '../wallet/wallet.svelte.ts';
import type { JudgeRound } from '../judge/round.ts';
import type { Round } from './round.ts';

const KEY = Symbol('work');
/** Milliseconds between looks while something may become due soon, and while nothing does. */
const SOON_MS = 4_000;
const LATER_MS = 20_000;

/** Salts are made of this secret; the vault names it by its purpose. */
export const SALT = 'salt';
/** Keys of payloads are made of this one. */
const PAYLOAD = 'payload';

export class WorkState {
  /** The last look; of the connected wallet only. */
  round = $state.raw<Round>();
  /** The same for the wallet as a validator. */
  judged = $state.raw<JudgeRound>();
  /** Why the last look failed, in a sentence. */
  trouble = $state<string>();
  /** The connected wallet's secret is on this device. */
  open = $state(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly network: NetworkState,
    private readonly chain: ChainState,
    private readonly wallet: WalletState,
    private readonly session: SessionState,
    private readonly vault: VaultState,
  ) {}

  /** Looks once if this device keeps work of the wallet, and goes on; loads nothing where there is none. */
  async resume(address: string | undefined): Promise<void> {
    this.stop();
    [this.round, this.judged, this.trouble] = [undefined, undefined, undefined];
    if (address === undefined) return;
    const [{ cluster }, { hasWork }, { hasPlace }] = await Promise.all([
      this.network.ready(),
      import('./kept.ts'),
      import('../judge/kept.ts'),
    ]);
    const wanted = (await hasWork(cluster, address)) || (await hasPlace(cluster, address));
    if (wanted && this.wallet.address === address) await this.look();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Looks now, or again as soon as the present look is over. Never throws: `trouble` says what was wrong. */
  async look(): Promise<void> {
    if (this.running !== undefined) {
      this.again = true;
      await this.running;
      return;
    }
    do {
      this.again = false;
      this.running = this.turn();
      await this.running;
      this.running = undefined;
    } while (this.again);
    this.stop();
    if (this.wallet.address !== undefined) this.timer = setTimeout(() => void this.look(), this.pause());
  }

  private pause(): number {
    const { held = [], desks = [] } = this.round ?? {};
    const waits = desks.some(({ seat }) => seat.ticket.target !== 0n);
    const busy = held.some(({ standing }) => ['label', 'waiting', 'reveal', 'owed'].includes(standing));
    const judging = this.judged?.held.some(({ standing }) => ['vote', 'waiting', 'reveal', 'owed'].includes(standing));
    return waits || busy || judging === true ? SOON_MS : LATER_MS;
  }

  private async turn(): Promise<void> {
    const { address } = this.wallet;
    if (address === undefined) return;
    try {
      const [chain, { workRound }, { judgeRound }] = await Promise.all([
        this.chain.open(),
        import('./round.ts'),
        import('../judge/round.ts'),
      ]);
      const { uploadsAs } = await import('../services/upload.ts');
      const [round, judged] = await navigator.locks.request(
        `tagger work ${chain.network.cluster} ${address}`,
        async () => {
          await this.session.look();
          this.open = await this.vault.has();
          const { session } = this.session;
          const worker = { wallet: address, session, secret: this.open ? await this.vault.secret(SALT) : undefined };
          const payload = this.open && { payloadSecret: await this.vault.secret(PAYLOAD) };
          // Records of suggestions are looked for under the wallet and its session key.
          const posting = session && { storage: uploadsAs(chain, session.key.secretKey) };
          return [
            await workRound(chain, { ...worker, ...payload, ...posting }),
            await judgeRound(chain, worker),
          ] as const;
        },
      );
      if (this.wallet.address !== address) return;
      [this.round, this.judged] = [round, judged];
      const [first] = [...round.troubles, ...judged.troubles];
      this.trouble = first === undefined ? undefined : sentence(first);
      this.tell(round, judged);
    } catch (error) {
      this.trouble = sentence(error);
    }
  }

  private tell({ done }: Round, { done: judged }: JudgeRound): void {
    for (const step of ['committed', 'revealed', 'collected', 'shared'] as const)
      if (done[step] > 0) toast.success(text.work.did[step](done[step]));
    for (const step of ['committed', 'revealed', 'collected'] as const)
      if (judged[step] > 0) toast.success(text.judge.did[step](judged[step]));
    // What was done is not in what was read before it.
    if ([...Object.values(done), ...Object.values(judged)].some((count) => count > 0)) this.again = true;
  }
}

export const createWork = (
  network: NetworkState,
  chain: ChainState,
  wallet: WalletState,
  session: SessionState,
  vault: VaultState,
): WorkState => setContext(KEY, new WorkState(network, chain, wallet, session, vault));
export const useWork = (): WorkState => getContext(KEY);
