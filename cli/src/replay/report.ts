/** What the requester bought, as numbers and as text. */
import { formatTag, unpackLabels } from '@tagger/client';
import type { AnswersFile } from '../answersFile.ts';
import type { Accounting } from './accounting.ts';
import type { DisputeResult } from './dispute/result.ts';
import { disputeText } from './dispute/text.ts';
import type { MarketResult } from './market/result.ts';
import { marketText } from './market/text.ts';
import { answersTo, type Plan } from './plan.ts';

export interface ReportInput {
  file: AnswersFile;
  fileName: string;
  gold: number;
  plan: Plan;
  /** Packed labels by plan index, hexadecimal. */
  labels: Map<number, string>;
  reference: Map<number, string>;
  accounting: Accounting;
  paid: Map<string, bigint>;
  treasury: bigint;
  dispute: DisputeResult | null;
  market: MarketResult | null;
  flight: { lamports: number; answers: number };
  replayMs: number;
  totalMs: number;
  tag: { supplyAtStart: bigint; supply: bigint; inVaults: bigint; inWallets: bigint; treasury: bigint };
  lamports: { atStart: bigint; now: bigint };
  leftAccounts: number;
}

export interface DemoReport {
  file: string;
  items: number;
  annotators: number;
  answers: number;
  repeatedRows: number;
  panels: number;
  groups: number;
  /** Share of items whose label equals gold, items used as gold left out. */
  accuracy: { items: number; majority: number; weighted: number };
  /** The same over all items; gold items count as right because the requester knew them. */
  accuracyAll: { majority: number; weighted: number };
  labelsEqualReference: boolean;
  differingPanels: number;
  paid: { total: string; fees: string; treasury: string; perAnnotator: Record<string, string> };
  lamports: {
    feesPerAnswer: number;
    workFeesPerAnswer: number;
    rentPerAnswerInFlight: number;
    answersInFlight: number;
  };
  /** Null where every label of the majority is true. */
  dispute: DisputeResult | null;
  /** Null where there was nothing to publish. */
  market: MarketResult | null;
  transactions: number;
  compute: Record<string, { instructions: number; average: number }>;
  conservation: { tagLost: string; lamportsLost: string; accountsLeft: number };
  seconds: { replay: number; total: number };
}

export function makeReport(input: ReportInput): DemoReport {
  const { plan, accounting } = input;
  const labels = finalLabels(input);
  const majority = majorityLabels(plan);
  const golden = new Set(
    plan.panels.flatMap(({ firstItem, goldOffsets }) => goldOffsets.map((offset) => firstItem + offset)),
  );
  const judged = plan.items.map((_, item) => item).filter((item) => !golden.has(item));
  const all = plan.items.map((_, item) => item);
  const share = (chosen: number[], items: number[]): number =>
    items.filter((item) => chosen[item] === plan.gold[item]).length / Math.max(1, items.length);
  const differing = [...input.reference].filter(([index, hex]) => input.labels.get(index) !== hex).length;
  const total = [...input.paid.values()].reduce((a, b) => a + b, 0n);
  const { tag } = input;
  return {
    file: input.fileName,
    items: plan.items.length,
    annotators: plan.workers.length,
    answers: plan.answerCount,
    repeatedRows: input.file.repeated,
    panels: plan.panels.length,
    groups: plan.groups,
    accuracy: { items: judged.length, majority: share(majority, judged), weighted: share(labels, judged) },
    accuracyAll: { majority: share(majority, all), weighted: share(labels, all) },
    labelsEqualReference: differing === 0 && input.labels.size === plan.panels.length,
    differingPanels: differing,
    paid: {
      total: total.toString(),
      fees: (
        input.treasury -
        BigInt(input.dispute?.paid.fee ?? '0') -
        BigInt(input.market?.earned.fees ?? '0') -
        BigInt(input.market?.unclaimed ?? '0')
      ).toString(),
      treasury: input.treasury.toString(),
      perAnnotator: Object.fromEntries([...input.paid].map(([worker, amount]) => [worker, amount.toString()])),
    },
    lamports: {
      feesPerAnswer: accounting.feeLamports / plan.answerCount,
      workFeesPerAnswer: accounting.workFeeLamports / plan.answerCount,
      rentPerAnswerInFlight: input.flight.lamports / Math.max(1, input.flight.answers),
      answersInFlight: input.flight.answers,
    },
    dispute: input.dispute,
    market: input.market,
    transactions: accounting.transactions,
    compute: Object.fromEntries(
      [...accounting.byInstruction]
        .sort()
        .map(([name, { count, units }]) => [name, { instructions: count, average: Math.round(units / count) }]),
    ),
    conservation: {
      // Burnt slashes leave the supply; everything else must be in a wallet, the treasury or a vault.
      tagLost: (tag.supply - tag.inVaults - tag.inWallets - tag.treasury).toString(),
      lamportsLost: (input.lamports.atStart - input.lamports.now).toString(),
      accountsLeft: input.leftAccounts,
    },
    seconds: { replay: input.replayMs / 1000, total: input.totalMs / 1000 },
  };
}

