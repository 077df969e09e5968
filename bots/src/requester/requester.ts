/**
 * The requester: posts items, buys more labels of those that are unsure until the labels are as good as asked for, and stops at the
 * budget. Each round is a task of its own; what it sets aside and nobody earns comes back before the next.
 */
import { join } from 'node:path';
import { formatTag, setAside, TaggerClientError, type ConfigAccount } from '@tagger/client';
import { decideBuying, estimateAccuracy, type Estimate } from '@tagger/client/estimate';
import { z } from 'zod';
import { defineBot, type Kit } from '../kit/index.ts';
import { AnswerFile, writeWhole } from './answers.ts';
import { layOut, panelsOf, type Round } from './plan.ts';
import { Poster } from './post.ts';
import { SETTINGS, type RequesterSettings } from './settings.ts';
import { readSource, type Source } from './source.ts';

const MEMORY = z.strictObject({
  /** Hash of what the bot was asked for: other items under the same state would mix answers. */
  about: z.string(),
  rounds: z.array(
    z.strictObject({
      nonce: z.string(),
      ask: z.array(z.number().int()),
      seats: z.number().int(),
      /** Base units the round has cost, once it is over. */
      spent: z.string().optional(),
    }),
  ),
  stopped: z.enum(['target', 'budget', 'rounds']).optional(),
});
type Memory = z.output<typeof MEMORY>;

export const requester = defineBot({
  name: 'requester',
  about: 'posts items from a file or folder and buys labels until they are good enough or the budget is spent',
  settings: SETTINGS,
  async start(kit, settings) {
    const bot = new Requester(kit, settings, readSource(settings.items, settings.classes), await kit.chain.config());
    return { round: () => bot.round() };
  },
});

class Requester {
  private readonly secret: Uint8Array;
  private readonly answers: AnswerFile;
  private memory: Memory;
  /** Of the round under way: laying it out draws a place for every item. */
  private current: Poster | undefined;
  private readonly gauges;

  constructor(
    private readonly kit: Kit,
    private readonly settings: RequesterSettings,
    private readonly source: Source,
    private readonly config: Pick<ConfigAccount, 'tagMint' | 'params'>,
  ) {
    this.secret = kit.wallet.secretFor('requester');
    const about = JSON.stringify([settings.classes, source.names, settings.nonce.toString()]);
    const known = kit.ledger.recall('requester');
    this.memory = known === undefined ? { about, rounds: [] } : MEMORY.parse(known);
    if (this.memory.about !== about)
      throw new TaggerClientError(
        'BadState',
        'the state file belongs to other items or classes: give this work a file of its own',
      );
    this.answers = new AnswerFile(join(settings.out, 'answers.jsonl'));
    this.gauges = {
      expected: kit.metrics.gauge('requester_expected_accuracy', 'Mean chance of a label to be right, by the answers'),
      measured: kit.metrics.gauge('requester_measured_accuracy', 'Share of known items whose label is right'),
      spent: kit.metrics.gauge('requester_spent_tag', 'Base units spent on rounds that are over'),
    };
  }

  /** One look at the round under way; returns whether there is more to do at once. */
  async round(): Promise<boolean> {
    const { memory, kit } = this;
    if (memory.stopped !== undefined) return false;
    const current = memory.rounds.at(-1);
    if (current === undefined || current.spent !== undefined) return this.decide();
    const poster = (this.current ??= this.poster(current));
    if (kit.dryRun) {
      kit.log.info({ items: current.ask.length, most: poster.most.toString() }, 'would post');
      return false;
    }
    const { funded } = await poster.open(this.config.tagMint);
    const { waiting, lost } = await poster.follow(this.answers);
    if (waiting > 0) return false;
    if (lost > 0) kit.log.warn({ panels: lost }, 'panels nobody finished: their items are asked again');
    const spent = funded - (await poster.reclaim());
    current.spent = String(spent);
    this.current = undefined;
    this.remember();
    kit.log.info({ nonce: current.nonce, spent: current.spent }, 'round is over');
    return true;
  }

  private poster(round: Round): Poster {
    const { kit, settings, source, secret } = this;
    const layout = layOut(round, source.known, settings, secret);
    return new Poster(kit, settings, source, round, layout, this.config.params.feeBps);
  }

  private get spent(): bigint {
    return this.memory.rounds.reduce((sum, { spent }) => sum + BigInt(spent ?? 0), 0n);
  }

  /** Writes what is known by now, and begins another round where that is worth it. */
  private decide(): boolean {
    const { settings, memory, kit } = this;
    const estimate = this.estimate();
    this.report(estimate);
    const first = memory.rounds.length === 0;
    const seats = first ? settings.seats : settings.moreSeats;
    const nonce = String(settings.nonce + BigInt(memory.rounds.length));
    const decision = decideBuying(estimate, {
      target: settings.target,
      budget: settings.budget - this.spent,
      known: new Set(this.source.known.keys()),
      rounds: settings.rounds - memory.rounds.length,
      cost: (items) =>
        setAside(panelsOf(items, this.source.known.size, settings, seats), settings, this.config.params.feeBps),
    });
    if ('buy' in decision) {
      memory.rounds.push({ nonce, ask: decision.buy, seats });
      kit.log.info({ nonce, items: decision.buy.length, seats }, 'buying labels');
    } else {
      memory.stopped = decision.stop;
      const { expected, measured } = estimate;
      const spent = `${formatTag(this.spent)} TAG`;
      kit.log.info({ stop: decision.stop, expected, measured, unsure: decision.unsure.length, spent }, 'finished');
    }
    // What a dry run decides is not kept.
    if (!kit.dryRun) this.remember();
    return true;
  }

  private estimate(): Estimate {
    const { source, settings } = this;
    const known = [...source.known].map(([item, label]) => ({ item, label }));
    return estimateAccuracy(
      { items: source.items.length, classes: settings.classes.length },
      this.answers.all(),
      known,
    );
  }

  /** Labels as a file, whole and at once; a known one is what the requester says. */
  private report(estimate: Estimate): void {
    const { source, settings, gauges } = this;
    gauges.expected.set(estimate.expected);
    if (estimate.measured.of > 0) gauges.measured.set(estimate.measured.right / estimate.measured.of);
    gauges.spent.set(Number(this.spent));
    if (this.kit.dryRun) return;
    const rows = source.names.map((name, item) => {
      const known = source.known.get(item);
      const label = known ?? estimate.labels[item]!;
      const sure = known === undefined ? estimate.confidence[item]!.toFixed(4) : '1';
      return [name, settings.classes[label] ?? '', sure, known === undefined ? 'bought' : 'known'].map(field).join(',');
    });
    writeWhole(join(settings.out, 'labels.csv'), `id,label,confidence,source\n${rows.join('\n')}\n`);
  }

  private remember(): void {
    this.kit.ledger.remember('requester', this.memory);
  }
}

/** A field of a CSV file. What a spreadsheet would take for a formula is kept from it ([attack 152]). */
function field(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
