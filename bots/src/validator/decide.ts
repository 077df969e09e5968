/** How a validator bot decides about one item, from numbers alone; pure, so that anybody can check a log line. */

export interface Voice {
  /** `Seat.index` of who answered. */
  seat: number;
  label: number;
}

/** What is known of one contested item. */
export interface Question {
  /** Number in the panel. */
  item: number;
  /** The panel's label, which stands unless validators say otherwise. */
  label: number;
  /** Answers that are classes. */
  voices: readonly Voice[];
  model: { label: number; score: number } | undefined;
}

/** What evidence says about members of the task. */
export interface Doubts {
  /** Members who agree more than their accuracies allow, by seat: each group is one voice. */
  groups: readonly (readonly number[])[];
  /** Members whose answers tell nothing: no voice. */
  empty: ReadonlySet<number>;
}

export interface Weighing {
  /** Score from which on the model is believed. */
  modelSure: number;
  /** How many voices for the panel's label weigh more than a sure model and each voice that is with it. */
  overrule: number;
  /** Least lead of the best label over the second, as a share of the voices. */
  leastLead: number;
  /** Where nothing is sure: the panel's label stands, or no vote where labels have a code for that. */
  unsure: 'keep' | 'abstain';
  /** That code. */
  skip: number | undefined;
}

export interface Decision {
  item: number;
  vote: number;
  verdict: 'keep' | 'change' | 'unsure';
  /** By label, after copies are one and the empty are none. */
  voices: number[];
  why: string;
}

/** Voices by label: each group of copies counts once for each label it gave. */
export function voicesFor({ voices }: Pick<Question, 'voices'>, { groups, empty }: Doubts, classes: number): number[] {
  const out = new Array<number>(classes).fill(0);
  const heard = new Set<string>();
  for (const { seat, label } of voices) {
    if (empty.has(seat) || label >= classes) continue;
    const group = groups.findIndex((one) => one.includes(seat));
    const key = group < 0 ? `seat ${seat}` : `group ${group} ${label}`;
    if (heard.has(key)) continue;
    heard.add(key);
    out[label] = (out[label] ?? 0) + 1;
  }
  return out;
}

/**
 * A model that is sure is followed unless `overrule` times as many voices are for the panel's label as for the model's; without
 * one, the label with a clear lead. Everything else is unsure.
 */
export function decide(question: Question, doubts: Doubts, classes: number, how: Weighing): Decision {
  const { item, label, model } = question;
  const voices = voicesFor(question, doubts, classes);
  const said = (which: number): number => voices[which] ?? 0;
  const vote = (which: number, why: string): Decision => ({
    item,
    vote: which,
    verdict: which === label ? 'keep' : 'change',
    voices,
    why,
  });
  const unsure = (why: string): Decision => ({
    item,
    vote: how.unsure === 'abstain' && how.skip !== undefined ? how.skip : label,
    verdict: 'unsure',
    voices,
    why,
  });
  if (model !== undefined && model.score >= how.modelSure) {
    if (model.label === label) return vote(label, 'the model says the same');
    if (said(label) >= how.overrule * Math.max(1, said(model.label)))
      return unsure(`the model says ${model.label}, but ${said(label)} voices say ${label}`);
    return vote(model.label, `the model says ${model.label}, and only ${said(label)} voices say ${label}`);
  }
  const total = voices.reduce((sum, count) => sum + count, 0);
  const best = voices.indexOf(Math.max(...voices));
  const second = Math.max(0, ...voices.filter((_, which) => which !== best));
  if (total >= 2 && (said(best) - second) / total >= how.leastLead)
    return vote(best, `${said(best)} of ${total} voices say ${best}`);
  return unsure(total < 2 ? 'fewer than two voices are left' : 'the voices are divided');
}
