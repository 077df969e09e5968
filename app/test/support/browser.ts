/** The built pages in Debian's Chromium, on a chain and an Arweave of their own. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Keypair } from '@solana/web3.js';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { createWorld, type World } from '../../../tests/support/world.ts';
import { serve, type Served } from '../../server/server.ts';
import type { Network } from '../../server/settings.ts';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));
const CHROMIUM = process.env['TAGGER_CHROMIUM'] ?? '/usr/bin/chromium';
/** Nothing but what the pages themselves ask for. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
/** Milliseconds somebody waits for what must be seen: a machine under load is slow; what never comes still fails. */
const PATIENCE = 90_000;

export interface Site {
  world: World;
  arweave: string;
  url: string;
  page: Tab['page'];
  stop(): Promise<void>;
}

export interface Watched {
  page: Page;
  /** Errors on the console, thrown errors, failed requests. */
  complaints: string[];
  /** Origins that were asked for anything. */
  origins: Set<string>;
}

export interface Tab {
  /** A page in a profile of its own; `offline` lets it keep what it needs to be there without a network. Everything it complains about is gathered in `complaints`. */
  page(options?: {
    width?: number;
    height?: number;
    colorScheme?: 'light' | 'dark';
    offline?: boolean;
  }): Promise<Watched>;
  close(): Promise<void>;
}

/** Debian's Chromium. */
export async function openBrowser(): Promise<Tab> {
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return {
    close: () => browser.close(),
    page: async ({ width = 1_280, height = 800, colorScheme = 'light', offline = false } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        // What a worker asks for is not seen by the test: only stories of being offline have one.
        serviceWorkers: offline ? 'allow' : 'block',
      });
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      const [complaints, origins] = [[] as string[], new Set<string>()];
      page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('requestfailed', (request) => {
        const why = request.failure()?.errorText;
        // What was under way when the page was left.
        if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
      });
      page.on('request', (request) => origins.add(new URL(request.url()).origin));
      return { page, complaints, origins };
    },
  };
}

/**
 * `personas` by the names under which their wallets appear; `services` starts key services of the network and says where they are; `other`
 * stands in the network's settings instead of what is there.
 */
export async function openSite(
  personas: Record<string, Keypair>,
  services: (world: World) => Promise<string[]> = () => Promise.resolve([]),
  other: Partial<Network> = {},
): Promise<Site> {
  if (!existsSync(BUILD)) throw new Error('the pages are not built: npm run build -w app');
  const world = await createWorld();
  const arweave: Localnet = await startLocalnet({ slotMs: 0 });
  const served: Served = await serve(BUILD, {
    host: '127.0.0.1',
    port: 0,
    network: {
      cluster: 'localnet',
      rpc: world.chain.rpcUrl,
      ws: world.chain.wsUrl,
      gateways: [arweave.arweaveUrl],
      keyServices: await services(world),
      personas: Object.entries(personas).map(([name, { secretKey }]) => ({
        name,
        secret: Buffer.from(secretKey).toString('base64'),
      })),
      ...other,
    },
  });
  const tab = await openBrowser();
  return {
    world,
    arweave: arweave.arweaveUrl,
    url: served.url,
    page: (options) => tab.page(options),
    stop: async () => {
      await tab.close();
      await served.close();
      await world.chain.stop();
      await arweave.stop();
    },
  };
}
