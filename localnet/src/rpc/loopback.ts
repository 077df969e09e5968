/**
 * Who may talk to the localnet. The servers listen on the loopback only; a web page from elsewhere could still reach
 * them through the user's browser, so the Host must be a loopback name (DNS rebinding) and an Origin, if sent, too.
 */
import type { IncomingMessage } from 'node:http';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined) return false;
  return LOOPBACK.has(host.replace(/:\d+$/, '').toLowerCase());
}

/** Undefined when the request may pass, else a sentence for the 403. */
export function refusal(request: IncomingMessage): string | undefined {
  if (!isLoopbackHost(request.headers.host)) {
    return 'ForeignHost: the localnet answers on 127.0.0.1 and localhost only; open it under one of these names.';
  }
  const { origin } = request.headers;
  if (origin !== undefined && !isLoopbackOrigin(origin)) {
    return 'ForeignOrigin: pages from other sites may not use the localnet; serve the page from localhost.';
  }
  return undefined;
}

function isLoopbackOrigin(origin: string): boolean {
  try {
    return isLoopbackHost(new URL(origin).host);
  } catch {
    return false;
  }
}

/** CORS answers for pages served from the loopback. */
export function corsHeaders(request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
    'access-control-allow-headers': 'content-type, solana-client, x-requested-with',
    'access-control-expose-headers': 'content-length, content-type',
    'access-control-max-age': '600',
    vary: 'origin',
  };
}
