/** How a validator bot judges one item of a payload: by what its own model surely finds in it. Pure. */
import { VERDICT } from '@tagger/client';
import type { Report } from '@tagger/client/report';
import type { AnsweredItem } from '@tagger/client/suggestions';

/** What was answered, or surely found, for one item. */
export type Said = Omit<AnsweredItem, 'id'>;

export interface PayloadDecision {
  item: number;
  vote: number;
  verdict: 'keep' | 'change' | 'unsure';
  why: string;
}

/** Edits a character up to which two readers read the same, and from which one of them did not read this. */
const SAME_TEXT = 0.1;
const OTHER_TEXT = 0.5;
/** What measures of agreement take: boxes a side, and characters beside a transcript of as many. */
const MOST_BOXES = 512;
const MOST_TEXT = 8_000;

/**
 * Only what the model is sure of counts, and only against what is not there: a model misses much, so that what it did not find
 * says nothing about an answer. All of it there is accepted, none of it is rejected, everything between is unsure and stands.
 */
export function judgeItem(
  report: Pick<Report, 'matchBoxes' | 'characterErrorRate'>,
  item: number,
  answered: Said,
  own: Said | undefined,
): PayloadDecision {
  const say = (vote: number, verdict: PayloadDecision['verdict'], why: string): PayloadDecision => ({
    item,
    vote,
    verdict,
    why,
  });
  const accept = (why: string) => say(VERDICT.accept, 'keep', why);
  const reject = (why: string) => say(VERDICT.reject, 'change', why);
  const unsure = (why: string) => say(VERDICT.accept, 'unsure', why);
  if (own === undefined) return unsure('the model is not sure of anything here');
  if (own.transcript !== undefined && own.transcript.length <= MOST_TEXT) {
    if ((answered.transcript?.length ?? 0) > MOST_TEXT) return unsure('its transcript is longer than is compared');
    if (answered.transcript === undefined) return reject('there is no transcript of what the model reads');
    const { rate } = report.characterErrorRate(own.transcript, answered.transcript);
    const far = `${rate.toFixed(3)} edits a character from what the model reads`;
    return rate <= SAME_TEXT ? accept(far) : rate >= OTHER_TEXT ? reject(far) : unsure(far);
  }
  if (own.classLabel !== undefined) {
    const same = own.classLabel === answered.classLabel;
    return (same ? accept : reject)(`the model says ${own.classLabel}, the answer ${answered.classLabel ?? 'nothing'}`);
  }
  if ((answered.boxes?.length ?? 0) > MOST_BOXES) return unsure('it has more boxes than are compared');
  const [wanted, there] = found(report, answered, own);
  if (wanted === 0) return unsure('the model is not sure of anything here');
  const share = `${there} of ${wanted} things the model is sure of are there`;
  return there === wanted ? accept(share) : there === 0 ? reject(share) : unsure(share);
}

/** Boxes, regions and spans the model is sure of, and how many of them the answer has: at half their common area or length. */
function found(
  report: Pick<Report, 'matchBoxes'>,
  answered: Said,
  { boxes = [], regions = [], spans = [] }: Said,
): [number, number] {
  const stretches = [
    [regions, answered.regions ?? []],
    [spans, answered.spans ?? []],
  ] as const;
  const kept = boxes.length === 0 ? 0 : report.matchBoxes(boxes, answered.boxes ?? []).pairs.length;
  const overlapping = stretches.map(
    ([own, theirs]) => own.filter((one) => theirs.some((it) => covers(one, it))).length,
  );
  return [boxes.length + regions.length + spans.length, kept + overlapping.reduce((sum, count) => sum + count, 0)];
}

interface Stretch {
  label: number;
  start: number;
  end: number;
}

function covers(a: Stretch, b: Stretch): boolean {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return a.label === b.label && 2 * common >= Math.max(a.end, b.end) - Math.min(a.start, b.start);
}
