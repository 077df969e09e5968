import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchConfig, fetchMember } from '@tagger/client';
import { published } from '../../bots/test/support/market.ts';
import { collectAll } from '../../tests/support/build.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { openSite, type Site } from './support/browser.ts';
import { asMember, connect, crewCommits, crewOf, crewReveals, seated, settles } from './support/colleagues.ts';

const TRUTH = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];

describe('what Eve earned', function () {
  this.timeout(300_000);
  const eve = Keypair.generate();
  let site: Site;
  before(async () => {
    site = await openSite({ Eve: eve, Fay: Keypair.generate() });
    const { world, arweave } = site;
    const market = await published(world, arweave, { rules: { title: '=HYPERLINK("x")' } });
    const me = await asMember(world, 'Eve', eve);
    const crew = [...(await seated(world, market, [me])), ...(await crewOf(world, market, 2))];
    // Nine of ten like the others.
    const work = await crewCommits(world, market, crew, [[...TRUTH.slice(0, 9), 1], TRUTH, TRUTH]);
    await crewReveals(world, market, work);
    await settles(world, market);
    await collectAll(world, market, work);
  });
  after(() => site.stop());

  it('sees sums and the list, and takes the list home [attack 152]', async () => {
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/earnings`);
    await page.getByText('Connect a wallet to see what it earned.').waitFor();
    await connect(page, 'Eve');
    const member = await fetchMember(site.world.connection, eve.publicKey);
    const paid = `${Number(member?.earned) / 1e6} TAG`;
    const row = page.getByRole('row', { name: /HYPERLINK/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).to.deep.equal(['10', '9', '0 TAG', paid, '10 TAG', '0 TAG']);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const [, line] = readFileSync(await file.path(), 'utf8').split('\r\n');
    // A title is a stranger's: no spreadsheet runs it.
    expect(line).to.contain(`"'=HYPERLINK(""x"")",10,9,0,`);
    expect(complaints).to.deep.equal([]);
  });

  it('reads what moved her record, and what the next level needs', async () => {
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/reputation`);
    await connect(page, 'Eve');
    await page.getByText('9 of 10').waitFor();
    // Agreement without gold is no observation, but the panel was kept to its end.
    await page.getByText('0 answers that still count, 1 panel kept in a row').waitFor();
    await page.getByText('Level 1 needs a record of 20 answers and 20 % quality.').waitFor();
    await page.getByRole('link', { name: 'Panels were paid' }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('takes stake out: it cools down first', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/stake`);
    await connect(page, 'Eve');
    await page.getByLabel('TAG to unstake').fill('45');
    await page.getByRole('button', { name: 'Unstake' }).click();
    // Ten of her fifty are behind the seat.
    await page.getByText('Only 40 TAG are free').waitFor();
    await page.getByLabel('TAG to unstake').fill('40');
    await page.getByRole('button', { name: 'Unstake' }).click();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByText(/Cooling down, ready in/).waitFor();
    const { world } = site;
    const member = await fetchMember(world.connection, eve.publicKey);
    const config = await fetchConfig(world.connection);
    expect(member?.stakeCooling).to.equal(40_000_000n);
    expect(Number(config?.params.unbondingSecs)).to.be.greaterThan(0);
    await waitUntil(world, member?.coolingUntil ?? 0n);
    await page.reload();
    await page.getByText('Cooled down, ready to withdraw.').waitFor();
    await page.getByRole('button', { name: 'Withdraw the stake' }).click();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByText('90 TAG', { exact: true }).waitFor();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility: ${colorScheme}`, async () => {
      const { page } = await site.page({ colorScheme, width: 390 });
      await page.goto(`${site.url}/earnings`);
      await connect(page, 'Eve');
      for (const [path, shown] of [
        ['earnings', 'Download as CSV'],
        ['reputation', 'Panels were paid'],
        ['stake', 'Unstake'],
      ] as const) {
        await page.goto(`${site.url}/${path}`);
        await page.getByText(shown).first().waitFor();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
      }
    });

  it('who is no member is told where to begin', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/reputation`);
    await connect(page, 'Fay');
    await page.getByText('This wallet is no member yet.').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Find a task' }).click();
    await page.getByRole('heading', { level: 1, name: 'Work' }).waitFor();
  });
});
