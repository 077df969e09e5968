/**
 * Everything these pages sign goes through here: build, simulate, show what will change, sign, send, say how it ended. One at a time.
 */
import { getContext, setContext } from 'svelte';
import { toast } from 'svelte-sonner';
import type { PublicKey, TransactionInstruction, VersionedTransaction } from '@solana/web3.js';
import type { SendOptions, Sent } from '@tagger/client';
import type { ChainState } from '../chain/chain.svelte.ts';
import type { Chain } from '../chain/door.ts';
import { sentence } from '../format/error.ts';
import { text } from '../text/index.ts';
import { chainName, checkAccount, withSignature } from '../wallet/signed.ts';
import { featureOf } from '../wallet/standard.ts';
import type { WalletState } from '../wallet/wallet.svelte.ts';
import { accountsOf, asAccount, difference, holdings, type Changes } from './changes.ts';

const KEY = Symbol('actions');

export interface Wanted {
  /** What the person does, as a title: "Stake 5 TAG". */
  title: string;
  instructions(chain: Chain, wallet: PublicKey): Promise<TransactionInstruction[]> | TransactionInstruction[];
  /** Told of each transaction once it is signed and before it is sent, for whoever must know what may still land. */
  approve?: SendOptions['approve'];
}

/** What waits for a yes. */
export interface Shown {
  title: string;
  changes: Changes;
  /** Lamports, contained in `changes`. */
  fee: bigint;
  answer(yes: boolean): void;
}

class Declined extends Error {}

export class ActionState {
  shown = $state.raw<Shown>();
  busy = $state(false);

  constructor(
    private readonly chain: ChainState,
    private readonly wallet: WalletState,
  ) {}

  /** Returns what was sent; undefined when the person said no, or when it failed, which was told already. */
  async run({ title, instructions, approve }: Wanted): Promise<Sent | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    const told = toast.loading(text.actions.building, { description: title });
    try {
      const chain = await this.chain.open();
      const tell = (step: 'review' | 'sign' | 'send') =>
        toast.loading(text.actions[step], { id: told, description: title });
      const sent = await this.send(chain, { title, instructions, approve }, tell);
      toast.success(text.actions.done, { id: told, description: title });
      return sent;
    } catch (error) {
      if (error instanceof Declined) toast.dismiss(told);
      else toast.error(title, { id: told, description: sentence(error), duration: 20_000 });
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  private async send(
    chain: Chain,
    { title, instructions, approve }: Wanted,
    step: (name: 'review' | 'sign' | 'send') => void,
  ): Promise<Sent> {
    const { wallet, account } = this.wallet;
    const signing = wallet === undefined ? undefined : featureOf(wallet, 'solana:signTransaction');
    if (account === undefined || signing === undefined) throw new Error(text.actions.noWallet);
    const { client, connection } = chain;
    checkAccount(chain, account);
    await chain.sure();
    const publicKey = new chain.PublicKey(account.address);
    const watch = accountsOf(chain, publicKey, await chain.tokensOf(publicKey));
    const before = await connection.getMultipleAccountsInfo(watch);
    const signer = {
      publicKey,
      signTransaction: async <T>(transaction: T): Promise<T> => {
        if (this.wallet.address !== account.address) throw new Error(text.actions.switched);
        step('sign');
        const asked = transaction as VersionedTransaction;
        const answer: unknown = await signing.signTransaction({
          account,
          transaction: asked.serialize(),
          chain: chainName(chain.network.cluster),
        });
        step('send');
        return (await withSignature(chain, asked, answer, account.address)) as T;
      },
    };
    return client.send(connection, await instructions(chain, publicKey), [signer], {
      watch,
      approve,
      review: async ({ accounts, fee }) => {
        step('review');
        const owners = before.map((info) => info?.owner ?? client.PROGRAM_ID);
        const after = accounts.map((seen, at) => asAccount(seen, owners[at] ?? client.PROGRAM_ID));
        const changes = difference(holdings(chain, before), holdings(chain, after));
        if (!(await this.ask(title, changes, fee))) throw new Declined();
      },
    });
  }

  private async ask(title: string, changes: Changes, fee: bigint): Promise<boolean> {
    try {
      return await new Promise<boolean>((answer) => (this.shown = { title, changes, fee, answer }));
    } finally {
      this.shown = undefined;
    }
  }
}

export const createActions = (chain: ChainState, wallet: WalletState): ActionState =>
  setContext(KEY, new ActionState(chain, wallet));
export const useActions = (): ActionState => getContext(KEY);
