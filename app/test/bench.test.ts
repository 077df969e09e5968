import { AxeBuilder } from '@axe-core/playwright';
import { Keypair } from '@solana/web3.js';
import type { Page } from 'playwright-core';
import { expect } from 'chai';
import { sha256 } from '@noble/hashes/sha2';
import { fetchMember, fetchPage, fetchSeat, ownSlot, packLabels } from '@tagger/client';
import { reader } from '@tagger/client/storage';
import { findSidecar } from '@tagger/client/suggestions/sidecar';
import { published, type Market } from '../../bots/test/support/market.ts';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { begins, crewCommits, crewOf, crewReveals } from './support/colleagues.ts';

const TAG = 1_000_000n;
const THREE = ['negative', 'neutral', 'positive'];

describe('the workbench', function () {
  this.timeout(300_000);
  const people = {
    Ann: Keypair.generate(),
    Ben: Keypair.generate(),
    Cyd: Keypair.generate(),
    Dan: Keypair.generate(),
    Eve: Keypair.generate(),
  };
  type Name = keyof typeof people;
  let site: Site;
  before(async () => {
    site = await openSite(people);
    for (const { publicKey } of Object.values(people)) {
      await airdrop(site.world.connection, publicKey, 1_000_000_000);
      await giveTag(site.world, publicKey, 100n * TAG);
    }
  });
  after(() => site.stop());

  /** Three classes in two bits: one code is left to skip with. */
  const threeClasses = (panels = 1): Promise<Market> =>
    published(site.world, site.arweave, { classes: THREE, terms: { classes: 3, bits: 2 }, panels });
  const stateOf = async (name: Name, { task, page }: Market): Promise<string | undefined> => {
    const { connection } = site.world;
    const [seat, view] = await Promise.all([
      fetchSeat(connection, task, people[name].publicKey),
      fetchPage(connection, page),
    ]);
    const slots = view?.panels.map((panel) => ownSlot(panel, seat?.index ?? -1)?.state);
    return slots?.find((state) => state !== undefined);
  };
  const press = async (page: Page, keys: string): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Sends of transactions, counted from now on. */
  const sends = (page: Page): { count: number } => {
    const seen = { count: 0 };
    page.on('request', (request) => {
      if (request.postData()?.includes('"sendTransaction"') === true) seen.count += 1;
    });
    return seen;
  };

  /** What appears after a while. */
  async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it('Ann works by keys alone: choosing, back, undo, redo, a skip with its reason, the sheet of keys, sending', async () => {
    const market = await threeClasses();
    const { page, complaints } = await site.page();
    await begins(page, site.url, 'Ann', market);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    // A sheet that is open takes no answers.
    await press(page, '1');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('0 of 10 answered').waitFor();
    await press(page, '12');
    await page.getByText('2 of 10 answered').waitFor();
    await page.keyboard.press('u');
    await page.getByText('1 of 10 answered').waitFor();
    await page.getByText('Item 2 of 10').waitFor();
    await page.keyboard.press('r');
    await page.getByText('2 of 10 answered').waitFor();
    await page.keyboard.press('Backspace');
    await page.getByText('Item 1 of 10').waitFor();
    expect(await page.getByRole('button', { name: 'negative', exact: true }).getAttribute('aria-pressed')).to.equal(
      'true',
    );
    await press(page, '3');
    await page.keyboard.press('Enter');
    await page.getByText('Item 3 of 10').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('dialog', { name: 'Leave this item out' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('3 of 10 answered').waitFor();
    await press(page, '2222222');
    await page.getByText('1 left out.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('1 panel committed').waitFor();
    expect(await stateOf('Ann', market)).to.equal('committed');
    // What was revealed is what was chosen: 3 means left out.
    const crew = await crewOf(site.world, market, 2);
    const ten = Array.from({ length: 10 }, () => 1);
    const work = await crewCommits(site.world, market, crew, [ten, ten]);
    await crewReveals(site.world, market, work);
    await page.getByText('Answers to 1 panel shown').waitFor();
    const view = await fetchPage(site.world.connection, market.page);
    expect(view?.panels[0]?.answers[0]).to.deep.equal([2, 1, 3, 1, 1, 1, 1, 1, 1, 1]);
    expect(complaints).to.deep.equal([]);
  });

  it('[attack 157] Ben’s tab dies before his commitment is sent, and after his reveal was: nothing is lost, nothing sent twice', async () => {
    const market = await threeClasses();
    const { page } = await site.page();
    await begins(page, site.url, 'Ben', market);
    await press(page, '1112223');
    await page.getByText('7 of 10 answered').waitFor();
    await page.getByText('Saved on this device').waitFor();
    await page.reload();
    await page.getByText('7 of 10 answered').waitFor();
    await page.getByText('Item 8 of 10').waitFor();
    await press(page, '333');
    await page.getByText('All answered').waitFor();

    // The commitment never leaves the machine.
    let dies: 'before' | 'after' | undefined = 'before';
    let died = (): void => undefined;
    const death = (): Promise<void> => new Promise((resolve) => (died = resolve));
    await page.route(`${site.world.chain.rpcUrl}/**`, async (route) => {
      const sent = route.request().postData()?.includes('"sendTransaction"') === true;
      if (!sent || dies === undefined) return route.continue();
      if (dies === 'after') await route.fetch();
      dies = undefined;
      died();
      // No answer: the tab is gone.
    });
    const first = death();
    await page.keyboard.press('Enter');
    await first;
    expect(await stateOf('Ben', market)).to.equal('claimed');
    await page.reload();
    await page.getByText('1 panel committed').waitFor();

    const crew = await crewOf(site.world, market, 2);
    const ten = Array.from({ length: 10 }, () => 1);
    dies = 'after';
    const second = death();
    const work = await crewCommits(site.world, market, crew, [ten, ten]);
    await second;
    const counted = sends(page);
    await page.goto(`${site.url}/work`);
    await page.getByText('Shown, being decided').waitFor();
    expect(counted.count).to.equal(0);
    expect(await stateOf('Ben', market)).to.equal('revealed');
    await crewReveals(site.world, market, work);
  });

  it('Cyd has two tabs open: answers of both are kept, and one commitment is sent', async () => {
    const market = await threeClasses();
    const one = await site.page();
    await begins(one.page, site.url, 'Cyd', market);
    const two = await one.page.context().newPage();
    await two.goto(one.page.url());
    await two.getByText('0 of 10 answered').waitFor();
    await press(one.page, '11111');
    await one.page.getByText('5 of 10 answered').waitFor();
    await one.page.getByText('Saved on this device').waitFor();
    // The second tab saw none of these when it was opened.
    await two.bringToFront();
    await two.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await two.getByText('5 of 10 answered').waitFor();
    await press(two, '22222');
    const counted = [sends(one.page), sends(two)];
    await two.getByText('All answered').waitFor();
    await Promise.all([two.keyboard.press('Enter'), one.page.reload()]);
    await two.getByText(/1 panel committed|Nothing to answer here now/).waitFor();
    await one.page.getByText('Nothing to answer here now').waitFor();
    expect(counted.reduce((sum, { count }) => sum + count, 0)).to.equal(1);
    expect(await stateOf('Cyd', market)).to.equal('committed');
  });

  it('Dan gives a panel back at the price he was told', async () => {
    const market = await threeClasses();
    const { page } = await site.page();
    await begins(page, site.url, 'Dan', market);
    await page.getByRole('button', { name: 'Give it back' }).click();
    const dialog = page.getByRole('dialog', { name: 'Give this panel back' });
    const told = /It costs ([\d.]+) TAG of your bond; your record stays as it is/.exec(await dialog.innerText());
    await dialog.getByRole('button', { name: 'Give the panel back' }).click();
    await page.getByText('Nothing to answer here now').waitFor();
    const seat = await fetchSeat(site.world.connection, market.task, people.Dan.publicKey);
    expect(seat?.openSlots).to.equal(0);
    // Chain time goes on by a second for the transaction itself at most.
    expect(Number(seat?.slashed)).to.be.within(Number(told?.[1]) * 1e6, Number(told?.[1]) * 1e6 + 100);
  });

  it('Eve has a model beside her: what she accepts, changes and rejects is posted with her answers', async () => {
    const { world, arweave } = site;
    const market = await published(world, arweave);
    const { page, complaints, origins } = await site.page();
    await begins(page, site.url, 'Eve', market);
    await page.getByLabel('Suggestions').check();
    await page.getByText(/^Suggested: positive, score/).waitFor();
    await page.keyboard.press('a');
    await page.getByText(/^Suggested: negative, score/).waitFor();
    await page.keyboard.press('2');
    await page.getByText('Item 3 of 10').waitFor();
    await page.getByText(/^Suggested: positive, score/).waitFor();
    await page.keyboard.press('x');
    await page.getByText('(rejected)').waitFor();
    await press(page, '1');
    await page.getByLabel('Suggestions').uncheck();
    await press(page, '1111111');
    await page.getByText('All answered').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('1 panel committed').waitFor();
    const session = (await fetchMember(world.connection, people.Eve.publicKey))!.session;
    const crew = await crewOf(world, market, 2);
    const ten = Array.from({ length: 10 }, () => 1);
    const work = await crewCommits(world, market, crew, [ten, ten]);
    await crewReveals(world, market, work);
    await page.getByText('Answers to 1 panel shown').waitFor();
    const from = reader({ gateways: [arweave] });
    const answers = sha256(packLabels([1, 1, 0, 0, 0, 0, 0, 0, 0, 0], 1));
    const find = () => findSidecar(from, { page: market.page, panel: 0n, answers }, [session]);
    const sidecar = await eventually(find);
    expect(sidecar.assisted.map(({ item, outcome }) => [item, outcome])).to.deep.equal([
      [0, 'accepted'],
      [1, 'changed'],
      [2, 'rejected'],
    ]);
    expect(sidecar.models.map(({ id }) => id)).to.deep.equal(['wink-eng-lite-web-model']);
    // The model came from the page's own origin, and asked nobody.
    expect(origins.size).to.equal(3);
    expect(complaints).to.deep.equal([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility on any of its pages: ${colorScheme}`, async () => {
      const market = await threeClasses();
      const { page } = await site.page({ colorScheme, width: 390 });
      // What fades in is too pale for a moment.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const name = colorScheme === 'light' ? 'Cyd' : 'Dan';
      const check = async (): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
      };
      await page.goto(`${site.url}/tasks/${market.task.toBase58()}`);
      await page.getByText('Connect a wallet to see').waitFor();
      await check();
      await begins(page, site.url, name, market);
      await check();
      await page.keyboard.press('?');
      await check();
      await page.keyboard.press('Escape');
      await page.goto(`${site.url}/tasks/${market.task.toBase58()}`);
      await page.getByText('1 panel to answer').waitFor();
      await check();
      await page.goto(`${site.url}/work`);
      await page.getByText('To do').waitFor();
      await check();
    });
});
