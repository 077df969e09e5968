/** Private tasks: seats that wait for the key of the items. */
import type { TransactionInstruction } from '@solana/web3.js';
import { deliverTaskKey, expireClaim, fetchSeatKey, setKey, type PanelSpec, type SeatKeyView } from '@tagger/client';
import { deliveryKey, generateIdentity, type Identity } from '@tagger/client/keys';
import { itemsCommitment, keyFor, newItemsSecret } from '@tagger/client/private';
import { join, panels, type PanelSetup } from './build.ts';
import { team } from './people.ts';
import { together } from './together.ts';
import { act, type Actor, type World } from './world.ts';

/** Who can read what is encrypted for him. */
export interface Reading extends Actor {
  identity: Identity;
}

export interface PrivateSetup extends PanelSetup {
  /** Behind the task's `itemsKey`. */
  secret: Uint8Array;
}

/** Members who have named a key. */
export async function keyed(world: World, actors: Actor[]): Promise<Reading[]> {
  const reading = actors.map((actor): Reading => ({ ...actor, identity: generateIdentity() }));
  const steps = reading.map((actor) => ({
    signers: [actor],
    instructions: [setKey({ wallet: actor.key, key: deliveryKey(actor.identity) })],
  }));
  await together(world, steps);
  return reading;
}

/** A private task with panels; nobody has joined. */
export async function secretPanels(
  world: World,
  specs: Partial<PanelSpec>[],
  options: Parameters<typeof panels>[2] = {},
): Promise<PrivateSetup> {
  const secret = newItemsSecret();
  return { ...(await panels(world, specs, { itemsKey: itemsCommitment(secret), ...options })), secret };
}

/** The same with `count` members seated, none of whom has the key. */
export async function secretStaffed(
  world: World,
  specs: Partial<PanelSpec>[],
  count: number,
  options: Parameters<typeof panels>[2] = {},
): Promise<{ setup: PrivateSetup; crew: Reading[] }> {
  const [setup, crew] = await Promise.all([
    secretPanels(world, specs, options),
    keyed(world, await team(world, count)),
  ]);
  await join(world, setup, crew);
  return { setup, crew };
}

export async function theSeatKey(world: World, { task }: PanelSetup, member: Actor): Promise<SeatKeyView> {
  const key = await fetchSeatKey(world.connection, task, member.key);
  if (key === null) throw new Error(`${member.name} has no seat`);
  return key;
}

/** The key for a member's seat, as the requester's service makes it. */
export async function taskKey(world: World, setup: PrivateSetup, member: Actor): Promise<TransactionInstruction> {
  const key = await theSeatKey(world, setup, member);
  return deliverTaskKey({ task: setup.task, wallet: member.key, ...keyFor(setup.secret, key) });
}

/** Delivers it; anybody may, here the deployer. */
export async function delivered(world: World, setup: PrivateSetup, ...members: Actor[]): Promise<void> {
  for (const member of members) await act(world, world.deployer, await taskKey(world, setup, member));
}

export const expiring = ({ task, page }: PanelSetup, member: Actor, panel = 0n, slot = 0): TransactionInstruction =>
  expireClaim({ wallet: member.key, task, page, panel, slot });
