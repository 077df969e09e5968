/** Sends whatever is due on a review, until nothing is or somebody must act. */
import type { Connection, Keypair, PublicKey } from '@solana/web3.js';
import {
  dueOnReview,
  fetchSlot,
  send,
  type ReviewStep,
  type ReviewWait,
  type SendOptions,
  type TaggerEvent,
} from '@tagger/client';

export interface Pushed {
  /** What was sent, in order. */
  done: ReviewStep['what'][];
  events: TaggerEvent[];
  /** What the review waits for now; `undefined` when it is over. */
  waits: ReviewWait | undefined;
}

/** A block that decides a draw is eight slots ahead, unless the epoch is about to end: longer than this nobody waits. */
const SHORT_WAIT_SLOTS = 40n;
const POLL_MS = 200;
/** A chain that makes no slots is not waited for. */
const PATIENCE_MS = 30_000;

/** A dry run tries the first step only: the others depend on it. */
export async function pushReview(
  connection: Connection,
  review: PublicKey,
  payer: Keypair,
  options: SendOptions = {},
): Promise<Pushed> {
  const pushed: Pushed = { done: [], events: [], waits: undefined };
  let refused = false;
  const began = Date.now();
  for (;;) {
    const { steps, waits } = await dueOnReview(connection, review);
    for (const { what, instruction } of steps) {
      const sent = await send(connection, [instruction], [payer], options).catch((error: unknown) => error as Error);
      if (sent instanceof Error) {
        // Somebody else may have been faster; who is refused twice in a row was not.
        if (refused) throw sent;
        refused = true;
        break;
      }
      refused = false;
      pushed.done.push(what);
      pushed.events.push(...sent.events);
      if (options.dryRun === true) return pushed;
    }
    pushed.waits = waits;
    if (steps.length > 0) continue;
    if (options.dryRun === true || waits?.for !== 'block') return pushed;
    const far = waits.slot - (await fetchSlot(connection)) > SHORT_WAIT_SLOTS;
    if (far || Date.now() - began > PATIENCE_MS) return pushed;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
