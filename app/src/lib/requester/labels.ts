/** Labels that were decided, and how sure they are. Pure. */
import { knownPlaces } from './figures.ts';
import type { Quality } from './quality.ts';
import type { PanelRow, Watched } from './watch.ts';

export interface LabelRow {
  /** Place in the task, and what the requester calls it. */
  place: number;
  name: string;
  item: NonNullable<Watched['items']>[number] | undefined;
  code: number;
  label: string;
  /**
   * Chance that it is right, 0 to 1, by who said what. Where the estimate prefers another label it is what that one leaves over, with
   * three classes or more an upper bound.
   */
  confidence: number;
  votes: number[];
  panel: PanelRow;
  contested: boolean;
  /** Validators can still be asked about it. */
  contestable: boolean;
  /** Nothing changes it any more. */
  final: boolean;
}

/** Labels that were decided, in the order of the task, without the known ones. */
export function labelsOf(watched: Watched, { crowd, estimate }: Quality): LabelRow[] {
  const { panels, rules, items, notes, task } = watched;
  const known = knownPlaces(watched);
  const votes = new Map<number, number[]>();
  for (const { item, label } of crowd.answers) {
    const own = votes.get(item) ?? new Array<number>(task.terms.classes).fill(0);
    own[label] = (own[label] ?? 0) + 1;
    votes.set(item, own);
  }
  return panels.flatMap((panel) =>
    (panel.labels ?? []).flatMap((code, at): LabelRow[] => {
      const place = panel.firstItem + at;
      if (known.has(place)) return [];
      const item = items?.[place];
      const sure = estimate.confidence[place] ?? 0;
      const final = panel.phase === 'settled' || panel.phase === 'done' || panel.phase === 'recorded';
      return [
        {
          place,
          item,
          code,
          panel,
          name: notes?.names[place] ?? (typeof item === 'object' ? item.sha256 : `item ${place + 1}`),
          label: rules?.classes[code] ?? String(code),
          confidence: estimate.labels[place] === code ? sure : 1 - sure,
          votes: votes.get(place) ?? [],
          contested: panel.contested[at] ?? false,
          contestable: panel.phase === 'challenge' && panel.contested[at] !== true && panel.gold[at] !== true,
          final,
        },
      ];
    }),
  );
}
