/** A page of its own origin with the built predictors beside it, in Debian's Chromium. */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
/** Nothing but the page's own origin; WebAssembly may be compiled, text may not become code. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

/** Where Chromium is; `undefined` where there is none. */
export function chromiumPath(): string | undefined {
  const script = fileURLToPath(new URL('../../../toolchain/chromium.sh', import.meta.url));
  try {
    return execFileSync(script, ['--check'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

export interface TestPage {
  page: Page;
  origin: string;
  /** Addresses the browser asked for anywhere, workers included. */
  asked: string[];
  close(): Promise<void>;
}

export async function openPage(executablePath: string, folder: string): Promise<TestPage> {
  const server: Server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://page').pathname);
    const headers = { 'content-security-policy': POLICY };
    if (path === '/') {
      response
        .writeHead(200, { ...headers, 'content-type': 'text/html' })
        .end('<!doctype html><title>Predictors</title>');
      return;
    }
    readFile(join(folder, path)).then(
      (bytes) =>
        response
          .writeHead(200, { ...headers, 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
          .end(bytes),
      () => response.writeHead(404, headers).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const profile = await mkdtemp(join(tmpdir(), 'tagger-chromium-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  return {
    page,
    origin,
    asked,
    close: async () => {
      await context.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(profile, { recursive: true, force: true });
    },
  };
}
