import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { openSite, type Site } from './support/browser.ts';

describe('the documentation', function () {
  this.timeout(300_000);
  let site: Site;
  before(async () => (site = await openSite({})));
  after(() => site.stop());

  it('leads from its contents to every page, and each begins with its title and asks nobody else for anything', async () => {
    const { page, complaints, origins } = await site.page();
    await page.goto(`${site.url}/docs`);
    const links = page.locator('main a[href^="/docs/"]');
    await links.first().waitFor();
    const places = await Promise.all((await links.all()).map((link) => link.getAttribute('href')));
    const pages = [...new Set(places.map(String))];
    expect(pages).to.have.length.above(15);
    for (const place of pages) {
      await page.goto(site.url + place);
      expect((await page.locator('article h1').first().innerText()).length, place).to.be.above(1);
    }
    expect(complaints).to.deep.equal([]);
    expect([...origins]).to.have.members([site.url, site.world.chain.rpcUrl]);
  });

  it('links between files are links between pages, headings have addresses, pictures are there', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/docs/requesters`);
    await page.locator('article').getByRole('link', { name: 'command line' }).click();
    await page.waitForURL('**/docs/command-line#requester');
    await page.getByRole('heading', { name: 'Requester' }).waitFor();
    await page.goto(`${site.url}/docs/honesty`);
    const width = await page
      .locator('article img')
      .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
    expect(width).to.be.above(0);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has nothing axe complains about, ${colorScheme}`, async () => {
      const { page } = await site.page({ colorScheme });
      for (const place of ['/docs', '/docs/annotators', '/docs/client', '/docs/honesty', '/docs/api/send']) {
        await page.goto(site.url + place);
        await page.locator('main h1').first().waitFor();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${place} ${id} ${nodes[0]?.html}`)).to.deep.equal([]);
      }
    });

  it('has no sideways scroll on a phone', async () => {
    const { page } = await site.page({ width: 360 });
    for (const place of ['/docs/annotators', '/docs/bots', '/docs/state-machine', '/docs/command-line']) {
      await page.goto(site.url + place);
      const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(wider, place).to.be.at.most(0);
    }
  });
});
