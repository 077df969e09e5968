/** JSON-RPC 2.0 over any transport: single requests, notifications and batches. */
import { encodeJson, RpcCode, RpcError, type Handlers } from './json.ts';

/** Most requests one batch may hold. */
export const MAX_BATCH = 1000;

interface Request {
  jsonrpc?: unknown;
  id?: unknown;
  method?: unknown;
  params?: unknown;
}

/** Answers the text of a request; undefined when nothing is to be sent back (notifications). */
export function dispatch(handlers: Handlers, body: string): string | undefined {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch {
    return encodeJson(failure(null, new RpcError(RpcCode.parse, 'Parse error: the body is not JSON.')));
  }
  if (!Array.isArray(request)) {
    const answer = answerOne(handlers, request as Request);
    return answer === undefined ? undefined : encodeJson(answer);
  }
  if (request.length === 0 || request.length > MAX_BATCH) {
    const error = new RpcError(RpcCode.invalidRequest, `A batch holds 1 to ${MAX_BATCH} requests.`);
    return encodeJson(failure(null, error));
  }
  const answers = request.map((r) => answerOne(handlers, r as Request)).filter((a) => a !== undefined);
  return answers.length === 0 ? undefined : encodeJson(answers);
}

function answerOne(handlers: Handlers, request: Request | null): unknown {
  if (typeof request !== 'object' || request === null || typeof request.method !== 'string') {
    return failure(null, new RpcError(RpcCode.invalidRequest, 'Invalid request: a method name is missing.'));
  }
  const { id, method } = request;
  try {
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (handler === undefined) {
      // Clients keep sockets alive with a bare "ping" notification.
      if (id === undefined) return undefined;
      throw new RpcError(RpcCode.methodNotFound, `Method not found: ${method} is not served by this localnet.`);
    }
    const params = request.params ?? [];
    if (!Array.isArray(params)) throw new RpcError(RpcCode.invalidParams, 'Invalid params: send them as a list.');
    const result = handler(params as unknown[]);
    return id === undefined ? undefined : { jsonrpc: '2.0', result: result ?? null, id };
  } catch (error) {
    return id === undefined ? undefined : failure(id, error);
  }
}

function failure(id: unknown, error: unknown): unknown {
  if (error instanceof RpcError) {
    const { code, message, data } = error;
    return { jsonrpc: '2.0', error: data === undefined ? { code, message } : { code, message, data }, id };
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { jsonrpc: '2.0', error: { code: RpcCode.internal, message }, id };
}
