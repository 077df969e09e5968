/** Methods only the local chain has. */
import type { World } from './world.ts';

/** Calls a JSON-RPC method of the local chain; throws with the node's own message. */
export async function rpc<T>(world: World, method: string, ...params: unknown[]): Promise<T> {
  const response = await fetch(world.chain.rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const answer = (await response.json()) as { result?: T; error?: { message: string } };
  if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
  return answer.result as T;
}
