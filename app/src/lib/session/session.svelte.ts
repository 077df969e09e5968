/**
 * One signature for a batch of work: a key made in this browser that may claim, commit and reveal for the wallet until it ends. It is
 * kept before it is lent anything, so that its fees are never lost with a tab.
 */
import { getContext, setContext } from 'svelte';
import type { Keypair, PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { ActionState } from '../actions/actions.svelte.ts';
import type { ChainState } from '../chain/chain.svelte.ts';
import type { Chain } from '../chain/door.ts';
import type { WalletState } from '../wallet/wallet.svelte.ts';
import { dropSession, keepSession, keptSession } from './kept.ts';
import type { Idle, Session } from './lend.ts';

const KEY = Symbol('session');

export class SessionState {
  /** Of the connected wallet: `undefined` until it was asked for. */
  state = $state.raw<Session | Idle>();

  constructor(
    private readonly chain: ChainState,
    private readonly wallet: WalletState,
    private readonly actions: ActionState,
  ) {}

  get session(): Session | undefined {
    return typeof this.state === 'object' ? this.state : undefined;
  }

  /** Reads what is kept and what the chain says of it. */
  async look(): Promise<Session | Idle> {
    const { address } = this.wallet;
    if (address === undefined) return (this.state = 'none');
    const chain = await this.chain.open();
    const [kept, { stateOf }] = await Promise.all([keptSession(chain.network.cluster, address), import('./lend.ts')]);
    let found: Session | Idle = 'none';
    if (kept !== undefined) {
      const [{ Keypair: Pair }, member, clock] = await Promise.all([
        import('@solana/web3.js'),
        chain.client.fetchMember(chain.connection, new chain.PublicKey(address)),
        chain.client.fetchClock(chain.connection),
      ]);
      found = await stateOf(chain, Pair.fromSecretKey(kept.secretKey), member, clock);
    }
    if (this.wallet.address === address) this.state = found;
    return found;
  }

  /** Signs `more` and what lends the key, in one transaction. False when the person or the chain said no. */
  async begin(
    title: string,
    more: (chain: Chain, wallet: PublicKey) => Promise<TransactionInstruction[]>,
  ): Promise<boolean> {
    const { address } = this.wallet;
    const sent = await this.actions.run({
      title,
      instructions: async (chain, wallet) => {
        const { lend } = await import('./lend.ts');
        const key = await this.keyFor(chain, wallet);
        const clock = await chain.client.fetchClock(chain.connection);
        const lent = await lend(chain, wallet, key.publicKey, clock);
        const { secretKey } = key;
        await keepSession(chain.network.cluster, wallet.toBase58(), { secretKey, until: lent.until });
        return [...(await more(chain, wallet)), ...lent.instructions];
      },
    });
    if (sent !== undefined && this.wallet.address === address) await this.look();
    return sent !== undefined;
  }

  /** Brings fees back and forgets the key: nobody can use it any more. Throws what sending throws, and keeps the key then. */
  async end(): Promise<bigint> {
    const { address } = this.wallet;
    if (address === undefined) return 0n;
    const chain = await this.chain.open();
    const { cluster } = chain.network;
    const kept = await keptSession(cluster, address);
    if (kept === undefined) return 0n;
    const [{ Keypair: Pair }, { bringBack }] = await Promise.all([import('@solana/web3.js'), import('./lend.ts')]);
    const back = await bringBack(chain, Pair.fromSecretKey(kept.secretKey), new chain.PublicKey(address));
    await dropSession(cluster, address);
    this.state = 'none';
    return back;
  }

  /** The key of before, or a new one, kept before anything is sent to it. */
  private async keyFor({ network: { cluster } }: Chain, wallet: PublicKey): Promise<Keypair> {
    const { Keypair: Pair } = await import('@solana/web3.js');
    const kept = await keptSession(cluster, wallet.toBase58());
    return kept === undefined ? Pair.generate() : Pair.fromSecretKey(kept.secretKey);
  }
}

export const createSession = (chain: ChainState, wallet: WalletState, actions: ActionState): SessionState =>
  setContext(KEY, new SessionState(chain, wallet, actions));
export const useSession = (): SessionState => getContext(KEY);
