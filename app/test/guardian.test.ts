import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { domainAppendChange, fetchProposal, PAUSE, pauseChange } from '@tagger/client';
import { electorate, finalized, opened } from '../../tests/support/govern.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { theConfig } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { connect } from './support/colleagues.ts';
import { accessible, lends } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const HOUR = 3_600;

describe('the guardian', function () {
  this.timeout(240_000);
  let site: Site;
  before(async () => {
    site = await openSite({});
    await electorate(site.world);
  });
  after(() => site.stop());

  const yes = async (page: Page, dialog: string): Promise<void> => {
    await page.getByRole('dialog', { name: dialog }).waitFor();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
  };
  const opens = async (path: string, who: 'guardian' | 'admin' = 'guardian', options?: Parameters<Site['page']>[0]) => {
    const view = await site.page(options);
    await lends(view.page, { Gus: site.world.guardian, Ada: site.world.admin });
    await view.page.goto(`${site.url}${path}`);
    await connect(view.page, who === 'guardian' ? 'Gus' : 'Ada');
    return view;
  };
  const box = (page: Page) => page.getByRole('region', { name: 'Pause at once' });

  it('cancels a pause that was voted for, and nothing else', async () => {
    const { world } = site;
    const pause = await finalized(world, pauseChange(PAUSE.tasks, HOUR));
    const { page, complaints } = await opens(`/governance/${pause.number}`);
    await page.getByText('Passed, in its time lock').waitFor();
    await page.getByText('As guardian you may stop a pause.').waitFor();
    await page.getByRole('button', { name: 'Cancel the proposal' }).click();
    await yes(page, `Cancel proposal ${pause.number}`);
    await page.getByText('Cancelled', { exact: true }).waitFor();
    expect((await fetchProposal(world.connection, pause.number))?.status).to.equal(5);
    const other = await opened(world, domainAppendChange('weather'));
    await page.goto(`${site.url}/governance/${other.number}`);
    await page.getByText('Domain weather: none → weather').waitFor();
    expect(await page.getByRole('button', { name: 'Cancel the proposal' }).count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  it('pauses new tasks for as long as he may, and has to wait as long before he pauses again', async () => {
    const { world } = site;
    const { maxPauseSecs } = (await theConfig(world)).params;
    const { page, complaints } = await opens('/governance');
    await page.getByText('Nothing is paused.').waitFor();
    await box(page).getByText('Only the admin ends a pause early.').waitFor();
    const send = box(page).getByRole('button', { name: 'Pause', exact: true });
    await send.click();
    await box(page).getByRole('alert').getByText('Choose something to pause.').waitFor();
    await box(page).getByLabel('New tasks').check();
    await box(page).getByLabel('Hours').fill('9000');
    await send.click();
    await box(page).getByRole('alert').getByText('A pause lasts up to').waitFor();
    await box(page).getByLabel('Hours').fill('2');
    await send.click();
    await yes(page, 'Pause new tasks for 2 hours');
    await box(page)
      .getByText(/^The next pause is possible in/)
      .waitFor();
    await page.getByText(/^New tasks, until in/).waitFor();
    expect(await box(page).getByRole('button').count()).to.equal(0);
    const { paused, pausedUntil, pauseAllowedFrom } = await theConfig(world);
    expect([paused, pauseAllowedFrom - pausedUntil]).to.deep.equal([PAUSE.tasks, BigInt(maxPauseSecs)]);
    expect(complaints).to.deep.equal([]);
  });

  it('the admin ends it and pauses again without waiting; who is neither sees nothing of this', async () => {
    const { world } = site;
    const { page, complaints } = await opens('/governance', 'admin');
    await box(page).getByRole('button', { name: 'End the pause' }).click();
    await yes(page, 'End the pause');
    await page.getByText('Nothing is paused.').waitFor();
    expect((await theConfig(world)).paused).to.equal(0);
    await box(page).getByLabel('New claims').check();
    await box(page).getByLabel('Hours').fill('1');
    await box(page).getByRole('button', { name: 'Pause', exact: true }).click();
    await yes(page, 'Pause new claims for 1 hour');
    await box(page).getByText('A new pause takes the place of the one in force').waitFor();
    expect((await theConfig(world)).paused).to.equal(PAUSE.claims);
    const plain = await site.page();
    await plain.page.goto(`${site.url}/governance`);
    await plain.page.getByText(/^New claims, until in/).waitFor();
    expect(await box(plain.page).count()).to.equal(0);
    expect([...complaints, ...plain.complaints]).to.deep.equal([]);
  });

  it('may pause again when that time is over', async () => {
    const { world } = site;
    await waitUntil(world, (await theConfig(world)).pauseAllowedFrom);
    const { page } = await opens('/governance');
    await page.getByText('Nothing is paused.').waitFor();
    await box(page).getByRole('button', { name: 'Pause', exact: true }).waitFor();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility: ${colorScheme}`, async () => {
      const { page } = await opens('/governance', 'admin', { colorScheme, width: 390 });
      await box(page).waitFor();
      await accessible(page);
      expect(await overflow(page)).to.equal(0);
    });
});
