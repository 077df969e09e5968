/** A localnet and a connection for one spec file. */
import { Connection, Keypair, type PublicKey } from '@solana/web3.js';
import { startLocalnet, type Localnet, type LocalnetOptions } from '../../src/index.ts';

export interface TestNet {
  net: Localnet;
  connection: Connection;
  /** A new wallet holding `sol` SOL. */
  funded(sol?: number): Promise<Keypair>;
  stop(): Promise<void>;
}

export async function testNet(options: LocalnetOptions = {}): Promise<TestNet> {
  const net = await startLocalnet({ slotMs: 50, ...options });
  const connection = new Connection(net.rpcUrl, { commitment: 'confirmed', wsEndpoint: net.wsUrl });
  return {
    net,
    connection,
    funded: async (sol = 10) => {
      const wallet = Keypair.generate();
      await airdrop(connection, wallet.publicKey, sol * 1e9);
      return wallet;
    },
    stop: () => net.stop(),
  };
}

export async function airdrop(connection: Connection, to: PublicKey, lamports: number): Promise<string> {
  const signature = await connection.requestAirdrop(to, lamports);
  const latest = await connection.getLatestBlockhash();
  await connection.confirmTransaction({ signature, ...latest });
  return signature;
}

/** A raw JSON-RPC call, for what web3.js hides. */
export async function rpc<T>(
  url: string,
  method: string,
  params: unknown[] = [],
): Promise<{ result: T; error?: RpcFailure }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return (await response.json()) as { result: T; error?: RpcFailure };
}

export interface RpcFailure {
  code: number;
  message: string;
  data?: Record<string, unknown>;
}

/** The error of a promise that must fail. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('This promise should have failed.');
}
