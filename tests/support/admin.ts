/** Acts of the administration that other tests need around them. */
import type { Keypair } from '@solana/web3.js';
import { pause, unpause, updateConfig, type Params } from '@tagger/client';
import { act, chainTime, theConfig, type World } from './world.ts';

/** Runs `body` while entries are paused. The admin pauses: he is not bound to the guardian's cool-down. */
export async function whilePaused(world: World, entries: number, body: () => Promise<unknown>): Promise<void> {
  await act(world, world.admin, pause({ guardian: world.admin.publicKey, entries, seconds: 3_600 }));
  try {
    await body();
  } finally {
    await act(world, world.admin, unpause({ admin: world.admin.publicKey }));
  }
}

/** An update of the config that changes only some parameters. */
export async function parametersUpdate(
  world: World,
  change: Partial<Params>,
  options: { admin?: Keypair; revision?: bigint; expiresAt?: bigint } = {},
) {
  const config = await theConfig(world);
  return updateConfig({
    admin: (options.admin ?? world.admin).publicKey,
    treasury: config.treasury,
    revision: options.revision ?? config.revision,
    expiresAt: options.expiresAt ?? (await chainTime(world)) + 600n,
    guardian: config.guardian,
    params: { ...config.params, ...change },
  });
}

/** Runs `body` under changed parameters and puts the old ones back. */
export async function withParameters(
  world: World,
  change: Partial<Params>,
  body: () => Promise<unknown>,
): Promise<void> {
  const before = (await theConfig(world)).params;
  await act(world, world.admin, await parametersUpdate(world, change));
  try {
    await body();
  } finally {
    await act(world, world.admin, await parametersUpdate(world, before));
  }
}
