/** The workbench of one task: what is to be answered there, and the items. It stays while the wallet is away. */
import type { ChainState } from '../chain/chain.svelte.ts';
import { sentence } from '../format/error.ts';
import { rulesOf } from '../services/taskPage.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { heldPanels, placeOf, type Desk, type HeldPanel } from '../work/desk.ts';
import { skipOf } from '../work/answers.ts';
import type { Round } from '../work/round.ts';
import type { ItemAnswer, Rules } from '@tagger/client/published';
import type { Items } from './items.ts';
import { checkLabels } from './labels.ts';
import { PanelBench } from './panel.svelte.ts';
import { modelFor, Suggester } from './suggester.svelte.ts';

/** Why nothing is on the table. */
export type Empty = 'loading' | 'noSeat' | 'payload' | 'keyless' | 'nothing';

const PAYLOAD = 2;

export class BenchDesk {
  bench = $state.raw<PanelBench>();
  items = $state.raw<Items>();
  rules = $state.raw<Rules>();
  empty = $state<Empty>('loading');
  failure = $state<string>();
  skippable = $state(false);
  /** Undefined where no model knows the classes, or the requester gave suggestions of his own. */
  suggester = $state.raw<Suggester>();
  /** Answers are more than a class. */
  payload = $state(false);
  private wallet: string | undefined;

  constructor(
    private readonly chain: ChainState,
    private readonly vault: VaultState,
    readonly task: string,
  ) {}

  /** Takes up what a look at the chain says. */
  async take(round: Round, wallet: string): Promise<void> {
    const desk = round.desks.find(({ task }) => task.address.toBase58() === this.task);
    if (this.wallet !== wallet) this.clear();
    this.wallet = wallet;
    if (desk === undefined) {
      this.empty = 'noSeat';
      return;
    }
    try {
      this.failure = undefined;
      await this.open(desk, wallet);
      if (this.items !== undefined) await this.lay(desk, round);
    } catch (error) {
      this.failure = sentence(error);
    }
  }

  close(): void {
    this.items?.close();
    this.suggester?.stop();
  }

  private clear(): void {
    this.close();
    [this.bench, this.items, this.empty] = [undefined, undefined, 'loading'];
    this.suggester = undefined;
  }

  /** Rules and items, once. */
  private async open({ task, seat }: Desk, wallet: string): Promise<void> {
    if (this.items !== undefined) return;
    const chain = await this.chain.open();
    const { rules, trouble } = await rulesOf(chain, task);
    if (rules === undefined) throw new Error(trouble);
    this.payload = task.terms.method === PAYLOAD;
    if (this.payload && rules.answer === undefined) {
      this.empty = 'payload';
      return;
    }
    if (!this.payload && rules.classes.length !== task.terms.classes)
      throw new chain.client.TaggerClientError(
        'BadRules',
        `The rules name ${rules.classes.length} classes, the chain ${task.terms.classes}: do not work for this task.`,
      );
    checkLabels(rules);
    const { privateItems, publicItems } = await import('./items.ts');
    const items =
      task.terms.private === 0
        ? await publicItems(chain, task, rules)
        : await privateItems(chain, task, rules, seat.wallet.toBase58(), () => this.vault.identity());
    if (this.wallet !== wallet) return;
    this.skippable = this.payload || skipOf(chain, task.terms) !== undefined;
    [this.rules, this.items] = [rules, items];
    if (items === undefined) this.empty = 'keyless';
    const free = !this.payload && rules.suggestions !== 'none' && task.suggestionsHash.every((byte) => byte === 0);
    const model = free ? await modelFor(rules) : undefined;
    this.suggester ??= model && new Suggester(model, rules.classes);
  }

  private async whole(): Promise<(given: ItemAnswer) => boolean> {
    const tools = this.rules?.answer;
    if (!this.payload || tools === undefined) return () => true;
    const { missingOf } = await import('@tagger/client/published');
    return (given) => missingOf(given, tools) === undefined;
  }

  /** The most urgent panel that is not sent; the present one stays as long as it is held. */
  private async lay(desk: Desk, round: Round): Promise<void> {
    const chain = await this.chain.open();
    const held = heldPanels(chain, desk, round.clock).filter(({ standing }) => standing === 'label');
    const same = (panel: HeldPanel): boolean =>
      panel.page.index === this.bench?.place.page && panel.panel.number === this.bench.place.panel;
    if (this.bench !== undefined && held.some(same) && !this.bench.draft.ready) return;
    let ready: PanelBench | undefined;
    for (const one of held) {
      const bench = await PanelBench.open(placeOf(chain, one), one, await this.whole());
      if (!bench.draft.ready) {
        this.bench = bench;
        return;
      }
      ready ??= bench;
    }
    this.bench = ready;
    this.empty = 'nothing';
  }
}
