/** People who answer a task through the client. */
import { sha256 } from '@noble/hashes/sha2';
import type { PublicKey } from '@solana/web3.js';
import {
  bitsFor,
  claim,
  collect,
  commit,
  commitment,
  fetchTask,
  joinTask,
  listPages,
  newSalt,
  packLabels,
  reveal,
  settle,
  type Keyed,
  type PageView,
} from '@tagger/client';
import { team } from '../../../tests/support/people.ts';
import { act, type Actor, type World } from '../../../tests/support/world.ts';

/** Members with a seat in a task and its bond. */
export async function crewOf(world: World, task: PublicKey, count: number): Promise<Actor[]> {
  const crew = await team(world, count);
  const { rulesHash } = (await fetchTask(world.connection, task))!;
  for (const { key, wallet } of crew)
    await act(world, wallet, joinTask({ wallet: key, task, rulesHash: Uint8Array.from(rulesHash), bond: 10_000_000n }));
  return crew;
}

export const thePages = (world: World, task: PublicKey): Promise<Keyed<PageView>[]> =>
  listPages(world.connection, { task });

/** Everybody claims, commits and reveals every panel; `says` is the label a person gives the item at a place. */
export async function answerAll(
  world: World,
  task: PublicKey,
  crew: readonly Actor[],
  says: (person: number, place: number) => number,
): Promise<void> {
  const { terms } = (await fetchTask(world.connection, task))!;
  const bits = bitsFor(terms.classes, terms.classes > 2);
  for (const page of await thePages(world, task))
    for (const { number, firstItem, items } of page.panels) {
      const about = crew.map((member, person) => ({
        member,
        salt: newSalt(),
        answers: packLabels(
          Array.from({ length: items }, (_, at) => says(person, firstItem + at)),
          bits,
        ),
      }));
      for (const { member } of about)
        await act(world, member, claim({ wallet: member.key, task, page: page.address, panels: [number] }));
      for (const [slot, { member, salt, answers }] of about.entries()) {
        const place = { context: Uint8Array.from(page.context), page: page.index, panel: number, wallet: member.key };
        const entries = [{ panel: number, slot, commitment: commitment(place, answers, salt) }];
        await act(world, member, commit({ wallet: member.key, task, page: page.address, entries }));
      }
      for (const [slot, { member, salt, answers }] of about.entries())
        await act(
          world,
          member,
          reveal({ wallet: member.key, task, page: page.address, entries: [{ panel: number, slot, salt, answers }] }),
        );
    }
}

/** Anybody counts. */
export async function settleAll(world: World, task: PublicKey): Promise<void> {
  for (const { address, panels } of await thePages(world, task)) {
    const ready = panels.filter(({ phase }) => phase === 'revealed').map(({ number }) => number);
    if (ready.length > 0) await act(world, world.deployer, settle({ page: address, panels: ready }));
  }
}

export async function collectFor(world: World, task: PublicKey, crew: readonly Actor[]): Promise<void> {
  for (const { address, panels } of await thePages(world, task))
    for (const { number, phase } of panels)
      if (phase === 'settled')
        for (const [slot, { key }] of crew.entries())
          await act(
            world,
            world.deployer,
            collect({ wallet: key, task, page: address, entries: [{ panel: number, slot }] }),
          );
}

export const hashOf = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('hex');
