import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchMember } from '@tagger/client';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';

const TAG = 1_000_000n;

describe('stake', function () {
  this.timeout(300_000);
  const ann = Keypair.generate();
  let site: Site;
  before(async () => {
    site = await openSite({ Ann: ann });
    await airdrop(site.world.connection, ann.publicKey, 1_000_000_000);
    await giveTag(site.world, ann.publicKey, 100n * TAG);
  });
  after(() => site.stop());

  it('Ann sees what staking 40 TAG changes before her wallet is asked, says no, then yes, and is a member', async () => {
    const { page, complaints } = await site.page();
    await page.goto(`${site.url}/stake`);
    await page.getByRole('button', { name: 'Connect a wallet' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ann' }).click();
    await page.getByText('100 TAG').waitFor();
    const offer = async (): Promise<void> => {
      await page.getByLabel('Amount of TAG').fill('40');
      await page.getByRole('button', { name: 'Stake', exact: true }).click();
      await page.getByRole('dialog').getByText('TAG staked').waitFor();
    };
    await offer();
    const rows = await page.getByRole('dialog').locator('dl').innerText();
    expect(rows.split('\n')).to.include.members(['TAG in your wallet', '−40', 'TAG staked', '+40']);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await fetchMember(site.world.connection, ann.publicKey)).to.equal(null);
    await offer();
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByText('40 TAG', { exact: true }).waitFor();
    const member = await fetchMember(site.world.connection, ann.publicKey);
    expect(member?.stakeActive).to.equal(40n * TAG);
    // What it was said to cost is what it cost: the account's rent and a signature.
    const left = await site.world.connection.getBalance(ann.publicKey);
    expect(rows).to.contain(`−${(1_000_000_000 - left) / 1e9}`);
    expect(complaints).to.deep.equal([]);
  });

  it('an amount that is none changes nothing and says how to write one', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}/stake`);
    await page.getByRole('button', { name: 'Connect a wallet' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ann' }).click();
    await page.getByLabel('Amount of TAG').fill('1.1234567');
    await page.getByRole('button', { name: 'Stake', exact: true }).click();
    await page.getByRole('alert').getByText('Write an amount such as 12.5').waitFor();
  });
});
