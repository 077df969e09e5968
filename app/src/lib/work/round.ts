/**
 * One look at the chain for a wallet, and whatever is due: tickets, reveals, commitments, pay. Where it stopped does not matter: it goes
 * on from what the chain says.
 */
import type { TransactionInstruction } from '@solana/web3.js';
import type { Answerer, ChainClock, Keyed, PageView } from '@tagger/client';
import type { Storage } from '@tagger/client/storage';
import type { Chain } from '../chain/door.ts';
import { sendAs, type Session } from '../session/lend.ts';
import { packedOf } from './answers.ts';
import { desksOf, heldPanels, placeOf, type Desk, type HeldPanel } from './desk.ts';
import { follow, sweep } from './follow.ts';
import { keepSealed } from './kept.ts';
import { answersTo, recall, type Known } from './known.ts';
import { isPayload, sealedAnswer, shareOwn } from './payload.ts';

/** Who works, and with what. */
export interface Worker {
  wallet: string;
  session: Session | undefined;
  /** 32 bytes salts are made of; `undefined` while the person has not given it. */
  secret: Uint8Array | undefined;
  /** 32 bytes keys of payloads are made of; given and missing with `secret`. */
  payloadSecret?: Uint8Array;
  /** Where payloads, their keys and records of suggestions go. */
  storage?: Storage;
}

export interface Round {
  clock: ChainClock;
  held: HeldPanel[];
  desks: Desk[];
  /** Panels whose reveal is due and can't be made: their answers are not on this device. */
  lost: HeldPanel[];
  /** Panels that are ready or due while nothing can send them. */
  stuck: HeldPanel[];
  /** What was sent, by kind. */
  done: { committed: number; revealed: number; collected: number; redeemed: number; shared: number };
  /** What went wrong; it keeps nothing else from being done, and is tried again in the next round. */
  troubles: unknown[];
}

/** Entries of one `collect`. */
const COLLECT = 16;

/** Throws what the program refuses, by name, and what a lost connection gives. Answers are kept before they are committed to. */
export async function workRound(chain: Chain, worker: Worker): Promise<Round> {
  const { client, connection } = chain;
  const wallet = new chain.PublicKey(worker.wallet);
  const [clock, desks] = await Promise.all([client.fetchClock(connection), desksOf(chain, wallet)]);
  const round: Round = {
    clock,
    desks,
    held: desks.flatMap((desk) => heldPanels(chain, desk, clock)),
    lost: [],
    stuck: [],
    done: { committed: 0, revealed: 0, collected: 0, redeemed: 0, shared: 0 },
    troubles: [],
  };
  const attempt = (step: Promise<void>): Promise<void> =>
    step.catch((error: unknown) => void round.troubles.push(error));
  const known = await Promise.all(round.held.map((held) => recall(chain, held)));
  const pages = [...new Set(round.held.map(({ page }) => page))];
  const on = (page: PageView): Known[] => known.filter(({ held }) => held.page === page);
  // Reveals first: nothing costs more than one that is missed.
  for (const page of pages) await attempt(reveal(chain, worker, page, on(page), round));
  for (const page of pages) await attempt(commit(chain, worker, page, on(page), round));
  for (const desk of desks) await attempt(redeem(chain, worker, desk, round));
  for (const page of pages) await attempt(collect(chain, worker, page, on(page), round));
  for (const desk of desks) await attempt(share(chain, worker, desk, round));
  for (const one of known) await attempt(follow(chain, worker, one, clock));
  await attempt(sweep(chain, worker.wallet, desks));
  return round;
}

const at = (worker: Worker, session: Session, { desk, page }: HeldPanel) => ({
  actor: session.key.publicKey,
  wallet: desk.seat.wallet,
  task: desk.task.address,
  page: page.address,
});

async function redeem(chain: Chain, { session }: Worker, { seat }: Desk, { clock, done }: Round): Promise<void> {
  const due = chain.client.ticketDueOf(seat, clock.slot);
  if (due?.instruction === undefined || session === undefined) return;
  await sendAs(chain, session, [due.instruction], [due.what === 'redeem' ? 'redeemTicket' : 'dropTicket']);
  done.redeemed += 1;
}

