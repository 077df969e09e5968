/** Labels of one worker from a CSV, for the panels of a task. */
import { TaggerClientError, type PanelView, type TaskAccount } from '@tagger/client';
import { readAnswers } from './answersFile.ts';
import { nameOfItem, type ItemFile, type Rules } from '@tagger/client/published';

/**
 * Once the task's items are known, the labels for each panel, by the items' names (`nameOfItem`); `undefined` for panels he has no answer to. Throws `NoAnswers`
 * and what `readAnswers` throws.
 */
export function answersFor(
  file: string,
  worker: string,
  { classes }: Rules,
  { terms }: TaskAccount,
): (items: readonly (string | ItemFile)[]) => (panel: PanelView) => number[] | undefined {
  const rows = readAnswers(file).rows.filter((row) => row.worker === worker);
  const own = new Map(rows.map((row) => [row.item, classes.indexOf(row.label)]));
  if (own.size === 0) throw new TaggerClientError('NoAnswers', `the file has no answer of ${worker}`);
  const skip = (1 << terms.bits) - 1;
  return (items) => (panel) => {
    const labels = items.slice(panel.firstItem, panel.firstItem + panel.items).map((item) => own.get(nameOfItem(item)));
    const known = labels.filter((label) => label !== undefined && label >= 0).length;
    // Without a code to skip with, only panels all of whose items are answered can be taken.
    if (known === 0 || (known < labels.length && skip < terms.classes)) return undefined;
    return labels.map((label) => (label === undefined || label < 0 ? skip : label));
  };
}
