/** One review on the table: what the chain says, its items and answers, and the ballot of whoever is drawn. */
import type { ChainState } from '../chain/chain.svelte.ts';
import { sentence } from '../format/error.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import type { Items } from '../workbench/items.ts';
import { caseAt, type Case } from './case.ts';
import type { Assist } from './evidence.ts';
import { seatAt } from './held.ts';
import { caseItems, openedPayload, type OpenedPayload, type Reader } from './items.ts';
import { sheetOf, type Sheet } from './kept.ts';
import { BallotBench } from './sheet.svelte.ts';

export class CaseDesk {
  view = $state.raw<Case | 'missing'>();
  failure = $state<string>();
  bench = $state.raw<BallotBench>();
  /** What this device keeps of the own ballot, once nothing of it can be changed. */
  sheet = $state.raw<Sheet>();
  items = $state.raw<Items>();
  /** Why there are no items to see. */
  closed = $state<string>();
  opened = $state.raw<OpenedPayload>();
  /** Why the payload could not be opened. */
  trouble = $state<string>();
  /** Keys to the items or to the payload are not posted yet: it is worth while to look again. */
  waits = $state(false);
  assisted = $state.raw<ReadonlyMap<string, Assist>>(new Map());
  private wallet: string | undefined;
  private asked = false;

  constructor(
    private readonly chain: ChainState,
    private readonly vault: VaultState,
    readonly address: string,
  ) {}

  close(): void {
    this.items?.close();
  }

  /** Reads the review for a wallet, or for nobody. */
  async look(wallet: string | undefined): Promise<void> {
    if (this.wallet !== wallet) this.clear();
    this.wallet = wallet;
    try {
      const chain = await this.chain.open();
      const view = await caseAt(chain, this.address, wallet);
      if (this.wallet !== wallet) return;
      this.failure = undefined;
      this.view = view ?? 'missing';
      if (view === undefined) return;
      await this.lay(view, wallet);
      if (!this.asked) {
        this.asked = true;
        void this.read(view, wallet);
      }
    } catch (error) {
      if (this.wallet === wallet) this.failure = sentence(error);
    }
  }

  /** Items and answers, again after something was missing. */
  async read(view: Case, wallet: string | undefined): Promise<void> {
    this.waits = false;
    const chain = await this.chain.open();
    const who: Reader | undefined =
      wallet === undefined ? undefined : { wallet, identity: () => this.vault.identity() };
    void this.readAssisted(view);
    await this.open(view, who);
    if (!view.payload || who === undefined || view.mine?.held === undefined) return;
    try {
      this.opened = await openedPayload(chain, view, who);
      this.trouble = undefined;
    } catch (error) {
      this.fails(error);
      this.trouble = sentence(error);
    }
  }

  private fails(error: unknown): void {
    if ((error as Error).name === 'NoKeys') this.waits = true;
  }

  private async open(view: Case, who: Reader | undefined): Promise<void> {
    if (this.items !== undefined) return;
    try {
      const found = await caseItems(await this.chain.open(), view, who);
      if (this.wallet !== who?.wallet) return found?.close();
      this.items = found;
      this.closed = found === undefined && !view.breach ? text.judge.review.encrypted : undefined;
    } catch (error) {
      this.fails(error);
      this.closed = `${text.judge.review.closed} ${sentence(error)}`;
    }
  }

  /** Nobody has to post what models had to do with answers: what can't be read is not shown. */
  private async readAssisted(view: Case): Promise<void> {
    if (view.payload || view.breach) return;
    const [chain, { assistedOf }] = await Promise.all([this.chain.open(), import('./evidence.ts')]);
    this.assisted = await assistedOf(chain, view).catch(() => new Map<string, Assist>());
  }

  /** The ballot stays as long as the seat waits for it. */
  private async lay({ mine }: Case, wallet: string | undefined): Promise<void> {
    const held = mine?.held;
    if (wallet === undefined || held === undefined) {
      [this.bench, this.sheet] = [undefined, undefined];
      return;
    }
    const { items } = held.round.case;
    const at = seatAt(await this.chain.open(), wallet, held);
    if (held.standing !== 'vote') {
      const kept = await sheetOf(at, items);
      // What was never sent is no vote.
      [this.bench, this.sheet] = [undefined, kept?.ready === true ? kept : undefined];
    } else if (this.bench?.seat.round !== held.round.number) this.bench = await BallotBench.open(at, items);
  }

  private clear(): void {
    this.close();
    [this.view, this.bench, this.items, this.opened] = [undefined, undefined, undefined, undefined];
    [this.closed, this.trouble, this.sheet, this.asked] = [undefined, undefined, undefined, false];
    this.waits = false;
    this.assisted = new Map();
  }
}
