/** A market on a chain of its own with one publisher, his key service, and holders. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, Keypair, type PublicKey } from '@solana/web3.js';
import { licenceMintPda, transferLicense, type LicenceTerms, send, sendLicence } from '@tagger/client';
import { generateIdentity, seedWallet, type Identity, type KeyWallet } from '@tagger/client/keys';
import { aMember } from '../../../tests/support/build.ts';
import {
  aBuyer,
  delivery,
  offered,
  published,
  purchase,
  TRAINING,
  type Buyer,
  type DatasetSetup,
} from '../../../tests/support/datasets.ts';
import { people } from '../../../tests/support/people.ts';
import { act, airdrop, createWorld, type Actor, type World } from '../../../tests/support/world.ts';
import { startService, type Service, type ServiceOptions } from '../../src/keyserver/service.ts';
import { changeStore, createStore, type StoreKey } from '../../src/keyserver/store.ts';

export const PASSED_ON: LicenceTerms = { ...TRAINING, transferable: 1 };

export interface Line {
  what: string;
  about: Record<string, string | number | bigint>;
}

export class Market {
  readonly lines: Line[] = [];
  readonly dir = mkdtempSync(join(tmpdir(), 'tagger-keys-'));
  readonly store: StoreKey = { file: join(this.dir, 'store.age'), passphrase: 'correct horse', workFactor: 10 };
  readonly releases = join(this.dir, 'releases.jsonl');
  readonly payer = Keypair.generate();
  private readonly services: Service[] = [];

  private constructor(
    readonly world: World,
    readonly pro: Actor,
    readonly sold: DatasetSetup,
  ) {}

  static async open(): Promise<Market> {
    const world = await createWorld();
    const pro = await aMember(world, 'Pro', 0n);
    const sold = await published(world, pro);
    await offered(world, sold, { terms: PASSED_ON });
    const market = new Market(world, pro, sold);
    await airdrop(world.connection, market.payer.publicKey, 1_000_000_000);
    await createStore(market.store);
    await changeStore(market.store, (secrets) => secrets.add(sold.dataset, sold.secret, 'cats'));
    return market;
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await this.world.chain.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** A service that looks at the chain only when told to. */
  async serve({
    url = this.world.chain.rpcUrl,
    ...change
  }: Partial<ServiceOptions> & { url?: string } = {}): Promise<Service> {
    const connection = new Connection(url, 'finalized');
    const service = await startService({
      connection,
      push: async (instructions) =>
        (await send(connection, instructions, [this.payer], { commitment: 'confirmed' })).signature,
      store: this.store,
      releases: this.releases,
      host: '127.0.0.1',
      port: 0,
      origins: [],
      behindProxy: false,
      everyMs: 3_600_000,
      cooldownSecs: 0,
      note: (what, about = {}) => this.lines.push({ what, about: { ...about } }),
      ...change,
    });
    this.services.push(service);
    return service;
  }

  async stop(service: Service): Promise<void> {
    this.services.splice(this.services.indexOf(service), 1);
    await service.stop();
  }

  /** A buyer whose purchase waits for its key. */
  async buyer(): Promise<{ buyer: Buyer; mint: PublicKey }> {
    const buyer = await aBuyer(this.world);
    await act(this.world, buyer, purchase(this.world, this.sold, buyer, { terms: PASSED_ON }));
    return { buyer, mint: licenceMintPda(this.sold.dataset, buyer.key, 1n) };
  }

  /** A holder with a key delivered by hand. */
  async holder(): Promise<{ buyer: Buyer; mint: PublicKey }> {
    const bought = await this.buyer();
    await act(this.world, this.world.deployer, await delivery(this.world, this.sold, bought.buyer));
    return bought;
  }

  async stranger(): Promise<Actor> {
    return ((await people(this.world, 1)) as [Actor])[0];
  }

  /** The licence goes to somebody else, as wallets send it. */
  async pass(mint: PublicKey, from: Actor, to: Actor): Promise<void> {
    const { world, sold } = this;
    const moving = { holder: from.key, dataset: sold.dataset, mint, to: to.key, price: 0n };
    await act(
      world,
      from,
      transferLicense({ ...moving, from: from.tokens, tagMint: world.tagMint }),
      ...(await sendLicence(world.connection, { mint, from: from.key, to: to.key })),
    );
  }

  released(): { licence: string; wallet: string; how: string; recipient: string }[] {
    return readFileSync(this.releases, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as ReturnType<Market['released']>[number]);
  }
}

export const walletOf = ({ wallet }: Actor): KeyWallet => seedWallet(wallet.secretKey);
export const asHolder = (actor: Actor, identity: Identity = generateIdentity()) => ({
  wallet: walletOf(actor),
  identity,
});

/** A raw request; what came back. */
export async function ask(url: string, path: string, init: RequestInit = {}) {
  const response = await fetch(new URL(path, url), init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: JSON.parse(text || '{}') as Record<string, unknown>,
  };
}

export const post = (url: string, path: string, body: unknown) =>
  ask(url, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
