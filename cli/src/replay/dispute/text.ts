/** The dispute as people read it. */
import { formatTag } from '@tagger/client';
import type { DisputeResult } from './result.ts';

export function disputeText(dispute: DisputeResult | null): string[] {
  if (dispute === null) return ['No disputed batch: every label the majority gives equals the truth.'];
  const { items, right, contested, first, appeal, fees, votes, slashes, decision, paid } = dispute;
  const tag = (amount: string): string => `${formatTag(BigInt(amount))} TAG`;
  const share = (count: number): string => `${((100 * count) / items).toFixed(2)} %`;
  const line = (name: string, text: string): string => `  ${name.padEnd(24)} ${text}`;
  const head = [
    `Disputed batch: ${items} of these items once more, answered by the same ${dispute.annotators} people, by majority, in a task with reviews`,
    `  The ${dispute.validators} validators of this demo judge nothing: they vote by the published truth of the file and are`,
    `  wrong on ${100 * dispute.errorRate} % of their votes (seeded). One of the first three falls silent. Block hashes drew who sits.`,
  ];
  if (first === null)
    return [...head, line('contested', 'nothing: the window for it was over before this run was continued')];
  const minutes = (seconds: number): string => (seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`);
  return [
    ...head,
    line('contested by requester', `${contested} labels, all that differ from the truth`),
    line(
      'first verdict',
      `${first.seats} validators, ${first.substitutes} substituted: ${first.changed} labels changed, ${first.kept} kept`,
    ),
    appeal === null
      ? line('appeal', 'nobody')
      : line(
          `appeal of ${appeal.by}`,
          `${appeal.seats} other validators: ${appeal.confirmed} verdicts confirmed, ${appeal.changed} changed${appeal.changed === 0 ? '' : `, ${appeal.toTruth} of them to the truth`}`,
        ),
    line(
      'accuracy of the batch',
      `${share(right.before)} before, ${share(right.first)} after the first verdict, ${share(right.after)} in the end`,
    ),
    line(
      'paid to validators',
      `${tag(fees.earned)} for ${votes.coherent} coherent votes of ${votes.cast}; ${tag(fees.contest)} came from the requester, ${tag(fees.appeal)} from the appellant, ${tag(fees.returned)} went back`,
    ),
    line(
      'slashed',
      `${tag(slashes.amount)}: ${slashes.silent} for silence, ${slashes.reversed} for votes the appeal clearly reversed; half is burnt, half the requester's`,
    ),
    line('paid to annotators', `${tag(paid.annotators)} by the final labels, ${tag(paid.fee)} fee to the treasury`),
    ...(decision === null
      ? []
      : [
          line(
            'first decision',
            `${minutes(decision.here)} after the contest in chain time, one window of silence included; with the default windows at most ${minutes(decision.most)}, ${minutes(decision.mostWithSubstitutes)} when a seat is filled again`,
          ),
        ]),
  ];
}
