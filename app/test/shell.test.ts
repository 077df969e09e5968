import { AxeBuilder } from '@axe-core/playwright';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { openSite, type Site } from './support/browser.ts';

describe('the shell', function () {
  this.timeout(300_000);
  const ann = Keypair.generate();
  let site: Site;
  before(async () => {
    site = await openSite({ Annotator: ann, Requester: Keypair.generate() });
  });
  after(() => site.stop());

  it('Ann finds the wallets of the local network, connects, and is known again after a reload', async () => {
    const { page, complaints } = await site.page();
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Connect a wallet' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Annotator' }).click();
    const short = `${ann.publicKey.toBase58().slice(0, 4)}…${ann.publicKey.toBase58().slice(-4)}`;
    await page.getByRole('button', { name: short }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: short }).click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('button', { name: 'Connect a wallet' }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('[attack 143] asks nobody but its own server and the chain it shows', async () => {
    const { page, origins } = await site.page();
    await page.goto(`${site.url}/tasks`);
    await page.getByText('No task is open now.').waitFor();
    expect([...origins].sort()).to.deep.equal([site.url, new URL(site.world.chain.rpcUrl).origin].sort());
  });

  it('[attack 144] has a policy without unsafe words on every page, and none may be framed [attack 145]', async () => {
    for (const path of ['/', '/tasks', '/nowhere', '/network.json', '/theme.js']) {
      const { headers } = await fetch(`${site.url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).to.contain("default-src 'none'").and.contain("frame-ancestors 'none'");
      expect(policy, path).not.to.match(/unsafe-(inline|eval)(?!')|'unsafe-inline'|'unsafe-eval'/);
      expect(headers.get('x-content-type-options'), path).to.equal('nosniff');
    }
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [390, 1_280])
      it(`has no fault of accessibility: ${colorScheme}, ${width} points wide`, async () => {
        const { page } = await site.page({ colorScheme, width });
        for (const path of ['/', '/tasks']) {
          await page.goto(`${site.url}${path}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
        }
      });
});
