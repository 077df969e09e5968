/** Accounts as an attacker would like to have them: written straight into the chain's state. */
import type { PublicKey } from '@solana/web3.js';
import { Keypair, type AccountInfo } from '@solana/web3.js';
import type { World } from './world.ts';

/** Overwrites or makes an account. */
export async function setAccount(
  world: World,
  address: PublicKey,
  account: Partial<AccountInfo<Uint8Array>>,
): Promise<void> {
  const { data, owner, lamports } = account;
  await world.chain.setAccount(address.toBase58(), {
    ...(data !== undefined && { data }),
    ...(owner !== undefined && { owner: owner.toBase58() }),
    ...(lamports !== undefined && { lamports: BigInt(lamports) }),
  });
}

export async function rawAccount(world: World, address: PublicKey): Promise<AccountInfo<Buffer>> {
  const info = await world.connection.getAccountInfo(address);
  if (info === null) throw new Error(`${address.toBase58()} does not exist`);
  return info;
}

/** A copy of an account at a fresh address, changed by `change`; by default it belongs to the same program. */
export async function forgery(
  world: World,
  of: PublicKey,
  change: (data: Buffer) => void = () => undefined,
  owner?: PublicKey,
): Promise<PublicKey> {
  const original = await rawAccount(world, of);
  const data = Buffer.from(original.data);
  change(data);
  const address = Keypair.generate().publicKey;
  await setAccount(world, address, { data, owner: owner ?? original.owner, lamports: original.lamports });
  return address;
}

/** Runs `body` while the account has changed bytes, and puts the old ones back whatever happens. */
export async function whilePatched(
  world: World,
  address: PublicKey,
  change: (data: Buffer) => void,
  body: () => Promise<void>,
): Promise<void> {
  const original = await rawAccount(world, address);
  const data = Buffer.from(original.data);
  change(data);
  await setAccount(world, address, { data });
  try {
    await body();
  } finally {
    await setAccount(world, address, { data: original.data });
  }
}

/** Takes an account off the chain, as if it had been closed. */
export async function vanish(world: World, address: PublicKey): Promise<void> {
  await world.chain.setAccount(address.toBase58(), null);
}
