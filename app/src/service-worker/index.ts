/**
 * The pages of this build, there without a network: files with a hash in their name, and the page everything behind the first one begins
 * with. Nothing of the chain, no `/network.json` and no payload is ever kept. A new build waits until the person says so.
 */
import { version } from '$app/env';
import { immutable } from '$app/manifest';
import { self as worker } from '$app/service-worker';

const SHELL = `shell ${version}`;
/** Drawn in the browser, so it is every page behind the first one. */
const PAGE = '/200.html';
/** What the page names besides its hashed files. */
const BESIDE = [PAGE, '/theme.js', '/icon.svg', '/manifest.webmanifest'];

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(BESIDE)));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== SHELL) await caches.delete(name);
      await worker.clients.claim();
    })(),
  );
});

const hashed = new Set(immutable.map(({ path }) => new URL(path, location.origin).pathname));

/** A page tells what it has loaded before this was there, or that the person wants the new build now. */
worker.addEventListener('message', (event) => {
  const said = event.data as unknown;
  if (said === 'take over') void worker.skipWaiting();
  else if (Array.isArray(said)) event.waitUntil(keep(said.filter((path) => hashed.has(path as string)) as string[]));
});

async function keep(paths: readonly string[]): Promise<void> {
  const shell = await caches.open(SHELL);
  for (const path of paths) if ((await shell.match(path)) === undefined) await shell.add(path);
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (hashed.has(pathname)) event.respondWith(file(request));
  else if (BESIDE.includes(pathname)) event.respondWith(beside(request));
});

/** As the server draws it, with its headers; without a server the page that draws itself. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(PAGE, { cacheName: SHELL });
    if (kept === undefined) throw error;
    return kept;
  }
}

/** A file whose name says what is in it never changes: the first answer is kept as it is used. */
async function file(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request);
  if (kept !== undefined) return kept;
  const found = await fetch(request);
  if (found.ok) await shell.put(request, found.clone());
  return found;
}

async function beside(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(new URL(request.url).pathname, { cacheName: SHELL });
    if (kept === undefined) throw error;
    return kept;
  }
}