function answererOf(secret: Uint8Array, { desk }: HeldPanel, answers: ReadonlyMap<bigint, Uint8Array>): Answerer {
  const { wallet, index } = desk.seat;
  return { wallet, seat: index, saltSecret: secret, answersTo: ({ number }) => answers.get(number) };
}

async function reveal(
  chain: Chain,
  worker: Worker,
  page: Keyed<PageView>,
  here: readonly Known[],
  round: Round,
): Promise<void> {
  const due = here.filter(({ held }) => held.standing === 'reveal');
  const [first] = due;
  if (first === undefined) return;
  const { session, secret } = worker;
  if (session === undefined || secret === undefined) {
    round.stuck.push(...due.map(({ held }) => held));
    return;
  }
  const answers = new Map<bigint, Uint8Array>();
  for (const one of due) {
    const found = answersTo(chain, secret, one);
    if (found === undefined) round.lost.push(one.held);
    else answers.set(one.held.panel.number, found);
  }
  const entries = chain.client.revealsDue(page, answererOf(secret, first.held, answers));
  for (const batch of chain.client.revealBatches(entries)) {
    const instruction = chain.client.reveal({ ...at(worker, session, first.held), entries: batch });
    await sendAs(chain, session, [instruction], ['reveal']);
    round.done.revealed += batch.length;
  }
}

async function commit(
  chain: Chain,
  worker: Worker,
  page: Keyed<PageView>,
  here: readonly Known[],
  round: Round,
): Promise<void> {
  const ready = here.filter(({ held, draft }) => held.standing === 'label' && draft?.ready === true);
  const [first] = ready;
  if (first === undefined) return;
  const { session, secret } = worker;
  if (session === undefined || secret === undefined) {
    round.stuck.push(...ready.map(({ held }) => held));
    return;
  }
  const answers = new Map<bigint, Uint8Array>();
  for (const { held, draft } of ready) {
    const payload = isPayload(chain, held.desk.task);
    const packed = draft && (payload ? await sealedAnswer(chain, worker, held, draft) : packedOf(chain, draft, held));
    if (packed === undefined) continue;
    // On disk before it is sent: a tab that dies now still can reveal.
    await keepSealed(placeOf(chain, held), packed);
    answers.set(held.panel.number, packed);
  }
  const entries = chain.client.commitsDue(page, answererOf(secret, first.held, answers));
  for (const batch of chain.client.commitBatches(entries)) {
    const instruction = chain.client.commit({ ...at(worker, session, first.held), entries: batch });
    await sendAs(chain, session, [instruction], ['commit']);
    round.done.committed += batch.length;
  }
}

async function share(chain: Chain, worker: Worker, desk: Desk, round: Round): Promise<void> {
  if (!isPayload(chain, desk.task)) return;
  round.done.shared += await shareOwn(
    chain,
    worker,
    desk,
    round.held.filter((held) => held.desk === desk),
  );
}

async function collect(
  chain: Chain,
  worker: Worker,
  page: Keyed<PageView>,
  here: readonly Known[],
  round: Round,
): Promise<void> {
  const owed = here.filter(
    ({ held: { standing, panel } }) => standing === 'owed' || (standing === 'missed' && panel.phase === 'settled'),
  );
  const [first] = owed;
  if (first === undefined || worker.session === undefined) return;
  const { wallet } = first.held.desk.seat;
  const where = { wallet, task: first.held.desk.task.address, page: page.address };
  for (let from = 0; from < owed.length; from += COLLECT) {
    const part = owed.slice(from, from + COLLECT);
    const entries = part.map(({ held: { panel, slot } }) => ({ panel: panel.number, slot: slot.index }));
    const instruction: TransactionInstruction = chain.client.collect({ ...where, entries });
    await sendAs(chain, worker.session, [instruction], ['collect']);
    round.done.collected += part.length;
  }
}
