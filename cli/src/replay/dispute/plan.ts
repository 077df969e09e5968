/**
 * Which batch is disputed, and how validators vote on it. The labels that are true are published with the data; nobody
 * judges items here: votes follow that truth, and err as often as stated, by a seed.
 */
import { answersTo, type Plan, type PlannedPanel } from '../plan.ts';
import { secretFrom } from '../keys.ts';

/** Share of votes that are wrong: a little fewer than the 23.3 % of wrong answers in ZenCrowd_us.csv. */
export const ERROR_RATE = 0.2;
/** Eleven of them sit, the substitute included: a draw needs more than it takes. */
export const VALIDATORS = 16;
/** Round and seat of the validator who never votes: his time runs out and another one is drawn. */
export const SILENT = { round: 0, slot: 1 } as const;

export interface Batch {
  panel: PlannedPanel;
  /** Names of the items, in order. */
  items: string[];
  /** Label codes the file calls true, in order. */
  truth: number[];
}

/** The planned panel whose majority differs most often from the truth; `undefined` when none ever does. */
export function worstBatch(plan: Plan): Batch | undefined {
  let [worst, most]: [PlannedPanel | undefined, number] = [undefined, 0];
  for (const panel of plan.panels) {
    const wrong = wrongByMajority(plan, panel);
    if (wrong > most) [worst, most] = [panel, wrong];
  }
  if (worst === undefined) return undefined;
  const { firstItem, items } = worst;
  return {
    panel: worst,
    items: plan.items.slice(firstItem, firstItem + items),
    truth: plan.gold.slice(firstItem, firstItem + items),
  };
}

function wrongByMajority(plan: Plan, panel: PlannedPanel): number {
  const answers = panel.workers.map((worker) => answersTo(plan, panel, worker));
  return Array.from({ length: panel.items }, (_, item) => item).filter((item) => {
    const counts = plan.classes.map((_, code) => answers.filter((own) => own[item] === code).length);
    return counts.indexOf(Math.max(...counts)) !== plan.gold[panel.firstItem + item];
  }).length;
}

/**
 * What the validator on a seat votes. Errors belong to the seat and not to the person: who is drawn depends on hashes of
 * blocks, which differ from run to run, while the verdicts of one seed shall not.
 */
export function votesOf(
  truth: readonly number[],
  classes: number,
  seat: { seed: Uint8Array; round: number; slot: number },
): number[] {
  return truth.map((label, item) => {
    const chance = secretFrom(seat.seed, `vote:${seat.round}:${seat.slot}:${item}`);
    const numbers = new DataView(chance.buffer, chance.byteOffset);
    if (numbers.getUint32(0) / 2 ** 32 >= ERROR_RATE) return label;
    // Any other class, each as likely.
    return (label + 1 + (numbers.getUint32(4) % (classes - 1))) % classes;
  });
}
