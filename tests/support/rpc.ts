/** JSON-RPC without web3.js: methods only the local chain has, and answers too many to be checked one by one. */
import type { World } from './world.ts';

/** Calls a JSON-RPC method; throws with the node's own message. */
export async function call<T>(url: string, method: string, ...params: unknown[]): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const answer = (await response.json()) as { result?: T; error?: { message: string } };
  if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
  return answer.result as T;
}

/** Calls a method of this world's chain. */
export const rpc = <T>(world: World, method: string, ...params: unknown[]): Promise<T> =>
  call<T>(world.chain.rpcUrl, method, ...params);
