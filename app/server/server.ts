/** Serves the built pages, and what they must know of the network, on one address. */
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import sirv from 'sirv';
import { headers, scriptsIn } from './headers.ts';
import { openSeal } from './seal.ts';
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

/** As it was meant; what can't be read is a name no file has. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

const addressOf = (file: string): string =>
  `/${file
    .split(sep)
    .join('/')
    .replace(/(?:^|(?<=\/))index\.html$|\.html$/, '')}`;

/** `build` is the folder the pages were built into. Answers GET and HEAD only. Throws where a file is not as it was built. */
export async function serve(build: string, { host, port, network }: Settings): Promise<Served> {
  const sealed = openSeal(build);
  const known = pages(build);
  const fallback = known.get('/200') ?? [];
  const guard = (response: ServerResponse, address: string): void => {
    for (const [name, value] of Object.entries(headers(network, known.get(address) ?? fallback)))
      response.setHeader(name, value);
  };
  const files = sirv(build, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders: (response, file) => {
      const asset = relative('/', file).startsWith('_app/immutable/');
      response.setHeader('cache-control', asset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = readFileSync(join(build, '200.html'));
  /** The page that draws itself; that there is none at this address is said by it, and by the status. */
  const draw = (response: ServerResponse, pathname: string): void => {
    const status = sealed.hasPage(pathname) ? 200 : 404;
    response
      .writeHead(status, { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-cache' })
      .end(response.req.method === 'HEAD' ? undefined : page);
  };
  const told = JSON.stringify(network);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://pages');
    guard(response, pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
    } else if (pathname === '/network.json') {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(told);
    } else if (sealed.changed(decoded(pathname))) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end('this file is not as it was built\n');
    } else {
      files(request, response, () => draw(response, pathname));
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
