/** A transport that tells how much of a post is sent: `fetch` does not say. */
import type { Transport } from '@tagger/client/storage';

export const telling =
  (seen: (sent: number) => void): Transport =>
  async (url, init) => {
    if (init.method !== 'POST') return fetch(url, init);
    const body = init.body instanceof ReadableStream ? await new Response(init.body).blob() : init.body;
    return post(url, { ...init, body }, seen);
  };

/** Throws `TypeError` where `fetch` would: no connection, or given up. */
function post(url: string, { headers, body, signal }: RequestInit, seen: (sent: number) => void): Promise<Response> {
  return new Promise((answered, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.responseType = 'text';
    new Headers(headers).forEach((value, name) => {
      // Browsers count the body themselves.
      if (name !== 'content-length') request.setRequestHeader(name, value);
    });
    request.upload.onprogress = ({ loaded }) => seen(loaded);
    request.onload = () => {
      const retry = request.getResponseHeader('retry-after');
      const told = retry === null ? undefined : { 'retry-after': retry };
      answered(new Response(request.responseText, { status: request.status, headers: told }));
    };
    request.onerror = () => failed(new TypeError('the connection was lost'));
    request.onabort = () => failed(new TypeError('given up'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(body as XMLHttpRequestBodyInit);
  });
}
