import { Keypair, SystemProgram, TransactionMessage, VersionedTransaction } from '@solana/web3.js';
import { ed25519 } from '@noble/curves/ed25519';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { fetchMember } from '@tagger/client';
import { airdrop, giveTag } from '../../tests/support/world.ts';
import { openSite, type Site } from './support/browser.ts';
import { canary } from './support/hostile.ts';

const NAME = '</span><img src=x onerror=globalThis.pwned=1>';

/** A wallet that announces itself and lets the test sign; `how` is JavaScript that changes it. */
const walletScript = (address: string, key: number[], how: string): string => `{
  const account = {
    address: ${JSON.stringify(address)}, publicKey: Uint8Array.from(${JSON.stringify(key)}),
    chains: ['solana:localnet'], features: ['solana:signTransaction', 'solana:signMessage'],
  };
  const other = { ...account };
  const bytes = async (kind, given) => Uint8Array.from(await globalThis.signs(kind, Array.from(given)));
  const wallet = {
    version: '1.0.0', name: ${JSON.stringify(NAME)}, chains: ['solana:localnet'], accounts: [account],
    icon: 'https://evil.example/icon.svg',
    features: {
      'standard:connect': { version: '1.0.0', connect: async () => ({ accounts: [account] }) },
      'standard:disconnect': { version: '1.0.0', disconnect: async () => {} },
      'solana:signTransaction': {
        version: '1.0.0', supportedTransactionVersions: [0],
        signTransaction: async ({ transaction }) => [{ signedTransaction: await bytes('transaction', transaction) }],
      },
      'solana:signMessage': {
        version: '1.0.0',
        signMessage: async ({ message }) => [{ signedMessage: message, signature: await bytes('message', message) }],
      },
    },
  };
  const features = wallet.features;
  ${how}
  const register = ({ register }) => register(wallet);
  globalThis.dispatchEvent(new CustomEvent('wallet-standard:register-wallet', { detail: register }));
  globalThis.addEventListener('wallet-standard:app-ready', ({ detail }) => register(detail));
}`;

