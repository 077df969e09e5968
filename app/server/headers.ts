/** Headers of every answer: whom the pages may talk to is written in the network's settings, what they may run in their own files. */
import { createHash } from 'node:crypto';
import type { Network } from './settings.ts';

const origin = (url: string): string => new URL(url).origin;

/** Origins the pages may talk to. */
export function talksTo({ rpc, ws, indexer, gateways, upload, sponsor, keyServices }: Network): string[] {
  const all = [rpc, ws, ...gateways, ...keyServices, ...[indexer, upload, sponsor].filter((url) => url !== undefined)];
  return [...new Set(all.map(origin))].sort();
}

/** Hashes of the scripts inside a page, as a policy names them: nothing else that is written in a page runs. */
export const scriptsIn = (html: string): string[] =>
  [...html.matchAll(/<script(?:\s+type="module")?>([^]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );

/** `scripts` is what `scriptsIn` found in the page that is answered. */
export function headers(network: Network, scripts: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    "style-src 'self'",
    // The one style attribute of SvelteKit's own: where its announcer of new pages hides.
    "style-src-attr 'unsafe-hashes' 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='",
    "font-src 'self'",
    // Pictures and sound of tasks are fetched, checked against their hash, and shown from memory.
    "img-src 'self' blob: data:",
    'media-src blob:',
    "worker-src 'self'",
    "manifest-src 'self'",
    // A frame holds what strangers wrote, and has a policy of its own.
    'frame-src blob:',
    ["connect-src 'self'", ...talksTo(network)].join(' '),
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  };
}
