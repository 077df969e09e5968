/** What a draft costs, and how good its labels can be expected to be. */
import { expectedAccuracy } from '@tagger/client/estimate';
import type { Chain } from '../chain/door.ts';
import type { DraftData } from './data.ts';
import type { Item } from './item.ts';
import { isPayload, planOf, seatsOf } from './plan.ts';

export interface Estimated {
  bought: number;
  panels: number;
  /** Base units. */
  most: bigint;
  oneWave: bigint;
  /** Deposit of task and pages. */
  lamports: bigint;
  /** Percent. */
  fee: string;
  /** Transactions that open it. */
  signatures: number;
  /** People an item. */
  columns: number[];
  /** Percent of labels that are right, if each person is right in `each` percent. */
  rows: { each: number; right: string[] }[];
}

const EACH = [70, 80, 90];
/** Bytes of a task and a member, about; the deposit is shown, not paid from here. */
const TASK_BYTES = 900;

export async function estimateOf(chain: Chain, data: DraftData, items: readonly Item[]): Promise<Estimated> {
  const { client, connection, PublicKey } = chain;
  const config = await chain.config();
  const plan = planOf(chain, config, data, items);
  const { first, max } = seatsOf(data);
  const pages = client.panelPages(plan.panels, plan.terms).length;
  const [page, task] = await Promise.all([
    connection.getMinimumBalanceForRentExemption(client.MAX_PAGE_BYTES),
    connection.getMinimumBalanceForRentExemption(TASK_BYTES),
  ]);
  const none = PublicKey.default;
  const about = {
    ...{ operator: none, task: none, terms: plan.terms, panels: plan.panels },
    ...{ feeBps: config.params.feeBps, isPrivate: data.private },
  };
  // How often people err says nothing of marks and texts.
  const people = isPayload(data) ? [] : [first, max];
  const columns = [...new Set(people)].filter((count) => count >= 1 && count <= 16);
  const classes = Math.max(2, data.labels.length);
  return {
    bought: plan.ask.length,
    panels: plan.panels.length,
    most: plan.most,
    oneWave: plan.oneWave,
    lamports: BigInt(page) * BigInt(pages) + BigInt(task),
    fee: String(config.params.feeBps / 100),
    // What opens the task takes about as much room as these.
    signatures: client.postingTransactions(about, []).length,
    columns,
    rows: EACH.map((each) => ({
      each,
      right: columns.map((seats) => (100 * expectedAccuracy({ seats, classes, accuracy: each / 100 })).toFixed(1)),
    })),
  };
}