describe('a wallet that lies', function () {
  this.timeout(180_000);
  const [ann, eve] = [Keypair.generate(), Keypair.generate()];
  let site: Site;
  before(async () => {
    site = await openSite({ Persona: Keypair.generate() });
    for (const { publicKey } of [ann, eve]) await airdrop(site.world.connection, publicKey, 2_000_000_000);
    for (const { publicKey } of [ann, eve]) await giveTag(site.world, publicKey, 100_000_000n);
  });
  after(() => site.stop());

  type Signs = (asked: VersionedTransaction) => VersionedTransaction;
  const honest: Signs = (asked) => {
    asked.sign([ann]);
    return asked;
  };
  /** The same account asks for something else. */
  const instead = (asked: VersionedTransaction): VersionedTransaction => {
    const { recentBlockhash } = asked.message;
    const transfer = SystemProgram.transfer({
      fromPubkey: ann.publicKey,
      toPubkey: eve.publicKey,
      lamports: 1_000_000_000,
    });
    const message = new TransactionMessage({ payerKey: ann.publicKey, recentBlockhash, instructions: [transfer] });
    return honest(new VersionedTransaction(message.compileToV0Message()));
  };

  async function visits(signs: Signs, how = '') {
    const found = await canary(site);
    const { page } = found;
    await page.exposeFunction('signs', (kind: string, given: number[]) => {
      const bytes = Uint8Array.from(given);
      if (kind === 'message') return [...ed25519.sign(bytes, ann.secretKey.slice(0, 32))];
      return [...signs(VersionedTransaction.deserialize(bytes)).serialize()];
    });
    const content = walletScript(ann.publicKey.toBase58(), [...ann.publicKey.toBytes()], how);
    await page.addInitScript({ content });
    const sent = { count: 0 };
    page.on('request', (request) => {
      if (request.postData()?.includes('"sendTransaction"') === true) sent.count += 1;
    });
    await page.goto(`${site.url}/stake`);
    await page.getByRole('button', { name: 'Connect a wallet' }).click();
    return { ...found, sent };
  }
  const connects = async (page: Page): Promise<void> => {
    await page.getByRole('dialog').getByRole('button', { name: NAME }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const stakes = async (page: Page): Promise<void> => {
    await page.getByText('100 TAG').waitFor();
    await page.getByLabel('Amount of TAG').fill('5');
    await page.getByRole('button', { name: 'Stake', exact: true }).click();
  };

  const transactions: [string, Signs, string?][] = [
    ['156] signs a payment to somebody instead of what was shown', instead],
    [
      '156] signs the right transaction with another key',
      (asked) => {
        asked.signatures[0] = ed25519.sign(asked.message.serialize(), eve.secretKey.slice(0, 32));
        return asked;
      },
    ],
    ['156] leaves its signature out', (asked) => asked],
    [
      '156] changes one instruction',
      (asked) => {
        const [first] = asked.message.compiledInstructions.slice(-1);
        first!.data[first!.data.length - 1] = (first!.data.at(-1) ?? 0) ^ 1;
        return honest(asked);
      },
    ],
    ['155] gives nothing back', honest, `features['solana:signTransaction'].signTransaction = async () => [];`],
    [
      '155] gives back what is no list',
      honest,
      `features['solana:signTransaction'].signTransaction = async () => ({ 0: 1 });`,
    ],
    [
      '155] gives back text',
      honest,
      `features['solana:signTransaction'].signTransaction = async () => [{ signedTransaction: '<b>' }];`,
    ],
    [
      '155] gives back ten megabytes',
      honest,
      `features['solana:signTransaction'].signTransaction = async () => [{ signedTransaction: new Uint8Array(1e7) }];`,
    ],
    [
      '155] throws an object',
      honest,
      `features['solana:signTransaction'].signTransaction = async () => { throw { message: '<img src=x onerror=globalThis.pwned=1>', toString: null }; };`,
    ],
    [
      '155] throws an error whose message is an object',
      honest,
      `features['solana:signTransaction'].signTransaction = async () => { const error = new Error(); Object.defineProperty(error, 'message', { value: { html: '<b>' } }); throw error; };`,
    ],
    [
      '139] throws markup',
      honest,
      `features['solana:signTransaction'].signTransaction = async () => { throw new Error('<img src=x onerror=globalThis.pwned=1>'); };`,
    ],
    ['156] names an address that is not its key', honest, `account.address = '${eve.publicKey.toBase58()}';`],
    ['156] is for another chain', honest, `account.chains = ['solana:mainnet'];`],
    [
      '156] changes to another account in the middle',
      honest,
      `
      let change;
      const taken = { ...account, address: '${eve.publicKey.toBase58()}', publicKey: Uint8Array.from(${JSON.stringify([...eve.publicKey.toBytes()])}) };
      features['standard:events'] = { version: '1.0.0', on: (_, listener) => { change = listener; return () => {}; } };
      const press = new MutationObserver(() => {
        if ([...document.querySelectorAll('button')].some(({ textContent }) => textContent.includes('Continue to the wallet'))) {
          press.disconnect();
          change({ accounts: [taken] });
        }
      });
      press.observe(document, { childList: true, subtree: true });`,
    ],
  ];
  for (const [name, signs, how] of transactions)
    it(`[attack ${name}: nothing is sent`, async () => {
      const { page, calm, sent } = await visits(signs, how);
      await connects(page);
      await stakes(page);
      const yes = page.getByRole('button', { name: 'Continue to the wallet' });
      const told = page.locator('[data-sonner-toast][data-type="error"]');
      await yes.or(told).first().waitFor();
      if (await yes.isVisible()) await yes.click();
      await told.waitFor();
      expect(sent.count).to.equal(0);
      expect(await fetchMember(site.world.connection, ann.publicKey)).to.equal(null);
      await calm();
    });

  const accounts: [string, string][] = [
    ['no accounts', `features['standard:connect'].connect = async () => ({});`],
    ['nothing', `features['standard:connect'].connect = async () => null;`],
    ['an account without a key', `delete account.publicKey;`],
    ['a key of three bytes', `account.publicKey = Uint8Array.of(1, 2, 3);`],
    ['an address with markup', `account.address = '<img src=x onerror=globalThis.pwned=1>';`],
    ['an object for an error', `features['standard:connect'].connect = async () => { throw { toString: null }; };`],
  ];
  for (const [name, how] of accounts)
    it(`[attack 155] gives ${name}: nobody is connected`, async () => {
      const { page, calm } = await visits(honest, how);
      await page.getByRole('dialog').getByRole('button', { name: NAME }).click();
      await page.getByText('The wallet gave no account.').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Connect a wallet' }).waitFor();
      await calm();
    });

  for (const [name, how] of [
    ['without chains', 'delete wallet.chains;'],
    [
      'that throws when it is looked at',
      `Object.defineProperty(wallet, 'chains', { get: () => { throw new Error('x'); } });`,
    ],
    ['whose name is an object', 'wallet.name = { toString: null };'],
  ] as const)
    it(`[attack 155] ${name} is not offered, and the others are`, async () => {
      const { page, calm } = await visits(honest, how);
      await page.getByRole('dialog').getByRole('button', { name: 'Persona' }).waitFor();
      expect(await page.getByRole('dialog').locator('li').count()).to.equal(1);
      await page.keyboard.press('Escape');
      await calm();
    });

  it('an honest one with the same odd name stakes, and its picture from elsewhere is never asked for', async () => {
    const { page, calm, sent } = await visits(honest);
    await connects(page);
    await stakes(page);
    await page.getByRole('button', { name: 'Continue to the wallet' }).click();
    await page.getByText('Done', { exact: true }).waitFor();
    expect(sent.count).to.equal(1);
    expect(await fetchMember(site.world.connection, ann.publicKey)).to.include({ stakeActive: 5_000_000n });
    await calm();
  });
});
