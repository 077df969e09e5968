/** What people do on any page. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import type { Keypair } from '@solana/web3.js';
import type { Page } from 'playwright-core';

/** Takes up a wallet by the name of its persona. */
export async function connect(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect a wallet' }).click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Says yes to what is shown, and where the vault asks for the first time, to that before it. Resolves when it is confirmed. */
export async function sayYes(page: Page, { vault = false } = {}): Promise<string> {
  if (vault) {
    await page.getByRole('dialog', { name: 'Your own key' }).waitFor();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByRole('dialog', { name: 'Your own key' }).waitFor({ state: 'detached' });
  }
  const dialog = page.getByRole('dialog').filter({ hasText: 'What will happen' });
  const rows = await dialog.locator('dl').innerText();
  await dialog.getByRole('button', { name: 'Continue to the wallet' }).click();
  await page.getByText('Done', { exact: true }).last().waitFor();
  return rows;
}

/** Nothing for axe to find. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
}

/** Gives a page personas that the chain made after the site was opened, by the names of their wallets. Before the page is opened. */
export async function lends(page: Page, personas: Record<string, Keypair>): Promise<void> {
  const more = Object.entries(personas).map(([name, { secretKey }]) => ({
    name,
    secret: Buffer.from(secretKey).toString('base64'),
  }));
  await page.route('**/network.json', async (route) => {
    const network = (await (await route.fetch()).json()) as { personas: object[] };
    await route.fulfill({ json: { ...network, personas: [...network.personas, ...more] } });
  });
}
