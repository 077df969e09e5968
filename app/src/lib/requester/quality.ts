/** How good labels and people are, by the measures of the client. Loaded when somebody looks: it brings the WebAssembly module. */
import { estimateAccuracy, type Estimate } from '@tagger/client/estimate';
import { copies, memberEvidence, shareOf, type Share } from '@tagger/client/evidence';
import { loadReport, ReportError } from '@tagger/client/report';
import { confusionOf, crowdOf, knownPlaces, type NamedCrowd } from './figures.ts';
import type { Watched } from './watch.ts';

export interface Person {
  wallet: string;
  answers: number;
  /** With what the others say. */
  agreement: Share;
  /** With known answers. */
  known: Share;
  /** Estimated chance to be right, 0 to 1. */
  accuracy: number;
  /** Base units. */
  earned: bigint;
  slashed: bigint;
  /** Answers as many as the others and tells nothing; agrees with another more than both can. */
  empty: boolean;
  copies: string[];
}

export interface Quality {
  crowd: NamedCrowd;
  /** Krippendorff's alpha (nominal); mean Cohen's kappa of pairs with ten items in common. Null where not defined. */
  alpha: number | null;
  kappa: number | null;
  pairs: number;
  estimate: Estimate;
  confusion: number[][] | undefined;
  people: Person[];
}

export async function qualityOf(watched: Watched): Promise<Quality> {
  const known = knownPlaces(watched);
  const crowd = crowdOf(watched.panels, watched.task);
  const report = await loadReport();
  const kappa = orNull(() => report.meanKappa(crowd, { least: 10 }));
  const { wallets } = crowd;
  const answers = crowd.answers.map(({ item, worker, label }) => ({ item, label, member: wallets[worker]! }));
  const estimate = estimateAccuracy(
    crowd,
    answers,
    [...known].map(([item, label]) => ({ item, label })),
  );
  const evidence = memberEvidence(crowd);
  const alike = copies(crowd).filter(({ suspicious }) => suspicious);
  const seats = new Map(watched.seats.map((seat) => [seat.wallet.toBase58(), seat]));
  const people = wallets.map((wallet, worker): Person => {
    const own = crowd.answers.filter((answer) => answer.worker === worker && known.has(answer.item));
    const { agreement, empty, answers: count } = evidence[worker]!;
    return {
      wallet,
      answers: count,
      agreement,
      known: shareOf(own.filter(({ item, label }) => known.get(item) === label).length, own.length),
      accuracy: estimate.accuracy.get(wallet) ?? 0,
      earned: seats.get(wallet)?.earned ?? 0n,
      slashed: seats.get(wallet)?.slashed ?? 0n,
      empty,
      copies: alike.flatMap(({ a, b }) => (a === worker ? [wallets[b]!] : b === worker ? [wallets[a]!] : [])),
    };
  });
  return {
    crowd,
    alpha: orNull(() => report.krippendorffAlpha(crowd))?.alpha ?? null,
    kappa: kappa?.mean ?? null,
    pairs: kappa?.pairs ?? 0,
    estimate,
    confusion: confusionOf(crowd, known),
    people: people.sort((a, b) => b.answers - a.answers),
  };
}

/** `null` where a measure is not defined for these answers. */
function orNull<T>(measure: () => T): T | null {
  try {
    return measure();
  } catch (error) {
    if (error instanceof ReportError) return null;
    throw error;
  }
}
