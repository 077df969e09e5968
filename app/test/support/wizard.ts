/** Steps through the wizard as a person does. */
import type { Page } from 'playwright-core';

export { connect } from './colleagues.ts';

/** A CSV of reviews with the right label of every fifth. */
export const csvOf = (items: readonly (readonly [string, string])[], known: (at: number) => boolean): string =>
  [
    'id,item,label',
    ...items.map(([text, label], at) => `r${at},"${text.replaceAll('"', '""')}",${known(at) ? label : ''}`),
  ].join('\n');

/** Twenty-five sentences, of which every fifth is known; labels are what a person of sense says. */
export const REVIEWS: readonly (readonly [string, string])[] = Array.from({ length: 25 }, (_, at) => [
  at % 2 === 0 ? `I like number ${at}, it works well.` : `Number ${at} broke, a waste of money.`,
  at % 2 === 0 ? 'positive' : 'negative',
]);
export const isKnown = (at: number): boolean => at % 5 === 0;

export const give = (page: Page, name: string, text: string | Buffer): Promise<void> =>
  page
    .getByLabel('Choose files')
    .last()
    .setInputFiles({
      name,
      mimeType: 'text/plain',
      buffer: typeof text === 'string' ? Buffer.from(text) : text,
    });

export const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next', exact: true }).click();

export const atStep = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 2, name, exact: true }).waitFor();

/** Two labels, a team that chooses its batches, two people an item, no checks, 25 items in batches of ten. */
export async function describeReviews(page: Page): Promise<void> {
  await give(page, 'reviews.csv', csvOf(REVIEWS, isKnown));
  await page.getByText('25 items from reviews.csv').waitFor();
  await next(page);
  await atStep(page, 'Labels');
  await page.getByRole('button', { name: 'Use the 2 labels of your known answers' }).click();
  await next(page);
  await atStep(page, 'Rules and examples');
  await page.getByLabel('Title').fill('Do they like it?');
  await page.getByLabel('Instructions').fill('Say whether the writer likes it.');
  await page.getByRole('button', { name: 'Add an example' }).click();
  await page.getByLabel('Item or description 1').fill('It works');
  await page.getByLabel('Why, or which label 1').fill('positive');
  await next(page);
  await atStep(page, 'Known answers');
  await page.getByText('5 known answers come from your table.').waitFor();
  await next(page);
  await atStep(page, 'Price and people');
  await page.getByLabel('TAG for a right answer').fill('0.01');
  await page.getByLabel('People an item at first').fill('2');
  await page.getByLabel('At most, where they are not sure').fill('2');
  await page.getByLabel('Items a batch').fill('10');
  await page.getByLabel('Known answers a batch').fill('2');
  await page.getByLabel('Validators who judge').selectOption('0');
  await page.getByLabel('How people get a batch').selectOption('choice');
}

/** Says yes to the vault, and to every transaction until the task is open. */
export async function sayYes(page: Page, until: () => Promise<boolean>): Promise<void> {
  const yes = page.getByRole('button', { name: 'Continue to the wallet' });
  for (let tries = 0; !(await until()); tries += 1) {
    if (tries > 180)
      throw new Error(`it does not get on: ${(await page.getByRole('alert').allInnerTexts()).join(' ')}`);
    await yes.waitFor({ timeout: 500 }).catch(() => undefined);
    if (await yes.isVisible()) await yes.click().catch(() => undefined);
  }
}

/** Points by which the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page
    .locator('html')
    .evaluate((html: { scrollWidth: number; clientWidth: number }) => Math.max(0, html.scrollWidth - html.clientWidth));

/** What has the focus: its id, and its label or text. */
export async function focused(page: Page): Promise<{ id: string; name: string }> {
  const at = page.locator(':focus');
  if ((await at.count()) === 0) return { id: '', name: '' };
  const name = (await at.getAttribute('aria-label')) ?? (await at.textContent())?.trim() ?? '';
  return { id: (await at.getAttribute('id')) ?? '', name };
}
