/**
 * An index that begins with the accounts at a slot. The books open with what the accounts hold, against the book `opening`; who is behind an
 * address, live panels and their answers are read from the accounts too. What was closed before is not known.
 */
import { decodePage, packLabels, PROGRAM_ID, type Bits, type PanelView } from '@tagger/client';
import { PublicKey } from '@solana/web3.js';
import { insert, type Row } from '../db/bulk.ts';
import type { Queries } from '../db/db.ts';
import { readAccount, type Fields } from '../chain/layout.ts';
import { Books } from '../fold/books.ts';
import { BIRTHS_PER_SLOT } from '../fold/entities.ts';
import { TERMS, termsRow } from '../fold/terms.ts';
import type { BookName } from '../fold/movements.ts';
import { COMMIT, OPENED } from '../fold/panels.ts';
import type { Opening } from '../source/source.ts';
import { BOOKS, telling } from './holdings.ts';
import { writeAccounts } from './mirror.ts';

/** Signature of entries no transaction made. */
export const OPENING = 'opening';

/** Entities by kind of account: wallet, task, dataset and number as `birthOf` knows them. */
const ENTITIES: readonly string[] = [
  "select address, 'member', wallet, null, null, null from member",
  "select address, 'seat', wallet, task, null, null from seat",
  "select address, 'task', requester, address, null, null from task",
  "select address, 'page', null, task, null, index::integer from page",
  "select address, 'dataset', publisher, task, address, null from dataset",
  "select address, 'offer', null, null, dataset, index::integer from offer",
  "select address, 'license', holder, null, dataset, null from license",
  "select b.address, 'bid', b.bidder, null, l.dataset, null from bid b left join license l on l.address = b.license",
  "select address, 'proposal', proposer, null, null, null from proposal",
];

const COUNTED = `insert into opening (address, what, amount)
  select address, 'earned', earned from member union all
  select address, 'slashed', slashed from member union all
  select address, 'made', next_panel from page union all
  select address, 'made', pages_made from task union all
  select address, 'made', offers_made from dataset`;

const PANEL = { ...OPENED, labels: 'bytea', labels_from: 'text', settled_slot: 'bigint' } as const;

const ANSWER = {
  ...COMMIT,
  answers: 'bytea',
  revealed_slot: 'bigint',
  revealed_signature: 'text',
} as const;

/** Writes everything an empty index begins with. */
export async function openFrom(db: Queries, { slot, accounts }: Opening): Promise<void> {
  await writeAccounts(db, { slot, accounts });
  const born = BigInt(slot) * BIRTHS_PER_SLOT;
  for (const select of ENTITIES)
    await db.query(
      `insert into entity (address, born, kind, wallet, task, dataset, number)
       select address, $1::bigint, kind, wallet, task, dataset, number::integer
       from (${select}) x(address, kind, wallet, task, dataset, number)`,
      [born],
    );
  await db.exec(COUNTED);
  await openBooks(db, slot);
  const terms: Row[] = [];
  const seats = new Map<string, string>();
  const decoded = accounts.flatMap(({ address, account }) => {
    const read = account === undefined ? undefined : readAccount(account.data);
    return read === undefined || account === undefined ? [] : [{ address, data: account.data, ...read }];
  });
  for (const { address, kind, fields } of decoded) {
    if (kind === 'task') terms.push(termsRow(address, born, fields['terms'] as Fields));
    if (kind === 'seat' && fields['validator'] === 0)
      seats.set(`${fields['task'] as string} ${fields['index'] as number}`, fields['wallet'] as string);
  }
  await insert(db, 'task_terms', TERMS, terms);
  const panels: Row[] = [];
  const answers: Row[] = [];
  for (const { address, kind, data } of decoded) {
    if (kind !== 'page') continue;
    const page = decodePage({ data: Buffer.from(data), owner: PROGRAM_ID, lamports: 0, executable: false });
    const place = {
      address,
      born,
      slot,
      task: page.task.toBase58(),
      number: page.index,
      bits: page.terms.bits as Bits,
    };
    for (const panel of page.panels) {
      panels.push(panelRow(panel, place));
      answers.push(...answerRows(panel, place, seats));
    }
  }
  await insert(db, 'panel', PANEL, panels);
  await insert(db, 'answer', ANSWER, answers);
}

/** Each book with what its account holds. */
async function openBooks(db: Queries, slot: number): Promise<void> {
  const books = new Books();
  for (const [name, sql] of Object.entries(BOOKS))
    for (const { owner, amount } of await db.query<{ owner: string; amount: bigint }>(
      `${telling(sql, slot, true)} order by 1`,
    ))
      await books.post(
        db,
        { signature: OPENING, slot, position: 0 },
        { from: { book: 'opening', owner: '' }, to: { book: name as BookName, owner }, amount, reason: OPENING },
      );
  await books.flush(db);
}

interface Place {
  address: string;
  born: bigint;
  slot: number;
  task: string;
  number: number;
  bits: Bits;
}

const DECIDED = new Set<PanelView['phase']>(['settled', 'done']);
const NOBODY = PublicKey.default.toBase58();

function panelRow(panel: PanelView, { address, born, slot, task, number, bits }: Place): Row {
  const decided = DECIDED.has(panel.phase) && panel.seats > 0;
  const shape = [panel.firstItem, panel.items, panel.seatsFirst, panel.seatsStep, panel.seatsMax, panel.difficultyBps];
  const labels = decided ? [packLabels(panel.labels, bits), 'account', slot] : [null, null, null];
  return [address, born, panel.number, task, number, panel.kind, ...shape, slot, OPENING, ...labels];
}

/** Who sits on a panel; validators of a review that had voted by then are not named, a pool may have given their places to others. */
function answerRows(
  panel: PanelView,
  { address, born, slot, task, bits }: Place,
  seats: ReadonlyMap<string, string>,
): Row[] {
  return panel.slots.flatMap(({ index, seat, commitment }): Row[] => {
    const committed = Uint8Array.from(commitment);
    if (committed.every((byte) => byte === 0)) return [];
    const wallet = (panel.kind === 0 ? seats.get(`${task} ${seat}`) : undefined) ?? NOBODY;
    const [labels, payload] = [panel.answers[index], panel.payloads[index]];
    const shown =
      labels !== undefined
        ? packLabels(labels, bits)
        : payload !== undefined
          ? Buffer.concat([payload.hash, payload.id])
          : null;
    const revealed = shown === null ? [null, null, null] : [shown, slot, OPENING];
    return [[address, born, panel.number, index, task, wallet, committed, slot, OPENING, ...revealed]];
  });
}
