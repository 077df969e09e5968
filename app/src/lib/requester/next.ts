/** What a task waits for, who can push it, and the instructions for it. */
import type { InstructionName, PageTimes } from '@tagger/client';
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import { findNotes, purposes, type Notes } from '../posting/notes.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { goldDue } from './due.ts';
import type { Watched } from './watch.ts';

export interface Waiting {
  /** What anybody may push now, and how often. */
  now: { what: InstructionName; count: number }[];
  build(caller: PublicKey): TransactionInstruction[];
  /** Unix seconds from which something more is due; undefined where that depends on people. */
  next: bigint | undefined;
}

/** What is due on the task and its pages. */
export async function waitingOf(chain: Chain, watched: Watched): Promise<Waiting> {
  const { client, connection } = chain;
  const { task, clock, seats, config } = watched;
  const addresses = [...watched.pages, ...watched.reviews].map(({ address }) => address);
  const infos = addresses.length === 0 ? [] : await connection.getMultipleAccountsInfo(addresses);
  const walletOf = (seat: number): PublicKey | undefined => seats.find(({ index }) => index === seat)?.wallet;
  const found = [
    ...infos.flatMap((info, at) => {
      if (info === null) return [];
      const page: PageTimes = new client.PageTimes(info);
      return [client.dueOnPage(addresses[at]!, page, { task, walletOf }, clock)];
    }),
    client.dueOnTask(task, config, clock),
  ];
  const steps = found.flatMap((due) => due.steps);
  const counts = new Map<InstructionName, number>();
  for (const { what } of steps) counts.set(what, (counts.get(what) ?? 0) + 1);
  const moments = found.flatMap(({ next }) => (next?.seconds === undefined ? [] : [next.seconds]));
  return {
    now: [...counts].map(([what, count]) => ({ what, count })),
    build: (caller) => steps.map((step) => step.build(caller)),
    next: moments.reduce<bigint | undefined>(
      (least, one) => (least === undefined || one < least ? one : least),
      undefined,
    ),
  };
}

/** The requester's notes: from this browser, or opened with his key. Throws where there are none. */
export async function notesOf(chain: Chain, vault: VaultState, task: string): Promise<Notes> {
  const notes = await findNotes(chain.storage, task, await vault.secret(purposes(task).notes));
  if (notes === undefined) throw new Error(text.myTasks.noNotes);
  return notes;
}

/** Instructions that show the known answers of all panels that wait for them. Throws where the notes are not of this task. */
export async function openGold(
  chain: Chain,
  vault: VaultState,
  watched: Watched,
  operator: PublicKey,
): Promise<TransactionInstruction[]> {
  const { client } = chain;
  const { task } = watched;
  const address = task.address.toBase58();
  const notes = await notesOf(chain, vault, address);
  const panels = notes.panels.map(([firstItem, items]) => ({ firstItem, items }));
  const secret = await vault.secret(purposes(address).gold);
  const tree = client.goldOfPlaces(new Map(notes.known), panels, String(task.nonce), secret);
  if (tree === undefined || !tree.root.every((byte, at) => byte === task.goldRoot[at]))
    throw new Error(text.myTasks.otherGold);
  return goldDue(watched).map(({ address: page, number, firstItem }) => {
    const opening = tree.open(firstItem);
    return client.openGold({ operator, task: task.address, page, panel: number, ...(opening && { opening }) });
  });
}

/** Instructions that bring everything free to the wallet: from pages to the task, to the balance, to the wallet's own account. */
export async function takeBack(
  chain: Chain,
  watched: Watched,
  requester: PublicKey,
): Promise<TransactionInstruction[]> {
  const { client, connection } = chain;
  const { task, pages, config } = watched;
  const free = pages.filter((page) => page.free > 0n);
  const amount = free.reduce((sum, page) => sum + page.free, task.escrow);
  const member = await client.fetchMember(connection, requester);
  const tokens = await chain.tokensOf(requester);
  return [
    ...free.map((page) =>
      client.unfundPage({ operator: requester, task: task.address, page: page.address, amount: page.free }),
    ),
    ...(amount > 0n ? [client.refundTask({ requester, task: task.address, amount })] : []),
    client.withdrawBalance({
      ...{ wallet: requester, to: tokens, tagMint: config.tagMint },
      amount: amount + (member?.balance ?? 0n),
    }),
  ];
}
