/** The HTTP side of the JSON-RPC server. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { corsHeaders, refusal } from './loopback.ts';

/** Largest request body. Programs and accounts for tests travel as base64, so this is far above a validator's 50 KB. */
export const MAX_BODY = 64 * 1024 * 1024;

export function createRpcServer(answer: (body: string) => string | undefined): Server {
  const server = createServer((request, response) => serve(request, response, answer));
  server.keepAliveTimeout = 65_000;
  return server;
}

function serve(request: IncomingMessage, response: ServerResponse, answer: (body: string) => string | undefined): void {
  const headers = { ...corsHeaders(request), 'x-content-type-options': 'nosniff' };
  const reply = (status: number, type: string, body: string): void => {
    response
      .writeHead(status, { ...headers, 'content-type': type, 'content-length': Buffer.byteLength(body) })
      .end(body);
  };
  const refused = refusal(request);
  if (refused !== undefined) return reply(403, 'text/plain; charset=utf-8', refused);
  if (request.method === 'OPTIONS') return reply(204, 'text/plain', '');
  if (request.method === 'GET' && request.url === '/health') return reply(200, 'text/plain', 'ok');
  if (request.method !== 'POST') return reply(405, 'text/plain; charset=utf-8', 'Send JSON-RPC 2.0 with POST.');
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
  });
  request.on('end', () => {
    if (size > MAX_BODY)
      return reply(413, 'text/plain; charset=utf-8', `A request may hold ${MAX_BODY} bytes at most.`);
    const text = answer(Buffer.concat(chunks).toString('utf8'));
    reply(text === undefined ? 204 : 200, 'application/json; charset=utf-8', text ?? '');
  });
  request.on('error', () => response.destroy());
}
