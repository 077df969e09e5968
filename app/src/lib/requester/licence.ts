/** What a publisher offers, and the text of the licence in plain words. */
import { baseOf } from '../posting/plan.ts';
import { text } from '../text/index.ts';

export const USE_NAMES = ['train', 'evaluate', 'embed', 'redistribute', 'derive', 'commercial'] as const;

export interface DatasetForm {
  name: string;
  description: string;
  creator: string;
  /** TAG as people write it. */
  price: string;
  /** 0 for ever. */
  days: number;
  uses: Record<(typeof USE_NAMES)[number], boolean>;
  attribution: boolean;
  shareAlike: boolean;
  transferable: boolean;
  /** Percent. */
  royalty: number;
  bond: string;
  keyHours: number;
}

export const emptyForm = (title: string): DatasetForm => ({
  ...{ name: title.slice(0, 32), description: '', creator: '', price: '10', days: 365 },
  uses: { train: true, evaluate: true, embed: true, redistribute: false, derive: true, commercial: true },
  ...{ attribution: true, shareAlike: false, transferable: false, royalty: 0, bond: '5', keyHours: 24 },
});

/** The licence as sentences, also what is shown before it is published. */
export function licenceWords(form: DatasetForm): string[] {
  const said = text.myTasks.licence;
  const granted = USE_NAMES.filter((use) => form.uses[use]).map((use) => text.myTasks.dataset.usesOf[use]);
  const denied = USE_NAMES.filter((use) => !form.uses[use]).map((use) => text.myTasks.dataset.usesOf[use]);
  return [
    said.granted(granted.join(', ')),
    ...(denied.length > 0 ? [said.denied(denied.join(', '))] : []),
    form.days === 0 ? said.ever : said.days(form.days),
    ...(form.attribution ? [said.attribution(form.creator.trim())] : []),
    ...(form.shareAlike ? [said.shareAlike] : []),
    form.transferable ? said.transferable(form.royalty) : said.bound,
    said.late(form.keyHours),
  ];
}

export const licenceText = (form: DatasetForm): string =>
  [text.myTasks.licence.title(form.name.trim()), '', ...licenceWords(form), ''].join('\n');

/** What is missing, as words. */
export function formProblems(form: DatasetForm): string[] {
  const said = text.myTasks.dataset.problems;
  const bytes = new TextEncoder().encode(form.name.trim()).length;
  const wrong: [boolean, string][] = [
    [bytes < 1 || bytes > 32, said.name],
    [form.description.trim() === '', said.description],
    [form.creator.trim() === '', said.creator],
    [(baseOf(form.price) ?? 0n) <= 0n, said.price],
    [!USE_NAMES.some((use) => form.uses[use]), said.uses],
    [baseOf(form.bond) === undefined, said.bond],
    [!(form.royalty >= 0 && form.royalty <= 100), said.royalty],
  ];
  return wrong.flatMap(([is, words]) => (is ? [words] : []));
}
