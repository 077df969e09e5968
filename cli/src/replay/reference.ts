/** Off-chain reference: the same panels through the native build of the chain's consensus, compared bit for bit. */
import { packLabels, type TaskTerms } from '@tagger/client';
import { runNative } from '../native.ts';
import { PAGES } from './engine.ts';
import { answersTo, type Plan } from './plan.ts';

/** Labels of every planned panel, as the program must have computed them. `rounds[page][round]` are plan indices. */
export function referenceLabels(
  plan: Plan,
  terms: TaskTerms,
  rounds: number[][][],
  useGold: boolean,
): Map<number, string> {
  const lines = [`task ${plan.bits} ${plan.classes.length} ${terms.tauBps}`];
  if (terms.prior !== undefined) lines.push(`prior ${terms.prior.join(' ')}`);
  const order: number[] = [];
  const count = Math.max(...rounds.map((own) => own.length));
  for (let round = 0; round < count; round += 1) {
    lines.push('round');
    for (let page = 0; page < PAGES; page += 1) {
      for (const index of rounds[page]?.[round] ?? []) {
        const panel = plan.panels[index];
        if (panel === undefined) continue;
        order.push(index);
        lines.push(`panel ${panel.items}`);
        for (const worker of panel.workers) {
          lines.push(
            `answers w${plan.workers.indexOf(worker)} ${Buffer.from(packLabels(answersTo(plan, panel, worker), plan.bits)).toString('hex')}`,
          );
        }
        if (useGold && panel.goldOffsets.length > 0) {
          lines.push(
            `gold ${panel.goldOffsets.map((offset) => `${offset}:${plan.gold[panel.firstItem + offset]}`).join(' ')}`,
          );
        }
      }
    }
  }
  const labels = runNative('tagger-panel-reference', [], lines.join('\n') + '\n')
    .trim()
    .split('\n');
  return new Map(order.map((index, at) => [index, labels[at] ?? '']));
}
