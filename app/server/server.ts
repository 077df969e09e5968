/** Serves the built pages, and what they must know of the network, on one address. */
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import sirv from 'sirv';
import { headers, scriptsIn } from './headers.ts';
import type { Settings } from './settings.ts';

export interface Served {
  url: string;
  close(): Promise<void>;
}

/** Every page that was built, by its address, with the hashes of its scripts. */
function pages(build: string): Map<string, string[]> {
  const found = readdirSync(build, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  return new Map(found.map((file) => [addressOf(file), scriptsIn(readFileSync(join(build, file), 'utf8'))]));
}

const addressOf = (file: string): string =>
  `/${file
    .split(sep)
    .join('/')
    .replace(/(?:^|(?<=\/))index\.html$|\.html$/, '')}`;

/** `build` is the folder the pages were built into. Answers GET and HEAD only. */
export async function serve(build: string, { host, port, network }: Settings): Promise<Served> {
  const known = pages(build);
  const fallback = known.get('/200') ?? [];
  const guard = (response: ServerResponse, address: string): void => {
    for (const [name, value] of Object.entries(headers(network, known.get(address) ?? fallback)))
      response.setHeader(name, value);
  };
  const files = sirv(build, {
    single: '200.html',
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders: (response, file) => {
      const asset = relative('/', file).startsWith('_app/immutable/');
      response.setHeader('cache-control', asset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const told = JSON.stringify(network);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://pages');
    guard(response, pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
    } else if (pathname === '/network.json') {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(told);
    } else {
      files(request, response, () => void response.writeHead(404).end());
    }
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, listening);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${taken}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
