/** Precision, recall and F1, with what they are made of. */
export interface Score {
  /** What both have. */
  common: number;
  /** What the reference has. */
  reference: number;
  /** What the answer has. */
  answer: number;
  /** 1 when both sides are empty, as recall and F1. */
  precision: number;
  recall: number;
  f1: number;
}

/** From the first six numbers the module writes. */
export function scoreOf(out: Float64Array): Score {
  const [common, reference, answer, precision, recall, f1] = out as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { common, reference, answer, precision, recall, f1 };
}
