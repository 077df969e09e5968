import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import {
  castBallot,
  CHOICE,
  fetchBallot,
  fetchMember,
  fetchProposal,
  fetchVoter,
  proposalPda,
  proposalTimes,
  setDelegate,
  type Params,
} from '@tagger/client';
import { checkBooks } from '../../tests/support/ledger.ts';
import { electorate, nextDay, SHARES, theGovernance } from '../../tests/support/govern.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { act, airdrop, giveTag, theConfig } from '../../tests/support/world.ts';
import { openSite, type Site, type Watched } from './support/browser.ts';
import { connect } from './support/colleagues.ts';
import { accessible } from './support/people.ts';
import { overflow } from './support/wizard.ts';

const TAG = 1_000_000n;

describe('governance', function () {
  this.timeout(240_000);
  const dora = Keypair.generate();
  let site: Site;
  let old: Params;
  before(async () => {
    site = await openSite({ Dora: dora });
    const { world } = site;
    await airdrop(world.connection, dora.publicKey, 2_000_000_000);
    await giveTag(world, dora.publicKey, 100n * TAG);
    await electorate(world);
    old = (await theConfig(world)).params;
  });
  after(() => site.stop());

  const yes = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continue to the wallet' }).click();
  const opens = async (path: string, options?: Parameters<Site['page']>[0]): Promise<Watched> => {
    const view = await site.page(options);
    await view.page.goto(`${site.url}${path}`);
    await connect(view.page, 'Dora');
    return view;
  };
  const proposalAt = async (number: bigint) => (await fetchProposal(site.world.connection, number))!;

  it('Dora reads what is in force with its bounds, and locks stake that counts from tomorrow on', async () => {
    const { page, complaints } = await opens('/governance');
    const force = page.getByRole('region', { name: 'In force' });
    const fee = force.getByRole('row', { name: /^Fee / });
    expect(await fee.getByRole('cell').allInnerTexts()).to.deep.equal([
      `${old.feeBps / 100} %`,
      '0 % to 5 %',
      'What requesters pay on top of rewards.',
    ]);
    expect(await force.getByRole('row').count()).to.equal(25);
    await page.getByText('Nothing is paused.').waitFor();
    const votes = page.getByRole('region', { name: 'Your votes' });
    await votes.getByLabel('TAG to lock').fill('40');
    await votes.getByText('40 TAG of it are staked from your wallet now.').waitFor();
    await votes.getByRole('button', { name: 'Lock', exact: true }).click();
    await yes(page);
    await votes.locator('dt:text-is("Locked") + dd', { hasText: '40 TAG' }).waitFor();
    expect(await votes.locator('dt:text-is("Counts today") + dd').innerText()).to.equal('0 TAG');
    expect((await fetchVoter(site.world.connection, dora.publicKey))?.locked).to.equal(40n * TAG);
    expect(complaints).to.deep.equal([]);
    await nextDay(site.world);
  });

  it('refuses by a sentence what is out of bounds, too large a step, or wrong together, before anything is signed', async () => {
    const { page, complaints } = await opens('/governance');
    const form = page.getByRole('region', { name: 'Propose a change' });
    const send = form.getByRole('button', { name: 'Open the vote' });
    await form.getByLabel('New value 1, %').fill('6');
    await send.click();
    await form.getByRole('alert').getByText('Fee must be 0 % to 5 %, whatever is voted.').waitFor();
    await form.getByLabel('New value 1, %').fill('4.9');
    await send.click();
    const most = Math.min(old.feeBps + 100, Math.max(2 * old.feeBps, old.feeBps + 100));
    await form
      .getByRole('alert')
      .getByText(`${most / 100} % at most.`)
      .waitFor();
    await form.getByLabel('New value 1, %').fill('much');
    await send.click();
    await form.getByRole('alert').getByText('Write a number.').waitFor();
    // Each is legal, but never showing votes may not be cheaper than being reversed.
    await form.getByLabel('Parameter 1').selectOption('slashMissBps');
    await form.getByLabel('New value 1, %').fill(String(old.slashMissBps / 200));
    await form.getByRole('button', { name: 'Another parameter' }).click();
    await form.getByLabel('Parameter 2').selectOption('slashGoldBps');
    await form.getByLabel('New value 2, %').fill(String((old.slashGoldBps * 2) / 100));
    await send.click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('What shall change').selectOption('append');
    await form.getByLabel('Name of the domain').fill('No Name');
    await send.click();
    await form.getByRole('alert').getByText('Write 1 to 16 lower-case letters').waitFor();
    await form.getByLabel('What shall change').selectOption('pause');
    await send.click();
    await form.getByRole('alert').getByText('Choose something to pause.').waitFor();
    await form.getByLabel('New claims').check();
    await form.getByLabel('Hours').fill('9000');
    await send.click();
    await form.getByRole('alert').getByText('A pause lasts up to').waitFor();
    expect((await theGovernance(site.world)).proposals).to.equal(0n);
    expect(await page.getByRole('dialog').count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  it('a lower fee is proposed, voted for by owners and a delegate, held by the time lock, executed, and closed', async () => {
    const { world } = site;
    const { connection } = world;
    const { ann, ben } = await electorate(world);
    await act(world, ben, setDelegate({ wallet: ben.key, delegate: dora.publicKey }));
    const { page, complaints } = await opens('/governance');
    const lower = old.feeBps / 100 - 0.5;
    const form = page.getByRole('region', { name: 'Propose a change' });
    await form.getByLabel('New value 1, %').fill(String(lower));
    await form.getByRole('button', { name: 'Open the vote' }).click();
    await page.getByRole('dialog', { name: 'Open proposal 0' }).waitFor();
    await yes(page);
    await page.getByRole('heading', { name: 'Proposal 0' }).waitFor();
    await page.getByText(`Fee: ${old.feeBps / 100} % → ${lower} %`).waitFor();
    const box = page.getByRole('region', { name: 'Your vote' });
    await box.getByText('Your votes weigh 40 TAG here.').waitFor();
    await box.getByRole('group', { name: 'Your vote' }).getByRole('button', { name: 'For' }).click();
    await yes(page);
    await box.getByText('You voted “For” with 40 TAG.').waitFor();
    const proposal = proposalPda(0n);
    const short = `${ben.key.toBase58().slice(0, 4)}…${ben.key.toBase58().slice(-4)}`;
    const his = box.getByRole('group', { name: `As delegate of ${short}` });
    await his.getByRole('button', { name: 'Against' }).click();
    await yes(page);
    await his.getByText('You voted “Against” with 300,000 TAG.').waitFor();
    await his.getByRole('button', { name: 'Abstain' }).click();
    await yes(page);
    await his.getByText('You voted “Abstain” with 300,000 TAG.').waitFor();
    expect((await fetchBallot(connection, proposal, ben.key))?.choice).to.equal(CHOICE.abstain);
    await act(world, ann, castBallot({ wallet: ann.key, proposal, choice: CHOICE.for }));
    expect(await proposalAt(0n)).to.include({ inFavour: SHARES.ann + 40n * TAG, abstain: SHARES.ben, against: 0n });

    await waitUntil(world, (await proposalAt(0n)).endsAt);
    await page.reload();
    await page.getByText('Voting is over, not counted yet').waitFor();
    await page.getByRole('button', { name: 'Count the votes' }).click();
    await yes(page);
    await page.getByText('Passed, in its time lock').waitFor();
    expect(await page.getByRole('button', { name: 'Execute it' }).count()).to.equal(0);
    await waitUntil(world, proposalTimes(await proposalAt(0n)).executableFrom);
    await page.reload();
    await page.getByRole('button', { name: 'Execute it' }).click();
    await yes(page);
    await page.getByText('Executed', { exact: true }).waitFor();
    expect((await theConfig(world)).params).to.deep.equal({ ...old, feeBps: old.feeBps - 50 });
    await page.getByRole('button', { name: 'Close it: deposit and rent go back' }).click();
    await yes(page);
    await page.getByText('There is no such proposal.').waitFor();
    expect(await fetchProposal(connection, 0n)).to.equal(null);
    // The deposit is active stake again.
    expect((await fetchMember(connection, dora.publicKey))?.stakeActive).to.equal(10n * TAG);
    await page.goto(`${site.url}/governance`);
    const fee = page.getByRole('region', { name: 'In force' }).getByRole('row', { name: /^Fee / });
    await fee.getByText(`${lower} %`, { exact: true }).waitFor();
    await checkBooks(connection);
    expect(complaints).to.deep.equal([]);
  });

  it('Dora takes a proposal back that nobody voted on, gives her votes to Ann and takes them back', async () => {
    const { world } = site;
    const { ann } = await electorate(world);
    const { page, complaints } = await opens('/governance');
    const form = page.getByRole('region', { name: 'Propose a change' });
    await form.getByLabel('What shall change').selectOption('append');
    await form.getByLabel('Name of the domain').fill('weather');
    await form.getByRole('button', { name: 'Open the vote' }).click();
    await yes(page);
    await page.getByText('Domain weather: none → weather').waitFor();
    await page.getByRole('button', { name: 'Cancel the proposal' }).click();
    await yes(page);
    await page.getByText('Cancelled', { exact: true }).waitFor();
    expect((await proposalAt(1n)).status).to.equal(5);

    await page.goto(`${site.url}/governance`);
    const votes = page.getByRole('region', { name: 'Your votes' });
    await votes.getByLabel('Address of the delegate').fill('somebody');
    await votes.getByRole('button', { name: 'Let him vote for me' }).click();
    await votes.getByRole('alert').getByText('This is no address of a wallet.').waitFor();
    await votes.getByLabel('Address of the delegate').fill(dora.publicKey.toBase58());
    await votes.getByRole('button', { name: 'Let him vote for me' }).click();
    await votes.getByRole('alert').getByText('This is your own wallet.').waitFor();
    await votes.getByLabel('Address of the delegate').fill(ann.key.toBase58());
    await votes.getByRole('button', { name: 'Let him vote for me' }).click();
    await yes(page);
    await votes.getByText('Your delegate is').waitFor();
    expect((await fetchVoter(world.connection, dora.publicKey))?.delegate.equals(ann.key)).to.equal(true);
    await votes.getByRole('button', { name: 'Take it back' }).click();
    await yes(page);
    await votes.getByLabel('Address of the delegate').waitFor();
    // Ben gave her his.
    await votes.getByText('You may cast the votes of').waitFor();
    await votes.getByText(/Your votes are bound until/).waitFor({ state: 'detached' });
    await votes.getByLabel('TAG to unlock').fill('41');
    await votes.getByRole('button', { name: 'Unlock', exact: true }).click();
    await votes.getByRole('alert').getByText('You have 40 TAG locked.').waitFor();
    await votes.getByLabel('TAG to unlock').fill('40');
    await votes.getByRole('button', { name: 'Unlock', exact: true }).click();
    await yes(page);
    await votes.locator('dt:text-is("Locked") + dd', { hasText: /^0 TAG$/ }).waitFor();
    expect(await fetchVoter(world.connection, dora.publicKey)).to.equal(null);
    await checkBooks(world.connection);
    expect(complaints).to.deep.equal([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault of accessibility: ${colorScheme}`, async () => {
      const view = await opens('/governance', { colorScheme });
      await view.page.getByRole('region', { name: 'In force' }).waitFor();
      await accessible(view.page);
      await view.page.goto(`${site.url}/governance/1`);
      await view.page.getByText('Cancelled', { exact: true }).waitFor();
      await accessible(view.page);
      const narrow = await opens('/governance', { colorScheme, width: 390 });
      await narrow.page.getByRole('region', { name: 'In force' }).waitFor();
      expect(await overflow(narrow.page)).to.equal(0);
      await narrow.page.goto(`${site.url}/governance/1`);
      await narrow.page.getByText('Cancelled', { exact: true }).waitFor();
      expect(await overflow(narrow.page)).to.equal(0);
    });
});