/** The label of each item; where a further panel asked the same item, the one more people answered stands. */
export function finalLabels({ plan, labels }: Pick<ReportInput, 'plan' | 'labels'>): number[] {
  const final: number[] = [];
  const votes: number[] = [];
  plan.panels.forEach((panel, index) => {
    const hex = labels.get(index);
    if (hex === undefined) return;
    unpackLabels(Buffer.from(hex, 'hex'), panel.items, plan.bits).forEach((label, offset) => {
      const item = panel.firstItem + offset;
      if (panel.workers.length <= (votes[item] ?? 0)) return;
      final[item] = label;
      votes[item] = panel.workers.length;
    });
  });
  return final;
}

/** Most votes, ties to the smallest label, over all answers of an item. */
function majorityLabels(plan: Plan): number[] {
  const counts = plan.items.map(() => plan.classes.map(() => 0));
  for (const panel of plan.panels) {
    for (const worker of panel.workers) {
      answersTo(plan, panel, worker).forEach((label, offset) => {
        const row = counts[panel.firstItem + offset];
        if (row !== undefined) row[label] = (row[label] ?? 0) + 1;
      });
    }
  }
  return counts.map((row) => row.indexOf(Math.max(...row)));
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** The report as people read it. */
export function reportText(report: DemoReport): string {
  const { accuracy, accuracyAll, lamports, conservation, seconds } = report;
  const paid = Object.entries(report.paid.perAnnotator).sort((a, b) => Number(BigInt(b[1]) - BigInt(a[1])));
  const row = ([worker, amount]: [string, string]): string =>
    `  ${worker.padEnd(24)} ${formatTag(BigInt(amount)).padStart(12)} TAG`;
  return [
    '',
    `What the requester bought: labels for ${report.items} items of ${report.file}`,
    `  ${report.answers} answers by ${report.annotators} annotators, in ${report.panels} panels cut by ${report.groups} groups of people`,
    `  ${report.repeatedRows} rows repeated a worker-item pair: the first counted`,
    '',
    `Accuracy against gold (${accuracy.items} items that were not used as gold)`,
    `  majority            ${percent(accuracy.majority)}`,
    `  weighted, on chain  ${percent(accuracy.weighted)}`,
    `  over all items      ${percent(accuracyAll.majority)} majority, ${percent(accuracyAll.weighted)} weighted with the known gold labels`,
    `  labels on chain ${report.labelsEqualReference ? 'equal' : `DIFFER (${report.differingPanels} panels) from`} the off-chain reference, bit for bit`,
    '',
    `Paid ${formatTag(BigInt(report.paid.total))} TAG to annotators, ${formatTag(BigInt(report.paid.fees))} TAG fee to the treasury`,
    ...paid.slice(0, 10).map(row),
    ...(paid.length > 10 ? [`  ... and ${paid.length - 10} more (--json lists all)`] : []),
    '',
    ...disputeText(report.dispute),
    '',
    ...marketText(report.market),
    `Lamports an answer: ${lamports.workFeesPerAnswer.toFixed(1)} of fees for the work (${lamports.feesPerAnswer.toFixed(1)} with joining, staking, the dispute and leaving), ${report.transactions} transactions`,
    `  ${lamports.rentPerAnswerInFlight.toFixed(0)} of rent held by the pages with ${lamports.answersInFlight} answers in flight, all of it returned`,
    '',
    'Compute units, average an instruction',
    ...Object.entries(report.compute).map(
      ([name, { instructions, average }]) => `  ${name.padEnd(18)} ${String(average).padStart(8)}  x ${instructions}`,
    ),
    '',
    `Nothing lost: ${conservation.tagLost} base units of TAG, ${conservation.lamportsLost} lamports, ${conservation.accountsLeft} accounts left behind`,
    `Time: replay ${seconds.replay.toFixed(1)} s, all ${seconds.total.toFixed(1)} s`,
    '',
  ].join('\n');
}
