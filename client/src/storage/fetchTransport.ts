/** The transport of browsers: their `fetch`. */
import type { Transport } from './gateway.ts';

export const transport: Transport = async (url, init) => {
  if (!(init.body instanceof ReadableStream)) return fetch(url, init);
  // Few browsers send streams, and those only to some servers; a blob they keep where they like, on disk if it is large.
  return fetch(url, { ...init, body: await new Response(init.body).blob() });
};
