/** What an instruction that opens a review needs, read from the chain. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { DRAW } from './constants.ts';
import { auditedItems, seedAt } from './draw.ts';
import { TaggerClientError } from './errors.ts';
import { fetchPage, fetchTask } from './fetch.ts';
import { itemMask, type NewReview } from './instructions/review.ts';
import { METHOD } from './instructions/requester.ts';
import { reviewPageBytes, type PanelView } from './panel.ts';
import { pagePda } from './pda.ts';
import { fetchSlot, fetchSlotHashes } from './review.ts';
import type { Terms } from './types.ts';

/** A panel, by its page's address and its number there. */
export interface Subject {
  task: PublicKey;
  subject: PublicKey;
  panel: bigint;
}

/** Ready to be spread into `contestItems`, `contestScore` or `auditPanel`. */
export interface PreparedReview extends NewReview {
  /** As of `itemMask`. */
  items: bigint[];
  /** Number of the review's page in the task. */
  index: number;
}

/**
 * A review of some items of a panel (by their number in it), on the task's next page. Build it anew when it is refused:
 * somebody else may have taken the page.
 *
 * Errors: `NoTask`, `NoSuchPanel`; a `RangeError` for an item the panel does not have.
 */
export async function prepareReview(
  connection: Connection,
  a: Subject & { items: readonly number[] },
): Promise<PreparedReview> {
  const [task, { judged, terms }] = await Promise.all([fetchTask(connection, a.task), judgedPanel(connection, a)]);
  if (task === null) throw new TaggerClientError('NoTask', `there is no task ${a.task.toBase58()} on this cluster`);
  return {
    task: a.task,
    subject: a.subject,
    panel: a.panel,
    page: pagePda(a.task, task.pagesMade),
    bytes: reviewPageBytes(terms, judged.items, a.items.length),
    items: itemMask(a.items, judged.items),
    index: task.pagesMade,
  };
}

/**
 * The audit of a panel, or `undefined` when the lot did not fall on it or all its drawn items are under review already.
 *
 * Errors: those of `prepareReview`; `NotAudited` when the task has no audits; `SeedNotReady` and `SeedGone` while the
 * block that decides does not exist yet, or once the chain has forgotten it.
 */
export async function prepareAudit(connection: Connection, a: Subject): Promise<PreparedReview | undefined> {
  const { judged, terms } = await judgedPanel(connection, a);
  if (terms.auditItems === 0)
    throw new TaggerClientError('NotAudited', 'this task has no audits: contest items instead');
  const payload = terms.method === METHOD.payload;
  const certain = payload && judged.items <= terms.auditItems;
  const seed = certain ? new Uint8Array(32) : await auditSeed(connection, judged.phaseSlot + BigInt(DRAW.delay));
  const { subject: page, panel } = a;
  const { auditItems, auditBps } = terms;
  const drawn = auditedItems({ page, panel, items: judged.items }, { auditItems, auditBps, payload }, seed);
  const items = drawn?.filter((item) => judged.contested[item] !== true) ?? [];
  return items.length === 0 ? undefined : prepareReview(connection, { ...a, items });
}

async function auditSeed(connection: Connection, target: bigint): Promise<Uint8Array> {
  const [hashes, slot] = await Promise.all([fetchSlotHashes(connection), fetchSlot(connection)]);
  const seed = seedAt(target, hashes, slot);
  if (seed !== undefined) return seed;
  if (slot - target >= BigInt(DRAW.remembered))
    throw new TaggerClientError(
      'SeedGone',
      'the block that decides about this audit is forgotten: contest items instead',
    );
  throw new TaggerClientError('SeedNotReady', `slot ${target} decides about this audit, it is ${slot} now: wait`);
}

async function judgedPanel(connection: Connection, a: Subject): Promise<{ judged: PanelView; terms: Terms }> {
  const page = await fetchPage(connection, a.subject);
  const judged = page?.panels.find((candidate) => candidate.number === a.panel);
  if (page == null || judged === undefined)
    throw new TaggerClientError('NoSuchPanel', `the page has no live panel with the number ${a.panel}: read it again`);
  return { judged, terms: page.terms };
}
