/** What the chain tells of a dataset, for a page anybody can check: how it was made, sold and paid for. */
import { PublicKey, type Connection } from '@solana/web3.js';
import { TaggerClientError } from '../clientError.ts';
import { fetchDataset } from '../fetch.ts';
import { METHOD } from '../instructions/requester.ts';
import { licensePda } from '../pda.ts';
import { unpackLabels } from '../answers.ts';
import { Ledger, type Landed } from './history.ts';
import { recordsFromHistory, type HistoryOptions, type RecordHistory, type TaskHistory } from './records.ts';

/** What `LicenseChanged.what` means, by number. */
export const LICENCE_STEPS = ['bought', 'delivered', 'refunded', 'approved', 'renewed', 'burnt'] as const;

/** When and where something was done. */
export interface Trace {
  signature: string;
  slot: number;
  /** Unix seconds. */
  time: number | null;
}

export interface AuditedPanel {
  record: number;
  page: number;
  panel: bigint;
  firstItem: number;
  items: number;
  seats: number;
  answered: number;
  /** Part of the answers that are the label, 0 to 1; `undefined` for payloads. */
  agreement: number | undefined;
  settled: string;
}

export interface AuditedMember {
  wallet: PublicKey;
  panels: number;
  /** Panels he committed on and did not reveal. */
  missed: number;
  answered: number;
  /** Answers that are the label; 0 for payloads. */
  agreed: number;
}

export interface AuditTrail {
  dataset: PublicKey;
  publisher: PublicKey;
  /** `undefined` for data the publisher brought. */
  task: PublicKey | undefined;
  panels: AuditedPanel[];
  members: AuditedMember[];
  /** Panels whose gold the requester opened, or waived. */
  gold: (Trace & { page: PublicKey; panel: bigint; waived: boolean })[];
  /** Verdicts of reviews: labels they changed. */
  reviews: (Trace & { changed: number })[];
  published: Trace | undefined;
  withdrawn: Trace | undefined;
  offers: (Trace & { index: number; price: bigint; closed: boolean })[];
  licences: (Trace & {
    step: (typeof LICENCE_STEPS)[number] | 'moved';
    mint: PublicKey;
    holder: PublicKey;
    paid: bigint;
  })[];
  /** TAG that went to balances, base units. */
  payouts: (Trace & { wallet: PublicKey; amount: bigint })[];
}

/**
 * Everything the history of the dataset's account and of its task tells, oldest first. Throws `NoDataset`, and what
 * `recordsFromHistory` throws.
 */
export async function auditTrail(
  connection: Connection,
  dataset: PublicKey,
  options?: HistoryOptions,
): Promise<AuditTrail> {
  const account = await fetchDataset(connection, dataset);
  if (account === null)
    throw new TaggerClientError('NoDataset', `there is no dataset ${dataset.toBase58()} on this cluster`);
  const made = account.task.equals(PublicKey.default)
    ? undefined
    : await recordsFromHistory(connection, account.task, options);
  const ledger = new Ledger(connection);
  const all = new Map<string, Landed>();
  const keep = (found: Landed[]): void => found.forEach((landed) => all.set(landed.signature, landed));
  keep(await ledger.of(dataset));
  const mints = [...all.values()].flatMap(({ events }) =>
    events.flatMap(({ name, data }) => (name === 'licenseChanged' && data.dataset.equals(dataset) ? [data.mint] : [])),
  );
  // Moves and burns name the licence, not the dataset.
  for (const mint of new Set(mints.map(String))) keep(await ledger.of(licensePda(new PublicKey(mint))));
  const history = [...all.values()].sort((a, b) => a.slot - b.slot);
  return {
    dataset,
    publisher: account.publisher,
    task: made === undefined ? undefined : account.task,
    ...makingOf(made),
    ...salesOf(dataset, history),
  };
}

const traceOf = ({ signature, slot, time }: Landed): Trace => ({ signature, slot, time });

function makingOf(made: TaskHistory | undefined): Pick<AuditTrail, 'panels' | 'members' | 'gold' | 'reviews'> {
  if (made === undefined) return { panels: [], members: [], gold: [], reviews: [] };
  const { records, task, landed } = made;
  const counted = task.terms.method !== METHOD.payload;
  const members = new Map<string, AuditedMember>();
  const panels = records.map((found, record) => auditPanel(found, record, counted, members));
  const gold = landed.flatMap((one) =>
    one.calls.flatMap((call) => {
      const { page } = call.accounts;
      if (call.name !== 'openGold' || page === undefined) return [];
      return [{ ...traceOf(one), page, panel: call.args.args.panel, waived: call.args.args.entries.length === 0 }];
    }),
  );
  const reviews = landed.flatMap((one) =>
    one.events.flatMap(({ name, data }) =>
      name === 'caseConcluded' ? [{ ...traceOf(one), changed: data.changed }] : [],
    ),
  );
  return { panels, members: [...members.values()], gold, reviews };
}

/** One panel, and what it adds to the counts of its members. */
function auditPanel(
  { record, seats, settled }: RecordHistory,
  number: number,
  counted: boolean,
  members: Map<string, AuditedMember>,
): AuditedPanel {
  const { page, panel, firstItem, labels, bits } = record;
  let [answered, agreed] = [0, 0];
  seats.forEach(({ wallet, reveal }, slot) => {
    if (wallet === undefined) return;
    const member = members.get(wallet.toBase58()) ?? { wallet, panels: 0, missed: 0, answered: 0, agreed: 0 };
    members.set(wallet.toBase58(), member);
    member.panels += 1;
    if (reveal === undefined) {
      member.missed += 1;
      return;
    }
    const own = record.members[slot]?.answered ?? 0;
    const given = counted ? unpackLabels(reveal.answers, labels.length, bits) : [];
    // Of a later wave the answers to items it was not asked count as little as they did for the program: at most as many as it answered.
    const same = Math.min(own, given.filter((label, item) => label === labels[item]).length);
    member.answered += own;
    member.agreed += same;
    answered += own;
    agreed += same;
  });
  const agreement = counted && answered > 0 ? agreed / answered : undefined;
  const place = { record: number, page, panel, firstItem, items: labels.length, seats: record.members.length };
  return { ...place, answered, agreement, settled };
}

function salesOf(
  dataset: PublicKey,
  history: Landed[],
): Pick<AuditTrail, 'published' | 'withdrawn' | 'offers' | 'licences' | 'payouts'> {
  const sales: ReturnType<typeof salesOf> = {
    published: undefined,
    withdrawn: undefined,
    offers: [],
    licences: [],
    payouts: [],
  };
  for (const landed of history)
    for (const { name, data } of landed.events) {
      const trace = traceOf(landed);
      if (!('dataset' in data) || !data.dataset.equals(dataset)) continue;
      if (name === 'datasetChanged') {
        sales.published ??= trace;
        if (data.withdrawn) sales.withdrawn ??= trace;
      }
      if (name === 'offerChanged')
        sales.offers.push({ ...trace, index: data.index, price: data.price, closed: data.closed });
      if (name === 'licenseChanged') {
        const { mint, holder, paid, what } = data;
        sales.licences.push({ ...trace, step: LICENCE_STEPS[what] ?? 'burnt', mint, holder, paid });
      }
      if (name === 'licenseMoved')
        sales.licences.push({ ...trace, step: 'moved', mint: data.mint, holder: data.to, paid: 0n });
      if (name === 'revenueTaken') sales.payouts.push({ ...trace, wallet: data.wallet, amount: data.amount });
    }
  return sales;
}
